"""Erasure in two phases: what goes at once, what the law keeps and until when, and what goes then. Pure."""

from collections.abc import Iterable
from datetime import date

import msgspec

from hoptac.kit.errors import Refusal
from hoptac.kit.language import Message, _
from hoptac.organizations.parameters import Parameter, find_parameter
from hoptac.personal_data.refusals import (
    REGISTER,
    NotAPerson,
    NothingLeftToErase,
    StillKept,
    StillMember,
    StillOwing,
)

IN_BOOKS = "retention.used_in_books"
_BOOKS = "Điều 41 Luật Kế toán 2015"


class Facts(msgspec.Struct, frozen=True):
    """What there is of a person. `balances` are account and debit minus credit in đồng where that is not zero; `left_on` is
    the first day without membership; `last_booked_on` that of the last line of the books that names the person."""

    is_person: bool
    is_member: bool
    was_member: bool
    left_on: date | None
    balances: tuple[tuple[str, int], ...]
    last_booked_on: date | None
    has_certificates: bool
    has_agreements: bool
    restricted_on: date | None
    erased_on: date | None


class Kept(msgspec.Struct, frozen=True):
    """Something that has to stay: what, why, and until when at least."""

    what: Message
    basis: str
    until: date


class Plan(msgspec.Struct, frozen=True):
    """What the next phase does: what goes, what stays, and why it may not be done yet."""

    phase: int
    goes: tuple[Message, ...]
    kept: tuple[Kept, ...]
    refusals: tuple[Refusal, ...]

    @property
    def keep_until(self) -> date | None:
        """The day after which nothing keeps the rest any more; None where nothing keeps it now."""
        return max((one.until for one in self.kept), default=None)


GOES_FIRST = (
    _("Số điện thoại"),
    _("Ghi chú"),
    _("Giới tính, ấp, ngày cấp căn cước"),
    _("Diện tích, sản phẩm chính"),
    _("Tên không còn hiện khi gõ tìm để ghi sổ"),
)
GOES_LAST = (
    _("Họ tên, thay bằng một ký hiệu"),
    _("Số căn cước"),
    _("Ngày sinh, địa chỉ"),
)
STAYS_FOR_GOOD = (
    _("Số tiền trong sổ kế toán"),
    _("Chữ trong chứng từ, giấy chứng nhận và nhật ký đã ghi"),
)
"""Amounts carry no name; what was written as a legal record is not rewritten (Accounting Law, Art. 13)."""


def plan_of(facts: Facts, parameters: Iterable[Parameter], today: date) -> Plan:
    """What may be done about a person today; nothing is done by asking.

    Law 91/2025/QH15 Art. 14: erased at the person's wish, unless a law keeps it. Law 17/2023/QH15 Art. 15: the register.
    Accounting Law Art. 41 and Decree 174/2016/NĐ-CP Art. 13: the books, from the end of the fiscal year.
    """
    kept = tuple(_kept(facts, list(parameters), today))
    if facts.restricted_on is None:
        return Plan(1, GOES_FIRST, kept, tuple(_refusals(facts)))
    last = max((one.until for one in kept), default=None)
    if facts.erased_on is not None:
        return Plan(2, (), kept, (NothingLeftToErase(),))
    refusals = tuple(_refusals(facts))
    if last is not None and today <= last:
        refusals = (*refusals, StillKept(last))
    return Plan(2, GOES_LAST, kept, refusals)


def _refusals(facts: Facts) -> Iterable[Refusal]:
    if not facts.is_person:
        yield NotAPerson()
    if facts.is_member:
        yield StillMember()
    if facts.balances:
        yield StillOwing(facts.balances)


def _kept(facts: Facts, parameters: list[Parameter], today: date) -> Iterable[Kept]:
    years = find_parameter(parameters, IN_BOOKS, today)
    if years is None:
        return
    if facts.last_booked_on is not None:
        until = date(facts.last_booked_on.year + years.value, 12, 31)
        yield Kept(_("Họ tên, địa chỉ trong sổ và chứng từ kế toán"), _BOOKS, until)
        if facts.has_certificates:
            yield Kept(_("Giấy chứng nhận phần vốn góp đã cấp"), "Điều 75 Luật 17/2023/QH15", until)
        if facts.has_agreements:
            yield Kept(_("Hợp đồng đã ký"), _BOOKS, until)
    if facts.was_member and not facts.is_member:
        # The law names no term for the register of those who left; the books' own is the longest that a dispute lasts.
        left = facts.left_on or facts.last_booked_on or today
        until = date(left.year + years.value, 12, 31)
        yield Kept(_("Họ tên, ngày sinh, số căn cước, địa chỉ trong sổ đăng ký thành viên"), REGISTER, until)
