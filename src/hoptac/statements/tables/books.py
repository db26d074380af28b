"""Books as tables: each kind of row and each column says here what it shows."""

from collections.abc import Callable, Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType
from uuid import UUID

from hoptac.kit.language import Message, _
from hoptac.statements.books.book import Book
from hoptac.statements.rules.layout import BookRow
from hoptac.statements.rules.lines import BookLine
from hoptac.statements.tables import Cell, Column, ColumnKind, Row, RowStyle, Table, Value, View

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
_WEIGHTS: Mapping[str, int] = MappingProxyType(
    {"description": 7, "party": 4, "season": 4, "item": 4, "entry_on": 3, "contra": 2, "account": 2}
)
_THREE_PLACES = Decimal("0.001")


def short_name(of: UUID | None) -> str:
    """What is called by its id, since no register has a name for it."""
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
        "season": lambda line: line.season_name or short_name(line.season_id),
        "item": lambda line: line.item_name or short_name(line.item_id),
        "source": lambda line: line.source,
        "unit_price": _unit_price,
        "quantity": lambda line: line.quantity_in + line.quantity_out,
    }
)
_LEADS_TO_VOUCHER = ("voucher", "receipt", "payment", "debit", "credit")


_MOVED: Mapping[str, Callable[[BookRow], Value]] = MappingProxyType(
    {
        "debit": lambda row: row.moved.debit_dong,
        "credit": lambda row: row.moved.credit_dong,
        "quantity_in": lambda row: row.moved.quantity_in,
        "quantity_out": lambda row: row.moved.quantity_out,
        "quantity": lambda row: row.moved.quantity_in + row.moved.quantity_out,
    }
)
_STANDING: Mapping[str, Callable[[BookRow, int], Value]] = MappingProxyType(
    {
        "balance": lambda row, sign: sign * row.standing.dong,
        "balance_debit": lambda row, _sign: max(row.standing.dong, 0),
        "balance_credit": lambda row, _sign: max(-row.standing.dong, 0),
        "quantity_balance": lambda row, _sign: row.standing.quantity,
    }
)
# Where a book has no column for balances, as S03b, they stand on their own side.
_ON_OWN_SIDE: Mapping[str, Callable[[BookRow, int], Value]] = MappingProxyType(
    {"debit": _STANDING["balance_debit"], "credit": _STANDING["balance_credit"]}
)
_SAYS_BALANCE, _SAYS_MOVEMENT = ("opening", "balance", "closing"), ("month", "quarter", "moved")


def columns_of(book: Book, view: View) -> tuple[Column, ...]:
    """The columns of a book with their headings."""
    return tuple(
        Column(view.say(book.column_name(name)), _KINDS.get(name, "text"), weight=_WEIGHTS.get(name, 3))
        for name in book.columns
    )


def book_rows(book: Book, rows: Iterable[BookRow], view: View) -> Iterable[Row]:
    """The rows of a book; each line leads to its voucher."""
    standing = _STANDING if any(name in _STANDING for name in book.columns) else _ON_OWN_SIDE
    for row in rows:
        if row.line is not None:
            href = view.addresses.voucher(row.line.entry_id)
            cells = tuple(_line_cell(book, row, row.line, name, href) for name in book.columns)
            yield Row(cells, key=str(row.line.place))
        elif row.kind != "closing" or book.has_balance:
            label = Cell(_label(row, view))
            cells = (label if name == "description" else _sum_cell(book, row, name, standing) for name in book.columns)
            yield Row(tuple(cells), _STYLES[row.kind])


def _label(row: BookRow, view: View) -> str:
    if row.kind == "month":
        return view.say(_("Cộng số phát sinh tháng %(month)s", month=row.month))
    return view.say(_LABELS[row.kind])


def _line_cell(book: Book, row: BookRow, line: BookLine, name: str, href: str) -> Cell:
    if name in _OF_LINE:
        value = _OF_LINE[name](line)
    elif name in _MOVED:
        value = _MOVED[name](row)
    else:
        value = _STANDING[name](row, book.sign)
    return Cell(value, href if value and name in _LEADS_TO_VOUCHER else None)


def _sum_cell(book: Book, row: BookRow, name: str, standing: Mapping[str, Callable[[BookRow, int], Value]]) -> Cell:
    if row.kind in _SAYS_MOVEMENT and name in _MOVED:
        return Cell(_MOVED[name](row))
    if row.kind in _SAYS_BALANCE and name in standing:
        return Cell(standing[name](row, book.sign))
    return Cell()


def book_table(book: Book, rows: Iterable[BookRow], view: View) -> Table:
    """A page of a book."""
    return Table("", columns_of(book, view), tuple(book_rows(book, rows, view)), zero="")
