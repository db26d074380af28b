"""Building the story: organizations, people, lists, a contribution and a certificate, each through its own action."""

import secrets
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import func, select, text

from hoptac.alliance.importing import import_registry
from hoptac.capital.importing import import_file
from hoptac.demo.story import (
    CHARTER,
    CHARTER_ADOPTED_ON,
    CHARTER_RESOLUTION,
    MEMBER_HEADINGS,
    REGISTRY_HEADINGS,
    member_rows,
    registry_rows,
)
from hoptac.identity.actions import create_person
from hoptac.identity.actions.organizations import change_organization
from hoptac.identity.models import Person, Seat
from hoptac.kit.db import Database
from hoptac.kit.identifiers import new_id
from hoptac.kit.sheets import Cell, OutputColumn, OutputSheet, write_workbook
from hoptac.kit.sheets.writing import ColumnKind
from hoptac.kit.tenancy import enter_tenant
from hoptac.members.queries import count_members, find_holder_of_number
from hoptac.organizations.actions import found_organization
from hoptac.organizations.charter.actions import adopt_charter
from hoptac.organizations.charter.rules import Adoption, Facts
from hoptac.organizations.models import Organization
from hoptac.organizations.profile import Profile
from hoptac.portal.actions.codes import make_codes
from hoptac.portal.actions.links import begin

PASSWORD = "hoptac-demo"  # noqa: S105 - printed at every start; the demo holds nothing that is real
DEMO_SIGN_INS = (
    ("0900000001 / hoptac-demo", "Chủ tịch HĐQT", "tan-hung"),
    ("0900000002 / hoptac-demo", "Kế toán", "tan-hung, phu-loi"),
    ("0900000003 / hoptac-demo", "Kiểm soát viên", "tan-hung"),
    ("0900000004 / hoptac-demo", "Cán bộ liên minh", "can-tho"),
    ("0900000009 / hoptac-demo", "Quản trị hệ thống", "platform"),
    ("0939049388 / 274913", "Thành viên", "/me"),
)
MEMBER_NUMBER, MEMBER_PHONE, MEMBER_PIN = "TH-005", "0939049388", "274913"
PLATFORM_ADMINISTRATOR = ("Đặng Ngọc Lài", "0900000009")
PEOPLE = (
    ("Trần Văn Chín", "0900000001", [("tan-hung", "chair")]),
    ("Lê Thị Kim Thoa", "0900000002", [("tan-hung", "accountant"), ("phu-loi", "accountant")]),
    ("Phạm Văn Mười", "0900000003", [("tan-hung", "supervisor")]),
    ("Võ Thị Hồng Đào", "0900000004", [("can-tho", "alliance_officer")]),
)
ORGANIZATIONS = (
    ("alliance", "can-tho", "Liên minh HTX thành phố Cần Thơ", None),
    ("cooperative", "tan-hung", "HTX Nông nghiệp Tân Hưng", "can-tho"),
    ("cooperative", "phu-loi", "HTX Nông nghiệp Phú Lợi", "can-tho"),
)
TAN_HUNG = Profile(
    name="HTX Nông nghiệp Tân Hưng", short_name="HTX Tân Hưng", registration_code="1801234567",
    head_office="Ấp Thạnh Lợi, xã Vĩnh Trinh, thành phố Cần Thơ", legal_representative="Trần Văn Chín",
    legal_representative_title="Chủ tịch Hội đồng quản trị", phone="0900000001", email="tan-hung@example.vn",
)  # fmt: skip
DECLARED_YEARS = (2024, 2025)
CAN_THO = "92"

ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(hashtext('hoptac.demo'))")
COUNT_PEOPLE = select(func.count()).select_from(Person)
DEMO_ORGANIZATION = (
    select(Organization.id)
    .join(Seat, Seat.org_id == Organization.id)
    .join(Person, Person.id == Seat.person_id)
    .where(Organization.slug == "tan-hung", Person.phone == "0900000001")
)


def _workbook(name: str, headings: tuple[str, ...], rows: list[list[Cell]], title: str | None = None) -> bytes:
    kinds: dict[str, ColumnKind] = {
        "Ngày": "date",
        "Vốn": "integer",
        "STT": "integer",
        "Diện": "number",
        "Số th": "integer",
        "Năm": "integer",
    }

    def kind_of(heading: str) -> ColumnKind:
        for start, kind in kinds.items():
            if heading.startswith(start):
                return kind
        return "text"

    columns = [OutputColumn(heading, kind=kind_of(heading), width=14) for heading in headings]
    return write_workbook([OutputSheet(name, columns, rows, titles=[title] if title else [])])


