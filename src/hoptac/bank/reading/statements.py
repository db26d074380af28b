"""A workbook read as a bank statement: its columns understood, its lines in the order of time, proved by its balances."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import permutations

import msgspec

from hoptac.bank.reading.cells import is_amount, read_day
from hoptac.bank.reading.fields import VOCABULARY
from hoptac.bank.reading.labels import Labels, read_labels
from hoptac.bank.reading.lines import LineReader, RawLine, Totals
from hoptac.bank.reading.proving import Movement, Proof, Proved, prove
from hoptac.bank.reading.refusals import (
    ForeignCurrency,
    NoLines,
    NoStatementInFile,
    SeveralAccounts,
    StatementRefused,
    UnknownLayout,
)
from hoptac.kit.language import Message, _
from hoptac.kit.sheets import Row, Workbook
from hoptac.kit.tables import Mapping, TableMapping, Understanding, body_of, sheet_of, understand_workbook

_MONEY_FIELDS = ("debit_dong", "credit_dong", "amount_dong")
_MOSTLY = 0.6
_MOST_COLUMNS_TRIED = 6
_FEWEST_LINES_TRIED = 3


class StatementLine(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One transaction: `amount_dong` above zero came in, below zero went out."""

    row: int
    day: date
    amount_dong: int
    balance_dong: int | None
    reference: str
    description: str
    party_name: str = ""
    party_account: str = ""


class Statement(msgspec.Struct, frozen=True):
    """A whole statement, its lines from the oldest to the newest."""

    number: str
    holder: str
    bank_bin: str
    opening_dong: int | None
    closing_dong: int | None
    proof: Proof
    lines: tuple[StatementLine, ...]

    @property
    def credited_dong(self) -> int:
        """What came in."""
        return sum(line.amount_dong for line in self.lines if line.amount_dong > 0)

    @property
    def debited_dong(self) -> int:
        """What went out, as a positive amount."""
        return -sum(line.amount_dong for line in self.lines if line.amount_dong < 0)

    @property
    def first_on(self) -> date:
        """The day of the first line."""
        return min(line.day for line in self.lines)

    @property
    def last_on(self) -> date:
        """The day of the last line."""
        return max(line.day for line in self.lines)


def understand(workbook: Workbook, *, remembered: Mapping | None = None) -> Understanding:
    """The tables of a statement and what every column was taken for: by its heading, else by its cells, else because
    with it the balances come out. `remembered`: how statements of these headings were read before.

    Raises NoStatementInFile.
    """
    understanding = understand_workbook(workbook, VOCABULARY, remembered)
    if not understanding.tables:
        raise NoStatementInFile
    if understanding.remembered or not _is_doubtful(workbook, understanding):
        return understanding
    others = _other_readings(workbook, understanding)
    proved = next((mapping for mapping in others if _is_proved(workbook, mapping)), None)
    return _shown_as(understanding, proved or _without_guesses(understanding))


def _is_doubtful(workbook: Workbook, understanding: Understanding) -> bool:
    """Whether the statement cannot be read so, or is read by columns that no heading names and no balance proves."""
    try:
        statement = read_statement(workbook, understanding.mapping)
    except StatementRefused:
        return True
    return statement.proof == "none" and bool(_guessed(understanding))


def _guessed(understanding: Understanding) -> set[tuple[int, int]]:
    """Columns of money (table, column) that were guessed from their cells."""
    return {
        (place, column.column)
        for place, table in enumerate(understanding.tables)
        for column in table.columns
        if column.why == "content" and column.field in (*_MONEY_FIELDS, "balance_dong")
    }


def _without_guesses(understanding: Understanding) -> Mapping:
    """A column of money is pointed out by a person where nothing proves it."""
    mapping = understanding.mapping
    for table, column in _guessed(understanding):
        mapping = mapping.with_field(table, column, None)
    return mapping


def read_statement(workbook: Workbook, mapping: Mapping) -> Statement:
    """The statement as the mapping reads it. Raises StatementRefused, always in a sentence that says what to do."""
    labels, totals = Labels(), Totals()
    raw = [line for table in _tables(mapping) for line in _read_table(workbook, table, labels, totals)]
    if labels.foreign_currency:
        raise ForeignCurrency(labels.foreign_currency)
    if len(labels.numbers) > 1:
        raise SeveralAccounts(labels.numbers)
    if not raw:
        raise NoLines
    stated = list(totals.sums)
    if labels.debited_dong is not None and labels.credited_dong is not None:
        stated.append((labels.debited_dong, labels.credited_dong))
    proved = prove(_movements(raw), opening_dong=labels.opening_dong, closing_dong=labels.closing_dong, totals=stated)
    return Statement(
        number=labels.number,
        holder=labels.holder,
        bank_bin=labels.bank_bin,
        opening_dong=proved.opening_dong,
        closing_dong=proved.closing_dong,
        proof=proved.proof,
        lines=_in_time(raw, proved),
    )


def missing_columns(table: TableMapping) -> Message | None:
    """What a table lacks to be read; None where nothing."""
    if not any(table.column_of(field) is not None for field in ("transacted_on", "posted_on")):
        return _("cột ngày giao dịch")
    if not any(table.column_of(field) is not None for field in _MONEY_FIELDS):
        return _("cột tiền vào, tiền ra")
    return None


