"""Lists of balances from the file to the books: understood, judged against what is known, proved, posted."""

import asyncio
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.db import Database
from hoptac.kit.errors import Refusals
from hoptac.kit.imports import ColumnCorrection, ImportDone, corrected, find_mapping, unpack_understanding
from hoptac.kit.jobs import request_job
from hoptac.kit.sheets import Workbook, read_workbook
from hoptac.kit.stored_files import fingerprint_of, get_file
from hoptac.kit.tables import Understanding
from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger.refusals import MOST_LINES
from hoptac.opening.actions.imports import Judged, finish_import, judge_again, keep_import
from hoptac.opening.actions.postings import check_none_in_force, post_opening, prove_opening
from hoptac.opening.balances import Opening
from hoptac.opening.models import LIST_KIND, POST_JOB
from hoptac.opening.proof import Proof
from hoptac.opening.queries.imports import ImportDetail, get_import, get_open_import
from hoptac.opening.queries.standing import Standing, known_parties, load_standing
from hoptac.opening.reading import (
    VOCABULARY,
    BalanceVerdict,
    Circumstances,
    first_day_of,
    judge,
    moved_accounts,
    read_rows,
    regime_of,
    rows_left,
    settled_opening,
    summary,
    understand,
)
from hoptac.opening.refusals import OpeningChanged, OpeningInForce, OpeningTooLong, RowRefused, RowsLeft
from hoptac.opening.regimes import Regime

MOST_ROWS_NAMED = 5
"""Of rows that are left, in the sentence that refuses them."""


class ReadList(msgspec.Struct, frozen=True):
    """A file that was found to hold balances."""

    filename: str
    content: bytes
    workbook: Workbook
    understanding: Understanding


class Coming(msgspec.Struct, frozen=True):
    """What confirming a list posts: how many balances, and the sum of debits in đồng."""

    count: int
    dong: int

    @classmethod
    def of(cls, opening: Opening) -> "Coming":
        """Those of an opening."""
        return cls(len(opening.balances), sum(max(one.net_dong, 0) for one in opening.balances))


def read_list(content: bytes, filename: str) -> ReadList:
    """Read and understand a workbook; slow for a large one, so call it in a thread.

    Raises the refusals of `hoptac.kit.sheets`, NoBalancesFound and OpeningTooLong.
    """
    workbook = read_workbook(content, filename)
    understanding = understand(workbook)
    rows = sum(table.row_last - table.row_first + 1 for table in understanding.tables)
    if rows > MOST_LINES:
        raise OpeningTooLong(rows)
    return ReadList(filename, content, workbook, understanding)


async def bring_in_list(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, today: date, read: ReadList,
    first_on: date | None = None,
) -> UUID:  # fmt: skip
    """Keep a list, judged against the books of today; nothing is posted yet. Without a first day it is the one that the
    titles of the list tell."""
    judged = await judged_list(session, org_id, read, today, first_on=first_on)
    return await keep_import(
        session, org_id=org_id, actor_id=actor_id, now=now, filename=read.filename, content=read.content,
        sha256=fingerprint_of(read.content), judged=judged,
    )  # fmt: skip


async def judged_list(
    session: AsyncSession, org_id: UUID, read: ReadList, today: date, *, first_on: date | None = None
) -> Judged:
    """A list understood with what the organization remembers of its shape, and its verdicts."""
    understanding = read.understanding
    remembered = await find_mapping(session, org_id, LIST_KIND, understanding.shape_key)
    if remembered:
        understanding = await asyncio.to_thread(understand, read.workbook, remembered=remembered)
    day = first_on or first_day_of(read.workbook, understanding.mapping, today)
    return await _judged(session, org_id, read.workbook, understanding, day, None)


