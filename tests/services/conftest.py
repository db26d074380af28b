"""Seasons of a cooperative, entered through the room's own action."""

from datetime import UTC, date, datetime
from uuid import UUID

from hoptac.kit.identifiers import new_id
from hoptac.services.actions import add_season
from hoptac.services.rules import SeasonForm

NOW = datetime(2026, 3, 20, 3, 0, tzinfo=UTC)
WINTER = "Đông Xuân 2025–2026"
WINTER_DAYS = (date(2025, 11, 1), date(2026, 4, 15))


async def enter_season(session, org, name=WINTER, first_on=WINTER_DAYS[0], last_on=WINTER_DAYS[1]) -> UUID:
    """A season of the organization."""
    form = SeasonForm(name, first_on, last_on)
    return await add_season(session, org_id=org.id, actor_id=new_id(), now=NOW, form=form)
