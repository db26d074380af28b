"""The rows of a workbook that hold balances, as they stand: which account, who or what, how much on which side."""

import re
from collections.abc import Mapping as Dictionary
from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

import msgspec

from hoptac.kit.sheets import Cell, Row, Sheet, Workbook
from hoptac.kit.tables import (
    HIDDEN_SHEET,
    Body,
    FieldReader,
    Mapping,
    TableMapping,
    Understanding,
    body_of,
    is_signature,
    is_total,
    sheet_of,
    titles_of,
    understand_workbook,
)
from hoptac.kit.tables.cells import Flawed, Reason, plain_text
from hoptac.kit.vietnamese import clean_text, search_key, strip_accents
from hoptac.ledger.charts import Account
from hoptac.opening.reading import reasons
from hoptac.opening.reading.accounts import code_in_title, code_of, text_after_code
from hoptac.opening.reading.days import end_told
from hoptac.opening.reading.fields import VOCABULARY
from hoptac.opening.refusals import NoBalancesFound

_CLOSING = ("closing_debit_dong", "closing_credit_dong")
_OPENING = ("opening_debit_dong", "opening_credit_dong")
_PLAIN = ("debit_dong", "credit_dong")
_SUBJECTS = ("account", "party", "item", "name")
_JOINED = ("account", "party", "party_code", "item", "name")
_TEXTS = (*_SUBJECTS, "party_code", "identity_number")
_NOTHING = frozenset({"", "-", "–", "—", "0", "0.0", "0,0"})
_TOTAL_WORDS = frozenset(
    [
        "tong",
        "cong",
        "tc",
        "tcong",
        "t",
        "luy",
        "mang",
        "chuyen",
        "so",
        "total",
        "sum",
        "subtotal",
        "grand",
        "bang",
        "viet",
        "trang",
        "toan",
    ]
)
_MOST_CELLS_OF_A_SECTION = 3
_QUANTITY = re.compile(r"-?\d{1,3}(?:\.\d{3})*(?:,\d{1,3})?|-?\d+(?:[.,]\d{1,3})?")


class RawBalance(msgspec.Struct, frozen=True, gc=False):
    """One row as it was read; `single_dong` is an amount of which the column does not say the side. `above` is the account
    of the section, title or sheet the row stands in, '' for none."""

    sheet: str
    row: int
    account: str = ""
    above: str = ""
    name: str = ""
    party: str = ""
    party_code: str = ""
    identity_number: str = ""
    item: str = ""
    quantity: Decimal | None = None
    debit_dong: int = 0
    credit_dong: int = 0
    single_dong: int = 0
    note: str = ""
    refused: tuple[Reason, ...] = ()
    doubted: tuple[Reason, ...] = ()
    noted: tuple[Reason, ...] = ()


def understand(workbook: Workbook, *, remembered: Mapping | None = None) -> Understanding:
    """The tables of balances in a workbook and what every column was taken for; a table without amounts is none. Raises
    NoBalancesFound."""
    understanding = understand_workbook(workbook, VOCABULARY, remembered)
    if not any(_amounts_of(table) for table in understanding.mapping.tables):
        raise NoBalancesFound
    return understanding


def read_rows(
    workbook: Workbook, mapping: Mapping, *, chart: Dictionary[str, Account], first_on: date
) -> list[RawBalance]:
    """Every row with an amount, in the order of the workbook. Lines of totals, signatures, sections and blank lines are
    left out; a section or a title tells the account of the rows below it.

    Where a list has the balances at the beginning and at the end of its time, those at the end count, unless its time is
    the one that begins on `first_on`. Raises NoBalancesFound.
    """
    told = end_told(workbook, mapping)
    wants_opening = told is not None and told >= first_on
    found: list[RawBalance] = []
    tables = [table for table in mapping.tables if _amounts_of(table)]
    if not tables:
        raise NoBalancesFound
    for table in tables:
        sheet = sheet_of(workbook, table)
        if sheet is not None:
            found += _TableRows(table, sheet, chart, wants_opening=wants_opening).read()
    return found


def _amounts_of(table: TableMapping) -> list[int]:
    fields = (*_CLOSING, *_OPENING, *_PLAIN, "balance_dong")
    return [column for field in fields for column in table.columns_of(field)]


class _Entries(NamedTuple):
    numbers: list[int]
    rows: list[Row]
    above: list[str]


