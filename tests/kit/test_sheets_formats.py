"""Every kind of file an office may send is read into the same plain rows; what it is, its content says."""

import io
import struct
import unicodedata
import zipfile
from datetime import date

import msoffcrypto.format.ooxml
import openpyxl
import pytest
import xlsxwriter

from hoptac.kit.sheets import MergedRange, read_workbook

LIST = [["STT", "Họ và tên", "Số CCCD"], [1.0, "Nguyễn Văn Ổi", "092057827036"]]


def as_xlsx(rows: list[list[object]] = LIST) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as workbook:
        worksheet = workbook.add_worksheet("Ấp 1")
        for number, row in enumerate(rows):
            worksheet.write_row(number, 0, row)
    return target.getvalue()


def as_ods(rows: list[list[object]] = LIST, repeated: int = 1) -> bytes:
    def cell(value: object) -> str:
        if isinstance(value, float):
            return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
        return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'

    lines = [
        f'<table:table-row table:number-rows-repeated="{repeated}">{"".join(map(cell, row))}</table:table-row>'
        for row in rows
    ]
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="Ấp 1">{"".join(lines)}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?><m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return target.getvalue()


def _record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def as_xls(rows: list[list[object]] = LIST, last_row: int | None = None) -> bytes:
    """A .xls of the 1990s: BIFF8 records in an OLE container of 512-byte sectors."""

    def cell(row: int, column: int, value: object) -> bytes:
        if isinstance(value, float):
            return _record(0x0203, struct.pack("<HHHd", row, column, 0, value))
        text = str(value).encode("utf-16-le")
        return _record(0x0204, struct.pack("<HHHHB", row, column, 0, len(text) // 2, 1) + text)

    cells = b"".join(cell(r, c, value) for r, row in enumerate(rows) for c, value in enumerate(row))
    if last_row is not None:
        cells += cell(last_row, 255, "x")
    name = "Ấp 1".encode("utf-16-le")
    beginning = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 6)) + _record(0x0042, b"\xb0\x04")
    place = len(beginning) + 4 + 8 + len(name) + 4
    bound = _record(0x0085, struct.pack("<IBBBB", place, 0, 0, len(name) // 2, 1) + name)
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 6)) + cells + _record(0x000A)
    return _in_container((beginning + bound + _record(0x000A) + sheet).ljust(4608, b"\0"))


def _in_container(stream: bytes) -> bytes:
    stream += b"\0" * (-len(stream) % 512)
    sectors = len(stream) // 512
    free, end, fat_sector = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    chain = [fat_sector, end, *range(3, 2 + sectors), end]
    fat = struct.pack(f"<{len(chain)}I", *chain).ljust(512, b"\xff")

    def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        letters = name.encode("utf-16-le")
        return (
            letters.ljust(64, b"\0")
            + struct.pack("<HBBIII", len(letters) + 2, kind, 1, free, free, child)
            + bytes(36)
            + struct.pack("<IQ", start, size)
        )

    directory = entry("Root Entry", 5, 1, end, 0) + entry("Workbook", 2, free, 2, len(stream))
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + bytes(6)
        + struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0)
        + struct.pack("<I", 0)
    )
    return header.ljust(512, b"\xff") + fat + directory.ljust(512, b"\0") + stream


def _binary_record(kind: int, content: bytes = b"") -> bytes:
    first = bytes([kind]) if kind < 0x80 else bytes([(kind & 0x7F) | 0x80, kind >> 7])
    return first + bytes([len(content)]) + content


def as_xlsb(rows: list[list[object]] = LIST, last_row: int | None = None) -> bytes:
    """A binary workbook: the least the format asks for."""

    def text(value: str) -> bytes:
        return struct.pack("<I", len(value)) + value.encode("utf-16-le")

    def cell(column: int, value: object) -> bytes:
        if isinstance(value, float):
            return _binary_record(5, struct.pack("<IId", column, 0, value))
        return _binary_record(6, struct.pack("<II", column, 0) + text(str(value)))

    body = b""
    for number, row in enumerate(rows):
        body += _binary_record(0, struct.pack("<I", number) + bytes(21))
        body += b"".join(cell(column, value) for column, value in enumerate(row))
    if last_row is not None:
        body += _binary_record(0, struct.pack("<I", last_row) + bytes(21)) + cell(16_383, "x")
    size = struct.pack("<IIII", 0, len(rows) - 1, 0, 2)
    sheet = b"".join(
        (
            _binary_record(129),
            _binary_record(148, size),
            _binary_record(145),
            body,
            _binary_record(146),
            _binary_record(130),
        )
    )
    book = (
        _binary_record(143)
        + _binary_record(156, struct.pack("<II", 0, 1) + text("rId1") + text("Ấp 1"))
        + _binary_record(144)
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    head = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", '<?xml version="1.0"?><Types/>')
        archive.writestr("xl/workbook.bin", _binary_record(131) + book + _binary_record(132))
        archive.writestr("xl/worksheets/sheet1.bin", sheet)
        archive.writestr(
            "xl/_rels/workbook.bin.rels",
            f'{head}<Relationship Id="rId1" Type="{kind}/worksheet" Target="worksheets/sheet1.bin"/></Relationships>',
        )
    return target.getvalue()


@pytest.mark.parametrize("name", ["danh-sach.xlsx", "danh-sach.xls", "danh-sach.csv", "danh-sach"])
def test_a_workbook_is_known_by_its_content_not_by_its_name(name: str) -> None:
    (sheet,) = read_workbook(as_xlsx(), name).sheets
    assert (sheet.name, sheet.rows) == ("Ấp 1", LIST)


@pytest.mark.parametrize("content", [as_xls(), as_xlsb(), as_ods()], ids=["xls", "xlsb", "ods"])
def test_other_spreadsheets_give_the_same_rows(content: bytes) -> None:
    (sheet,) = read_workbook(content, "danh-sach").sheets
    assert (sheet.name, sheet.rows) == ("Ấp 1", LIST)


def in_code_page_1258(text: str) -> bytes:
    """Windows' Vietnamese: the letter with its hat, then the tone as a mark of its own."""
    written = b""
    for letter in unicodedata.normalize("NFC", text):
        marks = unicodedata.normalize("NFD", letter)
        tones = "".join(mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323")
        plain = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in tones))
        try:
            written += letter.encode("cp1258")
        except UnicodeEncodeError:
            written += (plain + tones).encode("cp1258")
    return written


