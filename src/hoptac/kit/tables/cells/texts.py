"""Texts and ticks."""

from hoptac.kit.sheets import Cell, is_error_text
from hoptac.kit.vietnamese import clean_text, search_key

MARKS = frozenset({"x", "v", "✓", "✔", "√", "☑", "☒", "+", "●", "•", "*"})
_YES = frozenset({"co", "yes", "true", "dung", "1", "dat", "roi"})


def plain_text(cell: Cell) -> str:
    """A cell as one would read it aloud; '' for an empty one and for a formula without a value."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = clean_text(str(cell))
    return "" if is_error_text(text) else text


def read_text(cell: Cell) -> str | None:
    """A cell as text, None for an empty one."""
    return plain_text(cell) or None


def is_mark(cell: Cell) -> bool:
    """Whether a cell is ticked: x, ✓, có, 1, TRUE."""
    if isinstance(cell, str):
        text = clean_text(cell).casefold()
        return text in MARKS or search_key(text) in _YES
    return isinstance(cell, int | float) and cell == 1
