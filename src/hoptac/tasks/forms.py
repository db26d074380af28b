"""The forms of a duty done, as they are posted."""

from datetime import date

from hoptac.kit.calendar import parse_year
from hoptac.kit.forms import FormReader
from hoptac.kit.language import _
from hoptac.tasks.models import DUTIES, STATES
from hoptac.tasks.rules.records import RecordForm


def read_record(reader: FormReader) -> RecordForm:
    """A duty done. Raises Refusals."""
    duty = reader.choice("duty", DUTIES)
    year = reader.read("period", parse_year)
    done_on = reader.date("done_on", required=True, label=_("ngày"))
    number = reader.text("number")
    note = reader.text("note")
    amount_dong = reader.money("amount_dong") if duty == "capital_registration" else None
    reader.finish()
    request_key = reader.request_key()
    return RecordForm(duty or "", year, done_on or date.min, number, note, amount_dong, request_key)


def read_seen(reader: FormReader) -> tuple[str, str]:
    """The key of a task and the state in which it was seen. Raises Refusals."""
    key = reader.text("key", required=True)
    state = reader.choice("state", STATES)
    reader.finish()
    return key, state or ""
