"""What a book is: what it is of, the accounts it may be opened for, and its columns with their headings."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

import msgspec

from hoptac.kit.language import Message, _

Subject = Literal["journal", "account", "party", "member", "item", "source"]
ColumnName = Literal[
    "entry_on", "voucher", "receipt", "payment", "description", "account", "contra", "party", "season", "item",
    "source", "unit_price", "quantity", "quantity_in", "quantity_out", "quantity_balance", "debit", "credit", "balance",
    "balance_debit", "balance_credit",
]  # fmt: skip
Group = Literal["journals", "money", "stock", "parties", "trade", "members", "funds"]

GROUP_NAMES: Mapping[str, Message] = MappingProxyType(
    {
        "journals": _("Nhật ký và sổ cái"),
        "money": _("Tiền mặt, tiền gửi"),
        "parties": _("Công nợ, tiền vay"),
        "stock": _("Vật tư, hàng hóa"),
        "trade": _("Bán hàng, chi phí, thuế"),
        "members": _("Thành viên"),
        "funds": _("Vốn và quỹ"),
    }
)
COLUMN_NAMES: Mapping[str, Message] = MappingProxyType(
    {
        "entry_on": _("Ngày ghi sổ"),
        "voucher": _("Chứng từ"),
        "receipt": _("Số hiệu thu"),
        "payment": _("Số hiệu chi"),
        "description": _("Diễn giải"),
        "account": _("Tài khoản"),
        "contra": _("TK đối ứng"),
        "party": _("Đối tượng"),
        "season": _("Vụ"),
        "item": _("Mặt hàng"),
        "source": _("Nguồn"),
        "unit_price": _("Đơn giá"),
        "quantity": _("Số lượng"),
        "quantity_in": _("Lượng nhập"),
        "quantity_out": _("Lượng xuất"),
        "quantity_balance": _("Lượng tồn"),
        "debit": _("Nợ"),
        "credit": _("Có"),
        "balance": _("Số dư"),
        "balance_debit": _("Dư Nợ"),
        "balance_credit": _("Dư Có"),
    }
)


class Book(msgspec.Struct, frozen=True, kw_only=True):
    """One book. `accounts` are those it may be opened for; `sign` is 1 where a debit balance reads as positive.

    `side` and `contra`: it holds that side of them alone, or what they move against these. `without`: what it leaves out,
    such as closing entries. `is_summary`: it lists all parties or items, a line each.
    """

    code: str
    name: Message
    group: Group
    subject: Subject
    accounts: tuple[str, ...] = ()
    columns: tuple[ColumnName, ...] = ()
    names: Mapping[str, Message] = MappingProxyType({})
    sign: Literal[1, -1] = 1
    side: Literal["debit", "credit"] | None = None
    contra: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    has_balance: bool = True
    has_months: bool = False
    is_summary: bool = False

    @property
    def form(self) -> str:
        """As it is printed: 'S03b-HTX'."""
        return f"{self.code}-HTX"

    @property
    def keeps_seasons(self) -> bool:
        """Whether it is kept per season, and so may be read for one alone."""
        return "season" in self.columns

    def column_name(self, column: str) -> Message:
        """The heading of a column in this book."""
        return self.names.get(column) or COLUMN_NAMES[column]
