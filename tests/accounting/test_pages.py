"""The settings page as a chair, an accountant and a supervisor use it."""

from datetime import timedelta

import pytest
from tests.conftest import PASSWORD, seat_person
from tests.ledger.notation import line

from hoptac.accounting.actions import change_term
from hoptac.accounting.refusals import InternalStillPosted
from hoptac.accounting.rules import TRACKS_INTERNAL, Change
from hoptac.kit.calendar import format_date, now, today
from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger import DraftEntry, post_entry
from hoptac.organizations.terms import terms_on

BASIS = "Nghị quyết HĐQT số 03"


async def change(browser, org, key, **values):
    page = await browser.get(f"/{org.slug}/accounting/settings")
    forms = {"key": f"accounting.{key}", "valid_from": format_date(today()), "basis": BASIS} | values
    return await browser.submit(page, "/accounting/settings", forms)


async def terms(database, org, day=None):
    async with enter_tenant(database, org.id) as session:
        return await terms_on(session, org.id, day or today())


async def test_a_choice_counts_from_its_day(chair, database, tan_hung):
    shown = await chair.get(f"/{tan_hung.slug}/accounting")
    assert str(shown.url).endswith("/accounting/settings")
    assert "từ đầu, chưa ai chọn khác" in shown.text
    tomorrow = today() + timedelta(days=1)
    done = await change(chair, tan_hung, "approval", value="2", valid_from=format_date(tomorrow))
    assert f"Từ ngày {format_date(tomorrow)}: Duyệt mọi chứng từ." in done.text
    assert "sắp áp dụng" in done.text
    assert (await terms(database, tan_hung))["accounting.approval"] == 0
    assert (await terms(database, tan_hung, tomorrow))["accounting.approval"] == 2
    done = await change(chair, tan_hung, "approval", value="1")
    assert "Nguyễn Văn Tám" in done.text
    assert BASIS in done.text
    assert (await terms(database, tan_hung))["accounting.approval"] == 1


async def test_the_key_of_642_is_revenue_or_a_percentage(chair, database, tan_hung):
    await change(chair, tan_hung, "external_expense_percent", value="fixed", percent="70 %")
    assert (await terms(database, tan_hung))["accounting.external_expense_percent"] == 70
    refused = await change(chair, tan_hung, "external_expense_percent", value="fixed", percent="bảy mươi")
    assert refused.status_code == 422
    assert "Hãy ghi phần trăm là số nguyên từ 0 đến 100" in refused.text
    assert 'value="bảy mươi"' in refused.text
    back = await change(chair, tan_hung, "external_expense_percent", value="-1")
    assert back.status_code == 200
    assert (await terms(database, tan_hung))["accounting.external_expense_percent"] == -1


async def test_nothing_typed_is_lost(chair, database, tan_hung):
    refused = await change(chair, tan_hung, "vat_deduction", value="1", valid_from="32/13/2026", basis="Thông báo")
    assert refused.status_code == 422
    assert 'value="32/13/2026"' in refused.text
    assert 'value="Thông báo"' in refused.text
    assert (await terms(database, tan_hung))["accounting.vat_deduction"] == 0
    refused = await change(chair, tan_hung, "vat_deduction", value="1", basis=" ")
    assert "Hãy điền căn cứ." in refused.text
    assert (await change(chair, tan_hung, "shoe_size", value="1")).status_code == 404


async def test_an_accountant_sets_approval_but_does_not_take_it_away(browser, database, tan_hung):
    await browser.sign_in(await seat_person(database, tan_hung.slug, "accountant"), PASSWORD)
    await change(browser, tan_hung, "approval", value="1")
    refused = await change(
        browser, tan_hung, "approval", value="0", valid_from=format_date(today() + timedelta(days=1))
    )
    assert "Chỉ người có quyền duyệt chứng từ mới bớt được việc duyệt." in refused.text
    assert (await terms(database, tan_hung))["accounting.approval"] == 1


async def test_a_supervisor_reads_and_changes_nothing(browser, database, tan_hung):
    await browser.sign_in(await seat_person(database, tan_hung.slug, "supervisor"), PASSWORD)
    shown = await browser.get(f"/{tan_hung.slug}/accounting/settings")
    assert "Đang áp dụng" in shown.text
    assert "Ghi lựa chọn" not in shown.text


async def test_tracking_does_not_end_under_what_is_posted(database, tan_hung):
    day = today()
    async with enter_tenant(database, tan_hung.id) as session:
        set_ = {"org_id": tan_hung.id, "actor_id": new_id(), "now": now(), "may_approve": True}
        await change_term(session, **set_, change=Change(TRACKS_INTERNAL, 1, day, BASIS))
        draft = DraftEntry(
            entry_on=day, description="Bán phân", series="GV", source_kind="test", source_id=new_id(), purpose="test",
            lines=(line("Nợ 1111 / Có 5121 100.000"),),
        )  # fmt: skip
        await post_entry(session, org_id=tan_hung.id, actor_id=new_id(), draft=draft, now=now())
        with pytest.raises(InternalStillPosted, match="5121"):
            await change_term(session, **set_, change=Change(TRACKS_INTERNAL, 0, day, BASIS))
        await change_term(session, **set_, change=Change(TRACKS_INTERNAL, 0, day + timedelta(days=1), BASIS))
        assert (await terms_on(session, tan_hung.id, day))[TRACKS_INTERNAL] == 1
