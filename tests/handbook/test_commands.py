"""What the handbook tells an administrator to type is typed here, word for word, on a database of its own."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from tests.handbook.test_truth import sections
from tests.handbook.texts import CODE, FENCE, source

from hoptac.kit.language import LANGUAGES
from hoptac.kit.postgres import remove
from hoptac.settings import ROOT

DATA_FOLDERS = (".data", ".data-new")
START_WITHIN_S = 90


class Office:
    """A folder in which the app lives, as the commands expect it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / ".venv").symlink_to(sys.prefix)
        self.environment = os.environ | {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT / "src"),
            "HOPTAC_DATA_DIR": str(folder / ".data"),
        }

    @contextmanager
    def leaves_running(self, commands: str, port: int) -> Iterator[None]:
        """Type a line that does not end by itself, and wait until its pages answer."""
        process = subprocess.Popen(
            ["bash", "-ec", commands], cwd=self.folder, env=self.environment, stdout=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
        try:
            wait_for_pages(port, process)
            yield
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(30)

    def types(self, commands: str) -> str:
        """Run the lines in one shell that stops at the first failure; what they print."""
        result = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", commands],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 0, result.stderr
        return result.stdout


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for_pages(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_WITHIN_S
    while True:
        try:
            httpx.get(f"http://127.0.0.1:{port}/sign-in")
            return
        except httpx.HTTPError:
            assert process.poll() is None, "the app ended before it served"
            assert time.monotonic() < deadline, "the app did not serve in time"
            time.sleep(0.2)


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    # A short path: the server's socket lies below it, and its name may have 107 letters.
    folder = Path(tempfile.mkdtemp(prefix="hoptac-office-"))
    folder.chmod(0o755)
    yield Office(folder)
    for name in DATA_FOLDERS:
        remove(folder / name)
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def told() -> dict[str, list[str]]:
    """The blocks of commands under each heading; both languages tell the same ones."""
    blocks = [
        {anchor: FENCE.findall(text) for anchor, text in sections(language, "administration").items()}
        for language in ("vi", "en")
    ]
    assert blocks[0] == blocks[1]
    return blocks[0]


def test_a_backup_is_made_and_restored_and_the_books_are_whole(office, told):
    office.types("hoptac demo")
    before = office.types("hoptac indicators --alliance can-tho --year 2025 --by field --json")
    backup, serve_anew, restore = told["backup"]
    port, port_anew = free_port(), free_port()
    with office.leaves_running(f"hoptac serve --workers 1 --port {port}", port):
        office.types(backup)
        with pytest.raises(AssertionError, match="row-level security"):
            office.types(backup.replace("-U postgres", "-U hoptac_owner").replace("hoptac.dump", "owner.dump"))
    assert "--port 8001" in serve_anew
    with office.leaves_running(serve_anew.replace("8001", str(port_anew)), port_anew):
        checked = json.loads(office.types(backup.splitlines()[0] + "\n" + restore).splitlines()[-1])
    assert checked == {"organizations": 2, "is_clean": True, "findings": []}
    after = office.types("hoptac indicators --alliance can-tho --year 2025 --by field --json --data-dir .data-new")
    assert before == after
    assert '"cooperatives":30' in after


def test_organizations_and_people_are_made(office, told):
    (commands,) = told["people"]
    # The demo of the test before has an alliance of this name already.
    commands = commands.replace("can-tho", "vinh-long").replace("…", "lua-st25-thom").replace("--area 92", "--area 86")
    printed = office.types(commands)
    assert "tan-phu:chair" in printed
    assert office.types("hoptac check-books --org tan-phu --json").strip().endswith('"findings":[]}')


def options_of(office, verb):
    return set(re.findall(r"--[a-z-]+", office.types(f"hoptac {verb} --help")))


def commands():
    """What the handbook and the README tell people to type, without `hoptac` in front."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for text in [*(source(language, "administration") for language in LANGUAGES), source("vi", "books"), readme]:
        prose = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
        for line in [*CODE.findall(prose), *(line for block in FENCE.findall(text) for line in block.splitlines())]:
            if found := re.match(r"hoptac (?!…)([^#]+)", line):
                yield found[1].strip()


def test_every_command_that_is_told_exists_with_its_options(office):
    listed = re.findall(r"^    ([a-z][a-z-]+)(?: |$)", office.types("hoptac --help"), re.MULTILINE)
    verbs = {verb: options_of(office, verb) for verb in listed}
    told = set()
    for command in commands():
        verb = command.split()[0]
        assert verb in verbs, command
        assert set(re.findall(r"--[a-z-]+", command)) <= verbs[verb], command
        told.add(verb)
    assert told == set(verbs), "a command is not told of"
