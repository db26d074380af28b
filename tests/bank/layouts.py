"""One month of one account, written as twenty banks would: real .xlsx, .csv and web pages, each with its own habits."""

import io
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
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


def agribank() -> tuple[str, bytes]:
    rows: list[list[Any]] = [
        ["NGÂN HÀNG NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN VIỆT NAM"], [], ["SAO KÊ TÀI KHOẢN / ACCOUNT STATEMENT"],
        [f"Số tài khoản: {NUMBER} - HTX NÔNG NGHIỆP TÂN HƯNG"], [f"Số dư đầu kỳ: {dots(OPENING)}"], [],
        ["Ngày GD", "Số bút toán", "Ghi nợ", "Ghi có", "Số dư", "Nội dung"],
    ]  # fmt: skip
    for moved, after in zip(MONTH, balances(), strict=True):
        amounts = [debit(moved.amount, dots), credit(moved.amount, dots), dots(after)]
        rows.append([vietnamese(moved.day), moved.reference, *amounts, moved.text])
    return "sao-ke.xlsx", xlsx([*rows, [], [f"Số dư cuối kỳ: {dots(CLOSING)}"]])


def two_lines_of_headings_newest_first() -> tuple[str, bytes]:
    """Day and document number in one cell, headings in two languages below each other, the newest line first."""
    rows: list[list[Any]] = [
        ["NGÂN HÀNG TMCP NGOẠI THƯƠNG VIỆT NAM"], ["SAO KÊ TÀI KHOẢN"], ["Số tài khoản/Account No:", NUMBER],
        ["Tên tài khoản/Account name:", "HTX NONG NGHIEP TAN HUNG"], ["Loại tiền/Currency:", "VND"],
        ["Từ ngày/From: 01/01/2026", "", "Đến ngày/To: 31/01/2026"], ["Số dư đầu kỳ/Opening balance", "", OPENING], [],
        ["STT", "Ngày", "Số tiền ghi nợ", "Số tiền ghi có", "Số dư", "Nội dung chi tiết"],
        ["No.", "TNX Date/ Số CT/ Doc No", "Debit", "Credit", "Balance", "Transactions in detail"],
    ]  # fmt: skip
    lines = list(zip(MONTH, balances(), strict=True))
    for number, (moved, after) in enumerate(reversed(lines), 1):
        amounts = [debit(moved.amount, int), credit(moved.amount, int), after]
        rows.append([number, f"{vietnamese(moved.day)}\n{moved.reference}", *amounts, moved.text])
    rows += [["", "Tổng số", DEBITED, CREDITED], ["Số dư cuối kỳ/Closing balance", "", CLOSING]]
    return "vcb.xlsx", xlsx(rows)


def sign_in_a_column_of_its_own() -> tuple[str, bytes]:
    """No running balance: opening and closing prove it."""
    rows: list[list[Any]] = [
        ["Vietcombank"], ["Tài khoản số", NUMBER], ["Số dư đầu kỳ", commas(OPENING)], ["Số dư cuối kỳ", commas(CLOSING)], [],
        ["Ngày giao dịch", "Số tham chiếu", "Thay đổi", "Số tiền", "Mô tả"],
    ]  # fmt: skip
    for moved in MONTH:
        sign = "+" if moved.amount > 0 else "-"
        rows.append([f"{moved.day:%Y-%m-%d}", moved.reference, sign, commas(abs(moved.amount)), moved.text])
    return "vcb-2.xlsx", xlsx(rows)


def counterparty_before_the_text() -> tuple[str, bytes]:
    rows: list[list[Any]] = [
        ["Techcombank"], ["Số tài khoản", "", NUMBER],
        ["Ngày giao dịch\nTransaction date", "Đối tác\nRemitter", "NH Đối tác\nRemitter Bank", "Diễn giải\nDetails",
         "Số bút toán\nTransaction No", "Nợ TKTT\nDebit", "Có TKTT\nCredit", "Số dư\nBalance"],
    ]  # fmt: skip
    for moved, after in zip(MONTH, balances(), strict=True):
        amounts = [debit(moved.amount, commas), credit(moved.amount, commas), commas(after)]
        rows.append(
            [
                vietnamese(moved.day),
                moved.name,
                "Vietcombank" if moved.name else "",
                moved.text,
                moved.reference,
                *amounts,
            ]
        )
    return "tcb.xlsx", xlsx(rows)


