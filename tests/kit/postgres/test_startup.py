"""What can be in the way of a start, and what is said when it cannot be."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest
from tests.kit.postgres.consoles import FAST, as_ordinary_account, folder_of, process_number, psql

from hoptac.kit.postgres import ensure_running, startup, status, stop
from hoptac.kit.postgres.account import our_account
from hoptac.kit.postgres.folder import locate
from hoptac.kit.postgres.patience import Patience, exclusive_lock
from hoptac.kit.postgres.refusals import (
    DamagedData,
    FailedSetup,
    FailedStart,
    OtherMajorVersion,
    SlowStart,
    UnsafeFolder,
    UnwritableDataFolder,
)


def test_data_outlives_a_stop(rough_dir: Path) -> None:
    assert status(rough_dir).state == "absent"
    server = ensure_running(rough_dir, extra_settings=FAST)
    assert status(rough_dir).state == "running"
    psql(server, "CREATE TABLE kept (name text); INSERT INTO kept VALUES ('Nguyễn Thị Bưởi')")

    stop(rough_dir)
    stop(rough_dir)
    assert status(rough_dir).state == "stopped"

    assert ensure_running(rough_dir, extra_settings=FAST) == server
    assert psql(server, "SELECT name FROM kept; DROP TABLE kept") == "Nguyễn Thị Bưởi"


def test_a_server_that_does_not_start_is_quoted(rough_dir: Path) -> None:
    stop(rough_dir)
    with pytest.raises(FailedStart, match='invalid value for parameter "shared_buffers": "much"'):
        ensure_running(rough_dir, extra_settings={**FAST, "shared_buffers": "much"})
    server = ensure_running(rough_dir, extra_settings=FAST)
    assert psql(server, "SELECT 1") == "1"


def test_recovers_after_a_kill_with_a_query_still_at_work(rough_dir: Path) -> None:
    stop(rough_dir)
    server = ensure_running(rough_dir)  # fsync on, as it is for users
    psql(server, "CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n")
    pid = process_number(server)
    sql = "SELECT count(*) FROM generate_series(1, 100000000) a CROSS JOIN generate_series(1, 1000) b"
    environment = {**os.environ, **server.command_env()}
    client = subprocess.Popen([server.bin_dir / "psql", "-Xqc", sql], env=environment, stderr=subprocess.DEVNULL)
    try:
        while "generate_series" not in psql(server, "SELECT query FROM pg_stat_activity WHERE state = 'active'"):
            time.sleep(0.05)
        os.kill(pid, signal.SIGKILL)
        while status(rough_dir).state == "running":
            time.sleep(0.001)

        ensure_running(rough_dir)
    finally:
        client.kill()
        client.wait()

    assert process_number(server) != pid
    assert psql(server, "SELECT sum(n) FROM kept") == "500500"


def test_what_a_crash_leaves_is_no_hindrance(rough_dir: Path) -> None:
    """A number in postmaster.pid that another process of the same account got, and the lock of the socket likewise."""
    server = ensure_running(rough_dir, extra_settings=FAST)
    folder = folder_of(server)
    pid_file, lock_file = folder.data / "postmaster.pid", folder.socket.with_name(f"{folder.socket.name}.lock")
    left = pid_file.read_text(), lock_file.read_text()
    pid = process_number(server)
    stop(rough_dir)
    other = folder.account.start(["sleep", "60"], folder.path / "other.log")
    try:
        for path, content in zip((pid_file, lock_file), left, strict=True):
            folder.account.write(path, content.replace(str(pid), str(other.pid), 1))

        ensure_running(rough_dir, extra_settings=FAST)

        assert psql(server, "SELECT 1") == "1"
        assert other.poll() is None
    finally:
        other.kill()
        other.wait()


def test_a_server_whose_socket_was_deleted_is_started_again(rough_dir: Path) -> None:
    server = ensure_running(rough_dir, extra_settings=FAST)
    pid = process_number(server)
    shutil.rmtree(server.socket_dir)

    ensure_running(rough_dir, extra_settings=FAST)

    assert psql(server, "SELECT 1") == "1"
    assert process_number(server) != pid


def test_an_interrupted_first_start_is_done_again(rough_dir: Path) -> None:
    server = ensure_running(rough_dir, extra_settings=FAST)
    folder = folder_of(server)
    stop(rough_dir)
    folder.data.rename(folder.path / "data.new-0")

    ensure_running(rough_dir, extra_settings=FAST)

    assert psql(server, "SELECT 1") == "1"
    assert not list(folder.path.glob("data.new-*"))


def test_roles_are_made_even_if_the_first_run_died_before(rough_dir: Path) -> None:
    server = ensure_running(rough_dir, extra_settings=FAST)
    psql(server, "DROP DATABASE hoptac", "postgres", "postgres")
    folder_of(server).bootstrapped.unlink()

    ensure_running(rough_dir)

    assert psql(server, "SELECT 1", "hoptac_app") == "1"


def test_waits_for_a_server_that_is_still_stopping(rough_dir: Path) -> None:
    server = ensure_running(rough_dir, extra_settings=FAST)
    os.kill(process_number(server), signal.SIGINT)
    while status(rough_dir).state == "running":
        time.sleep(0.001)

    ensure_running(rough_dir, extra_settings=FAST)

    assert psql(server, "SELECT 1") == "1"


def test_data_of_another_version_is_left_alone(rough_dir: Path) -> None:
    server = ensure_running(rough_dir, extra_settings=FAST)
    folder = folder_of(server)
    stop(rough_dir)

    folder.account.write(folder.data / "PG_VERSION", "16\n")
    with pytest.raises(OtherMajorVersion, match="PostgreSQL 16"):
        ensure_running(rough_dir)
    (folder.data / "PG_VERSION").unlink()
    with pytest.raises(DamagedData):
        ensure_running(rough_dir)
    assert (folder.data / "global").exists()
    folder.account.write(folder.data / "PG_VERSION", "18\n")


def test_a_socket_folder_that_somebody_else_made_is_refused(rough_dir: Path) -> None:
    server = ensure_running(rough_dir, extra_settings=FAST)
    stop(rough_dir)
    server.socket_dir.chmod(0o755)
    with pytest.raises(UnsafeFolder):
        ensure_running(rough_dir)
    server.socket_dir.chmod(0o700)
    ensure_running(rough_dir, extra_settings=FAST)


def test_a_first_start_that_fails_is_quoted_and_leaves_nothing(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hoptac.kit.postgres.cluster._INITDB_OPTIONS", ("--waldir", "/dev/full/wal"))
    with pytest.raises(FailedSetup, match="/dev/full/wal"):
        ensure_running(data_dir)
    folder = locate(data_dir)
    assert folder is not None
    assert list(folder.path.iterdir()) == []


def test_a_closed_folder_is_refused(own_home: Path) -> None:
    def start() -> None:
        own_home.chmod(0o500)
        with pytest.raises(UnwritableDataFolder):
            ensure_running(own_home / "data")
        own_home.chmod(0o700)

    as_ordinary_account(start)


def test_a_file_is_no_data_directory(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(UnwritableDataFolder):
        ensure_running(tmp_path / "data")


def test_waiting_says_so_once_and_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hoptac.kit.postgres.patience.REPORT_AFTER_SECONDS", 0.05)
    said: list[str] = []
    patience = Patience(said.append, limit_s=0.2)
    while patience.waited_s < 0.2:
        patience.pause()
    with pytest.raises(SlowStart):
        patience.pause()
    assert len(said) == 1


def test_a_lock_is_waited_for(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with (
        exclusive_lock(lock, Patience(lambda _line: None)),
        pytest.raises(SlowStart),
        exclusive_lock(lock, Patience(lambda _line: None, limit_s=0.1)),
    ):
        pytest.fail("two held the lock")
    with exclusive_lock(lock, Patience(lambda _line: None)):
        assert lock.exists()


def test_a_long_log_is_put_aside_at_the_next_start(rough_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server = ensure_running(rough_dir, extra_settings=FAST)
    stop(rough_dir)
    monkeypatch.setattr(startup, "_LOG_LIMIT_BYTES", 10)
    ensure_running(rough_dir, extra_settings=FAST)
    log = folder_of(server).log
    assert "shut down" in log.with_suffix(".log.1").read_text()
    assert "shut down at" in log.read_text() or "ready to accept" in log.read_text()


def test_the_environment_of_the_caller_does_not_reach_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGDATA", "/nowhere")
    started = time.monotonic()
    shown = our_account().run(["env"]).stdout
    assert "PGDATA" not in shown
    assert time.monotonic() - started < 5
