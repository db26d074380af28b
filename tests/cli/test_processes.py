"""Commands as processes: several at once, interrupted, with nobody to read them, and the server they leave behind."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.conftest import FAST
from tests.support.running import HOPTAC, environment

from hoptac.kit.postgres import ensure_running, remove, status, stop

PATIENCE = "Cơ sở dữ liệu đang khởi động, có thể đang tự phục hồi sau lần tắt đột ngột. Xin chờ."


def started(*words: str, data_dir: Path) -> subprocess.Popen[str]:
    """A command at work, in a process group of its own as a terminal gives it."""
    return subprocess.Popen(
        [*HOPTAC, *words],
        env=environment(HOPTAC_DATA_DIR=str(data_dir)),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """How it ended and what it said, without the word that a busy machine needs its time."""
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err.replace(f"{PATIENCE}\n", "")


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Path]:
    """A data directory that nobody used before."""
    yield tmp_path / "data"
    remove(tmp_path / "data")


def test_three_at_once_in_a_fresh_folder_build_one_demo_and_leave_no_server(fresh: Path) -> None:
    at_work = [started("demo", "--json", data_dir=fresh) for _ in range(3)]
    said = [ended(process) for process in at_work]
    assert [(status_, err) for status_, _out, err in said] == [(0, "")] * 3
    assert sorted(json.loads(out)["built"] for _status, out, _err in said) == [False, False, True]
    assert status(fresh).state == "stopped"
    books = ended(started("check-books", "--json", data_dir=fresh))
    assert books == (0, '{"organizations":2,"is_clean":true,"findings":[]}\n', "")


def test_one_address_founded_twice_at_once_is_one_organization(data_dir: Path) -> None:
    words = ("create-org", "--kind", "cooperative", "--slug", "mot-cho", "--name", "HTX Một Chỗ", "--json")
    said = [ended(process) for process in [started(*words, data_dir=data_dir) for _ in range(2)]]
    assert sorted(status_ for status_, _out, _err in said) == [0, 1]
    assert "Địa chỉ “mot-cho” đã có đơn vị dùng. Hãy chọn địa chỉ khác.\n" in [err for _status, _out, err in said]
    assert status(data_dir).state == "running"  # others hold it


def test_an_interrupted_or_killed_command_leaves_nothing_half_done(fresh: Path) -> None:
    """The demo, ended at several moments: what a signal can tell it, it ends itself and the server with it."""
    ensure_running(fresh, extra_settings=FAST)
    stop(fresh)
    for how in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        process = started("demo", "--json", data_dir=fresh)
        until = time.monotonic() + 30
        while status(fresh).state != "running" and time.monotonic() < until:
            time.sleep(0.02)
        os.killpg(process.pid, how)
        assert ended(process) == (128 + how, "", "")
        assert status(fresh).state == "stopped"
    for moment in (0.6, 0.9, 1.2, 1.5):
        process = started("demo", "--json", data_dir=fresh)
        try:
            process.wait(moment)
        except subprocess.TimeoutExpired:
            process.kill()
        process.communicate()
    assert ended(started("demo", "--json", data_dir=fresh))[0] == 0
    figures = ended(started("indicators", "--alliance", "can-tho", "--year", "2025", "--json", data_dir=fresh))
    assert json.loads(figures[1])["totals"]["organizations"] == 36
    again = ended(started("demo", "--json", data_dir=fresh))
    assert json.loads(again[1]) == {"built": False}
    assert ended(started("check-books", "--json", data_dir=fresh))[0] == 0


def test_nobody_reads_on(data_dir: Path) -> None:
    process = started("indicators", "--alliance", "can-tho", "--year", "2025", "--json", data_dir=data_dir)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.wait(60) == 128 + signal.SIGPIPE
    assert process.stderr.read() == ""
    process.stderr.close()


def test_a_command_starts_fast(data_dir: Path) -> None:
    """The time is the processor's own: other work on the machine does not count. It was 2.1 s; half of that fails."""
    code = (
        "import resource, sys; from hoptac.cli import main; sys.argv = ['hoptac', 'indicators', '--alliance', 'can-tho', "
        "'--year', '2025', '--json']; main(); "
        "used = resource.getrusage(resource.RUSAGE_SELF); sys.stderr.write(str(used.ru_utime + used.ru_stime))"
    )
    said = subprocess.run(
        [HOPTAC[0], "-c", code],
        env=environment(HOPTAC_DATA_DIR=str(data_dir)),
        capture_output=True,
        text=True,
        check=True,
    )
    assert float(said.stderr) < 1.05
