"""Which day or days a page is asked for: read from the address, with the sentence beside the field where it is refused."""

from datetime import date
from typing import Any, NamedTuple

from litestar import Request

from hoptac.kit.calendar import format_date, today
from hoptac.kit.errors import Refusal
from hoptac.kit.forms import errors_of
from hoptac.kit.language import translate
from hoptac.kit.pages import language_of
from hoptac.registers.queries.head import Head
from hoptac.registers.rules import Span, days_to_choose, read_day, read_span, spans_to_choose


class AskedDay(NamedTuple):
    """A day, or today where what was asked is refused; `typed` stands in the field again."""

    day: date
    typed: str
    errors: dict[str, str]
    choices: list[tuple[str, str]]

    @property
    def status(self) -> int:
        """Of the answer."""
        return 422 if self.errors else 200


class AskedSpan(NamedTuple):
    """The same of two days."""

    span: Span
    typed: tuple[str, str]
    errors: dict[str, str]
    choices: list[tuple[str, str, str]]

    @property
    def status(self) -> int:
        """Of the answer."""
        return 422 if self.errors else 200


def asked_day(request: Request[Any, Any, Any], head: Head, text: str) -> AskedDay:
    """The day of the address."""
    this, language = today(), language_of(request)
    errors: dict[str, str] = {}
    try:
        day = read_day(text, today=this, founded_year=head.founded_year)
    except Refusal as refused:
        day, errors = this, errors_of(refused, language)
    choices = [(translate(name, language), format_date(on)) for name, on in days_to_choose(this, head.founded_year)]
    return AskedDay(day, text if errors else format_date(day), errors, choices)


def asked_span(request: Request[Any, Any, Any], head: Head) -> AskedSpan:
    """The two days of the address."""
    first, last = request.query_params.get("from", ""), request.query_params.get("to", "")
    this, language = today(), language_of(request)
    errors: dict[str, str] = {}
    try:
        span = read_span(first, last, today=this, founded_year=head.founded_year)
    except Refusal as refused:
        errors = errors_of(refused, language)
        span = read_span("", "", today=this, founded_year=None)
    typed = (first, last) if errors else (format_date(span.first), format_date(span.last))
    choices = [
        (translate(one.name, language), format_date(one.span.first), format_date(one.span.last))
        for one in spans_to_choose(this, head.founded_year)
    ]
    return AskedSpan(span, typed, errors, choices)
