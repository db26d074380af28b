"""What an address asks for: the days, and the account, party, item, source or season of a book."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from hoptac.kit.calendar import parse_date
from hoptac.kit.errors import NotFound
from hoptac.kit.forms import FormReader
from hoptac.kit.identifiers import known_uuid
from hoptac.kit.language import _
from hoptac.ledger.entries import month_of
from hoptac.statements.books.choosing import Choice
from hoptac.statements.rules.spans import Span, SpanUnreadable, part_of_year
from hoptac.statements.selection import MOST_CODES, Selection

_LISTS = ("accounts", "contra", "without")
_LONGEST_CODE = 12
_YEAR_DIGITS = 4


class FilingForm(msgspec.Struct, frozen=True):
    """A year to be marked as filed."""

    year: int
    filed_on: date


def read_span(asked: Mapping[str, str], *, today: date) -> Span:
    """The days asked for: `from` and `to` (either may be missing), or `year` with `part` ('q1', 'm3'); this year where
    nothing is asked. Raises SpanUnreadable, SpanReversed, UnreadableDate."""
    from_on, to_on = (parse_date(asked.get(name, ""), today=today) for name in ("from", "to"))
    if from_on or to_on:
        end = to_on or max(today, from_on or today)
        return Span(from_on or date(end.year, 1, 1), end)
    year = asked.get("year", "").strip() or str(today.year)
    if not _is_year(year):
        raise SpanUnreadable
    return part_of_year(int(year), asked.get("part", ""))


def asks_for_days(asked: Mapping[str, str]) -> bool:
    """Whether an address names days at all."""
    return any(asked.get(name) for name in ("from", "to", "year", "part"))


def part_of(span: Span) -> str:
    """What the picker of parts shows for a span: '', 'q2', 'm3', or 'dates' where it is none of them."""
    match span.kind:
        case "year":
            return ""
        case "quarter":
            return f"q{(span.from_on.month + 2) // 3}"
        case "month":
            return f"m{month_of(span.from_on).month}"
    return "dates"


def read_selection(asked: Mapping[str, str]) -> Selection:
    """The lines that an address means; raises NotFound for one that no figure leads to."""
    plain: dict[str, Any] = {name: asked[name] for name in Selection.__struct_fields__ if name in asked}
    for name in _LISTS:
        codes = [code for code in plain.get(name, "").split(",") if code]
        if len(codes) > MOST_CODES or any(not code.isdecimal() or len(code) > _LONGEST_CODE for code in codes):
            raise NotFound
        plain[name] = codes
    if not plain["accounts"]:
        raise NotFound
    try:
        return msgspec.convert(plain, Selection, strict=False)
    except msgspec.ValidationError:
        raise NotFound from None


def read_choice(asked: Mapping[str, str]) -> Choice:
    """The account, party, item, source or season of a book; raises NotFound for an id that is none."""
    ids = {name: read_id(asked.get(name)) for name in ("party", "item", "season")}
    return Choice(account=asked.get("account") or None, source=asked.get("source"), **ids)


def read_id(text: str | None) -> UUID | None:
    """The id in an address, None where there is none; raises NotFound."""
    return known_uuid(text) if text else None


def read_filing(reader: FormReader) -> FilingForm:
    """A posted filing; raises Refusals."""
    year = reader.text("year", required=True)
    filed_on = reader.date("filed_on", required=True, label=_("Ngày nộp"))
    if year and not _is_year(year):
        reader.refuse(SpanUnreadable())
    reader.finish()
    return FilingForm(int(year), filed_on or date.min)


def _is_year(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) == _YEAR_DIGITS
