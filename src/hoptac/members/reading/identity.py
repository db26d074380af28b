"""Identity numbers as lists hold them: 12 digits, or 9 of the old card, with the zeros that spreadsheets lose."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any

from hoptac.kit.sheets import Cell
from hoptac.kit.tables import digits_of
from hoptac.kit.tables.cells import Flawed
from hoptac.kit.vietnamese import clean_text
from hoptac.members.reading import reasons

_SEPARATORS = str.maketrans("", "", " .-'’`,\u00a0\u2013")
_UNPARTED = re.compile(r"(?<!\d)\d{9,12}(?!\d)")
_DECIMAL_ZERO = re.compile(r"^(\d{8,12})[.,]0+$")
_NEW, _OLD = 12, 9  # digits of the card since 2016, and before
_CODE = re.compile(r"(?<!\d)(\d{10})(?:\s*-?\s*(\d{3}))?(?!\d)")
_GROUP = re.compile(r"\d[\d .\u00a0]*\d")
_ROUNDED = re.compile(r"\d([.,]\d+)?[eE]\+\d+")
_LAST_PROVINCE = 96  # provinces are numbered 001 to 096
_PROVINCES_BELOW_TEN = frozenset({"001", "002", "004", "006", "008"})
_CENTURIES = "0123"  # fourth digit: gender and century of birth, 1900 to 2099


def identity_reader(cells: Iterable[Cell]) -> Callable[[Any], Any]:
    """Reads the number of a citizen's card, of 12 digits or 9. Zeros that a number cell lost are put back where the
    result is a possible number, that of an old card only where others of the column `cells` are of 9 digits; anything
    else with digits in it is broken. Words without digits ("chưa có") are none."""
    has_old = any(
        len(digits_of(cell, cell if isinstance(cell, str) else "")) == _OLD
        for cell in cells
        if cell is not None and not (isinstance(cell, str) and len(cell) == _NEW)
    )

    def read(cell: Cell) -> str | Flawed | None:
        if isinstance(cell, str):
            if len(cell) == 12 and cell.isdigit() and cell.isascii():
                return _whole(cell, cell)
            return _from_text(unicodedata.normalize("NFKC", clean_text(cell)), has_old=has_old)
        if isinstance(cell, float) and cell.is_integer() and cell > 0:
            return _from_digits(str(int(cell)), cell, has_old=has_old)
        if isinstance(cell, int) and not isinstance(cell, bool) and cell > 0:
            return _from_digits(str(cell), cell, has_old=has_old)
        return None if cell in (0, 0.0) else _broken(cell)

    return read


def _broken(cell: Cell) -> Flawed:
    return Flawed(None, refused=(reasons.broken_identity_number(cell),))


def _whole(digits: str, cell: Cell) -> str | Flawed:
    return digits if digits.strip("0") else _broken(cell)


def _from_text(text: str, *, has_old: bool) -> str | Flawed | None:
    plain = _DECIMAL_ZERO.sub(r"\1", text).translate(_SEPARATORS)
    if plain.isascii() and plain.isdigit():
        return _from_digits(plain, text, has_old=has_old)
    if not any(map(str.isdigit, text)):
        return None
    if _ROUNDED.fullmatch(text):
        return Flawed(None, refused=(reasons.rounded_identity_number(text),))
    groups = [*_UNPARTED.findall(text), *(group.translate(_SEPARATORS) for group in _GROUP.findall(text))]
    for length in (12, _OLD):
        numbers = {digits for digits in groups if len(digits) == length and digits.strip("0")}
        if len(numbers) == 1:
            return Flawed(numbers.pop(), noted=(reasons.identity_number_within(text),))
        if numbers:
            break  # two cards in one cell are two people's
    return _broken(text)


def _from_digits(digits: str, cell: Cell, *, has_old: bool) -> str | Flawed:
    if len(digits) in (_OLD, 12):
        return _whole(digits, cell)
    if digits[0] == "0":
        return _broken(cell)  # its zeros are there: what is missing is something else
    if len(digits) == _OLD - 1 and has_old:
        return Flawed("0" + digits, noted=(reasons.ZERO_RESTORED,))
    if len(digits) in (10, 11):
        restored = digits.zfill(12)
        if is_possible(restored):
            return Flawed(restored, noted=(reasons.ZERO_RESTORED,))
    return _broken(cell)


def is_possible(number: str) -> bool:
    """Whether the first four of 12 digits are a province, a gender and a century."""
    province = number[:3]
    known = province in _PROVINCES_BELOW_TEN if province < "010" else int(province) <= _LAST_PROVINCE
    return known and number[3] in _CENTURIES


def year_of_birth(number: str) -> int | None:
    """The year a number of 12 digits tells; None for an old one of 9."""
    if len(number) != 12 or number[3] not in _CENTURIES:
        return None
    return (1900 if number[3] in "01" else 2000) + int(number[4:6])


def registration_code(cell: Cell) -> str | None:
    """The code of an organization in the place of an identity number: 10 digits, or 13 for a branch."""
    if isinstance(cell, float) and cell.is_integer():
        cell = str(int(cell))
    digits = str(cell).translate(_SEPARATORS)
    if not digits.isascii() or not digits.isdigit():
        found = _CODE.search(str(cell))
        return found[1] + (found[2] or "") if found else None
    if len(digits) == 9:
        digits = "0" + digits
    return digits if len(digits) in (10, 13) else None
