"""Member lists brought in with their capital: the register's rows and the opening entry in one transaction.

Members stand below capital, so the verb that does both lives here; it calls `hoptac.members.imports` for the register and
`hoptac.capital.opening` for the money.
"""

import asyncio
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Uuid, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.capital.models import Holding
from hoptac.capital.opening import OpeningCapital, record_opening_capital
from hoptac.kit import audit
from hoptac.kit.bulk import count_rows
from hoptac.kit.db import Database
from hoptac.kit.imports import (
    ColumnCorrection,
    ImportDone,
    NothingToImport,
    brought_in,
    corrected,
    find_mapping,
    settled_before,
    unpack_understanding,
)
from hoptac.kit.jobs import Progress, request_job
from hoptac.kit.marks import mark
from hoptac.kit.sheets import Workbook, read_workbook
from hoptac.kit.stored_files import get_file
from hoptac.kit.tables import Understanding
from hoptac.kit.tenancy import enter_tenant
from hoptac.members.imports.actions import Judged, admit_rows, finish_import, judge_again, keep_import
from hoptac.members.imports.lists import ReadList, read_list, understood_again, unpack_verdicts
from hoptac.members.imports.models import IMPORT_JOB, LIST_KIND
from hoptac.members.imports.queries import ImportDetail, find_earlier_decisions, get_import, get_open_import
from hoptac.members.imports.refusals import ImportChanged, RegisterChanged
from hoptac.members.queries import count_register, list_known_members, lock_register
from hoptac.members.reading import VOCABULARY, KnownMembers, RowVerdict, judge, summary

_holdings = Holding.__table__.c
SUMS = select(_holdings.party_id, _holdings.pledged_dong, _holdings.paid_dong).where(
    _holdings.org_id == bindparam("org_id", type_=Uuid())
)


_ROWS_OF_MEMBER, _ROWS_OF_PLEDGE, _ROWS_OF_CONTRIBUTION = 3, 2, 3
"""What is written: a party and a member; a pledge and what is held; a contribution, its line and the party's balance."""


class Coming(msgspec.Struct, frozen=True):
    """What confirming an import brings in: how many members, and their paid-in capital in đồng."""

    count: int
    dong: int

    @classmethod
    def of(cls, rows: Sequence[RowVerdict]) -> "Coming":
        """The sum of the rows that come in."""
        return cls(len(rows), sum(row.member.paid_dong for row in rows))


class ImportResult(msgspec.Struct, frozen=True):
    """What an import brought in, in members and đồng; `entry_id` is the opening entry, None where nothing was paid."""

    imported: int
    imported_paid_dong: int
    imported_pledged_dong: int
    entry_id: UUID | None


async def bring_in_list(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, today: date, read: ReadList
) -> UUID:
    """Keep a list that `read_list` understood, judged against the register of today; nothing is imported yet."""
    understanding, verdicts, known = await _judged(session, org_id, read, today)
    judged = Judged(understanding, verdicts, known)
    return await keep_import(session, org_id=org_id, actor_id=actor_id, now=now, read=read, judged=judged)


async def correct_columns(
    session: AsyncSession, *, org_id: UUID, import_id: UUID, today: date, corrections: Iterable[ColumnCorrection]
) -> None:
    """Judge an import again by corrected columns, or by the same ones where the register has changed.

    Raises NotFound, ImportDone, ImportUnderWay, NameColumnMissing, FieldTwice.
    """
    detail = await get_open_import(session, org_id, import_id)
    await judge_anew(session, org_id=org_id, detail=detail, today=today, corrections=corrections)


async def judge_anew(
    session: AsyncSession, *, org_id: UUID, detail: ImportDetail, today: date,
    corrections: Iterable[ColumnCorrection] = (),
) -> None:  # fmt: skip
    """Judge a locked import against the register as it is now."""
    understanding = corrected(unpack_understanding(detail.mapping), corrections, VOCABULARY)
    workbook = await workbook_of(session, org_id, detail)
    known = await _known(session, org_id)
    verdicts = await asyncio.to_thread(judge, workbook, understanding.mapping, known=KnownMembers(known), today=today)
    earlier = await find_earlier_decisions(session, org_id, detail.sha256)
    judged = Judged(understanding, settled_before(verdicts, earlier), len(known))
    await judge_again(session, org_id=org_id, detail=detail, judged=judged)


async def request_import(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, import_id: UUID, now: datetime, shown: Coming | None
) -> UUID:
    """Ask for the rows to be brought in; the job's id, that of the first one where it was asked for twice.

    `shown` is what the button said. Raises NotFound, ImportDone, NothingToImport, ImportChanged.
    """
    detail = await get_import(session, org_id, import_id, lock=True)
    if detail.state == "done":
        raise ImportDone
    coming = Coming.of(brought_in(unpack_verdicts(detail.verdicts), detail.decided))
    if not coming.count:
        raise NothingToImport
    if shown is not None and shown != coming:
        raise ImportChanged
    return await request_job(
        session, org_id=org_id, actor_id=actor_id, now=now, kind=IMPORT_JOB, subject_id=import_id,
        parameters=msgspec.structs.asdict(coming),
    )  # fmt: skip


