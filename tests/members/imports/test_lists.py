"""A list between the file and the register: corrected, and kept packed."""

from pathlib import Path

from tests.members.reading.workbooks import TODAY, identity_number, one_sheet, typed

from hoptac.kit.imports import ColumnCorrection, corrected, pack, unpack_understanding
from hoptac.kit.imports.packing import unpack_mapping
from hoptac.members.imports.lists import read_list, unpack_verdicts
from hoptac.members.reading import VOCABULARY, KnownMembers, judge

SAMPLE = Path(__file__).parent.parent / "reading" / "samples" / "htx-binh-thanh-messy.xlsx"


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
    mended = corrected(read.understanding, [ColumnCorrection(0, 2, "paid_dong", 1_000_000)], VOCABULARY)
    column = mended.tables[0].columns[2]
    assert (column.field, column.unit, mended.mapping.tables[0].units[2]) == ("paid_dong", 1_000_000, 1_000_000)
    verdicts = judge(read.workbook, mended.mapping, known=KnownMembers(), today=TODAY)
    assert [verdict.member.paid_dong for verdict in verdicts] == [5_000_000, 2_000_000]
    left_out = corrected(mended, [ColumnCorrection(0, 2, None)], VOCABULARY)
    assert left_out.tables[0].columns[2].field is None
    verdicts = judge(read.workbook, left_out.mapping, known=KnownMembers(), today=TODAY)
    assert [verdict.member.paid_dong for verdict in verdicts] == [0, 0]
