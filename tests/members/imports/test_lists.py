"""A list between the file and the register: what is brought in, corrected, and kept packed."""

from pathlib import Path

import pytest
from tests.members.reading.workbooks import TODAY, identity_number, one_sheet, typed

from hoptac.members.imports.lists import (
    ColumnCorrection,
    brought_in,
    corrected,
    pack,
    read_list,
    row_key,
    settled_before,
    unpack_mapping,
    unpack_understanding,
    unpack_verdicts,
)
from hoptac.members.reading import KnownMembers, judge
from hoptac.members.reading.verdicts import MemberRow, RowVerdict

SAMPLE = Path(__file__).parent.parent / "reading" / "samples" / "htx-binh-thanh-messy.xlsx"
ACCEPTED = RowVerdict("A", 5, "accepted", MemberRow(name="An"))
DOUBTED = RowVerdict(
    "A", 6, "needs_a_decision", MemberRow(name="Bé"), decisions=("import_as_separate_member", "leave_out")
)
REFUSED = RowVerdict("A", 7, "refused", MemberRow(name="Cường"))


@pytest.mark.parametrize(
    ("decided", "rows"),
    [
        ({}, [5]),
        ({"A\t6": "import_as_separate_member"}, [5, 6]),
        ({"A\t6": "leave_out"}, [5]),
        ({"A\t6": "import_as_read"}, [5]),  # no answer of this row
        ({"A\t7": "import_as_read"}, [5]),  # a refused row stays out whatever is answered
        ({"B\t6": "import_as_separate_member"}, [5]),
    ],
)
def test_what_confirming_brings_in(decided: dict, rows: list[int]) -> None:
    assert [verdict.row for verdict in brought_in([ACCEPTED, DOUBTED, REFUSED], decided)] == rows


def test_what_was_decided_before_is_in_the_register() -> None:
    again = settled_before([DOUBTED, REFUSED], {row_key("A", 6): "import_as_separate_member"})
    assert [verdict.status for verdict in again] == ["unchanged", "refused"]
    assert settled_before([DOUBTED], {row_key("A", 6): "leave_out"}) == [DOUBTED]


def test_what_was_shown_is_kept_whole() -> None:
    read = read_list(SAMPLE.read_bytes(), SAMPLE.name)
    verdicts = judge(read.workbook, read.understanding.mapping, known=KnownMembers(), today=TODAY)
    assert unpack_verdicts(pack(verdicts)) == verdicts
    assert [str(v.reasons) for v in unpack_verdicts(pack(verdicts))] == [str(v.reasons) for v in verdicts]
    assert unpack_understanding(pack(read.understanding)) == read.understanding
    assert unpack_mapping(pack(read.understanding.mapping)) == read.understanding.mapping


def test_a_column_is_corrected_in_what_is_shown_and_what_is_read() -> None:
    rows = typed(
        f"""
        Họ và tên     | CCCD                  | Vốn góp
        Trần Văn An   | {identity_number(1)} | 5
        Lê Thị Bé     | {identity_number(2)} | 2
        """
    )
    read = read_list(one_sheet(rows), "ds.xlsx")
    mended = corrected(read.understanding, [ColumnCorrection(0, 2, "paid_dong", 1_000_000)])
    column = mended.tables[0].columns[2]
    assert (column.field, column.unit, mended.mapping.tables[0].units[2]) == ("paid_dong", 1_000_000, 1_000_000)
    verdicts = judge(read.workbook, mended.mapping, known=KnownMembers(), today=TODAY)
    assert [verdict.member.paid_dong for verdict in verdicts] == [5_000_000, 2_000_000]
    left_out = corrected(mended, [ColumnCorrection(0, 2, None)])
    assert left_out.tables[0].columns[2].field is None
    verdicts = judge(read.workbook, left_out.mapping, known=KnownMembers(), today=TODAY)
    assert [verdict.member.paid_dong for verdict in verdicts] == [0, 0]
