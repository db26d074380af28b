"""A cooperative with somebody of each standing, whose books are kept by one method or the other."""

from datetime import date

import pytest
from sqlalchemy import insert
from tests.conftest import PASSWORD, Cooperative, seat_person
from tests.ledger.notation import party
from tests.support.web import Browser

from hoptac.kit.calendar import now
from hoptac.kit.db import Database
from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_tenant
from hoptac.kit.vietnamese import search_key, sort_key
from hoptac.members.agreements.models import MemberAgreement
from hoptac.members.memberships import insert_memberships
from hoptac.members.models import Member
from hoptac.organizations.terms import set_term
from hoptac.parties.models import Party

PEOPLE = {
    "an": ("Trần Văn An", "individual"),
    "binh": ("Lê Thị Bình", "individual"),
    "cty": ("Công ty Lương thực Sông Hậu", "organization"),
    "agri": ("Ngân hàng Nông nghiệp", "organization"),
}
"""An is an official member with an agreement in force, Bình one without; the others are no members."""


async def furnish(database: Database, org: Cooperative) -> None:
    """Put the people in, with ids that the notation of the tests knows."""
    async with enter_tenant(database, org.id) as session:
        for key, (name, kind) in PEOPLE.items():
            of_party = {
                "org_id": org.id, "id": party(key), "kind": kind, "name": name, "created_at": now(),
                "sort_key": sort_key(name, whole=True), "search_key": search_key(name),
            }  # fmt: skip
            await session.execute(insert(Party), of_party)
        for place, key in enumerate(("an", "binh"), start=1):
            of_member = {"number": f"TV{place}", "kind": "official", "joined_on": date(2024, 1, 1), "created_at": now()}
            await session.execute(insert(Member), {"org_id": org.id, "party_id": party(key)} | of_member)
        begun = [(party(key), "official", date(2024, 1, 1)) for key in ("an", "binh")]
        await insert_memberships(session, begun, org_id=org.id, now=now())
        agreement = {
            "org_id": org.id, "id": new_id(), "party_id": party("an"), "number": "01/HĐ", "recorded_at": now(),
            "signed_on": date(2025, 1, 1), "valid_from": date(2025, 1, 1), "recorded_by": org.id,
        }  # fmt: skip
        await session.execute(insert(MemberAgreement), agreement)


async def choose(database: Database, org: Cooperative, **terms: int) -> None:
    """Set terms of accounting from 2025 on: tracks_internal=1, vat_deduction=1, approval=2."""
    async with enter_tenant(database, org.id) as session:
        for key, value in terms.items():
            await set_term(
                session, org_id=org.id, actor_id=org.id, now=now(), key=f"accounting.{key}", value=value,
                valid_from=date(2025, 1, 1), basis="Nghị quyết",
            )  # fmt: skip


@pytest.fixture
async def furnished(database: Database, tan_hung: Cooperative) -> Cooperative:
    """Tân Hưng with its people."""
    await furnish(database, tan_hung)
    return tan_hung


@pytest.fixture
async def accountant(browser: Browser, database: Database, furnished: Cooperative) -> Browser:
    """The browser of its accountant."""
    await browser.sign_in(await seat_person(database, furnished.slug, "accountant"), PASSWORD)
    return browser
