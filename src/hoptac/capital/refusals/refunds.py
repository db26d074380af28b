"""Why capital is not given back, and why a record is not taken back, each telling what may still be done."""

from collections.abc import Sequence
from datetime import date

from hoptac.capital.refusals.contributions import LAW
from hoptac.kit.calendar import format_date
from hoptac.kit.errors import NotFound, Refusal
from hoptac.kit.language import Message, _, grouped

REFUND_ARTICLE = f"Điều 90.1 {LAW}"
DUTIES_ARTICLE = f"Điều 90.2 {LAW}"
CORRECTION = "Luật Kế toán 2015, Điều 27"
REFUNDS_EXPLAINED = "/handbook/capital#refund"


class ResolutionMissing(Refusal):
    """Nobody gives capital back without the general meeting."""

    def __init__(self) -> None:
        message = _("Chưa ghi căn cứ hoàn trả. Hãy ghi số và ngày nghị quyết của Đại hội thành viên.")
        super().__init__(message, field="basis", article=f"Điều 64.5 {LAW}")


class RefundInFuture(Refusal):
    """Money cannot have been paid out on a day that has not come."""

    def __init__(self, today: date) -> None:
        message = _("Ngày hoàn trả không được sau hôm nay (%(today)s). Hãy sửa lại ngày.", today=format_date(today))
        super().__init__(message, field="refunded_on")


class NothingPaidIn(Refusal):
    """A member who has paid nothing in, or got all of it back."""

    def __init__(self) -> None:
        super().__init__(_("Người này không còn vốn góp nào để hoàn trả."), field="amount_dong", article=REFUND_ARTICLE)


class RefundAbovePaid(Refusal):
    """More than the member has paid in."""

    def __init__(self, paid_dong: int) -> None:
        message = _(
            "Người này chỉ đang góp %(paid)s đồng. Hãy hoàn trả nhiều nhất số đó.",
            paid=grouped(paid_dong),
        )
        super().__init__(message, field="amount_dong", article=REFUND_ARTICLE)


class RefundBeforePaid(Refusal):
    """On the day of the refund, or on one after it, the member would have had less than nothing."""

    def __init__(self, refunded_on: date, most_dong: int) -> None:
        message = _(
            "Tính theo sổ, ngày %(day)s chỉ hoàn trả được nhiều nhất %(most)s đồng. Hãy sửa lại ngày hoặc số tiền.",
            day=format_date(refunded_on),
            most=grouped(most_dong),
        )
        super().__init__(message, field="refunded_on")


DUTY_NAMES: dict[str, Message] = {
    "131": _("tiền mua hàng, dịch vụ"),
    "132": _("vay nội bộ"),
    "138": _("phải thu khác"),
    "141": _("tạm ứng"),
}
"""What is owed on each account, in plain words."""


def _owed(account: str, dong: int) -> Message:
    return _(
        "%(amount)s đồng %(what)s (%(account)s)", amount=grouped(dong), what=DUTY_NAMES[account[:3]], account=account
    )


class MemberStillOwes(Refusal):
    """The member has not met all financial duties to the cooperative."""

    def __init__(self, debts: Sequence[tuple[str, int]]) -> None:
        owed = _owed(*debts[0])
        for account, dong in debts[1:]:
            owed = _("%(some)s, %(more)s", some=owed, more=_owed(account, dong))
        message = _(
            "Người này còn nợ hợp tác xã %(owed)s. Hãy thu hết nợ hoặc lập chứng từ đối trừ trước, rồi hoàn trả vốn.",
            owed=owed,
        )
        super().__init__(message, article=DUTIES_ARTICLE, explained_at=REFUNDS_EXPLAINED)


class StillMember(Refusal):
    """Who stays a member gets back what lies above the maximum, and nothing else."""

    def __init__(self) -> None:
        message = _(
            "Người này vẫn là thành viên nên chỉ hoàn trả được phần vượt mức tối đa. Nếu người này ra khỏi hợp tác xã, hãy "
            "ghi thôi là thành viên trước, rồi hoàn trả."
        )
        super().__init__(message, field="reason", article=REFUND_ARTICLE, explained_at=REFUNDS_EXPLAINED)


