"""F01-HTX, the trial balance: six columns for every account and its details, whose totals are equal in pairs."""

from collections.abc import Iterable, Mapping

import msgspec

from hoptac.ledger import Account
from hoptac.statements.rules.balances import Balance


class TrialBalanceLine(msgspec.Struct, frozen=True):
    """One account of F01; level 1 is an account of three digits, its details stand below it."""

    balance: Balance
    name_vi: str
    name_en: str
    level: int

    @property
    def code(self) -> str:
        """The account."""
        return self.balance.account

    def name(self, language: str) -> str:
        """The account's name in the reader's language."""
        return self.name_en if language == "en" else self.name_vi


class TrialBalance(msgspec.Struct, frozen=True):
    """F01: its lines and their totals, and the accounts of class 0, which have one side and stand outside of both."""

    lines: tuple[TrialBalanceLine, ...]
    totals: tuple[int, int, int, int, int, int]
    off_balance: tuple[TrialBalanceLine, ...]

    @property
    def is_balanced(self) -> bool:
        """1 = 2, 3 = 4, 5 = 6 (TT 71, appendix IV)."""
        return all(self.totals[place] == self.totals[place + 1] for place in (0, 2, 4))


def trial_balance(balances: Iterable[Balance], chart: Mapping[str, Account]) -> TrialBalance:
    """The lines of accounts where anything stands or moved, parents before their details (TT 71, appendix IV, F01).

    Each column of a parent is the sum of those below it, so two-sided details show on both sides of it as well.
    """
    columns: dict[str, tuple[int, ...]] = {}
    for balance in balances:
        if any(balance.columns):
            for code in _with_parents(balance.account, chart):
                columns[code] = _added(columns.get(code), balance.columns)
    lines = [_line(code, amounts, chart) for code, amounts in sorted(columns.items())]
    on_balance = [line for line in lines if not line.code.startswith("0")]
    totals = (0,) * 6
    for line in on_balance:
        if line.level == 1:
            totals = _added(totals, line.balance.columns)
    return TrialBalance(
        tuple(on_balance),
        totals,  # type: ignore[arg-type]
        tuple(line for line in lines if line.code.startswith("0")),
    )


def _with_parents(code: str, chart: Mapping[str, Account]) -> Iterable[str]:
    above: str | None = code
    while above is not None:
        yield above
        above = chart[above].parent


def _added(sums: tuple[int, ...] | None, amounts: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(map(sum, zip(sums, amounts, strict=True))) if sums else amounts


def _line(code: str, amounts: tuple[int, ...], chart: Mapping[str, Account]) -> TrialBalanceLine:
    account = chart[code]
    level = sum(1 for _code in _with_parents(code, chart))
    return TrialBalanceLine(Balance(code, *amounts), account.name_vi, account.name_en, level)
