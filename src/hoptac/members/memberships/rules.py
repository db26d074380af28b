"""Days of a membership and the decision behind it, as pure functions."""

from datetime import date

import msgspec

from hoptac.kit.calendar import format_date
from hoptac.kit.errors import Refusal, Refusals
from hoptac.kit.language import Message, _

BODY_NAMES: dict[str, Message] = {
    "board": _("Hội đồng quản trị"),
    "general_meeting": _("Đại hội thành viên"),
    "director": _("Giám đốc"),
}
TERMINATION_NAMES: dict[str, Message] = {
    "death_or_incapacity": _("Chết, mất tích, mất hoặc hạn chế năng lực hành vi"),
    "organisation_ceased": _("Thành viên là tổ chức đã chấm dứt, giải thể, phá sản"),
    "cooperative_ceased": _("Hợp tác xã chấm dứt, giải thể, phá sản"),
    "resignation": _("Tự nguyện ra khỏi hợp tác xã"),
    "expulsion": _("Bị khai trừ"),
    "inactivity": _("Không sử dụng dịch vụ, không góp sức lao động"),
    "contribution_default": _("Không góp vốn hoặc góp thấp hơn mức tối thiểu"),
    "fee_default": _("Không nộp phí thành viên"),
}


class DecisionNumberMissing(Refusal):
    """A decision without a number cannot be found again."""

    def __init__(self) -> None:
        super().__init__(_("Hãy ghi số của quyết định hoặc nghị quyết, đúng như trên giấy."), field="decision_number")


class DecisionDayMissing(Refusal):
    """A decision without a day."""

    def __init__(self) -> None:
        super().__init__(_("Hãy ghi ngày ra quyết định hoặc nghị quyết."), field="decided_on")


class DecisionAhead(Refusal):
    """Nobody has decided tomorrow."""

    def __init__(self, today: date) -> None:
        super().__init__(
            _("Ngày quyết định không thể sau hôm nay, %(today)s.", today=format_date(today)), field="decided_on"
        )


class BeforeMembership(Refusal):
    """A membership changes or ends on a day when it was there."""

    def __init__(self, began_on: date) -> None:
        super().__init__(
            _("Ngày này trước ngày bắt đầu của lần tham gia đang ghi, %(day)s.", day=format_date(began_on)),
            field="effective_on",
        )


class AfterNextChange(Refusal):
    """The day of joining is corrected to one after something else had happened to the membership."""

    def __init__(self, changed_on: date) -> None:
        super().__init__(
            _(
                "Ngày vào phải trước ngày %(day)s, khi tư cách thành viên của người này đã được ghi thay đổi.",
                day=format_date(changed_on),
            ),
            field="joined_on",
        )


class NoMemberNow(Refusal):
    """Who has left has no membership that could change or end."""

    def __init__(self, name: str, left_on: date) -> None:
        super().__init__(
            _(
                "%(name)s không còn là thành viên từ ngày %(day)s.",
                name=name,
                day=format_date(left_on),
            ),
            article="Điều 33 Luật 17/2023/QH15",
        )


class MemberAlready(Refusal):
    """A membership cannot begin while another is open."""

    def __init__(self, name: str) -> None:
        super().__init__(_("%(name)s đang là thành viên.", name=name))


class Decided(msgspec.Struct, frozen=True):
    """A decision as it is typed: which body (`models.BODIES`), its number and day."""

    body: str
    number: str
    decided_on: date | None


def check_decision(decided: Decided, *, today: date) -> date:
    """Does the decision have its number and a day that has come? The day. Raises Refusals, each beside its field."""
    found: list[Refusal] = []
    if not decided.number.strip():
        found.append(DecisionNumberMissing())
    if decided.decided_on is None:
        found.append(DecisionDayMissing())
    elif decided.decided_on > today:
        found.append(DecisionAhead(today))
    if found or decided.decided_on is None:
        raise Refusals(found)
    return decided.decided_on


def check_within(began_on: date | None, effective_on: date) -> None:
    """Raises BeforeMembership where something would happen to a membership before it began."""
    if began_on is not None and effective_on < began_on:
        raise BeforeMembership(began_on)


def check_member_now(name: str, left_on: date | None) -> None:
    """Raises NoMemberNow for somebody who has left (Art. 33)."""
    if left_on is not None:
        raise NoMemberNow(name, left_on)
