"""A certificate from its issue to its end: issued again, exchanged, withdrawn, each on record (Art. 75)."""

import asyncio
import re
from datetime import timedelta

import pytest
from sqlalchemy import text, update
from tests.capital.deeds import ACTOR, M
from tests.capital.people import enter_members

from hoptac.capital import queries
from hoptac.capital.actions import replace_certificate, withdraw_certificate
from hoptac.capital.refusals import (
    CertificateBasisMissing,
    CertificateNotFound,
    CertificateNotInForce,
    ContentsUnchanged,
    HolderStillMember,
    WithdrawalBeforeIssue,
    WithdrawalInFuture,
)
from hoptac.kit.calendar import format_date, today
from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_tenant
from hoptac.parties.models import Party

REQUEST = "Đơn ngày 02/10/2026"
DECISION = "QĐ 07/QĐ-HĐQT"


async def certified(deeds, party_id):
    await deeds.pay(party_id, 10 * M)
    return (await deeds.certify(party_id)).id


async def replace(deeds, party_id, certificate_id, reason="lost", basis=REQUEST):
    return await deeds._do(
        replace_certificate, party_id=party_id, certificate_id=certificate_id, reason=reason, basis=basis,
        site_url="https://htx.vn",
    )  # fmt: skip


async def withdraw(deeds, party_id, certificate_id, reason="issued_wrongly", basis=DECISION, withdrawn_on=None):
    return await deeds._do(
        withdraw_certificate, party_id=party_id, certificate_id=certificate_id, reason=reason, basis=basis,
        withdrawn_on=withdrawn_on or today(),
    )  # fmt: skip


async def papers(deeds, party_id):
    return (await deeds.read(queries.get_member_capital, party_id, on=today())).certificates


async def rename(database, org, party_id, name):
    async with enter_tenant(database, org.id) as session:
        await session.execute(update(Party).where(Party.org_id == org.id, Party.id == party_id).values(name=name))


@pytest.mark.parametrize("reason", ["lost", "damaged"])
async def test_a_lost_or_damaged_one_is_issued_again_under_a_new_number(deeds, founders, reason):
    an, *_ = founders
    first = await certified(deeds, an)
    again = await replace(deeds, an, first, reason)
    old, new = await papers(deeds, an)
    assert (old.id, old.state, new.id, new.state) == (first, "replaced", again.id, "in_force")
    assert (new.deed, new.reason, new.basis, new.replaces_id) == ("reissue", reason, REQUEST, first)
    assert (old.number, new.number) == (f"001/{today().year}", f"002/{today().year}")
    assert new.contents.replaces == old.number
    assert new.amount_dong == old.amount_dong == 10 * M
    assert new.check_code != old.check_code


async def test_one_whose_contents_changed_is_exchanged(deeds, database, tan_hung, founders):
    an, *_ = founders
    first = await certified(deeds, an)
    with pytest.raises(ContentsUnchanged) as refused:
        await replace(deeds, an, first, "contents_changed")
    assert refused.value.article == "Điều 75.3 Luật 17/2023/QH15"
    # Another's pledge changes the charter capital and every ratio; that alone is no ground.
    await deeds.pledge(founders[1], M)
    with pytest.raises(ContentsUnchanged):
        await replace(deeds, an, first, "contents_changed")
    await rename(database, tan_hung, an, "Nguyễn Văn Ân")
    await replace(deeds, an, first, "contents_changed")
    old, new = await papers(deeds, an)
    assert (old.contents.holder_name, new.contents.holder_name) == ("Nguyễn Văn An", "Nguyễn Văn Ân")
    assert (old.state, new.deed, new.reason) == ("replaced", "exchange", "contents_changed")


