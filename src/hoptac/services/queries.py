"""Every SELECT of seasons. A cooperative has two or three a year, so they are read all at once."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Uuid, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.errors import NotFound
from hoptac.kit.language import _
from hoptac.ledger.models import LINES
from hoptac.services.models import Season
from hoptac.services.rules import SeasonRow, name_key

_seasons, _lines = Season.__table__.c, LINES.c
_ORG_ID = bindparam("org_id", type_=Uuid())
_ROW = select(*(_seasons[name] for name in SeasonRow.__struct_fields__)).where(_seasons.org_id == _ORG_ID)
NEWEST_FIRST = _ROW.order_by(_seasons.first_on.desc(), _seasons.last_on.desc(), _seasons.id.desc())
GET_SEASON = _ROW.where(_seasons.id == bindparam("id"))
NAMES = select(_seasons.id, _seasons.name).where(
    _seasons.org_id == _ORG_ID, _seasons.id == func.any(bindparam("ids", type_=ARRAY(Uuid())))
)
OWNER_OF_NAME = select(_seasons.id).where(_seasons.org_id == _ORG_ID, _seasons.name_key == bindparam("key"))
USED = (
    select(_lines.season_id, func.count())
    .where(_lines.org_id == _ORG_ID, _lines.season_id.is_not(None))
    .group_by(_lines.season_id)
)


async def list_seasons(session: AsyncSession, org_id: UUID) -> list[SeasonRow]:
    """Every season, the newest first."""
    return [SeasonRow(*row) for row in await session.execute(NEWEST_FIRST, {"org_id": org_id})]


async def count_lines(session: AsyncSession, org_id: UUID) -> dict[UUID, int]:
    """How many posted lines name each season; those that no line names are missing."""
    return {row[0]: row[1] for row in await session.execute(USED, {"org_id": org_id})}


async def get_season(session: AsyncSession, org_id: UUID, season_id: UUID) -> SeasonRow:
    """Raises NotFound."""
    row = (await session.execute(GET_SEASON, {"org_id": org_id, "id": season_id})).first()
    if row is None:
        raise NotFound(_("Không tìm thấy vụ này."))
    return SeasonRow(*row)


async def season_names(session: AsyncSession, org_id: UUID, season_ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """The names of those of the ids that are seasons of the organization."""
    ids = sorted({season_id for season_id in season_ids if season_id is not None})
    if not ids:
        return {}
    return {row[0]: row[1] for row in await session.execute(NAMES, {"org_id": org_id, "ids": ids})}


async def find_owner_of_name(session: AsyncSession, org_id: UUID, name: str) -> UUID | None:
    """Which season has a name that looks like this one."""
    return (await session.execute(OWNER_OF_NAME, {"org_id": org_id, "key": name_key(name)})).scalar()
