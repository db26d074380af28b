"""Sales to official members (512, 612) and to everybody else (511, 611), and what is taken off them (521)."""

from hoptac.kit.language import _
from hoptac.vouchers.events.model import Event, Option, Pair
from hoptac.vouchers.events.questions import (
    AMOUNT,
    BANK,
    BUYER,
    CASH,
    CONSIGNED,
    COUNTED,
    GOODS,
    MATERIALS,
    NET_AMOUNT,
    OWED_BY,
    PRICED,
    SEASON,
    SOLD,
    VAT_OUT,
    WORK,
    choice,
    money,
    party,
    through,
)

MEMBER_BUYER = party(
    _("Người mua"), is_required=True, help=_("Thành viên chính thức có hợp đồng thì là giao dịch nội bộ.")
)
WHAT = choice(
    "what",
    _("Bán gì"),
    Option("goods", _("vật tư, hàng hóa"), "5111", "5121"),
    Option("products", _("sản phẩm làm ra"), "5112", "5121"),
    Option("services", _("dịch vụ"), "5113", "5122"),
)
WHAT_OUTSIDE = choice(
    "what",
    _("Bán gì"),
    Option("goods", _("vật tư, hàng hóa"), "5111"),
    Option("products", _("sản phẩm làm ra"), "5112"),
    Option("services", _("dịch vụ"), "5113"),
)
WHAT_WAS_ISSUED = choice(
    "what", _("Đã bán gì"), Option("goods", _("vật tư, hàng hóa")), Option("products", _("sản phẩm làm ra"))
)
COST = money(
    "cost",
    _("Giá vốn"),
    is_required=False,
    help=_("Để trống thì tính bình quân theo mặt hàng và số lượng; phiếu xuất kho được lập cùng lúc."),
)
COST_ALONE = money(
    "cost", _("Giá vốn"), is_required=False, help=_("Để trống thì tính bình quân theo mặt hàng và số lượng.")
)
STOCK = choice("stock", _("Xuất từ"), GOODS, MATERIALS)
STOCK_OUTSIDE = choice("stock", _("Xuất từ"), GOODS, CONSIGNED)


def _vat(debit: str) -> Pair:
    return Pair(debit=debit, credit="3331", amount=("vat",))


COST_OF_MEMBERS = (
    Pair(debit="6121/6111", credit="stock", amount=("cost",), when=("what", ("goods",)), rule="SAL-03"),
    Pair(debit="6121/6112", credit="stock", amount=("cost",), when=("what", ("products",)), rule="SAL-03"),
)
COST_OUTSIDE = (
    Pair(debit="6111", credit="stock", amount=("cost",), when=("what", ("goods",)), rule="SAL-07"),
    Pair(debit="6112", credit="stock", amount=("cost",), when=("what", ("products",)), rule="SAL-07"),
)

