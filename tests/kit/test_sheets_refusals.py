"""A file that cannot be taken in is refused with a sentence, whatever it does to the reader."""

import contextlib
import io
import struct
import zipfile
import zlib

import msoffcrypto.format.ooxml
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.kit.test_sheets_formats import as_xls

from hoptac.kit.errors import Refusal
from hoptac.kit.sheets import EmptyWorkbook, NotAWorkbook, ProtectedWorkbook, WorkbookTooLarge, read_workbook
from hoptac.kit.sheets.archives import check_archive
from hoptac.kit.sheets.extents import Extent, opendocument_extent, refuse_too_far
from hoptac.kit.sheets.limits import LARGEST_BYTES

PNG = b"\x89PNG\r\n\x1a\n" + bytes(2000)


def workbook(*cells: tuple[int, int, object]) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet()
        for row, column, value in cells:
            sheet.write(row, column, value)
    return target.getvalue()


LIST = workbook((0, 0, "Họ và tên"), (1, 0, "Nguyễn Văn An"))


def encrypted(word: str) -> bytes:
    target = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(LIST)).encrypt(word, target)
    return target.getvalue()


LOCKED = encrypted("bi-mat")
ABOUT_THE_LOCK = LOCKED.index(b"<encryption")


def repacked(content: bytes, part: str, data: bytes) -> bytes:
    """The same zip with one part replaced."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, data if name == part else old.read(name))
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", EmptyWorkbook),
        (b"\0" * 500, EmptyWorkbook),
        (b" \r\n \r\n", EmptyWorkbook),
        (b";;;\n;;;\n", EmptyWorkbook),
        (workbook(), EmptyWorkbook),
        (workbook((3, 3, "   ")), EmptyWorkbook),
        (PNG, NotAWorkbook),
        (b"%PDF-1.7 " + bytes(500), NotAWorkbook),
        (b"\x01\x02\x00\x03" * 400, NotAWorkbook),
        (b"<html><body>B\xe1\xbb\x8b l\xe1\xbb\x97i</body></html>", NotAWorkbook),
        (LIST[: len(LIST) // 2], NotAWorkbook),
        (LIST[:30], NotAWorkbook),
        (repacked(LIST, "xl/workbook.xml", b"<workbook"), NotAWorkbook),
        (repacked(LIST, "xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row r='1'><c r="), NotAWorkbook),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000), NotAWorkbook),
        (b"x" * (LARGEST_BYTES + 1), WorkbookTooLarge),
    ],
    ids=[
        "no bytes", "zeros", "blank lines", "only delimiters", "no cells", "only spaces", "picture", "pdf", "binary",
        "page without table", "half a zip", "start of a zip", "broken book", "broken sheet", "broken container",
        "too large",
    ],
)  # fmt: skip
def test_refused(content: bytes, refusal: type[Exception]) -> None:
    with pytest.raises(refusal) as refused:
        read_workbook(content, "danh-sach.xlsx")
    assert str(refused.value).endswith(".")


def test_another_zip_is_no_workbook() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    with pytest.raises(NotAWorkbook):
        read_workbook(target.getvalue(), "danh-sach.xlsx")


def test_a_password_is_the_users_to_take_away() -> None:
    with pytest.raises(ProtectedWorkbook):
        read_workbook(LOCKED, "danh-sach.xlsx")


@pytest.mark.parametrize(
    ("taken", "given"),
    [
        (b"<keyData", b"<keyDat<"),  # no XML
        (b"<keyData", b"<keyDota"),  # an element is missing
        (b'saltSize="16"', b'saltSize="x6"'),
        (b'keyBits="256"', b'keyBits="160"'),
        (b'keyBits="256"', b'keyBits="999"'),
        (b'saltValue="', b'saltValue="='),
    ],
)
def test_a_broken_lock_is_refused(taken: bytes, given: bytes) -> None:
    content = LOCKED.replace(taken, given)
    assert content != LOCKED
    with pytest.raises(Refusal):
        read_workbook(content[: len(LOCKED)], "x.xlsx")


@given(st.lists(st.tuples(st.integers(0, 2047), st.integers(0, 255)), min_size=1, max_size=8), st.booleans())
@settings(max_examples=80, deadline=None)
def test_a_container_with_changed_bytes_is_read_or_refused(changes: list[tuple[int, int]], is_locked: bool) -> None:
    content = bytearray(LOCKED if is_locked else as_xls())
    start = ABOUT_THE_LOCK - 512 if is_locked else 0
    for place, byte in changes:
        content[start + place] = byte
    with contextlib.suppress(Refusal):
        read_workbook(bytes(content), "x.xls")


@pytest.mark.parametrize(
    "cells",
    [((1_048_575, 16_383, "x"),), ((1_048_575, 0, " "),), ((90_000, 16_000, "x"),), ((250_000, 0, "x"),)],
    ids=["last corner", "last row", "far column", "too many rows"],
)
def test_a_stray_cell_far_away_is_refused_before_it_takes_the_memory(
    cells: tuple[tuple[int, int, object], ...],
) -> None:
    with pytest.raises(WorkbookTooLarge):
        read_workbook(workbook((0, 0, "Họ và tên"), *cells), "x.xlsx")


@pytest.mark.parametrize("reference", ["r = 'XFD1048576'", 'r\n=\t"XFD1048576"', 's="1" r="XFD1048576"'])
def test_a_far_cell_written_in_another_way_is_seen_too(reference: str) -> None:
    sheet = f'<worksheet><sheetData><row r="1"><c {reference} t="str"><v>x</v></c></row></sheetData></worksheet>'
    with pytest.raises(WorkbookTooLarge):
        check_archive(repacked(LIST, "xl/worksheets/sheet1.xml", sheet.encode()))


def test_a_wide_and_a_long_sheet_pass() -> None:
    wide = read_workbook(workbook((0, 700, "x"), (30, 0, "x")), "x.xlsx").sheets[0]
    long = read_workbook(workbook((0, 0, "x"), (150_000, 3, "x")), "x.xlsx").sheets[0]
    assert (len(wide.rows[0]), len(long.rows)) == (701, 150_001)


def bomb(size: int, claimed: int) -> bytes:
    """A zip of one part that unfolds to `size` bytes and claims to hold `claimed`."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = b"".join(packer.compress(bytes(1 << 20)) for _chunk in range(size >> 20)) + packer.flush()
    name = b"xl/sharedStrings.xml"
    local = struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, 0, 8, 0, 0, 0, len(packed), claimed, len(name), 0) + name
    central = struct.pack(
        "<4sHHHHHHIIIHHHHHII", b"PK\1\2", 20, 20, 0, 8, 0, 0, 0, len(packed), claimed, len(name), 0, 0, 0, 0, 0, 0
    )
    start = len(local) + len(packed)
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 1, 1, len(central) + len(name), start, 0)
    return local + packed + central + name + end