async def judge_anew(
    session: AsyncSession, *, org_id: UUID, import_id: UUID, corrections: Iterable[ColumnCorrection] = (),
    first_on: date | None = None, regime: Regime | None = None,
) -> None:  # fmt: skip
    """Judge a list again: by corrected columns, for another first day, by another chart, or because of what has changed
    since. Raises NotFound, ImportDone, ImportUnderWay, NoBalancesFound, FieldTwice."""
    detail = await get_open_import(session, org_id, import_id)
    understanding = corrected(unpack_understanding(detail.mapping), corrections, VOCABULARY)
    workbook = await workbook_of(session, org_id, detail)
    chosen: Regime = regime or ("tt24" if detail.regime == "tt24" else "tt71")
    judged = await _judged(session, org_id, workbook, understanding, first_on or detail.first_on, chosen)
    await judge_again(session, org_id=org_id, detail=detail, judged=judged)


async def prove_import(session: AsyncSession, org_id: UUID, detail: ImportDetail) -> tuple[Opening, Proof, Standing]:
    """What a list would post as it is decided now, and the proof of it."""
    opening = settled_opening(detail.unpacked(), detail.decided, detail.first_on)
    return opening, *await prove_opening(session, org_id, opening)


async def request_posting(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, import_id: UUID, now: datetime, shown: Coming | None
) -> UUID:
    """Ask for a list to be posted; the job's id. What cannot be posted is refused here already.

    Raises NotFound, ImportDone, OpeningInForce, Refusals, OpeningChanged.
    """
    detail = await get_import(session, org_id, import_id, lock=True)
    if detail.state == "done":
        raise ImportDone
    opening, proof, standing = await prove_import(session, org_id, detail)
    check_none_in_force(standing.in_force)
    check_ready(detail.unpacked(), detail.decided, proof)
    if shown is not None and shown != Coming.of(opening):
        raise OpeningChanged
    return await request_job(
        session, org_id=org_id, actor_id=actor_id, now=now, kind=POST_JOB, subject_id=import_id,
        parameters=msgspec.structs.asdict(Coming.of(opening)),
    )  # fmt: skip


async def post_import(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, import_id: UUID, now: datetime
) -> dict[str, Any]:
    """Post a list as it was shown: all of it or nothing. Raises NotFound, ImportDone, and what `post_opening` raises."""
    detail = await get_import(session, org_id, import_id, lock=True)
    if detail.state == "done":
        raise ImportDone
    verdicts = detail.unpacked()
    left = rows_left(verdicts, detail.decided)
    if left:
        raise Refusals(_refusals_of(left))
    opening = settled_opening(verdicts, detail.decided, detail.first_on)
    posted = await post_opening(
        session, org_id=org_id, actor_id=actor_id, now=now, opening=opening, source_id=import_id
    )
    understanding = unpack_understanding(detail.mapping)
    await finish_import(session, org_id=org_id, detail=detail, understanding=understanding, now=now, entry_id=posted.id)
    return {"entry_id": str(posted.id), "series": posted.series, "number": f"{posted.number}/{posted.fiscal_year}"}


def check_ready(verdicts: list[BalanceVerdict], decided: dict[str, str], proof: Proof) -> None:
    """Whether every row is clear and the proof sound. Raises Refusals."""
    problems = [*_refusals_of(rows_left(verdicts, decided)), *proof.problems]
    if problems:
        raise Refusals(problems)


def _refusals_of(left: list[BalanceVerdict]) -> list[Any]:
    if not left:
        return []
    named = [
        RowRefused(one.sheet, one.row, " ".join(str(reason) for reason in one.reasons))
        for one in left[:MOST_ROWS_NAMED]
    ]
    return [RowsLeft(len(left)), *named]


