"""Writing a version of the charter down, and keeping its text."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy import Uuid, bindparam, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit import audit
from hoptac.kit.calendar import VIETNAM
from hoptac.kit.errors import NotFound
from hoptac.kit.identifiers import new_id
from hoptac.kit.stored_files import store_file
from hoptac.organizations.charter.models import VERSIONS
from hoptac.organizations.charter.queries import everything_said, find_by_request, find_version, last_number
from hoptac.organizations.charter.refusals import NothingSaid, TextKeptAlready, WrittenMeanwhile
from hoptac.organizations.charter.rules import Adoption, Facts, Value, check_adoption, check_text, value_of
from hoptac.organizations.terms import set_term

# Files of an organization are stored one after another: the key is that of the papers, whoever stores one.
_LOCK = select(func.pg_advisory_xact_lock(func.hashtextextended(bindparam("key"), 0)))
_INSERT = insert(VERSIONS)
_KEEP_TEXT = (
    update(VERSIONS)
    .where(
        VERSIONS.c.org_id == bindparam("of_org", type_=Uuid()),
        VERSIONS.c.id == bindparam("of_version", type_=Uuid()),
        VERSIONS.c.file_id.is_(None),
    )
    .values(file_id=bindparam("text_id", type_=Uuid()))
)


class Text(msgspec.Struct, frozen=True):
    """The text of the charter as it was sent."""

    name: str
    content: bytes


class Adopted(msgspec.Struct, frozen=True):
    """The version; `is_new` is False where the same form had been sent before."""

    id: UUID
    number: int
    is_new: bool = True


async def adopt_charter(
    session: AsyncSession,
    *,
    org_id: UUID,
    actor_id: UUID,
    now: datetime,
    adoption: Adoption,
    facts: Facts,
    request_key: UUID,
    seen_number: int,
    text: Text | None = None,
) -> Adopted:
    """Write a version with every clause that it changes; nothing recorded before is touched.

    The same `request_key` again is the same version. `seen_number` is the last version the form was made by: raises
    WrittenMeanwhile where there is a later one, NothingSaid for a version without a change and without a text, and the
    refusals of `check_adoption` (Law 17/2023/QH15 Art. 40) and `check_text`.
    """
    await session.execute(_LOCK, {"key": f"papers {org_id}"})
    number = await last_number(session, org_id)
    before = await find_by_request(session, org_id, request_key)
    if before is not None:
        return Adopted(before, number, is_new=False)
    if seen_number != number:
        raise WrittenMeanwhile
    said = await everything_said(session, org_id)
    standing = said.on(adoption.valid_from)
    facts = msgspec.structs.replace(facts, activity_field=said.activity_field)
    check_adoption(adoption, standing, said.parameters, facts, today=now.astimezone(VIETNAM).date())
    changes = {key: value for key, value in adoption.changes.items() if value != value_of(standing, key)}
    if text is not None:
        check_text(text.content)
    elif not changes:
        raise NothingSaid
    file_id = await store_file(session, org_id, name=text.name, content=text.content, at=now) if text else None
    version_id = new_id()
    row = {"org_id": org_id, "id": version_id, "number": number + 1, "file_id": file_id, "request_key": request_key}
    row |= {"adopted_on": adoption.adopted_on, "resolution": adoption.resolution, "valid_from": adoption.valid_from}
    await session.execute(_INSERT, row | {"recorded_by": actor_id, "recorded_at": now})
    for key, value in changes.items():
        await set_term(
            session, org_id=org_id, actor_id=actor_id, now=now, key=key, valid_from=adoption.valid_from,
            value=value if isinstance(value, int) else None, words=value if isinstance(value, str) else None,
            basis=adoption.resolution, version_id=version_id,
        )  # fmt: skip
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="adopt_charter",
        subject=("charter_version", version_id),
        detail={"number": number + 1, "resolution": adoption.resolution}
        | {"adopted_on": adoption.adopted_on.isoformat(), "valid_from": adoption.valid_from.isoformat()}
        | {"changes": _told(changes, {key: value_of(standing, key) for key in changes})},
    )  # fmt: skip
    return Adopted(version_id, number + 1)


def _told(changes: Mapping[str, Value], before: Mapping[str, Value]) -> dict[str, list[Value]]:
    """Each clause with what it said and what it says."""
    return {key: [before[key], value] for key, value in changes.items()}


async def keep_text(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, version_id: UUID, text: Text
) -> None:
    """Keep the text of a version that was written without one. Raises NotFound, TextKeptAlready and what `check_text` raises."""
    check_text(text.content)
    await session.execute(_LOCK, {"key": f"papers {org_id}"})
    version = await find_version(session, org_id, version_id)
    if version is None:
        raise NotFound
    if version.file_id is not None:
        raise TextKeptAlready
    file_id = await store_file(session, org_id, name=text.name, content=text.content, at=now)
    await session.execute(_KEEP_TEXT, {"of_org": org_id, "of_version": version_id, "text_id": file_id})
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="keep_charter_text",
        subject=("charter_version", version_id), detail={"file_id": str(file_id), "name": text.name},
    )  # fmt: skip
