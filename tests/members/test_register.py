"""The register against the real database: entering, changing, finding, paging, and keeping tenants apart."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from sqlalchemy import select
from tests.conftest import Cooperative

from hoptac.kit.audit import AuditRecord
from hoptac.kit.db import Database
from hoptac.kit.errors import NotFound, Refusals
from hoptac.kit.identifiers import new_id
from hoptac.kit.sheets import read_workbook
from hoptac.kit.tenancy import enter_tenant
from hoptac.members.actions import change_member, insert_members, open_identity_number, propose_number, register_member
from hoptac.members.forms import MemberForm
from hoptac.members.queries import Sort, count_members, get_member, list_all_members, list_members
from hoptac.members.sheets import members_workbook

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
ACTOR = UUID(int=1)


def form(number: str, name: str, **more: object) -> MemberForm:
    return MemberForm(number=number, name=name, party_kind="individual", kind="official", **more)  # pyright: ignore


async def register(database: Database, org: Cooperative, entered: MemberForm) -> UUID:
    async with enter_tenant(database, org.id) as session:
        return (await register_member(session, org_id=org.id, actor_id=ACTOR, now=NOW, form=entered)).party_id


async def names(database: Database, org: Cooperative, q: str = "", sort: Sort = "name") -> list[str]:
    async with enter_tenant(database, org.id) as session:
        return [row.name for row in (await list_members(session, org.id, q=q, sort=sort)).rows]


async def enter_three(database: Database, org: Cooperative) -> None:
    await register(database, org, form("TV2", "Đặng Thị Ổi", phone="0912000222", joined_on=date(2019, 1, 1)))
    await register(database, org, form("TV1", "Nguyễn Văn Ân", joined_on=date(2021, 1, 1)))
    await register(database, org, form("TV3", "Trần Văn An"))


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("name", ["Trần Văn An", "Nguyễn Văn Ân", "Đặng Thị Ổi"]),
        ("number", ["Nguyễn Văn Ân", "Đặng Thị Ổi", "Trần Văn An"]),
        ("joined_on", ["Đặng Thị Ổi", "Nguyễn Văn Ân", "Trần Văn An"]),
    ],
)
async def test_the_orders_of_the_list(database: Database, tan_hung: Cooperative, sort: Sort, order: list[str]) -> None:
    await enter_three(database, tan_hung)
    assert await names(database, tan_hung, sort=sort) == order


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("oi", ["Đặng Thị Ổi"]),
        ("dang o", ["Đặng Thị Ổi"]),
        ("ổi đặng", ["Đặng Thị Ổi"]),
        ("VAN", ["Trần Văn An", "Nguyễn Văn Ân"]),
        ("an tran", ["Trần Văn An"]),
        ("guyen", []),  # the middle of a word is not its beginning
        ("tv3", ["Trần Văn An"]),
        ("0912", ["Đặng Thị Ổi"]),
        ("%", ["Trần Văn An", "Nguyễn Văn Ân", "Đặng Thị Ổi"]),  # no word at all
        ("an%", ["Trần Văn An", "Nguyễn Văn Ân"]),
    ],
)
async def test_search_without_accents(database: Database, tan_hung: Cooperative, q: str, found: list[str]) -> None:
    await enter_three(database, tan_hung)
    assert await names(database, tan_hung, q) == found
    async with enter_tenant(database, tan_hung.id) as session:
        assert await count_members(session, tan_hung.id, q) == len(found)


async def test_pages_go_forth_and_back(database: Database, tan_hung: Cooperative) -> None:
    many = [(new_id(), form(f"TV{place:03d}", f"Lê Văn {place % 7}")) for place in range(120)]
    async with enter_tenant(database, tan_hung.id) as session:
        await insert_members(session, many, org_id=tan_hung.id, now=NOW)
        first = await list_members(session, tan_hung.id)
        second = await list_members(session, tan_hung.id, after=(first.rows[-1].key, first.rows[-1].id))
        third = await list_members(session, tan_hung.id, after=(second.rows[-1].key, second.rows[-1].id))
        back = await list_members(session, tan_hung.id, before=(third.rows[0].key, third.rows[0].id))
    assert [len(page.rows) for page in (first, second, third)] == [50, 50, 20]
    assert [(page.has_previous, page.has_next) for page in (first, second, third)] == [
        (False, True),
        (True, True),
        (True, False),
    ]
    assert back == second._replace(has_next=True)
    assert len({row.id for page in (first, second, third) for row in page.rows}) == 120


async def test_numbers_and_identity_numbers_are_of_one_member(database: Database, tan_hung: Cooperative) -> None:
    await register(database, tan_hung, form("TV1", "Trần Văn An", identity_number="092062001234"))
    with pytest.raises(Refusals) as caught:
        await register(database, tan_hung, form("tv1", "Lê Thị Bé", identity_number="092062001234"))
    assert [refusal.field for refusal in caught.value.refusals] == ["number", "identity_number"]
    assert "Trần Văn An" in str(caught.value.refusals[0])
    assert "Trần Văn An" in str(caught.value.refusals[1])
    async with enter_tenant(database, tan_hung.id) as session:
        assert await propose_number(session, tan_hung.id) == "TV2"


async def test_a_change_keeps_what_the_form_does_not_show(database: Database, tan_hung: Cooperative) -> None:
    party_id = await register(database, tan_hung, form("TV1", "Trần Văn An", identity_number="092062001234"))
    async with enter_tenant(database, tan_hung.id) as session:
        changed = form("TV1", "Trần Văn Ân", phone="0912000111")
        await change_member(session, org_id=tan_hung.id, actor_id=ACTOR, now=NOW, party_id=party_id, form=changed)
        member = await get_member(session, tan_hung.id, party_id)
        assert (member.name, member.phone, member.identity_number) == ("Trần Văn Ân", "0912000111", "092062001234")
        await change_member(
            session, org_id=tan_hung.id, actor_id=ACTOR, now=NOW, party_id=party_id, form=changed,
            clears_identity_number=True,
        )  # fmt: skip
        assert (await get_member(session, tan_hung.id, party_id)).identity_number is None
    assert await names(database, tan_hung, "tran an") == ["Trần Văn Ân"]


async def test_each_look_at_an_identity_number_is_written_down(database: Database, tan_hung: Cooperative) -> None:
    party_id = await register(database, tan_hung, form("TV1", "Trần Văn An", identity_number="092062001234"))
    async with enter_tenant(database, tan_hung.id) as session:
        number = await open_identity_number(session, org_id=tan_hung.id, actor_id=ACTOR, now=NOW, party_id=party_id)
        looks = select(AuditRecord.person_id, AuditRecord.subject_id, AuditRecord.detail).where(
            AuditRecord.org_id == tan_hung.id, AuditRecord.verb == "open_identity_number"
        )
        assert [tuple(row) for row in await session.execute(looks)] == [(ACTOR, party_id, {})]
    assert number == "092062001234"


async def test_another_organization_sees_nothing(
    database: Database, tan_hung: Cooperative, phu_loi: Cooperative
) -> None:
    party_id = await register(database, tan_hung, form("TV1", "Trần Văn An", identity_number="092062001234"))
    assert await names(database, phu_loi) == []
    async with enter_tenant(database, phu_loi.id) as session:
        assert (await list_members(session, tan_hung.id)).rows == []
        for org_id in (phu_loi.id, tan_hung.id):
            with pytest.raises(NotFound):
                await get_member(session, org_id, party_id)
    await register(database, phu_loi, form("TV1", "Trần Văn An", identity_number="092062001234"))  # free over there


async def test_the_register_as_a_workbook(database: Database, tan_hung: Cooperative) -> None:
    party_id = await register(database, tan_hung, form("TV1", "Trần Văn An", identity_number="092062007036"))
    async with enter_tenant(database, tan_hung.id) as session:
        content = members_workbook(await list_all_members(session, tan_hung.id), {party_id: 5_000_000}, "vi")
    sheet = read_workbook(content, "thanh-vien.xlsx").sheets[0]
    line = dict(zip(sheet.rows[0], sheet.rows[1], strict=False))
    assert (line["Họ và tên"], line["Số căn cước"], line["Đã góp (đ)"]) == ("Trần Văn An", "0920••••7036", 5_000_000)
