"""What the tests of the embedded server type at a console: psql as one of the roles, Python, another account."""

import json
import os
import pwd
import subprocess
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

import hoptac
from hoptac.kit.postgres import EmbeddedServer
from hoptac.kit.postgres.account import Account, named_account, our_account
from hoptac.kit.postgres.folder import Folder, locate
from hoptac.kit.postgres.postmaster import Postmaster

FAST = {"fsync": "off", "shared_buffers": "16MB"}
ROOT = os.geteuid() == 0
needs_root = pytest.mark.skipif(not ROOT, reason="only root can act as another account of the operating system")


def ordinary_account() -> Account:
    """The account that `as_ordinary_account` acts as."""
    account = named_account("daemon") if ROOT else our_account()
    assert account is not None
    return account


def as_ordinary_account(deed: Callable[[], None]) -> None:
    """Do something as an account that may not go everywhere: for root in a copy of this process. Fails where the deed
    fails."""
    if not ROOT:
        deed()
        return
    child = os.fork()
    if child == 0:
        code = 1
        try:
            account = ordinary_account()
            os.setgroups([])
            os.setgid(account.gid)
            os.setuid(account.uid)
            deed()
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0, "see the traceback of the other account"


def psql(server: EmbeddedServer, sql: str, role: str = "hoptac_owner", database: str = "hoptac") -> str:
    """The unaligned answer. Raises CalledProcessError with psql's words in `stderr`."""
    environment = {**os.environ, **server.command_env(), "PGUSER": role, "PGDATABASE": database}
    command = [str(server.bin_dir / "psql"), "-XAtq", "-v", "ON_ERROR_STOP=1", "-c", sql]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.strip()


def foreign_psql(server: EmbeddedServer, account: str, role: str = "hoptac_app") -> subprocess.CompletedProcess[str]:
    """The same as another account of the operating system; needs root."""
    entry = pwd.getpwnam(account)
    environment = {**server.command_env(), "PGUSER": role}
    command = [str(server.bin_dir / "psql"), "-XAtqc", "select 1"]
    return subprocess.run(
        command,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        user=entry.pw_uid,
        group=entry.pw_gid,
        extra_groups=[],
    )


def folder_of(server: EmbeddedServer) -> Folder:
    folder = locate(server.data_dir)
    assert folder is not None
    return folder


def process_number(server: EmbeddedServer) -> int:
    running = Postmaster.read(folder_of(server).data)
    assert running is not None
    return running.pid


def python(code: str, *arguments: object) -> subprocess.Popen[str]:
    """Starts Python with our code on its path."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *(str(argument) for argument in arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd="/",
        env={"PATH": os.defpath, "PYTHONPATH": _python_path(), "PYTHONDONTWRITEBYTECODE": "1"},
    )


def answer(process: subprocess.Popen[str]) -> dict[str, object]:
    """The JSON object that a process started by `python` printed last."""
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    return json.loads(out.splitlines()[-1])


def _python_path() -> str:
    source = Path(hoptac.__file__).parents[1]
    packages = [path for path in sys.path if path.endswith("site-packages")]
    return os.pathsep.join([str(source), *packages])
