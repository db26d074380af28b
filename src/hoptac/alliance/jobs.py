"""The long work of bringing in a yearly list: reading it, and taking it into the registry and the figures."""

import asyncio
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.alliance.importing import take_in_list
from hoptac.alliance.imports.actions import bring_in_list, judge_again
from hoptac.alliance.imports.lists import read_list
from hoptac.alliance.imports.models import IMPORT_JOB
from hoptac.alliance.imports.queries import declared_by_rollup, get_import
from hoptac.alliance.refusals import RegistryChanged
from hoptac.kit.jobs import Handler, JobRun, Sweep
from hoptac.kit.tenancy import Visit
from hoptac.organizations.queries import get_alliance

READ_JOB = "read_registry_list"


async def read_registry_list(session: AsyncSession, run: JobRun) -> dict[str, Any]:
    """Understand and judge a list that was sent; a file that is none is refused and not kept."""
    task = run.task
    read = await asyncio.to_thread(read_list, task.content or b"", task.parameters["filename"])
    alliance = await get_alliance(session, task.org_id)
    import_id = await bring_in_list(
        session, alliance=alliance, actor_id=task.requested_by, now=run.now, today=run.today, read=read,
        year=task.parameters["year"], declared_of=declared_by_rollup(run.rollup, alliance.path),
    )  # fmt: skip
    return {"import_id": str(import_id)}


async def take_in_registry_list(session: AsyncSession, visit: Visit, run: JobRun) -> dict[str, Any]:
    """Take the rows in as they were confirmed; where the registry has changed, they are judged again instead."""
    task = run.task
    alliance = await get_alliance(session, task.org_id)
    declared_of = declared_by_rollup(run.rollup, alliance.path)
    try:
        taken = await take_in_list(
            session, visit, alliance=alliance, declared_of=declared_of, actor_id=task.requested_by,
            import_id=task.subject_id, now=run.now, today=run.today, progress=run.progress,
        )  # fmt: skip
    except RegistryChanged:
        detail = await get_import(session, task.org_id, task.subject_id, lock=True)
        await judge_again(session, alliance=alliance, detail=detail, today=run.today, declared_of=declared_of)
        return {"registry_changed": True}
    return {"taken_in": len(taken.rows), "year": task.parameters["year"]}


JOBS: dict[str, Handler | Sweep] = {READ_JOB: read_registry_list, IMPORT_JOB: Sweep(take_in_registry_list)}