class NothingAboveMaximum(Refusal):
    """No part of what the member holds is above the maximum."""

    def __init__(self) -> None:
        message = _(
            "Vốn của người này không vượt mức tối đa nên không có phần vượt để hoàn trả. Chỉ hoàn trả cả phần vốn khi "
            "người này thôi là thành viên."
        )
        super().__init__(message, field="reason", article=REFUND_ARTICLE, explained_at=REFUNDS_EXPLAINED)


class RefundAboveExcess(Refusal):
    """More than the part above the maximum."""

    def __init__(self, excess_dong: int) -> None:
        message = _(
            "Phần vượt mức tối đa là %(excess)s đồng. Hãy hoàn trả nhiều nhất số đó.", excess=grouped(excess_dong)
        )
        super().__init__(message, field="amount_dong", article=REFUND_ARTICLE, explained_at=REFUNDS_EXPLAINED)


class ApproverWanted(Refusal):
    """The organization wants every payment approved, and this person approves none."""

    def __init__(self) -> None:
        message = _(
            "Hợp tác xã đòi duyệt khoản chi trước khi ghi sổ. Hãy để Chủ tịch hoặc Giám đốc ghi khoản hoàn trả này."
        )
        super().__init__(message, article="Luật Kế toán 2015, Điều 19 khoản 3")


class OthersAboveMaximum(Refusal):
    """A warning: the charter capital has become so small that others hold more than the maximum of it."""

    def __init__(self, count: int) -> None:
        message = _(
            "Vốn điều lệ giảm nên có %(count)s thành viên chính thức góp vượt mức tối đa. Hãy hoàn trả phần vượt, huy động "
            "thêm vốn của người khác hoặc kết nạp thêm thành viên.",
            count=grouped(count),
        )
        super().__init__(message, article=f"Điều 78.4 {LAW}", explained_at=REFUNDS_EXPLAINED)


class RetractionReasonMissing(Refusal):
    """What was recorded is taken back with a reason."""

    def __init__(self) -> None:
        super().__init__(
            _("Chưa ghi lý do. Hãy ghi ngắn gọn vì sao lần ghi này là nhầm."), field="reason", article=CORRECTION
        )


class AlreadyRetracted(Refusal):
    """It was taken back before."""

    def __init__(self) -> None:
        super().__init__(_("Lần ghi này đã bỏ từ trước. Không cần bỏ lần nữa."))


class RetractionBelowRefunds(Refusal):
    """The contribution was given back meanwhile, in whole or in part."""

    def __init__(self, missing_dong: int) -> None:
        message = _(
            "Vốn của lần góp này đã hoàn trả hoặc chuyển đi %(missing)s đồng. Nếu lần đó cũng ghi nhầm, hãy bỏ lần hoàn trả, "
            "hoặc ghi một lần chuyển ngược lại trước.",
            missing=grouped(missing_dong),
        )
        super().__init__(message, article=CORRECTION)


class EntrySaysOtherwise(Refusal):
    """The entry does not say it any more: an opening holds the capital of a list now."""

    def __init__(self) -> None:
        message = _(
            "Bút toán của lần ghi này không còn số vốn đó: vốn nay nằm trong số dư đầu kỳ. Hãy lấy lại số dư đầu kỳ trước."
        )
        super().__init__(message, article=CORRECTION)


class ContributionNotFound(NotFound):
    """No such contribution of this member; another member's looks the same."""

    def __init__(self) -> None:
        super().__init__(_("Không tìm thấy lần góp vốn này."))


class RefundNotFound(NotFound):
    """No such refund of this member; another member's looks the same."""

    def __init__(self) -> None:
        super().__init__(_("Không tìm thấy lần hoàn trả này."))
