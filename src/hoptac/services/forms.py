"""The form of a season."""

from datetime import date

from hoptac.kit.forms import FormReader
from hoptac.kit.language import _
from hoptac.services.rules import SeasonForm


def read_season(reader: FormReader) -> SeasonForm:
    """The posted form; what cannot be is refused by the rules. Raises Refusals for a day that is missing or unreadable."""
    first_on = reader.date("first_on", required=True, label=_("ngày đầu vụ"))
    last_on = reader.date("last_on", required=True, label=_("ngày cuối vụ"))
    reader.finish()
    return SeasonForm(reader.text("name"), first_on or date.min, last_on or date.min)
