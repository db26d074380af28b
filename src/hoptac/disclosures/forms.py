"""The forms of a disclosure as they are posted."""

from datetime import date
from uuid import UUID

import msgspec

from hoptac.disclosures.models import ITEMS
from hoptac.kit.forms import ChoiceUnknown, FormReader
from hoptac.kit.identifiers import read_uuid
from hoptac.kit.language import _


class DisclosureForm(msgspec.Struct, frozen=True):
    """A document to disclose; `request_key` is made with the form."""

    item: str
    title: str
    issued_on: date
    request_key: UUID


def read_disclosure(reader: FormReader) -> DisclosureForm:
    """A new document. Raises Refusals."""
    item = reader.choice("item", ITEMS)
    title = reader.text("title", required=True, label=_("tên văn bản"))
    issued_on = reader.date("issued_on", required=True, label=_("ngày ban hành"))
    key = reader.read("request_key", read_uuid)
    if key is None and not reader.refusals:
        reader.refuse(ChoiceUnknown("request_key"))
    reader.finish()
    return DisclosureForm(item or "", title, issued_on or date.min, key or UUID(int=0))


def read_posting(reader: FormReader) -> tuple[date, str]:
    """The day and the place. Raises Refusals."""
    posted_on = reader.date("posted_on", required=True, label=_("ngày niêm yết"))
    place = reader.text("place", required=True, label=_("nơi niêm yết"))
    reader.finish()
    return posted_on or date.min, place


def read_taking_down(reader: FormReader) -> date:
    """The day. Raises Refusals."""
    taken_down_on = reader.date("taken_down_on", required=True, label=_("ngày gỡ"))
    reader.finish()
    return taken_down_on or date.min
