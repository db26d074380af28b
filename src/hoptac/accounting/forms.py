"""The form of one choice as it is posted."""

from datetime import date

from hoptac.accounting.refusals import PercentUnreadable, ValueUnknown
from hoptac.accounting.rules import FIXED, TERMS, Change, Term
from hoptac.kit.errors import NotFound
from hoptac.kit.forms import FormReader
from hoptac.kit.language import _


def term_of(reader: FormReader) -> Term:
    """The choice that the form is of. Raises NotFound."""
    term = TERMS.get(reader.values.get("key", ""))
    if term is None:
        raise NotFound
    return term


def read_change(reader: FormReader, term: Term) -> Change:
    """What is to be set. Raises Refusals, each beside its field."""
    valid_from = reader.date("valid_from", required=True, label=_("ngày có hiệu lực"))
    basis = reader.text("basis", required=True, label=_("căn cứ"))
    value = _value(reader, term)
    reader.finish()
    return Change(term.key, value if value is not None else 0, valid_from or date.min, basis)


def _value(reader: FormReader, term: Term) -> int | None:
    typed = reader.values.get("value", "")
    if typed == FIXED and term.has_percent:
        percent = reader.values.get("percent", "").strip().removesuffix("%").strip()
        if percent.isascii() and percent.isdigit() and int(percent[:4]) <= 100:
            return int(percent)
        reader.refuse(PercentUnreadable())
    elif typed in {str(value) for value in term.choices}:
        return int(typed)
    else:
        reader.refuse(ValueUnknown())
    return None
