"""Recording a contribution over HTTP, against pgbench sending the same SQL from as many clients.

Ours is the form as a browser posts it: session cookie, form token, a key of its own for each sending; guard, rules, entry,
line, balances, register, audit and mark, one commit, the answer that leads on. The floor is what this one request sent to
the server, read from the server's log: the look-up of the session, and the transaction with set_tenant in it, statement
for statement, prepared, as the same role under row-level security. Both spread over the members of the cooperatives.
"""

import asyncio
import random
from collections.abc import Callable
from contextlib import ExitStack
from uuid import UUID, uuid4

import asyncpg
import httpx
import msgspec

from benchmarks.support.load import CLIENTS, request_bytes
from benchmarks.support.people import fill_members
from benchmarks.support.pgbench import Sent, logged, script_file, script_lines
from benchmarks.support.place import Place, WebServer, driver_url, found, seat, throwaway_place, web_server
from benchmarks.support.report import write_section
from benchmarks.support.sides import Crowd, measure
from hoptac.capital.actions import record_pledge
from hoptac.identity.actions.sign_in import hash_of
from hoptac.identity.doors import SESSION_COOKIE
from hoptac.kit.calendar import format_date, now, today
from hoptac.kit.db import Database
from hoptac.kit.money import format_dong
from hoptac.kit.tenancy import enter_tenant

COOPERATIVES, MEMBERS = 50, 40
AMOUNT_DONG = 5_003
PLEDGE_DONG = 100_000_000
ROUNDS, SECONDS = 11, 3


class Cooperative(msgspec.Struct, frozen=True):
    """One cooperative with its accountant signed in; the cookies are the same for every server of the place."""

    id: UUID
    slug: str
    phone: str
    members: list[UUID]


def name(number: int) -> tuple[str, str]:
    """Slug and phone number of a cooperative's accountant."""
    return f"htx-{number}", f"09{number:08d}"


async def fill(place: Place) -> list[Cooperative]:
    """Cooperatives whose members have pledged more than the benchmark pays in."""
    database = Database(place.urls.app)
    cooperatives = []
    for number in range(COOPERATIVES):
        slug, phone = name(number)
        org_id = await found(database, slug)
        actor_id = await seat(database, phone, (slug, "accountant"))
        members = await fill_members(database, org_id, actor_id, MEMBERS)
        async with enter_tenant(database, org_id) as session:
            for party_id in members:
                await record_pledge(
                    session, org_id=org_id, actor_id=actor_id, now=now(), party_id=party_id, amount_dong=PLEDGE_DONG,
                    pledged_on=today(), request_key=uuid4(),
                )  # fmt: skip
        cooperatives.append(Cooperative(org_id, slug, phone, members))
    await database.close()
    return cooperatives


def form(browser: httpx.Client) -> dict[str, str]:
    """The fields as the page has them, with a sum typed in."""
    return {
        "_csrf_token": browser.cookies["hoptac_csrf"],
        "request_key": str(uuid4()),
        "amount_dong": format_dong(AMOUNT_DONG),
        "method": "cash",
        "contributed_on": format_date(today()),
        "note": "",
    }


def path_of(cooperative: Cooperative, party_id: UUID) -> str:
    """Where the form is posted to."""
    return f"/{cooperative.slug}/capital/{party_id}/contributions"


def requests(crowd: list[Cooperative], browsers: dict[str, httpx.Client]) -> Callable[[], bytes]:
    """The form of somebody of the crowd, drawn anew for each sending."""

    def next_request() -> bytes:
        here = random.choice(crowd)
        browser = browsers[here.slug]
        return request_bytes(browser, path_of(here, random.choice(here.members)), form(browser))

    return next_request


async def prepare_plans(place: Place, cooperatives: list[Cooperative], browsers: dict[str, httpx.Client]) -> None:
    """What a request knows before it asks the database, in a table for pgbench to draw from; and fresh statistics."""
    connection = await asyncpg.connect(driver_url(place.superuser_url))
    await connection.execute("CREATE TABLE plans (n int PRIMARY KEY, org_id uuid, party_id uuid, token_hash bytea)")
    await connection.execute("GRANT SELECT ON plans TO hoptac_app")
    members = [(one, party_id) for one in cooperatives for party_id in one.members]
    rows = [
        (number, one.id, party_id, hash_of(browsers[one.slug].cookies[SESSION_COOKIE]))
        for number, (one, party_id) in enumerate(members, start=1)
    ]
    await connection.copy_records_to_table("plans", records=rows)
    await connection.execute("VACUUM ANALYZE")
    await connection.close()


