"""When a document must be posted and how long it must hang (Law 17/2023/QH15 Art. 14.2), as pure functions."""

from datetime import date, timedelta
from typing import Literal

import msgspec

from hoptac.kit.calendar import format_date
from hoptac.kit.errors import Refusal
from hoptac.kit.language import Message, _
from hoptac.kit.working_days import add_working_days

ARTICLE = "Điều 14.2 Luật 17/2023/QH15"
ITEM_NAMES: dict[str, Message] = {
    "charter_and_rules": _("Điều lệ, nội quy, quy chế"),
    "decisions": _("Nghị quyết, quyết định"),
    "member_list": _("Danh sách và tỷ lệ vốn góp của thành viên"),
    "yearly_report": _("Báo cáo tài chính năm"),
    "indivisible_assets": _("Sử dụng quỹ và tài sản chung không chia"),
    "training": _("Đào tạo, bồi dưỡng, thông tin cho thành viên"),
    "by_charter": _("Nội dung khác theo Điều lệ"),
}
State = Literal["late", "to_post", "standing", "may_come_down", "taken_down"]
STATE_NAMES: dict[str, Message] = {
    "late": _("quá hạn niêm yết"),
    "to_post": _("chờ niêm yết"),
    "standing": _("đang niêm yết"),
    "may_come_down": _("đủ ngày, có thể gỡ"),
    "taken_down": _("đã gỡ"),
}
ORDER: tuple[State, ...] = ("late", "to_post", "may_come_down", "standing", "taken_down")
"""In which the list shows them: what somebody must do comes first."""


class IssuedAhead(Refusal):
    """A document is issued before it is disclosed."""

    def __init__(self, today: date) -> None:
        super().__init__(
            _("Ngày ban hành không thể sau hôm nay, %(today)s.", today=format_date(today)), field="issued_on"
        )


class PostedAhead(Refusal):
    """What hangs was hung up."""

    def __init__(self, today: date) -> None:
        super().__init__(
            _("Ngày niêm yết không thể sau hôm nay, %(today)s.", today=format_date(today)), field="posted_on"
        )


class PostedBeforeIssued(Refusal):
    """Nothing is posted before it is there."""

    def __init__(self, issued_on: date) -> None:
        super().__init__(
            _("Ngày niêm yết phải từ ngày ban hành, %(day)s, trở đi.", day=format_date(issued_on)), field="posted_on"
        )


class PostedAlready(Refusal):
    """A document is posted once."""

    def __init__(self, posted_on: date) -> None:
        super().__init__(_("Văn bản này đã ghi niêm yết ngày %(day)s.", day=format_date(posted_on)))


class NotPosted(Refusal):
    """What does not hang cannot be taken down."""

    def __init__(self) -> None:
        super().__init__(_("Văn bản này chưa niêm yết nên chưa gỡ được."))


class TakenDownAlready(Refusal):
    """It came down before."""

    def __init__(self, taken_down_on: date) -> None:
        super().__init__(_("Văn bản này đã ghi gỡ ngày %(day)s.", day=format_date(taken_down_on)))


class TakenDownAhead(Refusal):
    """Nobody has taken it down tomorrow."""

    def __init__(self, today: date) -> None:
        super().__init__(
            _("Ngày gỡ không thể sau hôm nay, %(today)s.", today=format_date(today)), field="taken_down_on"
        )


class TakenDownTooEarly(Refusal):
    """It must hang for its days without a break."""

    def __init__(self, stands_until: date, days: int) -> None:
        super().__init__(
            _(
                "Phải niêm yết ít nhất %(days)s ngày liên tục, đến hết ngày %(day)s; gỡ sớm nhất ngày %(next)s.",
                days=days,
                day=format_date(stands_until),
                next=format_date(stands_until + timedelta(days=1)),
            ),
            field="taken_down_on",
            article=ARTICLE,
        )


class Terms(msgspec.Struct, frozen=True):
    """What the law asks for: working days until a document is posted, days for which it hangs."""

    post_within: int
    posted_for: int


class Standing(msgspec.Struct, frozen=True):
    """The days of one document."""

    issued_on: date
    due_on: date
    posted_on: date | None
    stands_until: date | None
    taken_down_on: date | None

    def state(self, today: date) -> State:
        """What is to be done with it on a day."""
        if self.taken_down_on is not None:
            return "taken_down"
        if self.posted_on is None or self.stands_until is None:
            return "late" if today > self.due_on else "to_post"
        return "may_come_down" if today > self.stands_until else "standing"

    @property
    def was_late(self) -> bool:
        """Whether it was posted after it was due (Art. 14.2)."""
        return self.posted_on is not None and self.posted_on > self.due_on


def due_on(issued_on: date, terms: Terms, *, today: date) -> date:
    """The last day for posting (Art. 14.2). Raises IssuedAhead."""
    if issued_on > today:
        raise IssuedAhead(today)
    return add_working_days(issued_on, terms.post_within)


def check_posting(standing: Standing, posted_on: date, terms: Terms, *, today: date) -> date:
    """The last day on which it must still hang, the day of posting being the first (Art. 14.2). Raises PostedAlready,
    PostedAhead, PostedBeforeIssued."""
    if standing.posted_on is not None:
        raise PostedAlready(standing.posted_on)
    if posted_on > today:
        raise PostedAhead(today)
    if posted_on < standing.issued_on:
        raise PostedBeforeIssued(standing.issued_on)
    return posted_on + timedelta(days=terms.posted_for - 1)


def check_taking_down(standing: Standing, taken_down_on: date, *, today: date) -> None:
    """Raises NotPosted, TakenDownAlready, TakenDownAhead, TakenDownTooEarly (Art. 14.2)."""
    if standing.posted_on is None or standing.stands_until is None:
        raise NotPosted
    if standing.taken_down_on is not None:
        raise TakenDownAlready(standing.taken_down_on)
    if taken_down_on > today:
        raise TakenDownAhead(today)
    if taken_down_on <= standing.stands_until:
        raise TakenDownTooEarly(standing.stands_until, (standing.stands_until - standing.posted_on).days + 1)
