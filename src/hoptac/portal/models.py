"""Tables of the members' access: paper codes and the links made by them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, LargeBinary, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hoptac.kit.db import TENANT, Base, one_of

CODE_ENDS = ("used", "replaced", "withdrawn")


class MemberCode(Base):
    """A one-time code printed for one member; only its hash is kept. Used once, or dead by a later one or by the board."""

    __tablename__ = "member_codes"
    __table_args__ = (
        ForeignKeyConstraint(["org_id", "party_id"], ["parties.org_id", "parties.id"]),
        UniqueConstraint("org_id", "code_hash"),
        UniqueConstraint("org_id", "request_key", "party_id"),
        CheckConstraint(one_of("ended_how", CODE_ENDS), name="end_is_known"),
        CheckConstraint("(ended_at IS NULL) = (ended_how IS NULL)", name="end_is_whole"),
        CheckConstraint("(used_by IS NOT NULL) = (ended_how IS NOT DISTINCT FROM 'used')", name="used_by_somebody"),
        Index("uq_member_codes_open", "org_id", "party_id", unique=True, postgresql_where="ended_at IS NULL"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    party_id: Mapped[UUID]
    request_key: Mapped[UUID]
    """Made with the form: the same form sent twice prints the same codes."""
    code_hash: Mapped[bytes] = mapped_column(LargeBinary)
    made_by: Mapped[UUID]
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_how: Mapped[str | None]
    used_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))


class MemberLink(Base):
    """That a person reads one party's page: made by a paper code, ended by the board or by a later code used by somebody
    else. The id is that of the person's `member_accesses`."""

    __tablename__ = "member_links"
    __table_args__ = (
        ForeignKeyConstraint(["org_id", "party_id"], ["parties.org_id", "parties.id"]),
        ForeignKeyConstraint(["org_id", "code_id"], ["member_codes.org_id", "member_codes.id"]),
        CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name="end_is_whole"),
        Index("uq_member_links_open", "org_id", "party_id", unique=True, postgresql_where="ended_at IS NULL"),
        Index("ix_member_links_code_id", "org_id", "code_id"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    party_id: Mapped[UUID]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    code_id: Mapped[UUID]
    linked_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[UUID | None]


def _table(model: type[Base]) -> Table:
    return Base.metadata.tables[model.__tablename__]


MEMBER_CODES, MEMBER_LINKS = _table(MemberCode), _table(MemberLink)
