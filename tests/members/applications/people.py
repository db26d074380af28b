"""Charters and applications for the tests of joining."""

from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from httpx import Response
from tests.conftest import Cooperative
from tests.members.reading.workbooks import identity_number
from tests.support.web import Browser

from hoptac.kit.calendar import now, today
from hoptac.kit.db import Database
from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_tenant
from hoptac.members.applications.actions import receive_on_paper
from hoptac.members.applications.rules import Applying
from hoptac.organizations.terms import set_term

FULL, REDUCED = 1, 2
AN = {
    "name": "Trần Văn An", "born": "5/3/1962", "identity_number": identity_number(1), "phone": "0912000111",
    "pledge_dong": "5.000.000", "services": "Mua phân bón",
}  # fmt: skip


async def set_charter(database: Database, org: Cooperative, **clauses: int | str) -> None:
    """What the charter says since the beginning of 2020."""
    async with enter_tenant(database, org.id) as session:
        for name, said in clauses.items():
            said_so: dict[str, Any] = {"value": said} if isinstance(said, int) else {"value": None, "words": said}
            await set_term(
                session, org_id=org.id, actor_id=org.id, now=now(), key=f"charter.{name}", valid_from=date(2020, 1, 1),
                basis="NQ 01", **said_so,
            )  # fmt: skip


async def receive(database: Database, org: Cooperative, **fields: Any) -> UUID:
    """An application on paper of an adult who wants to be an official member."""
    applying = Applying(
        name="Trần Văn An", party_kind="individual", kind="official", received_on=today(), born_on=date(1990, 3, 5),
        pledge_dong=5_000_000, services="Mua phân bón",
    )  # fmt: skip
    async with enter_tenant(database, org.id) as session:
        received = await receive_on_paper(
            session, org_id=org.id, actor_id=org.id, now=now(), applying=msgspec.structs.replace(applying, **fields),
            request_key=new_id(),
        )  # fmt: skip
    return received.id


async def hand_in(browser: Browser, org: Cooperative, **typed: str) -> Response:
    """Type an application in."""
    page = await browser.get(f"/{org.slug}/members/applications/new")
    return await browser.submit(page, "/applications$", AN | typed)


async def decide(browser: Browser, org: Cooperative, verdicts: dict[str, str], **typed: str) -> Response:
    """Record a decision of today; `verdicts` are fields of the form by their whole names."""
    page = await browser.get(f"/{org.slug}/members/applications/decision")
    return await browser.submit(page, "/decision$", {"body": "board", "decision_number": "01/QĐ"} | typed | verdicts)