def several_pages() -> tuple[str, bytes]:
    """Headings met again on each page, page numbers, page sums, balances carried over; day and time in one cell."""
    heading = [
        "STT",
        "Ngày giờ giao dịch",
        "Ghi nợ / Debit",
        "Ghi có / Credit",
        "Số dư / Balance",
        "Nội dung / Remarks",
        "Mã giao dịch",
    ]
    rows: list[list[Any]] = [
        ["BIDV"],
        [f"Số tài khoản: {NUMBER}   Loại tiền: VND"],
        ["Số dư đầu kỳ", "", "", "", cents(OPENING)],
    ]
    lines = list(zip(MONTH, balances(), strict=True))
    for page, start in enumerate(range(0, len(lines), 5), 1):
        rows += [[f"Trang {page}/3"], heading]
        if start:
            rows.append(["", "Số dư mang sang", "", "", cents(lines[start - 1][1])])
        for number, (moved, after) in enumerate(lines[start : start + 5], start + 1):
            at = f"{vietnamese(moved.day)} 0{number % 9}:15:02"
            amounts = [debit(moved.amount, cents, "0.00"), credit(moved.amount, cents, "0.00"), cents(after)]
            rows.append([number, at, *amounts, moved.text, moved.reference])
        part = [moved.amount for moved, _after in lines[start : start + 5]]
        rows.append(["", "Cộng trang", cents(-sum(a for a in part if a < 0)), cents(sum(a for a in part if a > 0))])
    rows += [
        ["", "Tổng cộng", cents(DEBITED), cents(CREDITED)],
        ["", "Số dư cuối kỳ", "", "", cents(CLOSING)],
        ["", "", "", "", "Ngày 31 tháng 01 năm 2026"],
        ["", "", "", "", "Giao dịch viên"],
    ]
    return "bidv.xlsx", xlsx(rows)


def counter_accounts() -> tuple[str, bytes]:
    rows: list[list[Any]] = [
        ["NGÂN HÀNG TMCP CÔNG THƯƠNG VIỆT NAM"], ["Số tài khoản: " + NUMBER], ["Số dư đầu kỳ:", "", cents(OPENING)],
        ["STT", "Ngày hạch toán/ Accounting date", "Mô tả giao dịch/ Transaction description", "Nợ/ Debit", "Có/ Credit",
         "Số dư tài khoản/ Account balance", "Số giao dịch/ Transaction number", "Tài khoản đối ứng/ Corresponsive account",
         "Tên tài khoản đối ứng/ Corresponsive name"],
    ]  # fmt: skip
    for number, (moved, after) in enumerate(zip(MONTH, balances(), strict=True), 1):
        at = datetime.combine(moved.day, time(8, number))
        amounts = [debit(moved.amount, cents), credit(moved.amount, cents), cents(after)]
        rows.append([number, at, moved.text, *amounts, moved.reference, moved.account, moved.name])
    return "ctg.xlsx", xlsx(rows)


def two_columns_of_days() -> tuple[str, bytes]:
    rows: list[list[Any]] = [
        ["MB BANK"], ["Số tài khoản", NUMBER], ["Chủ tài khoản", "HTX Nông nghiệp Tân Hưng"],
        ["STT", "Ngày bút toán\nPosting Date", "Ngày giao dịch\nTransaction date", "Phát sinh nợ\nDebit amount",
         "Phát sinh có\nCredit amount", "Số dư khả dụng\nAvailable balance", "Diễn giải\nDetails",
         "Đơn vị thụ hưởng/Đơn vị chuyển\nBeneficiary name", "Tài khoản\nAccount", "Ngân hàng đối tác\nBank",
         "Số tham chiếu\nTransaction No"],
    ]  # fmt: skip
    for number, (moved, after) in enumerate(zip(MONTH, balances(), strict=True), 1):
        amounts = [debit(moved.amount, int, 0), credit(moved.amount, int, 0), after]
        next_day = vietnamese(moved.day + timedelta(days=1))
        rows.append(
            [
                number,
                next_day,
                vietnamese(moved.day),
                *amounts,
                moved.text,
                moved.name,
                moved.account,
                "",
                moved.reference,
            ]
        )
    rows.append(["", "Tổng cộng", "", DEBITED, CREDITED])
    return "mb.xlsx", xlsx(rows)