SEMICOLONS = 'STT;Họ và tên;Địa chỉ\r\n1;Nguyễn Văn Ổi;"Ấp 1; xã Tân Bình"\r\n'
ROWS = [["STT", "Họ và tên", "Địa chỉ"], ["1", "Nguyễn Văn Ổi", "Ấp 1; xã Tân Bình"]]


@pytest.mark.parametrize(
    "content",
    [
        SEMICOLONS.encode(),
        SEMICOLONS.encode("utf-8-sig"),
        SEMICOLONS.encode("utf-16"),
        SEMICOLONS.encode("utf-16-le"),
        ("sep=;\r\n" + SEMICOLONS).encode(),
        SEMICOLONS.replace(";", "\t").replace("Ấp 1\t", "Ấp 1;").encode(),
        SEMICOLONS.replace(";", ",").replace("Ấp 1,", "Ấp 1;").encode(),
    ],
    ids=["utf-8", "with a mark", "utf-16", "utf-16 without a mark", "sep=", "tabs", "commas"],
)
def test_text_files_in_any_letters_and_with_any_delimiter(content: bytes) -> None:
    (sheet,) = read_workbook(content, "xa-vien.csv").sheets
    assert (sheet.name, sheet.rows) == ("xa-vien", ROWS)


def test_windows_code_page_is_composed_when_cleaned() -> None:
    (sheet,) = read_workbook(in_code_page_1258(SEMICOLONS), "xa-vien.csv").sheets
    assert unicodedata.normalize("NFC", str(sheet.rows[1][1])) == "Nguyễn Văn Ổi"


def test_a_zero_kept_by_excel_in_a_text_file_is_kept() -> None:
    (sheet,) = read_workbook('Tên,Điện thoại\nAn,="0912345678"\n'.encode(), "x.csv").sheets
    assert sheet.rows[1] == ["An", "0912345678"]


def test_a_web_page_that_says_it_is_a_workbook_gives_its_table() -> None:
    page = (
        "<html><body><table><tr><td rowspan=2>STT</td><td colspan='2'>Năm sinh</td></tr>"
        "<tr><td>Nam</td><td>Nữ</td></tr><tr><td>1<td>1957</td><td>&nbsp;</td></tr></table></body></html>"
    )
    (sheet,) = read_workbook(page.encode(), "bao-cao.xls").sheets
    assert sheet.rows[:2] == [["STT", "Năm sinh", None], [None, "Nam", "Nữ"]]
    assert sheet.rows[2][:2] == ["1", "1957"]
    assert sheet.merged == (MergedRange(0, 0, 1, 0), MergedRange(0, 1, 0, 2))


def test_formulas_give_their_last_values_and_hidden_sheets_are_read() -> None:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as workbook:
        shown, hidden, empty = (workbook.add_worksheet(name) for name in ("Thấy", "Ẩn", "Trống"))
        shown.write_formula("A1", "=1000000+500000", None, 1_500_000)
        hidden.write("B2", "x")
        hidden.hide()
        empty.write("A1", "  ")
    sheets = read_workbook(target.getvalue(), "x.xlsx").sheets
    assert [(sheet.name, sheet.rows, sheet.hidden) for sheet in sheets] == [
        ("Thấy", [[1_500_000.0]], False),
        ("Ẩn", [[None, None], [None, "x"]], True),
    ]


def test_dates_are_dates_and_joined_cells_are_told() -> None:
    book = openpyxl.Workbook()
    book.active.append(["Ngày góp", None])
    book.active.append([date(2019, 5, 27), 5])
    book.active.merge_cells("A1:B1")
    target = io.BytesIO()
    book.save(target)
    (sheet,) = read_workbook(target.getvalue(), "x.xlsx").sheets
    assert sheet.rows[1] == [date(2019, 5, 27), 5.0]
    assert sheet.merged == (MergedRange(0, 0, 0, 1),)


def test_a_workbook_whose_structure_is_protected_is_read() -> None:
    """Excel encrypts it with a word that everybody's Excel knows; the user has no password to give."""
    target = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(as_xlsx())).encrypt("VelvetSweatshop", target)
    (sheet,) = read_workbook(target.getvalue(), "x.xlsx").sheets
    assert sheet.rows == LIST
