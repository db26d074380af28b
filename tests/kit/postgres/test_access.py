"""Who reaches the server, and what each role may do there."""

import os
import subprocess
from pathlib import Path

import pytest
from tests.kit.postgres.consoles import FAST, folder_of, foreign_psql, needs_root, process_number, psql

from hoptac.kit.postgres import EmbeddedServer, bootstrap_sql, ensure_running

ROLES = ("hoptac_owner", "hoptac_app", "hoptac_rollup")


@needs_root
def test_another_account_does_not_reach_the_socket(shared_server: EmbeddedServer) -> None:
    refused = foreign_psql(shared_server, "daemon")
    assert refused.returncode != 0
    assert "Permission denied" in refused.stderr


@needs_root
@pytest.mark.parametrize("role", [*ROLES, "postgres"])
def test_an_account_that_reaches_the_socket_is_refused_by_the_map(shared_server: EmbeddedServer, role: str) -> None:
    refused = foreign_psql(shared_server, folder_of(shared_server).account.name, role)
    assert refused.returncode != 0
    assert f'Peer authentication failed for user "{role}"' in refused.stderr


def test_only_a_private_socket_is_open(shared_server: EmbeddedServer) -> None:
    folder = folder_of(shared_server)
    assert [path.stat().st_mode & 0o777 for path in (folder.path, folder.data, folder.socket_dir)] == [0o700] * 3
    assert folder.socket.stat().st_mode & 0o777 == 0o700
    assert psql(shared_server, "SHOW listen_addresses") == ""


@needs_root
def test_root_never_runs_the_server(shared_server: EmbeddedServer) -> None:
    assert Path(f"/proc/{process_number(shared_server)}").stat().st_uid == folder_of(shared_server).account.uid != 0


def test_no_folder_is_opened_for_the_server(tmp_path: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tmp_path.chmod(0o700)
    monkeypatch.chdir(tmp_path)
    parents = [tmp_path, *tmp_path.parents]
    before = [(path.stat().st_mode, path.stat().st_uid) for path in parents]

    ensure_running(data_dir, extra_settings=FAST)

    assert [(path.stat().st_mode, path.stat().st_uid) for path in parents] == before
    ours = [path for path in data_dir.iterdir() if not path.is_dir()]
    assert {path.lstat().st_uid for path in ours} == {os.geteuid()}


def test_roles_have_no_rights_over_the_server(shared_server: EmbeddedServer) -> None:
    sql = """SELECT rolname, rolcanlogin, rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole OR rolreplication
             FROM pg_roles WHERE rolname LIKE 'hoptac%' ORDER BY 1"""
    assert psql(shared_server, sql).splitlines() == ["hoptac_app|t|f", "hoptac_owner|t|f", "hoptac_rollup|t|f"]
    assert psql(shared_server, "SELECT count(*) FROM pg_auth_members WHERE member::regrole::text LIKE 'hoptac%'") == "0"


@pytest.mark.parametrize(
    ("role", "sql", "allowed"),
    [
        ("hoptac_owner", "CREATE TABLE made ()", True),
        ("hoptac_owner", "SELECT * FROM made", True),
        ("hoptac_app", "SELECT * FROM made", False),
        ("hoptac_rollup", "SELECT * FROM made", False),
        ("hoptac_app", "CREATE TABLE other ()", False),
        ("hoptac_rollup", "CREATE TABLE other ()", False),
        ("hoptac_app", "CREATE TEMPORARY TABLE other ()", False),
        ("hoptac_app", "CREATE SCHEMA other", False),
        ("hoptac_app", "SET ROLE hoptac_owner", False),
        ("hoptac_rollup", "SET ROLE hoptac_app", False),
        ("hoptac_owner", "CREATE ROLE other", False),
        ("hoptac_owner", "COPY made FROM PROGRAM 'true'", False),
        ("hoptac_owner", "DROP TABLE made", True),
    ],
)
def test_what_a_role_may_do(shared_server: EmbeddedServer, role: str, sql: str, allowed: bool) -> None:
    if allowed:
        psql(shared_server, sql, role)
        return
    with pytest.raises(subprocess.CalledProcessError) as refused:
        psql(shared_server, sql, role)
    assert "permission denied" in refused.value.stderr


def test_the_script_runs_again_and_refuses_a_role_with_too_many_rights(shared_server: EmbeddedServer) -> None:
    def run() -> subprocess.CompletedProcess[str]:
        command = [shared_server.bin_dir / "psql", "-Xq", "-v", "ON_ERROR_STOP=1", "-v", "database=Tân Hưng", "-f", "-"]
        environment = {**os.environ, **shared_server.command_env(), "PGUSER": "postgres", "PGDATABASE": "postgres"}
        return subprocess.run(
            command, input=bootstrap_sql(), env=environment, capture_output=True, text=True, check=False
        )

    assert [run().returncode, run().returncode] == [0, 0]
    assert psql(shared_server, "SELECT 1", "hoptac_app", "Tân Hưng") == "1"
    psql(shared_server, "ALTER ROLE hoptac_app BYPASSRLS", "postgres")
    try:
        assert "bypasses row-level security" in run().stderr
    finally:
        psql(shared_server, "ALTER ROLE hoptac_app NOBYPASSRLS", "postgres")
        psql(shared_server, 'DROP DATABASE "Tân Hưng"', "postgres")
