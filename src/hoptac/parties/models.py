"""The table of parties."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, SmallInteger, UniqueConstraint, false
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
        CheckConstraint(
            "num_nonnulls(sealed_identity_number, identity_number_index) IN (0, 2)", name="number_has_its_index"
        ),
        CheckConstraint("erased_on >= restricted_on", name="restricted_before_erased"),
        CheckConstraint("erased_on IS NULL OR restricted_on IS NOT NULL", name="erased_in_two_phases"),
        UniqueConstraint("org_id", "identity_number_index"),
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
    sealed_identity_number: Mapped[bytes | None] = mapped_column(LargeBinary)
    """Of a person the citizen's number, of an organization its registration code; sensitive, opened by
    `hoptac.parties.identity_numbers`, shown masked."""
    identity_number_index: Mapped[bytes | None] = mapped_column(LargeBinary)
    """What the number is found by: its fingerprint."""
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
    restricted_on: Mapped[date | None]
    """Since when what is left of a person is kept and not used: erasure, phase one (`hoptac.personal_data`)."""
    erased_on: Mapped[date | None]
    """Since when a pseudonym stands in the place of the name: phase two."""
    created_at: Mapped[datetime]
