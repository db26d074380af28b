"""pgbench, and the statements that a deed sends: read from the server's own log, written as a script for pgbench.

What one sending computes and the next must compute anew (the number that follows, the hash of the entry before) is said
by the benchmark; every other value is written as it was sent.
"""

import os
import re
import resource
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.support.place import Place
from hoptac.kit.postgres.folder import locate

_RECORD = re.compile(r"^\d{4}-\d\d-\d\d [^\[]+\[\d+\] (?P<kind>[A-Z]+):  (?P<text>.*)", re.DOTALL)
_SENT = re.compile(r"(?:statement|execute [^:]+): (?P<sql>.*)", re.DOTALL)
_VALUE = re.compile(r"\$(\d+) = (NULL|'(?:[^']|'')*')")
_PLACE = re.compile(r"\$(\d+)")
_COLUMNS = re.compile(r"INSERT INTO (?P<table>\w+) \((?P<columns>[^)]+)\) VALUES \((?P<values>[^()]*)\)", re.DOTALL)
_ASSIGNED = re.compile(r"UPDATE (?P<table>\w+) SET (?P<columns>.*?) WHERE", re.DOTALL)


@dataclass
class Sent:
    """One statement as the server got it, with the literal of each value by its place."""

    sql: str
    values: dict[str, str] = field(default_factory=dict)

    def columns(self) -> dict[str, str]:
        """`table.column` of the places of an INSERT's first row or an UPDATE; the rest has none."""
        named = _COLUMNS.search(self.sql)
        if named:
            columns, values = named["columns"].split(", "), named["values"].split(", ")
            pairs = zip(columns, values, strict=True)
        elif named := _ASSIGNED.search(self.sql):
            pairs = (one.split("=", 1) for one in named["columns"].split(", "))
        else:
            return {}
        return {_PLACE.findall(place)[0]: f"{named['table']}.{column}" for column, place in pairs if "$" in place}

    def written(self, known: Mapping[str, str]) -> str:
        """With its values in it; `known` says by `table.column` or by literal what is put in the place of a value."""
        columns = self.columns()

        def value(found: re.Match[str]) -> str:
            literal = self.values[found[1]]
            return known.get(columns.get(found[1], ""), known.get(literal, literal))

        return _PLACE.sub(value, self.sql).rstrip("; \n")


@contextmanager
def logged(place: Place) -> Iterator[list[Sent]]:
    """Fills the list with every statement that reaches the server inside the block, once it is left."""
    folder = locate(place.data_dir)
    assert folder is not None
    sent: list[Sent] = []
    _log_statements(place, "all")
    start = folder.log.stat().st_size
    try:
        yield sent
    finally:
        text = folder.log.read_bytes()[start:].decode()
        _log_statements(place, "none")
    sent += _read(text)


def _log_statements(place: Place, which: str) -> None:
    psql(place, f"ALTER SYSTEM SET log_statement = '{which}'", "SELECT pg_reload_conf()", "SELECT pg_sleep(0.3)")


def _read(log: str) -> list[Sent]:
    sent: list[Sent] = []
    for record in re.split(r"\n(?!\t)", log):
        found = _RECORD.match(record.replace("\n\t", "\n"))
        if found is None:
            continue
        if found["kind"] == "LOG" and (statement := _SENT.match(found["text"])):
            sent.append(Sent(" ".join(statement["sql"].split())))
        elif found["kind"] == "DETAIL" and sent:
            sent[-1].values = dict(_VALUE.findall(found["text"]))
    # The psql that switches the log on and off is in it too.
    return [
        one for one in sent if "pg_reload_conf" not in one.sql and "pg_sleep" not in one.sql and "ALTER" not in one.sql
    ]


def psql(place: Place, *statements: str) -> None:
    """Run statements as the superuser."""
    commands = [part for statement in statements for part in ("-c", statement)]
    environment = os.environ | place.server.command_env() | {"PGUSER": "postgres"}
    command = [place.server.bin_dir / "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-o", os.devnull, *commands]
    subprocess.run(command, env=environment, check=True)


@contextmanager
def script_file(lines: list[str]) -> Iterator[Path]:
    """The script on disk."""
    with tempfile.NamedTemporaryFile("w", suffix=".sql", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
        file.flush()
        yield Path(file.name)


@dataclass(frozen=True)
class Ran:
    """What a run of pgbench came to."""

    transactions: int
    per_second: float
    processor_seconds: float
    """Of pgbench itself, not of the server."""


def run_script(place: Place, script: Path, *, clients: int, seconds: int, variables: Mapping[str, int]) -> Ran:
    """Run a script as the app's role with prepared statements; every transaction must succeed."""
    command = [place.server.bin_dir / "pgbench", "-n", "-M", "prepared", "-f", script, "-c", str(clients), "-j", "2"]
    command += ["-T", str(seconds), *(part for name, value in variables.items() for part in ("-D", f"{name}={value}"))]
    environment = os.environ | place.server.command_env() | {"PGUSER": "hoptac_app"}
    before = _children_seconds()
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    rate = re.search(r"tps = ([\d.]+)", result.stdout)
    count = re.search(r"transactions actually processed: (\d+)", result.stdout)
    is_whole = result.returncode == 0 and "number of failed transactions: 0 " in result.stdout
    if rate is None or count is None or not is_whole:
        raise RuntimeError(result.stdout + result.stderr)
    return Ran(int(count[1]), float(rate[1]), _children_seconds() - before)


def _children_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def script_lines(
    sent: Iterable[Sent], known: Mapping[str, str], answers: Mapping[str, str], *, new_ids: Iterable[str]
) -> list[str]:
    """One request for pgbench. Who asks is drawn from the table `plans` while the session is looked up, and the ids that
    the request made are made there; `known` says what its other values are, `answers` which results are needed later, by
    words that stand in the statement."""
    ids = ", ".join(f"uuidv7() AS {name}" for name in new_ids)
    lines = ["\\set n random(1, :plans)"]
    for one in sent:
        sql = one.written(known)
        if "web_sessions" in sql:
            look_up = f"SELECT org_id, party_id, {ids} FROM plans CROSS JOIN LATERAL ({sql}) AS viewer WHERE n = :n"
            lines.append(f"{look_up} \\gset")
        else:
            lines.append(sql + next((f" {answer}" for mark, answer in answers.items() if mark in sql), ";"))
    return lines
