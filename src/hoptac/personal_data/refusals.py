"""What is refused about requests and erasures."""

from collections.abc import Sequence
from datetime import date

from hoptac.kit.calendar import format_date
from hoptac.kit.errors import Refusal
from hoptac.kit.language import _
from hoptac.kit.money import format_dong

REGISTER = "Điều 15 Luật 17/2023/QH15"
ANSWERS = "Điều 5 Nghị định 356/2025/NĐ-CP"


class PersonMissing(Refusal):
    """A request of nobody, or of somebody the register does not know."""

    def __init__(self) -> None:
        super().__init__(_("Hãy ghi đúng họ tên hoặc số căn cước của người yêu cầu."), field="person")


class ReceivedAhead(Refusal):
    """What has not come yet."""

    def __init__(self) -> None:
        super().__init__(_("Ngày nhận chưa tới."), field="received_on")


class NoLawOnThatDay(Refusal):
    """Before the law was in force there is no deadline to count."""

    def __init__(self) -> None:
        message = _("Chưa có thời hạn theo luật cho ngày này. Luật có hiệu lực từ 01/01/2026.")
        super().__init__(message, field="received_on", article=ANSWERS)


class StepOutOfOrder(Refusal):
    """A step before the request came, or in the days to come."""

    def __init__(self, received_on: date) -> None:
        message = _("Hãy ghi một ngày từ ngày nhận %(day)s đến hôm nay.", day=format_date(received_on))
        super().__init__(message, field="happened_on")


class RequestEnded(Refusal):
    """Nothing follows the end."""

    def __init__(self) -> None:
        super().__init__(_("Yêu cầu này đã xong. Muốn yêu cầu nữa thì ghi một yêu cầu mới."))


class StepTakenAlready(Refusal):
    """Each step once; the law allows one extension."""

    def __init__(self) -> None:
        super().__init__(_("Bước này đã ghi rồi; gia hạn chỉ được một lần."), field="step", article=ANSWERS)


class StepReasonMissing(Refusal):
    """Extending and refusing are explained."""

    def __init__(self) -> None:
        super().__init__(_("Hãy ghi lý do đã báo cho người yêu cầu."), field="note", article=ANSWERS)


class ExtendedTooLate(Refusal):
    """What is over cannot be made longer."""

    def __init__(self, due_on: date) -> None:
        message = _("Hạn ngày %(day)s đã qua, không gia hạn được nữa.", day=format_date(due_on))
        super().__init__(message, field="happened_on", article=ANSWERS)


class StillMember(Refusal):
    """The register of members must say who they are."""

    def __init__(self) -> None:
        message = _(
            "Người này đang là thành viên, sổ đăng ký thành viên phải ghi. Hãy làm xong việc chấm dứt tư cách trước."
        )
        super().__init__(message, article=REGISTER)


class StillOwing(Refusal):
    """Somebody owes somebody something; `balances` are account and debit minus credit in đồng."""

    def __init__(self, balances: Sequence[tuple[str, int]]) -> None:
        said = ", ".join(f"{account}: {format_dong(abs(dong))} đ" for account, dong in balances)
        message = _("Sổ còn số dư với người này (%(balances)s). Hãy thanh toán hết trước.", balances=said)
        super().__init__(message)


class StillKept(Refusal):
    """Phase two waits until nothing keeps the rest any more."""

    def __init__(self, until: date) -> None:
        message = _("Phần còn lại phải giữ đến hết ngày %(day)s. Sau ngày đó mới xóa tên được.", day=format_date(until))
        super().__init__(message)


class NothingLeftToErase(Refusal):
    """Both phases are done."""

    def __init__(self) -> None:
        super().__init__(_("Dữ liệu của người này đã xóa xong."))


class BasisMissing(Refusal):
    """An erasure says why it was done."""

    def __init__(self) -> None:
        super().__init__(_("Hãy ghi theo yêu cầu hay quyết định nào."), field="basis")


class NotAPerson(Refusal):
    """The law speaks of people."""

    def __init__(self) -> None:
        super().__init__(_("Tổ chức không có dữ liệu cá nhân để xóa."), article="Điều 2 Luật 91/2025/QH15")
