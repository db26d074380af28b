"""The long work of the bank: printing letters to many members."""

import asyncio
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.bank.documents import reminder_pdf
from hoptac.bank.queries.accounts import list_accounts
from hoptac.bank.refusals import NobodyUnpaid
from hoptac.capital.actions.prints import MOST_PAGES, REMIND_JOB
from hoptac.capital.actions.reminders import record_reminders
from hoptac.capital.queries.certificates import list_holders
from hoptac.capital.queries.unpaid import all_unpaid
from hoptac.kit.identifiers import new_id
from hoptac.kit.jobs import Handler, JobRun


async def print_reminders(session: AsyncSession, run: JobRun) -> dict[str, Any]:
    """A letter to each of those chosen who still owes, or to all who are late; a thousand to a file. Each is recorded."""
    task = run.task
    asked = task.parameters["party_ids"]
    rows = await all_unpaid(
        session, task.org_id, today=run.today, standing="late" if asked is None else "", q=task.parameters["q"],
        party_ids=None if asked is None else list(map(UUID, asked)),
    )  # fmt: skip
    if not rows:
        raise NobodyUnpaid
    holders = await list_holders(session, task.org_id, [row.id for row in rows])
    account = next((one for one in await list_accounts(session, task.org_id) if one.is_for_qr), None)
    run.progress.expect(len(rows))
    for start in range(0, len(rows), MOST_PAGES):
        part = rows[start : start + MOST_PAGES]
        content = await asyncio.to_thread(
            reminder_pdf, part, holders, account, today=run.today, laid_out=run.progress.step
        )
        await record_reminders(
            session, org_id=task.org_id, actor_id=task.requested_by, now=run.now, rows=part, content=content,
            request_key=new_id() if start else task.subject_id,
        )  # fmt: skip
    return {"printed": len(rows)}


JOBS: dict[str, Handler] = {REMIND_JOB: print_reminders}
