"""Asking for a register as a file, and keeping the file for who asked."""

from datetime import date, datetime, timedelta
from typing import Any, Literal
from uuid import UUID

import msgspec
from sqlalchemy import bindparam, delete, insert
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit import audit
from hoptac.kit.db import Base
from hoptac.kit.jobs import request_job
from hoptac.kit.sealing import seal
from hoptac.registers.models import PLACE, RegisterPrint

PRINT_JOB = "print_register"
KEPT_FOR = timedelta(days=1)

What = Literal["members", "contributions"]
WHATS: tuple[What, ...] = ("members", "contributions")
Format = Literal["pdf", "xlsx"]
FORMATS: tuple[Format, ...] = ("pdf", "xlsx")

_prints = Base.metadata.tables[RegisterPrint.__tablename__]
_INSERT = insert(_prints)
_DELETE_OLD = delete(_prints).where(
    _prints.c.org_id == bindparam("of_org"), _prints.c.made_at < bindparam("made_before")
)


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """Which register, of which day, as what. `every_kind`: with associates who do not contribute; `is_open`: with whole
    identity numbers."""

    what: What
    day: date
    format: Format
    language: str
    every_kind: bool = False
    is_open: bool = False


async def request_print(session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, asked: Asked) -> UUID:
    """Ask for a register as a file; the job's id. A look at whole identity numbers is written down."""
    job_id = await request_job(
        session, org_id=org_id, actor_id=actor_id, now=now, kind=PRINT_JOB, parameters=msgspec.to_builtins(asked)
    )
    if asked.is_open:
        await audit.record(
            session, org_id=org_id, person_id=actor_id, at=now, verb="open_identity_numbers",
            subject=("member_register", job_id), detail={"day": asked.day.isoformat(), "format": asked.format},
        )  # fmt: skip
    return job_id


async def keep_print(
    session: AsyncSession, *, org_id: UUID, print_id: UUID, actor_id: UUID, now: datetime, name: str, media_type: str,
    content: bytes,
) -> None:  # fmt: skip
    """Keep a file, and let go of those that have been kept for a day."""
    await session.execute(_DELETE_OLD, {"of_org": org_id, "made_before": now - KEPT_FOR})
    row: dict[str, Any] = {"org_id": org_id, "id": print_id, "requested_by": actor_id, "made_at": now}
    await session.execute(
        _INSERT, row | {"name": name, "media_type": media_type, "content": seal(org_id, PLACE, content)}
    )
