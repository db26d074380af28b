"""Every book that the entries alone can fill in, as data.

The engine knows how to read a book of an account, of a party, of an item, of a source of money or of a member, and how to
list those it may be of. S01 and S02 are of other ways of keeping books. Books of assets (S09 to S11), of foreign currency (S13, S14), of product costs (S18) and of
refunded or exempted taxes (S21, S22) need facts that no entry holds.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

import msgspec

from hoptac.kit.language import _
from hoptac.statements.books.book import Book, ColumnName

_HEAD: tuple[ColumnName, ...] = ("entry_on", "voucher", "description")
_SIDES: tuple[ColumnName, ...] = ("debit", "credit", "balance_debit", "balance_credit")
_FLOW: tuple[ColumnName, ...] = ("debit", "credit", "balance")
_STOCK = ("151", "152", "156", "157")
_BOUGHT = ("133", "15", "21", "24", "64")
"""What is bought on credit: goods, assets, services, and the input tax on them."""
_RESULT = ("911",)
_UP_AND_DOWN = MappingProxyType({"credit": _("Tăng"), "debit": _("Giảm"), "balance": _("Số dư")})
_CASH = MappingProxyType({"debit": _("Thu"), "credit": _("Chi"), "balance": _("Tồn")})

_BOOKS = (
    Book(code="S03a", name=_("Sổ nhật ký chung"), group="journals", subject="journal"),
    Book(
        code="S03a1",
        name=_("Sổ nhật ký thu tiền"),
        group="journals",
        subject="account",
        accounts=("111", "112"),
        columns=(*_HEAD, "account", "party", "contra", "debit"),
        names=MappingProxyType({"debit": _("Thu")}),
        side="debit",
        has_balance=False,
    ),
    Book(
        code="S03a2",
        name=_("Sổ nhật ký chi tiền"),
        group="journals",
        subject="account",
        accounts=("111", "112"),
        columns=(*_HEAD, "account", "party", "contra", "credit"),
        names=MappingProxyType({"credit": _("Chi")}),
        side="credit",
        has_balance=False,
    ),
    Book(
        code="S03a3",
        name=_("Sổ nhật ký mua hàng"),
        group="journals",
        subject="account",
        accounts=("331",),
        columns=(*_HEAD, "party", "contra", "credit"),
        names=MappingProxyType({"credit": _("Phải trả người bán"), "contra": _("TK ghi Nợ")}),
        side="credit",
        contra=_BOUGHT,
        has_balance=False,
    ),
    Book(
        code="S03a4",
        name=_("Sổ nhật ký bán hàng"),
        group="journals",
        subject="account",
        accounts=("131",),
        columns=(*_HEAD, "party", "contra", "debit"),
        names=MappingProxyType({"debit": _("Phải thu của người mua"), "contra": _("TK ghi Có")}),
        side="debit",
        contra=("511", "512"),
        has_balance=False,
    ),
    Book(
        code="S03b",
        name=_("Sổ cái (hình thức nhật ký chung)"),
        group="journals",
        subject="account",
        columns=(*_HEAD, "contra", "debit", "credit"),
        has_months=True,
    ),
    Book(
        code="S19",
        name=_("Sổ chi tiết các tài khoản"),
        group="journals",
        subject="account",
        columns=(*_HEAD, "party", "contra", *_SIDES),
    ),
    Book(
        code="S04a",
        name=_("Sổ quỹ tiền mặt"),
        group="money",
        subject="account",
        accounts=("111",),
        columns=("entry_on", "receipt", "payment", "description", *_FLOW),
        names=_CASH,
    ),
    Book(
        code="S04b",
        name=_("Sổ kế toán chi tiết quỹ tiền mặt"),
        group="money",
        subject="account",
        accounts=("111",),
        columns=("entry_on", "receipt", "payment", "description", "contra", *_FLOW),
        names=_CASH,
        has_months=True,
    ),
    Book(
        code="S05",
        name=_("Sổ tiền gửi ngân hàng"),
        group="money",
        subject="account",
        accounts=("112",),
        columns=(*_HEAD, "contra", *_FLOW),
        names=MappingProxyType({"debit": _("Gửi vào"), "credit": _("Rút ra"), "balance": _("Còn lại")}),
        has_months=True,
    ),
    Book(
        code="S12",
        name=_("Sổ chi tiết thanh toán với người mua (người bán)"),
        group="parties",
        subject="party",
        accounts=("131", "331"),
        columns=(*_HEAD, "contra", *_SIDES),
    ),
    Book(
        code="S15",
        name=_("Sổ chi tiết tiền vay"),
        group="parties",
        subject="party",
        accounts=("341",),
        columns=(*_HEAD, "contra", *_FLOW),
        names=MappingProxyType({"credit": _("Vay"), "debit": _("Trả"), "balance": _("Còn nợ")}),
        sign=-1,
    ),
    Book(
        code="S06",
        name=_("Sổ chi tiết vật liệu, dụng cụ, sản phẩm, hàng hóa"),
        group="stock",
        subject="item",
        accounts=_STOCK,
        columns=(*_HEAD, "contra", "unit_price", "quantity_in", "debit", "quantity_out", "credit", "quantity_balance", "balance"),
        names=MappingProxyType({"debit": _("Tiền nhập"), "credit": _("Tiền xuất"), "balance": _("Tiền tồn")}),
    ),
    Book(
        code="S07",
        name=_("Bảng tổng hợp chi tiết vật liệu, dụng cụ, sản phẩm, hàng hóa"),
        group="stock",
        subject="item",
        accounts=_STOCK,
        is_summary=True,
    ),
    Book(
        code="S08",
        name=_("Thẻ kho (sổ kho)"),
        group="stock",
        subject="item",
        accounts=_STOCK,
        columns=(*_HEAD, "quantity_in", "quantity_out", "quantity_balance"),
    ),
    Book(
        code="S16",
        name=_("Sổ chi tiết bán hàng"),
        group="trade",
        subject="account",
        accounts=("511", "512"),
        columns=(*_HEAD, "party", "contra", "item", "quantity", "unit_price", "credit", "debit"),
        names=MappingProxyType({"credit": _("Doanh thu"), "debit": _("Các khoản giảm trừ")}),
        without=_RESULT,
        has_balance=False,
    ),
    Book(
        code="S17",
        name=_("Sổ chi phí sản xuất, kinh doanh"),
        group="trade",
        subject="account",
        accounts=("154",),
        columns=(*_HEAD, "contra", "season", *_FLOW),
        names=MappingProxyType({"debit": _("Chi phí phát sinh"), "credit": _("Kết chuyển"), "balance": _("Dở dang")}),
        has_months=True,
    ),
    Book(
        code="S20",
        name=_("Sổ theo dõi thuế giá trị gia tăng"),
        group="trade",
        subject="account",
        accounts=("3331",),
        columns=(*_HEAD, "contra", *_FLOW),
        names=MappingProxyType({"credit": _("Phải nộp"), "debit": _("Đã nộp"), "balance": _("Còn phải nộp")}),
        sign=-1,
    ),
    Book(
        code="S28",
        name=_("Sổ chi tiết chi phí hoạt động cho vay nội bộ"),
        group="members",
        subject="account",
        accounts=("6123",),
        columns=(*_HEAD, "contra", "debit", "credit"),
        without=_RESULT,
        has_balance=False,
    ),
    Book(
        code="S23",
        name=_("Sổ theo dõi cung cấp dịch vụ cho thành viên"),
        group="members",
        subject="member",
        accounts=("512",),
        columns=(*_HEAD, "season", "item", "quantity", "unit_price", "credit"),
        names=MappingProxyType({"credit": _("Thành tiền")}),
        without=(*_RESULT, "521", "333"),
        has_balance=False,
    ),
    Book(
        code="S24",
        name=_("Sổ chi tiết phải thu của thành viên về hoạt động cho vay nội bộ"),
        group="members",
        subject="party",
        accounts=("132",),
        columns=(*_HEAD, "account", "contra", *_FLOW),
        names=MappingProxyType({"debit": _("Cho vay, lãi phải thu"), "credit": _("Đã thu"), "balance": _("Còn phải thu")}),
    ),
    Book(
        code="S26",
        name=_("Sổ tổng hợp khoản phải thu thành viên của hoạt động cho vay nội bộ"),
        group="members",
        subject="party",
        accounts=("132",),
        is_summary=True,
    ),
    Book(
        code="S25",
        name=_("Sổ chi tiết phải trả thành viên của hoạt động tín dụng nội bộ"),
        group="members",
        subject="party",
        accounts=("332",),
        columns=(*_HEAD, "account", "contra", *_FLOW),
        names=MappingProxyType({"credit": _("Vay, lãi phải trả"), "debit": _("Đã trả"), "balance": _("Còn phải trả")}),
        sign=-1,
    ),
    Book(
        code="S27",
        name=_("Sổ tổng hợp phải trả thành viên của hoạt động tín dụng nội bộ"),
        group="members",
        subject="party",
        accounts=("332",),
        is_summary=True,
    ),
    Book(
        code="S31",
        name=_("Sổ theo dõi chi tiết vốn góp của thành viên"),
        group="members",
        subject="party",
        accounts=("4111",),
        columns=(*_HEAD, "contra", "credit", "debit", "balance"),
        names=MappingProxyType({"credit": _("Đã góp"), "debit": _("Đã trả lại"), "balance": _("Vốn góp còn")}),
        sign=-1,
    ),
    Book(
        code="S29",
        name=_("Sổ chi tiết theo dõi quỹ chung không chia của hợp tác xã"),
        group="funds",
        subject="source",
        accounts=("442",),
        columns=(*_HEAD, "account", "contra", "credit", "debit", "balance"),
        names=_UP_AND_DOWN,
        sign=-1,
    ),
    Book(
        code="S30",
        name=_("Sổ chi tiết theo dõi khoản trợ cấp, hỗ trợ của Nhà nước phải hoàn lại"),
        group="funds",
        subject="source",
        accounts=("342",),
        columns=(*_HEAD, "contra", "credit", "debit", "balance"),
        names=MappingProxyType({"credit": _("Đã nhận"), "debit": _("Đã hoàn lại"), "balance": _("Còn phải hoàn lại")}),
        sign=-1,
    ),
    Book(
        code="S32",
        name=_("Sổ theo dõi các quỹ của hợp tác xã"),
        group="funds",
        subject="account",
        accounts=("418",),
        columns=(*_HEAD, "contra", "credit", "debit", "balance"),
        names=_UP_AND_DOWN,
        sign=-1,
    ),
    Book(
        code="S34",
        name=_("Sổ theo dõi chi tiết vốn chủ sở hữu"),
        group="funds",
        subject="account",
        accounts=("411", "418", "421", "442"),
        columns=(*_HEAD, "account", "party", "contra", "credit", "debit", "balance"),
        names=_UP_AND_DOWN,
        sign=-1,
    ),
)  # fmt: skip
BOOKS: Mapping[str, Book] = MappingProxyType({book.code: book for book in _BOOKS})

_LINES = Book(
    code="lines",
    name=_("Các dòng đã cộng"),
    group="journals",
    subject="account",
    columns=("entry_on", "voucher", "description", "party", "account", "contra", "debit", "credit"),
    has_balance=False,
)


def lines_book(sign: Literal[1, -1] | None) -> Book:
    """Not a book of the State: the lines that a figure sums. With a `sign`, as of Book, what stands after each line is
    shown; movements against some accounts alone have no balance."""
    if sign is None:
        return _LINES
    columns = (*_LINES.columns, "balance")
    return msgspec.structs.replace(_LINES, columns=columns, sign=sign, has_balance=True)
