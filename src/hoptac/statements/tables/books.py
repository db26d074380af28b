"""Books as tables: each kind of row and each column says here what it shows."""

from collections.abc import Callable, Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType
from uuid import UUID

from hoptac.kit.language import Message, _, translate
from hoptac.statements.addresses import Addresses
from hoptac.statements.books.book import Book
from hoptac.statements.rules.layout import BookRow
from hoptac.statements.rules.lines import BookLine
from hoptac.statements.tables import Cell, Column, ColumnKind, Row, RowStyle, Table, Value

_LABELS: Mapping[str, Message] = MappingProxyType(
    {
        "opening": _("Số dư đầu kỳ"),
        "balance": _("Số dư cuối tháng"),
        "quarter": _("Cộng lũy kế từ đầu quý"),
        "moved": _("Cộng số phát sinh trong kỳ"),
        "closing": _("Số dư cuối kỳ"),
    }
)
_STYLES: Mapping[str, RowStyle] = MappingProxyType(
    {
        "opening": "sum",
        "line": "line",
        "month": "sum",
        "balance": "memo",
        "quarter": "memo",
        "moved": "sum",
        "closing": "total",
    }
)
_KINDS: Mapping[str, ColumnKind] = MappingProxyType(
    {
        "entry_on": "date",
        **dict.fromkeys(("unit_price", "quantity", "quantity_in", "quantity_out", "quantity_balance"), "quantity"),
        **dict.fromkeys(("debit", "credit", "balance", "balance_debit", "balance_credit"), "money"),
        **dict.fromkeys(("voucher", "receipt", "payment", "account", "contra", "season", "item"), "code"),
    }
)
_WEIGHTS: Mapping[str, int] = MappingProxyType({"description": 7, "party": 4, "entry_on": 3, "contra": 2, "account": 2})
_THREE_PLACES = Decimal("0.001")


def short_name(of: UUID | None) -> str:
    """What an item or a season is called until their own room gives it a name."""
    return of.hex[-8:] if of else ""


def _voucher(line: BookLine) -> str:
    return f"{line.series} {line.number}"


def _unit_price(line: BookLine) -> Decimal | None:
    quantity = line.quantity_in or line.quantity_out
    amount = Decimal(line.debit_dong or line.credit_dong)
    return (amount / quantity).quantize(_THREE_PLACES, ROUND_HALF_UP) if quantity else None


_OF_LINE: Mapping[str, Callable[[BookLine], Value]] = MappingProxyType(
    {
        "entry_on": lambda line: line.entry_on,
        "voucher": _voucher,
        "receipt": lambda line: _voucher(line) if line.debit_dong else None,
        "payment": lambda line: _voucher(line) if line.credit_dong else None,
        "description": lambda line: line.description,
        "account": lambda line: line.account,
        "contra": lambda line: line.contra_account,
        "party": lambda line: line.party_name or short_name(line.party_id),
        "season": lambda line: short_name(line.season_id),
        "item": lambda line: short_name(line.item_id),
        "source": lambda line: line.source,
        "unit_price": _unit_price,
        "quantity": lambda line: line.quantity_in + line.quantity_out,
    }
)
_LEADS_TO_VOUCHER = ("voucher", "receipt", "payment")


def _moved(row: BookRow, column: str) -> Value:
    """What a row moves, in a column of figures; rows of balances move nothing."""
    if row.kind in ("opening", "balance", "closing"):
        return None
    return {
        "debit": row.moved.debit_dong,
        "credit": row.moved.credit_dong,
        "quantity_in": row.moved.quantity_in,
        "quantity_out": row.moved.quantity_out,
        "quantity": row.moved.quantity_in + row.moved.quantity_out,
    }.get(column)


def _standing(row: BookRow, column: str, sign: int) -> Value:
    """What stands after a row; sums of movements have no balance of their own."""
    if row.kind in ("month", "quarter", "moved"):
        return None
    dong = row.standing.dong
    return {
        "balance": sign * dong,
        "balance_debit": max(dong, 0),
        "balance_credit": max(-dong, 0),
        "quantity_balance": row.standing.quantity,
    }.get(column)


def _balance_in_sides(row: BookRow, column: str) -> Value:
    """Where a book has no column for balances, as S03b, they stand on their own side."""
    if row.kind not in ("opening", "balance", "closing"):
        return None
    return {"debit": max(row.standing.dong, 0) or None, "credit": max(-row.standing.dong, 0) or None}.get(column)


def columns_of(book: Book, language: str) -> tuple[Column, ...]:
    """The columns of a book with their headings."""
    return tuple(
        Column(translate(book.column_name(name), language), _KINDS.get(name, "text"), weight=_WEIGHTS.get(name, 3))
        for name in book.columns
    )


def book_rows(book: Book, rows: Iterable[BookRow], addresses: Addresses, language: str) -> Iterable[Row]:
    """The rows of a book; each line leads to its voucher."""
    has_column = any(name.startswith("balance") or name == "quantity_balance" for name in book.columns)
    for row in rows:
        if row.kind == "closing" and not book.has_balance:
            continue
        cells = [_cell(book, row, name, addresses, has_column=has_column) for name in book.columns]
        if row.line is None:
            cells[book.columns.index("description")] = Cell(_label(row, language))
        yield Row(tuple(cells), _STYLES[row.kind], key=str(row.line.place) if row.line else "")


def _label(row: BookRow, language: str) -> str:
    if row.kind == "month":
        return translate(_("Cộng số phát sinh tháng %(month)s", month=row.month), language)
    return translate(_LABELS[row.kind], language)


def _cell(book: Book, row: BookRow, name: str, addresses: Addresses, *, has_column: bool) -> Cell:
    line = row.line
    if line is not None and name in _OF_LINE:
        href = addresses.voucher(line.entry_id) if name in _LEADS_TO_VOUCHER else None
        value = _OF_LINE[name](line)
        return Cell(value, href if value else None)
    value = _moved(row, name)
    if value is None:
        value = _standing(row, name, book.sign) if has_column else _balance_in_sides(row, name)
    is_amount = line is not None and name in ("debit", "credit") and value
    return Cell(value, addresses.voucher(line.entry_id) if line and is_amount else None)


def book_table(book: Book, rows: Iterable[BookRow], addresses: Addresses, language: str) -> Table:
    """A page of a book."""
    return Table("", columns_of(book, language), tuple(book_rows(book, rows, addresses, language)), zero="")