async def script_of(place: Place, sent: list[Sent], here: Cooperative, browser: httpx.Client) -> list[str]:
    """The request's statements for pgbench: what it looked up is looked up, what it computed is computed anew."""
    connection = await asyncpg.connect(driver_url(place.superuser_url))
    made = await connection.fetchrow(
        "SELECT c.id, c.entry_id, c.party_id, c.recorded_by, c.request_key, a.id AS audit_id FROM contributions c "
        "JOIN audit_records a ON a.org_id = c.org_id AND a.subject_id = c.id WHERE c.org_id = $1 ORDER BY c.id DESC",
        here.id,
    )
    await connection.close()
    assert made is not None
    token = hash_of(browser.cookies[SESSION_COOKIE]).hex()
    known = {
        f"'{here.id}'": ":org_id", f"'{made['party_id']}'": ":party_id", f"'\\x{token}'": "plans.token_hash",
        f"'{made['id']}'": ":contribution_id", f"'{made['entry_id']}'": ":entry_id",
        f"'{made['request_key']}'": ":request_key", f"'{made['audit_id']}'": "uuidv7()",
        "entries.position": "(:head_position::bigint + 1)", "entries.number": ":before_number",
        "entries.previous_hash": ":head_hash", "entries.hash": "sha256(:head_hash::bytea)",
        "contributions.number": ":counter_n", "holdings.pledged_dong": ":held_pledged_dong",
        "holdings.paid_dong": f"(:held_paid_dong::bigint + {AMOUNT_DONG})",
        "capital_totals.pledged_dong": ":all_pledged_dong",
        "capital_totals.paid_dong": f"(:all_paid_dong::bigint + {AMOUNT_DONG})",
    }  # fmt: skip
    answers = {
        "FROM capital_totals": "\\gset all_",
        "legal_parameters": "\\gset held_",
        "INSERT INTO capital_counters": "\\gset counter_",
        "INSERT INTO ledger_heads": "\\gset head_",
        "max(entries.number)": "\\gset before_",
    }
    return script_lines(sent, known, answers, new_ids=("contribution_id", "entry_id", "request_key"))


def sign_in(server: WebServer, cooperatives: list[Cooperative]) -> dict[str, httpx.Client]:
    """Every accountant's browser by slug."""
    return {one.slug: server.sign_in(one.phone) for one in cooperatives}


def main() -> None:
    """Measure, with contributions spread over all cooperatives and crowded in one, and write the table."""
    with ExitStack() as stack:
        place = stack.enter_context(throwaway_place())
        cooperatives = asyncio.run(fill(place))
        alone, both = (stack.enter_context(web_server(place, workers=workers)) for workers in (1, 2))
        browsers = sign_in(alone, cooperatives)
        asyncio.run(prepare_plans(place, cooperatives, browsers))
        here = cooperatives[0]
        browser = browsers[here.slug]
        with logged(place) as sent:
            path = path_of(here, here.members[0])
            answer = browser.post(path, data=form(browser), follow_redirects=False)
            assert answer.status_code == 303, answer.text
        script = stack.enter_context(script_file(asyncio.run(script_of(place, sent, here, browser))))
        crowds = [
            Crowd(len(crowd), requests(crowd, browsers), len(crowd) * MEMBERS)
            for crowd in (cooperatives, cooperatives[:1])
        ]
        body = measure(place, (alone, both), script, crowds, rounds=ROUNDS, seconds=SECONDS)
        how = (
            f"{CLIENTS} clients on either side, {len(sent)} statements a contribution. Medians of {ROUNDS} turns of "
            f"{SECONDS} s each, in turn, the ratios of turns side by side; in brackets the least and the most. Processor time "
            "is what one contribution took everybody: PostgreSQL with its processes in the background, pgbench or the web "
            "processes, the clients."
        )
        write_section("contribution", how, body, place.server)


if __name__ == "__main__":
    main()
