"""Why a contribution does not pass from one member to another."""

from datetime import date

from hoptac.capital.refusals.contributions import LAW
from hoptac.kit.calendar import format_date
from hoptac.kit.errors import Refusal
from hoptac.kit.language import _, grouped

TRANSFERS_EXPLAINED = "/handbook/capital#transfer"


class TransferSwitchedOff(Refusal):
    """The organization has not chosen to do it: neither the Law nor the circular speaks of it."""

    def __init__(self) -> None:
        message = _(
            "Luật và Thông tư 71/2024 không có điều nào về chuyển phần vốn góp giữa hai thành viên; chỉ làm khi Điều lệ cho "
            "phép. Nếu Điều lệ cho phép, hãy bật cách ghi này ở trang Cách ghi suy ra, ghi rõ điều của Điều lệ."
        )
        super().__init__(message, explained_at=TRANSFERS_EXPLAINED)


class TransferNotYetAllowed(Refusal):
    """The charter allows it today and did not on that day."""

    def __init__(self, day: date) -> None:
        message = _("Ngày %(day)s Điều lệ chưa cho chuyển phần vốn góp. Hãy sửa lại ngày chuyển.", day=format_date(day))
        super().__init__(message, field="transferred_on", explained_at=TRANSFERS_EXPLAINED)


class TransferAbovePaid(Refusal):
    """More than the giver has paid in."""

    def __init__(self, paid_dong: int) -> None:
        message = _("Người này chỉ đang góp %(paid)s đồng. Hãy chuyển nhiều nhất số đó.", paid=grouped(paid_dong))
        super().__init__(message, field="amount_dong", explained_at=TRANSFERS_EXPLAINED)


class GiverBelowMinimum(Refusal):
    """Who stays a member keeps what a member must hold."""

    def __init__(self, most_dong: int) -> None:
        message = _(
            "Người chuyển vẫn là thành viên nên phải giữ lại mức vốn góp tối thiểu: chuyển được nhiều nhất %(most)s đồng. Muốn "
            "chuyển hết, hãy ghi thôi là thành viên trước.",
            most=grouped(most_dong),
        )
        super().__init__(message, field="amount_dong", article=f"Điều 4.25 {LAW}", explained_at=TRANSFERS_EXPLAINED)


class CharterBasisMissing(Refusal):
    """Only the charter can allow it."""

    def __init__(self) -> None:
        message = _("Chưa ghi căn cứ. Hãy ghi điều của Điều lệ cho phép chuyển phần vốn góp.")
        super().__init__(message, field="basis", explained_at=TRANSFERS_EXPLAINED)


class TakerUnclear(Refusal):
    """Nobody of that name, several of them, no member, or the giver himself."""

    def __init__(self) -> None:
        message = _("Người nhận phải là một thành viên khác. Hãy chọn trong danh sách gợi ý, hoặc gõ đủ họ tên.")
        super().__init__(message, field="to_party")


class TransferInFuture(Refusal):
    """A day that has not come."""

    def __init__(self, today: date) -> None:
        message = _("Ngày chuyển không được sau hôm nay (%(today)s). Hãy sửa lại ngày.", today=format_date(today))
        super().__init__(message, field="transferred_on")


class TransferBeforePaid(Refusal):
    """On that day, or on one after it, the giver would have had less than nothing."""

    def __init__(self, transferred_on: date, most_dong: int) -> None:
        message = _(
            "Tính theo sổ, ngày %(day)s chỉ chuyển được nhiều nhất %(most)s đồng. Hãy sửa lại ngày hoặc số tiền.",
            day=format_date(transferred_on),
            most=grouped(most_dong),
        )
        super().__init__(message, field="transferred_on")


class TransferNotRetracted(Refusal):
    """A transfer concerns two members: it is put right by a transfer back."""

    def __init__(self) -> None:
        super().__init__(_("Đây là lần chuyển phần vốn góp. Nếu ghi nhầm, hãy ghi một lần chuyển ngược lại."))
