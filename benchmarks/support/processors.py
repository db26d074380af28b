"""The processor time of processes, which other work on the machine disturbs far less than it does the clock."""

import os
from collections.abc import Iterable
from pathlib import Path

from benchmarks.support.place import Place
from hoptac.kit.postgres import status

_TICKS = os.sysconf("SC_CLK_TCK")


def processor_seconds(pids: Iterable[int]) -> float:
    """What the processes have used so far, in themselves and in the system on their behalf."""
    return sum(sum(_times(pid)[:2]) for pid in pids)


def server_pids(place: Place) -> list[int]:
    """The processes of the place's PostgreSQL, the first one first."""
    pid = status(place.data_dir).pid
    if pid is None:
        raise LookupError("the server of the place does not run")
    return [pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]


def server_seconds(place: Place) -> float:
    """What the place's PostgreSQL has used so far, its ended processes included."""
    first, *children = server_pids(place)
    return sum(_times(first)) + processor_seconds(children)


def _times(pid: int) -> list[float]:
    """User and system time of a process, and of those of its children that ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):  # ended this very moment
        return [0.0]
    return [int(ticks) / _TICKS for ticks in fields[11:15]]  # counted from the state, the name before it is cut off
