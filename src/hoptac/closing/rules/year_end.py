"""The closing entries of a year, in the order that TT 71/2024 prescribes (appendix I, accounts 521, 511, 512, 911, 421).

Deductions go to revenue, revenue and cost to 911, and the result to 421: external transactions through 9111 to 4211,
internal ones through 9112 to 4212. What stands on the wrong side is moved the other way round, so a line never holds a
negative amount.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

import msgspec

from hoptac.closing.refusals import ShareOutOfRange
from hoptac.kit.language import Message, _
from hoptac.kit.money import split_by_largest_remainder
from hoptac.statements import SharingKey, share_expense

EXTERNAL, INTERNAL = "9111", "9112"
PROFIT = MappingProxyType({EXTERNAL: "4211", INTERNAL: "4212"})
_DEDUCTIONS, _MANAGEMENT, _INCOME_TAX = "521", "642", "659"
_MAIN_REVENUE = "5111"
CLOSED_CLASSES = ("5", "6", "9")
"""Accounts that stand at zero once a year is closed."""


class Step(msgspec.Struct, frozen=True):
    """One step of the order: the rule it follows, its name, where it is written."""

    rule: str
    name: Message
    reference: str


_PL = "TT 71/2024, Phụ lục I, TK"
STEPS: MappingProxyType[str, Step] = MappingProxyType(
    {
        step.rule: step
        for step in (
            Step("DED-03", _("Kết chuyển các khoản giảm trừ doanh thu"), f"{_PL} 521 §3.3"),
            Step("CLS-01", _("Kết chuyển doanh thu thuần bên ngoài"), f"{_PL} 511 §3.11, 911"),
            Step("CLS-02", _("Kết chuyển doanh thu thuần nội bộ"), f"{_PL} 512 §3.5, 911"),
            Step("CLS-03", _("Kết chuyển giá vốn bên ngoài"), f"{_PL} 911"),
            Step("CLS-04", _("Kết chuyển chi phí nội bộ"), f"{_PL} 911"),
            Step("CLS-05", _("Kết chuyển chi phí quản lý kinh doanh"), f"{_PL} 642, 911"),
            Step("CLS-06", _("Kết chuyển thu nhập khác"), f"{_PL} 911"),
            Step("CLS-07", _("Kết chuyển chi phí khác"), f"{_PL} 911"),
            Step("CLS-08", _("Kết chuyển chi phí thuế thu nhập doanh nghiệp"), f"{_PL} 911"),
            Step("CLS-09", _("Kết chuyển lãi"), f"{_PL} 421 §3.1"),
            Step("CLS-10", _("Kết chuyển lỗ"), f"{_PL} 421 §3.1"),
        )
    }
)


class ClosingLine(msgspec.Struct, frozen=True):
    """Nợ `debit_account` / Có `credit_account` `amount_dong`, never below one đồng."""

    rule: str
    debit_account: str
    credit_account: str
    amount_dong: int


class Shares(msgspec.Struct, frozen=True):
    """What of an expense falls on internal transactions, in đồng, with the sign of the expense; None: as proposed.

    TT 71 leaves the key of 642 to the cooperative and says nothing of how the income tax divides.
    """

    management_dong: int | None = None
    income_tax_dong: int | None = None


class YearEnd(msgspec.Struct, frozen=True):
    """The closing of a year: its lines in their order, what it shares out and what comes of it, in đồng."""

    lines: tuple[ClosingLine, ...]
    management_dong: int
    management_internal_dong: int
    income_tax_dong: int
    income_tax_internal_dong: int
    external_profit_dong: int
    internal_profit_dong: int
    """Below zero for a loss."""

    @property
    def profit_dong(self) -> int:
        """After tax, of both kinds of transactions."""
        return self.external_profit_dong + self.internal_profit_dong


def close_year(balances: Mapping[str, int], shares: Shares | None = None, *, key: SharingKey | None = None) -> YearEnd:
    """The closing entries from the balances at the end of the year, debit minus credit in đồng, by account.

    Without a share of the cooperative's own, 642 follows its key, or else the net revenue of the two kinds of transactions,
    and the income tax is external. Accounts outside classes 5, 6 and 9 are not looked at. Raises ShareOutOfRange.
    TT 71/2024, appendix I (accounts 511, 512, 521, 911, 421).
    """
    shares = shares or Shares()
    books = _Books({code: dong for code, dong in sorted(balances.items()) if code[0] in CLOSED_CLASSES})
    _move_deductions(books)
    net_revenue = (-books.sum("511"), -books.sum("512"))
    management, income_tax = books.sum(_MANAGEMENT), books.sum(_INCOME_TAX)
    proposed = share_expense(max(management, 0), key=key, net_revenue_dong=net_revenue)[1]
    of_management = _checked(shares.management_dong, proposed, management, "management_internal_dong")
    of_tax = _checked(shares.income_tax_dong, 0, income_tax, "income_tax_internal_dong")
    for rule, prefix, target in (
        ("CLS-01", "511", EXTERNAL),
        ("CLS-02", "512", INTERNAL),
        ("CLS-03", "611", EXTERNAL),
        ("CLS-04", "612", INTERNAL),
    ):
        books.move_all(rule, prefix, target)
    books.move_shared("CLS-05", _MANAGEMENT, of_management)
    books.move_all("CLS-06", "558", EXTERNAL)
    books.move_all("CLS-07", "658", EXTERNAL)
    books.move_shared("CLS-08", _INCOME_TAX, of_tax)
    external, internal = (_move_result(books, account) for account in (EXTERNAL, INTERNAL))
    return YearEnd(tuple(books.lines), management, of_management, income_tax, of_tax, external, internal)


def same_shares(posted: Iterable[tuple[str | None, str | None, int]], balances: Mapping[str, int]) -> Shares:
    """The shares by the key of the closing that is posted, for balances that may have moved since.

    `posted` are its pairs: debit account, credit account, đồng. An expense that was not closed then has no key.
    """
    pairs = tuple(posted)
    return Shares(_same_share(pairs, _MANAGEMENT, balances), _same_share(pairs, _INCOME_TAX, balances))


def _same_share(
    pairs: Iterable[tuple[str | None, str | None, int]], prefix: str, balances: Mapping[str, int]
) -> int | None:
    key = {EXTERNAL: 0, INTERNAL: 0}
    for debit, credit, dong in pairs:
        if credit and credit.startswith(prefix) and debit in key:
            key[debit] += dong
        elif debit and debit.startswith(prefix) and credit in key:
            key[credit] -= dong
    weights = [abs(dong) for dong in key.values()]
    if not sum(weights):
        return None
    whole = sum(dong for code, dong in balances.items() if code.startswith(prefix))
    return split_by_largest_remainder(whole, weights)[1]


def standing(balances: Mapping[str, int], lines: Iterable[ClosingLine]) -> dict[str, int]:
    """Balances (debit minus credit) after the lines were posted."""
    after = dict(balances)
    for line in lines:
        after[line.debit_account] = after.get(line.debit_account, 0) + line.amount_dong
        after[line.credit_account] = after.get(line.credit_account, 0) - line.amount_dong
    return after


class _Books:
    """Balances while they are moved, and the lines that move them."""

    def __init__(self, balances: dict[str, int]) -> None:
        self._balances = balances
        self.lines: list[ClosingLine] = []

    def of(self, prefix: str) -> dict[str, int]:
        return {code: dong for code, dong in self._balances.items() if code.startswith(prefix) and dong}

    def sum(self, prefix: str) -> int:
        return sum(self.of(prefix).values())

    def move(self, rule: str, source: str, target: str, amount_dong: int) -> None:
        """Take `amount_dong` (debit minus credit) off `source` and put it on `target`."""
        if not amount_dong:
            return
        debit, credit = (target, source) if amount_dong > 0 else (source, target)
        self.lines.append(ClosingLine(rule, debit, credit, abs(amount_dong)))
        self._balances[source] = self._balances.get(source, 0) - amount_dong
        self._balances[target] = self._balances.get(target, 0) + amount_dong

    def move_all(self, rule: str, prefix: str, target: str) -> None:
        for code, dong in self.of(prefix).items():
            self.move(rule, code, target, dong)

    def move_shared(self, rule: str, prefix: str, internal_dong: int) -> None:
        """All of the accounts, `internal_dong` of it to 9112 and the rest to 9111."""
        accounts = self.of(prefix)
        weights = [abs(dong) for dong in accounts.values()]
        parts = split_by_largest_remainder(internal_dong, weights) if accounts else ()
        for (code, dong), internal in zip(accounts.items(), parts, strict=True):
            self.move(rule, code, EXTERNAL, dong - internal)
            self.move(rule, code, INTERNAL, internal)


def _move_deductions(books: _Books) -> None:
    """Deductions to the revenue they belong to. What 521 does not tell apart is external, as form B02 reads it, in
    proportion to each account's revenue; internal only where nothing was sold outside."""
    for code, dong in books.of(_DEDUCTIONS).items():
        earned = next((found for prefix in ("511", "512") if (found := _earned(books, prefix))), {_MAIN_REVENUE: 1})
        parts = split_by_largest_remainder(dong, list(earned.values()))
        for account, part in zip(earned, parts, strict=True):
            books.move("DED-03", code, account, part)


def _earned(books: _Books, prefix: str) -> dict[str, int]:
    return {code: -dong for code, dong in books.of(prefix).items() if dong < 0}


def _move_result(books: _Books, account: str) -> int:
    """Move what is left on 9111 or 9112 to 4211 or 4212; the profit, below zero for a loss."""
    profit = -books.sum(account)
    for code, dong in books.of(account).items():
        books.move("CLS-09" if profit > 0 else "CLS-10", code, PROFIT[account], dong)
    return profit


def _checked(chosen: int | None, proposed: int, whole: int, field: str) -> int:
    """The share chosen, or the one proposed; raises ShareOutOfRange for more than the whole or one of the other sign."""
    share = proposed if chosen is None else chosen
    if not min(0, whole) <= share <= max(0, whole):
        raise ShareOutOfRange(whole, field)
    return share
