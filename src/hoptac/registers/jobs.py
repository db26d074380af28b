"""The long work of the registers: a register of thousands of members as a workbook or on paper."""

import asyncio
from typing import Any, cast
from uuid import UUID

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.jobs import Handler, JobRun
from hoptac.kit.language import Language
from hoptac.kit.pages import PDF, XLSX
from hoptac.registers.actions import PRINT_JOB, Asked, keep_print
from hoptac.registers.documents import contributions_pdf, members_pdf
from hoptac.registers.queries.contributions import list_holdings, sum_holdings
from hoptac.registers.queries.head import Head, get_head
from hoptac.registers.queries.members import deeds_of_all, list_whole_register, sum_register
from hoptac.registers.sheets import contributions_workbook, members_workbook


async def print_register(session: AsyncSession, run: JobRun) -> dict[str, Any]:
    """Make a register and keep it for who asked."""
    task = run.task
    asked = msgspec.convert(task.parameters, Asked)
    head = await get_head(session, task.org_id)
    make = _members if asked.what == "members" else _contributions
    content = await make(session, run, asked, head, task.org_id)
    stem = "so-dang-ky-thanh-vien" if asked.what == "members" else "so-von-gop-S31"
    await keep_print(
        session, org_id=task.org_id, print_id=task.id, actor_id=task.requested_by, now=run.now,
        name=f"{stem}-{asked.day:%Y%m%d}.{asked.format}", media_type=PDF if asked.format == "pdf" else XLSX,
        content=content,
    )  # fmt: skip
    return {"print_id": str(task.id)}


async def _members(session: AsyncSession, run: JobRun, asked: Asked, head: Head, org_id: UUID) -> bytes:
    members = await list_whole_register(session, org_id, asked.day, every_kind=asked.every_kind)
    deeds = await deeds_of_all(session, org_id, asked.day)
    sums = await sum_register(session, org_id, asked.day, every_kind=asked.every_kind)
    if asked.format == "xlsx":
        language = cast(Language, asked.language)
        return await asyncio.to_thread(
            members_workbook, head, asked.day, members, deeds, sums, language, is_open=asked.is_open
        )
    run.progress.expect(sum(max(1, len(deeds.get(member.id, ()))) for member in members))
    return await asyncio.to_thread(
        members_pdf, head, asked.day, run.today, members, deeds, sums, is_open=asked.is_open,
        progress=run.progress.step,
    )  # fmt: skip


async def _contributions(session: AsyncSession, run: JobRun, asked: Asked, head: Head, org_id: UUID) -> bytes:
    holdings = await list_holdings(session, org_id, asked.day)
    sums = await sum_holdings(session, org_id, asked.day)
    if asked.format == "xlsx":
        language = cast(Language, asked.language)
        return await asyncio.to_thread(contributions_workbook, head, asked.day, holdings, sums, language)
    run.progress.expect(len(holdings) + 1)
    return await asyncio.to_thread(
        contributions_pdf, head, asked.day, run.today, holdings, sums, progress=run.progress.step
    )


JOBS: dict[str, Handler] = {PRINT_JOB: print_register}
