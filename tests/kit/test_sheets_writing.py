"""What is written is what a spreadsheet shows: types, one heading row in sight, and no formula from anybody's text."""

import io
from datetime import date

import openpyxl

from hoptac.kit.sheets import OutputColumn, OutputSheet, column_letter, read_workbook, write_workbook

COLUMNS = [
    OutputColumn("Họ và tên"),
    OutputColumn("Số căn cước"),
    OutputColumn("Vốn góp (đồng)", "money"),
    OutputColumn("Ngày góp", "date"),
    OutputColumn("Số lượng", "integer", width=30),
]
ROWS = [
    ["Nguyễn Văn Ổi", "092057827036", 5_000_000, date(2019, 5, 27), 3],
    ["=1+1", "+84912345678", None, "không rõ", None],
    ["http://example.org", "@SUM(A1)", 0, None, -2],
]


def written(*sheets: OutputSheet) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(write_workbook(sheets)))


def test_cells_keep_their_types_and_formats() -> None:
    sheet = written(OutputSheet("Thành viên", COLUMNS, ROWS)).active
    assert [cell.value for cell in sheet[1]] == [column.heading for column in COLUMNS]
    assert sheet["B2"].value == "092057827036"
    assert (sheet["C2"].value, sheet["C2"].number_format) == (5_000_000, "#,##0")
    assert (sheet["D2"].value.date(), sheet["D2"].number_format) == (date(2019, 5, 27), "dd/mm/yyyy")
    assert sheet["D3"].value == "không rõ"
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:E4")
    assert sheet["A1"].font.bold
    assert sheet.column_dimensions["E"].width > 29


def test_text_never_becomes_a_formula_or_a_link() -> None:
    sheet = written(OutputSheet("Thành viên", COLUMNS, ROWS)).active
    assert [
        (cell.data_type, cell.value, cell.hyperlink) for cell in (sheet["A3"], sheet["A4"], sheet["B3"], sheet["B4"])
    ] == [
        ("s", "=1+1", None),
        ("s", "http://example.org", None),
        ("s", "+84912345678", None),
        ("s", "@SUM(A1)", None),
    ]


def test_titles_stand_above_and_the_headings_stay_in_sight() -> None:
    sheet = written(OutputSheet("DS", COLUMNS, ROWS, titles=["HTX Tân Hưng", "Tại ngày 27/05/2019"])).active
    assert [sheet.cell(row, 1).value for row in (1, 2, 3, 4)] == [
        "HTX Tân Hưng",
        "Tại ngày 27/05/2019",
        None,
        "Họ và tên",
    ]
    assert sheet.freeze_panes == "A5"


def test_sheet_names_are_made_to_fit() -> None:
    names = ["Ấp 1/2: [cũ]", "x" * 40, "X" * 40, "'", ""]
    sheets = [OutputSheet(name, [OutputColumn("A")], []) for name in names]
    assert written(*sheets).sheetnames == ["Ấp 1 2   cũ", "x" * 31, "X" * 27 + " (2)", "Sheet", "Sheet (2)"]


def test_what_is_written_can_be_read() -> None:
    (sheet,) = read_workbook(write_workbook([OutputSheet("Thành viên", COLUMNS, ROWS)]), "x.xlsx").sheets
    assert sheet.rows[1] == ["Nguyễn Văn Ổi", "092057827036", 5_000_000.0, date(2019, 5, 27), 3.0]


def test_letters_of_columns() -> None:
    assert [column_letter(column) for column in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
