"""What is done with an import of a yearly list before it is taken in: kept, judged, judged again, its rows decided."""

import asyncio
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import bindparam, insert, update
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.alliance.imports.judgements import Judgement, judge_places, organizations_of, place_rows, target_of
from hoptac.alliance.imports.lists import ReadList, understood_for, unpack_judgements, year_asked_or_named
from hoptac.alliance.imports.models import IMPORT_JOB, LIST_KIND, RegistryImport
from hoptac.alliance.imports.queries import (
    DeclaredOf,
    ImportDetail,
    find_open_import,
    get_import,
    hold_alliance,
    read_registry,
)
from hoptac.alliance.reading import VOCABULARY, RegistryVerdict, judge
from hoptac.alliance.refusals import OrganizationTaken
from hoptac.indicators.rules import check_year
from hoptac.kit.db import Base
from hoptac.kit.identifiers import new_id
from hoptac.kit.imports import (
    Answers,
    ColumnCorrection,
    answers_still_asked,
    answers_with,
    brought_in,
    corrected,
    find_mapping,
    find_row,
    key_of,
    pack,
    seal_columns,
    unpack_understanding,
)
from hoptac.kit.imports.verdicts import count_by_status
from hoptac.kit.jobs import find_open_job
from hoptac.kit.sheets import Workbook, read_workbook
from hoptac.kit.stored_files import get_file, store_file
from hoptac.kit.tables import Understanding
from hoptac.kit.vietnamese import clean_text
from hoptac.organizations.queries import AllianceRow

_imports = Base.metadata.tables[RegistryImport.__tablename__]
INSERT_IMPORT = insert(_imports)
UPDATE_IMPORT = update(_imports).where(
    _imports.c.org_id == bindparam("of_org"), _imports.c.id == bindparam("of_import")
)


class Judged(msgspec.Struct, frozen=True):
    """How a list was understood, for which year, and the verdict on every row."""

    understanding: Understanding
    year: int
    judgements: Sequence[Judgement]

    def values(self) -> dict[str, Any]:
        """The columns that hold it."""
        return {
            "shape_key": self.understanding.shape_key,
            "mapping": pack(self.understanding),
            "year": self.year,
            "verdicts": pack(self.judgements),
            "counts": count_by_status(self.judgements),
        }


async def judge_beside(
    session: AsyncSession, alliance: AllianceRow, verdicts: Sequence[RegistryVerdict], *, sha256: bytes, year: int,
    declared_of: DeclaredOf,
) -> list[Judgement]:  # fmt: skip
    """The verdicts beside the registry of today and what is declared for the year; the session is in the alliance."""
    registry = await read_registry(session, alliance, verdicts, sha256=sha256, year=year)
    places = place_rows(verdicts, registry)
    declared = await declared_of(organizations_of(places), year)
    return judge_places(places, registry, declared)


async def judge_list(
    session: AsyncSession, alliance: AllianceRow, read: ReadList, *, year: int | None, today: date,
    declared_of: DeclaredOf,
) -> Judged:  # fmt: skip
    """A list understood with what the alliance remembers, and judged.

    Raises YearMissing, YearOutOfRange.
    """
    of_year = year_asked_or_named(year, read.workbook, read.understanding.mapping, today=today)
    remembered = await find_mapping(session, alliance.id, LIST_KIND, read.understanding.shape_key)
    understanding = await asyncio.to_thread(understood_for, read.workbook, of_year, remembered)
    verdicts = await asyncio.to_thread(judge, read.workbook, understanding.mapping, today=today, year=of_year)
    judgements = await judge_beside(
        session, alliance, verdicts, sha256=read.sha256, year=of_year, declared_of=declared_of
    )
    return Judged(understanding, of_year, judgements)


async def keep_import(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, read: ReadList, judged: Judged
) -> UUID:
    """Keep a list that was judged. The same file, not confirmed yet, is the same import, judged anew; answers that its
    rows still ask for stay. One that is being taken in at this moment stays as it is. Whoever calls holds the alliance."""
    open_id = await find_open_import(session, org_id, read.sha256)
    if open_id and await find_open_job(session, org_id, IMPORT_JOB, open_id):
        return open_id
    if open_id:
        detail = await get_import(session, org_id, open_id, lock=True)
        await _judge_anew(session, org_id, detail, judged)
        return open_id
    file_id = await store_file(session, org_id, name=clean_text(read.filename), content=read.content, at=now)
    import_id = new_id()
    about = {"org_id": org_id, "id": import_id, "file_id": file_id, "sha256": read.sha256, "state": "understood"}
    kept = {"decided": {}, "placed": {}, "uploaded_by": actor_id, "uploaded_at": now, "finished_at": None}
    await session.execute(INSERT_IMPORT, about | kept | seal_columns(org_id, _imports.name, judged.values()))
    return import_id


