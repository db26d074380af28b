"""Who may hold how much: the caps of Art. 74, judged on the figures after the deed, in whole đồng."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

import msgspec

from hoptac.capital.refusals import AssociatesAboveCeiling, ContributionAboveCeiling, ForeignersAboveCeiling
from hoptac.kit.errors import Refusal
from hoptac.organizations.parameters import Parameter, value_on

MemberKind = Literal["official", "associate_contributing", "associate_noncontributing"]

LARGEST_AMOUNT_DONG = 1_000_000_000_000_000
"""A million tỷ: sums of ten thousand such amounts still are whole numbers the database can hold."""


class Group(msgspec.Struct, frozen=True, gc=False):
    """What some members hold together; "pledged" is the larger of pledged and paid of each of them (Art. 4.12)."""

    pledged_dong: int = 0
    paid_dong: int = 0

    def plus(self, pledged_dong: int, paid_dong: int) -> "Group":
        """The group after one of its members pledged or paid so much more."""
        return Group(self.pledged_dong + pledged_dong, self.paid_dong + paid_dong)


class Holding(msgspec.Struct, frozen=True):
    """One member as the caps see him. `pledged_dong` is never below `paid_dong`: only what is pledged can be paid."""

    kind: MemberKind
    pledged_dong: int = 0
    paid_dong: int = 0
    joined_on: date | None = None
    is_foreign: bool = False

    @property
    def rest_dong(self) -> int:
        """What is pledged and not yet paid."""
        return self.pledged_dong - self.paid_dong


class Capital(msgspec.Struct, frozen=True):
    """The whole organization: all who hold capital, the contributing associates, the foreigners, and how many official
    members have pledged something."""

    all: Group = Group()
    associates: Group = Group()
    foreign: Group = Group()
    pledging_officials: int = 0

    @property
    def charter_capital_dong(self) -> int:
        """Σ contributed or pledged by official members and contributing associates (Art. 4.24)."""
        return self.all.pledged_dong


class Caps(msgspec.Struct, frozen=True):
    """Percent of charter capital that may be held at most; None where the law sets no cap (groups, a special law)."""

    one_official: int | None
    associates: int | None
    foreign: int | None
    founding_officials: int
    """The legal minimum of official members (Art. 4.7 and 4.8): before so many have pledged, the caps only warn."""


def caps_of(organization_kind: str, parameters: Sequence[Parameter], day: date) -> Caps:
    """The caps of Art. 74 in force on a day for a kind of organization; none for a cooperative group (Art. 4.21)."""
    if organization_kind == "cooperative_group":
        return Caps(None, None, None, 0)
    is_union = organization_kind == "cooperative_union"
    kind = "union" if is_union else "cooperative"
    founders = "membership.cooperative_union_cooperatives" if is_union else "membership.cooperative_official_members"
    return Caps(
        one_official=value_on(parameters, f"capital.one_official_member_{kind}", day),
        associates=value_on(parameters, f"capital.all_contributing_associates_{kind}", day),
        foreign=value_on(parameters, "capital.all_foreign", day),
        founding_officials=value_on(parameters, founders, day) or 0,
    )


def _after(capital: Capital, holding: Holding, pledged_dong: int, paid_dong: int) -> tuple[Capital, Holding]:
    is_first = holding.kind == "official" and holding.pledged_dong == 0 and pledged_dong > 0
    associate = holding.kind == "associate_contributing"
    after = Capital(
        all=capital.all.plus(pledged_dong, paid_dong),
        associates=capital.associates.plus(pledged_dong, paid_dong) if associate else capital.associates,
        foreign=capital.foreign.plus(pledged_dong, paid_dong) if holding.is_foreign else capital.foreign,
        pledging_officials=capital.pledging_officials + is_first,
    )
    held = msgspec.structs.replace(
        holding, pledged_dong=holding.pledged_dong + pledged_dong, paid_dong=holding.paid_dong + paid_dong
    )
    return after, held


def most_to_pledge(percent: int, part_dong: int, charter_dong: int) -> int:
    """The largest x ≥ 0 with part + x ≤ percent of (charter + x): what one pledges makes the whole larger too."""
    return (
        max((percent * charter_dong - 100 * part_dong) // (100 - percent), 0) if percent < 100 else LARGEST_AMOUNT_DONG
    )


def most_to_pay(percent: int, paid_dong: int, charter_dong: int) -> int:
    """The largest x ≥ 0 with paid + x ≤ percent of charter: paying what is pledged leaves the whole as it is."""
    return max(percent * charter_dong // 100 - paid_dong, 0)


_CapRow = tuple[int | None, Group, type[ContributionAboveCeiling | AssociatesAboveCeiling | ForeignersAboveCeiling]]


def _caps_that_concern(holding: Holding, capital: Capital, caps: Caps) -> list[_CapRow]:
    rows: list[_CapRow] = []
    if holding.kind == "official":
        own = Group(holding.pledged_dong, holding.paid_dong)
        rows.append((caps.one_official, own, ContributionAboveCeiling))
    elif holding.kind == "associate_contributing":
        rows.append((caps.associates, capital.associates, AssociatesAboveCeiling))
    if holding.is_foreign:
        rows.append((caps.foreign, capital.foreign, ForeignersAboveCeiling))
    return rows


def find_cap_broken(
    capital: Capital, holding: Holding, caps: Caps, *, pledged_dong: int = 0, paid_dong: int = 0
) -> Refusal | None:
    """The cap of Art. 74.1 (one official member), 74.2 (associates) or 74.3 (foreigners) that would be passed after
    pledging `pledged_dong` and paying `paid_dong` more; None when all hold.

    A pledge is measured by what is pledged, a payment by what is paid, both against the charter capital after the deed.
    The refusal says the most that may still be added. Whether it stands or only warns is for `is_founding` to say.
    """
    after, held = _after(capital, holding, pledged_dong, paid_dong)
    before = _caps_that_concern(holding, capital, caps)
    for (percent, part, refusal), (_percent, part_before, _refusal) in zip(
        _caps_that_concern(held, after, caps), before, strict=True
    ):
        if percent is None:
            continue
        judged_dong = max(part.pledged_dong if pledged_dong else 0, part.paid_dong if paid_dong else 0)
        if judged_dong * 100 > percent * after.charter_capital_dong:
            rest_dong = holding.rest_dong if paid_dong else 0
            return refusal(percent, _most_to_add(percent, part_before, capital.charter_capital_dong, rest_dong))
    return None


def _most_to_add(percent: int, part: Group, charter_dong: int, rest_dong: int) -> int:
    """What may be paid on a pledge of which `rest_dong` is open, and beyond it as far as the pledge can be raised."""
    room_dong = most_to_pay(percent, part.paid_dong, charter_dong)
    if rest_dong and room_dong < rest_dong:
        return room_dong
    return rest_dong + most_to_pledge(percent, part.pledged_dong, charter_dong)


def is_founding(capital: Capital, caps: Caps) -> bool:
    """Fewer official members have pledged than the law asks for (Art. 4.7: 5, Art. 4.8: 3): shares of such a
    capital say nothing yet, since the first founder to be written down always holds all of it."""
    return capital.pledging_officials < caps.founding_officials


def check_caps(
    capital: Capital, holding: Holding, caps: Caps, *, pledged_dong: int = 0, paid_dong: int = 0
) -> Refusal | None:
    """Refuse what passes a cap of Art. 74.1–74.3; while the organization is being founded return it as a warning."""
    broken = find_cap_broken(capital, holding, caps, pledged_dong=pledged_dong, paid_dong=paid_dong)
    after, _held = _after(capital, holding, pledged_dong, paid_dong)
    if broken and not is_founding(after, caps):
        raise broken
    return broken


def most_to_contribute(capital: Capital, holding: Holding, caps: Caps) -> int:
    """The most this member can pay in today: the rest of the pledge, or less where a cap of Art. 74 comes first."""
    if holding.kind == "associate_noncontributing":
        return 0
    if is_founding(capital, caps):
        return holding.rest_dong
    charter = capital.charter_capital_dong
    rooms = [
        most_to_pay(percent, part.paid_dong, charter)
        for percent, part, _refusal in _caps_that_concern(holding, capital, caps)
        if percent is not None
    ]
    return max(min([holding.rest_dong, *rooms]), 0)


def most_to_pledge_more(capital: Capital, holding: Holding, caps: Caps) -> int | None:
    """The most this member can pledge beside what is pledged already; None where no cap stands in the way yet."""
    if holding.kind == "associate_noncontributing":
        return 0
    if is_founding(capital, caps):
        return None
    rooms = [
        most_to_pledge(percent, part.pledged_dong, capital.charter_capital_dong)
        for percent, part, _refusal in _caps_that_concern(holding, capital, caps)
        if percent is not None
    ]
    return min(rooms, default=None)


ShareOf = Literal["own", "associates", "foreign"]


class Share(msgspec.Struct, frozen=True):
    """One part of the charter capital beside the most it may be (Art. 74.1, 74.2, 74.3); `percent` None where nothing caps it.
    `concerns`: whether this member's deeds are measured by it."""

    of: ShareOf
    dong: int
    charter_dong: int
    percent: int | None
    concerns: bool

    @property
    def is_above(self) -> bool:
        """Whether it passes the cap."""
        return self.percent is not None and self.dong * 100 > self.percent * self.charter_dong


