"""What waits in one organization for somebody who may do so much, from counts and days alone. Pure."""

from collections.abc import Collection
from datetime import date
from typing import Any, Literal

import msgspec

from hoptac.identity.permissions import Permission as P
from hoptac.kit.calendar import add_months, format_date
from hoptac.kit.language import Message, _, grouped

Urgency = Literal["now", "soon", "later"]
SOON_DAYS = 30


class BankWaiting(msgspec.Struct, frozen=True):
    """The lines of one bank account that wait: how many, and what came in and went out by them in đồng."""

    account: str
    path: str
    lines: int
    in_dong: int
    out_dong: int


class Waiting(msgspec.Struct, frozen=True):
    """What an organization's rooms say of themselves."""

    to_approve: int = 0
    """Submitted by others."""
    to_post: int = 0
    """Approved, not posted."""
    drafts: int = 0
    """Prepared by this person and not finished."""
    invoices: int = 0
    """E-invoices received that lie on no voucher."""
    imports: int = 0
    registry_imports: int = 0
    bank: tuple[BankWaiting, ...] = ()
    open_month: date | None = None
    """The first month with entries that is over and not locked."""
    year_to_close: int | None = None
    year_to_file: int | None = None
    filing_due_on: date | None = None
    faults: int = 0
    duties_overdue: int = 0
    duties_soon: int = 0
    """Duties of the law past their day, and those due within 30 days, that this person has not seen (`hoptac.tasks`)."""


class Item(msgspec.Struct, frozen=True):
    """One thing that waits: how soon, in a sentence, and where below the organization's address it is done."""

    urgency: Urgency
    message: Message
    path: str


def items_of(waiting: Waiting, may: Collection[P], today: date) -> list[Item]:
    """What waits, the most urgent first; only what the person may do something about."""
    found = [item for permission, item in _items(waiting, today) if permission in may]
    return sorted(found, key=lambda item: ("now", "soon", "later").index(item.urgency))


def _items(waiting: Waiting, today: date) -> list[tuple[P, Item]]:
    counted: tuple[tuple[P, int, Urgency, Message, str], ...] = (
        (P.CLOSE_PERIODS, waiting.faults, "now", _("Kiểm tra sổ thấy %(count)s điều sai", count=waiting.faults), "closing"),
        (P.APPROVE_VOUCHERS, waiting.to_approve, "now", _("%(count)s chứng từ chờ duyệt", count=waiting.to_approve),
         "vouchers/open"),
        (P.POST_VOUCHERS, waiting.to_post, "now", _("%(count)s chứng từ đã duyệt, chưa ghi sổ", count=waiting.to_post),
         "vouchers/open"),
        (P.WRITE_VOUCHERS, waiting.drafts, "later", _("%(count)s chứng từ bạn đang soạn", count=waiting.drafts),
         "vouchers/open"),
        (P.WRITE_VOUCHERS, waiting.invoices, "later", _("%(count)s hóa đơn nhận chưa ghi sổ", count=waiting.invoices),
         "invoices"),
        (P.IMPORT_MEMBERS, waiting.imports, "soon", _("%(count)s danh sách thành viên chưa nhập xong", count=waiting.imports),
         "imports"),
        (P.DECLARE_FIGURES, waiting.registry_imports, "soon",
         _("%(count)s danh sách năm chưa ghi số liệu", count=waiting.registry_imports), "registry-imports"),
    )  # fmt: skip
    found: list[tuple[P, Item]] = [
        (permission, Item(urgency, message, path)) for permission, count, urgency, message, path in counted if count
    ]
    found += [(P.MATCH_BANK, Item("soon", _bank_lines(one), one.path)) for one in waiting.bank if one.lines]
    return found + _duties(waiting) + _days(waiting, today)


def _duties(waiting: Waiting) -> list[tuple[P, Item]]:
    """One line that leads to the tasks of the organization."""
    overdue, soon = waiting.duties_overdue, waiting.duties_soon
    counted: dict[str, Any] = {"overdue": grouped(overdue), "soon": grouped(soon)}
    if overdue and soon:
        words = _("Việc theo luật: %(overdue)s quá hạn, %(soon)s đến hạn trong 30 ngày")
    elif overdue:
        words = _("Việc theo luật: %(overdue)s quá hạn")
    elif soon:
        words = _("Việc theo luật: %(soon)s đến hạn trong 30 ngày")
    else:
        return []
    return [(P.READ_TASKS, Item("now" if overdue else "soon", Message(words.msgid, counted), "tasks"))]


def _bank_lines(one: BankWaiting) -> Message:
    if one.in_dong and one.out_dong:
        words = _("%(count)s dòng sao kê của %(account)s chờ xử lý: tiền vào %(came)s đ, tiền ra %(went)s đ")
    elif one.in_dong:
        words = _("%(count)s dòng sao kê của %(account)s chờ xử lý: tiền vào %(came)s đ")
    else:
        words = _("%(count)s dòng sao kê của %(account)s chờ xử lý: tiền ra %(went)s đ")
    sums = {"came": grouped(one.in_dong), "went": grouped(one.out_dong)}
    return Message(words.msgid, {"count": grouped(one.lines), "account": one.account, **sums})


def _days(waiting: Waiting, today: date) -> list[tuple[P, Item]]:
    """Months to lock and years to close and to file (TT 71/2024: statements within 90 days of the year's end)."""
    found: list[tuple[P, Item]] = []
    month, due_on = waiting.open_month, waiting.filing_due_on
    if month is not None:
        message = _("Tháng %(month)s/%(year)s chưa khóa sổ", month=month.month, year=month.year)
        urgency: Urgency = "soon" if month <= add_months(today.replace(day=1), -2) else "later"
        found.append((P.CLOSE_PERIODS, Item(urgency, message, f"closing/months/{month:%Y-%m}")))
    if waiting.year_to_close is not None:
        message = _("Năm %(year)s chưa kết chuyển", year=waiting.year_to_close)
        found.append((P.CLOSE_PERIODS, Item("soon", message, f"closing/years/{waiting.year_to_close}")))
    if waiting.year_to_file is not None and due_on is not None:
        is_late = due_on < today
        words = (
            _("Báo cáo tài chính năm %(year)s quá hạn nộp ngày %(date)s")
            if is_late
            else _("Báo cáo tài chính năm %(year)s nộp trước ngày %(date)s")
        )
        message = Message(words.msgid, {"year": waiting.year_to_file, "date": format_date(due_on)})
        urgency = "now" if is_late else "soon" if (due_on - today).days <= SOON_DAYS else "later"
        found.append((P.FILE_YEAR, Item(urgency, message, f"statements?year={waiting.year_to_file}")))
    return found
