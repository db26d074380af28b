"""When capital is given back, and what was recorded by mistake is taken back (Art. 90.1–90.2; Accounting Law, Art. 27)."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal
from uuid import UUID

import msgspec

from hoptac.capital.refusals import (
    EntrySaysOtherwise,
    MemberStillOwes,
    NothingAboveMaximum,
    NothingPaidIn,
    RefundAboveExcess,
    RefundAbovePaid,
    RefundBeforePaid,
    RefundInFuture,
    ResolutionMissing,
    RetractionBelowRefunds,
    StillMember,
)
from hoptac.capital.rules.caps import Capital, Caps, Group, Holding, above_maximum
from hoptac.capital.rules.charter import NO_LIMITS, CharterLimits, above_charter_maximum
from hoptac.capital.rules.contributions import check_amount
from hoptac.ledger.entries import Line, net_lines

RefundReason = Literal["membership_ended", "above_maximum"]
Side = Literal["debit", "credit"]

DUTY_ACCOUNTS = ("131", "132", "138", "141")
"""What a member may owe the cooperative: goods and services, internal loans with their interest, other debts, advances."""


class Debt(msgspec.Struct, frozen=True):
    """What a member owes on one account, in đồng."""

    account: str
    amount_dong: int


def debts_among(balances: Iterable[tuple[str, int]]) -> tuple[Debt, ...]:
    """The unmet duties among the balances (debit minus credit) of a member's accounts; what the cooperative owes on one is
    not set off against another, which would need an agreement (Art. 90.2)."""
    return tuple(Debt(account, dong) for account, dong in balances if dong > 0 and account.startswith(DUTY_ACCOUNTS))


def most_on_day(movements: Iterable[tuple[date, int]], day: date) -> int:
    """The most that could be taken out on a day so that the balance is below nothing neither then nor on a later day;
    `movements` are what came in (and with a minus went out), in the order of their days."""
    balance_dong, least_dong = 0, None
    for moved_on, dong in movements:
        if moved_on > day:
            least_dong = balance_dong if least_dong is None else min(least_dong, balance_dong)
        balance_dong += dong
    return max(balance_dong if least_dong is None else min(least_dong, balance_dong), 0)


class Asked(msgspec.Struct, frozen=True):
    """A refund as it is asked for."""

    reason: RefundReason
    amount_dong: int
    refunded_on: date
    basis: str


def check_refund(
    capital: Capital,
    holding: Holding,
    caps: Caps,
    asked: Asked,
    *,
    has_left: bool,
    debts: Sequence[Debt],
    on_day_dong: int,
    today: date,
    limits: CharterLimits = NO_LIMITS,
) -> None:
    """May so much be given back (Art. 90.1: on the end of membership, or the part above the maximum; Art. 90.2: after all
    financial duties are met; Art. 64.5, 70.5: by resolution)? `on_day_dong`: the most that was there on the day; `limits`: the charter's maximum."""
    check_amount(asked.amount_dong)
    if not asked.basis:
        raise ResolutionMissing
    if asked.refunded_on > today:
        raise RefundInFuture(today)
    if asked.reason == "membership_ended" and not has_left:
        raise StillMember
    check_duties(debts)
    check_paid(holding, asked.amount_dong)
    if asked.reason == "above_maximum":
        excess_dong = most_to_refund(capital, holding, caps, asked.reason, limits)
        if not excess_dong:
            raise NothingAboveMaximum
        if asked.amount_dong > excess_dong:
            raise RefundAboveExcess(excess_dong)
    if asked.amount_dong > on_day_dong:
        raise RefundBeforePaid(asked.refunded_on, on_day_dong)


def check_duties(debts: Sequence[Debt]) -> None:
    """Raises MemberStillOwes (Art. 90.2)."""
    if debts:
        raise MemberStillOwes([(debt.account, debt.amount_dong) for debt in debts])


def check_paid(holding: Holding, amount_dong: int) -> None:
    """Raises NothingPaidIn, RefundAbovePaid."""
    if not holding.paid_dong:
        raise NothingPaidIn
    if amount_dong > holding.paid_dong:
        raise RefundAbovePaid(holding.paid_dong)


def held_after_refund(holding: Holding, reason: RefundReason, amount_dong: int) -> Group:
    """What the member holds afterwards. The pledge falls by what was returned (Art. 78.2); who leaves owes no more of it, so
    only what is still to be returned stays."""
    paid_dong = holding.paid_dong - amount_dong
    pledged_dong = paid_dong if reason == "membership_ended" else holding.pledged_dong - amount_dong
    return Group(pledged_dong, paid_dong)


def most_to_refund(
    capital: Capital, holding: Holding, caps: Caps, reason: RefundReason, limits: CharterLimits = NO_LIMITS
) -> int:
    """The most that may be given back for this reason, debts aside: what lies above the maximum is measured by the law's
    cap and by the charter's, whichever is the lower."""
    if reason != "above_maximum":
        return holding.paid_dong
    of = (capital, holding, caps)
    return max(above_maximum(*of), above_charter_maximum(*of, limits))


def check_retraction(holding: Holding, amount_dong: int) -> None:
    """A contribution that was given back meanwhile cannot be taken back as well: the refund comes first."""
    if amount_dong > holding.paid_dong:
        raise RetractionBelowRefunds(amount_dong - holding.paid_dong)


def lines_without(
    lines: Iterable[Line], *, account: str, party_id: UUID, side: Side, amount_dong: int
) -> tuple[Line, ...]:
    """What an entry says once it no longer says this of one party: of a list's entry the lines of all others stay.

    Accounting Law, Art. 27.1.c. Raises EntrySaysOtherwise where the entry, with its adjustments, does not say so much.
    """
    left_dong, kept = amount_dong, []
    for line in net_lines(lines):
        is_meant = (
            (line.debit_account, line.debit_party_id) == (account, party_id)
            if side == "debit"
            else (line.credit_account, line.credit_party_id) == (account, party_id)
        )
        taken_dong = max(min(left_dong, line.amount_dong), 0) if is_meant else 0
        left_dong -= taken_dong
        if line.amount_dong - taken_dong:
            kept.append(msgspec.structs.replace(line, amount_dong=line.amount_dong - taken_dong))
    if left_dong:
        raise EntrySaysOtherwise
    return tuple(kept)
