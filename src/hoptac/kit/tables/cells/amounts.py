"""Amounts of money: whole đồng, in the unit of the heading or of the cell itself."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from hoptac.kit.calendar import format_date
from hoptac.kit.errors import Refusal
from hoptac.kit.language import _
from hoptac.kit.money import UnreadableAmount, format_dong, parse_dong
from hoptac.kit.sheets import Cell
from hoptac.kit.tables.cells.flaws import Flawed
from hoptac.kit.tables.cells.reason import Reason
from hoptac.kit.vietnamese import clean_text, search_key

SMALLEST_DONG = 1_000  # the smallest sum anybody records; below it the unit is missing
_NOTHING = frozenset({"chua gop", "chua", "khong", "ko", "chua nop", "khong co", "mien", "k"})
_COMMA_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")


def _unreadable(refusal: Refusal) -> Reason:
    return Reason("unreadable_amount", refusal.message)


def _negative(dong: int) -> Reason:
    message = _("Số tiền %(dong)s đồng nhỏ hơn không. Hãy ghi lại số tiền.", dong=format_dong(dong))
    return Reason("negative_amount", message)


def _without_unit(dong: int) -> Reason:
    return Reason(
        "amount_without_unit",
        _(
            "Số tiền %(dong)s đồng quá nhỏ, có lẽ cột này tính bằng nghìn hoặc triệu đồng. Hãy chọn lại đơn vị.",
            dong=format_dong(dong),
        ),
    )


def amount_reader(unit_dong: int, cells: Iterable[Cell], *, may_be_negative: bool = False) -> Callable[[Any], Any]:
    """Reads an amount of a column in which one unit is `unit_dong`; 0 = the heading does not say, and the amounts are
    too small to be đồng, so that every row needs a decision. What is no amount, or is below zero, is refused.

    In a column of thousands, '1,500' cannot be a decimal when all its texts are written so: the comma parts thousands.
    """
    unit = unit_dong or 1
    commas_part_thousands = unit == SMALLEST_DONG and _all_part_thousands(cells)

    def read(cell: Cell) -> int | Flawed | None:
        if isinstance(cell, float) and cell.is_integer():
            dong: int | None = int(cell) * unit
        else:
            if isinstance(cell, date):
                return Flawed(None, refused=(_unreadable(UnreadableAmount(format_date(cell))),))
            text = clean_text(cell) if isinstance(cell, str) else cell
            if isinstance(text, str):
                if not text or search_key(text) in _NOTHING:
                    return None
                if commas_part_thousands:
                    text = text.replace(",", "")
            try:
                dong = parse_dong(text, unit_dong=unit)
            except UnreadableAmount as unreadable:
                return Flawed(None, refused=(_unreadable(unreadable),))
        if dong is None or dong == 0:
            return dong
        if dong < 0 and not may_be_negative:
            return Flawed(None, refused=(_negative(dong),))
        if unit_dong == 0 or abs(dong) < SMALLEST_DONG:
            return Flawed(dong, doubted=(_without_unit(dong),))
        return dong

    return read


def _all_part_thousands(cells: Iterable[Cell]) -> bool:
    texts = [cell for cell in cells if isinstance(cell, str) and "," in cell]
    return bool(texts) and all(_COMMA_THOUSANDS.fullmatch(text.strip()) for text in texts)