EVENTS = (
    Event(
        id="SAL-01",
        group="sales",
        name=_("Bán cho thành viên, có thuế GTGT"),
        why=_(
            "Bán cho thành viên chính thức theo hợp đồng là giao dịch nội bộ: doanh thu chưa thuế ghi 512, thuế ghi 3331."
        ),
        reference="TT 71/2024 PL I TK 512 §3.1",
        questions=(MEMBER_BUYER, WHAT, *PRICED, NET_AMOUNT, VAT_OUT, SOLD, COST, STOCK, SEASON),
        pairs=(Pair(debit="through", credit="what"), _vat("through"), *COST_OF_MEMBERS),
        applies="vat_deduction",
        follows_agreement=True,
        outside="SAL-06",
        words="ban vat tu phan bon giong thuoc thuc an dich vu tuoi tieu lam dat thanh vien doanh thu",
    ),
    Event(
        id="SAL-02",
        group="sales",
        name=_("Bán cho thành viên, không tách thuế GTGT"),
        why=_("Tính thuế trực tiếp hoặc hàng không chịu thuế thì toàn bộ tiền bán là doanh thu nội bộ 512."),
        reference="TT 71/2024 PL I TK 512 §3.1",
        questions=(MEMBER_BUYER, WHAT, *PRICED, AMOUNT, SOLD, COST, STOCK, SEASON),
        pairs=(Pair(debit="through", credit="what"), *COST_OF_MEMBERS),
        follows_agreement=True,
        outside="SAL-06",
        words="ban vat tu phan bon giong thuoc thuc an dich vu tuoi tieu lam dat thanh vien doanh thu",
    ),
    Event(
        id="SAL-03",
        group="sales",
        name=_("Xuất kho hàng bán cho thành viên: giá vốn"),
        why=_("Giá vốn đi cùng doanh thu: bán nội bộ thì ghi 612, hàng rời kho nên giảm 156 hoặc 152."),
        reference="TT 71/2024 PL I TK 156/612",
        questions=(MEMBER_BUYER, WHAT_WAS_ISSUED, *COUNTED, COST_ALONE, STOCK, SEASON),
        pairs=(
            Pair(debit="6121/6111", credit="stock", amount=("cost",), when=("what", ("goods",))),
            Pair(debit="6121/6112", credit="stock", amount=("cost",), when=("what", ("products",))),
        ),
        follows_agreement=True,
        outside="SAL-07",
        words="gia von vat tu xuat kho phan bon",
    ),
    Event(
        id="SAL-04",
        group="sales",
        name=_("Kết chuyển giá vốn dịch vụ cuối kỳ"),
        why=_(
            "Chi phí tưới tiêu, bảo vệ thực vật gom ở 154; cuối kỳ phần phục vụ thành viên sang 612, phần còn lại sang 611."
        ),
        reference="TT 71/2024 PL I TK 154 §7.1-7.2",
        questions=(
            money("members", _("Phần phục vụ thành viên"), is_required=False, applies="tracks_internal"),
            money("others", _("Phần phục vụ người ngoài"), is_required=False, applies="tracks_internal"),
            money("all", _("Giá vốn dịch vụ"), applies="tracks_nothing"),
            SEASON,
        ),
        pairs=(
            Pair(debit="6122", credit="154", amount=("members",)),
            Pair(debit="6113", credit="154", amount=("others", "all")),
        ),
        words="gia von dich vu tuoi tieu bvtv bao ve thuc vat lam dat cuoi ky",
    ),
    Event(
        id="SAL-05",
        group="sales",
        name=_("Bán trả chậm, trả góp cho thành viên"),
        why=_("Doanh thu là giá bán trả ngay; tiền lãi trả chậm chờ ở 338 và vào thu nhập 558 dần theo từng kỳ."),
        reference="TT 71/2024 PL I TK 512 §3.2",
        questions=(
            MEMBER_BUYER,
            WHAT,
            *PRICED,
            money("amount", _("Giá bán trả ngay")),
            VAT_OUT,
            money("interest", _("Lãi trả chậm"), is_required=False),
            money("interest_now", _("Lãi tính vào kỳ này"), is_required=False),
            COST,
            STOCK,
            SEASON,
        ),
        pairs=(
            Pair(debit="131", credit="what"),
            _vat("131"),
            Pair(debit="131", credit="338", amount=("interest",)),
            Pair(debit="338", credit="558", amount=("interest_now",), rule="note"),
            *COST_OF_MEMBERS,
        ),
        follows_agreement=True,
        words="ban chiu gop phan bon tra sau mua vu",
    ),
    Event(
        id="SAL-06",
        group="sales",
        name=_("Bán cho người ngoài, thành viên liên kết"),
        why=_("Bán hàng theo giao dịch bên ngoài thì doanh thu ghi 511, không ghi 512."),
        reference="TT 71/2024 PL I TK 511 §3.1",
        questions=(BUYER, WHAT_OUTSIDE, *PRICED, NET_AMOUNT, VAT_OUT, SOLD, COST, STOCK_OUTSIDE, SEASON),
        pairs=(Pair(debit="through", credit="what"), _vat("through"), *COST_OUTSIDE),
        words="ban hang hoa san pham dich vu khach hang doanh nghiep doanh thu",
    ),
    Event(
        id="SAL-07",
        group="sales",
        name=_("Giá vốn hàng bán cho người ngoài"),
        why=_("Giá vốn đi cùng doanh thu: bán ra ngoài thì ghi 611, hàng rời kho nên giảm 156, 157 hoặc 154."),
        reference="TT 71/2024 PL I TK 611",
        questions=(
            choice(
                "cost_of",
                _("Giá vốn của"),
                Option("goods", _("vật tư, hàng hóa"), "6111"),
                Option("products", _("sản phẩm làm ra"), "6112"),
                Option("services", _("dịch vụ"), "6113"),
            ),
            *COUNTED,
            COST_ALONE,
            choice("stock", _("Xuất từ"), GOODS, WORK, CONSIGNED),
            SEASON,
        ),
        pairs=(Pair(debit="cost_of", credit="stock", amount=("cost",)),),
        words="xuat kho gia von",
    ),
    Event(
        id="SAL-08",
        group="sales",
        name=_("Hưởng phí xúc tiến hợp đồng cho thành viên"),
        why=_("Hợp tác xã đứng ra tìm nơi bán, nơi mua và chỉ hưởng phí, nên doanh thu chỉ là phần phí."),
        reference="TT 71/2024 PL I TK 512 §3.3",
        questions=(
            party(_("Thành viên trả phí"), is_required=True),
            NET_AMOUNT,
            VAT_OUT,
            through(_("Thu bằng"), Option("offset", _("trừ vào tiền phải trả"), "331")),
            SEASON,
        ),
        pairs=(Pair(debit="through", credit="5122/5113"), _vat("through")),
        follows_agreement=True,
        words="phi moi gioi bao tro tieu thu hoa hong lien ket",
    ),
    Event(
        id="DED-01",
        group="sales",
        name=_("Chiết khấu, giảm giá, hàng bán bị trả lại"),
        why=_("Phần giảm ngoài hóa đơn gom ở 521 để cuối kỳ trừ vào doanh thu; thuế giảm theo ở 3331."),
        reference="TT 71/2024 PL I TK 521 §3",
        questions=(
            BUYER,
            NET_AMOUNT,
            VAT_OUT,
            choice("through", _("Trả lại bằng"), OWED_BY, CASH, BANK),
            SEASON,
        ),
        pairs=(Pair(debit="521", credit="through"), Pair(debit="3331", credit="through", amount=("vat",))),
        words="chiet khau thuong mai giam gia hang ban tra lai",
    ),
    Event(
        id="DED-02",
        group="sales",
        name=_("Nhập kho hàng bán bị trả lại"),
        why=_("Hàng về lại kho nên tăng 156 hoặc 154, và giảm giá vốn đã ghi khi bán."),
        reference="TT 71/2024 PL I TK 521 §3.2",
        questions=(
            *COUNTED,
            COST_ALONE,
            choice("stock", _("Nhập về"), GOODS, WORK),
            choice(
                "cost_of",
                _("Giảm giá vốn"),
                Option("goods", _("hàng hóa, bán bên ngoài"), "6111"),
                Option("products", _("sản phẩm, bán bên ngoài"), "6112"),
                Option("internal", _("hàng bán nội bộ"), "6121", applies="tracks_internal"),
            ),
            SEASON,
        ),
        pairs=(Pair(debit="stock", credit="cost_of", amount=("cost",)),),
        words="hang tra lai nhap kho",
    ),
    Event(
        id="DED-03",
        group="sales",
        name=_("Kết chuyển giảm trừ doanh thu"),
        why=_("Cuối kỳ, phần giảm trừ ở 521 trừ vào doanh thu 511 hoặc 512, trước khi kết chuyển sang 911."),
        reference="TT 71/2024 PL I TK 521 §3.3",
        questions=(
            AMOUNT,
            choice(
                "revenue",
                _("Trừ vào doanh thu"),
                Option("goods", _("bán hàng hóa bên ngoài"), "5111"),
                Option("products", _("bán sản phẩm bên ngoài"), "5112"),
                Option("services", _("dịch vụ bên ngoài"), "5113"),
                Option("internal_goods", _("bán nội bộ"), "5121", applies="tracks_internal"),
                Option("internal_services", _("dịch vụ nội bộ"), "5122", applies="tracks_internal"),
            ),
        ),
        pairs=(Pair(debit="revenue", credit="521"),),
        words="cuoi ky chiet khau giam gia ket chuyen",
    ),
)
