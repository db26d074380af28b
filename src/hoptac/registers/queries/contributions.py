"""The register of contributions (S31) as it stood on a day: who had pledged, paid in and got back how much."""

from datetime import date
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import BigInteger, Date, Select, bindparam, cast, func, or_, select, true

from hoptac.kit.keyset import Bounds, Direction, Page, matching, page_of, paged, search_words, word_params
from hoptac.kit.prepared import Prepared, Reader
from hoptac.members.memberships import is_on
from hoptac.members.models import Member, Membership
from hoptac.members.queries.columns import SEARCHED
from hoptac.parties.models import Party
from hoptac.registers.queries.members import OPTIONAL_KIND
from hoptac.registers.queries.movements import ORG_ID, sums_until, until

_DAY = bindparam("day", type_=Date())
_parties, _members, _memberships = Party.__table__.c, Member.__table__.c, Membership.__table__.c


class HoldingRow(NamedTuple):
    """What one member had on a day, in đồng; `kind` is None for somebody who had left and still held capital."""

    id: UUID
    number: str
    name: str
    kind: str | None
    pledged_dong: int
    came_dong: int
    went_dong: int
    sort_key: str

    @property
    def paid_dong(self) -> int:
        """What the member holds: 4111 of the member."""
        return self.came_dong - self.went_dong

    @property
    def rest_dong(self) -> int:
        """Pledged and not yet paid."""
        return self.pledged_dong - self.paid_dong


class HoldingSums(NamedTuple):
    """The same of everybody."""

    pledged_dong: int
    came_dong: int
    went_dong: int

    @property
    def paid_dong(self) -> int:
        """What everybody holds: 4111."""
        return self.came_dong - self.went_dong

    @property
    def rest_dong(self) -> int:
        """Pledged and not yet paid."""
        return self.pledged_dong - self.paid_dong


def _sum(value: Any) -> Any:
    return cast(func.coalesce(func.sum(value), 0), BigInteger)


def _sums(moved: Any) -> Select[*tuple[Any, ...]]:
    columns = (moved.pledge_dong, moved.came_dong, moved.went_dong)
    return select(*(_sum(column).label(column.name) for column in columns))


def _holdings() -> Select[*tuple[Any, ...]]:
    """Everybody who may hold capital on the day, and whoever does."""
    moved = until(_DAY)
    held = _sums(moved).where(moved.party_id == _parties.id).lateral("held")
    return (
        select(
            *(_parties.id, _members.number, _parties.name, _memberships.kind),
            *(held.c.pledge_dong, held.c.came_dong, held.c.went_dong, _parties.sort_key),
        )
        .select_from(Party.__table__)
        .join(Member.__table__, (_members.org_id == _parties.org_id) & (_members.party_id == _parties.id))
        .outerjoin(
            Membership.__table__,
            (_memberships.org_id == _parties.org_id)
            & (_memberships.party_id == _parties.id)
            & is_on(_memberships, _DAY),
        )
        .join(held, true())
        .where(_parties.org_id == ORG_ID, _members.org_id == ORG_ID)
        .where(
            or_(
                _memberships.kind != OPTIONAL_KIND,
                held.c.pledge_dong != 0,
                held.c.came_dong != held.c.went_dong,
            )
        )
    )


@cache
def _page(words: int, direction: Direction) -> Prepared:
    return Prepared(paged(matching(_holdings(), SEARCHED, words), _parties.sort_key, _parties.id, direction))


_WHOLE = Prepared(_holdings().order_by(_parties.sort_key, _parties.id))
_TOTALS = Prepared(select(*sums_until(_DAY)))


async def list_holdings_page(session: Reader, org_id: UUID, day: date, *, q: str, bounds: Bounds) -> Page[HoldingRow]:
    """Who held capital or might on a day, at most fifty, by name."""
    words = search_words(q)
    asked = {"org_id": org_id, "day": day} | word_params(words) | bounds.params
    return page_of([HoldingRow(*row) for row in await _page(len(words), bounds.direction).rows(session, asked)], bounds)


async def list_holdings(session: Reader, org_id: UUID, day: date) -> list[HoldingRow]:
    """All of them, for a file."""
    return [HoldingRow(*row) for row in await _WHOLE.rows(session, {"org_id": org_id, "day": day})]


async def sum_holdings(session: Reader, org_id: UUID, day: date) -> HoldingSums:
    """What everybody had pledged, contributed and got back by the end of a day."""
    return HoldingSums(*await _TOTALS.one(session, {"org_id": org_id, "day": day}))
