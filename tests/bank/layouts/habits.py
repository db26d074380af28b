"""The month with the habits of other exports: signs, marks, orders and headings of every kind."""

from typing import Any

from tests.bank.layouts.month import (
    CLOSING,
    MONTH,
    NUMBER,
    OPENING,
    balances,
    cents,
    commas,
    credit,
    debit,
    dots,
    text,
    vietnamese,
    xlsx,
)


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
