"""The keeper of the sums: where a mark stands it takes them anew from the leaves, writes them and takes the mark away.

All of it in one transaction of the app's role, which may write an alliance's rows but read no other organization's
figures; those it reads as the roll-up role, after the marks. What changes meanwhile has a mark that was not read yet and
so stays. Two keepers do not work at once (advisory lock): the older sums of one could come after the newer of the other.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Text, Uuid, any_, bindparam, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.alliance.rollup.figures import FIGURE_NAMES, GROUPINGS, groups_of, total_of
from hoptac.alliance.rollup.leaves import sum_leaves, years_of_leaves
from hoptac.alliance.rollup.models import ALLIANCE_SUMS, WHOLE
from hoptac.kit.bulk import insert_rows
from hoptac.kit.calendar import now
from hoptac.kit.db import Base, Database
from hoptac.kit.loops import go_on
from hoptac.kit.marks import EVERY_YEAR, SumsMark, mark_sums
from hoptac.kit.tenancy import enter_alliance, plan_anew, sweep_tenants
from hoptac.organizations.models import Organization

PAUSE_SECONDS = 0.5
REST, LONGEST_REST_SECONDS = 4, 10.0
"""The keeper rests so many times as long as it worked: a country's sums take it a fifth of one core at most."""
LONGEST_BACKOFF_SECONDS = 300
EVERYTHING_AFTER_SECONDS = 86_400
_LOCK_KEY = 0x686F707461_01  # "hopta", then our number among the locks of the house

_kept, _marks = ALLIANCE_SUMS.c, Base.metadata.tables[SumsMark.__tablename__].c
TRY_LOCK = select(func.pg_try_advisory_xact_lock(_LOCK_KEY))
MARKS = select(_marks.id, _marks.alliance_path, _marks.year)
DELETE_MARKS = delete(_marks.id.table).where(_marks.id == any_(bindparam("ids", type_=ARRAY(Uuid()))))
ALLIANCES = select(Organization.id, Organization.alliance_path).where(
    Organization.kind == "alliance",
    Organization.alliance_path == any_(bindparam("paths", type_=ARRAY(Text()))),
)
EVERY_ALLIANCE = select(Organization.alliance_path).where(Organization.kind == "alliance")
KEPT_YEARS = select(_kept.year).where(_kept.org_id == bindparam("of_org"), _kept.grouped_by == WHOLE)
FORGET_YEAR = delete(ALLIANCE_SUMS).where(_kept.org_id == bindparam("of_org"), _kept.year == bindparam("of_year"))


def paths_above(path: str) -> list[str]:
    """A path and those of the alliances above it: 'vn.can-tho.' and 'vn.'."""
    parts = path.split(".")[:-1]
    return [".".join(parts[:count]) + "." for count in range(len(parts), 0, -1)]


class SumsKeeper:
    """One loop over the marks."""

    def __init__(self, database: Database, rollup: Database, *, now: Callable[[], datetime] = now) -> None:
        self._database = database
        self._rollup = rollup
        self._now = now
        self._everything_at = time.monotonic()

    async def run(self) -> None:
        """Work until cancelled. Once a day everything is taken anew, in case somebody forgot a mark."""
        await go_on(self._turn, "sums_not_kept", longest_wait_seconds=LONGEST_BACKOFF_SECONDS)

    async def _turn(self) -> float:
        began = time.monotonic()
        if began >= self._everything_at:
            await self.mark_everything()
            self._everything_at = began + EVERYTHING_AFTER_SECONDS
        await self.work_once()
        return max(PAUSE_SECONDS, min(REST * (time.monotonic() - began), LONGEST_REST_SECONDS))

    async def mark_everything(self) -> None:
        """Ask for the sums of every alliance to be taken anew."""
        async with self._database.begin() as session:
            for path in (await session.execute(EVERY_ALLIANCE)).scalars():
                await mark_sums(session, path, self._now())

    async def work_once(self) -> int:
        """Take anew what is marked; gives how many years of alliances that were."""
        async with sweep_tenants(self._database) as (session, visit):
            if not (await session.execute(TRY_LOCK)).scalar_one():
                return 0
            marks = (await session.execute(MARKS)).all()
            if not marks:
                return 0
            count = 0
            for org_id, path, years in await self._alliances(session, [(path, year) for _id, path, year in marks]):
                await visit(org_id)
                count += await self._keep(session, org_id, path, years)
            await session.execute(DELETE_MARKS, {"ids": [mark_id for mark_id, _path, _year in marks]})
        return count

    async def _alliances(
        self, session: AsyncSession, marks: Iterable[tuple[str, int]]
    ) -> list[tuple[UUID, str, set[int]]]:
        """Every alliance at or above a marked path, with the years that are marked."""
        years: defaultdict[str, set[int]] = defaultdict(set)
        for path, year in marks:
            for above in paths_above(path):
                years[above].add(year)
        found = await session.execute(ALLIANCES, {"paths": list(years)})
        return [(org_id, path, years[path]) for org_id, path in found]

    async def _keep(self, session: AsyncSession, org_id: UUID, path: str, marked: set[int]) -> int:
        """Write the sums of the marked years and of those that are not kept yet; forget years without figures."""
        kept = set((await session.execute(KEPT_YEARS, {"of_org": org_id})).scalars())
        async with enter_alliance(self._rollup, path) as figures:
            await plan_anew(figures)
            known = set(await years_of_leaves(figures, path))
            changed = kept | known if EVERY_YEAR in marked else marked | (kept ^ known)
            cells = {year: await sum_leaves(figures, path, year=year) for year in sorted(changed & known)}
        for year in changed & kept:
            await session.execute(FORGET_YEAR, {"of_org": org_id, "of_year": year})
        shared = {"org_id": org_id, "alliance_path": path, "taken_at": self._now()}
        rows: list[tuple[Any, ...]] = []
        for year, of_year in cells.items():
            rows.append((year, WHOLE, "", *total_of(of_year)))
            rows += [(year, by, key, *one) for by in GROUPINGS for key, one in groups_of(of_year, by).items()]
        if rows:
            await insert_rows(session, ALLIANCE_SUMS, ("year", "grouped_by", "key", *FIGURE_NAMES), rows, shared=shared)
        return len(changed)


async def keep_sums(database: Database, rollup: Database) -> None:
    """The keeper's loop, for the worker's process; ends when its task is cancelled."""
    await SumsKeeper(database, rollup).run()
