"""The contribution certificate on paper (giấy chứng nhận phần vốn góp, Law 17/2023/QH15 Art. 75.2)."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

import msgspec

from hoptac.kit.documents import qr_svg, render_pdf
from hoptac.kit.errors import Refusal
from hoptac.kit.language import _
from hoptac.kit.money import format_dong
from hoptac.kit.vietnamese.number_words import amount_in_words

_SHORT_PAGE = 280  # characters that surely fit on the page in the largest text

HolderKind = Literal["individual", "organization", "household", "group"]


class NothingToPrint(Refusal):
    """A print of no certificates at all."""

    def __init__(self) -> None:
        super().__init__(_("Chưa chọn giấy chứng nhận nào để in. Hãy chọn ít nhất một giấy."))


class CertificateContents(msgspec.Struct, frozen=True, kw_only=True):
    """What one certificate says, as it stood on the day of issue; a text left empty becomes a line to fill by hand."""

    organization_name: str
    organization_code: str
    head_office: str
    charter_capital_dong: int
    holder_kind: HolderKind
    holder_name: str
    holder_address: str
    holder_nationality: str
    holder_identity_number: str
    amount_dong: int
    contribution_ratio: int
    """Share of the charter capital in hundredths of a percent: 125 is 1,25%."""
    number: str
    issued_on: date
    legal_representative: str
    legal_representative_title: str
    check_url: str
    right_of_use_period: str | None = None
    """The period of a contributed right of use, which the certificate must state (Art. 76.2)."""
    replaces: str | None = None
    """The number of the certificate this one was issued in place of (Art. 75.3)."""


def _percent_text(hundredths: int, amount_dong: int) -> str:
    """'1,25%'; a contribution too small for two places is not called none."""
    if hundredths == 0 and amount_dong > 0:
        return "dưới 0,01%"
    whole, fraction = divmod(hundredths, 100)
    decimals = f"{fraction:02}".rstrip("0")
    return f"{whole},{decimals}%" if decimals else f"{whole}%"


def _date_in_words(day: date) -> str:
    """Days to 9 and months 1 and 2 take a nought before them, so that none can be added (Decree 30/2020, app. I)."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def _page(contents: CertificateContents) -> dict[str, Any]:
    fields = msgspec.to_builtins(contents)
    length = sum(len(text) for text in fields.values() if isinstance(text, str))
    has_more_rows = contents.right_of_use_period is not None or contents.replaces is not None
    return {
        **fields,
        "is_long": has_more_rows or length > _SHORT_PAGE,
        "charter_capital": f"{format_dong(contents.charter_capital_dong)} đồng",
        "amount": f"{format_dong(contents.amount_dong)} đồng",
        "amount_in_words": amount_in_words(contents.amount_dong),
        "ratio": _percent_text(contents.contribution_ratio, contents.amount_dong),
        "issued_on_in_words": _date_in_words(contents.issued_on),
        "qr": qr_svg(contents.check_url),
    }


def certificate_pdf(contents: Sequence[CertificateContents]) -> bytes:
    """One A4 page for each certificate, in the order given, as one PDF file dated the latest day of issue.

    The same contents give the same bytes, so that a stored certificate can be compared with a new print.
    Raises NothingToPrint, and UnprintableText for a character that the font does not have.
    """
    if not contents:
        raise NothingToPrint
    dated = max(certificate.issued_on for certificate in contents)
    return render_pdf(
        "capital/certificate.typ",
        {
            "certificates": [_page(certificate) for certificate in contents],
            "date": {"year": dated.year, "month": dated.month, "day": dated.day},
        },
    )
