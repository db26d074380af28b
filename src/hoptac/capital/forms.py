"""What a person types to pledge and to contribute, read into plain values."""

from datetime import date
from uuid import UUID

import msgspec

from hoptac.capital.postings import Method
from hoptac.kit.forms import FormReader
from hoptac.kit.identifiers import new_id
from hoptac.kit.language import Message, _

METHOD_NAMES: dict[Method, Message] = {"cash": _("Tiền mặt"), "bank": _("Chuyển khoản ngân hàng")}
LONGEST_NOTE = 500


class PledgeForm(msgspec.Struct, frozen=True):
    """A pledge as typed."""

    amount_dong: int
    pledged_on: date
    due_on: date | None
    basis: str
    request_key: UUID


class ContributionForm(msgspec.Struct, frozen=True):
    """A contribution as typed."""

    amount_dong: int
    contributed_on: date
    method: Method
    note: str
    request_key: UUID


def _request_key(reader: FormReader) -> UUID:
    """The key the form was made with. One that cannot be read makes the sending a deed of its own."""
    try:
        return UUID(reader.values.get("request_key", ""))
    except ValueError:
        return new_id()


def read_pledge(reader: FormReader) -> PledgeForm:
    """Read the pledge's fields; raises Refusals, one beside each field that cannot be read."""
    amount_dong = reader.money("amount_dong", required=True, label=_("Số tiền cam kết"))
    pledged_on = reader.date("pledged_on", required=True, label=_("Ngày cam kết"))
    due_on = reader.date("due_on", label=_("Hạn góp đủ"))
    basis = reader.text("basis")[:LONGEST_NOTE]
    reader.finish()
    return PledgeForm(amount_dong or 0, pledged_on or date.min, due_on, basis, _request_key(reader))


def read_contribution(reader: FormReader) -> ContributionForm:
    """Read the contribution's fields; raises Refusals, one beside each field that cannot be read."""
    amount_dong = reader.money("amount_dong", required=True, label=_("Số tiền góp"))
    contributed_on = reader.date("contributed_on", required=True, label=_("Ngày góp"))
    method: Method = "bank" if reader.choice("method", METHOD_NAMES) == "bank" else "cash"
    note = reader.text("note")[:LONGEST_NOTE]
    reader.finish()
    return ContributionForm(amount_dong or 0, contributed_on or date.min, method, note, _request_key(reader))
