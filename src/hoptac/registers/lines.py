"""A register as lines of plain values: the same for the page, the workbook and the paper."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import zip_longest

import msgspec

from hoptac.capital.rules import ratio_in_hundredths
from hoptac.capital.sheets import ALL_METHOD_NAMES
from hoptac.kit.calendar import format_date
from hoptac.kit.language import Language, Message, _, translate
from hoptac.registers.queries.members import Deed

_REFUNDED, _PASSED_ON = _("Hoàn trả"), _("Chuyển cho thành viên khác")
_WITHDRAWN, _REPLACED = _("đã thu hồi"), _("đã thay bằng giấy mới")


class Paid(msgspec.Struct, frozen=True):
    """One time of contribution (Art. 15.1.c): when, what kind of asset, how much of it, and what it is worth in đồng; below
    zero where it was given back."""

    day: date
    asset: str
    quantity: str
    dong: int


class Certified(msgspec.Struct, frozen=True):
    """One certificate (Art. 15.1.d); `remark` says why it was no more in force on the day."""

    number: str
    issued_on: date
    remark: str = ""

    @property
    def whole(self) -> str:
        """'003/2026 (đã thu hồi)'"""
        return f"{self.number} ({self.remark})" if self.remark else self.number


class Held(msgspec.Struct, frozen=True):
    """What one member had on the day."""

    paid_dong: int
    paid: Sequence[Paid]
    certificates: Sequence[Certified]

    def ratio(self, charter_capital_dong: int) -> int:
        """Share of the charter capital in hundredths of a percent (Art. 4.23)."""
        return ratio_in_hundredths(self.paid_dong, charter_capital_dong)

    def lines(self) -> Iterator[tuple[Paid | None, Certified | None]]:
        """Contributions and certificates side by side, at least one line."""
        yield from list(zip_longest(self.paid, self.certificates)) or [(None, None)]


def _asset(deed: Deed, language: Language) -> str:
    if deed.what == "refund":
        return translate(_PASSED_ON if deed.method == "transfer" else _REFUNDED, language)
    named: Message | str = deed.asset or ALL_METHOD_NAMES.get(deed.method, deed.method)
    return named if isinstance(named, str) else translate(named, language)


def held_by(deeds: Sequence[Deed], language: Language) -> Held:
    """The deeds of one member, in the order of their days, as the register says them."""
    paid = [deed for deed in deeds if deed.what != "certificate"]
    given = [deed for deed in deeds if deed.what == "certificate"]
    certificates = [
        Certified(
            deed.method,
            deed.day,
            translate(_WITHDRAWN, language)
            if deed.is_ended
            else translate(_REPLACED, language)
            if deed is not given[-1]
            else "",
        )
        for deed in given
    ]
    return Held(
        sum(deed.dong for deed in paid),
        [Paid(deed.day, _asset(deed, language), deed.quantity, deed.dong) for deed in paid],
        certificates,
    )


NOTHING_HELD = Held(0, (), ())


def percent_text(hundredths: int, dong: int, language: Language = "vi") -> str:
    """'1,25 %'; a contribution too small for two places is not called none."""
    if hundredths == 0:
        tiny = "<0.01 %" if language == "en" else "<0,01 %"
        return tiny if dong > 0 else "0 %"
    text = f"{hundredths // 100}.{hundredths % 100:02d}".rstrip("0").rstrip(".")
    return f"{text if language == 'en' else text.replace('.', ',')} %"


def day_text(day: date | None) -> str:
    """A day, or nothing where nobody knows it."""
    return format_date(day) if day else ""
