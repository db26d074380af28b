"""Decisions on applications: what they leave in the register, in capital and in the log."""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError
from tests.capital.deeds import Deeds
from tests.capital.people import enter_members, sealed_number
from tests.conftest import Cooperative
from tests.members.applications.people import FULL, REDUCED, receive, set_charter
from tests.members.reading.workbooks import identity_number
from tests.support.web import Browser

from hoptac.capital.admitting import Verdict, decide_applications
from hoptac.capital.queries import list_disagreements
from hoptac.capital.welcome import welcome_of, welcome_pdf
from hoptac.kit.calendar import add_months, now, today
from hoptac.kit.db import Database
from hoptac.kit.errors import NotFound, Refusals
from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_tenant
from hoptac.members.applications.queries import get_application
from hoptac.members.memberships import Decided, end_membership, list_memberships, open_membership
from hoptac.members.queries import get_member
from hoptac.parties.models import Party

BOARD = Decided("board", "01/QĐ", today())
MILLION = 1_000_000


async def decide(database, org, *verdicts, decided=BOARD):
    async with enter_tenant(database, org.id) as session:
        return await decide_applications(
            session, org_id=org.id, actor_id=new_id(), now=now(), decided=decided, verdicts=verdicts
        )


async def refused(database, org, *verdicts, decided=BOARD) -> list[str]:
    with pytest.raises(Refusals) as told:
        await decide(database, org, *verdicts, decided=decided)
    return [str(one) for one in told.value.refusals]


async def application(database, org, application_id):
    async with enter_tenant(database, org.id) as session:
        return await get_application(session, org.id, application_id)


async def test_who_is_admitted_has_a_membership_a_pledge_and_a_decision(
    database: Database, tan_hung: Cooperative
) -> None:
    await set_charter(database, tan_hung, governance_model=FULL)
    one = await receive(database, tan_hung)
    assert (await decide(database, tan_hung, Verdict(one, admits=True))).admitted == 1
    detail = await application(database, tan_hung, one)
    assert detail.party_id
    async with enter_tenant(database, tan_hung.id) as session:
        spell = (await list_memberships(session, tan_hung.id, detail.party_id))[0]
        member = await get_member(session, tan_hung.id, detail.party_id)
        pledge = (await session.execute(text("SELECT amount_dong, pledged_on, due_on, basis FROM pledges"))).one()
        verbs = (await session.execute(text("SELECT verb FROM audit_records ORDER BY id"))).scalars().all()
        welcome = await welcome_of(session, tan_hung.id, one)
        assert await list_disagreements(session, tan_hung.id) == []
    assert (spell.begun_by, spell.valid_from, spell.begun_decision_id) == ("admission", today(), detail.decision_id)
    assert (member.number, member.joined_on) == ("TV001", today())
    assert tuple(pledge) == (5 * MILLION, today(), add_months(today(), 6), "01/QĐ")
    assert verbs == ["receive_application", "record_pledge", "admit_applicant"]
    assert (welcome.pledge_dong, welcome.due_on, welcome.fee_dong) == (5 * MILLION, add_months(today(), 6), None)
    assert welcome_pdf(welcome).startswith(b"%PDF-")


async def test_an_associate_without_capital_owes_the_fee(
    chair: Browser, database: Database, tan_hung: Cooperative
) -> None:
    await set_charter(database, tan_hung, governance_model=REDUCED, membership_fee_dong=200_000)
    one = await receive(database, tan_hung, kind="associate_noncontributing", pledge_dong=None)
    told = await refused(database, tan_hung, Verdict(one, admits=True))
    assert "Điều 71.3.g Luật 17/2023/QH15" in told[0]
    await decide(database, tan_hung, Verdict(one, admits=True), decided=Decided("director", "02/QĐ", today()))
    assert (await application(database, tan_hung, one)).fee_dong == 200_000
    async with enter_tenant(database, tan_hung.id) as session:
        assert (await session.execute(text("SELECT count(*) FROM pledges"))).scalar_one() == 0
        assert welcome_pdf(await welcome_of(session, tan_hung.id, one)).startswith(b"%PDF-")
    page = await chair.get(f"/{tan_hung.slug}/members/applications/{one}")
    assert "Phí thành viên phải nộp: 200.000 đồng." in page.text
    form = await chair.get(re.findall(r'href="([^"]+CAP-07)"', page.text)[0])
    assert "Thu phí thành viên liên kết không góp vốn" in form.text


async def test_all_or_nothing(database: Database, tan_hung: Cooperative) -> None:
    await set_charter(database, tan_hung, governance_model=FULL)
    good, young = await receive(database, tan_hung), await receive(database, tan_hung, born_on=date(2015, 1, 1))
    told = await refused(database, tan_hung, Verdict(good, admits=True), Verdict(young, admits=True))
    assert len(told) == 1
    assert "phải đủ 18 tuổi" in told[0]
    assert (await application(database, tan_hung, good)).state == "waiting"
    async with enter_tenant(database, tan_hung.id) as session:
        for table in ("members", "decisions", "pledges"):
            assert (await session.execute(text(f"SELECT count(*) FROM {table}"))).scalar_one() == 0


async def test_two_applications_of_one_person_in_one_decision(database: Database, tan_hung: Cooperative) -> None:
    await set_charter(database, tan_hung, governance_model=FULL)
    both = [await receive(database, tan_hung, identity_number=identity_number(1)) for _time in range(2)]
    told = await refused(database, tan_hung, *(Verdict(one, admits=True) for one in both))
    assert len(told) == 1
    assert "Đang là thành viên: Trần Văn An" in told[0]


