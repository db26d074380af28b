"""A server from nothing, again, after a stop, after a crash, and from two sides at once."""

import os
import shutil
import time
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine
from tests.kit.postgres.consoles import (
    FAST,
    answer,
    as_ordinary_account,
    folder_of,
    ordinary_account,
    process_number,
    psql,
    python,
)

from hoptac.kit.postgres import EmbeddedServer, ensure_running, remove, shelter, status
from hoptac.kit.postgres.binaries import usable_bin_dir
from hoptac.kit.postgres.patience import Patience

START_CODE = """
import json, sys
from pathlib import Path
from hoptac.kit.postgres import ensure_running, status
server = ensure_running(Path(sys.argv[1]), extra_settings={"fsync": "off"})
print(json.dumps({"pid": status(server.data_dir).pid, "url": server.url("hoptac_app")}))
"""


async def test_the_url_opens_the_database_for_each_role(shared_server: EmbeddedServer) -> None:
    for role in ("hoptac_owner", "hoptac_app", "hoptac_rollup", "postgres"):
        engine = create_async_engine(shared_server.url(role))
        async with engine.connect() as connection:
            row = (await connection.execute(text("SELECT current_user, current_database(), upper('đặng')"))).one()
        await engine.dispose()
        assert tuple(row) == (role, "hoptac", "ĐẶNG")


def test_settings_are_the_ones_we_chose(shared_server: EmbeddedServer) -> None:
    names = ("listen_addresses", "max_connections", "wal_compression", "jit", "random_page_cost", "timezone", "fsync")
    shown = [psql(shared_server, f"SHOW {name}") for name in names]
    assert shown == ["", "150", "pglz", "off", "1.1", "UTC", "off"]  # fsync: as the tests asked for


def test_database_compares_bytes_and_keeps_dates_in_utc(shared_server: EmbeddedServer) -> None:
    sql = "SELECT pg_encoding_to_char(encoding), datlocprovider, datlocale FROM pg_database WHERE datname = 'hoptac'"
    assert psql(shared_server, sql) == "UTF8|b|C.UTF-8"
    assert psql(shared_server, "SELECT string_agg(x, '' ORDER BY x) FROM unnest('{đ,b,Z,a,á}'::text[]) x") == "Zabáđ"


def test_a_running_server_is_found_within_fifty_milliseconds(shared_server: EmbeddedServer) -> None:
    seconds = []
    for _ in range(5):
        started = time.perf_counter()
        assert ensure_running(shared_server.data_dir) == shared_server
        seconds.append(time.perf_counter() - started)
    assert sorted(seconds)[2] < 0.05


def test_server_leads_a_session_of_its_own(shared_server: EmbeddedServer) -> None:
    pid = process_number(shared_server)
    assert os.getsid(pid) == pid != os.getsid(0)


def test_two_processes_at_once_get_the_same_server(data_dir: Path) -> None:
    both = [python(START_CODE, data_dir), python(START_CODE, data_dir)]
    first, second = (answer(process) for process in both)
    assert first == second
    assert first["pid"] == status(data_dir).pid


def test_a_data_directory_made_again_gives_an_empty_server(tmp_path: Path, data_dir: Path) -> None:
    server = ensure_running(data_dir, extra_settings=FAST)
    pid = process_number(server)
    psql(server, "CREATE TABLE kept ()")
    aside = tmp_path / "aside"
    data_dir.rename(aside)
    try:
        other = ensure_running(data_dir, extra_settings=FAST)
        assert psql(other, "SELECT to_regclass('kept') IS NULL") == "t"

        moved = ensure_running(aside)
        assert (psql(moved, "SELECT to_regclass('kept')"), process_number(moved)) == ("kept", pid)
        assert shelter.resident(folder_of(moved).path) in (None, aside)  # None: not in the shelter
    finally:
        remove(aside)


def test_a_server_whose_data_was_deleted_does_not_disturb_the_next_one(open_dir: Path) -> None:
    pid = process_number(ensure_running(open_dir, extra_settings=FAST))
    assert not (open_dir / "postgres").is_symlink()
    shutil.rmtree(open_dir)

    server = ensure_running(open_dir, extra_settings=FAST)

    assert psql(server, "SELECT 1") == "1"
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_an_ordinary_account_runs_its_own_server_in_its_closed_home(
    own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data_dir = own_home / "data"
    # These tests may lie in a folder of root's that is closed to the account; an account's own program does not.
    programs = usable_bin_dir(ordinary_account(), Patience(lambda _line: None))
    monkeypatch.setattr("hoptac.kit.postgres.binaries.wheel_bin_dir", lambda: programs)

    def run_and_find_again() -> None:
        try:
            started = ensure_running(data_dir, extra_settings=FAST)
            assert ensure_running(data_dir) == started
            assert not (data_dir / "postgres").is_symlink()
            assert {path.stat().st_uid for path in data_dir.rglob("*")} == {os.geteuid()}
        finally:
            remove(data_dir)

    as_ordinary_account(run_and_find_again)
    assert own_home.stat().st_mode & 0o777 == 0o700


def test_any_folder_name_will_do(tmp_path: Path) -> None:
    data_dir = tmp_path / "Dự án $(touch x) 'của' \"tôi\", 100%" / ("d" * 120)
    try:
        server = ensure_running(data_dir, extra_settings=FAST)
        assert psql(server, "SELECT 1") == "1"
    finally:
        remove(data_dir)
