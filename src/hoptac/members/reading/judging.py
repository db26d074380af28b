"""The verdict on every line of a member list: in itself, among the lines before it, and against the register."""

from datetime import date

from hoptac.kit.sheets import Workbook
from hoptac.kit.tables import (
    HIDDEN_SHEET,
    Mapping,
    TableMapping,
    Understanding,
    body_of,
    column_headings,
    sheet_of,
    titles_of,
    understand_workbook,
)
from hoptac.kit.vietnamese import clean_text
from hoptac.members.reading.columns import MemberColumns
from hoptac.members.reading.fields import VOCABULARY
from hoptac.members.reading.known import KnownMembers
from hoptac.members.reading.lines import LineReader
from hoptac.members.reading.members import Candidate, read_candidates
from hoptac.members.reading.refusals import NameColumnMissing
from hoptac.members.reading.register import Judge
from hoptac.members.reading.verdicts import RowVerdict

_NAME_FIELDS = ("name", "surname", "given_name", "middle_name")
# Cells joined downwards say the same for each of their lines; a sum joined over two lines is one sum.
_JOINED = (*_NAME_FIELDS, "identity_number", "address", "hamlet", "commune", "district", "province", "member_kind")


def understand(workbook: Workbook, *, remembered: Mapping | None = None) -> Understanding:
    """The tables of members in a workbook and what every column was taken for. `remembered` is the mapping that an
    earlier workbook of the same shape key was read by. Raises NameColumnMissing."""
    understanding = understand_workbook(workbook, VOCABULARY, remembered)
    if not understanding.tables:
        raise NameColumnMissing
    return understanding


def judge(workbook: Workbook, mapping: Mapping, *, known: KnownMembers, today: date) -> list[RowVerdict]:
    """One verdict for each line that is, or should be, a member, in the order of the workbook. Tables of capital come
    before others, as one of the board, and hidden sheets last: who is met again there is asked about there.

    Lines of totals, sections, signatures, headings met again and blank lines have none. Raises NameColumnMissing where
    the mapping has no name column at all.
    """
    candidates: list[Candidate] = []
    tables = [(table, columns) for table in mapping.tables if (columns := _name_columns(table))]
    if not tables:
        raise NameColumnMissing
    hidden = {sheet.name for sheet in workbook.sheets if sheet.hidden}
    by_weight = sorted(tables, key=lambda item: (item[0].sheet in hidden, not _tells_of_capital(item[0])))
    for table, columns in by_weight:
        candidates += _candidates_of(workbook, table, columns, today)
    people_matter = any(not candidate.member.identity_number for candidate in candidates)
    return list(map(Judge(known, people_matter=people_matter).verdict, candidates))


def _name_columns(table: TableMapping) -> list[int]:
    """The columns of the name, the one that holds most of it first."""
    return [column for field in _NAME_FIELDS for column in table.columns_of(field)]


def _tells_of_capital(table: TableMapping) -> bool:
    return any(table.columns_of(field) for field in ("paid_dong", "paid_part", "pledged_dong"))


def _candidates_of(workbook: Workbook, table: TableMapping, names: list[int], today: date) -> list[Candidate]:
    sheet = sheet_of(workbook, table)
    if sheet is None:
        return []
    joined = {column for field in _JOINED for column in table.columns_of(field)}
    titles = [*titles_of(sheet, table), clean_text(sheet.name)]
    entries = LineReader(table, names, titles).read(body_of(sheet, table, names[0], joined))
    columns = MemberColumns(table, entries, today, titles=titles, headings=column_headings(sheet, table))
    if sheet.hidden:
        columns.doubt_all(HIDDEN_SHEET)
    columns.doubt_other_money()
    return read_candidates(columns, table.place)
