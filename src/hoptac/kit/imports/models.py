"""The tables every import shares."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hoptac.kit.db import TENANT, Base


class StoredFile(Base):
    """A file as it was sent, kept once however often it is sent."""

    __tablename__ = "stored_files"
    __table_args__ = (UniqueConstraint("org_id", "sha256"), TENANT)

    org_id: Mapped[UUID] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    sha256: Mapped[bytes] = mapped_column(LargeBinary)
    name: Mapped[str]
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime]


class ImportMapping(Base):
    """How lists of one kind ("members", "registry") and one shape were read the last time somebody confirmed one."""

    __tablename__ = "import_mappings"
    __table_args__ = (TENANT,)

    org_id: Mapped[UUID] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    list_kind: Mapped[str] = mapped_column(primary_key=True)
    shape_key: Mapped[str] = mapped_column(primary_key=True)
    mapping: Mapped[bytes] = mapped_column(LargeBinary)
    """Msgpack of `hoptac.kit.tables.Mapping`."""
