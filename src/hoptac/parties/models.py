"""The table of parties."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from hoptac.kit.countries import VIETNAM
from hoptac.kit.db import TENANT, Base, KeyText, one_of

KINDS = ("individual", "household", "group", "organization")
GENDERS = ("male", "female")


class Party(Base):
    """One party; `sort_key` and `search_key` are made from `name` by the application."""

    __tablename__ = "parties"
    __table_args__ = (
        CheckConstraint(one_of("kind", KINDS), name="kind_is_known"),
        CheckConstraint(f"gender IS NULL OR {one_of('gender', GENDERS)}", name="gender_is_known"),
        CheckConstraint("name <> ''", name="has_a_name"),
        CheckConstraint("nationality ~ '^[A-Z]{2}$'", name="nationality_is_a_code"),
        CheckConstraint("kind <> 'organization' OR nationality = 'VN'", name="organizations_are_vietnamese"),
        CheckConstraint("kind = 'organization' OR NOT is_foreign_invested", name="people_are_no_investments"),
        UniqueConstraint("org_id", "identity_number"),
        Index("ix_parties_sort_key", "org_id", "sort_key", "id"),
        Index("ix_parties_search_key", "org_id", "search_key"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    name: Mapped[str]
    sort_key: Mapped[KeyText]
    search_key: Mapped[KeyText]
    gender: Mapped[str | None]
    born_on: Mapped[date | None]
    born_year: Mapped[int | None] = mapped_column(SmallInteger)
    """Also where the day is known."""
    identity_number: Mapped[str | None]
    """Of a person the citizen's number, of an organization its registration code; sensitive, shown masked."""
    identity_issued_on: Mapped[date | None]
    phone: Mapped[str | None]
    address: Mapped[str | None]
    hamlet: Mapped[str | None]
    note: Mapped[str | None]
    nationality: Mapped[str] = mapped_column(server_default=VIETNAM)
    """ISO 3166-1 alpha-2. A member that is a legal person is a Vietnamese one (Law 17/2023/QH15 Art. 30.1)."""
    is_foreign_invested: Mapped[bool] = mapped_column(server_default=false())
    """A legal person with foreign investment (tổ chức kinh tế có vốn đầu tư nước ngoài)."""
    representative_name: Mapped[str | None]
    """Who speaks for a household, group or body without legal personality (Law 17/2023/QH15 Art. 30.1)."""
    representative_relation: Mapped[str | None]
    representative_phone: Mapped[str | None]
    created_at: Mapped[datetime]
