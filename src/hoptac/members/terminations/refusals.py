"""Why a membership does not end as it is asked, each with what to do."""

from datetime import date

from hoptac.kit.calendar import format_date
from hoptac.kit.errors import Refusal
from hoptac.kit.language import Message, _, grouped

LAW = "Luật 17/2023/QH15"
EXPLAINED = "/handbook/leaving#reasons"


class ReasonNotForKind(Refusal):
    """The Law names this reason for other kinds of members."""

    def __init__(self, reason: Message, kind: Message, article: str) -> None:
        message = _(
            "Lý do “%(reason)s” không áp dụng cho %(kind)s. Hãy chọn lý do khác.",
            reason=reason,
            kind=kind,
        )
        super().__init__(message, field="reason", article=article, explained_at=EXPLAINED)


class ReasonOfPersons(Refusal):
    """Only a person dies."""

    def __init__(self, article: str) -> None:
        message = _("Đây không phải là một cá nhân. Hãy chọn lý do tổ chức chấm dứt, giải thể, phá sản.")
        super().__init__(message, field="reason", article=article, explained_at=EXPLAINED)


class ReasonOfOrganizations(Refusal):
    """A person is not dissolved."""

    def __init__(self, article: str) -> None:
        message = _("Đây là một cá nhân, không phải tổ chức. Hãy chọn lý do khác.")
        super().__init__(message, field="reason", article=article, explained_at=EXPLAINED)


class CircumstanceMissing(Refusal):
    """What happened decides who receives the capital."""

    def __init__(self) -> None:
        message = _("Hãy chọn: chết, mất tích, hay mất hoặc hạn chế năng lực hành vi. Người nhận vốn tùy theo đó.")
        super().__init__(message, field="circumstance", article=f"Điều 90 {LAW}")


class ReceiverMissing(Refusal):
    """Somebody receives in the place of who cannot."""

    def __init__(self, *, is_missing: bool) -> None:
        message = (
            _("Hãy ghi tên người quản lý tài sản của người mất tích.")
            if is_missing
            else _("Hãy ghi tên người giám hộ hoặc người đại diện.")
        )
        super().__init__(message, field="receiver", article=f"Điều {'90.4' if is_missing else '90.5'} {LAW}")


class RequestMissing(Refusal):
    """Who leaves of their own will says so on paper."""

    def __init__(self) -> None:
        message = _("Hãy ghi ngày trên đơn xin ra của thành viên.")
        super().__init__(message, field="requested_on", article=f"Điều 33.1.d {LAW}")


class GroundsMissing(Refusal):
    """The charter says in which cases; which one is it?"""

    def __init__(self, article: str) -> None:
        message = _("Hãy ghi điều của Điều lệ và việc đã xảy ra.")
        super().__init__(message, field="grounds", article=article)


class NotInCharter(Refusal):
    """The Law leaves it to the charter, and the charter says nothing."""

    def __init__(self, article: str) -> None:
        message = _(
            "Điều lệ chưa quy định về lý do này nên chưa ai thôi là thành viên vì nó được. Hãy ghi điều đó của Điều lệ trước."
        )
        super().__init__(message, field="reason", article=article, explained_at=EXPLAINED)


class NoticeMissing(Refusal):
    """Nobody is expelled without knowing."""

    def __init__(self) -> None:
        message = _("Hãy ghi ngày đã báo cho thành viên biết, để người ấy được trả lời trước khi quyết định.")
        super().__init__(message, field="notified_on", article=f"Điều 40.4 {LAW}")


class NoticeAfterDecision(Refusal):
    """Told when all was decided already."""

    def __init__(self, decided_on: date) -> None:
        message = _("Phải báo trước ngày quyết định %(day)s. Hãy sửa lại ngày.", day=format_date(decided_on))
        super().__init__(message, field="notified_on", article=f"Điều 40.4 {LAW}")


class AnswerOutOfOrder(Refusal):
    """An answer comes after the notice and before the decision."""

    def __init__(self, notified_on: date, decided_on: date) -> None:
        message = _(
            "Ngày trả lời phải từ ngày báo %(first)s đến ngày quyết định %(last)s.",
            first=format_date(notified_on),
            last=format_date(decided_on),
        )
        super().__init__(message, field="answered_on", article=f"Điều 40.4 {LAW}")


class LeftAhead(Refusal):
    """The register says who is a member now."""

    def __init__(self, today: date) -> None:
        message = _(
            "Ngày thôi là thành viên không được sau hôm nay, %(today)s. Hãy ghi khi đến ngày.", today=format_date(today)
        )
        super().__init__(message, field="left_on")


