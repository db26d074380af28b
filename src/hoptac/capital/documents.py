"""The contribution certificate on paper (giấy chứng nhận phần vốn góp, Law 17/2023/QH15 Art. 75.2)."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, Literal

import msgspec

from hoptac.kit.documents import breakable, most_lines, qr_svgs, render_parts
from hoptac.kit.errors import Refusal
from hoptac.kit.language import _
from hoptac.kit.money import format_dong
from hoptac.kit.vietnamese.number_words import amount_in_words

HolderKind = Literal["individual", "organization", "household", "group"]

# A page in the largest text holds so many lines beside one for each text; a right of use takes two, a replacement and
# things contributed one.
_SPARE_LINES: dict[HolderKind, int] = {"individual": 4, "household": 5, "group": 5, "organization": 6}
_LINES_OF_RIGHT_OF_USE, _LINES_OF_REPLACEMENT, _LINES_OF_ASSETS = 2, 1, 1
_VALUE_WIDTH, _SIGNATURE_WIDTH = 23.4, 18.5  # of their columns, in em
_LONGEST_SHORT_ADDRESS = 200  # of the check page, in characters; it stands in small print beside the signature
_PART = 50  # pages that are laid out at a time; one that has to be measured counts as three
_MEASURED = 3


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
    assets: str | None = None
    """What was contributed in kind, in words."""


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


def certificate_page(contents: CertificateContents, qr: str) -> dict[str, Any]:
    """What the template is given of one certificate: texts ready to print, the drawing of the code that leads to its check
    page, and whether the page has to be measured."""
    fields: dict[str, Any] = msgspec.to_builtins(contents)
    texts = {
        **{name: breakable(text) for name, text in fields.items() if isinstance(text, str)},
        "charter_capital": f"{format_dong(contents.charter_capital_dong)} đồng",
        "amount": f"{format_dong(contents.amount_dong)} đồng",
        "amount_in_words": amount_in_words(contents.amount_dong),
        "ratio": _percent_text(contents.contribution_ratio, contents.amount_dong),
        "issued_on_in_words": _date_in_words(contents.issued_on),
        "check_url": contents.check_url,
    }
    return {**fields, **texts, "is_long": _is_long(contents, texts), "qr": qr}


def certificate_pages(contents: Sequence[CertificateContents]) -> Iterator[dict[str, Any]]:
    """The pages of many certificates in their order."""
    codes = qr_svgs([certificate.check_url for certificate in contents])
    return (certificate_page(certificate, qr) for certificate, qr in zip(contents, codes, strict=True))


_VALUES = (
    "organization_name", "organization_code", "head_office", "charter_capital", "holder_name", "holder_address",
    "holder_nationality", "holder_identity_number", "amount_in_words", "right_of_use_period", "assets",
)  # fmt: skip
_SIGNED = ("legal_representative", "legal_representative_title")
_OF_ONE_LINE = ("number", "replaces", "amount")


def _is_long(contents: CertificateContents, texts: dict[str, str]) -> bool:
    """Whether the page may need smaller text, so that it has to be measured: thrice the time and the memory."""
    spare = _SPARE_LINES[contents.holder_kind]
    spare -= _LINES_OF_RIGHT_OF_USE if contents.right_of_use_period is not None else 0
    spare -= _LINES_OF_REPLACEMENT if contents.replaces is not None else 0
    spare -= _LINES_OF_ASSETS if contents.assets is not None else 0
    more = sum(most_lines(texts.get(name, ""), _VALUE_WIDTH) - 1 for name in _VALUES)
    more += sum(most_lines(texts[name], _SIGNATURE_WIDTH) - 1 for name in _SIGNED)
    more += sum(most_lines(texts.get(name, ""), _SIGNATURE_WIDTH) - 1 for name in _OF_ONE_LINE)
    return more > spare or len(contents.check_url) > _LONGEST_SHORT_ADDRESS


def _parts(pages: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """The pages in parts that take about the same memory to lay out."""
    part: list[dict[str, Any]] = []
    weight = 0
    for page in pages:
        part.append(page)
        weight += _MEASURED if page["is_long"] else 1
        if weight >= _PART:
            yield part
            part, weight = [], 0
    if part:
        yield part


def _nobody_counts(_pages: int) -> None:
    """What is done when pages are laid out and nobody watches."""


def certificate_pdf(
    contents: Sequence[CertificateContents], *, laid_out: Callable[[int], None] = _nobody_counts
) -> bytes:
    """One A4 page for each certificate, in the order given, as one PDF file dated the latest day of issue. `laid_out` is
    told how many pages more are done.

    The same contents give the same bytes, so that a stored certificate can be compared with a new print.
    Raises NothingToPrint, and UnprintableText for a character that the font does not have.
    """
    if not contents:
        raise NothingToPrint
    dated = max(certificate.issued_on for certificate in contents)
    date_of_all = {"year": dated.year, "month": dated.month, "day": dated.day}
    parts, sizes = _parts(certificate_pages(contents)), deque[int]()

    def data() -> Iterator[dict[str, Any]]:
        for part in parts:
            sizes.append(len(part))
            yield {"certificates": part, "date": date_of_all}

    return render_parts("capital/certificate.typ", data(), laid_out=lambda: laid_out(sizes.popleft()))
