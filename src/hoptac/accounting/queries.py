"""Every SELECT of the choices about the books."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import Uuid, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.accounting.rules import TermRow
from hoptac.identity.models import Person
from hoptac.ledger import account_book
from hoptac.ledger.charts import INTERNAL_ACCOUNTS
from hoptac.organizations.terms import OrganizationTerm

_terms = OrganizationTerm.__table__.c
_ALL = (
    select(_terms.key, _terms.valid_from, _terms.value, _terms.basis, func.coalesce(Person.name, ""))
    .outerjoin(Person, Person.id == _terms.set_by)
    .where(_terms.org_id == bindparam("org_id", type_=Uuid()), _terms.value.is_not(None))
    .order_by(_terms.key, _terms.valid_from.desc(), _terms.set_at.desc())
)


async def list_terms(session: AsyncSession, org_id: UUID) -> list[TermRow]:
    """Every number ever set, choice by choice, the last one first."""
    return [TermRow(*row) for row in await session.execute(_ALL, {"org_id": org_id})]


async def first_internal_movement(
    session: AsyncSession, org_id: UUID, *, from_on: date, before: date
) -> tuple[str, date] | None:
    """Account and day of the first movement of internal transactions in the days from `from_on` to before `before`."""
    to_on = before - timedelta(days=1)
    found = [
        (line.entry_on, line.account)
        for account in INTERNAL_ACCOUNTS
        for line in await account_book(session, org_id, account, from_on=from_on, to_on=to_on, limit=1)
    ]
    return next(((account, day) for day, account in sorted(found)), None)
