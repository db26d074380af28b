"""Changing a kind by a decision and setting a wrong one right, with the caps of Art. 74 for the new kind."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text
from tests.capital.deeds import Deeds
from tests.capital.people import enter_members
from tests.conftest import PASSWORD, Cooperative, seat_person
from tests.members.applications.people import FULL, set_charter
from tests.support.web import Browser

from hoptac.capital.kind_changes import change_kind, correct_kind
from hoptac.capital.queries import list_disagreements
from hoptac.capital.refusals import AssociatesAboveCeiling, ContributionAboveCeiling
from hoptac.kit.calendar import format_date, now, today
from hoptac.kit.db import Database
from hoptac.kit.errors import Refusal
from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_tenant
from hoptac.members.applications.refusals import WrongBody
from hoptac.members.kinds.queries import list_history
from hoptac.members.kinds.rules import AskedKind, CapitalHeld, FewOfficials
from hoptac.members.memberships import Decided, list_memberships
from hoptac.members.memberships.rules import BeforeMembership
from hoptac.members.queries import get_member

MILLION = 1_000_000
BOARD = Decided("board", "05/QĐ", today())
JOINED = date(2024, 8, 1)


async def change(
    database, org, party_id, kind, *, pledge_dong=0, services="Bán lúa", reason="Theo đơn", decided=BOARD, **given
):
    asked = AskedKind(kind, pledge_dong, services, reason)
    given = {"effective_on": today(), "request_key": new_id()} | given
    async with enter_tenant(database, org.id) as session:
        return await change_kind(
            session,
            org_id=org.id,
            actor_id=new_id(),
            now=now(),
            party_id=party_id,
            asked=asked,
            decided=decided,
            **given,
        )


async def correct(database, org, party_id, kind):
    async with enter_tenant(database, org.id) as session:
        return await correct_kind(
            session, org_id=org.id, actor_id=new_id(), now=now(), party_id=party_id,
            asked=AskedKind(kind, 0, "", "Nhập nhầm"), request_key=new_id(),
        )  # fmt: skip


async def standing_of(database, org, party_id):
    async with enter_tenant(database, org.id) as session:
        member = await get_member(session, org.id, party_id)
        spells = await list_memberships(session, org.id, party_id)
        assert await list_disagreements(session, org.id) == []
    return member.kind, [(spell.kind, spell.valid_from, spell.valid_to) for spell in spells]


async def six_members(database, org, dong=MILLION):
    await set_charter(database, org, governance_model=FULL)
    members, deeds = await enter_members(database, org.id), Deeds(database, org.id)
    for party_id in members:
        await deeds.pledge(party_id, dong)
    return members


async def test_an_official_member_becomes_a_contributing_associate(database: Database, tan_hung: Cooperative) -> None:
    members = await six_members(database, tan_hung)
    assert await change(database, tan_hung, members[0], "associate_contributing", services="") == []
    assert await standing_of(database, tan_hung, members[0]) == (
        "associate_contributing",
        [("official", JOINED, today()), ("associate_contributing", today(), None)],
    )
    with pytest.raises(AssociatesAboveCeiling):  # two of six are more than 30 %
        await change(database, tan_hung, members[1], "associate_contributing", services="")
    assert (await standing_of(database, tan_hung, members[1]))[0] == "official"


async def test_fewer_than_five_official_members_is_a_warning(database: Database, tan_hung: Cooperative) -> None:
    members = await six_members(database, tan_hung, 10 * MILLION)
    await change(database, tan_hung, members[0], "associate_contributing", services="")
    async with enter_tenant(database, tan_hung.id) as session:
        await session.execute(text("UPDATE members SET left_on = joined_on WHERE party_id = :id"), {"id": members[5]})
    warnings = await change(database, tan_hung, members[0], "official")
    assert warnings == []
    warnings = await change(
        database,
        tan_hung,
        members[0],
        "associate_contributing",
        services="",
        decided=Decided("board", "06/QĐ", today()),
    )
    assert [type(one) for one in warnings] == [FewOfficials]
    assert warnings[0].article == "Điều 4.7 Luật 17/2023/QH15"


async def test_becoming_official_with_a_pledge_of_the_same_day(database: Database, tan_hung: Cooperative) -> None:
    await six_members(database, tan_hung)
    party_id = (await enter_members(database, tan_hung.id, ("Lê Văn Ba",), kind="associate_noncontributing"))[0]
    with pytest.raises(ContributionAboveCeiling):  # three of nine million are more than 30 %
        await change(database, tan_hung, party_id, "official", pledge_dong=3 * MILLION)
    assert (await standing_of(database, tan_hung, party_id))[0] == "associate_noncontributing"
    key = new_id()
    for _time in range(2):  # the button pressed twice
        await change(database, tan_hung, party_id, "official", pledge_dong=MILLION, request_key=key)
    kind, spells = await standing_of(database, tan_hung, party_id)
    assert (kind, len(spells)) == ("official", 2)
    async with enter_tenant(database, tan_hung.id) as session:
        pledged = await session.execute(
            text("SELECT sum(amount_dong), min(basis) FROM pledges WHERE party_id = :id"), {"id": party_id}
        )
        assert tuple(pledged.one()) == (MILLION, "05/QĐ")


async def test_two_changes_of_one_day_keep_their_reasons(database: Database, tan_hung: Cooperative) -> None:
    party_id = (await six_members(database, tan_hung))[0]
    for kind, reason in (("associate_contributing", "Không dùng dịch vụ"), ("official", "Bán lúa lại")):
        services = "" if kind == "associate_contributing" else "Bán lúa"
        await change(database, tan_hung, party_id, kind, services=services, reason=reason)
    async with enter_tenant(database, tan_hung.id) as session:
        spells, _corrections = await list_history(session, tan_hung.id, party_id)
    assert [spell.reason for spell in spells if spell.begun_by == "kind_change"] == [
        "Bán lúa lại",
        "Không dùng dịch vụ",
    ]


async def test_what_stands_against_a_change(database: Database, tan_hung: Cooperative) -> None:
    members = await six_members(database, tan_hung)
    with pytest.raises(CapitalHeld):
        await change(
            database, tan_hung, members[0], "associate_noncontributing", decided=Decided("director", "1/QĐ", today())
        )
    with pytest.raises(WrongBody):
        await change(
            database, tan_hung, members[0], "associate_contributing", decided=Decided("director", "1/QĐ", today())
        )
    early = JOINED - timedelta(1)
    with pytest.raises(BeforeMembership):
        await change(
            database, tan_hung, members[0], "associate_contributing", effective_on=early,
            decided=Decided("board", "1/QĐ", early),
        )  # fmt: skip
    async with enter_tenant(database, tan_hung.id) as session:
        assert (await session.execute(text("SELECT count(*) FROM kind_changes"))).scalar_one() == 0
        assert (await session.execute(text("SELECT count(*) FROM decisions"))).scalar_one() == 0


async def test_a_correction_was_so_from_the_beginning_and_stays_on_record(
    database: Database, tan_hung: Cooperative
) -> None:
    members = await six_members(database, tan_hung)
    await correct(database, tan_hung, members[0], "associate_contributing")
    assert await standing_of(database, tan_hung, members[0]) == (
        "associate_contributing",
        [("associate_contributing", JOINED, None)],
    )
    with pytest.raises(AssociatesAboveCeiling):
        await correct(database, tan_hung, members[1], "associate_contributing")
    with pytest.raises(CapitalHeld):
        await correct(database, tan_hung, members[1], "associate_noncontributing")
    async with enter_tenant(database, tan_hung.id) as session:
        row = (
            await session.execute(text("SELECT kind_before, kind_after, reason, decision_id FROM kind_changes"))
        ).one()
        verb = (await session.execute(text("SELECT verb FROM audit_records ORDER BY id DESC LIMIT 1"))).scalar_one()
    assert tuple(row) == ("official", "associate_contributing", "Nhập nhầm", None)
    assert verb == "correct_kind"
    with pytest.raises(Exception, match="permission denied"):
        async with enter_tenant(database, tan_hung.id) as session:
            await session.execute(text("UPDATE kind_changes SET reason = 'x'"))


async def test_the_page(chair: Browser, database: Database, tan_hung: Cooperative) -> None:
    members = await six_members(database, tan_hung)
    path = f"/{tan_hung.slug}/members/{members[0]}"
    assert 'name="kind"' not in (await chair.get(f"{path}/edit")).text
    page = await chair.get(f"{path}/kind")
    for words in ("Điều 31.2", "Điều 32.3", "cam kết 1.000.000 đ"):
        assert words in page.text
    typed = {"kind": "associate_contributing", "body": "board", "reason": "Không còn làm lúa"}
    refused = await chair.submit(page, "/kind$", typed | {"effective_on": format_date(today() + timedelta(1))})
    assert refused.status_code == 422
    assert "Hãy ghi số của quyết định" in refused.text
    assert 'value="Không còn làm lúa"' in refused.text
    ahead = await chair.submit(refused, "/kind$", {"decision_number": "05/QĐ"})
    assert "Ngày có hiệu lực không thể sau hôm nay" in ahead.text
    done = await chair.submit(ahead, "/kind$", {"effective_on": format_date(today())})
    for words in ("Đã đổi loại thành viên.", "Hội đồng quản trị, số 05/QĐ", "Không còn làm lúa", "Điều 31.2"):
        assert words in done.text
    wrong = await chair.submit(await chair.get(f"{path}/kind"), "/correction$", {"kind": "official", "reason": ""})
    assert (wrong.status_code, "Hãy ghi lý do." in wrong.text) == (422, True)
    right = await chair.submit(wrong, "/correction$", {"reason": "Vẫn còn làm lúa"})
    assert "Sửa ghi sai ngày" in right.text
    assert "Vẫn còn làm lúa" in right.text


async def test_who_may_not(browser: Browser, database: Database, tan_hung: Cooperative, phu_loi: Cooperative) -> None:
    own = (await enter_members(database, tan_hung.id, ("Lê Văn Ba",)))[0]
    other = (await enter_members(database, phu_loi.id, ("Lê Văn Tư",)))[0]
    await browser.sign_in(await seat_person(database, tan_hung.slug, "supervisor"), PASSWORD)
    assert (await browser.get(f"/{tan_hung.slug}/members/{own}/kind")).status_code == 403
    await browser.sign_in(await seat_person(database, tan_hung.slug, "chair"), PASSWORD)
    assert (await browser.get(f"/{tan_hung.slug}/members/{other}/kind")).status_code == 404
    with pytest.raises(Refusal):
        await change(database, tan_hung, other, "associate_contributing")
