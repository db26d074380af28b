"""Yearly lists on their way into the registry, as the pages bring them in."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from tests.alliance.conftest import TODAY, Alliance

from hoptac.alliance.importing import take_in_list
from hoptac.alliance.imports.actions import bring_in_list, decide_row, judge_again
from hoptac.alliance.imports.judgements import Judgement
from hoptac.alliance.imports.lists import read_list, unpack_judgements
from hoptac.alliance.imports.queries import ImportDetail, declared_by_rollup, get_import, get_open_import
from hoptac.alliance.imports.taking_in import TakenIn
from hoptac.indicators.models import Figures
from hoptac.kit.calendar import now
from hoptac.kit.db import Database
from hoptac.kit.identifiers import new_id
from hoptac.kit.imports import ColumnCorrection, row_key
from hoptac.kit.jobs import Progress
from hoptac.kit.tenancy import enter_alliance, enter_tenant, sweep_tenants
from hoptac.organizations.models import Organization
from hoptac.organizations.queries import get_alliance

HEADING = "Tên đơn vị;Loại hình;Lĩnh vực;Quận, huyện;Xã, phường;Số thành viên;Vốn điều lệ (triệu đồng);Điện thoại"
SHEET = "danh-sach"


def a_list(*lines: str, heading: str = HEADING) -> bytes:
    return "\n".join((heading, *lines)).encode()


def line(
    name: str, members: int = 20, capital: int = 500, *, district: str = "Ô Môn", commune: str = "", phone: str = ""
) -> str:
    return f"{name};Hợp tác xã;Nông nghiệp;{district};{commune};{members};{capital};{phone}"


class Lists:
    """The lists of one alliance, each deed in a transaction of its own."""

    def __init__(self, database: Database, rollup: Database, alliance: Alliance) -> None:
        self.database, self.rollup, self.alliance = database, rollup, alliance
        self.actor = new_id()

    async def send(self, content: bytes, *, year: int | None = 2022, filename: str = f"{SHEET}.csv") -> UUID:
        read = read_list(content, filename)
        async with enter_tenant(self.database, self.alliance.id) as session:
            return await bring_in_list(
                session, alliance=await get_alliance(session, self.alliance.id), actor_id=self.actor, now=now(),
                today=TODAY, read=read, year=year, declared_of=declared_by_rollup(self.rollup, self.alliance.path),
            )  # fmt: skip

    async def judge(
        self, import_id: UUID, corrections: Iterable[ColumnCorrection] = (), year: int | None = None
    ) -> None:
        async with enter_tenant(self.database, self.alliance.id) as session:
            await judge_again(
                session, alliance=await get_alliance(session, self.alliance.id), today=TODAY,
                detail=await get_open_import(session, self.alliance.id, import_id),
                declared_of=declared_by_rollup(self.rollup, self.alliance.path), corrections=corrections, year=year,
            )  # fmt: skip

    async def decide(self, import_id: UUID, row: int, decision: str) -> None:
        async with enter_tenant(self.database, self.alliance.id) as session:
            detail = await get_open_import(session, self.alliance.id, import_id)
            await decide_row(
                session, org_id=self.alliance.id, detail=detail, key=row_key(SHEET, row), decision=decision
            )

    async def confirm(self, import_id: UUID, progress: Progress | None = None) -> TakenIn:
        async with sweep_tenants(self.database) as (session, visit):
            await visit(self.alliance.id)
            return await take_in_list(
                session, visit, alliance=await get_alliance(session, self.alliance.id), actor_id=self.actor,
                import_id=import_id, now=now(), today=TODAY,
                declared_of=declared_by_rollup(self.rollup, self.alliance.path), progress=progress,
            )  # fmt: skip

    async def bring(self, content: bytes, **options: Any) -> UUID:
        """Send and confirm."""
        import_id = await self.send(content, **options)
        await self.confirm(import_id)
        return import_id

    async def detail(self, import_id: UUID) -> ImportDetail:
        async with enter_tenant(self.database, self.alliance.id) as session:
            return await get_import(session, self.alliance.id, import_id)

    async def rows(self, import_id: UUID) -> list[Judgement]:
        return unpack_judgements((await self.detail(import_id)).verdicts)

    async def statuses(self, import_id: UUID) -> list[str]:
        return [row.status for row in await self.rows(import_id)]

    async def declared(self, year: int = 2022) -> dict[str, tuple[int | None, int | None, str]]:
        """Members, million đồng of charter capital and source of each organization's figures, by its name."""
        statement = (
            select(Organization.name, Figures.members, Figures.charter_capital_dong, Figures.source_note)
            .join(Figures, Figures.org_id == Organization.id)
            .where(Figures.year == year, Figures.month == 0, Organization.alliance_path == self.alliance.path)
            .order_by(Organization.name, Organization.id)
        )
        found: dict[str, tuple[int | None, int | None, str]] = {}
        async with enter_alliance(self.rollup, self.alliance.path) as session:
            for name, members, dong, source in await session.execute(statement):
                key = name if name not in found else f"{name} ({sum(one.startswith(name) for one in found) + 1})"
                found[key] = (members, dong and dong // 1_000_000, source)
        return found


@pytest.fixture
def lists(database: Database, rollup_database: Database, alliance: Alliance) -> Lists:
    """The lists of the alliance a test looks from."""
    return Lists(database, rollup_database, alliance)


@pytest.fixture
def lists_next_door(database: Database, rollup_database: Database, neighbour: Alliance) -> Lists:
    """Those of another alliance."""
    return Lists(database, rollup_database, neighbour)