class LeftBeforeJoining(Refusal):
    """Nobody leaves before coming."""

    def __init__(self, joined_on: date) -> None:
        message = _("Người này vào ngày %(day)s. Ngày thôi không được trước ngày đó.", day=format_date(joined_on))
        super().__init__(message, field="left_on")


class LeftBeforeMovement(Refusal):
    """Capital moved later: on that day there still was a membership."""

    def __init__(self, moved_on: date) -> None:
        message = _(
            "Vốn góp của người này còn thay đổi ngày %(day)s. Ngày thôi không được trước ngày đó.",
            day=format_date(moved_on),
        )
        super().__init__(message, field="left_on")


class LeftBeforeRequest(Refusal):
    """Nobody had asked yet."""

    def __init__(self, requested_on: date) -> None:
        message = _("Ngày này trước ngày trên đơn, %(day)s. Hãy sửa lại ngày.", day=format_date(requested_on))
        super().__init__(message, field="left_on")


class RequestAhead(Refusal):
    """A paper is not dated tomorrow."""

    def __init__(self, today: date) -> None:
        message = _("Ngày trên giấy không được sau hôm nay, %(today)s.", today=format_date(today))
        super().__init__(message, field="requested_on")


class DecidedBeforeRequest(Refusal):
    """A decision on something that nobody had asked for."""

    def __init__(self, requested_on: date) -> None:
        message = _("Quyết định không thể ra trước ngày trên giấy, %(day)s.", day=format_date(requested_on))
        super().__init__(message, field="decided_on")


class LeftBeforeDecision(Refusal):
    """An expulsion does not reach back."""

    def __init__(self, decided_on: date) -> None:
        message = _(
            "Với lý do này, tư cách thành viên hết sớm nhất từ ngày quyết định %(day)s.", day=format_date(decided_on)
        )
        super().__init__(message, field="left_on", article=f"Điều 33.4 {LAW}")


class BodyNotEntitled(Refusal):
    """Somebody else decides."""

    def __init__(self, wanted: Message, article: str) -> None:
        message = _("Việc này do %(body)s quyết định. Hãy chọn lại, hoặc đưa ra %(body)s.", body=wanted)
        super().__init__(message, field="body", article=article)


class StillActive(Refusal):
    """The period of the charter has not passed since the last use."""

    def __init__(self, used_on: date, months: int) -> None:
        message = _(
            "Sổ ghi người này còn giao dịch ngày %(day)s, chưa đủ %(months)s tháng theo Điều lệ.",
            day=format_date(used_on),
            months=months,
        )
        super().__init__(message, field="left_on", article=f"Điều 33.1.e {LAW}")


class NotInDefault(Refusal):
    """What was paid in is enough to stay."""

    def __init__(self, paid_dong: int, minimum_dong: int) -> None:
        message = _(
            "Người này đã góp %(paid)s đồng, không thấp hơn mức tối thiểu %(minimum)s đồng. Người góp thiếu chỉ còn quyền "
            "theo số đã góp, không bị chấm dứt tư cách.",
            paid=grouped(paid_dong),
            minimum=grouped(minimum_dong),
        )
        super().__init__(message, field="reason", article=f"Điều 74.6 {LAW}", explained_at=EXPLAINED)


class DeadlineNotPassed(Refusal):
    """There still is time to pay."""

    def __init__(self, due_on: date) -> None:
        message = _("Hạn góp vốn của người này là ngày %(day)s, chưa qua hạn.", day=format_date(due_on))
        super().__init__(message, field="left_on", article=f"Điều 74.6.a {LAW}", explained_at=EXPLAINED)


class NothingPledged(Refusal):
    """Without a pledge nothing was due."""

    def __init__(self) -> None:
        message = _("Người này chưa có cam kết góp vốn nào quá hạn. Hãy chọn lý do khác.")
        super().__init__(message, field="reason", article=f"Điều 74.6.a {LAW}", explained_at=EXPLAINED)


class BelowFounders(Refusal):
    """A warning: fewer official members are left than the law asks for."""

    def __init__(self, count: int, founders: int, article: str) -> None:
        message = _(
            "Nay chỉ còn %(count)s thành viên chính thức, ít hơn %(founders)s. Nếu kéo dài, Giấy chứng nhận đăng ký có thể "
            "bị thu hồi. Hãy kết nạp thêm.",
            count=count,
            founders=founders,
        )
        super().__init__(message, article=article)