async def test_what_grew_is_an_exchange_and_what_is_not_paid_yet_is_not_certified(deeds, founders):
    an, *_ = founders
    first = await certified(deeds, an)
    await deeds.pledge(an, M)
    lost = await replace(deeds, an, first)
    await deeds.pay(an, M)
    await deeds.certify(an)
    _old, again, grown = await papers(deeds, an)
    assert (again.id, again.amount_dong) == (lost.id, 10 * M)
    assert (grown.amount_dong, grown.deed, grown.replaces_id) == (11 * M, "exchange", again.id)


@pytest.mark.parametrize(
    ("given", "refusal", "article"),
    [
        ({"basis": " "}, CertificateBasisMissing, "75.4"),
        ({"withdrawn_on": today() - timedelta(days=1)}, WithdrawalBeforeIssue, "75.3"),
        ({"withdrawn_on": today() + timedelta(days=1)}, WithdrawalInFuture, None),
    ],
)
async def test_a_withdrawal_has_its_decision_and_its_day(deeds, founders, given, refusal, article):
    an, *_ = founders
    first = await certified(deeds, an)
    with pytest.raises(refusal) as refused:
        await withdraw(deeds, an, first, **given)
    assert article is None or refused.value.article == f"Điều {article} Luật 17/2023/QH15"
    assert [paper.state for paper in await papers(deeds, an)] == ["in_force"]


async def test_a_withdrawn_or_replaced_one_is_void_for_good(deeds, founders):
    an, binh, *_ = founders
    first = await certified(deeds, an)
    await withdraw(deeds, an, first)
    (paper,) = await papers(deeds, an)
    assert (paper.state, paper.ending_reason, paper.ending_basis, paper.ended_on) == (
        "withdrawn", "issued_wrongly", DECISION, today(),
    )  # fmt: skip
    assert not (await withdraw(deeds, an, first)).is_new
    for deed in (replace(deeds, an, first), withdraw(deeds, an, first, "membership_ended")):
        with pytest.raises(CertificateNotInForce):
            await deed
    second = await certified(deeds, binh)
    await replace(deeds, binh, second)
    with pytest.raises(CertificateNotInForce) as refused:
        await withdraw(deeds, binh, second)
    assert refused.value.article == "Điều 75.3 Luật 17/2023/QH15"


async def test_who_stays_a_member_keeps_the_paper(deeds, founders):
    an, *_ = founders
    first = await certified(deeds, an)
    with pytest.raises(HolderStillMember, match="Người này vẫn là thành viên") as refused:
        await withdraw(deeds, an, first, "membership_ended")
    assert refused.value.field == "reason"
    assert [paper.state for paper in await papers(deeds, an)] == ["in_force"]


async def test_a_basis_is_wanted_and_a_strange_id_is_none(deeds, founders):
    an, binh, *_ = founders
    first = await certified(deeds, an)
    with pytest.raises(CertificateBasisMissing):
        await replace(deeds, an, first, basis="")
    for party_id, certificate_id in ((binh, first), (an, new_id())):
        with pytest.raises(CertificateNotFound):
            await replace(deeds, party_id, certificate_id)
        with pytest.raises(CertificateNotFound):
            await withdraw(deeds, party_id, certificate_id)


async def test_clicked_twice_and_in_two_tabs_it_is_one_paper(deeds, founders):
    an, *_ = founders
    first = await certified(deeds, an)
    made = await asyncio.gather(*(replace(deeds, an, first) for _click in range(3)))
    assert len({one.id for one in made}) == 1
    assert sorted(one.is_new for one in made) == [False, False, True]
    tabs = await asyncio.gather(
        withdraw(deeds, an, made[0].id), replace(deeds, an, made[0].id, "damaged"), return_exceptions=True
    )
    assert sum(isinstance(tab, CertificateNotInForce) for tab in tabs) == 1
    assert len(await papers(deeds, an)) in (2, 3)


