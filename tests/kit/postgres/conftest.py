"""Real servers in throw-away folders, without the wait for the disk."""

import os
import pwd
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.kit.postgres.consoles import FAST, ROOT

from hoptac.kit.postgres import EmbeddedServer, ensure_running, remove


@pytest.fixture(scope="session")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedServer]:
    """One server for all tests that neither stop nor break it."""
    data_dir = tmp_path_factory.mktemp("shared")
    yield ensure_running(data_dir, extra_settings=FAST)
    remove(data_dir)


@pytest.fixture(scope="module")
def rough_dir(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One data directory whose server the tests stop and damage: each finds it mended by the call it tests."""
    path = tmp_path_factory.mktemp("rough")
    yield path
    remove(path)


@pytest.fixture
def data_dir(tmp_path: Path) -> Iterator[Path]:
    """Where a test starts a server of its own; removed with all its data afterwards."""
    path = tmp_path / "data"
    yield path
    remove(path)


@pytest.fixture
def open_dir() -> Iterator[Path]:
    """A data directory that every account can reach."""
    above = Path(tempfile.mkdtemp(prefix="hoptac-test-"))
    above.chmod(0o755)
    yield above / "data"
    remove(above / "data")
    subprocess.run(["rm", "-rf", "--", str(above)], check=True)


@pytest.fixture
def own_home(request: pytest.FixtureRequest) -> Path:
    """A folder of the account that `as_ordinary_account` acts as."""
    return request.getfixturevalue("ordinary_home" if ROOT else "tmp_path")


@pytest.fixture
def ordinary_home() -> Iterator[Path]:
    """A closed folder of an account that is not root; needs root."""
    path = Path(tempfile.mkdtemp(prefix="hoptac-test-"))
    entry = pwd.getpwnam("daemon")
    os.chown(path, entry.pw_uid, entry.pw_gid)
    yield path
    subprocess.run(["rm", "-rf", "--", str(path)], check=True)
