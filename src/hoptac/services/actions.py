"""What is done to the register of seasons: one is entered or changed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, insert, update
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit import audit
from hoptac.kit.db import Base
from hoptac.kit.identifiers import new_id
from hoptac.ledger.actions.head import lock_head
from hoptac.services.models import Season
from hoptac.services.queries import find_owner_of_name, get_season
from hoptac.services.rules import SeasonForm, checked, name_key

_SEASONS = Base.metadata.tables[Season.__tablename__]
_INSERT = insert(_SEASONS)
_UPDATE = update(_SEASONS).where(_SEASONS.c.org_id == bindparam("of_org"), _SEASONS.c.id == bindparam("of_season"))


async def add_season(session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, form: SeasonForm) -> UUID:
    """Enter a season. Raises what `checked` raises."""
    await lock_head(session, org_id)  # two at once with one name: the second is refused in a sentence
    form = checked(form, is_taken=await find_owner_of_name(session, org_id, form.name) is not None)
    season_id = new_id()
    row = _values(form) | {"org_id": org_id, "id": season_id, "recorded_by": actor_id, "recorded_at": now}
    await session.execute(_INSERT, row)
    await _record(session, org_id, actor_id, now, "add_season", season_id, form)
    return season_id


async def change_season(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, season_id: UUID, form: SeasonForm
) -> None:
    """Write another name or other days, also of a season that the books name: its lines stay its own. Raises NotFound and
    what `checked` raises."""
    await lock_head(session, org_id)
    await get_season(session, org_id, season_id)
    owner = await find_owner_of_name(session, org_id, form.name)
    form = checked(form, is_taken=owner is not None and owner != season_id)
    await session.execute(_UPDATE.values(_values(form)), {"of_org": org_id, "of_season": season_id})
    await _record(session, org_id, actor_id, now, "change_season", season_id, form)


def _values(form: SeasonForm) -> dict[str, Any]:
    return {"name": form.name, "name_key": name_key(form.name), "first_on": form.first_on, "last_on": form.last_on}


async def _record(
    session: AsyncSession, org_id: UUID, actor_id: UUID, now: datetime, verb: str, season_id: UUID, form: SeasonForm
) -> None:
    detail = {"name": form.name, "first_on": form.first_on.isoformat(), "last_on": form.last_on.isoformat()}
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb=verb, subject=("season", season_id), detail=detail
    )
