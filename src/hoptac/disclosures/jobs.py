"""Making the list of members and their ratios for the notice board, and recording it as a document to post."""

import asyncio
from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.disclosures.actions import record_disclosure
from hoptac.disclosures.forms import DisclosureForm
from hoptac.kit.calendar import format_date
from hoptac.kit.jobs import Handler, JobRun
from hoptac.kit.language import translate
from hoptac.registers.documents import POSTED_LIST, posted_list_pdf
from hoptac.registers.queries.head import get_head
from hoptac.registers.queries.members import deeds_of_all, list_whole_register, sum_register

LIST_JOB = "list_members_to_post"


async def list_members_to_post(session: AsyncSession, run: JobRun) -> dict[str, Any]:
    """The list of a day, official and contributing members (Art. 14.1): names and ratios, never an identity number."""
    task = run.task
    org_id, day = task.org_id, date.fromisoformat(task.parameters["day"])
    head = await get_head(session, org_id)
    members = await list_whole_register(session, org_id, day, every_kind=False)
    deeds, sums = await deeds_of_all(session, org_id, day), await sum_register(session, org_id, day, every_kind=False)
    run.progress.expect(len(members))
    content = await asyncio.to_thread(
        posted_list_pdf, head, day, run.today, members, deeds, sums, progress=run.progress.step
    )
    title = f"{translate(POSTED_LIST, 'vi')} tính đến hết ngày {format_date(day)}"
    form = DisclosureForm("member_list", title, run.today, task.id)
    disclosure_id = await record_disclosure(
        session, org_id=org_id, actor_id=task.requested_by, now=run.now, form=form,
        file=(f"danh-sach-ty-le-von-gop-{day:%Y%m%d}.pdf", content),
    )  # fmt: skip
    return {"disclosure_id": str(disclosure_id)}


JOBS: dict[str, Handler] = {LIST_JOB: list_members_to_post}
