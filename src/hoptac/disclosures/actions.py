"""Recording a document, its posting, and that it came down."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, insert, update
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.disclosures.forms import DisclosureForm
from hoptac.disclosures.models import Disclosure
from hoptac.disclosures.queries import find_by_key, get_disclosure, terms_on
from hoptac.disclosures.rules import check_posting, check_taking_down, due_on
from hoptac.kit import audit
from hoptac.kit.calendar import VIETNAM
from hoptac.kit.db import Base
from hoptac.kit.identifiers import new_id
from hoptac.kit.stored_files import store_file
from hoptac.members.queries import lock_register

_table = Base.metadata.tables[Disclosure.__tablename__]
_INSERT = insert(_table)
_UPDATE = update(_table).where(_table.c.org_id == bindparam("of_org"), _table.c.id == bindparam("of_id"))

FileToKeep = tuple[str, bytes]
"""Its name and its bytes."""


async def record_disclosure(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, form: DisclosureForm,
    file: FileToKeep | None = None,
) -> UUID:  # fmt: skip
    """A document that was issued, with its paper where there is one; the same form sent twice is one. Raises IssuedAhead."""
    today = now.astimezone(VIETNAM).date()
    due = due_on(form.issued_on, await terms_on(session, form.issued_on), today=today)
    await lock_register(session, org_id)
    known = await find_by_key(session, org_id, form.request_key)
    if known is not None:
        return known
    file_id = await store_file(session, org_id, name=file[0], content=file[1], at=now) if file else None
    disclosure_id = new_id()
    row: dict[str, Any] = {"org_id": org_id, "id": disclosure_id, "item": form.item, "title": form.title}
    row |= {"issued_on": form.issued_on, "due_on": due, "file_id": file_id, "request_key": form.request_key}
    await session.execute(_INSERT, row | {"recorded_by": actor_id, "recorded_at": now})
    detail = {"item": form.item, "title": form.title, "issued_on": form.issued_on.isoformat()}
    await _record(session, org_id, actor_id, now, "record_disclosure", disclosure_id, detail)
    return disclosure_id


async def post_disclosure(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, disclosure_id: UUID, posted_on: date,
    place: str,
) -> bool:  # fmt: skip
    """It hangs since a day at a place; whether that was in time. Raises NotFound and the refusals of `check_posting`."""
    today = now.astimezone(VIETNAM).date()
    found = await get_disclosure(session, org_id, disclosure_id, lock=True)
    until = check_posting(found.standing, posted_on, await terms_on(session, posted_on), today=today)
    values = {"posted_on": posted_on, "place": place, "stands_until": until, "posted_by": actor_id}
    await session.execute(_UPDATE.values(values), {"of_org": org_id, "of_id": disclosure_id})
    detail = {"posted_on": posted_on.isoformat(), "place": place}
    await _record(session, org_id, actor_id, now, "post_disclosure", disclosure_id, detail)
    return posted_on <= found.due_on


async def take_down_disclosure(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, disclosure_id: UUID, taken_down_on: date
) -> None:
    """It came down on a day. Raises NotFound and the refusals of `check_taking_down`."""
    found = await get_disclosure(session, org_id, disclosure_id, lock=True)
    check_taking_down(found.standing, taken_down_on, today=now.astimezone(VIETNAM).date())
    values = {"taken_down_on": taken_down_on, "taken_down_by": actor_id}
    await session.execute(_UPDATE.values(values), {"of_org": org_id, "of_id": disclosure_id})
    detail = {"taken_down_on": taken_down_on.isoformat()}
    await _record(session, org_id, actor_id, now, "take_down_disclosure", disclosure_id, detail)


async def _record(
    session: AsyncSession, org_id: UUID, actor_id: UUID, now: datetime, verb: str, disclosure_id: UUID,
    detail: dict[str, Any],
) -> None:  # fmt: skip
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb=verb, subject=("disclosure", disclosure_id),
        detail=detail,
    )  # fmt: skip
