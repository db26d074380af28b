"""What a member reads: her own figures, each with the lines it sums, and nothing of anybody else."""

import gzip
import re

import pytest
from msgspec.structs import replace
from sqlalchemy import text
from tests.capital.merges.test_merges import Merging
from tests.capital.people import enter_members
from tests.conftest import PASSWORD, seat_person
from tests.portal.conftest import Figures, begin, keep_books, open_bank, page_in, post, print_code

from hoptac.capital.actions import issue_certificate
from hoptac.kit.audit import SYSTEM
from hoptac.kit.calendar import now, today
from hoptac.kit.identifiers import new_id
from hoptac.kit.money import format_dong
from hoptac.kit.pages import LANGUAGE_COOKIE
from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger import DraftEntry, Line, adjust_entry
from hoptac.portal.lines import LINES_A_PAGE

LATER_PAGE_BYTES = 20 * 1024
PLACES = ("", "/capital", "/debts", "/profile", "/accounts/4111", "/accounts/131", "/qr/pledge", "/qr/receivable")


def sums_in(page) -> list[int]:
    """The signed sums of the rows that a page lists, in their order."""
    found = re.findall(r'<span class="move-sum[^"]*">(?:<a [^>]*>)?([−+]?)([\d.]+)', page.text)
    return [(-1 if sign == "−" else 1) * int(digits.replace(".", "")) for sign, digits in found]


@pytest.fixture
async def figures(database, tan_hung, members, anh):
    """Both members have books, with other sums; there is a bank."""
    await open_bank(database, tan_hung.id)
    hers = Figures()
    await keep_books(database, tan_hung.id, members[0], hers)
    await keep_books(
        database, tan_hung.id, members[1], Figures(pledged=9_000_000, paid=7_654_321, bought=3_111_000, sold=8_222_000)
    )
    return hers


async def test_the_overview_shows_what_is_hers(anh, figures):
    browser, path = anh
    page = await browser.get(path)
    debt = figures.bought - figures.repaid
    for amount in (figures.paid, figures.pledged - figures.paid, debt, figures.sold):
        assert format_dong(amount) in page.text, amount
    for amount in (7_654_321, 3_111_000 - 920_000, 8_222_000):
        assert format_dong(amount) not in page.text, amount
    assert f'href="{path}/qr/pledge"' in page.text
    assert f'href="{path}/qr/receivable"' in page.text


async def test_every_figure_opens_lines_that_sum_to_it(anh, figures):
    browser, path = anh
    for account, balance, words in (
        ("131", figures.bought - figures.repaid, "Thu nợ vật tư"),
        ("331", figures.sold, "Cân lúa ST25"),
        ("4111", figures.paid, "chứng từ"),
    ):
        page = await browser.get(f"{path}/accounts/{account}")
        assert page.status_code == 200
        assert sum(sums_in(page)) == balance
        assert f'<div class="me-figure">{format_dong(balance)} ' in page.text
        assert words in page.text
    capital = await browser.get(f"{path}/capital")
    assert sum(sums_in(capital)[:1]) == figures.paid
    assert f'href="{path}/accounts/4111"' in capital.text
    debts = await browser.get(f"{path}/debts")
    assert f'href="{path}/accounts/131"' in debts.text
    assert f'href="{path}/accounts/331"' in debts.text
    assert "Bán NPK 20-20-15, ghi nợ cuối vụ" in debts.text


async def test_purchases_count_their_tax_and_a_correction_goes_the_other_way(anh, database, tan_hung, members):
    browser, path = anh
    bought = Line("131", "5121", 1_000_000, debit_party_id=members[0])
    tax = Line("131", "3331", 50_000, debit_party_id=members[0])
    entry_id = await post(database, tan_hung.id, today(), "Bán phân bón", "BH", bought, tax)
    await post(database, tan_hung.id, today(), "Cân lúa", "NK", Line("156", "331", 700_000, credit_party_id=members[0]))
    paid_out = Line("331", "1111", 600_000, debit_party_id=members[0])
    await post(database, tan_hung.id, today(), "Trả tiền lúa", "PC", paid_out)
    fewer = replace(bought, amount_dong=800_000)
    right = DraftEntry(today(), "Bớt 200.000", "BH", "test", new_id(), "adjustment", (fewer, tax))
    async with enter_tenant(database, tan_hung.id) as session:
        await adjust_entry(session, org_id=tan_hung.id, actor_id=SYSTEM, entry_id=entry_id, corrected=right, now=now())
    owes, is_owed, *trades = sums_in(await browser.get(f"{path}/debts"))
    assert (owes, is_owed) == (850_000, 100_000)
    assert sorted(trades) == [-1_000_000, -50_000, 200_000, 700_000], "money that changes hands is no trade"


