"""What the charter says of one member's contribution: its minimum, its maximum, its deadline (Art. 4.25, 4.26, 40.8, 74.4).

Only what somebody now wants to do is judged: what was recorded before, or came in a list, stays as it is.
"""

from datetime import date

import msgspec

from hoptac.capital.refusals import (
    BelowCharterMinimum,
    CharterMaximumPassed,
    CharterPercentPassed,
    PledgeDueAfterCharter,
)
from hoptac.capital.rules.caps import Capital, Caps, Holding, is_founding, most_to_pledge
from hoptac.capital.rules.contributions import check_due, due_latest
from hoptac.organizations.charter.charter import Charter
from hoptac.organizations.charter.clauses.capital import DEADLINE, MAXIMUM, MAXIMUM_PERCENT, MINIMUM


class CharterLimits(msgspec.Struct, frozen=True):
    """The charter of one day as the rules of capital see it; None where it sets nothing. Bases are the resolutions."""

    minimum_dong: int | None = None
    maximum_dong: int | None = None
    maximum_percent: int | None = None
    deadline_months: int | None = None
    minimum_basis: str = ""
    maximum_basis: str = ""
    percent_basis: str = ""
    deadline_basis: str = ""


NO_LIMITS = CharterLimits()


def limits_of(charter: Charter) -> CharterLimits:
    """What of the charter concerns one member's contribution; the deadline only where the charter itself sets one."""

    def basis(key: str) -> str:
        said = charter.sayings.get(key)
        return said.basis if said else ""

    return CharterLimits(
        minimum_dong=charter.contribution_minimum_dong,
        maximum_dong=charter.contribution_maximum_dong,
        maximum_percent=charter.contribution_maximum_percent,
        deadline_months=charter.contribution_deadline_months if DEADLINE in charter.sayings else None,
        minimum_basis=basis(MINIMUM),
        maximum_basis=basis(MAXIMUM),
        percent_basis=basis(MAXIMUM_PERCENT),
        deadline_basis=basis(DEADLINE),
    )


def check_limits(capital: Capital, holding: Holding, caps: Caps, limits: CharterLimits, *, amount_dong: int) -> None:
    """May this member hold `amount_dong` more by the charter (Art. 4.25, 4.26, 40.8)? Of official members and contributing
    associates alike. The percentage is not asked while founding, when the first to pledge holds all.

    Raises BelowCharterMinimum, CharterMaximumPassed, CharterPercentPassed.
    """
    held_dong = holding.pledged_dong + amount_dong
    if limits.minimum_dong is not None and held_dong < limits.minimum_dong:
        raise BelowCharterMinimum(limits.minimum_dong, limits.minimum_dong - holding.pledged_dong, limits.minimum_basis)
    if limits.maximum_dong is not None and held_dong > limits.maximum_dong:
        room_dong = max(limits.maximum_dong - holding.pledged_dong, 0)
        raise CharterMaximumPassed(limits.maximum_dong, room_dong, limits.maximum_basis)
    room_dong = _room_of_percent(capital, holding, caps, limits)
    if room_dong is not None and amount_dong > room_dong:
        raise CharterPercentPassed(limits.maximum_percent or 0, room_dong, limits.percent_basis)


def _room_of_percent(capital: Capital, holding: Holding, caps: Caps, limits: CharterLimits) -> int | None:
    if limits.maximum_percent is None or is_founding(capital, caps):
        return None
    return most_to_pledge(limits.maximum_percent, holding.pledged_dong, capital.charter_capital_dong)


def most_by_charter(capital: Capital, holding: Holding, caps: Caps, limits: CharterLimits) -> int | None:
    """The most this member can pledge beside what is pledged already; None where the charter sets no maximum."""
    rooms = [_room_of_percent(capital, holding, caps, limits)]
    if limits.maximum_dong is not None:
        rooms.append(max(limits.maximum_dong - holding.pledged_dong, 0))
    return min((room for room in rooms if room is not None), default=None)


def least_to_pledge(holding: Holding, limits: CharterLimits) -> int:
    """The least this member must pledge to reach the charter's minimum (Art. 4.25); 0 where it is reached, or none is set."""
    return max((limits.minimum_dong or 0) - holding.pledged_dong, 0)


def above_charter_maximum(capital: Capital, holding: Holding, caps: Caps, limits: CharterLimits) -> int:
    """What of the paid-in capital lies above the charter's maximum and may be returned (Art. 78.4, 90.1); returning x makes
    the charter capital smaller too. 0 where nothing does."""
    above = 0
    if limits.maximum_dong is not None:
        above = holding.paid_dong - limits.maximum_dong
    percent = limits.maximum_percent
    if percent is not None and percent < 100 and not is_founding(capital, caps):
        over = 100 * holding.paid_dong - percent * capital.charter_capital_dong
        above = max(above, -(-over // (100 - percent)))
    return min(max(above, 0), holding.paid_dong)


def latest_due(pledged_on: date, joined_on: date | None, limits: CharterLimits, *, months: int) -> date:
    """The last day to pay in full: the charter's term where it is shorter than the law's `months` (Art. 74.4)."""
    own = months if limits.deadline_months is None else min(limits.deadline_months, months)
    return due_latest(pledged_on, joined_on, own)


def check_due_by_charter(
    due_on: date, *, pledged_on: date, joined_on: date | None, limits: CharterLimits, months: int
) -> None:
    """The term to pay in full: not before the pledge, not after the charter's term, nor the law's (Art. 74.4).

    Raises PledgeDueBeforePledged, PledgeDueTooLate, PledgeDueAfterCharter.
    """
    check_due(due_on, pledged_on=pledged_on, joined_on=joined_on, months=months)
    latest = latest_due(pledged_on, joined_on, limits, months=months)
    if due_on > latest:
        raise PledgeDueAfterCharter(latest, limits.deadline_months or 0, limits.deadline_basis)
