"""The long work of capital: bringing in a member list, issuing and printing certificates, forgetting old prints."""

import asyncio
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.capital.actions import issue_certificates
from hoptac.capital.actions.prints import ISSUE_JOB, MOST_PAGES, PRINT_JOB, forget_old_prints, keep_print
from hoptac.capital.documents import NothingToPrint, certificate_pdf
from hoptac.capital.importing import bring_in_list, import_members, judge_anew
from hoptac.capital.queries.certificates import list_by_ids
from hoptac.kit.calendar import today
from hoptac.kit.db import Database
from hoptac.kit.identifiers import new_id
from hoptac.kit.jobs import Handler, JobRun, request_job
from hoptac.kit.loops import SetApart, go_on
from hoptac.kit.tenancy import enter_tenant
from hoptac.members.imports.lists import read_list
from hoptac.members.imports.models import IMPORT_JOB
from hoptac.members.imports.queries import get_import
from hoptac.members.imports.refusals import RegisterChanged
from hoptac.organizations.queries import list_bookkeepers

READ_JOB = "read_member_list"
TIDY_EVERY_SECONDS = 6 * 3600


async def read_member_list(session: AsyncSession, run: JobRun) -> dict[str, Any]:
    """Understand and judge a list that was sent; a file that is none is refused and not kept."""
    task = run.task
    read = await asyncio.to_thread(read_list, task.content or b"", task.parameters["filename"])
    import_id = await bring_in_list(
        session, org_id=task.org_id, actor_id=task.requested_by, now=run.now, today=run.today, read=read
    )
    return {"import_id": str(import_id)}


async def bring_in_members(session: AsyncSession, run: JobRun) -> dict[str, Any]:
    """Bring the rows in as they were confirmed; where the register has changed, they are judged again instead."""
    task = run.task
    try:
        result = await import_members(
            session, org_id=task.org_id, actor_id=task.requested_by, import_id=task.subject_id, now=run.now,
            today=run.today, progress=run.progress,
        )  # fmt: skip
    except RegisterChanged:
        detail = await get_import(session, task.org_id, task.subject_id, lock=True)
        await judge_anew(session, org_id=task.org_id, detail=detail, today=run.today)
        return {"import_id": str(task.subject_id), "register_changed": True}
    return {"import_id": str(task.subject_id), "imported": result.imported}


async def issue_certificates_asked(session: AsyncSession, run: JobRun) -> dict[str, Any]:
    """Issue to all who were chosen and are due one, and have the certificates printed: issuing holds up every other deed on
    capital, so it is over before the printing begins."""
    task = run.task
    asked = task.parameters["party_ids"]
    ids = await issue_certificates(
        session, org_id=task.org_id, actor_id=task.requested_by, now=run.now, site_url=task.parameters["site_url"],
        q=task.parameters["q"], party_ids=None if asked is None else list(map(UUID, asked)),
    )  # fmt: skip
    job_id = await request_job(
        session, org_id=task.org_id, actor_id=task.requested_by, now=run.now, kind=PRINT_JOB,
        subject_id=task.subject_id, parameters={"certificate_ids": list(map(str, ids))},
    )  # fmt: skip
    return {"job_id": str(job_id), "issued": len(ids)}


async def print_certificates(session: AsyncSession, run: JobRun) -> dict[str, Any]:
    """Print certificates as they were issued, in the order of their numbers; a thousand to a file."""
    task = run.task
    ids = list(map(UUID, task.parameters["certificate_ids"]))
    found = await list_by_ids(session, task.org_id, ids)
    if not found:
        raise NothingToPrint
    run.progress.expect(len(found))
    for start in range(0, len(found), MOST_PAGES):
        contents = [certificate.contents for certificate in found[start : start + MOST_PAGES]]
        content = await asyncio.to_thread(certificate_pdf, contents, laid_out=run.progress.step)
        await keep_print(
            session, org_id=task.org_id, actor_id=task.requested_by, now=run.now, kind="certificates",
            count=len(contents), request_key=new_id() if start else task.subject_id, content=content,
        )  # fmt: skip
    return {"printed": len(found)}


async def tidy_prints(database: Database, *, today: Callable[[], date] = today) -> int:
    """Delete the printed files of every organization whose time is over; how many."""
    async with database.begin() as session:
        keepers = await list_bookkeepers(session)
    forgotten = 0
    for org_id, _slug in keepers:
        with SetApart("prints_not_tidied", org_id=str(org_id)):
            async with enter_tenant(database, org_id) as session:
                forgotten += await forget_old_prints(session, org_id, today())
    return forgotten


async def keep_tidy(database: Database) -> None:
    """The worker's loop; ends when its task is cancelled."""

    async def turn() -> float:
        await tidy_prints(database)
        return TIDY_EVERY_SECONDS

    await go_on(turn, "prints_not_looked_at", longest_wait_seconds=TIDY_EVERY_SECONDS)


JOBS: dict[str, Handler] = {
    READ_JOB: read_member_list,
    IMPORT_JOB: bring_in_members,
    ISSUE_JOB: issue_certificates_asked,
    PRINT_JOB: print_certificates,
}
