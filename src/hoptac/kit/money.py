"""Đồng: reading the amounts people write, writing them, and splitting a sum so that the parts are the whole."""

import math
import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from hoptac.kit.errors import Refusal
from hoptac.kit.language import Message, _, translate
from hoptac.kit.vietnamese import clean_text, number_in_words, strip_accents

_THOUSAND, _MILLION, _BILLION = 10**3, 10**6, 10**9
_UNITS = {
    "nghin": _THOUSAND,
    "ngan": _THOUSAND,
    "k": _THOUSAND,
    "trieu": _MILLION,
    "tr": _MILLION,
    "ty": _BILLION,
    "ti": _BILLION,
}
_EMPTY = re.compile(r"[-–—_.…]*")
_CURRENCY = re.compile(r"^(?:vnd|₫)\s*|\s*(?:dong|vnd|d|₫)(?:\s*chan)?\.?$")
# What stands around an amount and says nothing about it: an apostrophe that made it text, '.-', a bracket.
_AROUND = re.compile(r"^['’‘`]+|(?<=\S)\s*\((?!.*\d)[^()]*\)$|[.,/]-+$|(?<=[a-z])\s*\.$")
_SPACE_AT_STOP = re.compile(r"\s*([.,])\s*")
_SPACED_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?![\d.,])")
_PIECE = re.compile(r"\s*(\d[\d.,]*)?\s*([a-z]+)?")
_GROUPED = re.compile(r"\d+(?:(\.\d{3})+|(,\d{3})+)?")
_TOO_LONG = 40
_LARGEST = 10**15  # a million tỷ: past it stands a slip of the keyboard or an account number
_MOST_DIGITS = 18  # times a unit, still exact in the 28 digits of Decimal
_SURE_DIGITS = 6  # '500.00' may lack a zero, '500000.00' does not


def _excerpt(text: str) -> str:
    return text if len(text) <= _TOO_LONG else f"{text[:_TOO_LONG]}…"


class UnreadableAmount(Refusal):
    """What stands there is not an amount of money, or could be more than one."""

    def __init__(self, text: str, message: Message | None = None, *, field: str | None = None) -> None:
        super().__init__(
            message or _("Không đọc được số tiền “%(text)s”. Hãy ghi bằng số, ví dụ 5.000.000.", text=_excerpt(text)),
            field=field,
        )


class AmbiguousAmount(UnreadableAmount):
    """An amount that can be read in two ways, such as '1,500 triệu'."""

    def __init__(self, text: str, *, field: str | None = None) -> None:
        message = _(
            "Số tiền “%(text)s” có thể hiểu theo hai cách. Hãy ghi đủ số đồng, ví dụ 1.500.000.", text=_excerpt(text)
        )
        super().__init__(text, message, field=field)


class AmountTooLarge(UnreadableAmount):
    """An amount past a million tỷ đồng."""

    def __init__(self, text: str, *, field: str | None = None) -> None:
        message = _("Số tiền “%(text)s” quá lớn. Hãy kiểm tra lại số và đơn vị tính.", text=_excerpt(text))
        super().__init__(text, message, field=field)


class FractionOfDong(UnreadableAmount):
    """An amount that is not whole đồng."""

    def __init__(self, text: str, *, field: str | None = None) -> None:
        message = _("Số tiền “%(text)s” lẻ dưới một đồng. Hãy làm tròn đến đồng.", text=_excerpt(text))
        super().__init__(text, message, field=field)


class _Piece(NamedTuple):
    """One number of an amount with the unit after it: '2', triệu."""

    digits: str
    unit_dong: int | None
    half: bool  # rưỡi: and a half of the unit


def _whole(amount: Decimal | int, text: str) -> int:
    if abs(amount) > _LARGEST:
        raise AmountTooLarge(text)
    if amount != int(amount):
        raise FractionOfDong(text)
    return int(amount)


