"""Spreadsheets in one XML file, as accounting programs write them under the name of an .xls."""

from datetime import datetime

import pytest

from hoptac.kit.errors import Refusal
from hoptac.kit.sheets import MergedRange, NotAWorkbook, WorkbookTooLarge, read_workbook

BEGINNING = (
    '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel">'
)


def book(*rows: str, more: str = "") -> bytes:
    table = f'<Worksheet ss:Name="Ấp 1"><Table>{"".join(rows)}</Table>{more}</Worksheet>'
    return f"{BEGINNING}{table}</Workbook>".encode()


def test_cells_gaps_and_joined_cells() -> None:
    content = book(
        '<Row><Cell ss:MergeAcross="1"><Data ss:Type="String">DANH SÁCH</Data></Cell>'
        '<Cell><Data ss:Type="String">c</Data></Cell></Row>',
        '<Row ss:Index="4"><Cell ss:Index="2"><Data ss:Type="Number">5000000</Data></Cell>'
        '<Cell><Data ss:Type="DateTime">2016-03-01T00:00:00.000</Data></Cell></Row>',
        '<Row><Cell><ss:Data ss:Type="String">Nguyễn <B>Văn</B> An</ss:Data></Cell></Row>',
        more="<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>",
    )
    (sheet,) = read_workbook(content, "bao-cao.xls").sheets
    assert (sheet.name, sheet.hidden, sheet.merged) == ("Ấp 1", True, (MergedRange(0, 0, 0, 1),))
    assert sheet.rows == [
        ["DANH SÁCH", None, "c"],
        [None, None, None],
        [None, None, None],
        [None, 5_000_000.0, datetime.fromisoformat("2016-03-01")],
        ["Nguyễn Văn An", None, None],
    ]


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (book('<Row ss:Index="1048576"><Cell/></Row>'), WorkbookTooLarge),
        (book('<Row><Cell ss:Index="99999"/></Row>'), WorkbookTooLarge),
        (book("<Row>")[:-30], NotAWorkbook),
        (b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>' + book("<Row/>")[22:], NotAWorkbook),
        (book("<Data>x</Data><Cell><Data>y</Data></Cell>"), Refusal),
    ],
)
def test_refused(content: bytes, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        read_workbook(content, "x.xls")