async def build_demo(database: Database, *, today: date, now: datetime) -> dict[str, Any]:
    """Build the story if nobody can sign in yet, or finish it where it was left half built; says whether it did.

    Two programs at once wait for each other. Each step is whole or not at all, and bringing a list in once more changes
    nothing, so a building that was killed goes on where it stopped.
    """
    async with database.begin() as holding:
        await holding.execute(ONE_AT_A_TIME)
        if (await holding.execute(COUNT_PEOPLE)).scalar_one():
            unfinished = (await holding.execute(DEMO_ORGANIZATION)).scalar()
            if unfinished is None or await _has_members(database, unfinished):
                if unfinished is not None:
                    await _give_page(database, unfinished, today=today, now=now)
                return {"built": False}
        else:
            await _found(database, today=today, now=now)
        return await _fill(database, today=today, now=now)


async def _has_members(database: Database, org_id: UUID) -> bool:
    async with enter_tenant(database, org_id) as session:
        return bool(await count_members(session, org_id))


async def _found(database: Database, *, today: date, now: datetime) -> None:
    async with database.begin() as session:
        for kind, slug, name, alliance in ORGANIZATIONS:
            await found_organization(
                session, kind=kind, slug=slug, name=name, alliance=alliance, area_code=CAN_THO, created_at=now
            )
        for name, phone, seats in PEOPLE:
            await create_person(
                session, name=name, phone=phone, email=None, password=PASSWORD, seats=seats, today=today, now=now
            )
        name, phone = PLATFORM_ADMINISTRATOR
        await create_person(
            session, name=name, phone=phone, email=None, password=PASSWORD, seats=[], today=today, now=now,
            is_platform_administrator=True,
        )  # fmt: skip


async def _fill(database: Database, *, today: date, now: datetime) -> dict[str, Any]:
    async with database.begin() as session:
        phones = dict(list(await session.execute(select(Person.phone, Person.id))))
        org_id = (await session.execute(DEMO_ORGANIZATION)).scalar_one()
    chair, officer = phones["0900000001"], phones["0900000004"]
    for year in DECLARED_YEARS:
        title = f"DANH SÁCH KINH TẾ TẬP THỂ NĂM {year}"
        await import_registry(
            database,
            alliance="can-tho",
            actor_id=officer,
            content=_workbook("Danh sách", REGISTRY_HEADINGS, registry_rows(year), title),
            filename=f"danh-sach-{year}.xlsx",
            year=year,
            dry_run=False,
            now=now,
            today=today,
        )
    async with database.begin() as session:
        await change_organization(session, org_id, TAN_HUNG, actor_id=chair, now=now)
    async with enter_tenant(database, org_id) as session:
        await adopt_charter(
            session,
            org_id=org_id,
            actor_id=chair,
            now=now,
            adoption=Adoption(CHARTER_ADOPTED_ON, CHARTER_RESOLUTION, CHARTER_ADOPTED_ON, CHARTER),
            facts=Facts(),
            request_key=uuid5(org_id, "charter"),  # the same when a building goes on where it stopped
            seen_number=0,
        )
    members = await import_file(
        database,
        org_id=org_id,
        actor_id=chair,
        content=_workbook("Thành viên", MEMBER_HEADINGS, member_rows(today)),
        filename="thanh-vien-tan-hung.xlsx",
        dry_run=False,
        today=today,
        now=now,
    )
    await _give_page(database, org_id, today=today, now=now)
    return {"built": True, "members": members["accepted"]}


async def _give_page(database: Database, org_id: UUID, *, today: date, now: datetime) -> None:
    """One member has used a paper of the chair's; nothing is done where her number is known already or she is not there."""
    async with database.begin() as session:
        phones = dict(list(await session.execute(select(Person.phone, Person.id))))
    if MEMBER_PHONE in phones or "0900000001" not in phones:
        return
    async with enter_tenant(database, org_id) as session:
        member = await find_holder_of_number(session, org_id, MEMBER_NUMBER)
        if member is None:
            return
        (printed,) = await make_codes(
            session, org_id=org_id, actor_id=phones["0900000001"], now=now, party_ids=[member[0]], request_key=new_id(),
            secret=secrets.token_hex(),
        )  # fmt: skip
        await begin(
            session, org_id=org_id, code=printed.code, phone=MEMBER_PHONE, email=None, pin=MEMBER_PIN, today=today,
            now=now,
        )  # fmt: skip
