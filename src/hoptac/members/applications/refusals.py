"""Why an application is not taken, and why one cannot be decided as asked."""

from datetime import date

from hoptac.kit.calendar import format_date
from hoptac.kit.errors import NotFound, Refusal
from hoptac.kit.language import Message, _

LAW = "Luật 17/2023/QH15"


class PledgeOfNoncontributing(Refusal):
    """An associate who does not contribute offers no capital."""

    def __init__(self) -> None:
        super().__init__(
            _("Thành viên liên kết không góp vốn thì không ghi vốn góp; hãy để trống, hoặc chọn loại thành viên khác."),
            field="pledge_dong",
            article=f"Điều 4.19 {LAW}",
        )


class PledgeNotPositive(Refusal):
    """Less than nothing is offered."""

    def __init__(self) -> None:
        super().__init__(_("Số tiền phải lớn hơn 0 đồng. Hãy nhập lại số tiền."), field="pledge_dong")


class ReceivedAhead(Refusal):
    """An application that comes tomorrow."""

    def __init__(self, today: date) -> None:
        super().__init__(
            _("Ngày nhận đơn không thể sau hôm nay, %(today)s.", today=format_date(today)), field="received_on"
        )


class ConsentMissing(Refusal):
    """Personal data are kept only with the applicant's consent."""

    def __init__(self) -> None:
        super().__init__(
            _("Hãy đánh dấu đồng ý thì hợp tác xã mới được giữ thông tin của đơn này."),
            field="consent",
            article="Luật 91/2025/QH15",
        )


class FilledByMachine(Refusal):
    """The box that people do not see was filled in."""

    def __init__(self) -> None:
        super().__init__(_("Đơn chưa gửi được. Hãy tải lại trang và gửi lại, hoặc nộp đơn giấy tại hợp tác xã."))


class TooManyApplications(Refusal):
    """Sent too often from one place, or to one organization."""

    def __init__(self, minutes: int) -> None:
        super().__init__(
            _("Đã gửi quá nhiều đơn trong thời gian ngắn. Hãy thử lại sau %(minutes)s phút.", minutes=minutes)
        )


class TooManyWaiting(Refusal):
    """More wait than a board can read: somebody floods the form."""

    def __init__(self) -> None:
        super().__init__(
            _("Hợp tác xã đang có quá nhiều đơn chờ xét nên tạm ngừng nhận đơn trực tuyến. Hãy nộp đơn giấy.")
        )


class FormClosed(NotFound):
    """The board has not opened the online form, or has closed it: there is no such page."""

    def __init__(self) -> None:
        super().__init__(_("Đơn vị này không nhận đơn trực tuyến. Hãy nộp đơn giấy tại đơn vị."))


class AlreadyDecided(Refusal):
    """Somebody else, or another tab, was faster."""

    def __init__(self, name: str, state: Message) -> None:
        super().__init__(_("Đơn của %(name)s không còn chờ xét: %(state)s.", name=name, state=state))


class ReasonMissing(Refusal):
    """A refusal or a withdrawal without a reason."""

    def __init__(self) -> None:
        super().__init__(
            _("Hãy ghi lý do. Người đủ điều kiện thì phải được kết nạp, nên từ chối phải nói rõ vì sao."),
            field="reason",
            article=f"Điều 10.1 {LAW}",
        )


class WithdrawalReasonMissing(Refusal):
    """Nobody knows why an application is gone."""

    def __init__(self) -> None:
        super().__init__(_("Hãy ghi người nộp rút đơn thế nào, vì sao."), field="reason")


class WithdrawnBeforeReceived(Refusal):
    """Taken back before it came."""

    def __init__(self, received_on: date) -> None:
        super().__init__(
            _("Ngày rút đơn không thể trước ngày nhận đơn, %(day)s.", day=format_date(received_on)), field="ended_on"
        )


class NothingDecided(Refusal):
    """A decision that decides nothing."""

    def __init__(self) -> None:
        super().__init__(_("Chưa chọn đơn nào. Hãy chọn kết nạp hoặc từ chối ở ít nhất một đơn."))


class DecisionBeforeApplication(Refusal):
    """Decided before it was received."""

    def __init__(self, received_on: date) -> None:
        super().__init__(
            _("Quyết định không thể trước ngày nhận đơn, %(day)s.", day=format_date(received_on)), field="decided_on"
        )


class WrongBody(Refusal):
    """Another body decides on this kind of member."""

    def __init__(self, kind: Message, body: Message, article: str) -> None:
        super().__init__(
            _("%(kind)s do %(body)s quyết định. Hãy chọn đúng nơi quyết định.", kind=kind, body=body),
            field="body",
            article=article,
        )


class ReturnedBeforeLeft(Refusal):
    """A new membership that would begin inside the one before."""

    def __init__(self, left_on: date) -> None:
        super().__init__(
            _(
                "Người này còn là thành viên đến trước ngày %(day)s; quyết định phải từ ngày đó.",
                day=format_date(left_on),
            ),
            field="decided_on",
        )


class NotAdmissible(Refusal):
    """A condition that is not met, or a question that the board has not answered."""

    def __init__(self, why: Message, article: str | None) -> None:
        super().__init__(why, article=article)


class WhoUnanswered(NotAdmissible):
    """The board has not said whether the applicant is somebody of the same name."""


class DecidedApart(Refusal):
    """Somebody of the same name is admitted by the same decision: whether it is one person is asked of one who is entered."""

    def __init__(self) -> None:
        super().__init__(
            _("Quyết định này đã kết nạp một người cùng tên. Hãy ghi đơn này riêng, sau khi đã ghi đơn kia.")
        )


class OfApplicant(Refusal):
    """A refusal that concerns one of several applications."""

    def __init__(self, name: str, refusal: Refusal, field: str) -> None:
        super().__init__(
            _("%(name)s: %(reason)s", name=name, reason=refusal.message), field=field, article=refusal.article
        )