def _number(digits: str, text: str, *, counts_units: bool) -> Decimal:
    """The number that `digits`, with dots and commas, stands for.

    `counts_units`: it counts thousands, millions or billions, so a fraction is likely: '2,5', '1.25'. Of plain đồng
    a fraction is read only where it is zero and cannot be a mistyped group of three: '5.000.000,00', '5000000.0'.
    """
    if sum(map(str.isdigit, digits)) > _MOST_DIGITS:
        raise AmountTooLarge(text) if _GROUPED.fullmatch(digits) else UnreadableAmount(text)
    if _GROUPED.fullmatch(digits) and not re.match(r"0[.,]", digits):
        # In Vietnamese the comma is the decimal mark, in English it parts thousands: '1,500 triệu' is both.
        if counts_units and digits.count(",") == 1:
            raise AmbiguousAmount(text)
        return Decimal(re.sub(r"[.,]", "", digits))
    whole, mark, fraction = max(digits.rpartition("."), digits.rpartition(","), key=lambda parts: len(parts[0]))
    if not fraction or mark in whole or not _GROUPED.fullmatch(whole):
        raise UnreadableAmount(text)
    plain = re.sub(r"[.,]", "", whole)
    mistyped_group = whole == plain and len(plain) < _SURE_DIGITS and plain != "0"
    if not counts_units and (len(fraction) > 2 or mistyped_group):
        raise FractionOfDong(text) if fraction.strip("0") else UnreadableAmount(text)
    return Decimal(f"{plain}.{fraction}")


def _pieces(words: str, text: str) -> list[_Piece]:
    pieces: list[_Piece] = []
    position = 0
    while position < len(words):
        found = _PIECE.match(words, position)
        if found is None or found.end() == position:
            raise UnreadableAmount(text)
        digits, unit = found.groups()
        position = found.end()
        if digits and (unit is None or unit in _UNITS):
            pieces.append(_Piece(digits, _UNITS.get(unit or ""), half=False))
        elif unit == "ruoi" and not digits and pieces and pieces[-1].unit_dong and position == len(words):
            pieces[-1] = pieces[-1]._replace(half=True)
        else:
            raise UnreadableAmount(text)
    return pieces


def _tail(digits: str, unit_dong: int, text: str) -> Decimal:
    """What follows a unit without one of its own: '2tr5' is tenths, '1 tỷ 250' thousandths; '2tr50' nobody can tell."""
    if not digits.isdigit():
        raise UnreadableAmount(text)
    if len(digits) not in (1, 3):
        raise AmbiguousAmount(text)
    return Decimal(digits) * unit_dong / 10 ** len(digits)


def _sum(pieces: Sequence[_Piece], text: str) -> Decimal:
    """'1 tỷ 200 triệu 500': each part smaller than the unit before it."""
    total = Decimal(0)
    ceiling: int | None = None
    for place, piece in enumerate(pieces):
        if ceiling is not None and piece.unit_dong is None:
            if place != len(pieces) - 1:
                raise UnreadableAmount(text)
            return total + _tail(piece.digits, ceiling, text)
        if piece.unit_dong is None:
            raise UnreadableAmount(text)
        part = _number(piece.digits, text, counts_units=True) * piece.unit_dong
        if ceiling is not None and part >= ceiling:
            raise UnreadableAmount(text)
        total += part + (Decimal(piece.unit_dong) / 2 if piece.half else 0)
        ceiling = piece.unit_dong
    return total


