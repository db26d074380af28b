"""Why an event cannot be recorded as it was told, each in a sentence that says what to do."""

from hoptac.kit.errors import Refusal
from hoptac.kit.language import Message, _


class SumMissing(Refusal):
    """None of the sums was filled in."""

    def __init__(self, field: str) -> None:
        super().__init__(_("Hãy ghi số tiền."), field=field)


class SumNegative(Refusal):
    """A sum below zero: what went wrong is corrected on the voucher itself."""

    def __init__(self, field: str) -> None:
        message = _("Số tiền phải lớn hơn 0. Muốn sửa việc đã ghi, hãy mở chứng từ đó và bấm Điều chỉnh.")
        super().__init__(message, field=field)


class TakenOffTooMuch(Refusal):
    """What is taken off is as much as the whole or more."""

    def __init__(self, field: str) -> None:
        super().__init__(_("Phần trừ ra phải nhỏ hơn số tiền."), field=field)


class CostUnknown(Refusal):
    """Goods leave, and nobody knows what they cost."""

    def __init__(self) -> None:
        message = _("Chưa tính được giá vốn của mặt hàng này. Hãy ghi giá vốn, hoặc ghi phiếu nhập kho trước.")
        super().__init__(message, field="cost")


class RateUnclear(Refusal):
    """A rate of tax that is no percentage."""

    def __init__(self, typed: str) -> None:
        message = _("Không đọc được thuế suất “%(typed)s”. Hãy ghi số phần trăm, ví dụ 5 hoặc 10.", typed=typed)
        super().__init__(message, field="vat_rate")


class PartyMissing(Refusal):
    """An account that is kept by party, and nobody named."""

    def __init__(self, field: str, code: str) -> None:
        message = _("Tài khoản %(code)s theo dõi từng đối tượng. Hãy chọn người hoặc đơn vị.", code=code)
        super().__init__(message, field=field)


class SwitchedOff(Refusal):
    """The organization does not book it this way."""

    def __init__(self, name: Message) -> None:
        message = _(
            "Hợp tác xã đã tắt cách ghi “%(name)s”. Hãy bật lại trước, hoặc lập chứng từ trong lưới.", name=name
        )
        super().__init__(message)


class NotSwitchable(Refusal):
    """What the circular says in full is no choice of the organization."""

    def __init__(self) -> None:
        super().__init__(_("Cách ghi này có trong Thông tư 71/2024 nên không tắt được."))
