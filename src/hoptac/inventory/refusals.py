"""What the store refuses, each in a sentence that says what to do."""

from hoptac.kit.errors import Refusal
from hoptac.kit.language import Message, _

_STOCK = "Thông tư 71/2024/TT-BTC, Phụ lục I, TK 152, 156"


class CodeUnreadable(Refusal):
    """A code that is empty, too long or has spaces."""

    def __init__(self) -> None:
        super().__init__(
            _("Mã hàng gồm chữ và số, không có dấu cách, nhiều nhất 20 ký tự. Ví dụ: NPK16."), field="code"
        )


class CodeTaken(Refusal):
    """Another item has the code."""

    def __init__(self, code: str) -> None:
        super().__init__(_("Mã “%(code)s” đã có mặt hàng khác dùng. Hãy chọn mã khác.", code=code), field="code")


class ItemNameMissing(Refusal):
    """An item without a name."""

    def __init__(self) -> None:
        super().__init__(_("Hãy ghi tên mặt hàng."), field="name")


class UnitMissing(Refusal):
    """An item without its unit."""

    def __init__(self) -> None:
        super().__init__(_("Hãy ghi đơn vị tính, ví dụ kg, bao, chai."), field="unit")


class UnitFixed(Refusal):
    """The unit of an item that has moved already: its quantities would mean something else."""

    def __init__(self) -> None:
        message = _("Mặt hàng đã có nhập xuất nên không đổi đơn vị tính hay loại được. Hãy lập mặt hàng mới.")
        super().__init__(message, field="unit")


class ItemUnclear(Refusal):
    """A name or code that fits no item, or several."""

    def __init__(self, typed: str) -> None:
        message = _("Chưa rõ “%(typed)s” là mặt hàng nào. Hãy chọn trong danh sách gợi ý, hoặc thêm mặt hàng trước.", typed=typed)  # fmt: skip
        super().__init__(message, field="item")


class ItemOnOtherAccount(Refusal):
    """An item on the stock account of another kind."""

    def __init__(self, name: str, kind: Message, account: str) -> None:
        message = _(
            "%(name)s là %(kind)s nên theo dõi ở tài khoản %(account)s. Hãy đổi tài khoản hoặc mặt hàng.",
            name=name,
            kind=kind,
            account=account,
        )
        super().__init__(message, article=_STOCK)


class NotEnough(Refusal):
    """More would leave the store than is there."""

    def __init__(self, name: str, available: str, wanted: str) -> None:
        message = _(
            "%(name)s: kho chỉ còn %(available)s, không xuất được %(wanted)s. Hãy ghi phiếu nhập còn thiếu trước, hoặc giảm số lượng.",
            name=name,
            available=available,
            wanted=wanted,
        )
        super().__init__(message, article=_STOCK)
