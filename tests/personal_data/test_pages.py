"""Personal data through the pages: consents, requests, looks, take-out, erasure in two phases."""

import io
import json
import re
import zipfile
from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest
from sqlalchemy import text
from tests.capital.deeds import Deeds, M
from tests.conftest import Cooperative
from tests.ledger.notation import entry
from tests.robustness.test_at_rest import places_of
from tests.support.web import Browser, forms_of

from hoptac.kit.calendar import format_date, now, today
from hoptac.kit.db import Database
from hoptac.kit.errors import Refusals
from hoptac.kit.identifiers import new_id
from hoptac.kit.sheets import read_workbook
from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger import check_books, lines_of_party, post_entry
from hoptac.members.actions import register_member
from hoptac.members.forms import MemberForm
from hoptac.parties.actions import PartyForm, add_parties
from hoptac.parties.queries import find_party, party_names, suggest_parties
from hoptac.personal_data.actions.erasure import erase, plan_erasure, pseudonym_of
from hoptac.personal_data.queries.everything import rows_of, tables_of_people
from hoptac.personal_data.refusals import StillKept, StillMember, StillOwing

NAME, NUMBER, PHONE = "Nguyễn Thị Ổi Sẻ", "092160100077", "0918000444"


async def a_member(database: Database, org: Cooperative):
    form = MemberForm(
        "TV-1", NAME, "individual", "official", gender="female", identity_number=NUMBER, phone=PHONE, address="Ấp 3",
        note="Hay đau chân",
    )  # fmt: skip
    async with enter_tenant(database, org.id) as session:
        shared = {"org_id": org.id, "actor_id": new_id(), "now": now()}
        return (await register_member(session, form=form, **shared)).party_id


async def somebody(database: Database, org: Cooperative):
    """Somebody who bought something once and owes nothing."""
    async with enter_tenant(database, org.id) as session:
        (party_id,) = await add_parties(
            session, org_id=org.id, now=now(), parties=[PartyForm(NAME, "individual", NUMBER)]
        )
        change = "UPDATE parties SET phone = :phone, note = 'Hay đau chân', address = 'Ấp 3' WHERE org_id = :org AND id = :id"
        await session.execute(text(change), {"org": org.id, "id": party_id, "phone": PHONE})
    return party_id


async def test_consents_are_given_and_taken_back(chair: Browser, database: Database, tan_hung: Cooperative) -> None:
    party_id = await a_member(database, tan_hung)
    path = f"/{tan_hung.slug}/personal-data/people/{party_id}"
    page = await chair.get(path)
    form = next(form["fields"] for form in forms_of(page) if form["action"].endswith("/consents"))
    assert {name: form.get(name, "") for name in ("purpose", "is_given", "way")} == {
        "purpose": "", "is_given": "", "way": "",
    }  # nothing is chosen before  # fmt: skip
    said = {"purpose": "phone_messages", "is_given": "given", "way": "paper"}
    refused = await chair.submit(page, "/consents$", said)
    assert refused.status_code == 422
    assert "sự đồng ý phải chứng minh được" in refused.text
    page = await chair.submit(page, "/consents$", said | {"reference": "Tờ 12"})
    assert "Tờ 12" in page.text
    assert "Nhắn tin, gọi điện báo tin" in (await chair.get(f"/{tan_hung.slug}/members/{party_id}")).text
    page = await chair.submit(page, "/consents$", said | {"is_given": "taken_back", "reference": ""})
    assert "đã rút lại" in page.text
    member = await chair.get(f"/{tan_hung.slug}/members/{party_id}")
    assert "Nhắn tin, gọi điện báo tin" not in member.text


