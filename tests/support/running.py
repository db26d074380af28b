"""`hoptac run` as the process that people start, with what it takes to kill it in the middle of things."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

import hoptac
from hoptac.kit.postgres import status

HOPTAC = [sys.executable, "-c", "from hoptac.cli import main; main()"]
PATIENCE_SECONDS = 90


def environment(**settings: str) -> dict[str, str]:
    """The environment of a command: ours, without settings of hoptac but those given."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HOPTAC_")}
    return kept | {"PYTHONPATH": str(Path(hoptac.__file__).parents[1])} | settings


def free_port() -> int:
    """A port that nobody listens at now."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


@dataclass
class Running:
    """One server over one data directory; started, stopped and killed as often as a test likes."""

    data_dir: Path
    settings: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        return self.data_dir.with_name(f"{self.data_dir.name}.log")

    def start(self, verb: str = "run") -> None:
        """Start it and wait until it answers."""
        words = [*HOPTAC, verb, "--port", str(self.port), "--data-dir", str(self.data_dir)]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                words, env=environment(**self.settings), stdout=log, stderr=log, start_new_session=True
            )
        until = time.monotonic() + PATIENCE_SECONDS
        while not self.answers():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < until, self.log.read_text()
            time.sleep(0.05)

    def peak_mb(self) -> int:
        """The most memory that one of the processes that serve pages ever had."""
        peaks = [re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text()) for pid in self.web_workers()]
        return max(int(peak[1]) // 1024 for peak in peaks if peak)

    def come_back(self) -> None:
        """Wait until it answers; where it was ended, or gave up over web workers that died one after another, start it."""
        until = time.monotonic() + PATIENCE_SECONDS
        while not self.answers():
            assert time.monotonic() < until, self.log.read_text()
            if self.process is None or self.process.poll() is not None:
                self.start()
            time.sleep(0.05)

    def answers(self) -> bool:
        """Whether a page comes back."""
        try:
            return httpx.get(f"{self.url}/sign-in", timeout=5).status_code == 200
        except httpx.HTTPError:
            return False

    def children(self) -> list[int]:
        """The processes that it began: web workers, the worker, helpers."""
        assert self.process is not None
        return children_of(self.process.pid)

    def web_workers(self) -> list[int]:
        """Those of them that serve pages: copies of the first process, so they have its command line."""
        assert self.process is not None
        own = command_line(self.process.pid)
        return [pid for pid in self.children() if command_line(pid) == own]

    def workers(self) -> list[int]:
        """Those of them that do the jobs."""
        return [pid for pid in self.children() if b"spawn_main" in command_line(pid)]

    def postmaster(self) -> int:
        """The database's first process."""
        pid = status(self.data_dir).pid
        assert pid is not None
        return pid

    def kill_everything(self) -> None:
        """As a power cut ends it: nobody gets to say or write anything more."""
        assert self.process is not None
        for pid in [self.process.pid, *self.children(), *children_of(self.postmaster()), self.postmaster()]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()

    def end(self, how: signal.Signals = signal.SIGINT) -> int:
        """End it as a person does; the exit status."""
        assert self.process is not None
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, how)
        return self.process.wait(PATIENCE_SECONDS)


def children_of(pid: int) -> list[int]:
    """Its children now, whichever of its threads began them."""
    lists = Path(f"/proc/{pid}/task").glob("*/children")
    try:
        return [int(child) for children in lists for child in children.read_text().split()]
    except FileNotFoundError:
        return []


def command_line(pid: int) -> bytes:
    """The words a process was started with; empty when it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except FileNotFoundError:
        return b""


def command(data_dir: Path, *words: str, **settings: str) -> dict[str, Any]:
    """What a command answers with `--json`."""
    said = subprocess.run(
        [*HOPTAC, *words, "--json", "--data-dir", str(data_dir)],
        env=environment(**settings),
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 0, said.stderr
    return json.loads(said.stdout)
