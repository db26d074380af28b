"""Keeping letters that remind members of what they pledged: the file, and a record of each."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.capital.actions.prints import keep_print
from hoptac.capital.paper_models import REMINDERS
from hoptac.capital.queries.unpaid import UnpaidRow
from hoptac.kit import audit
from hoptac.kit.bulk import insert_rows
from hoptac.kit.calendar import VIETNAM
from hoptac.kit.identifiers import new_id

_COLUMNS = ("id", "party_id", "amount_dong", "late_dong", "due_on")


async def record_reminders(
    session: AsyncSession,
    *,
    org_id: UUID,
    actor_id: UUID,
    now: datetime,
    rows: Sequence[UnpaidRow],
    content: bytes,
    request_key: UUID,
) -> UUID:
    """Keep the file and write down who was reminded of how much; the print's id."""
    print_id = await keep_print(
        session, org_id=org_id, actor_id=actor_id, now=now, kind="reminders", count=len(rows), content=content,
        request_key=request_key,
    )  # fmt: skip
    letters: list[tuple[Any, ...]] = [(new_id(), row.id, row.rest_dong, row.late_dong, row.due_on) for row in rows]
    shared: dict[str, Any] = {"org_id": org_id, "print_id": print_id, "reminded_on": now.astimezone(VIETNAM).date()}
    await insert_rows(
        session, REMINDERS, _COLUMNS, letters, shared=shared | {"recorded_by": actor_id, "recorded_at": now}
    )
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="print_reminders", subject=("print", print_id),
        detail={"letters": len(rows), "amount_dong": sum(row.rest_dong for row in rows)},
    )  # fmt: skip
    return print_id