async def test_who_looked_stands_on_the_page(chair: Browser, database: Database, tan_hung: Cooperative) -> None:
    party_id = await a_member(database, tan_hung)
    member_path = f"/{tan_hung.slug}/members/{party_id}"
    assert "mở xem cả số căn cước" not in (await chair.get(member_path)).text
    opened = await chair.submit(await chair.get(member_path), "/identity-number$", {})
    assert NUMBER in opened.text
    for path in (member_path, f"/{tan_hung.slug}/personal-data/people/{party_id}"):
        page = await chair.get(path)
        assert re.search(r"Nguyễn Văn Tám\W[^\n]*\n?[^\n]*mở xem cả số căn cước", page.text), path
        assert NUMBER not in page.text


async def test_a_request_is_recorded_answered_and_counted_when_late(
    chair: Browser, database: Database, tan_hung: Cooperative
) -> None:
    party_id = await a_member(database, tan_hung)
    path = f"/{tan_hung.slug}/personal-data"
    page = await chair.get(f"{path}/requests/new")
    received = today() - timedelta(days=30)
    asked = {"kind": "delete", "received_on": format_date(received), "wish": "Xóa giúp tôi"}
    assert "Hãy ghi đúng họ tên" in (await chair.submit(page, "/requests$", asked | {"person": "Nguyễn Không Ai"})).text
    shown = await chair.submit(page, "/requests$", asked | {"person": NUMBER})
    assert format_date(received + timedelta(days=20)) in shown.text
    listed = await chair.get(path)
    assert "1 trễ hạn" in listed.text
    assert "quá hạn" in listed.text
    refused = await chair.submit(shown, "/steps$", {"step": "refused", "note": ""})
    assert "Hãy ghi lý do" in refused.text
    done = await chair.submit(shown, "/steps$", {"step": "refused", "note": "Đang là thành viên"})
    assert "đã từ chối" in done.text
    assert "/steps" not in done.text
    listed = await chair.get(path)
    assert "Không có yêu cầu nào đang chờ" in listed.text
    assert "Đang là thành viên" not in listed.text
    page = await chair.get(f"{path}/requests/new?party={party_id}")
    assert NAME in page.text


async def test_steps_of_a_request_are_written_once(chair: Browser, database: Database, tan_hung: Cooperative) -> None:
    party_id = await a_member(database, tan_hung)
    page = await chair.get(f"/{tan_hung.slug}/personal-data/requests/new?party={party_id}")
    shown = await chair.submit(page, "/requests$", {"kind": "view"})
    await chair.submit(shown, "/steps$", {"step": "done"})
    assert (await chair.submit(shown, "/steps$", {"step": "done"})).status_code == 422
    async with enter_tenant(database, tan_hung.id) as session:
        count = text("SELECT count(*) FROM data_request_steps WHERE org_id = :org")
        assert (await session.execute(count, {"org": tan_hung.id})).scalar_one() == 1


async def test_everything_of_a_person_comes_out_and_the_look_is_logged(
    chair: Browser, database: Database, tan_hung: Cooperative
) -> None:
    party_id, deeds = await a_member(database, tan_hung), Deeds(database, tan_hung.id)
    await deeds.pledge(party_id, 3 * M)
    await deeds.pay(party_id, 3 * M)
    await deeds.certify(party_id)
    path = f"/{tan_hung.slug}/personal-data/people/{party_id}"
    said = {"purpose": "photo", "is_given": "given", "way": "paper", "reference": "Tờ 5"}
    page = await chair.submit(await chair.get(path), "/consents$", said)
    answer = await chair.submit(page, "/take-out$", {})
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        told = json.loads(archive.read("du-lieu-ca-nhan.json"))
        workbook = read_workbook(archive.read("du-lieu-ca-nhan.xlsx"), "du-lieu-ca-nhan.xlsx")
    assert told["profile"]["identity_number"] == NUMBER
    assert told["profile"]["note"] == "Hay đau chân"
    assert {"members", "pledges", "contributions", "certificates", "holdings", "consents"} <= set(told["rows"])
    assert told["rows"]["certificates"][0]["contents"]["holder_identity_number"] == NUMBER
    assert [line["amount_dong"] for line in told["book_lines"]] == [3 * M]
    assert [consent["purpose"] for consent in told["consents"]] == ["photo"]
    sheets = {sheet.name: sheet for sheet in workbook.sheets}
    assert list(sheets) == ["Hồ sơ", "Vốn góp", "Giấy chứng nhận", "Sổ kế toán", "Đồng ý", "Yêu cầu", "Ai đã xem"]
    assert NUMBER in {cell for row in sheets["Hồ sơ"].rows for cell in row}
    assert "lấy ra toàn bộ dữ liệu" in (await chair.get(path)).text


