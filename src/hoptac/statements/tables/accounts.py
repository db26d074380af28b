"""F01 and F02 as tables."""

from collections.abc import Iterable, Iterator

from hoptac.kit.language import Message, _, translate
from hoptac.statements.addresses import Addresses, up_to
from hoptac.statements.rules.balances import is_analysed
from hoptac.statements.rules.equity import EquityLine
from hoptac.statements.rules.spans import Span
from hoptac.statements.rules.trial_balance import TrialBalance, TrialBalanceLine
from hoptac.statements.selection import Selection
from hoptac.statements.tables import Cell, Column, Row, Table

_DEBIT, _CREDIT = _("Nợ"), _("Có")
_GROUPS = (_("Số dư đầu kỳ"), _("Số phát sinh trong kỳ"), _("Số dư cuối kỳ"))
_IN_YEAR = (_("Số đầu năm"), _("Tăng trong năm"), _("Giảm trong năm"), _("Số cuối năm"))
_IN_SPAN = (_("Số đầu kỳ"), _("Tăng trong kỳ"), _("Giảm trong kỳ"), _("Số cuối kỳ"))


def six_columns(language: str) -> Iterator[Column]:
    """Opening, movement and closing, debit and credit of each."""
    for place, group in enumerate(_GROUPS):
        for side, heading in enumerate((_DEBIT, _CREDIT)):
            mark = str(2 * place + side + 1)
            yield Column(translate(heading, language), "money", translate(group, language), mark, weight=4)


def _cells(line: TrialBalanceLine, span: Span, addresses: Addresses) -> Iterator[Cell]:
    selection = Selection(accounts=(line.code,))
    opening, closing = addresses.lines(selection, up_to(span.day_before)), addresses.lines(selection, span)
    if is_analysed(line.code):
        opening = closing = addresses.parties(line.code, span)
    debit = addresses.lines(Selection(accounts=(line.code,), side="debit"), span)
    credit = addresses.lines(Selection(accounts=(line.code,), side="credit"), span)
    for dong, href in zip(line.balance.columns, (opening, opening, debit, credit, closing, closing), strict=True):
        yield Cell(dong, href if dong else None)


def _row(line: TrialBalanceLine, span: Span, addresses: Addresses, language: str) -> Row:
    name = (Cell(line.code), Cell(line.name(language)))
    style = "sum" if line.level == 1 else "detail"
    return Row((*name, *_cells(line, span, addresses)), style, line.level, line.code)


def _account_columns(language: str) -> tuple[Column, ...]:
    return (
        Column(translate(_("Số hiệu"), language), "code", mark="A", weight=2),
        Column(translate(_("Tên tài khoản"), language), mark="B", weight=7),
        *six_columns(language),
    )


def trial_balance_tables(found: TrialBalance, span: Span, addresses: Addresses, language: str) -> Iterator[Table]:
    """F01 with its totals; then, where any moved, the accounts of class 0."""
    total = Row((Cell(), Cell(translate(_("Tổng cộng"), language)), *map(Cell, found.totals)), "total")
    rows = (_row(line, span, addresses, language) for line in found.lines)
    yield Table("", _account_columns(language), (*rows, total), zero="")
    if found.off_balance:
        title = translate(_("Tài khoản ngoài bảng (ghi đơn)"), language)
        yield Table(
            title, _account_columns(language), tuple(_row(one, span, addresses, language) for one in found.off_balance)
        )


def equity_table(lines: Iterable[EquityLine], span: Span, addresses: Addresses, language: str) -> Table:
    """F02: opening, increase, decrease, closing."""
    headings: tuple[Message, ...] = _IN_YEAR if span.kind == "year" else _IN_SPAN
    columns = [Column(translate(heading, language), "money", weight=4) for heading in headings]
    rows = []
    for line in lines:
        before = addresses.lines(Selection(accounts=(line.account,)), up_to(span.day_before))
        within = addresses.lines(Selection(accounts=(line.account,)), span)
        amounts = (line.opening_dong, line.increase_dong, line.decrease_dong, line.closing_dong)
        cells = (
            Cell(dong, href if dong else None)
            for dong, href in zip(amounts, (before, within, within, within), strict=True)
        )
        is_detail = "." in line.code
        rows.append(
            Row(
                (Cell(line.name(language)), Cell(line.code), *cells),
                "detail" if is_detail else "sum",
                2 if is_detail else 1,
                line.code,
            )
        )
    head = (
        Column(translate(_("Chỉ tiêu"), language), mark="A", weight=9),
        Column(translate(_("Mục"), language), "code", weight=2),
    )
    return Table("", (*head, *columns), tuple(rows))