def _tables(mapping: Mapping) -> list[TableMapping]:
    tables = [table for table in mapping.tables if missing_columns(table) is None]
    if not tables:
        found = next(iter(mapping.tables), None)
        raise UnknownLayout((missing_columns(found) if found else None) or _("cột ngày giao dịch"))
    return tables


def _read_table(workbook: Workbook, table: TableMapping, labels: Labels, totals: Totals) -> list[RawLine]:
    sheet = sheet_of(workbook, table)
    if sheet is None:
        return []
    read_labels(sheet.rows[: table.heading_last], labels)
    days = [column for field in ("transacted_on", "posted_on") if (column := table.column_of(field)) is not None]
    reader = LineReader(sheet, table, labels, totals)
    lines = reader.read(body_of(sheet, table, days[0]))
    read_labels(sheet.rows[table.row_last :], labels)
    return lines


def _movements(raw: Sequence[RawLine]) -> list[Movement]:
    """Each line's amount with its sign; where a whole column is written with minus signs, the sign says nothing more."""
    debits = [line.debit.signed for line in raw if line.debit and line.debit.dong]
    credits = [line.credit.signed for line in raw if line.credit and line.credit.dong]
    debit_sign = -1 if debits and all(amount < 0 for amount in debits) else 1
    credit_sign = -1 if credits and all(amount < 0 for amount in credits) else 1
    speaks = any(line.amount and line.amount.direction for line in raw) or any(line.marker for line in raw)
    moved: list[Movement] = []
    for line in raw:
        if line.amount and line.amount.dong:
            direction = (
                line.amount.direction or line.marker or (1 if speaks and not any(one.marker for one in raw) else None)
            )
            dong, signed = line.amount.dong, line.amount.dong * direction if direction else None
        else:
            debit = line.debit.signed * debit_sign if line.debit else 0
            credit = line.credit.signed * credit_sign if line.credit else 0
            signed = credit - debit
            dong = abs(signed)
        moved.append(Movement(line.row, line.day, dong, signed, line.balance_dong))
    return moved


def _in_time(raw: Sequence[RawLine], proved: Proved) -> tuple[StatementLine, ...]:
    return tuple(
        StatementLine(
            row=raw[place].row,
            day=raw[place].day,
            amount_dong=proved.amounts[place],
            balance_dong=raw[place].balance_dong,
            reference=raw[place].reference,
            description=raw[place].description,
            party_name=raw[place].party_name,
            party_account=raw[place].party_account,
        )
        for place in proved.order
        if proved.amounts[place]
    )


def _is_proved(workbook: Workbook, mapping: Mapping) -> bool:
    try:
        statement = read_statement(workbook, mapping)
    except StatementRefused:
        return False
    return statement.proof == "balance" and len(statement.lines) >= _FEWEST_LINES_TRIED


def _other_readings(workbook: Workbook, understanding: Understanding) -> Iterator[Mapping]:
    """The mapping with its columns of numbers taken for other things, where the largest table has a column of days."""
    mapping = understanding.mapping
    place = max(
        range(len(mapping.tables)),
        key=lambda number: mapping.tables[number].row_last - mapping.tables[number].row_first,
    )
    table = mapping.tables[place]
    sheet = sheet_of(workbook, table)
    days = (
        table.column_of("transacted_on")
        if table.column_of("transacted_on") is not None
        else table.column_of("posted_on")
    )
    if sheet is None or days is None:
        return
    rows = [row for row in sheet.rows[table.row_first - 1 : table.row_last] if days < len(row) and read_day(row[days])]
    numbers = _columns_of_numbers(rows, days)[:_MOST_COLUMNS_TRIED]
    others = {column: field for column, field in table.fields.items() if column not in numbers}
    for fields in (("debit_dong", "credit_dong", "balance_dong"), ("amount_dong", "balance_dong")):
        for columns in permutations(numbers, len(fields)):
            found = dict(zip(columns, fields, strict=True))
            tried = msgspec.structs.replace(table, fields=others | found)
            yield msgspec.structs.replace(
                mapping, tables=(*mapping.tables[:place], tried, *mapping.tables[place + 1 :])
            )


def _columns_of_numbers(rows: Sequence[Row], days: int) -> list[int]:
    width = max((len(row) for row in rows), default=0)
    found: list[int] = []
    for column in range(width):
        cells = [row[column] for row in rows if column < len(row) and row[column] not in (None, "")]
        if column != days and cells and sum(map(is_amount, cells)) >= _MOSTLY * len(cells):
            found.append(column)
    return found


def _shown_as(understanding: Understanding, mapping: Mapping) -> Understanding:
    """The understanding with other columns, marked as found by what stands in them."""
    tables = []
    for shown, table in zip(understanding.tables, mapping.tables, strict=True):
        columns = tuple(
            column
            if table.fields.get(column.column) == column.field
            else msgspec.structs.replace(
                column,
                field=table.fields.get(column.column),
                sureness=0.9,
                why="content",
            )
            for column in shown.columns
        )
        tables.append(msgspec.structs.replace(shown, columns=columns))
    return msgspec.structs.replace(understanding, tables=tuple(tables), mapping=mapping)
