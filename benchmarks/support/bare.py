"""The floor under the list of members: a litestar app of one handler with asyncpg, the same SQL and the same template.

It knows nobody: no session, no permission, no form tokens, no error pages, no headers of its own, no language; what every
page shows around its content is made once. `python -m benchmarks.support.bare` serves it with granian as ours is served;
its environment says where the database is, whose list to show and on which port. The page is ours, byte for byte, but for
the form's token.
"""

import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import asyncpg
from granian.constants import Interfaces, Loops
from granian.server import Server
from litestar import Litestar, Request, Response, get
from markupsafe import Markup

from benchmarks.support.place import Place, WebServer, driver_url, free_port, wait_for, workers_of
from hoptac.identity.doors import OrganizationRef, Viewer
from hoptac.identity.frame import frame
from hoptac.identity.queries.sessions import SeatRow
from hoptac.kit.calendar import today
from hoptac.kit.pages import ENVIRONMENTS
from hoptac.ledger.queries.balances import BALANCES_OF_PARTIES, LAST_MONTH
from hoptac.members.queries import PAGE_SIZE, MemberListRow, count_statement, page_statement
from hoptac.members.routes import PAID_IN, shown_rows
from hoptac.settings import ROOT

TOKEN = "0" * 128
_FRAMED = (
    "SELECT p.id, p.name, p.is_platform_administrator, false, false, false, now(), s.role, o.id, o.slug, o.name, o.kind, o.alliance_path, "
    "o.short_name FROM organizations o JOIN seats s ON s.org_id = o.id JOIN people p ON p.id = s.person_id WHERE o.slug = $1"
)


LIST = page_statement("name", 0, "first").text
COUNT = count_statement(0).text
BALANCES = BALANCES_OF_PARTIES.text


async def _around(connection: asyncpg.Connection, slug: str) -> tuple[UUID, dict[str, Any]]:
    """The organization, and what its pages show around their content to the one who sits there."""
    seat = SeatRow(*(await connection.fetchrow(_FRAMED, slug)))
    here = OrganizationRef(seat.org_id, slug, seat.org_name, seat.kind, seat.alliance_path)  # type: ignore[arg-type]
    viewer = Viewer(
        seat.person_id, seat.person_name, False, False, here, (seat.role or "",), (seat,), by_pin=False, is_member=False
    )
    path = f"/{slug}/members"
    scope: Any = {"type": "http", "path": path, "headers": [], "query_string": b"", "viewer": viewer}
    around = {
        "csrf_token": TOKEN,
        "csrf_input": Markup('<input type="hidden" name="_csrf_token" value="{}">').format(TOKEN),
        "flashes": [], "today": today(), "q": "", "sort": "name", "who": "", "path": path, "previous_href": None,
        "may_write": True, "may_import": True,
    }  # fmt: skip
    return here.id, around | frame(Request(scope), "vi")


def make_app() -> Litestar:
    """One handler over a pool."""
    slug, template = os.environ["BARE_SLUG"], ENVIRONMENTS["vi"].get_template("members/index.html")
    path = f"/{slug}/members"

    async def as_it_is(_connection: object) -> None:
        """The transaction leaves nothing behind: resetting the connection would be one more round trip."""

    @asynccontextmanager
    async def lifespan(app: Litestar) -> AsyncIterator[None]:
        url = os.environ["BARE_DATABASE_URL"]
        async with asyncpg.create_pool(url, min_size=10, max_size=10, reset=as_it_is) as pool:
            app.state.pool = pool
            async with pool.acquire() as connection:
                app.state.org_id, app.state.around = await _around(connection, slug)
            yield

    @get("/{org:str}/members")
    async def index(request: Request[Any, Any, Any]) -> Response[bytes]:
        state = request.app.state
        org_id = state.org_id
        async with state.pool.acquire() as connection, connection.transaction():
            await connection.fetch("SELECT set_tenant($1)", org_id)
            found = await connection.fetch(LIST, org_id, PAGE_SIZE + 1)
            count = await connection.fetchval(COUNT, org_id)
            members = [MemberListRow(*row) for row in found[:PAGE_SIZE]]
            ids = [member.id for member in members]
            balances = await connection.fetch(BALANCES, org_id, PAID_IN, LAST_MONTH, ids)
        paid = dict.fromkeys(ids, 0) | {party_id: -dong for party_id, dong in balances}
        last = urlencode({"after": f"{members[-1].key}~{members[-1].id}"})
        text = template.render(
            state.around, rows=shown_rows(path, members, paid, "vi"), count=count, next_href=f"{path}?{last}"
        )
        return Response(text.encode(), media_type="text/html")

    return Litestar([index], lifespan=[lifespan], openapi_config=None)


@contextmanager
def bare_server(place: Place, slug: str) -> Iterator[WebServer]:
    """The floor under one organization's list, served while the block runs."""
    port = free_port()
    told = {"BARE_DATABASE_URL": driver_url(place.urls.app), "BARE_SLUG": slug, "BARE_PORT": str(port)}
    command = [sys.executable, "-m", "benchmarks.support.bare"]
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | told)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(f"{address}/{slug}/members", process)
        yield WebServer(address, process.pid, workers_of(process.pid))
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def main() -> None:
    """Serve on BARE_PORT of this machine with one worker."""
    Server(
        "benchmarks.support.bare:make_app", address="127.0.0.1", port=int(os.environ["BARE_PORT"]),
        interface=Interfaces.ASGI, workers=1, loop=Loops.uvloop, factory=True, websockets=False, log_access=False,
    ).serve()  # fmt: skip


if __name__ == "__main__":
    main()
