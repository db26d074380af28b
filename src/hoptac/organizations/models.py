"""Organizations, areas, and the law's dated numbers."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from hoptac.kit.db import REFERENCE, Base, KeyText, one_of
from hoptac.organizations.names import FIELDS, KINDS

AREA_KINDS = ("province", "district", "commune")


class Area(Base):
    """An administrative unit with the dates in which it existed; districts ended on 30 June 2025."""

    __tablename__ = "areas"
    __table_args__ = (
        CheckConstraint(one_of("kind", AREA_KINDS), name="kind_is_known"),
        Index("ix_areas_parent_id", "parent_id"),
        REFERENCE,
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    code: Mapped[str | None] = mapped_column(unique=True)
    """The State's code; empty for a district known only from an alliance's own lists."""
    kind: Mapped[str]
    name: Mapped[str]
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("areas.id"))
    alliance_id: Mapped[UUID | None]
    """Set for a district that an alliance's list named: it belongs to that alliance's territory."""
    sort_key: Mapped[KeyText]
    search_key: Mapped[KeyText]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]


class Organization(Base):
    """One organization of the registry, whether or not it keeps its books here."""

    __tablename__ = "organizations"
    __table_args__ = (
        CheckConstraint(one_of("kind", KINDS), name="kind_is_known"),
        CheckConstraint(f"activity_field IS NULL OR {one_of('activity_field', FIELDS)}", name="field_is_known"),
        Index("ix_organizations_alliance_path", "alliance_path", "sort_key", "id"),
        Index("ix_organizations_alliance_id", "alliance_id"),
        Index("ix_organizations_sort_key", "sort_key", "id"),
        REFERENCE,
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    name: Mapped[str]
    short_name: Mapped[str]
    sort_key: Mapped[KeyText]
    search_key: Mapped[KeyText]
    registration_code: Mapped[str | None] = mapped_column(unique=True)
    alliance_id: Mapped[UUID | None] = mapped_column(ForeignKey("organizations.id"))
    alliance_path: Mapped[KeyText]
    """Slugs from the top alliance down, each ended by a dot (`can-tho.`); the roll-up role reads by this prefix."""
    area_id: Mapped[UUID | None] = mapped_column(ForeignKey("areas.id"))
    commune_name: Mapped[str]
    activity_field: Mapped[str | None]
    founded_year: Mapped[int | None] = mapped_column(SmallInteger)
    head_office: Mapped[str]
    legal_representative: Mapped[str]
    legal_representative_title: Mapped[str]
    phone: Mapped[str | None]
    email: Mapped[str | None]
    keeps_books: Mapped[bool]
    created_at: Mapped[datetime]


class LegalParameter(Base):
    """A number of the law or of a decree, with the day it came into force and the article it stands in."""

    __tablename__ = "legal_parameters"
    __table_args__ = (REFERENCE,)

    key: Mapped[str] = mapped_column(primary_key=True)
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    value: Mapped[int]
    unit: Mapped[str]
    basis: Mapped[str]
    confidence: Mapped[str]
