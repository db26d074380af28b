"""The organization's own values of dated parameters: what the law or the accounting regime leaves to it, in a number or in
words. What the charter sets is read through `hoptac.organizations.charter`."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, Uuid, bindparam, insert, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from hoptac.kit.db import TENANT, Base
from hoptac.kit.prepared import Prepared

DEFAULTS: Mapping[str, int] = {
    "accounting.approval": 0,
    "accounting.tracks_internal": 0,
    "accounting.vat_deduction": 0,
    "accounting.external_expense_percent": -1,
    "accounting.stock_costing": 0,
}
"""`approval`: 0 nobody, 1 payments, 2 every voucher needs a second pair of eyes. `tracks_internal`: internal transactions
are kept apart (Law 17/2023/QH15, Art. 91.2). `vat_deduction`: VAT by the deduction method; else direct or exempt.
`external_expense_percent`: how much of 642 is closed to 9111, the rest to 9112 (TT 71/2024, 642 and 911); -1 in proportion
to the net revenue of the two. `stock_costing`: 0 weighted average after each receipt, 1 of the month (TT 71/2024, TK 152,
156)."""

POSTING_RULE = "posting_rule."
"""How the key of a term begins that switches a rule of posting on (1) or off (0)."""
TRANSFERS = POSTING_RULE + "CAP-04"
"""Contributions may pass between members: the charter's choice, off until it is made."""


class OrganizationTerm(Base):
    """One value from `valid_from` on, in force until the next one; `basis` says what it rests on (a resolution, the charter).
    Never changed: of two of the same day the one set last counts. With neither a number nor words nothing is set any more."""

    __tablename__ = "organization_terms"
    __table_args__ = (
        ForeignKeyConstraint(["org_id", "version_id"], ["charter_versions.org_id", "charter_versions.id"]),
        CheckConstraint("num_nonnulls(value, words) <= 1 AND words <> ''", name="number_or_words"),
        Index(
            "ix_organization_terms_version_id",
            *("org_id", "version_id"),
            postgresql_where=text("version_id IS NOT NULL"),
        ),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    set_at: Mapped[datetime] = mapped_column(primary_key=True)
    value: Mapped[int | None]
    words: Mapped[str | None]
    version_id: Mapped[UUID | None]
    """The version of the charter that says it."""
    basis: Mapped[str]
    set_by: Mapped[UUID]


_terms = OrganizationTerm.__table__.c
_ON_DAY = Prepared(
    select(_terms.key, _terms.value)
    .where(_terms.org_id == bindparam("org_id", type_=Uuid()), _terms.valid_from <= bindparam("day"))
    .order_by(_terms.key, _terms.valid_from, _terms.set_at)
)
_SET = insert(OrganizationTerm)


async def terms_on(session: AsyncSession, org_id: UUID, day: date) -> dict[str, int]:
    """Every number in force on a day, those never set by their default."""
    found = await _ON_DAY.rows(session, {"org_id": org_id, "day": day})
    in_force = {row[0]: row[1] for row in found}
    return dict(DEFAULTS) | {key: value for key, value in in_force.items() if value is not None}


async def set_term(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, key: str, value: int | None, valid_from: date,
    basis: str, words: str | None = None, version_id: UUID | None = None,
) -> None:  # fmt: skip
    """Set a value from a day on. Whoever calls has checked that the value is lawful."""
    row = {"org_id": org_id, "key": key, "valid_from": valid_from, "value": value, "words": words, "basis": basis}
    await session.execute(_SET, row | {"version_id": version_id, "set_by": actor_id, "set_at": now})
