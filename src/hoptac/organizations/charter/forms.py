"""The form of a version as it is posted: only what differs from the charter that the form showed is a change."""

import re
from collections.abc import Callable
from datetime import date

from hoptac.kit.forms import ChoiceUnknown, FormReader
from hoptac.kit.language import _
from hoptac.kit.money import parse_dong
from hoptac.kit.vietnamese import clean_text
from hoptac.organizations.charter.charter import Charter
from hoptac.organizations.charter.clauses import CLAUSES, LONGEST_WORDS, Clause
from hoptac.organizations.charter.refusals import NumberUnreadable, WordsTooLong
from hoptac.organizations.charter.rules import Adoption, Value, value_of

LONGEST_RESOLUTION = 200
_WHOLE = re.compile(r"([0-9]{1,9})(?:\s*[^\d\s.,][^\d]*)?")
"""A number and its unit, "6 tháng", "20 %"; a fraction or a span is not read as its first part."""


def read_adoption(reader: FormReader, shown: Charter) -> Adoption:
    """What is to be written; `shown` is the charter that the form was filled with. Raises Refusals, each beside its field."""
    adopted_on = reader.date("adopted_on", required=True, label=_("ngày thông qua"))
    resolution = reader.text("resolution", required=True, label=_("số nghị quyết"))[:LONGEST_RESOLUTION]
    valid_from = reader.date("valid_from", required=True, label=_("ngày có hiệu lực"))
    changes: dict[str, Value] = {}
    for clause in CLAUSES.values():
        if not clause.is_for(shown.organization_kind) or clause.slug not in reader.values:
            continue
        refused = len(reader.refusals)
        value = _READERS.get(clause.unit, _whole)(reader, clause)
        if len(reader.refusals) == refused and value != value_of(shown, clause.key):
            changes[clause.key] = value
    reader.finish()
    return Adoption(adopted_on or date.min, resolution, valid_from or date.min, changes)


def _words(reader: FormReader, clause: Clause) -> str | None:
    """The paragraphs as typed, each cleaned."""
    lines = [clean_text(line) for line in reader.values.get(clause.slug, "").splitlines()]
    words = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    if len(words) > LONGEST_WORDS:
        reader.refuse(WordsTooLong(clause, len(words)))
    return words or None


def _money(reader: FormReader, clause: Clause) -> int | None:
    def parse(typed: str) -> int | None:
        dong = parse_dong(typed)
        least, most = clause.likely
        if dong is not None and not least <= dong <= most:
            raise NumberUnreadable(clause)
        return dong

    return reader.read(clause.slug, parse)


def _choice(reader: FormReader, clause: Clause) -> int | None:
    def parse(typed: str) -> int:
        if typed not in {str(value) for value in clause.choices}:
            raise ChoiceUnknown(clause.slug)
        return int(typed)

    return reader.read(clause.slug, parse)


def _whole(reader: FormReader, clause: Clause) -> int | None:
    def parse(typed: str) -> int:
        found = _WHOLE.fullmatch(typed)
        if found is None:
            raise NumberUnreadable(clause)
        return int(found[1])

    return reader.read(clause.slug, parse)


_READERS: dict[str, Callable[[FormReader, Clause], Value]] = {"words": _words, "dong": _money, "choice": _choice}


def read_day(typed: str, otherwise: date) -> date:
    """The day of an address or a hidden field, `otherwise` where there is none that can be read."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return otherwise