async def test_nothing_of_another_person_comes_out(database: Database, tan_hung: Cooperative) -> None:
    party_id, deeds = await a_member(database, tan_hung), Deeds(database, tan_hung.id)
    await deeds.pledge(party_id, M)
    other = await somebody_else(database, tan_hung)
    assert set(await deeds.read(rows_of, other)) == set()
    assert {table.name for table in tables_of_people()} >= {"members", "pledges", "consents", "data_requests"}


async def somebody_else(database: Database, org: Cooperative):
    async with enter_tenant(database, org.id) as session:
        (party_id,) = await add_parties(
            session, org_id=org.id, now=now(), parties=[PartyForm("Lê Văn Hai", "individual")]
        )
    return party_id


async def test_a_member_and_a_debtor_are_not_erased(chair: Browser, database: Database, tan_hung: Cooperative) -> None:
    party_id, deeds = await a_member(database, tan_hung), Deeds(database, tan_hung.id)
    await deeds.pledge(party_id, M)
    await deeds.pay(party_id, M)
    path = f"/{tan_hung.slug}/personal-data/people/{party_id}/erasure"
    page = await chair.get(path)
    assert "Hãy làm xong việc chấm dứt tư cách trước. (Điều 15 Luật 17/2023/QH15)" in page.text
    assert "4111: 1.000.000 đ" in page.text
    assert not [form for form in forms_of(page) if form["action"].endswith("/erasure")]
    async with enter_tenant(database, tan_hung.id) as session:
        with pytest.raises(Refusals) as refused:
            await erase(
                session, org_id=tan_hung.id, actor_id=new_id(), now=now(), party_id=party_id, basis="đơn"
            )  # fmt: skip
        assert [type(one) for one in refused.value.refusals] == [StillMember, StillOwing]


async def booked(database: Database, org: Cooperative, party_id, line: str, on) -> None:
    """One entry whose line on 131 names the party."""
    draft = entry(line, on=on)
    sides = {"debit": "debit_party_id", "credit": "credit_party_id"}
    named = [
        msgspec.structs.replace(
            one, **{field: party_id for side, field in sides.items() if getattr(one, f"{side}_account") == "131"}
        )
        for one in draft.lines
    ]
    async with enter_tenant(database, org.id) as session:
        draft = msgspec.structs.replace(draft, lines=tuple(named))
        await post_entry(session, org_id=org.id, actor_id=new_id(), draft=draft, now=now())


