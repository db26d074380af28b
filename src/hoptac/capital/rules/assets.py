"""What may be contributed beside đồng, who sets its value, and when it counts as paid (Art. 73–77)."""

from datetime import date
from typing import Literal, get_args

import msgspec

from hoptac.capital.refusals.assets import (
    AssetAccountRefused,
    AssetDropped,
    AssetKindUnknown,
    AssetNotComplete,
    AssetOtherThanPledged,
    AssetUnnamed,
    CompletedBeforeHandover,
    HandoverInFuture,
    PeriodMissing,
    ValuationMissing,
    ValuationUndocumented,
    ValuedAfterHandover,
)
from hoptac.kit.errors import Refusal

AssetKind = Literal[
    "dong", "foreign_currency", "gold", "land_use_right", "intellectual_property", "technology", "know_how", "other"
]
"""What may be contributed (Art. 73.1)."""
THINGS: tuple[AssetKind, ...] = get_args(AssetKind)[1:]
Valuation = Literal["unanimous", "general_meeting", "board", "appraisal_firm"]
"""By all at the founding (Art. 77.1); agreed between the contributor and the general meeting or the board (Art. 77.2); by an
appraisal firm that more than half at the founding, or later both sides, accept (Art. 77.1, 77.2)."""
IN_KIND_ACCOUNTS = ("152", "156", "2111", "2113", "2117")
"""What a thing that was contributed may become (TT 71/2024, TK 411 §3.1). A leased asset (2114) is not the member's to give:
the contribution is complete when ownership is the cooperative's (Art. 76.4)."""


class InKind(msgspec.Struct, frozen=True):
    """A thing that is contributed: what and how much (Art. 15.1.c, 76.3), who set its value (Art. 77), of a right of use
    for how long it is given (Art. 76.2), and which kind of thing it is (Art. 73.1)."""

    asset: str
    quantity: str
    valued_by: str
    right_of_use_period: str = ""
    kind: str = "other"


class HandedOver(msgspec.Struct, frozen=True):
    """How the value of a thing was set, by which minutes, and when it was handed over (Art. 76.3, 77)."""

    valuation: Valuation
    number: str
    valued_on: date
    handed_over_on: date
    is_right_of_use: bool = False


def in_kind_refusals(account: str, thing: InKind) -> list[Refusal]:
    """What is not said: which kind of thing it is, where it stands in the books, who set its value (Art. 73.1, 76.3, 77)."""
    found: list[Refusal] = []
    if thing.kind not in THINGS:
        found.append(AssetKindUnknown())
    if not account.startswith(IN_KIND_ACCOUNTS):
        found.append(AssetAccountRefused(account))
    if not thing.asset:
        found.append(AssetUnnamed())
    if not thing.valued_by:
        found.append(ValuationMissing())
    return found


def check_in_kind(account: str, thing: InKind) -> None:
    """Refuse the first of `in_kind_refusals`."""
    for refusal in in_kind_refusals(account, thing):
        raise refusal


def handover_refusals(handed: HandedOver, thing: InKind, *, today: date) -> list[Refusal]:
    """What the minutes lack, days out of order, and a right of use without its period (Art. 76.2, 76.3, 77)."""
    found: list[Refusal] = []
    if not handed.number:
        found.append(ValuationUndocumented())
    if handed.valued_on > handed.handed_over_on:
        found.append(ValuedAfterHandover(handed.handed_over_on))
    if handed.handed_over_on > today:
        found.append(HandoverInFuture(today))
    if handed.is_right_of_use and not thing.right_of_use_period:
        found.append(PeriodMissing())
    return found


def check_kind_paid(amount_dong: int, open_dong: int, approval: str) -> None:
    """Paying with another kind of asset than was pledged needs the board's leave, or the general meeting's where there is no
    board (Art. 74.5). `open_dong` is what is pledged of this kind and not paid."""
    if amount_dong > open_dong and not approval:
        raise AssetOtherThanPledged(max(open_dong, 0))


def check_completion(*, dropped: bool, handed_over_on: date, completed_on: date | None) -> date:
    """The day from which a thing counts as paid: when ownership, the land-use right or another right is the cooperative's,
    not when it is handed over (Art. 76.4)."""
    if dropped:
        raise AssetDropped
    if completed_on is None:
        raise AssetNotComplete
    if completed_on < handed_over_on:
        raise CompletedBeforeHandover(handed_over_on)
    return completed_on
