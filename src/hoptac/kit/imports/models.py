"""The table of remembered mappings."""

from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from hoptac.kit.db import TENANT, Base


class ImportMapping(Base):
    """How lists of one kind ("members", "registry") and one shape were read the last time somebody confirmed one."""

    __tablename__ = "import_mappings"
    __table_args__ = (TENANT,)

    org_id: Mapped[UUID] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    list_kind: Mapped[str] = mapped_column(primary_key=True)
    shape_key: Mapped[str] = mapped_column(primary_key=True)
    mapping: Mapped[bytes] = mapped_column(LargeBinary)
    """Msgpack of `hoptac.kit.tables.Mapping`."""