async def import_file(
    database: Database, *, org_id: UUID, actor_id: UUID, content: bytes, filename: str, dry_run: bool, today: date,
    now: datetime, first_on: date | None = None,
) -> dict[str, Any]:  # fmt: skip
    """The command line's import: judge and prove a file and, unless `dry_run`, post it.

    Answers with the proof, the counts and every row's verdict; a dry run of what would be refused has the sentences under
    `problems`. Raises the refusals of the reader, and Refusals where it is to be posted and cannot be.
    """
    read = await asyncio.to_thread(read_list, content, filename)
    async with enter_tenant(database, org_id) as session:
        judged = await judged_list(session, org_id, read, today, first_on=first_on)
        verdicts = list(judged.verdicts)
        opening = settled_opening(verdicts, {}, judged.first_on)
        proof, standing = await prove_opening(session, org_id, opening)
        problems = [*_refusals_of(rows_left(verdicts, {})), *proof.problems]
        if standing.in_force is not None:
            entry = standing.in_force
            problems.insert(0, OpeningInForce(entry.series, entry.number, entry.fiscal_year))
        result: dict[str, Any] = {"posted": False, "entry_id": None, "number": None}
        if not dry_run:
            check_none_in_force(standing.in_force)
            check_ready(verdicts, {}, proof)
            import_id = await keep_import(
                session, org_id=org_id, actor_id=actor_id, now=now, filename=filename, content=content,
                sha256=fingerprint_of(content), judged=judged,
            )  # fmt: skip
            posted = await post_import(session, org_id=org_id, actor_id=actor_id, import_id=import_id, now=now)
            result = {
                "posted": True,
                "entry_id": posted["entry_id"],
                "number": f"{posted['series']} {posted['number']}",
            }
    return result | _told(opening, proof, standing, verdicts, judged) | {"problems": [str(one) for one in problems]}


def _told(
    opening: Opening, proof: Proof, standing: Standing, verdicts: list[BalanceVerdict], judged: Judged
) -> dict[str, Any]:
    checks = [
        {
            "account": check.account, "place": check.place, "total_dong": check.total_dong,
            "details_dong": check.details_dong, "difference_dong": check.difference_dong,
        }
        for check in proof.checks
    ]  # fmt: skip
    return {
        "first_on": opening.first_on.isoformat(),
        "regime": judged.regime,
        "debit_dong": proof.debit_dong,
        "credit_dong": proof.credit_dong,
        "off_balance_dong": proof.off_balance_dong,
        "capital_dong": proof.capital_dong,
        "register_dong": proof.register_dong,
        "already_posted_dong": sum(max(dong, 0) for dong in standing.posted.values()),
        "new_parties": len(opening.new_parties),
        **summary(verdicts),
        "checks": checks,
        "mapping": [msgspec.structs.asdict(one) for one in moved_accounts(verdicts, {})],
        "rows": [_row(verdict) for verdict in verdicts],
    }


def _row(verdict: BalanceVerdict) -> dict[str, Any]:
    return {
        "sheet": verdict.sheet,
        "row": verdict.row,
        "status": verdict.status,
        "account": verdict.account or verdict.typed,
        "name": verdict.name,
        "debit_dong": verdict.debit_dong,
        "credit_dong": verdict.credit_dong,
        "reasons": [str(reason) for reason in verdict.reasons],
    }


async def _judged(
    session: AsyncSession,
    org_id: UUID,
    workbook: Workbook,
    understanding: Understanding,
    first_on: date,
    regime: Regime | None,
) -> Judged:
    nobody = Opening(first_on, ())
    standing = await load_standing(session, org_id, first_on=first_on, entry_on=nobody.entry_on)
    parties = await known_parties(session, org_id)

    def judged() -> Judged:
        rows = read_rows(workbook, understanding.mapping, chart=standing.chart, first_on=first_on)
        chosen = regime or regime_of(rows, [workbook.filename, *_titles(workbook)])
        about = Circumstances(
            standing.chart, parties, first_on, chosen, standing.tracks_internal, bool(standing.register)
        )
        return Judged(understanding, judge(rows, about), first_on, chosen)

    return await asyncio.to_thread(judged)


def _titles(workbook: Workbook) -> list[str]:
    """The texts at the top of each sheet: forms name the circular they are of."""
    return [cell for sheet in workbook.sheets for row in sheet.rows[:12] for cell in row if isinstance(cell, str)]


async def workbook_of(session: AsyncSession, org_id: UUID, detail: ImportDetail) -> Workbook:
    """The workbook of a list, read again from the file as it was sent."""
    filename, content = await get_file(session, org_id, detail.file_id)
    return await asyncio.to_thread(read_workbook, content, filename)