def _parse_text(text: str, unit_dong: int) -> int | None:
    cleaned = clean_text(text)
    if _EMPTY.fullmatch(cleaned.replace(" ", "")):
        return None
    words = _AROUND.sub("", strip_accents(cleaned).lower())
    negative = False
    if words.startswith("(") and words.endswith(")"):
        negative, words = True, words[1:-1].strip()
    elif words.startswith(("-", "−", "–")):
        negative, words = True, words[1:].strip()
    says_dong = _CURRENCY.search(words) is not None
    words = _SPACE_AT_STOP.sub(r"\1", _CURRENCY.sub("", words))
    words = _AROUND.sub("", words)
    if not any(map(str.isdigit, words)):
        spoken = number_in_words(words)
        if spoken is None:
            raise UnreadableAmount(text)
        return -_whole(spoken, text) if negative else _whole(spoken, text)
    words = _SPACED_THOUSANDS.sub(lambda found: found[0].replace(" ", ""), words)
    pieces = _pieces(words, text)
    if len(pieces) == 1 and pieces[0].unit_dong is None:
        unit = 1 if says_dong else unit_dong
        amount = _number(pieces[0].digits, text, counts_units=unit > 1) * unit
    elif pieces:
        amount = _sum(pieces, text)
    else:
        raise UnreadableAmount(text)
    return -_whole(amount, text) if negative else _whole(amount, text)


def parse_dong(value: str | int | float | None, *, unit_dong: int = 1) -> int | None:
    """Đồng as people and workbooks write them, exact; None for an empty cell, a dash or dots.

    `unit_dong` is the unit of the column, 1000000 where its heading says 'triệu đồng'; a unit or a đồng sign in the
    cell itself counts before it. Negative amounts are read as such. Raises UnreadableAmount (AmbiguousAmount,
    AmountTooLarge, FractionOfDong) rather than guess.
    """
    if value is None:
        return None
    if isinstance(value, str):
        return _parse_text(value, unit_dong)
    if isinstance(value, bool) or not math.isfinite(value):
        raise UnreadableAmount(str(value))
    if isinstance(value, int):
        return _whole(value * unit_dong, str(value))
    if value.is_integer():
        return _whole(int(value) * unit_dong, str(value))
    # A workbook keeps fifteen digits; what a binary float holds past them is not the amount.
    return _whole(Decimal(format(value, ".15g")) * unit_dong, str(value))


def format_dong(dong: int) -> str:
    """'1.234.567'"""
    return f"{dong:,}".replace(",", ".")


def _two_places(amount: int, unit: int) -> Decimal:
    return (Decimal(amount) / unit).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def _decimal_text(number: Decimal, language: str) -> str:
    text = f"{number:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text if language == "en" else text.translate(str.maketrans(",.", ".,"))


def format_short(dong: int, language: str = "vi") -> str:
    """A large amount for a heading or a chart, rounded to two places: '730,45 tỷ', '340 triệu', '950.000 đồng'."""
    size = abs(dong)
    if _two_places(size, _MILLION) >= 1000:
        message = _("%(number)s tỷ", number=_decimal_text(_two_places(dong, _BILLION), language))
    elif size >= _MILLION:
        message = _("%(number)s triệu", number=_decimal_text(_two_places(dong, _MILLION), language))
    else:
        message = _("%(number)s đồng", number=_decimal_text(Decimal(dong), language))
    return translate(message, language)


def split_by_largest_remainder(total: int, weights: Sequence[int]) -> list[int]:
    """`total` đồng in proportion to `weights`; the parts add up to `total`.

    Each part is rounded down, and what is left goes, one đồng each, to the largest remainders, the earlier first.
    Raises ValueError for a negative weight, or where there is something to split and no weight.
    """
    whole = sum(weights)
    if any(weight < 0 for weight in weights) or (whole == 0 and total != 0):
        raise ValueError(f"cannot split {total} by the weights {list(weights)}")
    if whole == 0:
        return [0] * len(weights)
    sign = -1 if total < 0 else 1
    shares = [divmod(abs(total) * weight, whole) for weight in weights]
    parts = [part for part, _remainder in shares]
    by_remainder = sorted(range(len(weights)), key=lambda place: -shares[place][1])
    for place in by_remainder[: abs(total) - sum(parts)]:
        parts[place] += 1
    return [sign * part for part in parts]
