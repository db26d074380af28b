"""Statements and books as tables of cells, in one language: a page, a workbook and a paper are made from the same."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

from hoptac.kit.calendar import format_date
from hoptac.kit.language import Language, Message, translate
from hoptac.kit.money import format_dong
from hoptac.kit.pages import format_number
from hoptac.ledger import Account
from hoptac.statements.addresses import Addresses
from hoptac.statements.rules.spans import Span

ColumnKind = Literal["text", "code", "money", "quantity", "date"]
RowStyle = Literal["line", "detail", "sum", "total", "memo", "heading"]
Value = str | int | Decimal | date | None


class View(msgspec.Struct, frozen=True):
    """For whom a table is made: the days it speaks of, where its figures lead, and its language."""

    span: Span
    addresses: Addresses
    language: Language

    def say(self, message: Message) -> str:
        """A sentence in the language."""
        return translate(message, self.language)

    def account(self, account: Account) -> str:
        """'1111 Tiền Việt Nam'"""
        return f"{account.code} {account.name_en if self.language == 'en' else account.name_vi}"


class Column(msgspec.Struct, frozen=True):
    """A heading and what stands under it. `group` is a heading over several columns, `mark` what the form calls the
    column ('A', '1'), `weight` its share of a page's width."""

    heading: str
    kind: ColumnKind = "text"
    group: str = ""
    mark: str = ""
    weight: int = 2


class Cell(msgspec.Struct, frozen=True, gc=False):
    """A value, and the address of what it sums."""

    value: Value = None
    href: str | None = None


class Row(msgspec.Struct, frozen=True, gc=False):
    """One row; `level` says how far its name is set in, `key` makes it findable on a page."""

    cells: tuple[Cell, ...]
    style: RowStyle = "line"
    level: int = 1
    key: str = ""


class Table(msgspec.Struct, frozen=True):
    """A heading, its columns and rows; `text` is said below the heading, `zero` is how nothing is written. `is_to_fill`:
    paper leaves lines to write on in its place."""

    title: str
    columns: tuple[Column, ...]
    rows: Iterable[Row]
    text: str = ""
    zero: str = "–"
    is_to_fill: bool = False


def is_figure(kind: ColumnKind) -> bool:
    """Whether a column's values stand to the right."""
    return kind in ("money", "quantity")


def shown(value: Value, kind: ColumnKind, language: Language = "vi", zero: str = "–") -> str:
    """A value as it is read; negative money in parentheses, as the forms ask."""
    if value is None or value == "":
        return ""
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, str):
        return value
    if not value:
        return zero
    if kind == "money":
        text = format_dong(abs(int(value)))
        text = text if language == "vi" else text.replace(".", ",")
        return f"({text})" if value < 0 else text
    return format_number(value, language, places=3)