async def test_each_deed_is_in_the_audit_log(deeds, database, tan_hung, founders):
    an, *_ = founders
    first = await certified(deeds, an)
    again = await replace(deeds, an, first)
    await withdraw(deeds, an, again.id)
    async with enter_tenant(database, tan_hung.id) as session:
        rows = await session.execute(
            text("SELECT verb, person_id FROM audit_records WHERE subject_kind = 'certificate' ORDER BY id")
        )
        assert [tuple(row) for row in rows] == [
            ("issue_certificate", ACTOR), ("replace_certificate", ACTOR), ("withdraw_certificate", ACTOR),
        ]  # fmt: skip


async def test_the_database_keeps_what_was_written(deeds, database, tan_hung, founders):
    first = await certified(deeds, founders[0])
    for attack in ("UPDATE certificates SET reason = 'lost'", "DELETE FROM certificates"):
        with pytest.raises(Exception, match="permission denied"):
            async with enter_tenant(database, tan_hung.id) as session:
                await session.execute(text(attack))
    assert (await papers(deeds, founders[0]))[0].id == first


async def test_on_the_pages(chair, tan_hung, deeds, founders):
    an, *_ = founders
    await certified(deeds, an)
    page = await chair.get(f"/{tan_hung.slug}/capital/{an}")
    here = re.search(r'href="([^"]+)/replacement/new"', page.text)[1]
    form = await chair.get(f"{here}/replacement/new")
    bare = await chair.submit(form, "/replacement$", {"basis": ""})
    assert bare.status_code == 422
    assert "Điều 75.4 Luật 17/2023/QH15" in bare.text
    for _click in range(2):
        done = await chair.submit(form, "/replacement$", {"reason": "damaged", "basis": REQUEST})
        assert f"Đã cấp giấy mới số 002/{today().year}" in done.text
    assert "cấp lại, giấy cũ hỏng" in done.text
    assert done.text.count("Đã thay") == 1
    there = re.search(r'href="([^"]+)/withdrawal/new"', done.text)[1]
    form = await chair.get(f"{there}/withdrawal/new")
    undated = await chair.submit(form, "/withdrawal$", {"basis": DECISION, "withdrawn_on": ""})
    assert undated.status_code == 422
    gone = await chair.submit(form, "/withdrawal$", {"basis": DECISION})
    assert "Đã thu hồi giấy chứng nhận." in gone.text
    assert f"Thu hồi ngày {format_date(today())}: Giấy cấp sai" in gone.text
    register = await chair.get(f"/{tan_hung.slug}/capital/certificates/issued")
    assert register.text.count("Đã thu hồi") == 1
    assert register.text.count("Đã thay") == 1
    code = re.findall(r"/certificates/check/(\w+)", gone.text)
    states = {
        (await chair.get(f"/{tan_hung.slug}/certificates/check/{one}")).text.count("đã bị thu hồi") for one in code
    }
    assert states == {0, 1}


async def test_the_check_page_says_validity_number_and_date_alone(chair, tan_hung, deeds, founders):
    an, *_ = founders
    await certified(deeds, an)
    (paper,) = await papers(deeds, an)
    await chair.client.post("/sign-out", data={"_csrf_token": chair.client.cookies["hoptac_csrf"]})
    shown = await chair.get(f"/{tan_hung.slug}/certificates/check/{paper.check_code}")
    main = shown.text[shown.text.index("<main") : shown.text.index("</main>")]
    words = " ".join(re.sub(r"<[^>]+>", " ", main).split())
    assert words == (
        "Kiểm tra giấy chứng nhận phần vốn góp Giấy chứng nhận còn hiệu lực "
        f"Số {paper.number}, cấp ngày {format_date(paper.issued_on)}."
    )


async def test_a_neighbours_certificate_is_not_there(chair, database, phu_loi, tan_hung, founders):
    (stranger,) = await enter_members(database, phu_loi.id, ("Người Phú Lợi",))
    for noun in ("replacement", "withdrawal"):
        path = f"/{tan_hung.slug}/capital/{stranger}/certificates/{new_id()}/{noun}/new"
        assert (await chair.get(path)).status_code == 404
