"""Depreciation, allowances and taxes (TT 71/2024, TK 214, 229, 133, 333, 659), and what closing the year makes by itself."""

from hoptac.kit.language import Message, _
from hoptac.vouchers.events.model import Confidence, Event, Option, Pair
from hoptac.vouchers.events.questions import AMOUNT, SEASON, WORK, choice, money, party
from hoptac.vouchers.events.table.labour import MANAGEMENT

OTHER_EXPENSE = Option("other", _("chi phí khác"), "658")
WEAR = choice(
    "wear",
    _("Tài sản"),
    Option("tangible", _("tài sản cố định hữu hình"), "2141"),
    Option("common", _("tài sản chung không chia"), "2142"),
    Option("intangible", _("tài sản cố định vô hình"), "2143"),
    Option("leased", _("tài sản thuê tài chính"), "2144"),
    Option("investment", _("bất động sản đầu tư"), "2147"),
)

EVENTS = (
    Event(
        id="DEP-01",
        group="assets",
        name=_("Trích khấu hao tài sản cố định"),
        why=_("Hao mòn trong kỳ là chi phí của nơi dùng tài sản, và cộng dồn ở 214."),
        reference="TT 71/2024 PL I TK 214",
        questions=(AMOUNT, choice("purpose", _("Tính vào"), WORK, MANAGEMENT, OTHER_EXPENSE), WEAR, SEASON),
        pairs=(Pair(debit="purpose", credit="wear"),),
        words="khau hao may moc nha xuong",
    ),
    Event(
        id="DEP-02",
        group="assets",
        name=_("Hao mòn tài sản mua từ quỹ phúc lợi"),
        why=_("Tài sản mua bằng quỹ phúc lợi thì hao mòn trừ vào quỹ, không tính vào chi phí."),
        reference="TT 71/2024 PL I TK 214",
        questions=(
            AMOUNT,
            choice(
                "fund",
                _("Trừ vào"),
                Option("formed", _("quỹ phúc lợi đã thành tài sản"), "3533"),
                Option("welfare", _("quỹ phúc lợi"), "3532"),
            ),
            WEAR,
        ),
        pairs=(Pair(debit="fund", credit="wear"),),
        words="hao mon phuc loi",
    ),
    Event(
        id="PRV-01",
        group="assets",
        name=_("Lập dự phòng"),
        why=_("Phần có thể mất được tính trước vào chi phí: hàng tồn kho vào giá vốn, nợ vào 642, đầu tư vào 658."),
        reference="TT 71/2024 PL I TK 229",
        questions=(
            AMOUNT,
            choice(
                "purpose",
                _("Dự phòng cho"),
                Option("debts", _("nợ khó đòi"), "642"),
                Option("stock", _("hàng tồn kho"), "6111"),
                Option("member_stock", _("hàng tồn kho bán nội bộ"), "6121", applies="tracks_internal"),
                Option("investments", _("đầu tư"), "658"),
            ),
        ),
        pairs=(Pair(debit="purpose", credit="229"),),
        words="du phong no kho doi giam gia hang ton kho",
    ),
    Event(
        id="PRV-02",
        group="assets",
        name=_("Xóa nợ khó đòi"),
        why=_("Nợ không đòi được trừ vào dự phòng 229, thiếu thì vào 642; vẫn theo dõi ngoài bảng ở 004 để còn đòi."),
        reference="TT 71/2024 PL I TK 229",
        questions=(
            party(_("Người nợ"), is_required=True),
            money("covered", _("Đã lập dự phòng"), is_required=False),
            money("rest", _("Chưa lập dự phòng"), is_required=False),
        ),
        pairs=(
            Pair(debit="229", credit="131", amount=("covered",)),
            Pair(debit="642", credit="131", amount=("rest",)),
            Pair(debit="004", amount=("covered", "rest"), rule="note"),
        ),
        words="xoa no kho doi mat no",
    ),
    Event(
        id="VAT-01",
        group="taxes",
        name=_("Khấu trừ thuế GTGT đầu vào cuối kỳ"),
        why=_("Thuế đầu vào được trừ vào thuế phải nộp: giảm 3331 và giảm 133, theo số nhỏ hơn trong hai số."),
        reference="TT 71/2024 PL I TK 133/333",
        questions=(
            AMOUNT,
            choice(
                "input",
                _("Thuế đầu vào của"),
                Option("goods", _("hàng hóa, dịch vụ"), "1331"),
                Option("assets", _("tài sản cố định"), "1332"),
            ),
        ),
        pairs=(Pair(debit="3331", credit="input"),),
        applies="vat_deduction",
        words="khau tru vat gtgt",
    ),
    Event(
        id="VAT-02",
        group="taxes",
        name=_("Thuế GTGT trực tiếp cuối kỳ"),
        why=_("Tính thuế trực tiếp thì doanh thu đã gồm thuế; cuối kỳ tách phần thuế ra 3331."),
        reference="TT 71/2024 PL I TK 333",
        questions=(
            AMOUNT,
            choice(
                "revenue",
                _("Trừ vào"),
                Option("goods", _("bán hàng hóa bên ngoài"), "5111"),
                Option("products", _("bán sản phẩm bên ngoài"), "5112"),
                Option("services", _("dịch vụ bên ngoài"), "5113"),
                Option("internal_goods", _("bán nội bộ"), "5121", applies="tracks_internal"),
                Option("internal_services", _("dịch vụ nội bộ"), "5122", applies="tracks_internal"),
                Option("other", _("thu nhập khác"), "558"),
            ),
        ),
        pairs=(Pair(debit="revenue", credit="3331"),),
        applies="vat_direct",
        words="vat gtgt truc tiep",
    ),
    Event(
        id="CIT-01",
        group="taxes",
        name=_("Thuế thu nhập doanh nghiệp phải nộp"),
        why=_("Thuế thu nhập là chi phí 659 và khoản phải nộp 3334; tạm tính thừa thì ghi ngược lại phần thừa."),
        reference="TT 71/2024 PL I TK 659",
        questions=(
            AMOUNT,
            choice(
                "direction",
                _("Ghi phần"),
                Option("more", _("phải nộp, hoặc còn thiếu")),
                Option("less", _("đã tạm tính thừa")),
            ),
        ),
        pairs=(
            Pair(debit="659", credit="3334", when=("direction", ("more",))),
            Pair(debit="3334", credit="659", when=("direction", ("less",)), rule="reverse"),
        ),
        words="tndn tam tinh quyet toan",
    ),
    Event(
        id="CIT-02",
        group="taxes",
        name=_("Nộp thuế"),
        why=_("Nộp tiền thì hết khoản phải nộp Nhà nước của đúng loại thuế đó."),
        reference="TT 71/2024 PL I TK 333",
        questions=(
            choice(
                "tax",
                _("Loại thuế"),
                Option("vat", _("thuế GTGT"), "3331"),
                Option("income", _("thuế thu nhập doanh nghiệp"), "3334"),
                Option("other", _("thuế khác, phí, lệ phí, thuế thu nhập cá nhân"), "3338"),
            ),
            AMOUNT,
            choice(
                "through",
                _("Trả bằng"),
                Option("bank", _("tiền gửi ngân hàng"), "1121"),
                Option("cash", _("tiền mặt"), "1111"),
            ),
        ),
        pairs=(Pair(debit="tax", credit="through"),),
        words="nop thue kho bac ngan sach mon bai tncn gtgt tndn",
    ),
)


