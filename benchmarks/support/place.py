"""Where a benchmark works: an embedded PostgreSQL of its own with the settings of production, migrated, gone afterwards."""

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import httpx

from hoptac.connections import Connections, connections_of
from hoptac.data_keys import install_keys
from hoptac.identity.actions import create_person
from hoptac.kit.calendar import now, today
from hoptac.kit.db import Database
from hoptac.kit.postgres import EmbeddedServer, ensure_running, hold, remove
from hoptac.migrating import migrate
from hoptac.organizations.actions import found_organization
from hoptac.organizations.areas import load_areas
from hoptac.settings import ROOT, Settings

PASSWORD = "thoc-giong-st25"  # noqa: S105 - of people who live as long as the benchmark
_STARTS_WITHIN_SECONDS = 30


@dataclass(frozen=True)
class Place:
    """A migrated database with the areas of the country and nothing else; `urls` has an address for each role."""

    data_dir: Path
    server: EmbeddedServer
    urls: Connections

    @property
    def superuser_url(self) -> str:
        """For floors that need what no role of ours may do, such as COPY under row-level security."""
        return self.server.url("postgres")


@contextmanager
def throwaway_place() -> Iterator[Place]:
    """Make the server, migrate, and delete it all in the end. To be entered outside of an event loop."""
    with tempfile.TemporaryDirectory(prefix="hoptac-bench-") as folder:
        data_dir = Path(folder).resolve()
        try:
            server = ensure_running(data_dir)
            settings = Settings(data_dir=data_dir)
            install_keys(settings)
            urls = connections_of(settings)
            migrate(urls.owner)
            asyncio.run(_load_areas(urls))
            with hold(data_dir):  # or it ends with the first web server that is put away
                yield Place(data_dir, server, urls)
        finally:
            remove(data_dir)


async def _load_areas(urls: Connections) -> None:
    database = Database(urls.app, pool_size=1)
    async with database.begin() as session:
        await load_areas(session)
    await database.close()


def driver_url(url: str) -> str:
    """The same address for asyncpg alone."""
    return url.replace("postgresql+asyncpg", "postgresql")


async def found(
    database: Database, slug: str, *, kind: str = "cooperative", alliance: str | None = None, area: str = "92"
) -> UUID:
    """An organization, in Cần Thơ where nothing else is said."""
    async with database.begin() as session:
        return await found_organization(
            session, kind=kind, slug=slug, name=f"Tổ chức {slug}", alliance=alliance, area_code=area, created_at=now()
        )


async def seat(database: Database, phone: str, *seats: tuple[str, str]) -> UUID:
    """A person who signs in with `phone` and PASSWORD and has seats as (slug, role)."""
    async with database.begin() as session:
        return await create_person(
            session, name="Trần Thị Sáu", phone=phone, email=None, password=PASSWORD, seats=list(seats),
            today=today(), now=now(),
        )  # fmt: skip


@dataclass(frozen=True)
class WebServer:
    """A running `hoptac serve`; `workers` are the processes that answer, `pid` the one that watches over them."""

    address: str
    pid: int
    workers: list[int] = field(default_factory=list)

    def sign_in(self, phone: str) -> httpx.Client:
        """A browser that is signed in."""
        client = httpx.Client(base_url=self.address, follow_redirects=True, timeout=600)
        form = {"_csrf_token": csrf_token(client.get("/sign-in").text), "sign_in_name": phone, "password": PASSWORD}
        client.post("/sign-in", data=form).raise_for_status()
        return client


def csrf_token(html: str) -> str:
    """The token that the forms of a page carry."""
    found = re.search(r'name="_csrf_token" value="([^"]+)"', html)
    if found is None:
        raise LookupError("the page has no form")
    return found[1]


@contextmanager
def web_server(place: Place, *, workers: int = 1) -> Iterator[WebServer]:
    """Serve the place as an administrator would, on a free port of this machine alone."""
    port = free_port()
    with _hoptac(place, "serve", "--port", str(port), "--workers", str(workers)) as process:
        address = f"http://127.0.0.1:{port}"
        wait_for(f"{address}/sign-in", process)
        yield WebServer(address, process.pid, workers_of(process.pid))


@contextmanager
def job_worker(place: Place) -> Iterator[int]:
    """The `hoptac worker` beside it; its process id."""
    with _hoptac(place, "worker") as process:
        yield process.pid


@contextmanager
def _hoptac(place: Place, verb: str, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-c", "from hoptac.cli import main; main()", verb, *options]
    command += ["--data-dir", str(place.data_dir)]
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | {"HOPTAC_HOST": "127.0.0.1"})
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def workers_of(pid: int) -> list[int]:
    """The processes that answer, of a granian that watches over them; multiprocessing's resource tracker answers nobody."""
    children = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return [child for child in children if b"resource_tracker" not in Path(f"/proc/{child}/cmdline").read_bytes()]


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    """Until a server that is starting answers at an address."""
    until = time.monotonic() + _STARTS_WITHIN_SECONDS
    while True:
        try:
            httpx.get(address).raise_for_status()
        except httpx.TransportError:
            if process.poll() is not None or time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return