def english_newest_first() -> tuple[str, bytes]:
    rows: list[list[Any]] = [
        ["Account statement"], ["Account number", NUMBER], ["Customer name", "HTX NONG NGHIEP TAN HUNG"],
        ["Opening balance", cents(OPENING)], ["Closing balance", cents(CLOSING)],
        ["Date", "Ref No", "Description", "Withdrawal", "Deposit", "Running balance"],
    ]  # fmt: skip
    for moved, after in reversed(list(zip(MONTH, balances(), strict=True))):
        amounts = [debit(moved.amount, cents), credit(moved.amount, cents), cents(after)]
        rows.append([f"{moved.day:%d-%b-%Y}", moved.reference, moved.text, *amounts])
    return "statement.xlsx", xlsx(rows)


def one_signed_column_with_semicolons() -> tuple[str, bytes]:
    rows: list[list[Any]] = [["Số tài khoản", NUMBER], ["Ngày", "Mã GD", "Nội dung", "Số tiền", "Số dư"]]
    for moved, after in zip(MONTH, balances(), strict=True):
        rows.append(
            [vietnamese(moved.day), moved.reference, moved.text, f"{dots(moved.amount)},00", f"{dots(after)},00"]
        )
    return "sao-ke.csv", text(rows, ";")


def letters_for_debit_and_credit() -> tuple[str, bytes]:
    """A comma parts the columns and the thousands; UTF-8 without a mark at its start."""
    rows: list[list[Any]] = [["Txn Date", "Value Date", "Reference", "D/C", "Amount", "Balance", "Narrative"]]
    for moved, after in zip(MONTH, balances(), strict=True):
        letter = "D" if moved.amount < 0 else "C"
        day = f"{moved.day:%Y%m%d}"
        rows.append([day, day, moved.reference, letter, commas(abs(moved.amount)), commas(after), moved.text])
    return "export.csv", text(rows, ",", "utf-8")


def no_sign_at_all() -> tuple[str, bytes]:
    """Whether money came or went is said by the balance alone."""
    rows: list[list[Any]] = [
        ["Ngày", "Chứng từ", "Diễn giải", "Số tiền", "Số dư"],
        ["", "", "Số dư đầu kỳ", "", OPENING],
    ]
    for moved, after in zip(MONTH, balances(), strict=True):
        rows.append([moved.day, moved.reference, moved.text, abs(moved.amount), after])
    return "so-phu.xlsx", xlsx([*rows, ["", "", "Số dư cuối kỳ", "", CLOSING]])


def a_web_page_called_xls() -> tuple[str, bytes]:
    """As many internet banks export."""
    heading = ["Ngày giao dịch", "Số CT", "Rút ra", "Gửi vào", "Số dư", "Nội dung giao dịch"]
    lines = [["Số tài khoản:", NUMBER], heading]
    for moved, after in zip(MONTH, balances(), strict=True):
        amounts = [debit(moved.amount, dots), credit(moved.amount, dots), dots(after)]
        lines.append([vietnamese(moved.day), moved.reference, *amounts, moved.text])
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in line) + "</tr>" for line in lines)
    page = f"<html><head><meta charset='utf-8'></head><body><h3>Sao kê</h3><table border=1>{body}</table></body></html>"
    return "acb.xls", page.encode()


def newest_day_first_within_the_day_in_order() -> tuple[str, bytes]:
    lines = list(zip(MONTH, balances(), strict=True))
    days = sorted({moved.day for moved in MONTH}, reverse=True)
    rows: list[list[Any]] = [
        ["Ngày hiệu lực", "Ngày giao dịch", "Số GD", "Tiền ra", "Tiền vào", "Số dư", "Nội dung giao dịch"]
    ]
    for day in days:
        for moved, after in lines:
            if moved.day == day:
                amounts = [debit(moved.amount, int), credit(moved.amount, int), after]
                rows.append([moved.day, moved.day, moved.reference, *amounts, moved.text])
    return "acb.xlsx", xlsx(rows)


def headings_nobody_knows() -> tuple[str, bytes]:
    """What the columns are follows from what stands in them, and from the balances coming out."""
    rows: list[list[Any]] = [["Cột A", "Cột B", "Cột C", "Cột D", "Cột E", "Cột F"]]
    for moved, after in zip(MONTH, balances(), strict=True):
        amounts = [debit(moved.amount, int), credit(moved.amount, int), after]
        rows.append([moved.reference, vietnamese(moved.day), moved.text, *amounts])
    return "la.xlsx", xlsx(rows)


