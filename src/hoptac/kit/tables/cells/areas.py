"""Areas of land: whole m², whatever unit the heading or the cell names."""

import re
from collections.abc import Callable
from typing import Any

from hoptac.kit.language import _
from hoptac.kit.sheets import Cell
from hoptac.kit.tables.cells.flaws import Flawed
from hoptac.kit.tables.cells.reason import Reason, excerpt
from hoptac.kit.vietnamese import clean_text, strip_accents

_AREA = re.compile(r"(\d[\d.,]*)\s*(ha|m2|cong|sao|mau|met vuong|hecta|hec ta)?")
_AREA_UNITS = {
    "ha": 10_000, "hecta": 10_000, "hec ta": 10_000, "m2": 1, "met vuong": 1, "cong": 1_000, "sao": 360, "mau": 3_600,
}  # fmt: skip
_LARGEST_AREA_M2 = 10**9
_DIGITS_OF_A_GROUP = 3


def _unreadable_area(cell: Cell) -> Reason:
    return Reason("unreadable_area", _("Không đọc được diện tích “%(text)s”, để trống.", text=excerpt(cell)))


def area_reader(unit_m2: int) -> Callable[[Any], Any]:
    """Reads an area into whole m²; a unit in the cell counts before the one of the heading."""

    def read(cell: Cell) -> int | Flawed | None:
        if isinstance(cell, float | int) and not isinstance(cell, bool):
            return _checked(cell * unit_m2, cell)
        text = strip_accents(clean_text(str(cell))).lower().replace("²", "2")
        if not any(map(str.isdigit, text)):
            return None
        found = _AREA.fullmatch(text)
        if found is None:
            return Flawed(None, noted=(_unreadable_area(cell),))
        unit = _AREA_UNITS[found[2]] if found[2] else unit_m2
        number = _decimal(found[1], whole=unit == 1)
        return Flawed(None, noted=(_unreadable_area(cell),)) if number is None else _checked(number * unit, cell)

    def _checked(area: float, cell: Cell) -> int | Flawed | None:
        if area < 0 or area > _LARGEST_AREA_M2:
            return Flawed(None, noted=(_unreadable_area(cell),))
        return round(area) or None

    return read


def _decimal(text: str, *, whole: bool) -> float | None:
    """'1,5' and '1.5' are one and a half. Three digits after a single mark are thousands where `whole` numbers are
    meant, as of m², and a fraction where they are not; several groups are thousands: '1.250.000'."""
    parts = re.split(r"[.,]", text)
    if len(parts) == 1:
        return float(text)
    grouped = all(len(part) == _DIGITS_OF_A_GROUP for part in parts[1:]) and parts[0] != "0"
    if len(parts) == 2 and parts[1] and not (whole and grouped):
        return float(f"{parts[0]}.{parts[1]}")
    return float("".join(parts)) if grouped else None
