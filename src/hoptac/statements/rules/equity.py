"""F02-HTX, the statement of changes in equity (TT 71/2024, appendix IV; optional)."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

import msgspec

from hoptac.ledger import PairFigures
from hoptac.statements.rules.balances import Balance
from hoptac.statements.rules.forms import lines_of
from hoptac.statements.rules.results import line_amounts, portions_of
from hoptac.statements.rules.sharing import SharingKey

ACCOUNTS: Mapping[str, str] = MappingProxyType(
    {"I": "411", "I.1": "4111", "I.2": "4118", "II": "442", "II.1": "4421", "II.2": "4422", "III": "418", "IV": "421"}
)
"""The account of each line."""
PROFIT = "IV"
_RESULT_ACCOUNTS = ("5", "6", "9")


class EquityLine(msgspec.Struct, frozen=True):
    """One line of F02, in đồng; credit balances are positive. `earned_dong` of the increase and `lost_dong` of the decrease
    are results that are not closed yet."""

    code: str
    name_vi: str
    name_en: str
    account: str
    opening_dong: int
    increase_dong: int
    decrease_dong: int
    earned_dong: int = 0
    lost_dong: int = 0

    @property
    def closing_dong(self) -> int:
        """At the end of the last day."""
        return self.opening_dong + self.increase_dong - self.decrease_dong

    def name(self, language: str) -> str:
        """The name in the reader's language."""
        return self.name_en if language == "en" else self.name_vi


def equity_changes(
    balances: Iterable[Balance], pairs: Iterable[PairFigures], key: SharingKey | None = None
) -> tuple[EquityLine, ...]:
    """The lines of F02. Profit not closed yet counts as closed: as an increase where something was earned, as a decrease
    where it was lost, external and internal transactions apart (TT 71/2024, appendix I, 421)."""
    balances, pairs = list(balances), list(pairs)
    lines = []
    for line in lines_of("F02").values():
        account = ACCOUNTS[line.code]
        own = [balance for balance in balances if balance.account.startswith(account)]
        opening = -sum(balance.opening_dong for balance in own)
        increase, decrease = sum(one.credit_dong for one in own), sum(one.debit_dong for one in own)
        earned = lost = 0
        if line.code == PROFIT:
            opening -= sum(one.opening_dong for one in balances if one.account.startswith(_RESULT_ACCOUNTS))
            earned, lost = _unclosed(balances, pairs, key)
            increase, decrease = increase + earned, decrease + lost
        amounts = (opening, increase, decrease, earned, lost)
        lines.append(EquityLine(line.code, line.name_vi, line.name_en, account, *amounts))
    return tuple(lines)


def _unclosed(balances: Iterable[Balance], pairs: list[PairFigures], key: SharingKey | None) -> tuple[int, int]:
    """What the days earned and what they lost, less what is on 421 already."""
    amounts = line_amounts(portions_of(pairs, key))
    internal = amounts["20b"] - _closed(pairs, "9112")
    moved = -sum(one.debit_dong - one.credit_dong for one in balances if one.account.startswith(_RESULT_ACCOUNTS))
    rests = (moved - internal, internal)
    return sum(max(rest, 0) for rest in rests), sum(max(-rest, 0) for rest in rests)


def _closed(pairs: Iterable[PairFigures], result: str) -> int:
    return sum(
        pair.amount_dong
        * (
            (pair.debit_account.startswith(result) and pair.credit_account.startswith("421"))
            - (pair.credit_account.startswith(result) and pair.debit_account.startswith("421"))
        )
        for pair in pairs
    )
