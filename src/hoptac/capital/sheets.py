"""The registers of capital as workbooks."""

from collections.abc import Sequence

from hoptac.capital.queries import JournalRow, RegisterRow
from hoptac.kit.language import Message, _, translate
from hoptac.kit.sheets import OutputColumn, OutputSheet, write_workbook
from hoptac.kit.sheets.writing import ColumnKind
from hoptac.members.rules import KIND_NAMES

ALL_METHOD_NAMES: dict[str, Message] = {
    "cash": _("Tiền mặt"),
    "bank": _("Chuyển khoản ngân hàng"),
    "opening": _("Số dư đầu kỳ"),
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
    (_("Chứng từ"), "text"),
    (_("Số tiền (đ)"), "money"),
    (_("Ghi chú"), "text"),
)


def _columns(columns: tuple[tuple[Message, ColumnKind], ...], language: str) -> list[OutputColumn]:
    return [OutputColumn(translate(heading, language), kind) for heading, kind in columns]


def capital_workbook(
    register: Sequence[RegisterRow], journal: Sequence[JournalRow], title: str, language: str
) -> bytes:
    """An .xlsx of two sheets: what each member pledged, paid and owes; every contribution, the newest first."""
    kinds = {kind: translate(name, language) for kind, name in KIND_NAMES.items()}
    methods = {method: translate(name, language) for method, name in ALL_METHOD_NAMES.items()}
    held = [(row.number, row.name, kinds[row.kind], row.pledged_dong, row.paid_dong, row.rest_dong) for row in register]
    paid = [
        (
            f"{row.number}/{row.year}",
            row.contributed_on,
            row.name,
            methods[row.method],
            f"{row.series} {row.voucher}",
            row.amount_dong,
            row.note,
        )
        for row in journal
    ]
    sheets = [
        OutputSheet(translate(_("Vốn góp"), language), _columns(_REGISTER, language), held, titles=(title,)),
        OutputSheet(translate(_("Sổ góp vốn"), language), _columns(_JOURNAL, language), paid, titles=(title,)),
    ]
    return write_workbook(sheets)
