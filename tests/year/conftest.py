"""The books of the written year, kept once for all tests of this folder."""

from argparse import Namespace
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text
from tests.conftest import PASSWORD, Cooperative, found_cooperative, seat_person
from tests.support.web import Browser
from tests.year.keeping import Keeper, Office
from tests.year.reading import AFTER, BEFORE, CLOSINGS, MONTHS, read

from hoptac.cli import statements as verb
from hoptac.connections import Connections
from hoptac.kit.db import Database
from hoptac.kit.postgres import EmbeddedServer

FORMS = ("B01", "B02", "F01", "F02")
FILED_ON = date(2026, 3, 30)


@dataclass
class Year:
    """The cooperative, who keeps its books, and what `hoptac statements` said of 2025 before its closing and after."""

    org: Cooperative
    phone: str
    keeper: Keeper
    urls: Connections
    before: dict[str, dict[str, Any]] = field(default_factory=dict)
    after: dict[str, dict[str, Any]] = field(default_factory=dict)

    async def ask(self, form: str, year: int = 2025, as_of: str | None = None) -> dict[str, Any]:
        """What the command answers."""
        return await verb._read(Namespace(org=self.org.slug, form=form, year=year, as_of=as_of), self.urls)


@pytest.fixture(scope="session")
async def year(server: EmbeddedServer, database: Database) -> Year:
    """2023 to 2026, text after text; 2025 is closed, its months locked, its statements filed."""
    org = await found_cooperative(database, "vinh-trinh", "HTX Nông nghiệp Vĩnh Trinh")
    phones = [await seat_person(database, org.slug, role) for role in ("accountant", "chair")]
    async with database.begin() as session:
        found = await session.execute(
            text("SELECT phone, id FROM people WHERE phone = ANY(:phones)"), {"phones": phones}
        )
        ids = {row.phone: row.id for row in found}
    keeper = Keeper(database, Office(org.id, *(ids[phone] for phone in phones)))
    urls = Connections(server.url("hoptac_app"), server.url("hoptac_owner"), server.url("hoptac_rollup"))
    kept = Year(org, phones[0], keeper, urls)
    await keeper.open_office()
    for name in (*BEFORE, CLOSINGS[2024]):
        await keeper.keep(read(name))
    for number, name in enumerate(MONTHS, start=1):
        await keeper.keep(read(name))
        if number < 12:
            await keeper.lock(date(2025, number, 1))
    kept.before = {form: await kept.ask(form) for form in FORMS}
    await keeper.keep(read(CLOSINGS[2025]))
    kept.after = {form: await kept.ask(form) for form in FORMS}
    await keeper.lock(date(2025, 12, 1))
    resolved = [voucher for voucher in read(AFTER) if voucher.on < FILED_ON]
    await keeper.keep(resolved)
    await keeper.file(2025, FILED_ON)
    await keeper.keep(voucher for voucher in read(AFTER) if voucher.on >= FILED_ON)
    return kept


@pytest.fixture
async def accountant(browser: Browser, year: Year) -> Browser:
    """The browser of the accountant, signed in."""
    await browser.sign_in(year.phone, PASSWORD)
    return browser
