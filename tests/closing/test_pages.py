"""Closing as an accountant uses it in the browser, and that others may look or not even that."""

import pytest
from sqlalchemy import text
from tests.conftest import PASSWORD, seat_person
from tests.statements.story import STORY, tell
from tests.support.web import forms_of

from hoptac.kit.calendar import add_months, today
from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger import closed_months
from hoptac.ledger.entries import month_of

LAST_MONTH = add_months(month_of(today()), -1)


@pytest.fixture
async def accountant(browser, database, tan_hung):
    await browser.sign_in(await seat_person(database, tan_hung.slug, "accountant", name="Lê Thị Kim Thoa"), PASSWORD)
    return browser


async def test_a_month_is_looked_through_locked_and_opened_again(accountant, database, tan_hung):
    await tell(database, tan_hung.id)
    here = f"/{tan_hung.slug}/closing/months/2026-04"
    page = await accountant.get(here)
    assert "Mọi chứng từ của tháng đã ghi sổ" in page.text
    assert "Tháng 12/2025 chưa khóa" in page.text
    refused = await accountant.submit(page, "/closing$", {"reason": " "})
    assert refused.status_code == 422
    async with enter_tenant(database, tan_hung.id) as session:
        assert await closed_months(session, tan_hung.id) == []
    locked = await accountant.submit(page, "/closing$", {"reason": "Đã đối chiếu <b>ngân hàng</b>"})
    assert "Đã khóa tháng 4/2026." in locked.text
    assert "Đã đối chiếu &lt;b&gt;ngân hàng&lt;/b&gt;" in locked.text
    assert "Lê Thị Kim Thoa" in (await accountant.get(f"/{tan_hung.slug}/closing?year=2026")).text
    opened = await accountant.submit(locked, "/reopening$", {"reason": "Thiếu phiếu chi"})
    assert "Đã mở lại tháng 4/2026." in opened.text
    assert "Thiếu phiếu chi" in opened.text
    async with enter_tenant(database, tan_hung.id) as session:
        assert await closed_months(session, tan_hung.id) == []


async def test_the_running_month_is_not_locked(accountant, tan_hung):
    page = await accountant.get(f"/{tan_hung.slug}/closing/months/{month_of(today()):%Y-%m}")
    assert "Tháng chưa hết nên chưa khóa được." in page.text
    assert "/closing/months" not in "".join(form["action"] for form in forms_of(page))


@pytest.mark.parametrize("what", ["months/2026-13", "months/2026-1", "months/x", "years/26", "years/0000", "?year=abc"])
async def test_what_is_no_month_and_no_year(accountant, tan_hung, what):
    joint = "" if what.startswith("?") else "/"
    assert (await accountant.get(f"/{tan_hung.slug}/closing{joint}{what}")).status_code == 404


async def test_a_year_is_closed_as_it_was_shown(accountant, database, tan_hung, monkeypatch):
    """The same story a year earlier, so that its year is over."""
    earlier = tuple((on.replace(year=on.year - 1), *rest) for on, *rest in STORY)
    monkeypatch.setattr("tests.statements.story.STORY", earlier)
    await tell(database, tan_hung.id)
    here = f"/{tan_hung.slug}/closing/years/2025"
    page = await accountant.get(here)
    assert "Kết chuyển chi phí quản lý kinh doanh" in page.text
    shares = {"management_internal_dong": "3 triệu"}
    again = await accountant.get(here, params=shares)
    assert "3.000.000" in again.text
    assert "6.000.000" in again.text
    refused = await accountant.get(here, params={"management_internal_dong": "90 triệu"})
    assert refused.status_code == 422
    assert "Phần cho giao dịch nội bộ phải từ 0 đến 9.000.000 đồng." in refused.text
    assert 'value="90 triệu"' in refused.text
    closed = await accountant.submit(again, "/years/2025/closing$", {})
    assert "Đã kết chuyển năm 2025: GV" in closed.text
    assert "9112" in closed.text
    assert "3.000.000" in closed.text
    overview = await accountant.get(f"/{tan_hung.slug}/closing?year=2025")
    assert "Đã kết chuyển" in overview.text
    assert "Cần kết chuyển lại" not in overview.text
    # The form of the page that was open before fits no longer: what it would post is posted.
    twice = await accountant.submit(again, "/years/2025/closing$", {})
    assert twice.status_code == 422


async def test_the_books_are_checked_on_demand(accountant, database, tan_hung):
    page = await accountant.get(f"/{tan_hung.slug}/closing")
    assert "Sổ chưa được kiểm tra lần nào." in page.text
    checked = await accountant.submit(page, "/checks$", {})
    assert "Sổ nguyên vẹn" in checked.text


async def test_a_supervisor_looks_and_changes_nothing(browser, database, tan_hung):
    await browser.sign_in(await seat_person(database, tan_hung.slug, "supervisor"), PASSWORD)
    page = await browser.get(f"/{tan_hung.slug}/closing/months/{LAST_MONTH:%Y-%m}")
    assert page.status_code == 200
    assert "Vai trò của bạn xem được nhưng không khóa và không mở tháng." in page.text
    token = {"x-csrftoken": browser.client.cookies["hoptac_csrf"]}
    for deed in (
        f"months/{LAST_MONTH:%Y-%m}/closing",
        f"months/{LAST_MONTH:%Y-%m}/reopening",
        "years/2025/closing",
        "checks",
    ):
        answer = await browser.client.post(f"/{tan_hung.slug}/closing/{deed}", data={"reason": "x"}, headers=token)
        assert answer.status_code == 403, deed
    async with enter_tenant(database, tan_hung.id) as session:
        assert (await session.execute(text("SELECT count(*) FROM closed_periods"))).scalar_one() == 0


async def test_english(accountant, tan_hung):
    accountant.client.cookies["hoptac_language"] = "en"
    page = await accountant.get(f"/{tan_hung.slug}/closing/months/{LAST_MONTH:%Y-%m}")
    assert "Before the month is locked" in page.text
    assert "Every voucher of the month is posted" in page.text
