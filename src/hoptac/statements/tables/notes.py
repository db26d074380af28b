"""B09 as texts and tables."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from hoptac.kit.language import Message, _
from hoptac.statements.rules.forms import lines_of
from hoptac.statements.rules.notes import Note, NoteRow
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
    rows = [_row(row, view) for row in note.rows]
    if note.totals and len(rows) > 1:
        rows.append(Row((Cell(view.say(_("Cộng"))), *map(Cell, note.totals)), "total"))
    return tuple(rows)


def _row(row: NoteRow, view: View) -> Row:
    href = view.addresses.lines(Selection(accounts=(row.account,)), view.span.year_so_far)
    return Row(
        (
            Cell(f"{row.account} {row.name(view.language)}"),
            *(Cell(dong, href if dong else None) for dong in row.amounts),
        ),
        key=row.account,
    )
