"""Capital: what members pay in is recorded in the register of contributions, the rest of 411 here (TT 71/2024, TK 411)."""

from hoptac.kit.language import _
from hoptac.vouchers.events.model import Event, Pair
from hoptac.vouchers.events.questions import AMOUNT, MEMBER, PROFIT, RECEIVED, SOURCE, text

RESOLUTION = text("source", _("Nghị quyết"), help=_("Số và ngày nghị quyết của Đại hội thành viên."))

EVENTS = (
    Event(
        id="CAP-01",
        group="capital",
        name=_("Thu vốn góp bằng tiền"),
        why=_("Vốn góp ghi ở sổ góp vốn, để vốn của từng thành viên luôn khớp tài khoản 4111."),
        reference="TT 71/2024 PL I TK 411 §3.1",
        place="capital",
        deed="contribution",
        words="gop von co phan thanh vien nop tien",
    ),
    Event(
        id="CAP-02",
        group="capital",
        name=_("Nhận vốn góp bằng hiện vật"),
        why=_("Vốn góp ghi ở sổ góp vốn, để vốn của từng thành viên luôn khớp tài khoản 4111."),
        reference="TT 71/2024 PL I TK 411 §3.1, TK 211",
        place="capital",
        deed="in_kind",
        words="gop von tai san dat may moc",
    ),
    Event(
        id="CAP-03",
        group="capital",
        name=_("Hoàn trả vốn góp"),
        why=_("Vốn góp ghi ở sổ góp vốn, để vốn của từng thành viên luôn khớp tài khoản 4111."),
        reference="TT 71/2024 PL I TK 411 §3.5, §1đ",
        place="capital",
        deed="refund",
        words="rut von tra von ra khoi hop tac xa",
    ),
    Event(
        id="CAP-04",
        group="capital",
        name=_("Chuyển phần vốn góp giữa hai thành viên"),
        why=_("Vốn góp ghi ở sổ góp vốn, để vốn của từng thành viên luôn khớp tài khoản 4111."),
        confidence="derived",
        doubt=_(
            "Thông tư 71 không có bút toán này và Luật không có điều nào về chuyển nhượng; phải có căn cứ trong Điều lệ."
        ),
        place="capital",
        deed="transfer",
        starts_off=True,
        words="chuyen nhuong sang ten",
    ),
    Event(
        id="CAP-05",
        group="capital",
        name=_("Bổ sung vốn từ lợi nhuận sau thuế"),
        why=_("Đại hội thành viên quyết định giữ lợi nhuận lại làm vốn, nên giảm lợi nhuận 421 và tăng vốn khác 4118."),
        reference="TT 71/2024 PL I TK 411 §3.2",
        questions=(AMOUNT, PROFIT, RESOLUTION),
        pairs=(Pair(debit="profit", credit="4118"),),
        words="tang von nghi quyet dai hoi",
    ),
    Event(
        id="CAP-06",
        group="capital",
        name=_("Bổ sung vốn từ quỹ thuộc vốn chủ sở hữu"),
        why=_("Quỹ đã trích được chuyển thành vốn, nên giảm quỹ 418 và tăng vốn khác 4118."),
        reference="TT 71/2024 PL I TK 418 §3.2",
        questions=(AMOUNT, RESOLUTION),
        pairs=(Pair(debit="418", credit="4118"),),
        words="tang von quy dau tu phat trien",
    ),
    Event(
        id="CAP-07",
        group="capital",
        name=_("Thu phí thành viên liên kết không góp vốn"),
        why=_("Phí của thành viên liên kết không góp vốn là vốn khác 4118, không phải doanh thu."),
        reference="TT 71/2024 PL I TK 411",
        confidence="partly",
        doubt=_("Thông tư chỉ nói phí này nằm ở 4118; bên Nợ là suy ra."),
        questions=(MEMBER, AMOUNT, RECEIVED),
        pairs=(Pair(debit="through", credit="4118"),),
        words="phi thanh vien hoi phi lien ket",
    ),
    Event(
        id="CAP-08",
        group="capital",
        name=_("Nhận hỗ trợ của Nhà nước, ghi tăng vốn"),
        why=_("Hỗ trợ không hoàn lại được phép tăng vốn thì vào vốn khác 4118, không phải thu nhập."),
        reference="TT 71/2024 PL I TK 411 §3.4",
        questions=(AMOUNT, RECEIVED, SOURCE),
        pairs=(Pair(debit="through", credit="4118"),),
        words="nha nuoc ho tro khong hoan lai ngan sach",
    ),
)