class _TableRows:
    """Reads one table."""

    def __init__(
        self, table: TableMapping, sheet: Sheet, chart: Dictionary[str, Account], *, wants_opening: bool
    ) -> None:
        self.table, self.sheet, self.chart = table, sheet, chart
        self.pair = self._pair(wants_opening=wants_opening)
        self.single = "balance_dong" if self.pair is None else None
        fields = self.pair or ("balance_dong",)
        self.amounts = [column for field in fields for column in table.columns_of(field)]
        self.account = table.column_of("account")
        self.subjects = [column for field in _SUBJECTS if (column := table.column_of(field)) is not None]
        titles = [*reversed(titles_of(sheet, table)), clean_text(sheet.name)]
        self.usual = next((code for title in titles if (code := code_in_title(title, chart))), "")

    def _pair(self, *, wants_opening: bool) -> tuple[str, str] | None:
        order = (_OPENING, _CLOSING, _PLAIN) if wants_opening else (_CLOSING, _PLAIN, _OPENING)
        return next((pair for pair in order if any(self.table.columns_of(field) for field in pair)), None)

    def read(self) -> list[RawBalance]:
        if not self.subjects:
            return []
        joined = {column for field in _JOINED for column in self.table.columns_of(field)}
        entries = self._entries(body_of(self.sheet, self.table, self.subjects[0], joined))
        reader = FieldReader(self.table, entries.rows, VOCABULARY)
        if self.sheet.hidden:
            reader.doubt_all(HIDDEN_SHEET)
        nothing = [None] * len(entries.rows)
        debits = self._amounts(reader, self.pair[0]) if self.pair else nothing
        credits = self._amounts(reader, self.pair[1]) if self.pair else nothing
        singles = self._amounts(reader, self.single) if self.single else nothing
        quantities = reader.read("quantity", _read_quantity)
        texts = {field: reader.text(field) for field in (*_TEXTS, "side")}
        notes = reader.texts("note", "; ")
        self._take_back_small_amounts(reader)
        flaws, place = reader.flaws, self.table.place
        found: list[RawBalance] = []
        for at, number in enumerate(entries.numbers):
            debit, credit, single = _by_side(
                debits[at] or 0, credits[at] or 0, singles[at] or 0, texts["side"][at] or ""
            )
            if not (debit or credit or single or at in flaws.refused):
                continue
            row = RawBalance(
                sheet=place,
                row=number,
                above=entries.above[at],
                quantity=quantities[at],
                debit_dong=debit,
                credit_dong=credit,
                single_dong=single,
                note=notes[at] or "",
                refused=tuple(flaws.refused.get(at, ())),
                doubted=tuple(flaws.doubted.get(at, ())),
                noted=tuple(flaws.noted.get(at, ())),
                **{field: texts[field][at] or "" for field in _TEXTS},
            )
            if not row.name:
                row = msgspec.structs.replace(row, name=text_after_code(row.account))
            found.append(row)
        return found

    def _amounts(self, reader: FieldReader, field: str) -> list[int | None]:
        return reader.amounts(field, may_be_negative=True)

    def _take_back_small_amounts(self, reader: FieldReader) -> None:
        """A balance of a few đồng is what is left of an account; where the column has its unit nobody need look at it."""
        if any(self.table.units.get(column, 1) == 0 for column in self.amounts):
            return
        for place, doubts in list(reader.flaws.doubted.items()):
            kept = [reason for reason in doubts if reason.code != "amount_without_unit"]
            if kept:
                reader.flaws.doubted[place] = kept
            else:
                del reader.flaws.doubted[place]

    def _entries(self, body: Body) -> _Entries:
        entries = _Entries([], [], [])
        above, closed = self.usual, False
        for number, row in zip(body.numbers, body.rows, strict=True):
            amounts = [row[column] for column in self.amounts if _is_amount(row[column])]
            own = plain_text(row[self.account]) if self.account is not None else ""
            if not any(map(_has_digit, amounts)):
                texts = [text for cell in row if (text := plain_text(cell))]
                signs = any(map(is_signature, texts))
                if signs or not amounts:
                    closed = closed or signs
                    above = self._section(own, texts) or above
                    continue
            if closed or self._is_total(own, row):
                continue
            entries.numbers.append(number)
            entries.rows.append(row)
            entries.above.append(above)
            if own:
                above = own
        return entries

    def _section(self, own: str, texts: Sequence[str]) -> str:
        """The account that a row without amounts opens: '131', 'TK 131 - Phải thu của khách hàng'."""
        if code_of(own)[0]:
            return own
        return code_in_title(" ".join(texts), self.chart) if len(texts) <= _MOST_CELLS_OF_A_SECTION else ""

    def _is_total(self, own: str, row: Row) -> bool:
        if _has_digit(own):
            return False
        told = [text for cell in row[: self.subjects[0] + 1] if (text := plain_text(cell))]
        told += [text for column in self.subjects if (text := plain_text(row[column]))]
        return any(is_total(text) for text in (own, *told) if _begins_like_total(text))


def _is_amount(cell: Cell) -> bool:
    if isinstance(cell, int | float):
        return cell != 0
    return cell is not None and plain_text(cell) not in _NOTHING


def _has_digit(cell: Cell) -> bool:
    return isinstance(cell, int | float) or any(map(str.isdigit, plain_text(cell)))


def _begins_like_total(text: str) -> bool:
    """A quick look that nearly all rows pass: 'Tổng cộng' and its like begin with one of a few words."""
    first = text.split(maxsplit=1)[0] if text else ""
    return strip_accents(first.casefold().strip("(-*:.")) in _TOTAL_WORDS


def _by_side(debit: int, credit: int, single: int, side: str) -> tuple[int, int, int]:
    """Debit, credit, and what is still without a side; a column that says 'Nợ' or 'Có' beside an amount gives it one."""
    said = search_key(side)
    if single and said.startswith(("no", "n", "d")):
        return debit + single, credit, 0
    if single and said.startswith("c"):
        return debit, credit + single, 0
    return debit, credit, single


def _read_quantity(cell: Cell) -> Decimal | Flawed | None:
    """A number with three decimals at most; '1.250,5' has its comma there."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return round(Decimal(str(cell)), 3)
    text = plain_text(cell)
    if not text:
        return None
    plain = text.replace(" ", "")
    if _QUANTITY.fullmatch(plain):
        grouped = re.fullmatch(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?", plain)
        try:
            return Decimal(plain.replace(".", "").replace(",", ".") if grouped else plain.replace(",", "."))
        except InvalidOperation:
            pass
    return Flawed(None, noted=(reasons.unreadable_quantity(text),))
