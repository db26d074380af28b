"""The peak memory of the processes that serve, while a board brings in 10,000 members, exports and prints them.

A real `hoptac serve` with one worker process and a real `hoptac worker`, driven over HTTP; for each step the most
physical memory (VmHWM) that each process has held since the step began.
"""

import asyncio
import time
from collections.abc import Callable
from typing import Any

import httpx
from tests.support.web import forms_of

from benchmarks.support.memory import forget_peak, peak_mb
from benchmarks.support.people import member_workbook
from benchmarks.support.place import Place, WebServer, found, job_worker, seat, throwaway_place, web_server
from benchmarks.support.report import table, write_section
from hoptac.kit.db import Database

SIZE = 10_000
PHONE = "0900000001"
PATIENCE_SECONDS = 120


class Board:
    """A chair at work, and the peaks that each of her steps leaves behind."""

    def __init__(self, web: WebServer, worker: int) -> None:
        self.web, self.processes = web, {"web": web.workers[0], "worker": worker}
        self.peaks: dict[str, dict[str, float]] = {}
        self.client = httpx.Client(base_url=web.address)
        self.page: Any = None

    def step(self, name: str, deed: Callable[[], Any]) -> None:
        """Do one thing and keep the peak of every process."""
        for pid in self.processes.values():
            forget_peak(pid)
        deed()
        self.peaks[name] = {process: peak_mb(pid) for process, pid in self.processes.items()}

    def sign_in(self) -> None:
        """Through the form: the check of the password takes 64 MiB by itself."""
        self.client = self.web.sign_in(PHONE)

    def get(self, path: str) -> httpx.Response:
        """A page or a file."""
        answer = self.client.get(f"/tan-hung{path}")
        return answer.raise_for_status()

    def send_list(self) -> None:
        """Upload the workbook and wait until it is judged."""
        form = next(form for form in forms_of(self.get("/imports")) if form["action"].endswith("/imports"))
        files = {"file": ("danh-sach.xlsx", member_workbook(SIZE))}
        self.page = self._settled(self.client.post(form["action"], data=form["fields"], files=files))

    def confirm(self) -> None:
        """Press the button and wait until the members are in."""
        form = next(form for form in forms_of(self.page) if form["action"].endswith("/confirmation"))
        self.page = self._settled(self.client.post(form["action"], data=form["fields"]))

    def _settled(self, answer: httpx.Response) -> httpx.Response:
        """The page that long work leads to in the end."""
        until = time.monotonic() + PATIENCE_SECONDS
        while "/jobs/" in answer.raise_for_status().url.path:
            if time.monotonic() > until:
                raise TimeoutError(str(answer.url))
            time.sleep(0.5)
            answer = self.client.get(answer.url)
        return answer


def measure(web: WebServer, worker: int) -> dict[str, dict[str, float]]:
    """The whole journey."""
    board = Board(web, worker)
    board.step("sign in", board.sign_in)
    board.step("send and judge a list", board.send_list)
    board.step("look at its rows", lambda: [board.client.get(f"{board.page.url.path}?number={n}") for n in (1, 2, 200)])
    board.step("confirm it", board.confirm)
    board.step("member list", lambda: [board.get(f"/members?sort={by}") for by in ("name", "number", "joined_on")])
    board.step("member list as a workbook", lambda: board.get("/members/export.xlsx"))
    board.step("register of capital, to print", lambda: [board.get("/capital"), board.get("/capital/contributions")])
    board.step("register of capital as a workbook", lambda: board.get("/capital/export.xlsx"))
    board.step("all of it again", lambda: [board.get("/members/export.xlsx"), board.get("/capital/export.xlsx")])
    return board.peaks


async def prepare(place: Place) -> None:
    """A cooperative and its chair."""
    database = Database(place.urls.app)
    await found(database, "tan-hung")
    await seat(database, PHONE, ("tan-hung", "chair"))
    await database.close()


def main() -> None:
    """Walk the journey and write the table."""
    with throwaway_place() as place:
        asyncio.run(prepare(place))
        with web_server(place) as web, job_worker(place) as worker:
            peaks = measure(web, worker)
        lines = [[name, f"{peak['web']:.0f}", f"{peak['worker']:.0f}"] for name, peak in peaks.items()]
        how = f"{SIZE:,} members; peak of physical memory (VmHWM) while each step lasted, in MB of 10^6 bytes."
        write_section("memory", how, table(("Step", "web process", "worker process"), lines), place.server)


if __name__ == "__main__":
    main()
