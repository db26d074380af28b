"""Passing a contribution from one member to another: a return and a new contribution in one, where the charter allows it.

No article of the Law and no entry of TT 71/2024 speaks of it; Art. 90 covers return and inheritance alone. So the conditions
of both halves are asked, and the organization must have chosen to do it.
"""

from collections.abc import Sequence
from datetime import date

import msgspec

from hoptac.capital.refusals import (
    CharterBasisMissing,
    ContributionBeforeJoining,
    GiverBelowMinimum,
    NoncontributingAssociateContributes,
    TransferAbovePaid,
    TransferBeforePaid,
    TransferInFuture,
)
from hoptac.capital.rules.caps import Capital, Caps, Holding, check_caps
from hoptac.capital.rules.charter import NO_LIMITS, CharterLimits, check_limits
from hoptac.capital.rules.contributions import check_amount
from hoptac.capital.rules.refunds import Debt, check_duties
from hoptac.kit.errors import Refusal


class AskedTransfer(msgspec.Struct, frozen=True):
    """A transfer as it is asked for; `basis` is the article of the charter."""

    amount_dong: int
    transferred_on: date
    basis: str


def check_transfer(
    capital: Capital,
    giver: Holding,
    taker: Holding,
    caps: Caps,
    asked: AskedTransfer,
    *,
    giver_stays: bool,
    debts: Sequence[Debt],
    on_day_dong: int,
    today: date,
    limits: CharterLimits = NO_LIMITS,
) -> Refusal | None:
    """May so much pass? Of the giver what a return asks (Art. 90.2: no debts, no more than is paid); of the taker what a
    contribution asks (Art. 4.19, 74.1–74.3) and what the charter asks of each (Art. 4.25, 4.26), the charter capital staying as it
    is. A giver who stays a member keeps the charter's minimum (Art. 4.25). Returns a warning while founding."""
    check_amount(asked.amount_dong)
    if not asked.basis:
        raise CharterBasisMissing
    if asked.transferred_on > today:
        raise TransferInFuture(today)
    check_duties(debts)
    if asked.amount_dong > giver.paid_dong:
        raise TransferAbovePaid(giver.paid_dong)
    if asked.amount_dong > on_day_dong:
        raise TransferBeforePaid(asked.transferred_on, on_day_dong)
    least_dong = max(limits.minimum_dong or 0, 1)
    if giver_stays and giver.pledged_dong - asked.amount_dong < least_dong:
        raise GiverBelowMinimum(max(giver.pledged_dong - least_dong, 0))
    if taker.kind == "associate_noncontributing":
        raise NoncontributingAssociateContributes
    if taker.joined_on and asked.transferred_on < taker.joined_on:
        refusal = ContributionBeforeJoining(taker.joined_on)
        refusal.field = "transferred_on"
        raise refusal
    left = capital_without(capital, giver, asked.amount_dong)
    warning = check_caps(left, taker, caps, pledged_dong=asked.amount_dong, paid_dong=asked.amount_dong)
    check_limits(left, taker, caps, limits, amount_dong=asked.amount_dong)
    return warning


def capital_without(capital: Capital, giver: Holding, amount_dong: int) -> Capital:
    """The whole once the giver holds so much less, pledged and paid; groups as far as the giver is of them."""
    is_last = giver.kind == "official" and giver.pledged_dong == amount_dong
    associate = giver.kind == "associate_contributing"
    return Capital(
        all=capital.all.plus(-amount_dong, -amount_dong),
        associates=capital.associates.plus(-amount_dong, -amount_dong) if associate else capital.associates,
        foreign=capital.foreign.plus(-amount_dong, -amount_dong) if giver.is_foreign else capital.foreign,
        pledging_officials=capital.pledging_officials - is_last,
    )
