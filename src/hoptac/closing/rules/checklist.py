"""What a month still lacks before it is closed, from figures of the books alone. Nothing here forbids the closing:
an accountant may know better, and says so in the reason."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

import msgspec

from hoptac.kit.calendar import format_date
from hoptac.kit.language import Message, _
from hoptac.kit.money import format_dong
from hoptac.ledger import Account, AccountFigures

Standing = Literal["done", "open", "wrong"]
"""`open`: probably missing; `wrong`: cannot be right."""
Place = Literal["vouchers", "statements", "books", "closing", ""]

_DEPRECIATED = ("2111", "2112", "2113", "2114", "2117", "211", "212")
_VAT_TO_DEDUCT, _VAT_OWED = "133", "3331"


class CashLow(msgspec.Struct, frozen=True):
    """The first day of a month at whose end an account of money is below zero, and by how much (đồng, negative)."""

    account: str
    day: date
    balance_dong: int


class MonthFacts(msgspec.Struct, frozen=True):
    """What the books say of a month: movements in it, movements of the three months before, drafts, what is proved."""

    month: date
    figures: tuple[AccountFigures, ...]
    before: tuple[AccountFigures, ...]
    open_vouchers: int
    cash_lows: tuple[CashLow, ...]
    earlier_open_month: date | None
    deducts_vat: bool
    is_balanced: bool
    without_party: Mapping[str, int]


class Item(msgspec.Struct, frozen=True):
    """One thing to look at: how it stands, in a sentence, and where it is mended."""

    key: str
    standing: Standing
    message: Message
    place: Place = ""
    account: str = ""


def checklist(facts: MonthFacts, chart: Mapping[str, Account]) -> tuple[Item, ...]:
    """Every thing to look at before a month is closed (Accounting Law, Art. 26; TT 71/2024, appendix I)."""
    found = (
        _vouchers(facts),
        *_cash(facts),
        *_wrong_sides(facts, chart),
        *_tax(facts),
        *_yearly(facts),
        _wages(facts),
        _deductions(facts),
        _balanced(facts),
        _earlier(facts),
    )
    return tuple(item for item in found if item is not None)


def _vouchers(facts: MonthFacts) -> Item:
    if facts.open_vouchers:
        message = _("Còn %(count)s chứng từ của tháng chưa ghi sổ", count=facts.open_vouchers)
        return Item("vouchers", "wrong", message, "vouchers")
    return Item("vouchers", "done", _("Mọi chứng từ của tháng đã ghi sổ"))


def _cash(facts: MonthFacts) -> Iterable[Item]:
    for low in facts.cash_lows:
        name = _("Tiền mặt") if low.account.startswith("111") else _("Tiền gửi")
        message = _(
            "%(name)s (TK %(account)s) âm %(amount)s đ cuối ngày %(day)s: thiếu phiếu thu hoặc sai ngày",
            name=name,
            account=low.account,
            amount=format_dong(-low.balance_dong),
            day=format_date(low.day),
        )
        yield Item(f"cash-{low.account}", "wrong", message, "books", low.account)
    if not facts.cash_lows:
        yield Item("cash", "done", _("Tiền mặt và tiền gửi không ngày nào âm"))


def _wrong_sides(facts: MonthFacts, chart: Mapping[str, Account]) -> Iterable[Item]:
    for one in facts.figures:
        account = chart.get(one.account)
        if account is None or account.is_dual or account.is_off_balance or one.account[0] in "569":
            continue
        closing = one.closing_dong if account.normal_side == "debit" else -one.closing_dong
        if closing < 0 and not one.account.startswith(("111", "112")):
            message = _(
                "TK %(account)s có số dư ngược bên %(amount)s đ",
                account=one.account,
                amount=format_dong(-closing),
            )
            yield Item(f"side-{one.account}", "wrong", message, "books", one.account)


def _tax(facts: MonthFacts) -> Iterable[Item]:
    to_deduct, owed = _closing(facts, _VAT_TO_DEDUCT), -_closing(facts, _VAT_OWED)
    if not facts.deducts_vat:
        return
    if to_deduct > 0 and owed > 0:
        message = _(
            "Chưa khấu trừ thuế GTGT đầu vào: %(amount)s đ (Nợ 3331 / Có 133)",
            amount=format_dong(min(to_deduct, owed)),
        )
        yield Item("vat", "open", message, "vouchers")
    else:
        yield Item("vat", "done", _("Thuế GTGT đầu vào đã khấu trừ"))


def _yearly(facts: MonthFacts) -> Iterable[Item]:
    """Depreciation and costs that are spread: asked for where there is something to spread and nothing was."""
    if _opening(facts, *_DEPRECIATED) > 0:
        if _moved(facts, "214", "credit"):
            yield Item("depreciation", "done", _("Đã trích khấu hao tài sản cố định"))
        else:
            yield Item("depreciation", "open", _("Chưa trích khấu hao tài sản cố định (Có 214)"), "vouchers")
    if _opening(facts, "242") > 0 and not _moved(facts, "242", "credit"):
        yield Item("allocation", "open", _("Chưa phân bổ chi phí chờ phân bổ (Có 242)"), "vouchers")


def _wages(facts: MonthFacts) -> Item | None:
    had = sum(one.credit_dong for one in facts.before if one.account.startswith("334"))
    if not had:
        return None
    if _moved(facts, "334", "credit"):
        return Item("wages", "done", _("Đã tính lương, công tháng này"))
    return Item("wages", "open", _("Các tháng trước có lương, tháng này chưa tính (Có 334)"), "vouchers")


def _deductions(facts: MonthFacts) -> Item | None:
    left = _closing(facts, "521")
    if not left:
        return None
    message = _("Khoản giảm trừ doanh thu còn %(amount)s đ trên TK 521", amount=format_dong(left))
    return Item("deductions", "open", message, "closing")


def _balanced(facts: MonthFacts) -> Item:
    if facts.is_balanced and not facts.without_party:
        return Item("balanced", "done", _("Tổng tài sản bằng tổng nguồn vốn, sổ chi tiết khớp sổ cái"))
    return Item("balanced", "wrong", _("Sổ chưa cân hoặc sổ chi tiết lệch sổ cái"), "statements")


def _earlier(facts: MonthFacts) -> Item:
    if facts.earlier_open_month is None:
        return Item("earlier", "done", _("Các tháng trước đã khóa"))
    message = _(
        "Tháng %(month)s/%(year)s chưa khóa", month=facts.earlier_open_month.month, year=facts.earlier_open_month.year
    )
    return Item("earlier", "open", message, "closing")


def _closing(facts: MonthFacts, prefix: str) -> int:
    return sum(one.closing_dong for one in facts.figures if one.account.startswith(prefix))


def _opening(facts: MonthFacts, *prefixes: str) -> int:
    return sum(one.opening_dong for one in facts.figures if one.account.startswith(prefixes))


def _moved(facts: MonthFacts, prefix: str, side: Literal["debit", "credit"]) -> int:
    amounts = (
        one.credit_dong if side == "credit" else one.debit_dong
        for one in facts.figures
        if one.account.startswith(prefix)
    )
    return sum(amounts)
