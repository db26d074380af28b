"""The month as the large banks write it."""

from datetime import datetime, time, timedelta
from typing import Any

from tests.bank.layouts.month import (
    CLOSING,
    CREDITED,
    DEBITED,
    MONTH,
    NUMBER,
    OPENING,
    balances,
    cents,
    commas,
    credit,
    debit,
    dots,
    vietnamese,
    xlsx,
)


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
