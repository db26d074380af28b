"""The long work of an opening: reading a list, and posting it."""

import asyncio
from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.errors import Refusal, Refusals
from hoptac.kit.jobs import Handler, JobRun
from hoptac.kit.language import Message
from hoptac.opening.importing import bring_in_list, post_import, read_list
from hoptac.opening.models import POST_JOB

READ_JOB = "read_opening"


async def read_opening(session: AsyncSession, run: JobRun) -> dict[str, Any]:
    """Understand and judge a list that was sent; a file that is none is refused and not kept."""
    task = run.task
    read = await asyncio.to_thread(read_list, task.content or b"", task.parameters["filename"])
    told = task.parameters.get("first_on")
    import_id = await bring_in_list(
        session, org_id=task.org_id, actor_id=task.requested_by, now=run.now, today=run.today, read=read,
        first_on=date.fromisoformat(told) if told else None,
    )  # fmt: skip
    return {"import_id": str(import_id)}


async def post_list(session: AsyncSession, run: JobRun) -> dict[str, Any]:
    """Post a list as it was confirmed."""
    task = run.task
    try:
        posted = await post_import(
            session, org_id=task.org_id, actor_id=task.requested_by, import_id=task.subject_id, now=run.now
        )
    except Refusals as refused:  # a job ends with one sentence
        first = refused.refusals[0]
        raise Refusal(Message("%(sentence)s", {"sentence": first.whole()})) from refused
    return {"import_id": str(task.subject_id)} | posted


JOBS: dict[str, Handler] = {READ_JOB: read_opening, POST_JOB: post_list}
