"""B01 and B02 as tables of two columns; every figure leads to what it is made of."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from hoptac.kit.calendar import format_date
from hoptac.kit.language import Message, _
from hoptac.statements.addresses import up_to
from hoptac.statements.rules.balances import is_analysed
from hoptac.statements.rules.financial_position import FinancialPosition, Part
from hoptac.statements.rules.results import Portion, Results
from hoptac.statements.rules.statement import Statement
from hoptac.statements.selection import Selection
from hoptac.statements.tables import Cell, Column, Row, RowStyle, Table, View

_ITEM, _CODE, _NOTE = _("Chỉ tiêu"), _("Mã số"), _("Thuyết minh")
_NOTES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "B01": {
            "110": "IV.1", "120": "IV.2", "130": "IV.3", "137": "IV.4", "140": "IV.5", "150": "IV.6", "160": "IV.7",
            "330": "IV.9", "360": "IV.10", "370": "IV.8", "440": "IV.11",
        },
        "B02": {"01": "V.1", "02": "V.3", "11": "V.2", "12": "V.4"},
    }
)  # fmt: skip
_HEADINGS: Mapping[str, Message] = MappingProxyType({"110": _("TÀI SẢN"), "300": _("NGUỒN VỐN")})
_TOTALS = ("200", "500", "60")
_SUMS = ("300", "400", "10", "20", "40", "50")
_MEMO = "137"


def _style(form: str, code: str) -> RowStyle:
    if code in _TOTALS:
        return "total"
    if form == "B01":
        is_sum, is_detail = code in _SUMS, code[-1] != "0"
        return "memo" if code == _MEMO else "sum" if is_sum else "detail" if is_detail else "line"
    return "sum" if code in _SUMS else "detail" if code[-1] in "ab" else "line"


Hrefs = Mapping[str, tuple[str | None, str | None]]
"""Where the two figures of a line lead."""


def _rows(statement: Statement, view: View, hrefs: Hrefs) -> Iterator[Row]:
    for line in statement.lines:
        if statement.form == "B01" and line.code in _HEADINGS:
            yield Row((Cell(view.say(_HEADINGS[line.code])), *(Cell(),) * 4), "heading")
        style = _style(statement.form, line.code)
        yield Row(
            (
                *(Cell(line.name(view.language)), Cell(line.code), Cell(_NOTES[statement.form].get(line.code, ""))),
                *map(_amount, (line.amount_dong, line.previous_dong), hrefs[line.code]),
            ),
            style,
            level=2 if style in ("detail", "memo") else 1,
            key=line.code,
        )


def _amount(dong: int, href: str | None) -> Cell:
    return Cell(dong, href if dong else None)


def _columns(view: View, now: Message, before: Message) -> tuple[Column, ...]:
    return (
        Column(view.say(_ITEM), mark="A", weight=10),
        Column(view.say(_CODE), "code", mark="B", weight=2),
        Column(view.say(_NOTE), "code", mark="C", weight=2),
        Column(view.say(now), "money", mark="1", weight=4),
        Column(view.say(before), "money", mark="2", weight=4),
    )


def position_table(found: FinancialPosition, view: View) -> Table:
    """B01: at the end of the span and at the beginning of its year."""
    is_year_end = (view.span.to_on.month, view.span.to_on.day) == (12, 31)
    now = _("Số cuối năm") if is_year_end else _("Số cuối kỳ %(date)s", date=format_date(view.span.to_on))
    hrefs = {line.code: _position_hrefs(found.parts_of(line.code), line.code, view) for line in found.statement.lines}
    return Table("", _columns(view, now, _("Số đầu năm")), tuple(_rows(found.statement, view, hrefs)))


def _position_hrefs(parts: Iterable[Part], code: str, view: View) -> tuple[str, str]:
    placed, year = list(parts), view.span.year_so_far
    if len(placed) == 1 and not is_analysed(placed[0].account):
        selection = Selection(accounts=(placed[0].account,))
        return view.addresses.lines(selection, year), view.addresses.lines(selection, up_to(year.day_before))
    of_parts = view.addresses.part("B01", code, view.span)
    return of_parts, of_parts


def results_table(found: Results, view: View) -> Table:
    """B02: the span and the same days of the year before."""
    is_year = view.span.kind == "year"
    now, before = (_("Năm nay"), _("Năm trước")) if is_year else (_("Kỳ này"), _("Cùng kỳ năm trước"))
    hrefs = {line.code: _results_hrefs(found.portions_of(line.code), line.code, view) for line in found.statement.lines}
    return Table("", _columns(view, now, before), tuple(_rows(found.statement, view, hrefs)))


def _results_hrefs(portions: Iterable[Portion], code: str, view: View) -> tuple[str, str]:
    moved, parts = [portion for portion in portions if portion.amount_dong], view.addresses.part("B02", code, view.span)
    is_whole = len(moved) == 1 and not moved[0].is_shared
    return (view.addresses.lines(selection_of(moved[0]), view.span) if is_whole else parts), parts


def selection_of(portion: Portion) -> Selection:
    """The lines that a portion of B02 sums."""
    return Selection(accounts=(portion.account,), contra=portion.contra, without=portion.without)