async def test_two_of_one_name_are_decided_one_after_the_other(database: Database, tan_hung: Cooperative) -> None:
    await set_charter(database, tan_hung, governance_model=FULL)
    both = [await receive(database, tan_hung) for _time in range(2)]
    (told,) = await refused(database, tan_hung, *(Verdict(one, admits=True) for one in both))
    assert "đã kết nạp một người cùng tên. Hãy ghi đơn này riêng" in told
    assert (await decide(database, tan_hung, Verdict(both[0], admits=True))).admitted == 1
    (asked,) = await refused(database, tan_hung, Verdict(both[1], admits=True))
    assert "Có người cùng tên" in asked


async def test_official_members_make_room_for_associates_of_the_same_decision(
    database: Database, tan_hung: Cooperative
) -> None:
    await set_charter(database, tan_hung, governance_model=FULL)
    deeds = Deeds(database, tan_hung.id)
    for party_id in await enter_members(database, tan_hung.id):
        await deeds.pledge(party_id, MILLION)
    # Six million are pledged; three of an associate would be a third of nine, and 30 % of ten with one million more.
    associate = await receive(
        database, tan_hung, name="Công ty Lúa Vàng", party_kind="organization", kind="associate_contributing",
        pledge_dong=3 * MILLION, services="",
    )  # fmt: skip
    alone = await refused(database, tan_hung, Verdict(associate, admits=True))
    assert "Điều 74.2" in alone[0]
    official = await receive(database, tan_hung, pledge_dong=MILLION)
    done = await decide(database, tan_hung, Verdict(associate, admits=True), Verdict(official, admits=True))
    assert done.admitted == 2


async def test_a_former_member_comes_back_under_the_old_number(database: Database, tan_hung: Cooperative) -> None:
    await set_charter(database, tan_hung, governance_model=FULL)
    left_on = today() - timedelta(30)
    party_id = (
        await enter_members(database, tan_hung.id, ("Trần Văn An",), identity_number=identity_number(1), hamlet="Ấp 1")
    )[0]
    async with enter_tenant(database, tan_hung.id) as session:
        current = await open_membership(session, tan_hung.id, party_id)
        assert current
        await end_membership(
            session, org_id=tan_hung.id, now=now(), party_id=party_id, current=current, ended_by="resignation",
            left_on=left_on, decision_id=None,
        )  # fmt: skip
        number = (await get_member(session, tan_hung.id, party_id)).number
    fields = {"identity_number": identity_number(1), "phone": "0912000222"}
    early = await receive(database, tan_hung, received_on=left_on - timedelta(9), **fields)
    before = Decided("board", "01/QĐ", left_on - timedelta(1))
    assert "còn là thành viên" in (await refused(database, tan_hung, Verdict(early, admits=True), decided=before))[0]
    await decide(database, tan_hung, Verdict(early, admits=True))
    assert (await application(database, tan_hung, early)).party_id == party_id
    async with enter_tenant(database, tan_hung.id) as session:
        member = await get_member(session, tan_hung.id, party_id)
        spells = await list_memberships(session, tan_hung.id, party_id)
    assert (member.number, member.left_on, member.joined_on) == (number, None, today())
    assert (member.phone, member.hamlet) == ("0912000222", "Ấp 1")
    assert [spell.begun_by for spell in spells] == ["entered", "admission"]


async def test_a_supplier_becomes_a_member_of_the_same_record(database: Database, tan_hung: Cooperative) -> None:
    await set_charter(database, tan_hung, governance_model=FULL)
    supplier = new_id()
    async with enter_tenant(database, tan_hung.id) as session:
        row = {"org_id": tan_hung.id, "id": supplier, "kind": "individual", "name": "Trần Văn An", "created_at": now()}
        row |= {"sort_key": "an", "search_key": "tran van an", "hamlet": "Ấp 1"}
        row |= sealed_number(tan_hung.id, identity_number(1))
        await session.execute(insert(Party.__table__), [row])
    one = await receive(database, tan_hung, identity_number=identity_number(1), phone="0912000222")
    await decide(database, tan_hung, Verdict(one, admits=True))
    assert (await application(database, tan_hung, one)).party_id == supplier
    async with enter_tenant(database, tan_hung.id) as session:
        member = await get_member(session, tan_hung.id, supplier)
    assert (member.number, member.phone, member.hamlet) == ("TV001", "0912000222", "Ấp 1")


async def test_a_notice_is_for_who_was_admitted(
    database: Database, tan_hung: Cooperative, phu_loi: Cooperative
) -> None:
    one, of_neighbour = await receive(database, tan_hung), await receive(database, phu_loi)
    async with enter_tenant(database, tan_hung.id) as session:
        for application_id in (one, of_neighbour):
            with pytest.raises(NotFound):
                await welcome_of(session, tan_hung.id, application_id)
    with pytest.raises(NotFound):
        await decide(database, tan_hung, Verdict(of_neighbour, admits=True))


async def test_the_database_keeps_states_whole(database: Database, tan_hung: Cooperative) -> None:
    one = await receive(database, tan_hung)
    for attack in (
        "UPDATE applications SET state = 'admitted'",
        "UPDATE applications SET state = 'refused', ended_on = received_on",
        "UPDATE applications SET state = 'odd'",
        "UPDATE applications SET pledge_dong = -1",
        "DELETE FROM applications",
    ):
        with pytest.raises(DBAPIError):
            async with enter_tenant(database, tan_hung.id) as session:
                await session.execute(text(attack))
    assert (await application(database, tan_hung, one)).state == "waiting"
