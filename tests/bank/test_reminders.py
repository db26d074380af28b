"""Letters that remind of pledges: who gets one, what it says, and that its code leads the money to the pledge."""

import asyncio
from datetime import date, timedelta

import pytest
from sqlalchemy import text
from tests.bank.conftest import AGRIBANK, accept_line, bring_in, open_lines, proposals_of
from tests.bank.test_matching import statement
from tests.capital.deeds import Deeds, M
from tests.capital.people import enter_members
from tests.conftest import PASSWORD, seat_person
from tests.support.papers import page_count, plain, printed_text
from tests.support.web import ended

from hoptac.bank.documents import letter_of, purpose_of, reminder_pdf
from hoptac.bank.queries.accounts import list_accounts
from hoptac.capital.queries import list_disagreements
from hoptac.capital.queries.certificates import list_holders
from hoptac.capital.queries.unpaid import all_unpaid
from hoptac.kit.calendar import format_date, today
from hoptac.kit.documents import qr_svg
from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_tenant
from hoptac.kit.vietqr import vietqr
from hoptac.ledger.queries import balance_of_party

PEOPLE = ("Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Chín")


def ago(days):
    return today() - timedelta(days=days)


@pytest.fixture
async def people(database, tan_hung):
    """An and Bình are late, Chín is not."""
    ids = await enter_members(database, tan_hung.id, PEOPLE, joined_on=None, address="Ấp Thạnh Hòa")
    deeds = Deeds(database, tan_hung.id)
    for party_id, days in zip(ids, (5, 8, -60), strict=True):
        await deeds.pledge(party_id, 5 * M, pledged_on=ago(60), due_on=ago(days))
    return ids


@pytest.fixture
async def accountant(browser, database, tan_hung):
    await browser.sign_in(await seat_person(database, tan_hung.slug, "accountant"), PASSWORD)
    return browser


async def unpaid(session, org):
    return await all_unpaid(session, org.id, today=today())


async def test_the_code_of_a_letter_leads_the_money_to_the_pledge(database, tan_hung, agribank, people):
    """What the letter asks for comes in with the purpose its code carries, and is proposed first as this pledge's payment."""
    an, *_others = people
    (em,) = await enter_members(database, tan_hung.id, ("Đỗ Văn Em",), joined_on=None)
    before = {"pledged_on": date(2025, 12, 1), "due_on": date(2026, 5, 1)}
    await Deeds(database, tan_hung.id).pledge(em, 5 * M, **before)
    async with enter_tenant(database, tan_hung.id) as session:
        rows = {row.id: row for row in await unpaid(session, tan_hung)}
        holders = await list_holders(session, tan_hung.id, [em])
        (account,) = await list_accounts(session, tan_hung.id)
        letter = letter_of(rows[em], holders[em], account, today=today())
        paid_by = vietqr(AGRIBANK.bank_bin, AGRIBANK.number, amount_dong=5 * M, purpose=purpose_of(rows[em]))
        assert letter["qr"] == qr_svg(paid_by)
        assert letter["purpose"] in paid_by
        # The payer is somebody of no name; the code alone tells whose pledge it is.
        await bring_in(session, tan_hung, statement((5, 5 * M, f"MBVCB.77.{letter['purpose']}.CT tu 9704")))
        (line,) = await open_lines(session, tan_hung, agribank)
        proposal = (await proposals_of(session, tan_hung, agribank))[line.id][0]
        assert (proposal.kind, proposal.party_id) == ("contribution", em)
        assert "mã VietQR trong nội dung" in str(proposal.reason)
        await accept_line(session, tan_hung, line.id, proposal.key)
        assert await balance_of_party(session, tan_hung.id, "4111", em) == 5 * M
        left = {row.id for row in await all_unpaid(session, tan_hung.id, today=today())}
        assert em not in left
        assert an in left
        assert await list_disagreements(session, tan_hung.id) == []


async def prints(browser, org):
    page = await browser.get(f"/{org.slug}/capital/prints")
    return [part.split('"')[0] for part in page.text.split('href="')[1:] if "/papers.pdf" in part.split('"')[0]]


async def reminders(database, org):
    async with enter_tenant(database, org.id) as session:
        rows = await session.execute(
            text("SELECT party_id, amount_dong, late_dong, due_on, reminded_on FROM reminders ORDER BY id")
        )
        return [tuple(row) for row in rows]


