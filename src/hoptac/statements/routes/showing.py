"""What the pages of this room share: the days asked for, the tables made ready, the picker of the period."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from litestar import Request, Response

from hoptac.identity.doors import organization_of
from hoptac.kit.calendar import today
from hoptac.kit.language import Message, _, translate
from hoptac.kit.pages import language_of, page
from hoptac.statements.addresses import Addresses
from hoptac.statements.forms import part_of, read_span
from hoptac.statements.rules.spans import FIRST_YEAR, Span
from hoptac.statements.tables import Column, Row, Table, View, is_figure, shown

_QUARTERS = tuple((f"q{n}", _("Quý %(quarter)s", quarter=name)) for n, name in enumerate(("I", "II", "III", "IV"), 1))
_MONTHS = tuple((f"m{n}", _("Tháng %(month)s", month=n)) for n in range(1, 13))
PARTS: tuple[tuple[str, Message], ...] = (("", _("Cả năm")), *_QUARTERS, *_MONTHS)
_YEARS_BACK = 6


def view_of(request: Request[Any, Any, Any]) -> View:
    """The days, the addresses and the language of a request; raises the refusals of `read_span`."""
    addresses = Addresses(f"/{organization_of(request).slug}")
    return View(read_span(request.query_params, today=today()), addresses, language_of(request))


def paper_view(request: Request[Any, Any, Any]) -> View:
    """The same for paper, which speaks Vietnamese."""
    addresses = Addresses(f"/{organization_of(request).slug}")
    return View(read_span(request.query_params, today=today()), addresses, "vi")


def ready(table: Table, view: View) -> dict[str, Any]:
    """A table as its template walks through it: everything said and formatted, cells as (text, address, class)."""
    kinds = [(column.kind, "num" if is_figure(column.kind) else column.kind) for column in table.columns]
    return {
        "title": table.title,
        "text": table.text,
        "columns": [(_heading(column), css) for column, (_kind, css) in zip(table.columns, kinds, strict=True)],
        "rows": [_row(row, kinds, table.zero, view) for row in table.rows],
    }


def _heading(column: Column) -> str:
    return f"{column.group} – {column.heading}" if column.group else column.heading


def _row(row: Row, kinds: list[tuple[Any, str]], zero: str, view: View) -> tuple[Any, ...]:
    cells = [
        (shown(cell.value, kind, view.language, zero), cell.href, css)
        for cell, (kind, css) in zip(row.cells, kinds, strict=True)
    ]
    return row.key, f"row-{row.style} level-{row.level}", cells


def picker(view: View, years: Iterable[int], **kept: str) -> dict[str, Any]:
    """What the picker of the period shows and keeps."""
    span = view.span
    return {
        "year": span.to_on.year,
        "years": sorted({*years, span.to_on.year}, reverse=True),
        "part": part_of(span),
        "parts": [(key, translate(name, view.language)) for key, name in PARTS],
        "span": span,
        "kept": {name: value for name, value in kept.items() if value},
        "is_dates": span.kind == "dates",
    }


def years_of(edges: tuple[date, date] | None) -> range:
    """The years that the picker offers: those of the books, and this one."""
    this = today().year
    first = max(edges[0].year, this - _YEARS_BACK, FIRST_YEAR) if edges else this
    return range(first, max(edges[1].year if edges else this, this) + 1)


def show(
    request: Request[Any, Any, Any],
    template: str,
    view: View,
    *,
    tables: Iterable[Table] = (),
    edges: tuple[date, date] | None = None,
    kept: dict[str, str] | None = None,
    **context: Any,
) -> Response[bytes]:
    """A page of this room with its tables and its picker."""
    return page(
        request,
        f"statements/{template}",
        tables=[ready(table, view) for table in tables],
        picker=picker(view, years_of(edges), **(kept or {})),
        span_name=view.say(view.span.name),
        shown_to=shown_to(view.span),
        base=view.addresses.base,
        addresses=view.addresses,
        view=view,
        **context,
    )


def shown_to(span: Span) -> date:
    """The day a span stands at: its last, or today where that has not come."""
    return min(span.to_on, today())
