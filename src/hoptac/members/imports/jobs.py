"""The long work of bringing members up to date from a list."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.jobs import Handler, JobRun
from hoptac.members.imports.queries import get_import
from hoptac.members.imports.updating import told, update_from_list

UPDATE_JOB = "update_members"
"""Its subject is the import whose list is followed."""


async def update_members(session: AsyncSession, run: JobRun) -> dict[str, Any]:
    """Take over what was chosen."""
    task = run.task
    detail = await get_import(session, task.org_id, task.subject_id, lock=True)
    updated = await update_from_list(
        session, org_id=task.org_id, actor_id=task.requested_by, now=run.now, detail=detail,
        mode=task.parameters["mode"], chosen=set(task.parameters["chosen"]), progress=run.progress,
    )  # fmt: skip
    return told(updated)


JOBS: dict[str, Handler] = {UPDATE_JOB: update_members}
