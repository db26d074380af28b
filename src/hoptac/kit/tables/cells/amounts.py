"""Amounts of money: whole đồng, in the unit of the heading or of the cell itself."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from hoptac.kit.calendar import format_date
from hoptac.kit.errors import Refusal
from hoptac.kit.language import _, grouped
from hoptac.kit.money import FractionOfDong, UnreadableAmount, parse_dong
from hoptac.kit.sheets import Cell
from hoptac.kit.tables.cells.flaws import Flawed
from hoptac.kit.tables.cells.reason import Reason
from hoptac.kit.vietnamese import clean_text, search_key

SMALLEST_DONG = 1_000  # the smallest sum anybody records; below it the unit is missing
_NOTHING = frozenset({"chua gop", "chua", "khong", "ko", "chua nop", "khong co", "mien", "k"})
_BARE = re.compile(r"[\d., ]*\d")
_FEWEST_TO_COMPARE = 2
_FAR_ABOVE, _FAR_BELOW = 300, 50
_COMMA_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")


def _unreadable(refusal: Refusal) -> Reason:
    return Reason("unreadable_amount", refusal.message)


def _negative(dong: int) -> Reason:
    message = _("Số tiền %(dong)s đồng nhỏ hơn không. Hãy ghi lại số tiền.", dong=grouped(dong))
    return Reason("negative_amount", message)


def _without_unit(dong: int) -> Reason:
    return Reason(
        "amount_without_unit",
        _(
            "Số tiền %(dong)s đồng quá nhỏ, có lẽ cột này tính bằng nghìn hoặc triệu đồng. Hãy chọn lại đơn vị.",
            dong=grouped(dong),
        ),
    )


def _of_another_unit(dong: int) -> Reason:
    return Reason(
        "amount_of_another_unit",
        _(
            "Số tiền %(dong)s đồng khác hẳn các dòng khác, có lẽ ghi theo đơn vị khác. Hãy xem lại số tiền.",
            dong=grouped(dong),
        ),
    )


def _rounded(dong: int) -> Reason:
    return Reason("rounded_amount", _("Số tiền lẻ dưới một đồng, làm tròn thành %(dong)s đồng.", dong=grouped(dong)))


class Plausible(NamedTuple):
    """What an amount can plausibly be, in đồng; 0 = nothing is known."""

    smallest: int = 0
    largest: int = 0


_ANYTHING = Plausible()


class _Scale:
    """Tells a bare number of a column that is likely in another unit than the others."""

    def __init__(self, cells: Iterable[Cell], unit: int, plausible: Plausible) -> None:
        counts = Counter({cell: count for cell, count in Counter(cells).items() if _bare(cell)})
        self.usual = _middle(counts) if counts.total() > _FEWEST_TO_COMPARE else 0
        self.unit, self.plausible = unit, plausible

    def is_other(self, cell: Cell, dong: int) -> bool:
        """Whether `dong`, read from a cell that names no unit, is out of all proportion."""
        number, dong = abs(_bare(cell) or 0), abs(dong)
        if not number or not self.usual:
            return False
        if number >= _FAR_ABOVE * self.usual:
            typed_out = self.unit > 1 and number >= 10 * self.plausible.smallest > 0
            far = number >= 1_000 * self.usual
            return typed_out or (far and bool(self.plausible.largest) and dong * 10 >= self.plausible.largest)
        return number * _FAR_BELOW <= self.usual and dong < 10 * self.plausible.smallest


def amount_reader(
    unit_dong: int, cells: Collection[Cell], *, plausible: Plausible = _ANYTHING, may_be_negative: bool = False
) -> Callable[[Any], Any]:
    """Reads an amount of a column in which one unit is `unit_dong`; 0 = the heading does not say, and the amounts are
    too small to be đồng, so that every row needs a decision. What is no amount, or is below zero, is refused; a bare
    number that seems to be in another unit than those of the other `cells` needs a decision.

    In a column of thousands, '1,500' cannot be a decimal when all its texts are written so: the comma parts thousands.
    """
    unit = unit_dong or 1
    commas_part_thousands = unit == SMALLEST_DONG and _all_part_thousands(cells)
    scale = _Scale(cells, unit, plausible)

    def read(cell: Cell) -> int | Flawed | None:
        try:
            dong = _dong(cell)
        except FractionOfDong as fraction:
            if isinstance(cell, float) and cell * unit >= SMALLEST_DONG:
                rounded = round(Decimal(str(cell)) * unit)
                return Flawed(rounded, doubted=(_rounded(rounded),))
            return Flawed(None, refused=(_unreadable(fraction),))
        except UnreadableAmount as unreadable:
            return Flawed(None, refused=(_unreadable(unreadable),))
        if dong is None or dong == 0:
            return dong
        if dong < 0 and not may_be_negative:
            return Flawed(None, refused=(_negative(dong),))
        if unit_dong == 0 or abs(dong) < SMALLEST_DONG:
            return Flawed(dong, doubted=(_without_unit(dong),))
        return Flawed(dong, doubted=(_of_another_unit(dong),)) if scale.is_other(cell, dong) else dong

    def _dong(cell: Cell) -> int | None:
        if isinstance(cell, float) and cell.is_integer():
            return int(cell) * unit
        if isinstance(cell, date):
            raise UnreadableAmount(format_date(cell))
        text = clean_text(cell) if isinstance(cell, str) else cell
        if isinstance(text, str):
            if not text or search_key(text) in _NOTHING:
                return None
            if commas_part_thousands:
                text = text.replace(",", "")
        return parse_dong(text, unit_dong=unit)

    return read


def _middle(counts: Counter[Any]) -> float:
    """The middle one of the numbers, each as often as it is there."""
    before, all_of_them = 0, counts.total()
    for number, count in sorted((abs(_bare(cell) or 0), count) for cell, count in counts.items()):
        before += count
        if before * 2 > all_of_them:
            return number
    return 0


def _bare(cell: Cell) -> float | None:
    """The number of a cell that names no unit of its own."""
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return None
    if not isinstance(cell, str):
        return float(cell)
    text = cell.strip()
    if not text.isascii() or not _BARE.fullmatch(text):
        return None
    try:
        return float(parse_dong(text) or 0)
    except UnreadableAmount:
        return None


def _all_part_thousands(cells: Iterable[Cell]) -> bool:
    texts = [cell for cell in cells if isinstance(cell, str) and "," in cell]
    return bool(texts) and all(_COMMA_THOUSANDS.fullmatch(text.strip()) for text in texts)
