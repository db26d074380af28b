"""Quantities and unit prices: exact decimals with at most three places, read and written the Vietnamese way."""

import re
from decimal import ROUND_HALF_UP, Decimal

from hoptac.kit.errors import Refusal
from hoptac.kit.language import _
from hoptac.kit.vietnamese import clean_text

PLACES = 3
LARGEST = Decimal(10) ** 12
_GROUPED = re.compile(r"\d{1,3}(?:[. ]\d{3})+")
_TOO_LONG = 40


class UnreadableQuantity(Refusal):
    """What stands there is no quantity, or has more places than the books keep."""

    def __init__(self, text: str) -> None:
        message = _(
            "Không đọc được số lượng “%(text)s”. Hãy ghi bằng số, dấu phẩy trước phần lẻ, nhiều nhất ba số lẻ, ví dụ 1.250,5.",
            text=text[:_TOO_LONG],
        )
        super().__init__(message)


def parse_quantity(text: str) -> Decimal | None:
    """'1.250,5', '1250,5', '0,75', '1.250' -> the number; None where nothing stands there. The comma parts the decimals;
    a dot parts thousands where three digits follow, else decimals ('2.5'). Raises UnreadableQuantity."""
    cleaned = clean_text(text)
    if not cleaned:
        return None
    whole, comma, fraction = cleaned.partition(",")
    if not comma and not _GROUPED.fullmatch(whole):
        whole, _dot, fraction = cleaned.partition(".")
    digits = re.sub(r"[. ]", "", whole) if _GROUPED.fullmatch(whole) else whole
    if (
        not digits.isascii()
        or not digits.isdigit()
        or not (fraction == "" or (fraction.isascii() and fraction.isdigit()))
    ):
        raise UnreadableQuantity(text)
    if len(fraction.rstrip("0")) > PLACES or (comma and not fraction):
        raise UnreadableQuantity(text)
    number = Decimal(f"{digits}.{fraction or 0}")
    if number > LARGEST:
        raise UnreadableQuantity(text)
    return number.quantize(Decimal("0.001"))


def format_quantity(quantity: Decimal) -> str:
    """'1.250,5'; zeros at the end of the decimals are left out."""
    text = f"{quantity:,.3f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def value_of(quantity: Decimal, price: Decimal) -> int:
    """Whole đồng of so much at a price, rounded half up."""
    return int((quantity * price).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def price_of(amount_dong: int, quantity: Decimal) -> Decimal:
    """đồng of one, to three places, rounded half up; 0 where there is nothing."""
    if not quantity:
        return Decimal(0)
    return (Decimal(amount_dong) / quantity).quantize(Decimal("0.001"), rounding=ROUND_HALF_UP)
