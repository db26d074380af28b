"""Answers in a registry: ticks, words of yes and no, ratings."""

import re

from hoptac.kit.sheets import Cell
from hoptac.kit.tables.cells import is_mark, plain_text
from hoptac.kit.vietnamese import search_key

_NO = frozenset({"khong", "ko", "k", "0", "no", "n", "false", "chua", "sai", "khong co", "o"})
_WEAK = ("khong hieu qua", "kem", "yeu", "trung binh", "tb", "ngung", "ngung hoat dong", "giai the", "chua")
_OLD_LAW = ("2003", "1996", "luat cu", "chua")
_LAW_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def read_answer(cell: Cell) -> bool | None:
    """A tick, 'có', or any words that are not a no: in the column of links often stands the name of the buyer."""
    return _read(cell, ())


def read_effective(cell: Cell) -> bool | None:
    """A tick, 'hiệu quả', or a rating: good and fair are effective, average and weak are not (TT 09/2017 Arts. 4-6)."""
    return _read(cell, _WEAK)


def read_under_2012_law(cell: Cell) -> bool | None:
    """A tick, 'đã chuyển đổi', or the law's year: 2012 and later."""
    year = _LAW_YEAR.search(plain_text(cell))
    return int(year[0]) >= 2012 if year else _read(cell, _OLD_LAW)


def _read(cell: Cell, negative: tuple[str, ...]) -> bool | None:
    key = search_key(plain_text(cell))
    if is_mark(cell):
        return True
    if not key or key in _NO or key.startswith("khong "):
        return False
    return not any(f" {word} " in f" {key} " for word in negative)
