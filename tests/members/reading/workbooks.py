"""Workbooks for the tests, built as offices lay them out, and what is read from them."""

import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

import xlsxwriter

from hoptac.kit.sheets import Cell, read_workbook
from hoptac.members.reading import KnownMember, KnownMembers, RowVerdict, judge, summary, understand

TODAY = date(2026, 11, 22)
NAMES = (
    "Nguyễn Văn An", "Trần Thị Bé", "Lê Hoàng Cường", "Phạm Thị Diễm", "Huỳnh Văn Em", "Võ Thị Gấm", "Đặng Văn Hai",
    "Bùi Thị Í", "Đỗ Văn Khoa", "Ngô Thị Lành",
)  # fmt: skip


class SheetOf(NamedTuple):
    """A sheet to build; `merged` are (first row, first column, last row, last column) from 0."""

    rows: Sequence[Sequence[Cell]]
    merged: Sequence[tuple[int, int, int, int]] = ()
    name: str = "DS"
    hidden: bool = False


def xlsx(*sheets: SheetOf) -> bytes:
    """An .xlsx of the sheets; text stays text."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as workbook:
        day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        for sheet in sheets:
            worksheet = workbook.add_worksheet(sheet.name)
            if sheet.hidden:
                worksheet.hide()
            else:
                worksheet.activate()
                worksheet.set_first_sheet()
            for area in sheet.merged:
                worksheet.merge_range(*area, "")
            for number, row in enumerate(sheet.rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, date):
                        worksheet.write_datetime(number, column, cell, day)
                    elif isinstance(cell, str):
                        worksheet.write_string(number, column, cell)
                    elif cell is not None:
                        worksheet.write_number(number, column, cell)
    return target.getvalue()


def one_sheet(rows: Sequence[Sequence[Cell]], *merged: tuple[int, int, int, int], name: str = "DS") -> bytes:
    return xlsx(SheetOf(rows, merged, name))


def identity_number(place: int, year: int = 1960) -> str:
    """A number of Cần Thơ (092) that agrees with a year of birth of the last century."""
    return f"0920{year % 100:02d}{100_000 + place:06d}"


def judged(content: bytes, filename: str = "danh-sach.xlsx", known: Iterable[KnownMember] = ()) -> list[RowVerdict]:
    """The verdicts on a workbook, as it is understood by itself."""
    workbook = read_workbook(content, filename)
    return judge(workbook, understand(workbook).mapping, known=KnownMembers(known), today=TODAY)


def fields_of(content: bytes, filename: str = "danh-sach.xlsx", table: int = 0) -> list[str | None]:
    """What each column of a table was taken for."""
    understanding = understand(read_workbook(content, filename))
    return [column.field for column in understanding.tables[table].columns]


def codes(verdict: RowVerdict) -> list[str]:
    return [reason.code for reason in verdict.reasons]


def noted(verdict: RowVerdict) -> list[str]:
    return [note.code for note in verdict.notes]


def typed(table: str) -> list[list[Cell]]:
    """Rows as one would type them: cells parted by |, all text, '' an empty cell."""
    lines = [line for line in table.strip().splitlines() if line.strip()]
    return [[cell.strip() or None for cell in line.split("|")] for line in lines]


NATIONAL_HEADER: list[list[Cell]] = [
    ["ỦY BAN NHÂN DÂN XÃ TÂN BÌNH", None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["HTX NÔNG NGHIỆP TÂN BÌNH", None, None, None, "Độc lập - Tự do - Hạnh phúc"],
]


def is_woman(name: str) -> bool:
    return "Thị" in name


def accepted(verdicts: Sequence[RowVerdict]) -> tuple[int, int, int]:
    """How many are accepted, and what they paid and pledged."""
    figures = summary(verdicts)
    return figures.accepted, figures.accepted_paid_dong, figures.accepted_pledged_dong