async def test_many_lines_come_page_by_page_and_still_sum_up(anh, database, tan_hung, members):
    browser, path = anh
    lines = [Line("131", "5121", 1_000 + one, debit_party_id=members[0]) for one in range(LINES_A_PAGE + 7)]
    await post(database, tan_hung.id, today(), "Mua nhiều lần", "BH", *lines)
    total = sum(line.amount_dong for line in lines)
    first, second = [await browser.get(f"{path}/accounts/131", params={"leaf": leaf}) for leaf in (1, 2)]
    assert len(sums_in(first)) == LINES_A_PAGE + 1, "and what was before them"
    assert sum(sums_in(first)) == total
    assert sum(sums_in(second)) == sum(line.amount_dong for line in lines[:7])
    for odd in ("0", "-3", "999"):
        assert (await browser.get(f"{path}/accounts/131", params={"leaf": odd})).status_code == 200


async def test_a_certificate_is_downloaded_and_can_be_checked_by_anybody(
    anh, open_browser, database, tan_hung, members
):
    browser, path = anh
    await keep_books(database, tan_hung.id, members[0], Figures(pledged=5_000_000, paid=5_000_000))
    async with enter_tenant(database, tan_hung.id) as session:
        await issue_certificate(
            session, org_id=tan_hung.id, actor_id=SYSTEM, now=now(), party_id=members[0], site_url="http://testserver"
        )
    page = await browser.get(f"{path}/capital")
    pdf = re.search(rf'href="({path}/certificates/[0-9a-f-]+/certificate\.pdf)"', page.text)
    check = re.search(r'href="(/[^"]+/certificates/check/[^"]+)"', page.text)
    assert pdf
    assert check
    assert (await browser.get(pdf[1])).content.startswith(b"%PDF")
    assert "5.000.000" not in (await open_browser().get(check[1])).text
    assert (await open_browser().get(check[1])).status_code == 200


async def test_her_data_are_shown_with_the_number_masked(browser, database, tan_hung):
    (party_id,) = await enter_members(
        database, tan_hung.id, ("Lê Thị Út",), phone="0377000111", identity_number="092162740148"
    )
    answer = await begin(
        browser, tan_hung.slug, await print_code(database, tan_hung.id, party_id), who="other",
        contact=f"ut.{new_id().hex}@example.vn",
    )  # fmt: skip
    page = await browser.get(f"{page_in(answer)}/profile")
    assert "0921••••0148" in page.text
    assert "092162740148" not in page.text
    assert "hãy báo hợp tác xã" in page.text


async def test_a_code_to_pay_by_carries_what_is_due(anh, figures, members):
    browser, path = anh
    page = await browser.get(f"{path}/qr/pledge")
    assert format_dong(figures.pledged - figures.paid) in page.text
    assert "Agribank" in page.text
    assert format_dong(figures.bought - figures.repaid) in (await browser.get(f"{path}/qr/receivable")).text


async def test_where_nothing_is_due_there_is_no_code(anh, database, tan_hung):
    browser, path = anh
    assert "qr/" not in (await browser.get(path)).text
    await open_bank(database, tan_hung.id)
    for subject in ("pledge", "receivable"):
        back = await browser.get(f"{path}/qr/{subject}")
        assert back.url.path == path
        assert "Hiện không có khoản nào phải trả" in back.text
    assert (await browser.get(f"{path}/qr/request")).status_code == 404


@pytest.mark.parametrize("place", PLACES)
async def test_a_neighbours_page_is_not_there(anh, figures, open_browser, database, tan_hung, members, place):
    browser, _path = anh
    neighbour = open_browser()
    theirs = page_in(await begin(neighbour, tan_hung.slug, await print_code(database, tan_hung.id, members[1])))
    assert (await neighbour.get(f"{theirs}{place}")).status_code == 200
    assert (await browser.get(f"{theirs}{place}")).status_code == 404
    assert (await browser.get(f"/me/{members[0]}{place}")).status_code == 404, "a party's id is no link's"
    assert (await browser.get(f"/me/{new_id()}{place}")).status_code == 404