async def test_the_books_keep_a_name_until_their_term_is_over(database: Database, tan_hung: Cooperative) -> None:
    party_id, shared = await somebody(database, tan_hung), {"org_id": tan_hung.id, "actor_id": new_id()}
    sold_on = date(2026, 3, 5)
    await booked(database, tan_hung, party_id, "Nợ 131 / Có 5111 2.000.000", sold_on)
    async with enter_tenant(database, tan_hung.id) as session:
        plan = await plan_erasure(session, tan_hung.id, party_id, now())
        assert [type(one) for one in plan.refusals] == [StillOwing]
        assert "131: 2.000.000 đ" in str(plan.refusals[0])
    await booked(database, tan_hung, party_id, "Nợ 1111 / Có 131 2.000.000", sold_on)
    async with enter_tenant(database, tan_hung.id) as session:
        done = await erase(session, party_id=party_id, basis="đơn", now=now(), **shared)
        assert (done.phase, done.keep_until) == (1, date(2036, 12, 31))
    last_day, day_after = datetime(2036, 12, 31, 5, tzinfo=UTC), datetime(2037, 1, 1, 5, tzinfo=UTC)
    async with enter_tenant(database, tan_hung.id) as session:
        with pytest.raises(Refusals) as refused:
            await erase(session, party_id=party_id, basis="đơn", now=last_day, **shared)
        assert [type(one) for one in refused.value.refusals] == [StillKept]
    async with enter_tenant(database, tan_hung.id) as session:
        assert (await erase(session, party_id=party_id, basis="đơn", now=day_after, **shared)).phase == 2
        assert await check_books(session, tan_hung.id) == []
        lines = await lines_of_party(session, tan_hung.id, "131", party_id)
        assert [(line.debit_dong, line.credit_dong) for line in lines] == [(2 * M, 0), (0, 2 * M)]  # amounts stay
        assert await party_names(session, tan_hung.id, [party_id]) == {party_id: pseudonym_of(party_id)}


async def test_what_was_erased_is_not_filled_in_again(
    chair: Browser, database: Database, superuser_database: Database, tan_hung: Cooperative
) -> None:
    party_id = await a_member(database, tan_hung)
    form = await chair.get(f"/{tan_hung.slug}/members/{party_id}/edit")
    async with enter_tenant(database, tan_hung.id) as session:
        await session.execute(text("UPDATE parties SET restricted_on = current_date WHERE id = :id"), {"id": party_id})
    refused = await chair.submit(form, f"/members/{party_id}$", {"phone": "0912555666"})
    assert refused.status_code == 422
    assert "chỉ còn giữ phần sổ sách bắt buộc" in refused.text
    assert await places_of(superuser_database, tan_hung.id, wanted="0912555666") == set()


async def test_erasing_takes_two_phases(
    chair: Browser, database: Database, superuser_database: Database, tan_hung: Cooperative
) -> None:
    party_id = await somebody(database, tan_hung)
    path = f"/{tan_hung.slug}/personal-data/people/{party_id}/erasure"
    page = await chair.get(path)  # tells, and does nothing
    async with enter_tenant(database, tan_hung.id) as session:
        assert await find_party(session, tan_hung.id, NUMBER) == party_id
        assert [one.name for one in await suggest_parties(session, tan_hung.id, "oi")] == [NAME]
    assert await places_of(superuser_database, tan_hung.id, wanted=PHONE) == {"parties"}
    assert "Hãy ghi theo yêu cầu" in (await chair.submit(page, "/erasure$", {"basis": " "})).text
    assert (await chair.submit(page, "/erasure$", {"basis": "đơn 5/11"})).status_code == 200

    assert await places_of(superuser_database, tan_hung.id, wanted=PHONE) == set()
    assert await places_of(superuser_database, tan_hung.id, wanted="đau chân") == set()
    assert await places_of(superuser_database, tan_hung.id, wanted=NAME) == {"parties"}
    async with enter_tenant(database, tan_hung.id) as session:
        assert await suggest_parties(session, tan_hung.id, "oi") == []

    page = await chair.get(path)
    assert "Đợt 2" in page.text
    await chair.submit(page, "/erasure$", {"basis": "đơn 5/11"})
    for wanted in (NAME, "oi nguyen", "Ấp 3"):
        assert await places_of(superuser_database, tan_hung.id, wanted=wanted) == set(), wanted
    async with enter_tenant(database, tan_hung.id) as session:
        assert await find_party(session, tan_hung.id, NUMBER) is None
    person = await chair.get(f"/{tan_hung.slug}/personal-data/people/{party_id}")
    assert pseudonym_of(party_id) in person.text
    assert (await chair.get(path)).text.count("Dữ liệu của người này đã xóa xong.") == 1
