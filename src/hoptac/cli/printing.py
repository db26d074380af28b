"""Results as a person at a terminal reads them: names in front, figures parted by thousands and set to the right."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

_GAP = "  "


def said(value: Any) -> str:
    """One value: whole numbers as 1.234.567, nothing as a dash."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}".replace(",", ".")
    if isinstance(value, list):
        return " ".join(said(part) for part in value)
    return str(value)


def _width(text: str) -> int:
    """Columns of the terminal: marks that stand on the letter before them take none."""
    return sum(not unicodedata.combining(letter) for letter in text)


def _set(text: str, width: int, *, right: bool) -> str:
    blank = " " * (width - _width(text))
    return blank + text if right else text + blank


def pairs(values: Mapping[str, Any]) -> str:
    """One line for each name and value."""
    shown = {name: said(value) for name, value in values.items()}
    longest = max((_width(name) for name in shown), default=0)
    widest = max((_width(shown[name]) for name in shown if _is_figure(values[name])), default=0)
    return "\n".join(
        _set(name, longest, right=False) + _GAP + (_set(text, widest, right=True) if _is_figure(values[name]) else text)
        for name, text in shown.items()
    )


def table(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Rows under their headings; a column is set to the right when all it holds are figures."""
    values = [list(row) for row in rows]
    if not values:
        return ""
    texts = [[said(value) for value in row] for row in values]
    right = [all(row[place] is None or _is_figure(row[place]) for row in values) for place in range(len(headings))]
    widths = [max(_width(heading), *(_width(row[place]) for row in texts)) for place, heading in enumerate(headings)]
    lines = [headings, *texts]
    return "\n".join(
        _GAP.join(_set(text, widths[place], right=right[place]) for place, text in enumerate(line)).rstrip()
        for line in lines
    )


def blocks(*texts: str) -> str:
    """Blocks one below the other, parted by a blank line; empty ones are left out."""
    return "\n\n".join(text for text in texts if text)


def _is_figure(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
