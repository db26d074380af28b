"""S03a-HTX, the general journal, as a table: each entry, and below it its debits and credits."""

from collections.abc import Iterable, Iterator

from hoptac.kit.language import _
from hoptac.ledger import JournalEntry, Line
from hoptac.statements.tables import Cell, Column, Row, Table, View

_MOST_LINES = 40
"""Of one entry on the screen: an opening entry has a line for each of ten thousand members."""


def journal_columns(view: View) -> tuple[Column, ...]:
    """The columns of S03a."""
    return (
        Column(view.say(_("Ngày ghi sổ")), "date", mark="A", weight=3),
        Column(view.say(_("Chứng từ")), "code", mark="B", weight=2),
        Column(view.say(_("Diễn giải")), mark="D", weight=9),
        Column(view.say(_("STT dòng")), "code", mark="G", weight=1),
        Column(view.say(_("Tài khoản")), "code", mark="H", weight=2),
        Column(view.say(_("Nợ")), "money", mark="1", weight=4),
        Column(view.say(_("Có")), "money", mark="2", weight=4),
    )


def journal_rows(entries: Iterable[JournalEntry], view: View, *, most_lines: int | None = None) -> Iterator[Row]:
    """Two rows a line, as the journal is kept: the debit, then the credit; class 0 has one. Of an entry of more than
    `most_lines` the rest is left to its voucher."""
    for found in entries:
        entry, href = found.entry, view.addresses.voucher(found.entry.id)
        head = (Cell(entry.entry_on), Cell(f"{entry.series} {entry.number}", href), Cell(entry.description))
        yield Row((*head, *(Cell(),) * 4), "sum", key=str(entry.position))
        for place, line in enumerate(found.lines[:most_lines], start=1):
            yield from _sides(place, line, entry.description, href)
        if most_lines is not None and len(found.lines) > most_lines:
            rest = view.say(_("còn %(count)s dòng nữa trong chứng từ", count=len(found.lines) - most_lines))
            yield Row((Cell(), Cell(), Cell(rest, href), *(Cell(),) * 4), "memo", 2)


def _sides(place: int, line: Line, said_above: str, href: str) -> Iterator[Row]:
    description = line.description if line.description != said_above else ""
    for account, amounts in (
        (line.debit_account, (Cell(line.amount_dong, href), Cell())),
        (line.credit_account, (Cell(), Cell(line.amount_dong, href))),
    ):
        if account is not None:
            yield Row((Cell(), Cell(), Cell(description), Cell(str(place)), Cell(account), *amounts), "line", 2)
            description = ""


def moved_by(entries: Iterable[JournalEntry]) -> int:
    """What the entries move in đồng, on either side; class 0 stands outside."""
    return sum(one.amount_dong for found in entries for one in found.lines if one.debit_account and one.credit_account)


def journal_total(dong: int, view: View) -> Row:
    """The row below the entries."""
    return Row((Cell(), Cell(), Cell(view.say(_("Cộng"))), Cell(), Cell(), Cell(dong), Cell(dong)), "total")


def journal_table(entries: Iterable[JournalEntry], view: View) -> Table:
    """One page of the journal."""
    entries = list(entries)
    rows = [*journal_rows(entries, view, most_lines=_MOST_LINES)]
    if rows:
        rows.append(journal_total(moved_by(entries), view))
    return Table("", journal_columns(view), rows, zero="")
