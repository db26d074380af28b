"""The choices about the books, what each does and rests on, and when one may be changed. Pure."""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from hoptac.accounting.refusals import (
    ApprovalLoweredByPreparer,
    BasisMissing,
    InternalStillPosted,
    MonthClosed,
    NothingChanges,
    PercentUnreadable,
    ValueUnknown,
)
from hoptac.kit.language import Message, _

APPROVAL, TRACKS_INTERNAL = "accounting.approval", "accounting.tracks_internal"
VAT_DEDUCTION, EXPENSE_KEY = "accounting.vat_deduction", "accounting.external_expense_percent"
STOCK_COSTING = "accounting.stock_costing"
BY_REVENUE = -1
"""The value of the expense key that follows net revenue; others are percentages."""
FIXED = "fixed"
"""What the form says for a percentage of one's own."""


class Term(msgspec.Struct, frozen=True):
    """One choice: its values with their names, what it does, and the article it rests on."""

    key: str
    title: Message
    choices: Mapping[int, Message]
    effect: Message
    article: Message
    has_percent: bool = False


TERMS: dict[str, Term] = {
    term.key: term
    for term in (
        Term(
            APPROVAL,
            _("Duyệt chứng từ trước khi ghi sổ"),
            {
                0: _("Không duyệt trên máy"),
                1: _("Duyệt phiếu chi và báo nợ"),
                2: _("Duyệt mọi chứng từ"),
            },
            _(
                "Chứng từ thuộc loại phải duyệt chỉ ghi sổ được sau khi người khác duyệt; người lập không tự duyệt. "
                "Luật buộc khoản chi được ký duyệt trước khi chi: chọn “Không duyệt trên máy” khi việc ký làm trên giấy."
            ),
            _("Luật Kế toán 2015, Điều 19 khoản 3"),
        ),
        Term(
            TRACKS_INTERNAL,
            _("Theo dõi riêng giao dịch nội bộ"),
            {0: _("Không theo dõi riêng"), 1: _("Theo dõi riêng")},
            _(
                "Theo dõi riêng: bán cho thành viên chính thức có hợp đồng còn hiệu lực thì ghi 512, 612, 9112, 4212. "
                "Không theo dõi riêng: mọi giao dịch ghi 511, 611, 9111, 4211, và các tài khoản nội bộ bị từ chối."
            ),
            _("Luật 17/2023/QH15, Điều 85 khoản 1 và Điều 91 khoản 2"),
        ),
        Term(
            VAT_DEDUCTION,
            _("Cách tính thuế giá trị gia tăng"),
            {0: _("Trực tiếp, hoặc không chịu thuế"), 1: _("Khấu trừ")},
            _(
                "Khấu trừ: doanh thu ghi số chưa có thuế, thuế đầu ra ghi 3331, thuế đầu vào ghi 133. "
                "Trực tiếp: doanh thu ghi cả thuế, cuối kỳ mới ghi thuế phải nộp vào 3331."
            ),
            _("Thông tư 71/2024/TT-BTC, Phụ lục I"),
        ),
        Term(
            EXPENSE_KEY,
            _("Chia chi phí quản lý kinh doanh (642)"),
            {BY_REVENUE: _("Theo doanh thu thuần của hai loại giao dịch")},
            _(
                "Khi kết chuyển, 642 được chia cho 9111 (giao dịch bên ngoài) và 9112 (giao dịch nội bộ) theo cách hợp tác "
                "xã chọn. Không theo dõi riêng giao dịch nội bộ thì tất cả vào 9111."
            ),
            _("Thông tư 71/2024/TT-BTC, Phụ lục I, tài khoản 642 và 911"),
            has_percent=True,
        ),
        Term(
            STOCK_COSTING,
            _("Giá vốn hàng xuất kho"),
            {0: _("Bình quân sau mỗi lần nhập"), 1: _("Bình quân cả tháng")},
            _(
                "Khi xuất kho, giá vốn được đề xuất theo giá bình quân này. Hợp tác xã kê khai thường xuyên; "
                "kế toán vẫn sửa được số tiền trước khi ghi sổ."
            ),
            _("Thông tư 71/2024/TT-BTC, Phụ lục I, tài khoản 152 và 156"),
        ),
    )
}


class TermRow(msgspec.Struct, frozen=True):
    """One value as it was set; `set_by` is the name of the person, '' where the system did it."""

    key: str
    valid_from: date
    value: int
    basis: str
    set_by: str


class Change(msgspec.Struct, frozen=True):
    """What somebody wants to set."""

    key: str
    value: int
    valid_from: date
    basis: str


def value_name(term: Term, value: int) -> Message:
    """A value in words."""
    if value in term.choices:
        return term.choices[value]
    return _("Cố định: %(external)s phần trăm cho giao dịch bên ngoài, %(internal)s phần trăm cho giao dịch nội bộ",
             external=value, internal=100 - value)  # fmt: skip


def check_value(term: Term, value: int) -> None:
    """Raises ValueUnknown, PercentUnreadable."""
    if value in term.choices:
        return
    if not term.has_percent:
        raise ValueUnknown
    if not 0 <= value <= 100:
        raise PercentUnreadable


def in_force(rows: Iterable[TermRow], key: str, day: date) -> TermRow | None:
    """The row of a choice that counts on a day; None where it was never made by then."""
    begun = [row for row in rows if row.key == key and row.valid_from <= day]
    return max(begun, key=lambda row: row.valid_from, default=None)


def next_change(rows: Iterable[TermRow], key: str, day: date) -> date:
    """The day from which another row counts, the last day of the calendar where none does."""
    return min((row.valid_from for row in rows if row.key == key and row.valid_from > day), default=date.max)


def check_change(
    change: Change, *, rows: Iterable[TermRow], default: int, closed_months: Iterable[date], may_approve: bool
) -> None:
    """Whether a choice may be set so; what only the lines of the books know is not looked at here.

    Raises BasisMissing, ValueUnknown, PercentUnreadable, NothingChanges, MonthClosed, and ApprovalLoweredByPreparer:
    `may_approve` says whether the person approves vouchers (Accounting Law, Art. 19.3).
    """
    if not change.basis:
        raise BasisMissing
    check_value(TERMS[change.key], change.value)
    counts = in_force(rows, change.key, change.valid_from)
    before = counts.value if counts else default
    if change.value == before:
        raise NothingChanges(change.valid_from)
    last_closed = max(closed_months, default=date.min)
    if last_closed >= change.valid_from.replace(day=1):
        raise MonthClosed(last_closed)
    if change.key == APPROVAL and change.value < before and not may_approve:
        raise ApprovalLoweredByPreparer


def check_tracking_ends(change: Change, first_internal: tuple[str, date] | None) -> None:
    """Raises InternalStillPosted where an account of internal transactions moved while they would not be kept apart;
    `first_internal` is the first such movement (Law 17/2023/QH15, Art. 91.2)."""
    if change.key == TRACKS_INTERNAL and not change.value and first_internal is not None:
        raise InternalStillPosted(*first_internal)
