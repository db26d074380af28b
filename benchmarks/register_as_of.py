"""The register of members as of a day over HTTP, against the plain list of members of the same cooperative.

Both are first pages of fifty, served by one `hoptac serve` with one web process, the chair signed in. The register shows more:
each member's contributions and certificates as they stood on the day, the count of that day's members and the sums of the
day's capital. Of ten thousand members one in twenty has left, half of
them to come back; nine of ten have a certificate. The
target is three times the plain list.
"""

import asyncio
from datetime import date, timedelta

import asyncpg
import uvloop
from sqlalchemy import text

from benchmarks.member_list import Pages
from benchmarks.support.people import fill_members
from benchmarks.support.place import Place, driver_url, found, seat, throwaway_place, web_server
from benchmarks.support.report import table, write_section
from benchmarks.support.turns import ratio, take_turns
from hoptac.capital.models import CERTIFICATES
from hoptac.kit.bulk import insert_rows
from hoptac.kit.calendar import format_date, now, today
from hoptac.kit.db import Database
from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_tenant
from hoptac.members.memberships import begin_membership, open_membership
from hoptac.members.memberships.actions import end_membership

MEMBERS = 10_000
ROUNDS, SECONDS = 9, 1.0
SLUG, PHONE = "htx-10000", "0901000009"
LEFT_ON = date(2025, 7, 1)
YEAR_END = date(today().year - 1, 12, 31)
_CERTIFICATE = ("id", "party_id", "number", "check_code", "amount_dong")


async def fill(place: Place) -> None:
    """The cooperative with its history, and statistics as autovacuum would have made them by and by."""
    database = Database(place.urls.app)
    org_id = await found(database, SLUG)
    actor_id = await seat(database, PHONE, (SLUG, "chair"))
    members = await fill_members(database, org_id, actor_id, MEMBERS)
    async with enter_tenant(database, org_id) as session:
        for place_of, party_id in enumerate(members):
            if place_of % 20 == 7:  # left, and half of them came back as another kind
                current = await open_membership(session, org_id, party_id)
                assert current
                await end_membership(
                    session, org_id=org_id, now=now(), party_id=party_id, current=current, ended_by="resignation",
                    left_on=LEFT_ON, decision_id=None,
                )  # fmt: skip
                if place_of % 40 == 7:
                    await begin_membership(
                        session, org_id=org_id, now=now(), party_id=party_id, kind="associate_contributing",
                        valid_from=LEFT_ON + timedelta(days=30), begun_by="admission", decision_id=None,
                    )  # fmt: skip
        rows = [
            (new_id(), party_id, f"{number:05}/2025", f"code{number:012}", 1_000_000)
            for number, party_id in enumerate(members)
            if number % 10
        ]
        shared = {"org_id": org_id, "contents": "{}", "issued_on": LEFT_ON, "issued_by": actor_id, "issued_at": now()}
        await insert_rows(session, CERTIFICATES, _CERTIFICATE, rows, shared=shared)
        counted = await session.execute(
            text("SELECT count(*) FROM memberships WHERE org_id = :org_id"), {"org_id": org_id}
        )
        assert counted.scalar_one() > MEMBERS
    await database.close()
    superuser = await asyncpg.connect(driver_url(place.superuser_url))
    await superuser.execute("VACUUM ANALYZE")
    await superuser.close()


def main() -> None:
    """Measure the pages side by side and write the table."""
    with throwaway_place() as place:
        asyncio.run(fill(place))
        with web_server(place) as server:
            browser = server.sign_in(PHONE)
            register = f"/{SLUG}/members/register?on="
            pages = {
                "the plain list": f"/{SLUG}/members",
                "register of today": register + format_date(today()),
                "register of the last year's end": register + format_date(YEAR_END),
                "the same, searched": f"{register}{format_date(YEAR_END)}&q=nguyen",
                "the same, by number": f"{register}{format_date(YEAR_END)}&sort=number",
                "register of contributions (S31)": f"/{SLUG}/capital/register?on={format_date(YEAR_END)}",
            }
            contenders = {name: Pages(server, browser, path) for name, path in pages.items()}
            figures = uvloop.run(take_turns({name: one.turn for name, one in contenders.items()}, ROUNDS))
            plain = next(iter(contenders))
            lines = [
                [name, f"{len(one.page):,}", f"{figures[name].median:.0f} ({figures[name].spread})",
                 "1.00" if name == plain else f"{ratio(figures[plain], figures[name]):.2f}",
                 f"{one.processor.median:.2f}"]
                for name, one in contenders.items()
            ]  # fmt: skip
        headings = ("Page", "bytes", "pages/s", "times the plain list", "web process, ms a page")
        how = (
            f"{MEMBERS:,} members, one web process. Medians of {ROUNDS} turns of {SECONDS} s each, in turn, the ratios of "
            "turns side by side; in brackets the least and the most. Processor time is that of the web process alone."
        )
        write_section("register_as_of", how, table(headings, lines), place.server)


if __name__ == "__main__":
    main()
