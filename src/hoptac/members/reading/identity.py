"""Identity numbers as lists hold them: 12 digits, or 9 of the old card, with the zeros that spreadsheets lose."""

import re

from hoptac.kit.sheets import Cell
from hoptac.kit.tables.cells import Flawed
from hoptac.kit.vietnamese import clean_text
from hoptac.members.reading import reasons

_SEPARATORS = str.maketrans("", "", " .-'’`,\u00a0\u2013")
_GROUP = re.compile(r"\d[\d .\u00a0]*\d")
_ROUNDED = re.compile(r"\d([.,]\d+)?[eE]\+\d+")
_LAST_PROVINCE = 96  # provinces are numbered 001 to 096
_PROVINCES_BELOW_TEN = frozenset({"001", "002", "004", "006", "008"})
_CENTURIES = "0123"  # fourth digit: gender and century of birth, 1900 to 2099


def read_identity_number(cell: Cell) -> str | Flawed | None:
    """The number of a citizen's card, of 12 digits or 9. Zeros that a number cell lost are put back where the result is
    a possible number; anything else with digits in it is broken. Words without digits ("chưa có") are none."""
    if isinstance(cell, str):
        if len(cell) == 12 and cell.isdigit() and cell.isascii():
            return _whole(cell, cell)
        return _from_text(clean_text(cell))
    if isinstance(cell, float) and cell.is_integer() and cell > 0:
        return _from_digits(str(int(cell)), cell)
    if isinstance(cell, int) and not isinstance(cell, bool) and cell > 0:
        return _from_digits(str(cell), cell)
    return None if cell in (0, 0.0) else _broken(cell)


def _broken(cell: Cell) -> Flawed:
    return Flawed(None, refused=(reasons.broken_identity_number(cell),))


def _whole(digits: str, cell: Cell) -> str | Flawed:
    return digits if digits.strip("0") else _broken(cell)


def _from_text(text: str) -> str | Flawed | None:
    plain = text.translate(_SEPARATORS)
    if plain.isascii() and plain.isdigit():
        return _from_digits(plain, text)
    if not any(map(str.isdigit, text)):
        return None
    if _ROUNDED.fullmatch(text):
        return Flawed(None, refused=(reasons.rounded_identity_number(text),))
    groups = [group.translate(_SEPARATORS) for group in _GROUP.findall(text)]
    for length in (12, 9):
        for digits in groups:
            if len(digits) == length and digits.strip("0"):
                return Flawed(digits, noted=(reasons.identity_number_within(text),))
    return _broken(text)


def _from_digits(digits: str, cell: Cell) -> str | Flawed:
    if len(digits) in (9, 12):
        return _whole(digits, cell)
    if digits[0] == "0":
        return _broken(cell)  # its zeros are there: what is missing is something else
    if len(digits) == 8:
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
        return None
    if len(digits) == 9:
        digits = "0" + digits
    return digits if len(digits) in (10, 13) else None
