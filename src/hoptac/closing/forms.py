"""What the pages of closing ask for: a month, a year, the shares of internal transactions, a reason."""

from datetime import date

import msgspec

from hoptac.closing.rules.year_end import Shares
from hoptac.kit.errors import NotFound
from hoptac.kit.forms import FormReader
from hoptac.statements.rules.spans import FIRST_YEAR, LAST_YEAR

_MONTH_LENGTH, _YEAR_LENGTH, _LONGEST_SUM = len("2026-01"), len("2026"), 20


class YearEndForm(msgspec.Struct, frozen=True):
    """The closing as it was shown, with the shares chosen."""

    shares: Shares
    shown_profit_dong: int


def read_month(text: str) -> date:
    """'2026-03' as the first day of the month; raises NotFound for anything else."""
    year, dash, month = text.partition("-")
    if len(text) != _MONTH_LENGTH or dash != "-" or not (year + month).isascii() or not (year + month).isdecimal():
        raise NotFound
    if not (FIRST_YEAR <= int(year) <= LAST_YEAR and 1 <= int(month) <= 12):
        raise NotFound
    return date(int(year), int(month), 1)


def read_year(text: str) -> int:
    """A year that there may be books of; raises NotFound."""
    if len(text) != _YEAR_LENGTH or not text.isascii() or not text.isdecimal():
        raise NotFound
    if not FIRST_YEAR <= int(text) <= LAST_YEAR:
        raise NotFound
    return int(text)


def read_shares(reader: FormReader) -> Shares:
    """The shares typed; raises Refusals."""
    shares = Shares(reader.money("management_internal_dong"), reader.money("income_tax_internal_dong"))
    reader.finish()
    return shares


def read_year_end(reader: FormReader) -> YearEndForm:
    """A posted closing; raises Refusals. A result that was not shown by our page fits no books."""
    shown = reader.values.get("shown_profit_dong", "")
    digits = shown.removeprefix("-")
    is_sum = digits.isascii() and digits.isdecimal() and len(digits) < _LONGEST_SUM
    return YearEndForm(read_shares(reader), int(shown) if is_sum else -(10**18))
