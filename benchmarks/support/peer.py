"""Another program beside ours: installed into a throwaway environment, and told on its standard input to take turns."""

import json
import os
import subprocess
import tempfile
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import asyncpg
from sqlalchemy.engine import make_url

from benchmarks.support.place import Place, driver_url

SCHEMA = "peer"


@contextmanager
def environment(*requirements: str) -> Iterator[Path]:
    """An interpreter that has these packages and PostgreSQL's driver, in a folder that is deleted afterwards."""
    with tempfile.TemporaryDirectory(prefix="peer-") as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder) / "bin" / "python"
        subprocess.run([python, "-m", "pip", "install", "-q", *requirements, "psycopg[binary]"], check=True)
        yield python


async def prepare_schema(place: Place) -> None:
    """An empty schema beside ours for the other program's tables."""
    superuser = await asyncpg.connect(driver_url(place.superuser_url))
    await superuser.execute(f"CREATE SCHEMA {SCHEMA}")
    await superuser.close()


class Peer:
    """The other program: a line in, a line of JSON out."""

    def __init__(self, python: Path, script: Path, place: Place, **told: str) -> None:
        """Starts it and waits until it says that it is ready. `told` goes into its environment."""
        url = make_url(place.superuser_url)
        where = {
            "PEER_DATABASE": url.database or "", "PEER_HOST": str(url.query["host"]), "PEER_PORT": str(url.query["port"]),
            "PEER_SCHEMA": SCHEMA,
        }  # fmt: skip
        self.process = subprocess.Popen(
            [python, script], env=os.environ | where | told, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._answer()

    def _answer(self) -> Any:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("the other program ended")
        return json.loads(line)

    def ask(self, line: str) -> Any:
        """Its answer to one line."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        return self._answer()

    def end(self) -> None:
        """Let it go."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(30)
