"""The forms about personal data as they are posted."""

from datetime import date

from hoptac.kit.forms import FormReader
from hoptac.kit.language import _
from hoptac.members.consents.rules import PURPOSES, WAYS, ConsentForm
from hoptac.personal_data.actions.requests import RequestForm
from hoptac.personal_data.rules.requests import KIND_NAMES, STEP_NAMES, Step


def read_consent(reader: FormReader) -> ConsentForm:
    """One word on one purpose; nothing is chosen before. Raises Refusals."""
    purpose = reader.choice("purpose", PURPOSES)
    said = reader.choice("is_given", ("given", "taken_back"))
    decided_on = reader.date("decided_on", required=True, label=_("ngày đồng ý hoặc rút lại"))
    way = reader.choice("way", WAYS)
    reference = reader.text("reference")
    reader.finish()
    return ConsentForm(purpose or "", said == "given", decided_on or date.min, way or "", reference)


def read_request(reader: FormReader) -> RequestForm:
    """What a person asked for. Raises Refusals."""
    kind = reader.choice("kind", KIND_NAMES)
    received_on = reader.date("received_on", required=True, label=_("ngày nhận"))
    wish = reader.text("wish")
    reader.finish()
    return RequestForm(kind or "", received_on or date.min, wish)


def read_step(reader: FormReader) -> Step:
    """What was done about it. Raises Refusals."""
    step = reader.choice("step", STEP_NAMES)
    happened_on = reader.date("happened_on", required=True, label=_("ngày làm"))
    note = reader.text("note")
    reader.finish()
    return Step(step or "", happened_on or date.min, note)
