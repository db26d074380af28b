"""The table of items."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from hoptac.kit.db import TENANT, Base, KeyText, one_of

KINDS = ("material", "goods", "product")


class Item(Base):
    """One item; `code_key`, `sort_key` and `search_key` are made from code and name by the application. A retired one is no
    longer suggested; it is never deleted, lines of the ledger name it."""

    __tablename__ = "items"
    __table_args__ = (
        UniqueConstraint("org_id", "code_key"),
        CheckConstraint(one_of("kind", KINDS), name="kind_is_known"),
        CheckConstraint("name <> '' AND unit <> '' AND code <> ''", name="says_what_it_is"),
        Index("ix_items_sort_key", "org_id", "sort_key", "id"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    code: Mapped[str]
    code_key: Mapped[KeyText]
    name: Mapped[str]
    unit: Mapped[str]
    kind: Mapped[str]
    sort_key: Mapped[KeyText]
    search_key: Mapped[KeyText]
    is_retired: Mapped[bool] = mapped_column(server_default=false())
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
