"""Each account with what it owes and is owed: the opening, the movement and the closing, on their own sides.

Balances of accounts that TT 71 has analysed by counterparty (appendix IV, B01 lines 130 and 310 to 370) are added up
debit and credit apart and never netted; those of 333 keep to their details, which are accounts of their own.
"""

from collections.abc import Iterable

import msgspec

from hoptac.ledger import AccountFigures, PartySides

ANALYSED = ("131", "132", "138", "141", "331", "332", "334", "338", "341")
"""Whose balances are looked at party by party."""
ANALYSED_RANGE = ("13", "35")
"""From the first of them to before the second; the members of 4111, the longest of all lists, stay outside."""


class Balance(msgspec.Struct, frozen=True, gc=False):
    """One account that is posted to, in đồng: the six columns of F01. A parent's are the sums of those below it."""

    account: str
    opening_debit_dong: int = 0
    opening_credit_dong: int = 0
    debit_dong: int = 0
    credit_dong: int = 0
    closing_debit_dong: int = 0
    closing_credit_dong: int = 0

    @property
    def columns(self) -> tuple[int, int, int, int, int, int]:
        """The six amounts in the order of F01."""
        return (
            *(self.opening_debit_dong, self.opening_credit_dong, self.debit_dong, self.credit_dong),
            *(self.closing_debit_dong, self.closing_credit_dong),
        )

    @property
    def opening_dong(self) -> int:
        """Debit minus credit before the first day."""
        return self.opening_debit_dong - self.opening_credit_dong

    @property
    def closing_dong(self) -> int:
        """Debit minus credit after the last day."""
        return self.closing_debit_dong - self.closing_credit_dong


def is_analysed(account: str) -> bool:
    """Whether the account's balances are shown party by party."""
    return account.startswith(ANALYSED)


def balances_of(figures: Iterable[AccountFigures], parties: Iterable[PartySides]) -> tuple[Balance, ...]:
    """The balance of each account that ever moved, in the order of codes.

    What of an analysed account names no party (books taken over, an account opened later) is one more party.
    """
    by_account = {sides.account: sides for sides in parties}
    return tuple(_balance(one, by_account.get(one.account)) for one in figures)


def _balance(one: AccountFigures, parties: PartySides | None) -> Balance:
    opening, closing = _sides(one.opening_dong), _sides(one.closing_dong)
    if parties is not None and is_analysed(one.account):
        opening = _with_parties(one.opening_dong, parties.opening_debit_dong, parties.opening_credit_dong)
        closing = _with_parties(one.closing_dong, parties.closing_debit_dong, parties.closing_credit_dong)
    return Balance(one.account, *opening, one.debit_dong, one.credit_dong, *closing)


def _sides(balance: int) -> tuple[int, int]:
    return max(balance, 0), max(-balance, 0)


def _with_parties(balance: int, debit: int, credit: int) -> tuple[int, int]:
    rest_debit, rest_credit = _sides(balance - debit + credit)
    return debit + rest_debit, credit + rest_credit


def without_party(figures: Iterable[AccountFigures], parties: Iterable[PartySides]) -> dict[str, int]:
    """By account, what of its closing balance no party accounts for: debit minus credit, where it is not zero."""
    rests = {one.account: one.closing_dong for one in figures if is_analysed(one.account)}
    for sides in parties:
        if sides.account in rests:
            rests[sides.account] -= sides.closing_debit_dong - sides.closing_credit_dong
    return {account: rest for account, rest in rests.items() if rest}