def balance_before_and_after() -> tuple[str, bytes]:
    rows: list[list[Any]] = [["Thời gian GD", "Số dư trước", "Số tiền", "Số dư sau", "Nội dung", "Mã GD"]]
    for moved, after in zip(MONTH, balances(), strict=True):
        signed = f"{'+' if moved.amount > 0 else '-'}{commas(abs(moved.amount))} VND"
        rows.append(
            [
                f"08:15 {vietnamese(moved.day)}",
                commas(after - moved.amount),
                signed,
                commas(after),
                moved.text,
                moved.reference,
            ]
        )
    return "vi.xlsx", xlsx(rows)


def texts_over_two_rows_and_days_written_once() -> tuple[str, bytes]:
    rows: list[list[Any]] = [
        ["Số dư đầu ngày 01/01/2026", "", "", "", dots(OPENING)],
        ["Ngày", "Diễn giải", "Nợ", "Có", "Số dư", "Số CT"],
    ]  # fmt: skip
    last = None
    for moved, after in zip(MONTH, balances(), strict=True):
        head, _space, rest = moved.text.partition(" ")
        amounts = [debit(moved.amount, dots), credit(moved.amount, dots), dots(after)]
        rows.append([vietnamese(moved.day) if moved.day != last else "", head, *amounts, moved.reference])
        rows.append(["", rest])
        last = moved.day
    return "so-phu-2.xlsx", xlsx([*rows, [], ["Trang 1/1"]])


def a_sheet_for_each_page() -> tuple[str, bytes]:
    heading = ["Ngày giao dịch", "Số tham chiếu", "Ghi nợ", "Ghi có", "Số dư", "Mô tả"]
    lines = [
        [moved.day, moved.reference, debit(moved.amount, int), credit(moved.amount, int), after, moved.text]
        for moved, after in zip(MONTH, balances(), strict=True)
    ]
    pages = [[[f"Số tài khoản: {NUMBER}"], heading, *lines[start : start + 6]] for start in (0, 6)]
    return "hai-trang.xlsx", xlsx(*pages, names=("Trang 1", "Trang 2"))


def from_the_side_of_the_books() -> tuple[str, bytes]:
    """As accounting software prints account 112: Nợ is what came in. The balances prove which way it is meant."""
    rows: list[list[Any]] = [["Ngày chứng từ", "Số hiệu", "Diễn giải", "Phát sinh Nợ", "Phát sinh Có", "Tồn"]]
    for moved, after in zip(MONTH, balances(), strict=True):
        rows.append(
            [moved.day, moved.reference, moved.text, credit(moved.amount, int), debit(moved.amount, int), after]
        )
    return "s05.xlsx", xlsx(rows)


def minus_signs_in_the_debit_column() -> tuple[str, bytes]:
    rows: list[list[Any]] = [["Ngày GD", "Tham chiếu", "PS giảm (Nợ)", "PS tăng (Có)", "Số dư", "Nội dung"]]
    for moved, after in zip(MONTH, balances(), strict=True):
        amounts = [moved.amount if moved.amount < 0 else "", moved.amount if moved.amount > 0 else "", after]
        rows.append([moved.day, moved.reference, *amounts, moved.text])
    return "tpb.xlsx", xlsx(rows)


def no_headings() -> tuple[str, bytes]:
    rows: list[list[Any]] = [
        [vietnamese(moved.day), moved.reference, dots(moved.amount), dots(after), moved.text]
        for moved, after in zip(MONTH, balances(), strict=True)
    ]
    return "tho.csv", text(rows, "\t", "utf-16")


def american_days() -> tuple[str, bytes]:
    rows: list[list[Any]] = [["Posting date", "Credit", "Debit", "Balance", "Details", "Transaction id"]]
    for moved, after in zip(MONTH, balances(), strict=True):
        amounts = [credit(moved.amount, cents), debit(moved.amount, cents), cents(after)]
        rows.append([f"{moved.day:%m/%d/%Y} 10:{moved.day.day:02d} AM", *amounts, moved.text, moved.reference])
    return "us.csv", text(rows, ",")


LAYOUTS: tuple[Callable[[], tuple[str, bytes]], ...] = (
    agribank, two_lines_of_headings_newest_first, sign_in_a_column_of_its_own, counterparty_before_the_text, several_pages,
    counter_accounts, two_columns_of_days, english_newest_first, one_signed_column_with_semicolons,
    letters_for_debit_and_credit, no_sign_at_all, a_web_page_called_xls, newest_day_first_within_the_day_in_order,
    headings_nobody_knows, balance_before_and_after, texts_over_two_rows_and_days_written_once, a_sheet_for_each_page,
    from_the_side_of_the_books, minus_signs_in_the_debit_column, no_headings, american_days,
)  # fmt: skip
