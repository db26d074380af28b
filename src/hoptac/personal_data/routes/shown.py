"""Requests in words, for the list and for one."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

import msgspec

from hoptac.kit.calendar import format_date
from hoptac.kit.language import Message, _, translate
from hoptac.personal_data.rules.requests import KIND_NAMES, RequestRow, standing_of

STANDINGS: dict[str, tuple[Message, str]] = {
    "open": (_("đang làm"), "azure"),
    "reply_late": (_("trễ báo đã nhận"), "orange"),
    "late": (_("quá hạn"), "red"),
    "done": (_("đã xong"), "green"),
    "refused": (_("đã từ chối"), "secondary"),
}


class ShownRequest(msgspec.Struct, frozen=True):
    """One request as a row shows it; `hue` goes with the word of its standing."""

    id: UUID
    party_id: UUID
    name: str
    kind: str
    received_on: str
    reply_due_on: str
    last_on: str
    standing: str
    hue: str


def shown_requests(rows: Iterable[RequestRow], today: date, language: str) -> list[ShownRequest]:
    """The rows as they stand on a day."""
    found: list[ShownRequest] = []
    for row in rows:
        word, hue = STANDINGS[standing_of(row, today)]
        days = (format_date(row.received_on), format_date(row.reply_due_on), format_date(row.last_on))
        kind = translate(KIND_NAMES[row.kind], language)
        found.append(ShownRequest(row.id, row.party_id, row.name, kind, *days, translate(word, language), hue))
    return found