async def import_members(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, import_id: UUID, now: datetime, today: date,
    progress: Progress | None = None,
) -> ImportResult:  # fmt: skip
    """Bring in the rows as they were shown: parties, members, pledges, contributions and one opening entry.

    All of it or nothing: killed in the middle, the import is as it was and can be confirmed again.
    Raises NotFound, ImportDone, NothingToImport, RegisterChanged.
    """
    progress = progress or Progress()
    await lock_register(session, org_id)
    detail = await get_import(session, org_id, import_id, lock=True)
    if detail.state == "done":
        raise ImportDone
    if await count_register(session, org_id) != detail.members_known:
        raise RegisterChanged
    rows = brought_in(unpack_verdicts(detail.verdicts), detail.decided)
    if not rows:
        raise NothingToImport
    progress.expect(_rows_to_write(rows))
    count_rows(session, progress.step)
    admitted = await admit_rows(session, org_id=org_id, now=now, rows=rows)
    entry_id = await record_opening_capital(
        session, org_id=org_id, actor_id=actor_id, now=now, entry_on=today, rows=_opening(admitted), source_id=import_id
    )
    result = _result(rows, entry_id)
    counts = {name: value for name, value in msgspec.structs.asdict(result).items() if name != "entry_id"}
    await finish_import(
        session, org_id=org_id, detail=detail, understanding=unpack_understanding(detail.mapping), now=now,
        entry_id=entry_id, imported=counts,
    )  # fmt: skip
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="import_members", subject=("member_import", import_id),
        detail=counts,
    )  # fmt: skip
    await mark(session, org_id, now)
    return result


async def import_file(
    database: Database, *, org_id: UUID, actor_id: UUID, content: bytes, filename: str, dry_run: bool, today: date,
    now: datetime,
) -> dict[str, Any]:  # fmt: skip
    """The command line's import: judge a file and, unless `dry_run`, bring in its accepted rows.

    Answers with the counts, the đồng of the accepted rows and every row's verdict. Raises the refusals of the reader.
    """
    read = await asyncio.to_thread(read_list, content, filename)
    async with enter_tenant(database, org_id) as session:
        understanding, verdicts, known = await _judged(session, org_id, read, today)
        if not dry_run and any(verdict.status == "accepted" for verdict in verdicts):
            judged = Judged(understanding, verdicts, known)
            import_id = await keep_import(session, org_id=org_id, actor_id=actor_id, now=now, read=read, judged=judged)
            await import_members(session, org_id=org_id, actor_id=actor_id, import_id=import_id, now=now, today=today)
    return msgspec.structs.asdict(summary(verdicts)) | {"rows": [_row(verdict) for verdict in verdicts]}


async def workbook_of(session: AsyncSession, org_id: UUID, detail: ImportDetail) -> Workbook:
    """The workbook of an import, read again from the file as it was sent."""
    filename, content = await get_file(session, org_id, detail.file_id)
    return await asyncio.to_thread(read_workbook, content, filename)


async def _judged(
    session: AsyncSession, org_id: UUID, read: ReadList, today: date
) -> tuple[Understanding, list[RowVerdict], int]:
    """How the list is understood with what the organization remembers, its verdicts, and the size of the register."""
    understanding = read.understanding
    remembered = await find_mapping(session, org_id, LIST_KIND, understanding.shape_key)
    if remembered:
        understanding = await asyncio.to_thread(understood_again, read.workbook, remembered)
    known = await _known(session, org_id)
    register = KnownMembers(known)
    verdicts = await asyncio.to_thread(judge, read.workbook, understanding.mapping, known=register, today=today)
    earlier = await find_earlier_decisions(session, org_id, read.sha256)
    return understanding, settled_before(verdicts, earlier), len(known)


async def _known(session: AsyncSession, org_id: UUID) -> list[Any]:
    sums = {party: (pledged, paid) for party, pledged, paid in await session.execute(SUMS, {"org_id": org_id})}
    return await list_known_members(session, org_id, sums)


def _rows_to_write(rows: Sequence[RowVerdict]) -> int:
    """How many rows the list becomes, but for the few that every list is."""
    paid = sum(row.member.paid_dong > 0 for row in rows)
    pledged = sum(bool(row.member.paid_dong or row.member.pledged_dong) for row in rows)
    return _ROWS_OF_MEMBER * len(rows) + _ROWS_OF_PLEDGE * pledged + _ROWS_OF_CONTRIBUTION * paid


def _opening(admitted: Iterable[tuple[UUID, RowVerdict]]) -> list[OpeningCapital]:
    return [
        OpeningCapital(
            party_id=party_id,
            pledged_dong=member.pledged_dong or 0,
            paid_dong=member.paid_dong,
            contributed_on=member.contributed_on,
            joined_on=member.joined_on,
        )
        for party_id, verdict in admitted
        if (member := verdict.member).paid_dong or member.pledged_dong
    ]


def _result(rows: list[RowVerdict], entry_id: UUID | None) -> ImportResult:
    return ImportResult(
        imported=len(rows),
        imported_paid_dong=sum(row.member.paid_dong for row in rows),
        imported_pledged_dong=sum(row.member.pledged_dong or 0 for row in rows),
        entry_id=entry_id,
    )


def _row(verdict: RowVerdict) -> dict[str, Any]:
    return {
        "sheet": verdict.sheet,
        "row": verdict.row,
        "status": verdict.status,
        "name": verdict.member.name,
        "reasons": [str(reason) for reason in verdict.reasons],
    }
