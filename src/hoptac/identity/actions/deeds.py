"""Writing down what was done to people, seats and the registry, in the transaction of the deed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.identity.models import PlatformDeed
from hoptac.kit.identifiers import new_id

INSERT = insert(PlatformDeed)


async def record_deed(
    session: AsyncSession,
    verb: str,
    subject: tuple[str, UUID],
    *,
    actor_id: UUID,
    now: datetime,
    org_id: UUID | None = None,
    detail: dict[str, Any] | None = None,
) -> None:
    """Write one deed; `verb` is one of `hoptac.identity.deeds`, `subject` its kind and id, `detail` what changed (no
    passwords, no phone numbers)."""
    row = {"id": new_id(), "at": now, "actor_id": actor_id, "verb": verb, "subject_kind": subject[0]}
    await session.execute(INSERT, row | {"subject_id": subject[1], "org_id": org_id, "detail": detail or {}})
