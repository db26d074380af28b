"""What an alliance keeps in its own tenant: the yearly lists that were brought in."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from hoptac.kit.db import TENANT, Base, one_of

STATES = ("judged", "imported")


class RegistryImport(Base):
    """One uploaded list with the verdicts on its rows (msgpack), waiting for a yes or taken in.

    `result` (msgpack) says what taking it in did; empty until then.
    """

    __tablename__ = "registry_imports"
    __table_args__ = (
        CheckConstraint(one_of("state", STATES), name="state_is_known"),
        Index("ix_registry_imports_uploaded_at", "org_id", "uploaded_at"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(SmallInteger)
    filename: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    verdicts: Mapped[bytes] = mapped_column(LargeBinary)
    state: Mapped[str]
    result: Mapped[bytes] = mapped_column(LargeBinary)
    uploaded_by: Mapped[UUID]
    uploaded_at: Mapped[datetime]
