"""Asking one organization what waits in it."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.alliance.imports.queries import list_imports as list_registry_imports
from hoptac.bank.queries.accounts import list_accounts, states_of_accounts
from hoptac.closing.actions import propose_year_end
from hoptac.closing.queries.checks import last_check
from hoptac.closing.queries.month import first_open_month
from hoptac.identity.permissions import Permission
from hoptac.inbox.rules import BankWaiting, Waiting
from hoptac.ledger import filed_years
from hoptac.ledger.entries import month_of
from hoptac.ledger.queries.entries import find_edges
from hoptac.members.imports.queries import list_imports
from hoptac.statements.rules.filing import due_on
from hoptac.tasks.queries.registers import list_seen
from hoptac.tasks.reading import read_tasks
from hoptac.tasks.rules.task import counts
from hoptac.vouchers.papers.queries.invoices import count_waiting
from hoptac.vouchers.queries import list_open


async def read_books(
    session: AsyncSession, org_id: UUID, person_id: UUID, may: Collection[Permission], today: date
) -> Waiting:
    """What waits in an organization that keeps its books here."""
    vouchers = await list_open(session, org_id)
    check = await last_check(session, org_id)
    year = today.year - 1
    edges = await find_edges(session, org_id)
    had_last_year = edges is not None and edges[0].year <= year
    is_filed = had_last_year and year in await filed_years(session, org_id)
    is_to_close = had_last_year and not is_filed and not (await propose_year_end(session, org_id, year)).is_current
    duties = (0, 0)
    if Permission.READ_TASKS in may:
        seen = await list_seen(session, org_id, person_id)
        duties = counts(await read_tasks(session, org_id, today), may, seen, today)
    return Waiting(
        to_approve=sum(one.state == "submitted" and one.prepared_by != person_id for one in vouchers),
        to_post=sum(one.state == "approved" for one in vouchers),
        drafts=sum(one.state == "draft" and one.prepared_by == person_id for one in vouchers),
        invoices=await count_waiting(session, org_id),
        bank=await _bank(session, org_id),
        imports=sum(one.state != "done" for one in await list_imports(session, org_id)),
        open_month=await first_open_month(session, org_id, before=month_of(today)),
        year_to_close=year if is_to_close else None,
        year_to_file=year if had_last_year and not is_filed else None,
        filing_due_on=due_on(year) if had_last_year and not is_filed else None,
        faults=len(check.findings) if check else 0,
        duties_overdue=duties[0],
        duties_soon=duties[1],
    )


async def _bank(session: AsyncSession, org_id: UUID) -> tuple[BankWaiting, ...]:
    states = await states_of_accounts(session, org_id)
    return tuple(
        BankWaiting(
            account.label,
            f"bank/accounts/{account.id}/lines",
            state.open_lines,
            state.open_in_dong,
            state.open_out_dong,
        )
        for account in (await list_accounts(session, org_id) if states else ())
        if (state := states.get(account.id))
    )


async def read_alliance(session: AsyncSession, org_id: UUID) -> Waiting:
    """What waits at an alliance."""
    imports = await list_registry_imports(session, org_id)
    return Waiting(registry_imports=sum(one.state != "done" for one in imports))
