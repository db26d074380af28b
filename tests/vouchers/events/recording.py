"""Recording an event through its form, and what stands in the books afterwards."""

import re

from tests.vouchers.events.conftest import PEOPLE

from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger import journal_page

NAMES = {key: name for key, (name, _kind) in PEOPLE.items()}


async def record(browser, org, event_id, fields, deed="post"):
    """Fill in the form as a person does, parties by their names, and send it."""
    page = await browser.get(f"/{org.slug}/vouchers/events/{event_id}")
    assert page.status_code == 200, page.text
    values = {"counterpart_name": "Nguyễn Văn Năm"} | {key: NAMES.get(value, value) for key, value in fields.items()}
    return await browser.submit(page, f"/events/{event_id}$", values | {"deed": deed})


async def posted(database, org):
    """(series, purpose, lines) of every entry in the order of posting."""
    async with enter_tenant(database, org.id) as session:
        entries, _total = await journal_page(session, org.id, first=1, limit=100)
    return [(entry.entry.series, entry.entry.purpose, entry.lines) for entry in entries]


def errors(answer):
    """The sentences that a refused form shows: above itself where there are several, else beside the field."""
    above = re.search(r'class="error-list"(.*?)</ul>', answer.text, re.DOTALL)
    if above:
        return re.findall(r"<li>(?:<a[^>]*>)?([^<]+)", above[1])
    return re.findall(r'class="field-error".*?<span>([^<]+)', answer.text, re.DOTALL)
