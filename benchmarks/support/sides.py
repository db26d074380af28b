"""Both sides of a deed over HTTP against the same SQL by pgbench: deeds a second, and the processor time that each took."""

import asyncio
import os
import time
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import uvloop

from benchmarks.support.load import CLIENTS, run_load
from benchmarks.support.pgbench import run_script
from benchmarks.support.place import Place, WebServer
from benchmarks.support.processors import processor_seconds, server_pids, server_seconds
from benchmarks.support.report import table
from benchmarks.support.turns import Figures, ratio, take_turns


class Side:
    """One contender; beside the deeds a second, the processor time that each took everybody is noted."""

    def __init__(self, place: Place, seconds: int) -> None:
        self.place, self.seconds = place, seconds
        self.milliseconds: list[float] = []

    def note(self, seconds: float, deeds: int) -> None:
        """So much processor time for so many deeds."""
        self.milliseconds.append(1000 * seconds / deeds)

    @property
    def processor(self) -> Figures:
        """Processor time a deed, in ms; the turn to warm up does not count."""
        return Figures(self.milliseconds[1:])


class OverHttp(Side):
    """The form posted to a web server; every answer must lead on."""

    def __init__(self, place: Place, seconds: int, server: WebServer, next_request: Callable[[], bytes]) -> None:
        super().__init__(place, seconds)
        self.server, self.next_request = server, next_request

    def _used(self) -> float:
        return server_seconds(self.place) + processor_seconds(self.server.workers) + time.process_time()

    async def turn(self) -> float:
        """Deeds a second; of processors, PostgreSQL's, the web processes' and the clients' time."""
        began = self._used()
        load = await run_load(self.server.address, [self.next_request] * CLIENTS, self.seconds)
        assert set(load.statuses) == {303}, load.statuses
        self.note(self._used() - began, load.statuses.total())
        return load.per_second


class OverPgbench(Side):
    """The script run over the first so many plans."""

    def __init__(self, place: Place, seconds: int, script: Path, plans: int) -> None:
        super().__init__(place, seconds)
        self.script, self.plans = script, plans

    async def turn(self) -> float:
        """Deeds a second; of processors, PostgreSQL's and pgbench's time."""
        began = server_seconds(self.place)
        variables = {"plans": self.plans}
        ran = await asyncio.to_thread(
            run_script, self.place, self.script, clients=CLIENTS, seconds=self.seconds, variables=variables
        )
        await asyncio.sleep(0.2)  # until the server has counted its processes that ended
        self.note(server_seconds(self.place) - began + ran.processor_seconds, ran.transactions)
        return ran.per_second


class Crowd(NamedTuple):
    """So many organizations that the deeds spread over; the script draws from the first so many plans."""

    organizations: int
    next_request: Callable[[], bytes]
    plans: int


HEADINGS = (
    "Cooperatives", "web processes", "pgbench, 1/s", "over HTTP, 1/s", "ratio", "pgbench, processor ms",
    "over HTTP, processor ms", "ratio",
)  # fmt: skip


def measure(
    place: Place, servers: Sequence[WebServer], script: Path, crowds: Sequence[Crowd], *, rounds: int, seconds: int
) -> str:
    """The table of a deed: each crowd by pgbench and over each of the web servers, in turn."""
    sides: dict[str, Side] = {}
    for crowd in crowds:
        sides[f"pgbench {crowd.organizations}"] = OverPgbench(place, seconds, script, crowd.plans)
        for server in servers:
            name = f"{len(server.workers)} {crowd.organizations}"
            sides[name] = OverHttp(place, seconds, server, crowd.next_request)
    figures = uvloop.run(take_turns({name: side.turn for name, side in sides.items()}, rounds))
    rows = []
    for crowd in crowds:
        floor = f"pgbench {crowd.organizations}"
        for server in servers:
            ours = f"{len(server.workers)} {crowd.organizations}"
            rows.append([
                str(crowd.organizations), str(len(server.workers)),
                *(f"{figures[one].median:.0f} ({figures[one].spread})" for one in (floor, ours)),
                f"{ratio(figures[ours], figures[floor]):.2f}",
                *(f"{sides[one].processor.median:.1f}" for one in (floor, ours)),
                f"{ratio(sides[floor].processor, sides[ours].processor):.2f}",
            ])  # fmt: skip
    return table(HEADINGS, rows)


class OnCores(OverHttp):
    """Over HTTP with everybody held to some of the machine's cores: PostgreSQL, the web processes and the clients."""

    def __init__(
        self, place: Place, seconds: int, server: WebServer, next_request: Callable[[], bytes], cores: Collection[int]
    ) -> None:
        super().__init__(place, seconds, server, next_request)
        self.cores = cores

    async def turn(self) -> float:
        """Deeds a second; afterwards everybody has all cores again."""
        everybody = [os.getpid(), self.server.pid, *self.server.workers, *server_pids(self.place)]
        whole = os.sched_getaffinity(0)
        hold(everybody, self.cores)
        try:
            return await super().turn()
        finally:
            hold(everybody, whole)


def hold(pids: Collection[int], cores: Collection[int]) -> None:
    """Let the processes, each thread of them, run on these cores alone."""
    for pid in pids:
        for thread in Path(f"/proc/{pid}/task").glob("*"):
            with suppress(ProcessLookupError):  # ended this very moment
                os.sched_setaffinity(int(thread.name), cores)


def scaling(
    place: Place, server: WebServer, next_request: Callable[[], bytes], *, rounds: int, seconds: int
) -> tuple[Figures, Figures, float]:
    """Deeds a second on one core and on all, and how many times as many that is."""
    cores = sorted(os.sched_getaffinity(0))
    sides = {"one": OnCores(place, seconds, server, next_request, cores[:1])}
    sides["all"] = OnCores(place, seconds, server, next_request, cores)
    figures = uvloop.run(take_turns({name: side.turn for name, side in sides.items()}, rounds))
    return figures["one"], figures["all"], ratio(figures["all"], figures["one"])
