"""Cells of a table read into values, each with what there is to say about it."""

from hoptac.kit.tables.cells.amounts import Plausible, amount_reader
from hoptac.kit.tables.cells.areas import area_reader
from hoptac.kit.tables.cells.counts import read_count, year_reader
from hoptac.kit.tables.cells.flaws import Flawed, Flaws, read_column
from hoptac.kit.tables.cells.phones import read_phone
from hoptac.kit.tables.cells.reason import Reason, excerpt
from hoptac.kit.tables.cells.texts import MARKS, is_mark, plain_text, read_text

__all__ = [
    "MARKS",
    "Flawed",
    "Flaws",
    "Plausible",
    "Reason",
    "amount_reader",
    "area_reader",
    "excerpt",
    "is_mark",
    "plain_text",
    "read_column",
    "read_count",
    "read_phone",
    "read_text",
    "year_reader",
]
