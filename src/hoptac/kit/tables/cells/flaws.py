"""Reading a column cell by cell, each different cell once, and keeping what is to be said about it."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from hoptac.kit.sheets import Cell
from hoptac.kit.tables.cells.reason import Reason


class Flawed(NamedTuple):
    """A value with what is to be said about the cell it came from."""

    value: Any
    refused: tuple[Reason, ...] = ()
    doubted: tuple[Reason, ...] = ()
    noted: tuple[Reason, ...] = ()


class Flaws:
    """What is to be said about the rows of a table, by their place in it."""

    def __init__(self) -> None:
        self.refused: dict[int, list[Reason]] = {}
        self.doubted: dict[int, list[Reason]] = {}
        self.noted: dict[int, list[Reason]] = {}

    def add(self, place: int, flawed: Flawed) -> None:
        """Keeps what one cell of the row gave rise to."""
        if flawed.refused:
            self.refused.setdefault(place, []).extend(flawed.refused)
        if flawed.doubted:
            self.doubted.setdefault(place, []).extend(flawed.doubted)
        if flawed.noted:
            self.noted.setdefault(place, []).extend(flawed.noted)

    def forgive(self, place: int, code: str) -> None:
        """Takes back what refused a row for `code`."""
        kept = [reason for reason in self.refused.get(place, ()) if reason.code != code]
        if kept:
            self.refused[place] = kept
        else:
            self.refused.pop(place, None)

    def note(self, place: int, reason: Reason) -> None:
        """Keeps a note, once a row."""
        notes = self.noted.setdefault(place, [])
        if reason not in notes:
            notes.append(reason)


def read_column(cells: Iterable[Cell], read: Callable[[Any], Any], flaws: Flaws) -> list[Any]:
    """`read` of each cell. It gives the value, or `Flawed`; it sees no empty cell, and each different cell once."""
    known: dict[Cell, Any] = {None: None}
    values: list[Any] = []
    append, find, unknown = values.append, known.get, object()
    for place, cell in enumerate(cells):
        value = find(cell, unknown)
        if value is unknown:
            value = known[cell] = read(cell)
        if type(value) is Flawed:
            flaws.add(place, value)
            value = value.value
        append(value)
    return values
