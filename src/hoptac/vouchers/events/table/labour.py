"""Wages, payroll contributions and the tax that is withheld (TT 71/2024, TK 334, 335, 333)."""

from hoptac.kit.language import _
from hoptac.vouchers.events.model import Event, Option, Pair
from hoptac.vouchers.events.questions import (
    AMOUNT,
    NET_AMOUNT,
    PAID,
    PRICED,
    SEASON,
    VAT_OUT,
    WORK,
    choice,
    money,
    party,
)
from hoptac.vouchers.events.table.sales import COST

WORKER = party(_("Người lao động"), is_required=True)
MANAGEMENT = Option("management", _("bán hàng và quản lý"), "642")

EVENTS = (
    Event(
        id="LAB-01",
        group="labour",
        name=_("Tính lương, tiền công"),
        why=_("Lương của việc sản xuất, dịch vụ vào 154, của bộ máy vào 642; chưa trả nên là nợ người lao động 334."),
        reference="TT 71/2024 PL I TK 334",
        questions=(
            WORKER,
            AMOUNT,
            choice(
                "purpose",
                _("Làm việc gì"),
                Option("work", _("sản xuất, dịch vụ"), "154"),
                MANAGEMENT,
                Option("building", _("xây dựng dở dang"), "2422"),
                Option("deferred", _("chi phí chờ phân bổ"), "2421"),
            ),
            SEASON,
        ),
        pairs=(Pair(debit="purpose", credit="334"),),
        words="tinh luong bang cham cong tien cong",
    ),
    Event(
        id="LAB-02",
        group="labour",
        name=_("Trích bảo hiểm, kinh phí công đoàn"),
        why=_("Phần hợp tác xã chịu là chi phí, phần người lao động chịu trừ vào lương; cả hai chờ nộp ở 335."),
        reference="TT 71/2024 PL I TK 335",
        questions=(
            party(_("Người lao động")),
            money("employer", _("Phần hợp tác xã chịu"), is_required=False),
            choice("purpose", _("Tính vào"), WORK, MANAGEMENT),
            money("worker", _("Phần người lao động chịu"), is_required=False),
            SEASON,
        ),
        pairs=(
            Pair(debit="purpose", credit="335", amount=("employer",)),
            Pair(debit="334", credit="335", amount=("worker",)),
        ),
        words="bhxh bhyt bhtn bao hiem xa hoi y te that nghiep",
    ),
    Event(
        id="LAB-03",
        group="labour",
        name=_("Khấu trừ thuế thu nhập cá nhân"),
        why=_("Thuế giữ lại từ lương: giảm tiền phải trả người lao động 334 và thành khoản phải nộp Nhà nước 3338."),
        reference="TT 71/2024 PL I TK 334",
        questions=(WORKER, AMOUNT),
        pairs=(Pair(debit="334", credit="3338"),),
        words="tncn thue luong",
    ),
    Event(
        id="LAB-04",
        group="labour",
        name=_("Trả lương"),
        why=_("Lương đã tính là nợ người lao động 334; trả tiền thì hết nợ."),
        reference="TT 71/2024 PL I TK 334",
        questions=(WORKER, AMOUNT, PAID),
        pairs=(Pair(debit="334", credit="through"),),
        words="chi luong tien cong thanh toan luong",
    ),
    Event(
        id="LAB-05",
        group="labour",
        name=_("Trả lương bằng sản phẩm"),
        why=_("Trả bằng sản phẩm coi như bán cho người lao động: có doanh thu, thuế, và giá vốn của hàng xuất kho."),
        reference="TT 71/2024 PL I TK 511 §3.8",
        questions=(
            WORKER,
            choice(
                "what",
                _("Trả bằng"),
                Option("products", _("sản phẩm làm ra"), "5112"),
                Option("goods", _("vật tư, hàng hóa"), "5111"),
            ),
            *PRICED,
            NET_AMOUNT,
            VAT_OUT,
            COST,
            SEASON,
        ),
        pairs=(
            Pair(debit="334", credit="what"),
            Pair(debit="334", credit="3331", amount=("vat",)),
            Pair(debit="6112", credit="156", amount=("cost",), when=("what", ("products",)), rule="note"),
            Pair(debit="6111", credit="156", amount=("cost",), when=("what", ("goods",)), rule="note"),
        ),
        words="luong lua gao hien vat",
    ),
)
