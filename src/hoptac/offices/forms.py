"""The forms of an office as they are posted."""

from datetime import date
from uuid import UUID

import msgspec

from hoptac.kit.forms import FormReader
from hoptac.kit.language import _
from hoptac.offices.models import OFFICES


class OfficeForm(msgspec.Struct, frozen=True):
    """What a person writes of an office: the name, the number in the register, or both."""

    office: str
    name: str
    member_number: str
    elected_on: date
    term_until: date | None
    basis: str
    request_key: UUID


def read_office(reader: FormReader) -> OfficeForm:
    """Somebody new in an office. Raises Refusals."""
    office = reader.choice("office", OFFICES)
    name = reader.text("name")
    number = reader.text("member_number")
    elected_on = reader.date("elected_on", required=True, label=_("ngày bầu"))
    term_until = reader.date("term_until")
    basis = reader.text("basis", required=True, label=_("số nghị quyết, quyết định"))
    reader.finish()
    return OfficeForm(office or "", name, number, elected_on or date.min, term_until, basis, reader.request_key())


def read_ending(reader: FormReader) -> tuple[date, str]:
    """The first day without the office, and why. Raises Refusals."""
    ended_on = reader.date("ended_on", required=True, label=_("ngày thôi giữ chức vụ"))
    reason = reader.text("reason", required=True, label=_("lý do"))
    reader.finish()
    return ended_on or date.min, reason
