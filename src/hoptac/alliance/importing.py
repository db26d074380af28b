"""Taking a yearly list into the registry: as it was shown, all of it or nothing, and the same file twice changes nothing."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.alliance.imports.actions import check_each_organization_once, judge_beside, judge_list, keep_import
from hoptac.alliance.imports.judgements import Judgement, overwritten
from hoptac.alliance.imports.lists import organizations_here_after, read_list, unpack_judgements
from hoptac.alliance.imports.models import IMPORT_JOB
from hoptac.alliance.imports.queries import (
    NEWEST_YEAR,
    DeclaredOf,
    ImportDetail,
    declared_by_visits,
    get_import,
    hold_alliance,
)
from hoptac.alliance.imports.reasons import CODE_ELSEWHERE
from hoptac.alliance.imports.taking_in import TakenIn, TakingIn
from hoptac.alliance.refusals import ListChanged, RegistryChanged
from hoptac.kit.db import Database
from hoptac.kit.imports import ImportDone, NothingToImport, brought_in, unpack_understanding
from hoptac.kit.imports.verdicts import count_by_status
from hoptac.kit.jobs import Progress, request_job
from hoptac.kit.language import _, grouped
from hoptac.kit.tenancy import Visit, sweep_tenants
from hoptac.organizations.queries import AllianceRow, find_alliance
from hoptac.organizations.rules import AllianceUnknown


async def request_taking_in(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, import_id: UUID, now: datetime, shown: int | None
) -> UUID:
    """Ask for a list to be taken in; the job's id, that of the first one where it was asked for twice.

    `shown` is how many organizations the button spoke of. Raises NotFound, ImportDone, NothingToImport,
    OrganizationTaken, ListChanged.
    """
    detail = await get_import(session, org_id, import_id, lock=True)
    if detail.state == "done":
        raise ImportDone
    judgements = unpack_judgements(detail.verdicts)
    count = len(brought_in(judgements, detail.decided))
    if not count:
        raise NothingToImport
    if shown is not None and shown != count:
        raise ListChanged
    check_each_organization_once(judgements, detail.decided)
    return await request_job(
        session, org_id=org_id, actor_id=actor_id, now=now, kind=IMPORT_JOB, subject_id=import_id,
        parameters={"count": count, "year": detail.year},
    )  # fmt: skip


async def take_in_list(
    session: AsyncSession, visit: Visit, *, alliance: AllianceRow, declared_of: DeclaredOf, actor_id: UUID,
    import_id: UUID, now: datetime, today: date, progress: Progress | None = None,
) -> TakenIn:  # fmt: skip
    """Take in a list as it was shown, in a sweep that is in the alliance. All of it or nothing: killed in the middle, the
    import is as it was and can be taken in again.

    Raises NotFound, ImportDone, NothingToImport, OrganizationTaken, and RegistryChanged, before anything is written,
    where an organization or a declared figure has changed since the rows were shown.
    """
    await hold_alliance(session, alliance.id)
    detail = await get_import(session, alliance.id, import_id, lock=True)
    if detail.state == "done":
        raise ImportDone
    shown = unpack_judgements(detail.verdicts)
    judged = await judge_beside(
        session, alliance, [judgement.verdict for judgement in shown], sha256=detail.sha256, year=detail.year,
        declared_of=declared_of,
    )  # fmt: skip
    if judged != shown:
        raise RegistryChanged
    if not brought_in(shown, detail.decided):
        raise NothingToImport
    return await _take_in(
        session, visit, alliance, detail, shown, actor_id=actor_id, now=now, today=today, progress=progress
    )


async def _take_in(
    session: AsyncSession, visit: Visit, alliance: AllianceRow, detail: ImportDetail, judgements: Sequence[Judgement],
    *, actor_id: UUID, now: datetime, today: date, progress: Progress | None = None,
) -> TakenIn:  # fmt: skip
    newest = (await session.execute(NEWEST_YEAR, {"org_id": alliance.id})).scalar()
    is_newest = newest is None or detail.year >= newest
    work = TakingIn(
        session, visit, alliance, detail, judgements, is_newest=is_newest, now=now, today=today,
        progress=progress or Progress(),
    )  # fmt: skip
    return await work.take_in(actor_id, unpack_understanding(detail.mapping))


async def import_registry(
    database: Database, *, alliance: str, actor_id: UUID, content: bytes, filename: str, year: int | None = None,
    dry_run: bool = False, now: datetime, today: date,
) -> dict[str, Any]:  # fmt: skip
    """The command line's import: judge a file and, unless `dry_run`, take in its accepted rows.

    Answers with the numbers of the list, the rows not taken in with their reasons, whose figures were replaced, and a
    sentence. Raises refusals of the workbook, the year or the alliance.
    """
    read = await asyncio.to_thread(read_list, content, filename)
    async with sweep_tenants(database) as (session, visit):
        above = await find_alliance(session, alliance)
        if above is None:
            raise AllianceUnknown(alliance)
        await hold_alliance(session, above.id)
        await visit(above.id)
        judged = await judge_list(
            session, above, read, year=year, today=today, declared_of=declared_by_visits(session, visit)
        )
        await visit(above.id)
        result = _result(judged.year, list(judged.judgements), dry_run=dry_run)
        if result["changed"] and not dry_run:
            import_id = await keep_import(
                session, org_id=above.id, actor_id=actor_id, now=now, read=read, judged=judged
            )
            # What somebody decided about rows of this file in a page is not this command's to carry out.
            kept = await get_import(session, above.id, import_id, lock=True)
            detail = msgspec.structs.replace(kept, decided={})
            await _take_in(session, visit, above, detail, judged.judgements, actor_id=actor_id, now=now, today=today)
    return result


def _result(year: int, judgements: list[Judgement], *, dry_run: bool) -> dict[str, Any]:
    coming = brought_in(judgements, {})
    here = organizations_here_after(judgements, {})
    if here and not coming:
        message = _("Danh sách này đã được nhập trước đó. Không có gì thay đổi.")
    else:
        message = _("Đã ghi số liệu năm %(year)s của %(count)s đơn vị.", year=year, count=grouped(len(coming)))
    counts = count_by_status(judgements)
    return {
        "year": year,
        "organizations": dict(Counter(row.kind for row in here)),
        **counts,
        "changed": len(coming),
        "replaced": {one.source: one.count for one in overwritten(coming, {})},
        "codes_elsewhere": sum(CODE_ELSEWHERE in judgement.notes for judgement in judgements),
        "message": str(message),
        "rows": [_row(judgement) for judgement in judgements if judgement.status in ("needs_a_decision", "refused")],
    } | ({"dry_run": True} if dry_run else {})


def _row(judgement: Judgement) -> dict[str, Any]:
    return {
        "sheet": judgement.sheet,
        "row": judgement.row,
        "status": judgement.status,
        "name": judgement.organization.name,
        "reasons": [str(reason) for reason in judgement.reasons],
    }
