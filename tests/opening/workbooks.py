"""Workbooks of balances as offices keep them, made cell by cell and saved as real files."""

import io
from collections.abc import Sequence
from typing import Any

import openpyxl

Rows = Sequence[Sequence[Any]]
SIGNATURES = [[], [None, "Người lập biểu", None, "Kế toán trưởng", None, "Giám đốc"], [None, "(Ký, họ tên)"]]


def workbook(sheets: dict[str, Rows]) -> bytes:
    """An .xlsx with these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def trial_balance(year: int, rows: Rows, *, title: str = "BẢNG CÂN ĐỐI TÀI KHOẢN") -> Rows:
    """Form F01: opening, movement and closing, each with debit and credit. `rows`: code, name, closing debit and credit."""
    total = [sum(row[place] or 0 for row in rows if len(str(row[0])) == 3) for place in (2, 3)]
    return [
        ["HTX Nông nghiệp Tân Hưng", None, None, None, None, None, None, "Mẫu số F01 - HTX"],
        [title],
        [f"Năm {year}"],
        [],
        ["Số hiệu TK", "Tên tài khoản", "Số dư đầu kỳ", None, "Số phát sinh trong kỳ", None, "Số dư cuối kỳ", None],
        [None, None, "Nợ", "Có", "Nợ", "Có", "Nợ", "Có"],
        ["A", "B", 1, 2, 3, 4, 5, 6],
        *([code, name, 7_000_000, None, 9_000_000, 9_000_000, debit, credit] for code, name, debit, credit in rows),
        [None, "Tổng cộng", 0, 0, 0, 0, *total],
        *SIGNATURES,
    ]


def small_cooperative() -> Rows:
    """A cooperative that owns 265 million: 131 and 331 in one sum each, stock, an asset half worn, a loan."""
    return [
        [111, "Tiền mặt", 50_000_000, None],
        [1111, "Tiền Việt Nam", 50_000_000, None],
        [112, "Tiền gửi Ngân hàng", 120_000_385, None],
        [1121, "Tiền Việt Nam", 120_000_385, None],
        [131, "Phải thu của khách hàng", 30_000_000, 2_000_000],
        [156, "Thành phẩm, hàng hóa", 40_000_000, None],
        [211, "Tài sản cố định", 60_000_000, None],
        [2111, "TSCĐ hữu hình", 60_000_000, None],
        [214, "Hao mòn tài sản cố định", None, 30_000_000],
        [2141, "Hao mòn TSCĐ hữu hình", None, 30_000_000],
        [331, "Phải trả cho người bán", None, 25_000_000],
        [341, "Phải trả nợ vay", None, 80_000_000],
        [411, "Vốn đầu tư của chủ sở hữu", None, 100_000_000],
        [4111, "Vốn góp của thành viên", None, 100_000_000],
        [421, "Lợi nhuận sau thuế chưa phân phối", None, 63_000_385],
        [4211, "LNST của giao dịch bên ngoài", None, 63_000_385],
    ]


def details() -> dict[str, Rows]:
    """The sheets that go with it: customers, suppliers, the bank, stock by item."""
    return {
        "Công nợ 131": [
            ["SỔ CHI TIẾT CÔNG NỢ PHẢI THU"],
            ["STT", "Tên khách hàng", "Mã số thuế", "Dư Nợ", "Dư Có"],
            [1, "Công ty TNHH Lúa Vàng", "1800123456", 20_000_000, None],
            [2, "Nguyen Van An", None, "10.000.000", None],
            [3, "Trần Thị Bình", None, None, 2_000_000],
            ["Tổng cộng", None, None, 30_000_000, 2_000_000],
        ],
        "331": [
            ["Nhà cung cấp", "Số tiền", "Ghi chú"],
            ["Cửa hàng Vật tư Năm Sao", 25_000_000, "phân bón vụ Hè Thu"],
        ],
        "Vay": [
            ["TK 341 - PHẢI TRẢ NỢ VAY"],
            ["Bên cho vay", "Nợ gốc"],
            ["Quỹ hỗ trợ phát triển HTX Cần Thơ", 80_000_000],
        ],
        "Tồn kho": [
            ["CHI TIẾT HÀNG TỒN KHO TK 156"],
            ["Tên hàng", "ĐVT", "Số lượng", "Thành tiền"],
            ["Lúa giống OM5451", "kg", "1.250,5", 25_000_000],
            ["Phân Urê", "bao", 30, 15_000_000],
        ],
    }
