"""What a person types when somebody leaves, dies, is inherited from, read into plain values."""

from datetime import date
from uuid import UUID

import msgspec

from hoptac.capital.forms import LONGEST_NOTE, MONEY_NAMES
from hoptac.capital.postings import MoneyMethod
from hoptac.capital.settlements.refusals import HeirUnnamed, ShareMissing
from hoptac.capital.settlements.rules import MOST_HEIRS, Heir, read_share
from hoptac.kit.forms import FieldMissing, FormReader
from hoptac.kit.language import Message, _
from hoptac.members.forms import MemberForm, read_member
from hoptac.members.memberships import Decided
from hoptac.members.models import BODIES, TERMINATIONS
from hoptac.members.terminations.models import CIRCUMSTANCES
from hoptac.members.terminations.rules import AskedTermination

TAKER_NAMES: dict[str, Message] = {
    "member": _("Người đã là thành viên"),
    "newcomer": _("Thành viên mới"),
}
CONTRIBUTING = ("official", "associate_contributing")


class TerminationForm(msgspec.Struct, frozen=True):
    """The end of a membership as typed."""

    asked: AskedTermination
    request_key: UUID


class InheritanceForm(msgspec.Struct, frozen=True):
    """Who takes over: a member by name, or somebody who becomes one now."""

    to_name: str
    to_party_id: UUID | None
    newcomer: MemberForm | None
    inherited_on: date
    volunteers: bool
    request_key: UUID


class HeirRefundForm(msgspec.Struct, frozen=True):
    """How the value is paid."""

    method: MoneyMethod
    refunded_on: date
    basis: str
    request_key: UUID


def read_termination(reader: FormReader) -> TerminationForm:
    """Read the fields; what belongs to another reason than the one chosen is passed over. Raises Refusals."""
    reason = reader.choice("reason", TERMINATIONS) or "resignation"
    is_person, is_expulsion = reason == "death_or_incapacity", reason == "expulsion"
    body = reader.choice("body", BODIES) or "board"
    left_on = reader.date("left_on", required=True, label=_("ngày thôi là thành viên"))
    asked = AskedTermination(
        reason=reason,
        left_on=left_on or date.min,
        decided=Decided(body, reader.text("decision_number"), reader.date("decided_on")),
        circumstance=(reader.choice("circumstance", CIRCUMSTANCES, required=False) or "") if is_person else "",
        requested_on=reader.date("requested_on"),
        grounds=reader.text("grounds")[:LONGEST_NOTE],
        notified_on=reader.date("notified_on") if is_expulsion else None,
        answered_on=reader.date("answered_on") if is_expulsion else None,
        answer=reader.text("answer")[:LONGEST_NOTE] if is_expulsion else "",
        receiver=reader.text("receiver")[:LONGEST_NOTE],
        bank_account=reader.text("bank_account")[:LONGEST_NOTE],
    )
    reader.finish()
    return TerminationForm(asked, reader.request_key())


def read_heirs(reader: FormReader) -> tuple[list[Heir], str]:
    """The heirs that were written, and the paper that names them. Raises Refusals, each beside its row."""
    heirs: list[Heir] = []
    for place in range(1, MOST_HEIRS + 1):
        name, share = reader.text(f"heir_name_{place}")[:LONGEST_NOTE], reader.read(f"heir_share_{place}", read_share)
        relation = reader.text(f"heir_relation_{place}")[:LONGEST_NOTE]
        if name and share is None and not reader.values.get(f"heir_share_{place}", "").strip():
            reader.refuse(ShareMissing(f"heir_share_{place}", name))
        if not name and (share is not None or relation):
            reader.refuse(HeirUnnamed(f"heir_name_{place}"))
        if name and share is not None:
            heirs.append(Heir(name, relation, share))
    basis = reader.text("basis", required=True, label=_("giấy tờ thừa kế"))[:LONGEST_NOTE]
    reader.finish()
    return heirs, basis


def read_inheritance(reader: FormReader, today: date) -> InheritanceForm:
    """Who takes over and when; of a newcomer the whole form of a member. Raises Refusals."""
    is_newcomer = reader.choice("taker", TAKER_NAMES) == "newcomer"
    inherited_on = reader.date("transferred_on", required=True, label=_("ngày nhận"))
    volunteers = "volunteers" in reader.values
    to_name = "" if is_newcomer else reader.text("to_party")
    if not is_newcomer and not to_name:
        reader.refuse(FieldMissing("to_party", _("người nhận")))
    newcomer = read_member(reader, today) if is_newcomer else None
    reader.finish()
    to_party_id = None if is_newcomer else reader.uuid("to_party-id")
    return InheritanceForm(to_name, to_party_id, newcomer, inherited_on or date.min, volunteers, reader.request_key())


def read_heir_refund(reader: FormReader) -> HeirRefundForm:
    """Read the fields; raises Refusals."""
    method: MoneyMethod = "bank" if reader.choice("method", MONEY_NAMES) == "bank" else "cash"
    refunded_on = reader.date("refunded_on", required=True, label=_("ngày hoàn trả"))
    basis = reader.text("basis", required=True, label=_("nghị quyết"))[:LONGEST_NOTE]
    reader.finish()
    return HeirRefundForm(method, refunded_on or date.min, basis, reader.request_key())