async def test_all_who_are_late_get_a_letter_and_it_is_recorded(accountant, database, tan_hung, agribank, people):
    page = await accountant.get(f"/{tan_hung.slug}/capital/unpaid")
    nobody = await accountant.submit(page, "/reminders$", {"which": "chosen"})
    assert "Chưa chọn ai." in nobody.text
    done = await ended(accountant, await accountant.submit(page, "/reminders$", {"which": "all"}))
    assert "Đã in 2 giấy." in done.text
    an, binh, _chin = people
    assert await reminders(database, tan_hung) == [
        (an, 5 * M, 5 * M, ago(5), today()), (binh, 5 * M, 5 * M, ago(8), today()),
    ]  # fmt: skip
    (address,) = await prints(accountant, tan_hung)
    pdf = (await accountant.get(address)).content
    assert page_count(pdf) == 2
    printed = printed_text(pdf)
    for said in (
        "Nguyễn Văn An", "Ấp Thạnh Hòa", "5.000.000 đồng", "Năm triệu đồng", format_date(ago(8)), "đã quá hạn 5 ngày",
        AGRIBANK.number, "NGƯỜI ĐẠI DIỆN THEO PHÁP LUẬT", "HTX Nông nghiệp Tân Hưng",
    ):  # fmt: skip
        assert plain(said) in printed, said
    shown = await accountant.get(f"/{tan_hung.slug}/capital/unpaid?q=an")
    row = shown.text[shown.text.index("<tbody>") :]
    assert format_date(today()) in row
    # The same form sent again prints nothing.
    again = await accountant.submit(page, "/reminders$", {"which": "all"})
    assert "Tệp này đã in rồi." in again.text
    assert len(await reminders(database, tan_hung)) == 2


async def test_clicked_twice_at_once_it_is_one_letter(accountant, database, tan_hung, people):
    page = await accountant.get(f"/{tan_hung.slug}/capital/unpaid")
    chosen = {f"party-{people[2]}": "1", f"party-{new_id()}": "1", "which": "chosen"}
    answers = await asyncio.gather(*(accountant.submit(page, "/reminders$", chosen) for _click in range(3)))
    for answer in answers:
        assert (await ended(accountant, answer)).status_code == 200
    assert [(row[0], row[1], row[2]) for row in await reminders(database, tan_hung)] == [(people[2], 5 * M, 0)]


async def test_a_neighbours_member_gets_no_letter(accountant, database, tan_hung, phu_loi, people):
    (stranger,) = await enter_members(database, phu_loi.id, ("Người Phú Lợi",))
    await Deeds(database, phu_loi.id).pledge(stranger, M)
    page = await accountant.get(f"/{tan_hung.slug}/capital/unpaid")
    answer = await accountant.submit(page, "/reminders$", {f"party-{stranger}": "1", "which": "chosen"})
    for _look in range(100):
        if "không còn ai phải góp" in answer.text:
            break
        await asyncio.sleep(0.1)
        answer = await accountant.get(answer.url.path)
    assert "không còn ai phải góp" in answer.text
    assert await reminders(database, tan_hung) == []
    assert await reminders(database, phu_loi) == []


async def test_without_a_bank_account_the_letter_names_the_office(database, tan_hung, people):
    async with enter_tenant(database, tan_hung.id) as session:
        rows = await unpaid(session, tan_hung)
        holders = await list_holders(session, tan_hung.id, [row.id for row in rows])
    counted = []
    pdf = reminder_pdf(rows, holders, None, today=date(2026, 2, 10), laid_out=counted.append)
    printed = printed_text(pdf)
    assert page_count(pdf) == sum(counted) == 3
    assert plain("Tài khoản nhận") not in printed
    assert plain("Nộp tiền mặt tại") in printed


async def test_a_letter_is_written_once(database, tan_hung, accountant, people):
    page = await accountant.get(f"/{tan_hung.slug}/capital/unpaid")
    await ended(accountant, await accountant.submit(page, "/reminders$", {"which": "all"}))
    for attack in ("UPDATE reminders SET amount_dong = 1", "DELETE FROM reminders", "UPDATE prints SET count = 1"):
        with pytest.raises(Exception, match="permission denied"):
            async with enter_tenant(database, tan_hung.id) as session:
                await session.execute(text(attack))
