"""The table of files that were made for a person to fetch."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from hoptac.kit.db import TENANT, Base

PLACE = "register_prints.content"


class RegisterPrint(Base):
    """One register as a file, under the id of the job that made it. It is for who asked for it, and goes after a day: it may
    hold identity numbers, so it is sealed, and can be made again whenever it is wanted."""

    __tablename__ = "register_prints"
    __table_args__ = (Index("ix_register_prints_made_at", "org_id", "made_at"), TENANT)

    org_id: Mapped[UUID] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    media_type: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    requested_by: Mapped[UUID]
    made_at: Mapped[datetime]
