"""Every SELECT of the imports of yearly lists."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import ARRAY, Uuid, any_, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.alliance.imports.judgements import Declared, Registry
from hoptac.alliance.imports.models import IMPORT_JOB, RegistryImport
from hoptac.alliance.reading import RegistryVerdict
from hoptac.alliance.registry import communes_in, find_codes_elsewhere, list_known
from hoptac.indicators.models import Figures
from hoptac.indicators.queries import FIGURE_COLUMNS
from hoptac.indicators.rules import Subject, YearFigures
from hoptac.kit.db import Database
from hoptac.kit.imports import ListsOfAKind
from hoptac.kit.prepared import Prepared
from hoptac.kit.tenancy import Visit, enter_alliance
from hoptac.organizations.areas import districts_of
from hoptac.organizations.models import Organization
from hoptac.organizations.queries import AllianceRow

_imports = RegistryImport.__table__.c
_ORG_ID = bindparam("org_id", type_=Uuid())


class ImportRow(msgspec.Struct, frozen=True):
    """One import in the list of imports."""

    id: UUID
    filename: str
    year: int
    state: str
    counts: dict[str, Any]
    uploaded_at: datetime


class ImportDetail(msgspec.Struct, frozen=True):
    """One import with all that was shown of it, still packed."""

    id: UUID
    file_id: UUID
    filename: str
    sha256: bytes
    year: int
    state: str
    mapping: bytes
    verdicts: bytes
    counts: dict[str, Any]
    decided: dict[str, Any]
    finished_at: datetime | None


_lists = ListsOfAKind(RegistryImport, ImportRow, ImportDetail, job=IMPORT_JOB)
list_imports, get_import, get_open_import, find_open_import = (
    _lists.newest,
    _lists.get,
    _lists.get_open,
    _lists.find_open,
)

NEWEST_YEAR = select(func.max(_imports.year)).where(_imports.org_id == _ORG_ID, _imports.state == "done")
# Two lists of one alliance wait for each other: the second finds the organizations that the first has founded.
HOLD_ALLIANCE = select(Organization.id).where(Organization.id == _ORG_ID).with_for_update(key_share=True)
_DECLARED_COLUMNS = (
    Figures.org_id, Figures.alliance_path, Figures.kind, Figures.activity_field, Figures.area_id, Figures.source_note,
    *FIGURE_COLUMNS,
)  # fmt: skip
_OF_YEAR = (Figures.year == bindparam("year"), Figures.month == 0, Figures.source == "declared")
DECLARED_OF_MANY = select(*_DECLARED_COLUMNS).where(
    Figures.org_id == any_(bindparam("org_ids", type_=ARRAY(Uuid()))), *_OF_YEAR
)
DECLARED_OF_ONE = Prepared(select(*_DECLARED_COLUMNS).where(Figures.org_id == _ORG_ID, *_OF_YEAR))

DeclaredOf = Callable[[Sequence[UUID], int], Awaitable[dict[UUID, Declared]]]
"""Reads what is declared of organizations for a year."""


async def hold_alliance(session: AsyncSession, alliance_id: UUID) -> None:
    """Let whatever else brings a list into this alliance wait until the transaction ends."""
    await session.execute(HOLD_ALLIANCE, {"org_id": alliance_id})


async def find_settled(session: AsyncSession, org_id: UUID, sha256: bytes, year: int) -> dict[str, UUID]:
    """The organizations that rows of the same file, declared for the same year, became by a decision."""
    settled: dict[str, UUID] = {}
    for of_year, placed in await _lists.done_of_file(session, org_id, sha256, ("year", "placed")):
        if of_year == year:
            settled = {key: UUID(org_id) for key, org_id in placed.items()} | settled
    return settled


async def read_registry(
    session: AsyncSession, alliance: AllianceRow, verdicts: Sequence[RegistryVerdict], *, sha256: bytes, year: int
) -> Registry:
    """The registry as the list must know it; the session is in the alliance's tenant."""
    newest = (await session.execute(NEWEST_YEAR, {"org_id": alliance.id})).scalar()
    codes = {verdict.organization.registration_code or "" for verdict in verdicts} - {""}
    return Registry(
        alliance=alliance,
        year=year,
        is_newest=newest is None or year >= newest,
        known=await list_known(session, alliance),
        districts=await districts_of(session, alliance.id),
        communes=await communes_in(session, alliance, year),
        codes_elsewhere=await find_codes_elsewhere(session, alliance, sorted(codes)),
        settled=await find_settled(session, alliance.id, sha256, year),
    )


def declared_by_rollup(rollup: Database, alliance_path: str) -> DeclaredOf:
    """Reads in one statement, as the role that sees the figures below the alliance and nothing else."""

    async def read(org_ids: Sequence[UUID], year: int) -> dict[UUID, Declared]:
        if not org_ids:
            return {}
        async with enter_alliance(rollup, alliance_path) as session:
            rows = await session.execute(DECLARED_OF_MANY, {"org_ids": list(org_ids), "year": year})
            return {row[0]: _declared(row) for row in rows}

    return read


def declared_by_visits(session: AsyncSession, visit: Visit) -> DeclaredOf:
    """Reads organization by organization, where there is no such role: on the command line."""

    async def read(org_ids: Sequence[UUID], year: int) -> dict[UUID, Declared]:
        found: dict[UUID, Declared] = {}
        for org_id in org_ids:
            await visit(org_id)
            row = await DECLARED_OF_ONE.first(session, {"org_id": org_id, "year": year})
            if row is not None:
                found[org_id] = _declared(row)
        return found

    return read


def _declared(row: Any) -> Declared:
    org_id, path, kind, field, area_id, source, *figures = row
    values = dict(zip(YearFigures.__struct_fields__, figures, strict=True))
    return Declared(YearFigures(**values), Subject(org_id, path, kind, field, area_id), source)
