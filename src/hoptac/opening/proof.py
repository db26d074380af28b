"""The proof of an opening: debits are credits, details are their totals, 4111 is the register of contributions. Pure.

Class 0 is kept in single entry (TT 71/2024, Art. 3), so it has no part in the first of these.
"""

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

import msgspec

from hoptac.kit.errors import Refusal
from hoptac.ledger.charts import is_off_balance
from hoptac.opening.balances import CONTRIBUTED_CAPITAL, Balance, Control, NewParty, Opening
from hoptac.opening.refusals import CapitalDiffers, CapitalTotalDiffers, DetailsDiffer, Unbalanced

MOST_NAMED = 5
"""Of members whose capital differs; a wrong column makes hundreds, and the sum of all is told anyway."""


class Check(msgspec.Struct, frozen=True):
    """One total held against its details, in đồng, debit minus credit."""

    account: str
    place: str
    total_dong: int
    details_dong: int

    @property
    def difference_dong(self) -> int:
        """What the details lack."""
        return self.total_dong - self.details_dong


class Proof(msgspec.Struct, frozen=True):
    """What was added up, and every reason why it is not accepted."""

    debit_dong: int
    credit_dong: int
    off_balance_dong: int
    checks: tuple[Check, ...]
    capital_dong: int
    register_dong: int
    problems: tuple[Refusal, ...]

    @property
    def is_sound(self) -> bool:
        """Whether the opening may be posted."""
        return not self.problems


def prove(opening: Opening, *, register: Mapping[UUID, int], names: Mapping[UUID, str]) -> Proof:
    """Add the balances up and hold them against each other. `register` is what each member had contributed by the opening
    day, in đồng; `names` are those of known parties, for the sentences."""
    on_balance = [one for one in opening.balances if not is_off_balance(one.account)]
    debit = sum(max(one.net_dong, 0) for one in on_balance)
    credit = sum(max(-one.net_dong, 0) for one in on_balance)
    problems: list[Refusal] = [] if debit == credit else [Unbalanced(debit, credit)]
    checks = [_check(control, opening.balances) for control in opening.controls]
    # A control of 4111 is held against the register below, which is its detail (TT 71, S31).
    problems += [
        DetailsDiffer(check.account, check.place, *_said(check))
        for check in checks
        if check.difference_dong and check.account != CONTRIBUTED_CAPITAL
    ]
    booked = _capital(opening)
    said = _said_of_capital(opening, booked)
    problems += _capital_problems(said, booked, register, names)
    return Proof(
        debit_dong=debit,
        credit_dong=credit,
        off_balance_dong=sum(one.net_dong for one in opening.balances if is_off_balance(one.account)),
        checks=tuple(checks),
        capital_dong=said,
        register_dong=sum(register.values()),
        problems=tuple(problems),
    )


def _check(control: Control, balances: tuple[Balance, ...]) -> Check:
    below = [one for one in balances if one.account.startswith(control.account)]
    if control.debit_dong and control.credit_dong:  # both sides are told, so they are not to be netted
        debit = sum(max(one.net_dong, 0) for one in below)
        credit = sum(max(-one.net_dong, 0) for one in below)
        if (debit, credit) != (control.debit_dong, control.credit_dong) and debit - credit == control.net_dong:
            return Check(control.account, control.place, control.debit_dong, debit)
    return Check(control.account, control.place, control.net_dong, sum(one.net_dong for one in below))


def _said(check: Check) -> tuple[int, int]:
    """Total and details as they are told: a credit balance is no negative number there."""
    if check.total_dong < 0 or (check.total_dong == 0 and check.details_dong < 0):
        return -check.total_dong, -check.details_dong
    return check.total_dong, check.details_dong


def _capital(opening: Opening) -> dict[UUID | NewParty | None, int]:
    found: dict[UUID | NewParty | None, int] = defaultdict(int)
    for one in opening.balances:
        if one.account == CONTRIBUTED_CAPITAL:
            found[one.party] -= one.net_dong
    return found


def _said_of_capital(opening: Opening, booked: Mapping[UUID | NewParty | None, int]) -> int:
    totals = [-one.net_dong for one in opening.controls if one.account == CONTRIBUTED_CAPITAL]
    return totals[0] if totals else sum(booked.values())


def _capital_problems(
    said: int,
    booked: Mapping[UUID | NewParty | None, int],
    register: Mapping[UUID, int],
    names: Mapping[UUID, str],
) -> list[Refusal]:
    differing: list[Refusal] = []
    if booked.keys() - {None}:
        everybody = sorted(booked.keys() | register.keys(), key=lambda party: _name(party, names))
        for party in everybody:
            register_dong = register.get(party, 0) if isinstance(party, UUID) else 0
            if booked.get(party, 0) != register_dong:
                differing.append(CapitalDiffers(_name(party, names), booked.get(party, 0), register_dong))
    total = sum(register.values())
    if said != total:
        return [CapitalTotalDiffers(said, total), *differing[:MOST_NAMED]]
    return differing[:MOST_NAMED]


def _name(party: UUID | NewParty | None, names: Mapping[UUID, str]) -> str:
    if isinstance(party, NewParty):
        return party.name
    return names.get(party, str(party)) if party else "?"
