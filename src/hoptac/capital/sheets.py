"""The registers of capital as workbooks."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from hoptac.capital.forms import METHOD_NAMES, REASON_NAMES
from hoptac.capital.queries import JournalRow, RefundJournalRow, RegisterRow
from hoptac.capital.queries.unpaid import UnpaidRow
from hoptac.kit.language import Message, _, translate
from hoptac.kit.sheets import OutputColumn, OutputSheet, write_workbook
from hoptac.kit.sheets.writing import ColumnKind
from hoptac.members.rules import KIND_NAMES

ALL_METHOD_NAMES: dict[str, Message] = {
    **METHOD_NAMES,
    "opening": _("Số dư đầu kỳ"),
    "transfer": _("Chuyển nhượng"),
}
ALL_REASON_NAMES: dict[str, Message] = {
    **REASON_NAMES,
    "transfer": _("Chuyển cho thành viên khác"),
    "inheritance": _("Người thừa kế nhận vốn"),
    "merge": _("Gộp hồ sơ trùng"),
}
_REGISTER: tuple[tuple[Message, ColumnKind], ...] = (
    (_("Mã"), "text"),
    (_("Họ và tên"), "text"),
    (_("Loại thành viên"), "text"),
    (_("Cam kết (đ)"), "money"),
    (_("Đã góp (đ)"), "money"),
    (_("Còn phải góp (đ)"), "money"),
)
_JOURNAL: tuple[tuple[Message, ColumnKind], ...] = (
    (_("Số"), "text"),
    (_("Ngày góp"), "date"),
    (_("Họ và tên"), "text"),
    (_("Hình thức"), "text"),
    (_("Tài sản góp"), "text"),
    (_("Số lượng"), "text"),
    (_("Ai định giá"), "text"),
    (_("Chứng từ"), "text"),
    (_("Số tiền (đ)"), "money"),
    (_("Bỏ vì ghi nhầm (đ)"), "money"),
    (_("Chứng từ điều chỉnh"), "text"),
    (_("Ghi chú"), "text"),
)
_REFUNDS: tuple[tuple[Message, ColumnKind], ...] = (
    (_("Số"), "text"),
    (_("Ngày hoàn trả"), "date"),
    (_("Họ và tên"), "text"),
    (_("Lý do"), "text"),
    (_("Căn cứ"), "text"),
    (_("Hình thức"), "text"),
    (_("Chứng từ"), "text"),
    (_("Số tiền (đ)"), "money"),
    (_("Bỏ vì ghi nhầm (đ)"), "money"),
    (_("Chứng từ điều chỉnh"), "text"),
    (_("Ghi chú"), "text"),
)


_UNPAID: tuple[tuple[Message, ColumnKind], ...] = (
    (_("Mã"), "text"),
    (_("Họ và tên"), "text"),
    (_("Cam kết (đ)"), "money"),
    (_("Đã góp (đ)"), "money"),
    (_("Còn phải góp (đ)"), "money"),
    (_("Đã quá hạn (đ)"), "money"),
    (_("Hạn góp"), "date"),
    (_("Chậm (ngày)"), "integer"),
    (_("Nhắc lần cuối"), "date"),
)


def _columns(columns: tuple[tuple[Message, ColumnKind], ...], language: str) -> list[OutputColumn]:
    return [OutputColumn(translate(heading, language), kind) for heading, kind in columns]


def _amounts(row: JournalRow | RefundJournalRow) -> tuple[Any, ...]:
    """The voucher and the sum, then what was taken back and by which adjustment."""
    gone = row.taken_back
    return (
        f"{row.series} {row.voucher}",
        row.amount_dong,
        -row.amount_dong if gone else None,
        f"{gone.series} {gone.voucher}: {gone.reason}" if gone else "",
        row.note,
    )


def capital_workbook(
    register: Sequence[RegisterRow],
    journal: Sequence[JournalRow],
    refunds: Sequence[RefundJournalRow],
    title: str,
    language: str,
) -> bytes:
    """An .xlsx of three sheets: what each member pledged, paid and owes; every contribution, and every refund, the newest
    first; what was taken back has its sum once more with a minus, so that columns add up."""
    kinds = {kind: translate(name, language) for kind, name in KIND_NAMES.items()}
    methods = {method: translate(name, language) for method, name in ALL_METHOD_NAMES.items()}
    reasons = {reason: translate(name, language) for reason, name in ALL_REASON_NAMES.items()}
    held = [(row.number, row.name, kinds[row.kind], row.pledged_dong, row.paid_dong, row.rest_dong) for row in register]
    paid = [
        (
            *(f"{row.number}/{row.year}", row.contributed_on, row.name, methods[row.method]),
            *(row.asset, row.asset_quantity, row.valued_by, *_amounts(row)),
        )
        for row in journal
    ]
    returned = [
        (
            *(f"{row.number}/{row.year}", row.refunded_on, row.name, reasons[row.reason], row.basis),
            *(methods[row.method], *_amounts(row)),
        )
        for row in refunds
    ]
    sheets = [
        OutputSheet(translate(name, language), _columns(columns, language), rows, titles=(title,))
        for name, columns, rows in (
            (_("Vốn góp"), _REGISTER, held),
            (_("Sổ góp vốn"), _JOURNAL, paid),
            (_("Sổ hoàn trả"), _REFUNDS, returned),
        )
    ]
    return write_workbook(sheets)


def unpaid_workbook(rows: Sequence[UnpaidRow], title: str, today: date, language: str) -> bytes:
    """An .xlsx of what is pledged and not paid, as the list shows it on a day."""
    listed = [
        (row.number, row.name, row.pledged_dong, row.paid_dong, row.rest_dong, row.late_dong, row.due_on,
         row.days_late(today) or None, row.reminded_on)
        for row in rows
    ]  # fmt: skip
    name = translate(_("Còn phải góp"), language)
    return write_workbook([OutputSheet(name, _columns(_UNPAID, language), listed, titles=(title,))])
