"""The lists behind the tasks: whose pledge, certificate, agreement or capital it is, page by page in the order of names."""

from datetime import date, timedelta
from functools import cache
from typing import Any, Literal
from uuid import UUID

import msgspec
from sqlalchemy import Date, Select, cast, func, literal, null, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.capital.models import HOLDINGS
from hoptac.kit.keyset import Bounds, Direction, Page, page_of, paged
from hoptac.members.models import Member
from hoptac.parties.models import Party
from hoptac.tasks.queries.capital import (
    ORG_ID,
    held,
    is_above_maximum,
    is_defaulted,
    members,
    owing,
    parties,
)
from hoptac.tasks.queries.registers import ENDING
from hoptac.tasks.rules.task import SOON_DAYS

ListName = Literal["defaulted", "above-maximum", "left", "agreements"]


class PersonRow(msgspec.Struct, frozen=True):
    """One line: the member, the day that counts (None where none does), pledged and paid in đồng."""

    id: UUID
    name: str
    number: str
    sort_key: str
    day: date | None
    pledged_dong: int
    paid_dong: int


def _rows(day: Any) -> Select[*tuple[Any, ...]]:
    return (
        select(
            parties.id, parties.name, members.number, parties.sort_key, day.label("day"),
            func.coalesce(held.pledged_dong, 0), func.coalesce(held.paid_dong, 0),
        )
        .select_from(Member.__table__)
        .join(Party.__table__, (parties.org_id == members.org_id) & (parties.id == members.party_id))
        .outerjoin(HOLDINGS, (held.org_id == members.org_id) & (held.party_id == members.party_id))
        .where(members.org_id == ORG_ID)
    )  # fmt: skip


def _of(name: ListName) -> Select[*tuple[Any, ...]]:
    nothing = cast(null(), Date())
    if name == "defaulted":
        owed = owing()
        return _rows(owed.c.due_on).join(owed, owed.c.party_id == members.party_id).where(is_defaulted(owed))
    if name == "above-maximum":
        return _rows(nothing).where(is_above_maximum())
    if name == "left":
        return _rows(members.left_on).where(members.left_on.is_not(None), held.paid_dong > literal(0))
    ending = ENDING.subquery("ending")
    first = (
        select(ending.c.party_id, func.min(ending.c.valid_to).label("day"))
        .group_by(ending.c.party_id)
        .subquery("first")
    )
    return _rows(first.c.day).join(first, first.c.party_id == members.party_id)


@cache
def _statement(name: ListName, direction: Direction) -> Select[*tuple[Any, ...]]:
    return paged(_of(name), parties.sort_key, parties.id, direction)


async def list_people(
    session: AsyncSession, org_id: UUID, name: ListName, bounds: Bounds, *, today: date, minimum_dong: int | None,
    percent: int | None,
) -> Page[PersonRow]:  # fmt: skip
    """One page of a list; `minimum_dong` and `percent` as for the sums of `hoptac.tasks.queries.capital`."""
    asked: dict[str, Any] = {
        "defaulted": {"today": today, "minimum": minimum_dong or 1},
        "above-maximum": {"percent": 100 if percent is None else percent},
        "agreements": {"today": today, "soon_until": today + timedelta(days=SOON_DAYS)},
    }.get(name, {})
    found = await session.execute(_statement(name, bounds.direction), {"org_id": org_id} | bounds.params | asked)
    return page_of([PersonRow(*row) for row in found], bounds)
