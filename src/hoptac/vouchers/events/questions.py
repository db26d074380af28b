"""The questions that many events share."""

from hoptac.kit.language import Message, _
from hoptac.vouchers.events.model import Method, Option, Question

CASH = Option("cash", _("tiền mặt"), "1111")
BANK = Option("bank", _("tiền gửi ngân hàng"), "1121")
OWED_BY = Option("owed", _("chưa thu, ghi nợ"), "131")
OWED_TO = Option("owed", _("chưa trả, ghi nợ"), "331")
MATERIALS = Option("materials", _("vật liệu, dụng cụ"), "152")
GOODS = Option("goods", _("thành phẩm, hàng hóa"), "156")
WORK = Option("work", _("chi phí dở dang"), "154")
CONSIGNED = Option("consigned", _("hàng gửi đi bán"), "157")
EXTERNAL_PROFIT = Option("external", _("lợi nhuận giao dịch bên ngoài"), "4211")
INTERNAL_PROFIT = Option("internal", _("lợi nhuận giao dịch nội bộ"), "4212", applies="tracks_internal")


def money(
    key: str, label: Message, *, is_required: bool = True, help: Message | None = None, applies: Method | None = None
) -> Question:
    """A sum in đồng."""
    return Question(key=key, kind="money", label=label, is_required=is_required, help=help, applies=applies)


def choice(
    key: str, label: Message, *options: Option, help: Message | None = None, applies: Method | None = None
) -> Question:
    """One of several; the first stands chosen."""
    return Question(key=key, kind="choice", label=label, options=options, help=help, applies=applies)


def party(label: Message, key: str = "party", *, is_required: bool = False, help: Message | None = None) -> Question:
    """Somebody from the organization's parties; asked for in any case where an account is kept by party."""
    return Question(key=key, kind="party", label=label, is_required=is_required, help=help)


def text(key: str, label: Message, *, is_required: bool = False, help: Message | None = None) -> Question:
    """A line of words."""
    return Question(key=key, kind="text", label=label, is_required=is_required, help=help)


AMOUNT = money("amount", _("Số tiền"))
NET_AMOUNT = money("amount", _("Số tiền"), help=_("Tính thuế theo phương pháp khấu trừ thì ghi số chưa có thuế GTGT."))


def through(label: Message, *further: Option) -> Question:
    """By which account of money it goes, or that it stays owed."""
    return choice("through", label, CASH, BANK, *further)


RECEIVED = through(_("Thu bằng"))
PAID = through(_("Trả bằng"))
SOLD = through(_("Thu bằng"), OWED_BY)
BOUGHT = choice("through", _("Trả bằng"), OWED_TO, CASH, BANK)
VAT_OUT = Question(
    key="vat", kind="vat", label=_("Thuế GTGT đầu ra"), is_required=False, applies="vat_deduction",
    help=_("Gõ thuế suất hoặc số tiền thuế. Hàng không chịu thuế thì để trống."),
)  # fmt: skip
VAT_IN = Question(
    key="vat", kind="vat", label=_("Thuế GTGT đầu vào được khấu trừ"), is_required=False, applies="vat_deduction",
    help=_("Gõ thuế suất hoặc số tiền thuế ghi trên hóa đơn. Không có hóa đơn thì để trống."),
)  # fmt: skip
PROFIT = choice("profit", _("Từ lợi nhuận"), EXTERNAL_PROFIT, INTERNAL_PROFIT)
SOURCE = text("source", _("Nguồn"), help=_("Ghi rõ nguồn để theo dõi trong sổ chi tiết, ví dụ tên chương trình."))
FUND = text("source", _("Tên quỹ"), help=_("Ví dụ: quỹ đầu tư phát triển, quỹ dự phòng."))
BUYER = party(_("Người mua"))
MEMBER = party(_("Thành viên"), is_required=True)


ITEM = Question(
    key="item", kind="item", label=_("Mặt hàng"), is_required=False,
    help=_("Có mặt hàng và số lượng thì kho được theo dõi, giá vốn tự tính."),
)  # fmt: skip
QUANTITY = Question(key="quantity", kind="quantity", label=_("Số lượng"), is_required=False)
PRICE = Question(
    key="price", kind="price", label=_("Đơn giá"), is_required=False, help=_("Có đơn giá thì số tiền tự tính."),
)  # fmt: skip
PRICED = (ITEM, QUANTITY, PRICE)
"""What goods are asked for where they have a price; amount is left empty then."""
COUNTED = (ITEM, QUANTITY)
SEASON = Question(
    key="season", kind="season", label=_("Vụ"), is_required=False, applies="keeps_seasons",
    help=_("Theo ngày: vụ đang có trong ngày chứng từ, nếu chỉ có một."),
)  # fmt: skip
