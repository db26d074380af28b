"""What happens in a cooperative, told by the actions, and its tasks read back."""

import html
import re
from uuid import uuid4

from sqlalchemy import text, update
from tests.conftest import PASSWORD, seat_person

from hoptac.capital.actions import record_contribution, record_pledge
from hoptac.kit.calendar import now, today
from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_tenant
from hoptac.organizations.models import Organization
from hoptac.tasks.reading import read_tasks

MILLION = 1_000_000


async def founded_in(database, org, year):
    async with database.begin() as session:
        await session.execute(update(Organization).where(Organization.id == org.id).values(founded_year=year))


async def pledge(database, org, party_id, million, on, due_on=None):
    async with enter_tenant(database, org.id) as session:
        await record_pledge(
            session, org_id=org.id, actor_id=new_id(), now=now(), party_id=party_id, amount_dong=million * MILLION,
            pledged_on=on, request_key=uuid4(), due_on=due_on,
        )  # fmt: skip


async def pledge_raw(database, org, party_id, million, on):
    """As it stood before the caps were watched: the app itself would refuse it."""
    async with enter_tenant(database, org.id) as session:
        about = {"org": org.id, "party": party_id, "dong": million * MILLION, "on": on, "id": new_id()}
        for sentence in (
            "INSERT INTO pledges (org_id, id, party_id, amount_dong, pledged_on, due_on, basis, recorded_by, recorded_at, "
            "request_key) VALUES (:org, :id, :party, :dong, :on, :on, '', :org, now(), :id)",
            "INSERT INTO holdings (org_id, party_id, pledged_dong, paid_dong) VALUES (:org, :party, :dong, 0)",
            "UPDATE capital_totals SET pledged_dong = pledged_dong + :dong WHERE org_id = :org",
        ):
            await session.execute(text(sentence), about)


async def pay(database, org, party_id, million):
    async with enter_tenant(database, org.id) as session:
        await record_contribution(
            session, org_id=org.id, actor_id=new_id(), now=now(), party_id=party_id, amount_dong=million * MILLION,
            method="cash", contributed_on=today(), request_key=uuid4(),
        )  # fmt: skip


async def tasks_of(database, org, on=None):
    async with enter_tenant(database, org.id) as session:
        return {task.key: task for task in await read_tasks(session, org.id, on or today())}


def titles(page):
    return [html.unescape(title) for title in re.findall(r'<h3 class="task-title">([^<]+)', page.text)]


def bell_of(page):
    """Overdue and soon, as the bell says them."""
    found = re.search(r"Việc phải làm: (\d+) quá hạn, (\d+) sắp đến hạn", page.text)
    return (int(found[1]), int(found[2])) if found else None


async def signed_in(browser, database, org, role):
    await browser.sign_in(await seat_person(database, org.slug, role), PASSWORD)
    return browser
