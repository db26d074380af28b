"""The figures of the bell: counted by the worker for who is at work, so that no page counts anything.

A person's session is known to have been used to a quarter of an hour (`SEEN_EVERY`). The organizations of whoever was here
lately are counted anew every few minutes, the others not at all.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import ARRAY, Text, bindparam, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.identity.models import NoticeCount, Seat
from hoptac.identity.permissions import ROLE_PERMISSIONS, Permission
from hoptac.identity.queries.sessions import OPEN_SEAT
from hoptac.identity.rules.sign_in import SEEN_EVERY
from hoptac.kit.calendar import now, today
from hoptac.kit.db import Database
from hoptac.kit.loops import SetApart, go_on
from hoptac.kit.tenancy import enter_tenant
from hoptac.tasks.models import SeenTask
from hoptac.tasks.reading import read_tasks
from hoptac.tasks.rules.task import Task, counts

FRESH_FOR = timedelta(minutes=5)
HERE_FOR = 2 * SEEN_EVERY
PAUSE_SECONDS = 60
BATCH = 200
READERS = sorted(role for role, may in ROLE_PERMISSIONS.items() if Permission.READ_TASKS in may)

# Local and reference tables alone: whose bell is looked at and has not been counted for so long.
DUE = text(
    "SELECT seats.org_id FROM web_sessions JOIN seats ON seats.person_id = web_sessions.person_id "
    "AND seats.role = ANY(:roles) AND seats.valid_from <= :today AND (seats.valid_to IS NULL OR seats.valid_to > :today) "
    "LEFT JOIN notice_counts ON notice_counts.org_id = seats.org_id AND notice_counts.person_id = seats.person_id "
    "WHERE web_sessions.seen_at > :seen_since AND (notice_counts.counted_at IS NULL OR notice_counts.counted_at < :stale) "
    "GROUP BY seats.org_id ORDER BY min(notice_counts.counted_at) NULLS FIRST LIMIT :batch"
).bindparams(bindparam("roles", type_=ARRAY(Text())))
TRY_LOCK = text("SELECT pg_try_advisory_xact_lock(:key)")
_LOCK_SPACE = 0x62656C6C
"""Keeps this lock apart from those that other loops take on the same organization."""
_SEATS = select(Seat.person_id, Seat.role).where(Seat.org_id == bindparam("org_id"), OPEN_SEAT)
_seen = SeenTask.__table__.c
_SEEN = select(_seen.person_id, _seen.key, _seen.state).where(_seen.org_id == bindparam("org_id"))
_INSERT = insert(NoticeCount)
_KEEP = _INSERT.on_conflict_do_update(
    index_elements=["org_id", "person_id"],
    set_={name: _INSERT.excluded[name] for name in ("overdue", "soon", "counted_at")},
)


async def keep_counts(
    session: AsyncSession, org_id: UUID, person_id: UUID, found: tuple[int, int], at: datetime
) -> None:
    """Write down what the bell of one person shows."""
    overdue, soon = found
    row = {"org_id": org_id, "person_id": person_id, "overdue": overdue, "soon": soon, "counted_at": at}
    await session.execute(_KEEP, row)


async def count_for_all(session: AsyncSession, org_id: UUID, *, today: date, at: datetime) -> int:
    """Count anew for everybody who sits in the organization and sees its tasks; how many they are."""
    tasks = await read_tasks(session, org_id, today)
    roles: dict[UUID, list[str]] = {}
    for person_id, role in await session.execute(_SEATS, {"org_id": org_id, "today": today}):
        roles.setdefault(person_id, []).append(role)
    seen: dict[UUID, dict[str, str]] = {}
    for person_id, key, state in await session.execute(_SEEN, {"org_id": org_id}):
        seen.setdefault(person_id, {})[key] = state
    rows = [
        (person_id, found)
        for person_id, held in sorted(roles.items())
        if (found := counts_for(tasks, held, seen.get(person_id, {}), today)) is not None
    ]
    for person_id, found in rows:
        await keep_counts(session, org_id, person_id, found, at)
    return len(rows)


def counts_for(tasks: list[Task], roles: list[str], seen: Mapping[str, str], today: date) -> tuple[int, int] | None:
    """Overdue and near tasks for somebody with these roles; None for who does not see tasks."""
    may = frozenset[Permission]().union(*(ROLE_PERMISSIONS[role] for role in roles))
    return counts(tasks, may, seen, today) if Permission.READ_TASKS in may else None


async def count_due(database: Database, *, today: Callable[[], date] = today, now: Callable[[], datetime] = now) -> int:
    """Count for every organization whose people are at work and whose figures are old; gives how many were."""
    at = now()
    asked = {"roles": READERS, "today": today(), "seen_since": at - HERE_FOR, "stale": at - FRESH_FOR, "batch": BATCH}
    async with database.begin() as session:
        due = list((await session.execute(DUE, asked)).scalars())
    counted = 0
    for org_id in due:
        with SetApart("tasks_not_counted", org_id=str(org_id)):
            async with enter_tenant(database, org_id) as session:
                key = (org_id.int ^ _LOCK_SPACE) % 2**63
                if (await session.execute(TRY_LOCK, {"key": key})).scalar_one():
                    counted += bool(await count_for_all(session, org_id, today=today(), at=at))
    return counted


async def keep_counted(database: Database) -> None:
    """The worker's loop; ends when its task is cancelled."""

    async def turn() -> float:
        await count_due(database)
        return PAUSE_SECONDS

    await go_on(turn, "tasks_not_looked_at", longest_wait_seconds=PAUSE_SECONDS)