def shares_after(
    capital: Capital, holding: Holding, caps: Caps, *, by_paid: bool, pledged_dong: int = 0, paid_dong: int = 0
) -> list[Share]:
    """The member's share, that of all associates and that of all foreigners as they would be after pledging or paying so
    much more (Art. 74.1–74.3), of the charter capital: `by_paid` what is paid, else what is pledged."""
    above_pledge = max(paid_dong - holding.rest_dong, 0)
    after, held = _after(capital, holding, pledged_dong + above_pledge, paid_dong)

    def dong(group: Group) -> int:
        return group.paid_dong if by_paid else group.pledged_dong

    charter = after.charter_capital_dong
    own = Group(held.pledged_dong, held.paid_dong)
    is_official, is_associate = holding.kind == "official", holding.kind == "associate_contributing"
    return [
        Share("own", dong(own), charter, caps.one_official if is_official else None, is_official),
        Share("associates", dong(after.associates), charter, caps.associates, is_associate),
        Share("foreign", dong(after.foreign), charter, caps.foreign, holding.is_foreign),
    ]


def ratio_in_hundredths(part_dong: int, charter_dong: int) -> int:
    """Contribution divided by charter capital (Art. 4.23) in hundredths of a percent, rounded: 125 is 1,25 %."""
    return (part_dong * 10_000 * 2 + charter_dong) // (2 * charter_dong) if charter_dong else 0


def is_above_maximum(capital: Capital, holding: Holding, caps: Caps) -> bool:
    """Whether what a member holds, pledged or paid (Art. 4.12), passes a cap of Art. 74.1–74.3 as it stands."""
    return not is_founding(capital, caps) and any(
        percent is not None and 100 * part.pledged_dong > percent * capital.charter_capital_dong
        for percent, part, _refusal in _caps_that_concern(holding, capital, caps)
    )


def above_maximum(capital: Capital, holding: Holding, caps: Caps) -> int:
    """What of a member's paid-in capital lies above the maximum of Art. 74 and may be returned (Art. 78.4, 90.1); 0 where
    nothing does, or while founding.

    Returning x makes the charter capital smaller too: the least x with part - x ≤ percent of (charter - x).
    """
    if is_founding(capital, caps):
        return 0
    above = 0
    for percent, part, _refusal in _caps_that_concern(holding, capital, caps):
        if percent is not None and percent < 100:
            over = 100 * part.paid_dong - percent * capital.charter_capital_dong
            above = max(above, -(-over // (100 - percent)))
    return min(above, holding.paid_dong)