async def bring_in_list(
    session: AsyncSession, *, alliance: AllianceRow, actor_id: UUID, now: datetime, today: date, read: ReadList,
    year: int | None, declared_of: DeclaredOf,
) -> UUID:  # fmt: skip
    """Keep a list that `read_list` understood, judged beside the registry of today; nothing is taken in yet.

    Raises YearMissing, YearOutOfRange.
    """
    judged = await judge_list(session, alliance, read, year=year, today=today, declared_of=declared_of)
    await hold_alliance(session, alliance.id)  # the same file sent twice at once is kept once
    return await keep_import(session, org_id=alliance.id, actor_id=actor_id, now=now, read=read, judged=judged)


async def judge_again(
    session: AsyncSession, *, alliance: AllianceRow, detail: ImportDetail, today: date, declared_of: DeclaredOf,
    corrections: Iterable[ColumnCorrection] = (), year: int | None = None,
) -> None:  # fmt: skip
    """Judge a list that is locked and open again: by corrected columns, for another year, or by the same ones where the registry has changed.

    Raises OrganizationColumnMissing, FieldTwice, YearOutOfRange.
    """
    of_year = check_year(year, today=today) if year is not None else detail.year
    workbook = await workbook_of(session, alliance.id, detail)
    understanding = unpack_understanding(detail.mapping)
    if of_year != detail.year:  # in a list of several years, other columns hold the figures of another year
        understanding = await asyncio.to_thread(understood_for, workbook, of_year)
    understanding = corrected(understanding, corrections, VOCABULARY)
    verdicts = await asyncio.to_thread(judge, workbook, understanding.mapping, today=today, year=of_year)
    judgements = await judge_beside(
        session, alliance, verdicts, sha256=detail.sha256, year=of_year, declared_of=declared_of
    )
    await _judge_anew(session, alliance.id, detail, Judged(understanding, of_year, judgements))


async def _judge_anew(session: AsyncSession, org_id: UUID, detail: ImportDetail, judged: Judged) -> None:
    decided = answers_still_asked(detail.decided, judged.judgements)
    await change_import(session, org_id, detail.id, judged.values() | {"decided": decided})


async def decide_row(
    session: AsyncSession, *, org_id: UUID, detail: ImportDetail, key: str, decision: str
) -> Judgement:
    """Keep the answer to one row of an open import. Raises UnknownDecision, OrganizationTaken."""
    judgements = unpack_judgements(detail.verdicts)
    judgement = find_row(judgements, key)
    answers = answers_with(detail.decided, judgement, decision)
    check_each_organization_once(judgements, answers)
    await change_import(session, org_id, detail.id, {"decided": answers})
    return judgement


def check_each_organization_once(judgements: Iterable[Judgement], answers: Answers) -> None:
    """Two rows that come in are two organizations. Raises OrganizationTaken."""
    taken: dict[str, Judgement] = {}
    rows = [judgement for judgement in judgements if judgement.status == "unchanged"]
    for judgement in [*rows, *brought_in(judgements, answers)]:
        target = target_of(judgement, answers)
        if target is None:
            continue
        first = taken.setdefault(target, judgement)
        if key_of(first) != key_of(judgement):
            raise OrganizationTaken(first.sheet, first.row)


async def workbook_of(session: AsyncSession, org_id: UUID, detail: ImportDetail) -> Workbook:
    """The workbook of an import, read again from the file as it was sent."""
    filename, content = await get_file(session, org_id, detail.file_id)
    return await asyncio.to_thread(read_workbook, content, filename)


async def change_import(session: AsyncSession, org_id: UUID, import_id: UUID, values: dict[str, Any]) -> None:
    """Write some columns of an import."""
    changed = UPDATE_IMPORT.values(seal_columns(org_id, _imports.name, values))
    await session.execute(changed, {"of_org": org_id, "of_import": import_id})
