"""Commands as they are typed, over a database of their own; in this process where nothing hangs on the process."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import KeysOfTheRun
from tests.support.running import HOPTAC, environment

from hoptac.cli import main
from hoptac.kit.postgres import ensure_running, hold, remove
from hoptac.kit.sealing import use_keys

FAST = {"fsync": "off", "synchronous_commit": "off", "shared_buffers": "16MB"}


@dataclass(frozen=True)
class Said:
    """What a command left behind."""

    status: int
    out: str
    err: str

    @property
    def result(self) -> dict[str, Any]:
        """The one JSON object that `--json` printed."""
        assert self.status == 0, self.err
        assert self.out.count("\n") == 1
        return json.loads(self.out)

    @property
    def refusal(self) -> str:
        """The sentence of a command that was refused: alone on standard error, nothing on standard output."""
        assert (self.status, self.out) == (1, "")
        assert self.err.count("\n") == 1
        assert "Traceback" not in self.err
        return self.err.strip()


Console = Callable[..., Said]


@pytest.fixture(scope="package")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A database with the demo in it, held up as `hoptac run` holds it."""
    folder = tmp_path_factory.mktemp("console")
    ensure_running(folder, extra_settings=FAST)
    with hold(folder):
        built = subprocess.run([*HOPTAC, "demo", "--json", "--data-dir", folder], env=environment(), check=True)
        assert built.returncode == 0
        yield folder
    remove(folder)


@pytest.fixture
def console(data_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Console]:
    """Type a command and get what it said."""
    signals = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)}
    monkeypatch.setenv("HOPTAC_DATA_DIR", str(data_dir))

    def typed(*words: str, **settings: str) -> Said:
        with pytest.MonkeyPatch.context() as patch:
            for name, value in settings.items():
                patch.setenv(name, value)
            patch.setattr(sys, "argv", ["hoptac", *words])
            try:
                main()
                status = 0
            except SystemExit as ended:
                status = int(ended.code or 0)
            finally:
                use_keys(KeysOfTheRun())  # the command took those of its own database
        told = capsys.readouterr()
        return Said(status, told.out, told.err)

    yield typed
    for number, handler in signals.items():
        signal.signal(number, handler)
