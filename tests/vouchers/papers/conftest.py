"""An accountant at the pages of papers, and vouchers to lay them on."""

import re

import pytest
from tests.conftest import PASSWORD, seat_person

from hoptac.kit.calendar import format_date, today


@pytest.fixture
async def accountant(browser, database, tan_hung):
    await browser.sign_in(await seat_person(database, tan_hung.slug, "accountant", "Lê Thị Kế"), PASSWORD)
    return browser


async def voucher(browser, org, deed="post", amount="200.000"):
    """A receipt, posted or kept; its page."""
    page = await browser.get(f"/{org.slug}/vouchers/new?kind=receipt")
    values = {
        "voucher_on": format_date(today()), "description": "Bán phân", "counterpart_name": "Trần Văn An",
        "debit-0": "1111", "credit-0": "5111", "amount-0": amount, "deed": deed,
    }  # fmt: skip
    kept = await browser.submit(page, "/vouchers$", values)
    assert kept.status_code == 200
    return await browser.get(str(kept.url.path).removesuffix("/edit"))


async def attached(browser, page, *files):
    """The voucher's page once files were sent to it; a file is (name, bytes)."""
    return await browser.submit(page, "/documents$", {}, files=[("files", file) for file in files])


async def received(browser, org, *files):
    """What answers when XML files are sent to the page of invoices."""
    page = await browser.get(f"/{org.slug}/invoices")
    return await browser.submit(page, "/invoices$", {}, files=[("files", file) for file in files])


def documents_in(page):
    """The ids of the documents that a page shows, in their order."""
    return re.findall(r'id="document-([0-9a-f-]{36})"', page.text)
