"""One month of one account, and files of it: real .xlsx and .csv."""

import io
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any, NamedTuple

import xlsxwriter

OPENING = 152_340_000
NUMBER = "1890201009999"


class Moved(NamedTuple):
    """What really happened on the account."""

    day: date
    amount: int
    reference: str
    text: str
    name: str = ""
    account: str = ""


def _day(number: int) -> date:
    return date(2026, 1, number)


MONTH = (
    Moved(_day(2), -500_000, "FT26001", "PHI QL TK"),
    Moved(_day(2), 5_000_000, "FT26002", "MBVCB.461775093.NGUYEN THUY LAI nop tien phan", "NGUYEN THUY LAI", "0071001234567"),
    Moved(_day(3), 3_000_000, "FT26003", "DUONG HOANG YEN GOP VON TV0009", "DUONG HOANG YEN", "0071007654321"),
    Moved(_day(3), -20_000_000, "FT26004", "TT TIEN PHAN BON CTY PHU MY", "CTY PHU MY", "19031234567890"),
    Moved(_day(3), 3_000_000, "FT26005", "IBFT TV0010 TRA NO VAT TU VU DX", "LE VAN MUOI", "0071009999999"),
    Moved(_day(5), 1_234, "FT26006", "TRA LAI TIEN GUI"),
    Moved(_day(14), -8_500_000, "FT26007", "CHI TIEN DIEN", "EVN", "112000000001"),
    Moved(_day(14), 10_000_000, "FT26008", "LE THI BICH DUNG chuyen tien", "LE THI BICH DUNG", "0071002222222"),
    Moved(_day(20), 10_000_000, "FT26009", "LE THI BICH DUNG chuyen tien", "LE THI BICH DUNG", "0071002222222"),
    Moved(_day(27), -1_100, "FT26010", "PHI SMS BANKING"),
    Moved(_day(27), 1_000_000, "FT26011", "PHAM VAN TUNG nop tien", "PHAM VAN TUNG", "0071003333333"),
    Moved(_day(31), -2_000_000, "FT26012", "RUT TIEN MAT"),
)  # fmt: skip
CREDITED = sum(moved.amount for moved in MONTH if moved.amount > 0)
DEBITED = -sum(moved.amount for moved in MONTH if moved.amount < 0)
CLOSING = OPENING + CREDITED - DEBITED


def balances() -> list[int]:
    """After each movement."""
    running, after = OPENING, []
    for moved in MONTH:
        running += moved.amount
        after.append(running)
    return after


def dots(dong: int) -> str:
    return f"{dong:,}".replace(",", ".")


def commas(dong: int) -> str:
    return f"{dong:,}"


def cents(dong: int) -> str:
    return f"{dong:,}.00"


def vietnamese(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def debit(amount: int, show: Callable[[int], Any], empty: Any = "") -> Any:
    return show(-amount) if amount < 0 else empty


def credit(amount: int, show: Callable[[int], Any], empty: Any = "") -> Any:
    return show(amount) if amount > 0 else empty


def xlsx(
    *sheets: list[list[Any]], merged: tuple[tuple[int, int, int, int, str], ...] = (), names: tuple[str, ...] = ()
) -> bytes:
    """Sheets of rows; dates become real dates, numbers numbers."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    a_day, a_moment = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    for place, rows in enumerate(sheets):
        sheet = book.add_worksheet(names[place] if names else None)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, datetime):
                    sheet.write_datetime(row, column, cell, a_moment)
                elif isinstance(cell, date):
                    sheet.write_datetime(row, column, datetime.combine(cell, time()), a_day)
                elif isinstance(cell, str):
                    sheet.write_string(row, column, cell) if cell else None
                elif cell is not None:
                    sheet.write(row, column, cell)
        for first_row, first_column, last_row, last_column, text in merged:
            sheet.merge_range(first_row, first_column, last_row, last_column, text)
    book.close()
    return file.getvalue()


def text(rows: list[list[Any]], mark: str, encoding: str = "utf-8-sig") -> bytes:
    quoted = [[f'"{cell}"' if mark in str(cell) else str(cell) for cell in row] for row in rows]
    return "\r\n".join(mark.join(row) for row in quoted).encode(encoding)
