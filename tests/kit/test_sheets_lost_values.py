"""Errors and formulas nobody has worked out are not empty cells."""

import io
import zipfile

import openpyxl
import pytest
import xlsxwriter
from tests.kit.test_sheets_formats import as_ods

from hoptac.kit.sheets import is_error_text, read_workbook


def test_errors_and_formulas_without_a_value_of_each_sheet() -> None:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as workbook:
        for name in ("Bìa & mục lục", "DS"):
            sheet = workbook.add_worksheet(name)
            sheet.write_row(0, 0, ["Tên", "Số", 3])
            if name == "DS":
                sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")
                sheet.write_formula(2, 1, "=2+3", None, 5)
                sheet.write_formula(4, 27, '=A1&"x"', None, "Tênx")
    rows = read_workbook(target.getvalue(), "x.xlsx").sheets[1].rows
    assert (rows[1][1], rows[2][1], rows[4][27]) == ("#DIV/0!", 5.0, "Tênx")


def test_a_workbook_written_by_a_program_and_never_opened() -> None:
    workbook = openpyxl.Workbook()
    for row in (["Tên", "Vốn"], ["An", "=5*1000000"], ["Bé", 5], ["Em", '=IF(B3>"1",2,"")']):
        workbook.active.append(row)
    target = io.BytesIO()
    workbook.save(target)
    rows = read_workbook(target.getvalue(), "x.xlsx").sheets[0].rows
    assert [row[1] for row in rows] == ["Vốn", "=5*1000000", 5.0, '=IF(B3>"1",2,"")']


def test_an_error_of_an_open_document() -> None:
    def broken(data: bytes) -> bytes:
        return data.replace(
            b'<table:table-cell office:value-type="float" office:value="1.0"/>',
            b'<table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error"/>',
        ).replace(b"<office:document-content ", b'<office:document-content xmlns:calcext="urn:x" ')

    content, target = as_ods(), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, broken(data) if name == "content.xml" else data)
    assert read_workbook(target.getvalue(), "x.ods").sheets[0].rows[1][0] == "#N/A"


@pytest.mark.parametrize(
    ("text", "is_error"),
    [("#REF!", True), ("#N/A", True), ("=SUM(A1:A9)", True), ("#1", False), ("# An", False), ("", False)],
)
def test_texts_for_values_that_are_not_there(text: str, is_error: bool) -> None:
    assert is_error_text(text) is is_error
