"""The long work of bringing in a member list: reading it, and writing it into the register and the books."""

import asyncio
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.capital.importing import bring_in_list, import_members, judge_anew
from hoptac.kit.jobs import Handler, JobRun
from hoptac.members.imports.lists import read_list
from hoptac.members.imports.models import IMPORT_JOB
from hoptac.members.imports.queries import get_import
from hoptac.members.imports.refusals import RegisterChanged

READ_JOB = "read_member_list"


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


JOBS: dict[str, Handler] = {READ_JOB: read_member_list, IMPORT_JOB: bring_in_members}
