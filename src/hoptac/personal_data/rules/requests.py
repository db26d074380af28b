"""Requests: until when they are to be answered, and how they stand on a day. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Literal
from uuid import UUID

import msgspec

from hoptac.kit.language import Message, _
from hoptac.kit.working_days import add_working_days
from hoptac.organizations.parameters import Parameter, value_on
from hoptac.personal_data.refusals import (
    ExtendedTooLate,
    NoLawOnThatDay,
    ReceivedAhead,
    RequestEnded,
    StepOutOfOrder,
    StepReasonMissing,
    StepTakenAlready,
)

KIND_NAMES: dict[str, Message] = {
    "view": _("xem dữ liệu của mình"),
    "copy": _("nhận một bản dữ liệu"),
    "correct": _("sửa dữ liệu sai"),
    "restrict": _("hạn chế dùng dữ liệu"),
    "object": _("phản đối việc dùng dữ liệu"),
    "withdraw_consent": _("rút lại đồng ý"),
    "delete": _("xóa dữ liệu"),
}
STEP_NAMES: dict[str, Message] = {
    "replied": _("đã báo là đã nhận"),
    "extended": _("gia hạn"),
    "done": _("đã làm xong"),
    "refused": _("đã từ chối"),
}
REPLY = "personal_data.reply"
DAYS_OF: dict[str, str] = {
    "view": "personal_data.view_correct_provide",
    "copy": "personal_data.view_correct_provide",
    "correct": "personal_data.view_correct_provide",
    "restrict": "personal_data.withdraw_restrict_object",
    "object": "personal_data.withdraw_restrict_object",
    "withdraw_consent": "personal_data.withdraw_restrict_object",
    "delete": "personal_data.delete",
}
"""The dated parameter that says how many days there are for each kind."""
Standing = Literal["open", "reply_late", "late", "done", "refused"]
_ENDINGS = ("done", "refused")


class Due(msgspec.Struct, frozen=True):
    """The last days on which a reply and the deed itself are in time; `days` is how long the deed may take."""

    reply_on: date
    done_on: date
    days: int


class Step(msgspec.Struct, frozen=True):
    """One step about a request."""

    step: str
    happened_on: date
    note: str
    recorded_by: str = ""


class RequestRow(msgspec.Struct, frozen=True):
    """A request with the days of its steps, None for one that was not taken."""

    id: UUID
    party_id: UUID
    name: str
    kind: str
    received_on: date
    wish: str
    reply_due_on: date
    due_on: date
    days: int
    replied_on: date | None
    extended_on: date | None
    done_on: date | None
    refused_on: date | None

    @property
    def last_on(self) -> date:
        """The last day in time; an extension gives the same number of days once more."""
        return self.due_on + timedelta(days=self.days) if self.extended_on else self.due_on

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.done_on is None and self.refused_on is None


def due_days(kind: str, received_on: date, *, today: date, parameters: Iterable[Parameter]) -> Due:
    """Decree 356/2025/NĐ-CP Art. 5, by the numbers in force on the day of receipt. Raises ReceivedAhead, NoLawOnThatDay."""
    known = list(parameters)
    if received_on > today:
        raise ReceivedAhead
    reply, days = value_on(known, REPLY, received_on), value_on(known, DAYS_OF[kind], received_on)
    if reply is None or days is None:
        raise NoLawOnThatDay
    return Due(add_working_days(received_on, reply), received_on + timedelta(days=days), days)


def standing_of(request: RequestRow, today: date) -> Standing:
    """How a request stands on a day."""
    if request.done_on is not None:
        return "done"
    if request.refused_on is not None:
        return "refused"
    if today > request.last_on:
        return "late"
    return "reply_late" if request.replied_on is None and today > request.reply_due_on else "open"


def check_step(request: RequestRow, taken: Sequence[Step], step: Step, today: date) -> None:
    """Decree 356/2025/NĐ-CP Art. 5: one extension, and reasons for what is put off or refused. Raises RequestEnded,
    StepTakenAlready, StepOutOfOrder, StepReasonMissing, ExtendedTooLate."""
    if any(one.step in _ENDINGS for one in taken):
        raise RequestEnded
    if any(one.step == step.step for one in taken):
        raise StepTakenAlready
    if not request.received_on <= step.happened_on <= today:
        raise StepOutOfOrder(request.received_on)
    if step.step in ("extended", "refused") and not step.note:
        raise StepReasonMissing
    if step.step == "extended" and step.happened_on > request.due_on:
        raise ExtendedTooLate(request.due_on)
