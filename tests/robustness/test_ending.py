"""What `hoptac run` began, it ends, whatever ends it; and then it starts again, with everything that was there."""

import os
import signal
import subprocess
import time

import httpx
import pytest
from tests.support.running import HOPTAC, PATIENCE_SECONDS, Running, environment

from hoptac.kit.postgres import status


def lives(pid: int) -> bool:
    """Whether a process is there and not only waiting to be counted as ended."""
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def until_gone(pids: list[int]) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while left := [pid for pid in pids if lives(pid)]:
        assert time.monotonic() < until, left
        time.sleep(0.05)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_everything_without_a_trace(running: Running, how: signal.Signals) -> None:
    begun = [*running.children(), running.postmaster()]
    assert len(begun) >= 3
    said_before = len(running.log.read_text())
    assert running.end(how) == 0
    until_gone(begun)
    assert status(running.data_dir).state == "stopped"
    assert "Traceback" not in running.log.read_text()[said_before:]
    running.start()
    assert "Hợp Tác" in httpx.get(f"{running.url}/sign-in", timeout=60).text


def test_killed_alone_it_leaves_nobody_at_the_port(running: Running) -> None:
    assert running.process is not None
    begun = running.children()
    os.kill(running.process.pid, signal.SIGKILL)
    running.process.wait()
    until_gone([pid for pid in begun if pid != running.postmaster()])
    assert status(running.data_dir).state == "running"  # the database goes on until the next one ends
    running.start()
    assert running.end() == 0
    assert status(running.data_dir).state == "stopped"
    running.start()


@pytest.mark.parametrize("verb", ["run", "serve"])
def test_a_port_that_is_taken(running: Running, verb: str) -> None:
    words = [*HOPTAC, verb, "--port", str(running.port), "--data-dir", str(running.data_dir)]
    said = subprocess.run(words, env=environment(), capture_output=True, text=True, check=False)
    assert (said.returncode, said.stdout) == (1, "")
    other = running.port + 1
    assert (
        said.stderr
        == f"Cổng {running.port} đang có chương trình khác dùng. Hãy chọn cổng khác, ví dụ --port {other}.\n"
    )
    assert running.answers()
