"""The forms of an agreement as they are posted."""

from datetime import date

from hoptac.kit.forms import FormReader
from hoptac.kit.language import _
from hoptac.members.agreements.rules import AgreementForm


def read_agreement(reader: FormReader) -> AgreementForm:
    """A new agreement; without a first day it is in force from the day of signing. Raises Refusals."""
    number = reader.text("number", required=True, label=_("số hợp đồng"))
    signed_on = reader.date("signed_on", required=True, label=_("ngày ký"))
    valid_from = reader.date("valid_from") or signed_on
    valid_to = reader.date("valid_to")
    covers = reader.text("covers", required=True, label=_("nội dung cung cấp"))
    reader.finish()
    return AgreementForm(number, signed_on or date.min, valid_from or date.min, valid_to, covers)


def read_ending(reader: FormReader) -> tuple[date, str]:
    """The last day and why. Raises Refusals."""
    ends_on = reader.date("valid_to", required=True, label=_("ngày hết hiệu lực"))
    reason = reader.text("reason", required=True, label=_("lý do"))
    reader.finish()
    return ends_on or date.min, reason
