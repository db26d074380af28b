"""What the tests of the embedded server type at a console: psql as one of the roles, Python as another account."""

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
from hoptac.kit.postgres.folder import Folder, locate
from hoptac.kit.postgres.postmaster import Postmaster

FAST = {"fsync": "off", "shared_buffers": "16MB"}
ROOT = os.geteuid() == 0
needs_root = pytest.mark.skipif(not ROOT, reason="only root can act as another account of the operating system")


def as_ordinary_account(deed: Callable[[], None]) -> None:
    """Do something as an account that may not go everywhere: for root as `daemon`, in a copy of this process. Fails where
    the deed fails."""
    if not ROOT:
        deed()
        return
    child = os.fork()
    if child == 0:
        code = 1
        try:
            entry = pwd.getpwnam("daemon")
            os.setgroups([])
            os.setgid(entry.pw_gid)
            os.setuid(entry.pw_uid)
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


def python(code: str, *arguments: object, account: str | None = None) -> subprocess.Popen[str]:
    """Starts Python with our code on its path, as another account when one is named."""
    interpreter = sys.executable if account is None else _interpreter_for(account)
    entry = pwd.getpwnam(account) if account else None
    return subprocess.Popen(
        [interpreter, "-c", code, *(str(argument) for argument in arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd="/",
        env={"PATH": os.defpath, "PYTHONPATH": _python_path(), "PYTHONDONTWRITEBYTECODE": "1"},
        user=entry.pw_uid if entry else None,
        group=entry.pw_gid if entry else None,
        extra_groups=[] if entry else None,
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


def _interpreter_for(account: str) -> str:
    """The tests' own Python may lie in root's closed home; then the system's, if it can load our code."""
    for interpreter in (sys.executable, "/usr/bin/python3"):
        try:
            started = subprocess.run(
                [interpreter, "-c", "import sys, hoptac.kit.postgres; assert sys.version_info >= (3, 11)"],
                env={"PATH": os.defpath, "PYTHONPATH": _python_path(), "PYTHONDONTWRITEBYTECODE": "1"},
                capture_output=True,
                check=False,
                cwd="/",
                user=account,
                group=pwd.getpwnam(account).pw_gid,
                extra_groups=[],
            )
        except OSError:
            continue
        if started.returncode == 0:
            return interpreter
    pytest.skip(f"no Python that the account {account} can reach")