@pytest.mark.parametrize("claimed", [320 << 20, 1000], ids=["honest", "lying"])
def test_a_zip_that_unfolds_without_end_is_refused(claimed: int) -> None:
    with pytest.raises(WorkbookTooLarge):
        read_workbook(bomb(320 << 20, claimed), "x.xlsx")


def test_repeated_rows_of_an_open_document_count() -> None:
    row = '<table:table-row table:number-rows-repeated="{}"><table:table-cell {}/></table:table-row>'
    head = '<office xmlns:table="t" xmlns:office="o"><table:table>'
    filled = row.format(900_000, 'office:value-type="string"')
    blank = row.format(1_048_576, 'table:number-columns-repeated="16384"')
    assert opendocument_extent(f"{head}{filled}{blank}</table:table></office>".encode()) == Extent(900_000, 1)
    with pytest.raises(NotAWorkbook):
        opendocument_extent(b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>")


@pytest.mark.parametrize(
    ("rows", "columns", "passes"), [(200_000, 25, True), (200_001, 1, False), (100_000, 51, False)]
)
def test_limits(rows: int, columns: int, passes: bool) -> None:
    if passes:
        refuse_too_far(Extent(rows, columns))
    else:
        with pytest.raises(WorkbookTooLarge):
            refuse_too_far(Extent(rows, columns))


@pytest.mark.parametrize(
    "content", [b"Ho va ten," + b"a" * 200_000, b"a," * 200_000, b'Ho va ten,CCCD\n"' + b"b" * 200_000 + b'",1\n']
)
def test_a_text_of_one_endless_cell_is_no_workbook(content: bytes) -> None:
    with pytest.raises(NotAWorkbook):
        read_workbook(content, "x.csv")


def test_a_quotation_mark_nobody_closes_takes_in_no_other_row() -> None:
    rows = read_workbook('Họ tên,Vốn\n"Út Mười,1\nTrần Thị Bé,2\n'.encode(), "x.csv").sheets[0].rows
    assert [row[1] for row in rows] == ["Vốn", "1", "2"]


def test_a_page_that_joins_more_cells_than_a_list_has_is_refused() -> None:
    with pytest.raises(WorkbookTooLarge):
        read_workbook(b"<table>" + b"<tr><td colspan=500 rowspan=500>a</td></tr>" * 50, "x.xls")


def test_an_old_workbook_whose_sheet_begins_beyond_its_end_is_refused() -> None:
    content = as_xls()
    place = content.index(b"\x85\x00") + 4
    with pytest.raises(NotAWorkbook):
        read_workbook(content[:place] + b"\xff\xff\xff\x00" + content[place + 4 :], "x.xls")
