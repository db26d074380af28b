"""Which rows of a table are transactions, and what each says; totals, balances, page feet and headings met again are not."""

from collections.abc import Sequence
from datetime import date

import msgspec

from hoptac.bank.reading.cells import Amount, Direction, Found, is_month_first, read_amount, read_day, read_marker
from hoptac.bank.reading.labels import Labels, label_of, read_labels, starts_as_label
from hoptac.bank.reading.refusals import UnreadableLine
from hoptac.kit.language import _
from hoptac.kit.money import UnreadableAmount
from hoptac.kit.sheets import Cell, Row, Sheet
from hoptac.kit.tables import Body, TableMapping, is_signature, is_total
from hoptac.kit.tables.cells import plain_text
from hoptac.kit.vietnamese import clean_text

_BESIDE = ("opening", "closing", "carried", "debited", "credited")
_MONEY = ("debit_dong", "credit_dong", "amount_dong")


class RawLine(msgspec.Struct):
    """One transaction as it stands in the file. Amounts are in đồng with the signs of their own cells."""

    sheet: str
    row: int
    day: date
    debit: Amount | None
    credit: Amount | None
    amount: Amount | None
    marker: Direction | None
    balance_dong: int | None
    reference: str
    description: str
    party_name: str
    party_account: str


class Totals(msgspec.Struct):
    """Rows that add up what is above them: (debited, credited), as far as they say."""

    sums: list[tuple[int, int]] = []


class LineReader:
    """Walks down one table; what is no transaction may still say something: it goes to `labels` and `totals`."""

    def __init__(self, sheet: Sheet, table: TableMapping, labels: Labels, totals: Totals) -> None:
        self.sheet, self.table, self.labels, self.totals = sheet, table, labels, totals
        self.days = [
            column for field in ("transacted_on", "posted_on") if (column := table.column_of(field)) is not None
        ]
        self.money = {field: table.column_of(field) for field in _MONEY}
        self.balance = table.column_of("balance_dong")
        self.marker = table.column_of("marker")
        self.texts = table.columns_of("description")
        self.words = {column for field in ("description", "party_name") for column in table.columns_of(field)}
        self.lines: list[RawLine] = []
        self._open = False

    def read(self, body: Body) -> list[RawLine]:
        """The transactions of `body`, in the order of the file. Raises UnreadableLine."""
        first = self.days[0]
        month_first = is_month_first(row[first] for row in body.rows)
        before = body.numbers[0] - 1 if body.numbers else 0
        for number, row in zip(body.numbers, body.rows, strict=True):
            self._open = self._open and number == before + 1
            before = number
            self._take(number, row, month_first=month_first)
        return self.lines

    def _take(self, number: int, row: Row, *, month_first: bool) -> None:
        texts = [text for cell in row if isinstance(cell, str) and (text := clean_text(cell))]
        found = next((day for column in self.days if (day := read_day(row[column], month_first=month_first))), None)
        if self._is_beside(texts, has_day=found is not None):
            read_labels([row], self.labels, balance=self.balance)
            self._add_total(row, texts)
            self._open = False
            return
        money = {
            field: self._amount(number, row, column, is_line=found is not None) for field, column in self.money.items()
        }
        if not any(amount and amount.dong for amount in money.values()):
            if found is None and self._open and self._continues(row):
                self._continue(row)
            elif found is None:
                read_labels([row], self.labels, balance=self.balance)
                self._open = False
            return
        if found is None:
            found = self._day_above(number, row)
        if found is None:
            read_labels([row], self.labels, balance=self.balance)
            self._add_total(row, texts)
            self._open = False
            return
        self.lines.append(self._line(number, row, found, money))
        self._open = True

    @staticmethod
    def _is_beside(texts: Sequence[str], *, has_day: bool) -> bool:
        """A total, a balance carried on, or a signature; a payment whose text merely speaks of a balance is none."""
        if any((starts_as_label if has_day else label_of)(text) in _BESIDE for text in texts):
            return True
        return not has_day and any(is_total(text) or is_signature(text) for text in texts[:2])

    def _add_total(self, row: Row, texts: Sequence[str]) -> None:
        debit, credit = self.money["debit_dong"], self.money["credit_dong"]
        if (
            debit is None
            or credit is None
            or any(label_of(text) in ("opening", "closing", "carried") for text in texts)
        ):
            return
        found = [_try_amount(row[debit]), _try_amount(row[credit])]
        if all(found):
            self.totals.sums.append((found[0].dong, found[1].dong))  # type: ignore[union-attr]

    def _amount(self, number: int, row: Row, column: int | None, *, is_line: bool) -> Amount | None:
        if column is None:
            return None
        try:
            return read_amount(row[column])
        except UnreadableAmount:
            if not is_line:
                return None
            raise UnreadableLine(number, _("số tiền"), row[column]) from None

    def _day_above(self, number: int, row: Row) -> Found | None:
        """A day that is written once for the lines below it; a day that cannot be read loses no line."""
        unread = next((row[column] for column in self.days if plain_text(row[column])), None)
        told = any(plain_text(row[column]) for column in self._told())
        if unread is not None and told and any(map(str.isdigit, str(unread))):
            raise UnreadableLine(number, _("ngày"), unread)
        if unread is not None or not told or not self.lines:
            return None
        return Found(self.lines[-1].day, "")

    def _told(self) -> list[int]:
        reference = self.table.column_of("reference")
        return [*self.texts, *([reference] if reference is not None else [])]

    def _continues(self, row: Row) -> bool:
        """Whether a row only goes on with the texts of the line above it."""
        filled = {column for column, cell in enumerate(row) if plain_text(cell)}
        return bool(filled) and filled <= self.words

    def _continue(self, row: Row) -> None:
        line = self.lines[-1]
        for column in self.texts:
            line.description = " ".join(filter(None, (line.description, plain_text(row[column]))))
        name = self.table.column_of("party_name")
        if name is not None:
            line.party_name = " ".join(filter(None, (line.party_name, plain_text(row[name]))))

    def _line(self, number: int, row: Row, found: Found, money: dict[str, Amount | None]) -> RawLine:
        balance = None
        if self.balance is not None:
            try:
                balance = read_amount(row[self.balance])
            except UnreadableAmount:
                raise UnreadableLine(number, _("số dư"), row[self.balance]) from None
        reference = self._text(row, "reference")
        return RawLine(
            sheet=self.sheet.name,
            row=number,
            day=found.day,
            debit=money["debit_dong"],
            credit=money["credit_dong"],
            amount=money["amount_dong"],
            marker=read_marker(row[self.marker]) if self.marker is not None else None,
            balance_dong=balance.signed if balance else None,
            reference=reference or found.rest,
            description=" ".join(text for column in self.texts if (text := plain_text(row[column]))),
            party_name=self._text(row, "party_name"),
            party_account=_account(self._text(row, "party_account")),
        )

    def _text(self, row: Row, field: str) -> str:
        column = self.table.column_of(field)
        return plain_text(row[column]) if column is not None else ""


def _account(text: str) -> str:
    """The number alone: some banks write the name behind it."""
    digits = "".join(letter for letter in text.partition(" - ")[0] if letter.isalnum())
    return digits if any(map(str.isdigit, digits)) else ""


def _try_amount(cell: Cell) -> Amount | None:
    try:
        return read_amount(cell)
    except UnreadableAmount:
        return None
