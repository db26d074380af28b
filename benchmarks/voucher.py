"""Posting a voucher of four lines over HTTP, against pgbench sending the same SQL from as many clients.

Ours is the grid as a browser posts it with "post" pressed: session cookie, form token, a key of its own for each sending;
guard, the rows read and checked, the draft kept, the member's standing, number, entry, lines, three kinds of balances, audit
and mark, one commit, the answer that leads on. The floor is what this one request sent, as in `benchmarks.contribution`.
How postings of fifty cooperatives grow with the cores is measured with everybody held to one core, and on all.
"""

import asyncio
import random
from collections.abc import Callable
from contextlib import ExitStack
from uuid import UUID, uuid4

import asyncpg
import httpx

from benchmarks.contribution import MEMBERS, Cooperative, fill, prepare_plans, sign_in
from benchmarks.support.load import CLIENTS, request_bytes
from benchmarks.support.pgbench import Sent, logged, script_file, script_lines
from benchmarks.support.place import Place, driver_url, throwaway_place, web_server
from benchmarks.support.report import table, write_section
from benchmarks.support.sides import Crowd, measure, scaling
from hoptac.identity.actions.sign_in import hash_of
from hoptac.identity.doors import SESSION_COOKIE
from hoptac.kit.calendar import format_date, today

ROWS = (
    ("131", "5111", "1.000.000", True), ("131", "3331", "50.000", True), ("6111", "156", "900.000", False),
    ("1111", "131", "400.000", True),
)  # fmt: skip
"""Debit, credit, amount, and whether the row names the customer: a sale on credit with its tax, its cost, and what was paid."""
ROUNDS, SECONDS = 11, 3


def form(browser: httpx.Client, party_id: UUID) -> dict[str, str]:
    """The fields as the grid has them, filled in."""
    filled = {
        "_csrf_token": browser.cookies["hoptac_csrf"], "request_key": str(uuid4()), "kind": "general",
        "voucher_on": format_date(today()), "description": "Bán phân bón", "deed": "post",
    }  # fmt: skip
    for place, (debit, credit, amount, names_customer) in enumerate(ROWS):
        filled |= {f"debit-{place}": debit, f"credit-{place}": credit, f"amount-{place}": amount}
        if names_customer:
            filled |= {f"party-{place}": "Thành viên", f"party-id-{place}": str(party_id)}
    return filled


def requests(crowd: list[Cooperative], browsers: dict[str, httpx.Client]) -> Callable[[], bytes]:
    """The grid of some cooperative with one of its members, drawn anew for each sending."""

    def next_request() -> bytes:
        here = random.choice(crowd)
        browser = browsers[here.slug]
        return request_bytes(browser, f"/{here.slug}/vouchers", form(browser, random.choice(here.members)))

    return next_request


async def script_of(place: Place, sent: list[Sent], here: Cooperative, browser: httpx.Client) -> list[str]:
    """The request's statements for pgbench: what it looked up is looked up, what it computed is computed anew."""
    connection = await asyncpg.connect(driver_url(place.superuser_url))
    made = await connection.fetchrow(
        "SELECT v.id, v.entry_id, v.request_key, a.id AS audit_id FROM vouchers v "
        "JOIN audit_records a ON a.org_id = v.org_id AND a.subject_id = v.id WHERE v.org_id = $1 ORDER BY v.id DESC",
        here.id,
    )
    await connection.close()
    assert made is not None
    party_id = here.members[0]
    token = hash_of(browser.cookies[SESSION_COOKIE]).hex()
    known = {
        f"'{here.id}'": ":org_id", f"'{party_id}'": ":party_id", f"'{{{party_id}}}'": "ARRAY[:party_id::uuid]",
        f"'\\x{token}'": "plans.token_hash", f"'{made['id']}'": ":voucher_id", f"'{made['entry_id']}'": ":entry_id",
        f"'{made['request_key']}'": ":request_key", f"'{made['audit_id']}'": "uuidv7()",
        "entries.position": "(:head_position::bigint + 1)", "entries.number": ":before_number",
        "entries.previous_hash": ":head_hash", "entries.hash": "sha256(:head_hash::bytea)",
    }  # fmt: skip
    answers = {"INSERT INTO ledger_heads": "\\gset head_", "max(entries.number)": "\\gset before_"}
    return script_lines(sent, known, answers, new_ids=("voucher_id", "entry_id", "request_key"))


def main() -> None:
    """Measure, with vouchers spread over all cooperatives and crowded in one, and write the tables."""
    with ExitStack() as stack:
        place = stack.enter_context(throwaway_place())
        cooperatives = asyncio.run(fill(place))
        alone, both = (stack.enter_context(web_server(place, workers=workers)) for workers in (1, 2))
        browsers = sign_in(alone, cooperatives)
        asyncio.run(prepare_plans(place, cooperatives, browsers))
        here = cooperatives[0]
        browser = browsers[here.slug]
        with logged(place) as sent:
            answer = browser.post(f"/{here.slug}/vouchers", data=form(browser, here.members[0]), follow_redirects=False)
            assert answer.status_code == 303, answer.text
        script = stack.enter_context(script_file(asyncio.run(script_of(place, sent, here, browser))))
        crowds = [
            Crowd(len(crowd), requests(crowd, browsers), len(crowd) * MEMBERS)
            for crowd in (cooperatives, cooperatives[:1])
        ]
        body = measure(place, (alone, both), script, crowds, rounds=ROUNDS, seconds=SECONDS)
        one, every, times = scaling(place, both, crowds[0].next_request, rounds=ROUNDS, seconds=SECONDS)
        shown = [f"{figures.median:.0f} ({figures.spread})" for figures in (one, every)]
        headings = (f"Postings of {len(cooperatives)} cooperatives at once", "one core, 1/s", "all cores, 1/s", "times")
        body += "\n\n" + table(headings, [["two web processes", *shown, f"{times:.2f}"]])
        how = (
            f"{CLIENTS} clients on either side, {len(sent)} statements a voucher. Medians of {ROUNDS} turns of {SECONDS} s "
            "each, in turn, the ratios of turns side by side; in brackets the least and the most. Processor time is what one "
            "voucher took everybody: PostgreSQL with its processes in the background, pgbench or the web processes, the clients."
        )
        write_section("voucher", how, body, place.server)


if __name__ == "__main__":
    main()
