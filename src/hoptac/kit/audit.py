"""The audit log: who did what to which row of an organization, written in the same transaction as the deed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, insert
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from hoptac.kit.db import TENANT, Base
from hoptac.kit.identifiers import new_id
from hoptac.kit.prepared import Prepared


class AuditRecord(Base):
    """One deed; never changed and never deleted by the app's role."""

    __tablename__ = "audit_records"
    __table_args__ = (Index("ix_audit_records_subject", "org_id", "subject_kind", "subject_id"), TENANT)

    org_id: Mapped[UUID] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    person_id: Mapped[UUID]
    verb: Mapped[str]
    subject_kind: Mapped[str]
    subject_id: Mapped[UUID]
    detail: Mapped[dict[str, Any]] = mapped_column(JSONB)


INSERT = Prepared(insert(Base.metadata.tables[AuditRecord.__tablename__]))
SYSTEM = UUID(int=0)
"""Who acts when the command line does: nobody who signs in."""


async def record(
    session: AsyncSession,
    *,
    org_id: UUID,
    person_id: UUID,
    at: datetime,
    verb: str,
    subject: tuple[str, UUID],
    detail: dict[str, Any] | None = None,
) -> None:
    """Write one deed; `subject` is its kind and id, `detail` what changed in plain values (no identity numbers)."""
    row = {"org_id": org_id, "id": new_id(), "at": at, "person_id": person_id, "verb": verb, "detail": detail or {}}
    await INSERT.run(session, row | {"subject_kind": subject[0], "subject_id": subject[1]})
