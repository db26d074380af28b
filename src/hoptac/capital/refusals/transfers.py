"""Why a contribution does not pass from one member to another."""

from datetime import date

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
