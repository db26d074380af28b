"""What the pages of people and seats show, in words: states, roles, deeds."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from litestar import Request

from hoptac.identity.deeds import DEED_NAMES
from hoptac.identity.permissions import ROLE_NAMES
from hoptac.identity.queries.deeds import DeedRow
from hoptac.kit.calendar import format_moment
from hoptac.kit.language import Message, _, translate
from hoptac.kit.pages import language_of

FIELD_NAMES: dict[str, Message] = {
    "name": _("họ và tên"),
    "phone": _("số điện thoại"),
    "email": _("thư điện tử"),
    "organization.name": _("tên đơn vị"),
    "organization.short_name": _("tên viết tắt"),
    "organization.registration_code": _("mã số"),
    "organization.head_office": _("trụ sở chính"),
    "organization.legal_representative": _("người đại diện theo pháp luật"),
    "organization.legal_representative_title": _("chức vụ của người đại diện"),
    "organization.phone": _("số điện thoại"),
    "organization.email": _("thư điện tử"),
}


class State(NamedTuple):
    """How a person's sign-in stands: a word and the hue of its tag; empty where there is nothing to say."""

    word: Message
    hue: str


LOCKED = State(_("đang khóa"), "red")
EXPIRED = State(_("mật khẩu một lần đã hết hạn"), "orange")
WAITING = State(_("chưa đăng nhập lần đầu"), "orange")


def state_of(locked_at: datetime | None, one_time_until: datetime | None, now: datetime) -> State | None:
    """The one thing that keeps the person from signing in as usual."""
    if locked_at is not None:
        return LOCKED
    if one_time_until is None:
        return None
    return WAITING if one_time_until > now else EXPIRED


class ShownDeed(NamedTuple):
    """One line of the log, in the reader's words."""

    at: str
    actor: str
    deed: str
    person: str
    person_id: str
    organization: str
    org_id: str


def _detail(deed: DeedRow, language: str) -> str:
    name = translate(DEED_NAMES[deed.verb], language)
    if role := deed.detail.get("role"):
        return f"{name}: {translate(ROLE_NAMES[role], language)}"
    if fields := deed.detail.get("fields"):
        return f"{name}: {', '.join(translate(FIELD_NAMES[field], language) for field in fields)}"
    if deed.detail.get("is_platform_administrator"):
        return f"{name}: {translate(_('quản trị hệ thống'), language)}"
    return name


def shown_deeds(request: Request[Any, Any, Any], deeds: Iterable[DeedRow]) -> list[ShownDeed]:
    """The log's lines; what the command line did has no name."""
    language = language_of(request)
    system = translate(_("dòng lệnh"), language)
    return [
        ShownDeed(
            format_moment(deed.at),
            deed.actor or system,
            _detail(deed, language),
            deed.person or "",
            str(deed.person_id or ""),
            deed.org_name or "",
            str(deed.org_id or ""),
        )
        for deed in deeds
    ]