def _closing(
    id: str, name: Message, reference: str, confidence: Confidence = "confirmed", doubt: Message | None = None
) -> Event:
    why = _("Bút toán này do việc kết chuyển cuối năm lập, theo đúng thứ tự; không ghi bằng tay.")
    return Event(
        id=id,
        group="closing",
        name=name,
        why=why,
        reference=reference,
        confidence=confidence,
        doubt=doubt,
        place="closing",
    )


_SUB_ACCOUNT = _("Tiểu khoản 9111 là suy ra; Thông tư chỉ nói 911.")

CLOSING = (
    _closing("CLS-01", _("Kết chuyển doanh thu bên ngoài"), "TT 71/2024 PL I TK 511 §3.11, TK 911"),
    _closing("CLS-02", _("Kết chuyển doanh thu nội bộ"), "TT 71/2024 PL I TK 512 §3.5"),
    _closing("CLS-03", _("Kết chuyển giá vốn bên ngoài"), "TT 71/2024 PL I TK 911"),
    _closing("CLS-04", _("Kết chuyển chi phí nội bộ"), "TT 71/2024 PL I TK 911"),
    _closing("CLS-05", _("Kết chuyển chi phí quản lý kinh doanh"), "TT 71/2024 PL I TK 642/911"),
    _closing("CLS-06", _("Kết chuyển thu nhập khác"), "TT 71/2024 PL I TK 911", "partly", _SUB_ACCOUNT),
    _closing("CLS-07", _("Kết chuyển chi phí khác"), "TT 71/2024 PL I TK 911", "partly", _SUB_ACCOUNT),
    _closing("CLS-08", _("Kết chuyển chi phí thuế thu nhập doanh nghiệp"), "TT 71/2024 PL I TK 911"),
    _closing("CLS-09", _("Kết chuyển lãi"), "TT 71/2024 PL I TK 421 §3.1"),
    _closing("CLS-10", _("Kết chuyển lỗ"), "TT 71/2024 PL I TK 421 §3.1"),
)
