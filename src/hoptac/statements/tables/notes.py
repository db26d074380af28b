"""B09 as texts and tables."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from hoptac.kit.language import Message, _
from hoptac.statements.addresses import up_to
from hoptac.statements.rules.balances import is_analysed
from hoptac.statements.rules.forms import lines_of
from hoptac.statements.rules.notes import EARNED_WITHOUT, GATHERED_WITHOUT, SPENT_WITHOUT, Note, NoteRow
from hoptac.statements.selection import Selection
from hoptac.statements.tables import Cell, Column, Row, Table, View

_COLUMNS: Mapping[str, tuple[Message, ...]] = MappingProxyType(
    {
        "balance": (_("Số cuối năm"), _("Số đầu năm")),
        "movement": (_("Số đầu năm"), _("Tăng trong năm"), _("Giảm trong năm"), _("Số cuối năm")),
        "tax": (_("Số đầu năm"), _("Phải nộp trong năm"), _("Đã nộp trong năm"), _("Số cuối năm")),
        "fund": (_("Số đầu năm"), _("Đã trích, đã nhận"), _("Đã sử dụng"), _("Số cuối năm")),
        "flow": (_("Năm nay"), _("Năm trước")),
    }
)
_NOTHING = _("Không có số liệu trong kỳ.")
OWN_WORDS = _("Phần này do đơn vị tự ghi.")


def note_tables(notes: Iterable[Note], texts: Mapping[str, Message], view: View) -> Iterator[Table]:
    """Every part of B09 in the order of the form: what the books say as tables, the rest as the words of `texts`."""
    by_code = {note.code: note for note in notes}
    for line in lines_of("B09").values():
        title = f"{line.code}. {line.name(view.language)}"
        if line.code in texts:
            text = texts[line.code]
            yield Table(title, (), (), view.say(text), is_to_fill=text is OWN_WORDS)
        elif line.code in by_code:
            note = by_code[line.code]
            text = "" if note.rows else view.say(_NOTHING)
            yield Table(title, _columns(note, view), _rows(note, view), text)


def _columns(note: Note, view: View) -> tuple[Column, ...]:
    if not note.rows:
        return ()
    amounts = (Column(view.say(heading), "money", weight=4) for heading in _COLUMNS[note.kind])
    return (Column(view.say(_("Khoản mục")), weight=9), *amounts)


def _rows(note: Note, view: View) -> tuple[Row, ...]:
    rows = [_row(note, row, view) for row in note.rows]
    if note.totals and len(rows) > 1:
        rows.append(Row((Cell(view.say(_("Cộng"))), *map(Cell, note.totals)), "total"))
    return tuple(rows)


def _row(note: Note, row: NoteRow, view: View) -> Row:
    hrefs = _hrefs(note, row, view)
    return Row(
        (
            Cell(f"{row.account} {row.name(view.language)}"),
            *(Cell(dong, href if dong else None) for dong, href in zip(row.amounts, hrefs, strict=True)),
        ),
        key=row.account,
    )


def _hrefs(note: Note, row: NoteRow, view: View) -> tuple[str, ...]:
    """Where the figures of a row lead: to the lines of its days, or to the parties of an account looked at by party."""
    year = view.span.year_so_far
    if note.kind == "flow":
        selection = _flow(note.code, row.account)
        return view.addresses.lines(selection, year), view.addresses.lines(selection, year.year_before)
    if is_analysed(row.account):
        return (view.addresses.parties(row.account, year),) * len(row.amounts)
    selection = Selection(accounts=(row.account,), source=row.source)
    now, before = (view.addresses.lines(selection, span) for span in (year, up_to(year.day_before)))
    return (now, before) if note.kind == "balance" else (before, now, now, now)


def _flow(code: str, account: str) -> Selection:
    """The lines of a row of V.1 to V.4."""
    match code:
        case "V.1":
            return Selection(accounts=(account,), without=EARNED_WITHOUT)
        case "V.3" if account.startswith("333"):
            return Selection(accounts=("51",), contra=("333",))
        case "V.3":
            return Selection(accounts=(account,), without=GATHERED_WITHOUT)
        case "V.4" if not account.startswith("642"):
            return Selection(accounts=("642",), contra=(account,))
    return Selection(accounts=(account,), without=SPENT_WITHOUT)