@pytest.mark.parametrize("place", PLACES)
async def test_nobody_and_the_board_are_kept_out(anh, figures, open_browser, database, tan_hung, place):
    _browser, path = anh
    nobody, chair = open_browser(), open_browser()
    assert (await nobody.get(f"{path}{place}")).url.path == "/sign-in"
    await chair.sign_in(await seat_person(database, tan_hung.slug, "chair"), PASSWORD)
    assert (await chair.get(f"{path}{place}")).status_code == 404


async def test_a_neighbours_certificate_is_not_there(anh, database, tan_hung, members):
    browser, path = anh
    await keep_books(database, tan_hung.id, members[1], Figures(pledged=5_000_000, paid=5_000_000))
    async with enter_tenant(database, tan_hung.id) as session:
        await issue_certificate(
            session, org_id=tan_hung.id, actor_id=SYSTEM, now=now(), party_id=members[1], site_url="http://testserver"
        )
        query = text("SELECT id FROM certificates WHERE party_id = :party")
        certificate_id = (await session.execute(query, {"party": members[1]})).scalar_one()
    assert (await browser.get(f"{path}/certificates/{certificate_id}/certificate.pdf")).status_code == 404


@pytest.mark.parametrize("account", ["131", "4111", "1111", "5121", "9999", "abc", "411'--", "%25"])
async def test_an_account_without_lines_of_hers_is_not_there(anh, database, tan_hung, members, account):
    """The neighbour has lines on the first two, the cash is nobody's."""
    browser, path = anh
    await keep_books(database, tan_hung.id, members[1], Figures())
    assert (await browser.get(f"{path}/accounts/{account}")).status_code == 404


async def test_another_cooperatives_party_is_not_behind_a_link(anh, database, tan_hung, phu_loi, members):
    """Even where the shared row is bent to another organization, the organization's own row is missing there."""
    browser, path = anh
    assert (await browser.get(path)).status_code == 200
    async with database.begin() as session:
        with pytest.raises(Exception, match="permission denied"):
            await session.execute(text("UPDATE member_accesses SET org_id = :org"), {"org": phu_loi.id})
    async with enter_tenant(database, phu_loi.id) as session:
        assert (await session.execute(text("SELECT count(*) FROM member_links"))).scalar_one() == 0
        assert (await session.execute(text("SELECT count(*) FROM member_codes"))).scalar_one() == 0


async def test_pages_are_light_and_complete_in_english(anh, figures):
    browser, path = anh
    for language in ("vi", "en"):
        browser.client.cookies.set(LANGUAGE_COOKIE, language)
        for place in PLACES:
            page = await browser.get(f"{path}{place}")
            assert page.status_code == 200, place
            assert len(gzip.compress(page.content)) <= LATER_PAGE_BYTES, place
            assert page.text.count("<h1") == 1, place
            bar = re.search(r'<nav class="bottombar.*?</nav>', page.text, re.DOTALL)
            assert bar
            assert bar[0].count("<a ") == 4
            assert bar[0].count("aria-current") == 1
    english = (await browser.get(path)).text
    assert "Paid-in capital" in english
    assert "Vốn đã góp" not in english


async def test_who_left_reads_on_until_the_board_ends_it(anh, board, tan_hung, members, figures):
    browser, path = anh
    page = await board.get(f"/{tan_hung.slug}/member-access/{members[0]}")
    ended = await board.submit(page, "/ending$", {})
    assert "Đã đóng trang của thành viên này." in ended.text
    assert (await browser.get(path)).status_code == 404
    empty = await browser.get("/me")
    assert "hợp tác xã đã đóng trang" in empty.text


async def test_a_merged_record_leads_on_to_the_one_that_was_kept(database, tan_hung, members, anh, figures):
    (kept,) = await enter_members(database, tan_hung.id, ("Trần Thị Ánh",))
    await Merging(database, tan_hung.id).merge(kept, members[0])
    browser, path = anh
    page = await browser.get(path)
    assert "Trần Thị Ánh" in page.text
    assert format_dong(figures.paid) in page.text
    (last,) = await enter_members(database, tan_hung.id, ("Trần Thị Ngọc Ánh",))
    await Merging(database, tan_hung.id).merge(last, kept)
    page = await browser.get(path)  # and on, where that one was taken up in its turn
    assert "Trần Thị Ngọc Ánh" in page.text
    assert format_dong(figures.paid) in page.text
