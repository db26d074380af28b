"""What may be pledged and contributed."""

from datetime import date

from hoptac.capital.refusals import (
    AmountNotPositive,
    AmountTooLarge,
    ContributionAbovePledge,
    ContributionBeforeJoining,
    ContributionBeforePledge,
    ContributionInFuture,
    NoncontributingAssociateContributes,
    PledgeDueBeforePledged,
    PledgeDueTooLate,
    PledgeInFuture,
)
from hoptac.capital.rules.caps import LARGEST_AMOUNT_DONG, Capital, Caps, Holding, check_caps
from hoptac.kit.calendar import add_months
from hoptac.kit.errors import Refusal


def check_amount(amount_dong: int) -> None:
    """More than nothing, and a sum the books can add up."""
    if amount_dong <= 0:
        raise AmountNotPositive
    if amount_dong > LARGEST_AMOUNT_DONG:
        raise AmountTooLarge(LARGEST_AMOUNT_DONG)


def _check_kind(holding: Holding) -> None:
    if holding.kind == "associate_noncontributing":
        raise NoncontributingAssociateContributes


def due_latest(pledged_on: date, joined_on: date | None, months: int) -> date:
    """The last day to pay in full: so many months after the admission or, when later, the pledge (Art. 74.4)."""
    return add_months(max(pledged_on, joined_on or pledged_on), months)


def check_pledge(
    capital: Capital, holding: Holding, caps: Caps, *, amount_dong: int, pledged_on: date, today: date
) -> Refusal | None:
    """May this member pledge so much more (Art. 4.19, 74.1–74.3)? Returns a warning while founding."""
    check_amount(amount_dong)
    _check_kind(holding)
    if pledged_on > today:
        raise PledgeInFuture(today)
    return check_caps(capital, holding, caps, pledged_dong=amount_dong)


def check_due(due_on: date, *, pledged_on: date, joined_on: date | None, months: int) -> None:
    """The term to pay in full: not before the pledge, not after the law's term (Art. 74.4)."""
    if due_on < pledged_on:
        raise PledgeDueBeforePledged
    latest = due_latest(pledged_on, joined_on, months)
    if due_on > latest:
        raise PledgeDueTooLate(latest, months)


def check_pledged_before(contributed_on: date, pledged_from: date | None) -> None:
    """Nothing is paid before it was pledged (Art. 74.4); `pledged_from`: the day of the member's first pledge.

    Raises ContributionBeforePledge.
    """
    if pledged_from is not None and contributed_on < pledged_from:
        raise ContributionBeforePledge(pledged_from)


def check_contribution(
    capital: Capital, holding: Holding, caps: Caps, *, amount_dong: int, contributed_on: date, today: date
) -> Refusal | None:
    """May this member pay so much in (Art. 4.19, 74.1–74.4)? Returns a warning while founding.

    The caps come before the pledge, so that nobody at the ceiling is sent to raise a pledge that would be refused.
    """
    check_amount(amount_dong)
    _check_kind(holding)
    if contributed_on > today:
        raise ContributionInFuture(today)
    if holding.joined_on and contributed_on < holding.joined_on:
        raise ContributionBeforeJoining(holding.joined_on)
    above_pledge = max(amount_dong - holding.rest_dong, 0)
    warning = check_caps(capital, holding, caps, pledged_dong=above_pledge, paid_dong=amount_dong)
    if above_pledge:
        raise ContributionAbovePledge(holding.rest_dong)
    return warning
