"""F01 and F02 as tables."""

from collections.abc import Iterable, Iterator, Sequence

from hoptac.kit.language import Message, _
from hoptac.statements.addresses import up_to
from hoptac.statements.rules.balances import is_analysed
from hoptac.statements.rules.equity import PROFIT, EquityLine
from hoptac.statements.rules.trial_balance import TrialBalance, TrialBalanceLine
from hoptac.statements.selection import MOST_CODES, Selection, Side
from hoptac.statements.tables import Cell, Column, Row, Table, View

_DEBIT, _CREDIT = _("Nợ"), _("Có")
_MOVED_DEBIT, _MOVED_CREDIT = 2, 3
"""Places of the movements among the six columns."""
_GROUPS = (_("Số dư đầu kỳ"), _("Số phát sinh trong kỳ"), _("Số dư cuối kỳ"))
_IN_YEAR = (_("Số đầu năm"), _("Tăng trong năm"), _("Giảm trong năm"), _("Số cuối năm"))
_IN_SPAN = (_("Số đầu kỳ"), _("Tăng trong kỳ"), _("Giảm trong kỳ"), _("Số cuối kỳ"))


def six_columns(view: View) -> Iterator[Column]:
    """Opening, movement and closing, debit and credit of each."""
    for place, group in enumerate(_GROUPS):
        for side, heading in enumerate((_DEBIT, _CREDIT)):
            mark = str(2 * place + side + 1)
            yield Column(view.say(heading), "money", view.say(group), mark, weight=4)


def _cells(line: TrialBalanceLine, lines: Sequence[TrialBalanceLine], view: View) -> Iterator[Cell]:
    before = up_to(view.span.day_before)
    for place, dong in enumerate(line.balance.columns):
        if not dong:
            yield Cell(dong)
        elif place in (_MOVED_DEBIT, _MOVED_CREDIT):
            side: Side = "debit" if place == _MOVED_DEBIT else "credit"
            yield Cell(dong, view.addresses.lines(Selection(accounts=(line.code,), side=side), view.span))
        elif is_analysed(line.code):
            yield Cell(dong, view.addresses.parties(line.code, view.span))
        else:
            selection = Selection(accounts=_standing(line, lines, place))
            yield Cell(dong, view.addresses.lines(selection, before if place < _MOVED_DEBIT else view.span))


def _standing(line: TrialBalanceLine, lines: Sequence[TrialBalanceLine], place: int) -> tuple[str, ...]:
    """The accounts whose balances a column adds up: the account itself, or those of its details that stand on this side
    where others stand on the other, as of 333 and 421."""
    other = place + 1 if place % 2 == 0 else place - 1
    if not line.balance.columns[other]:
        return (line.code,)
    below = [one for one in lines if one.code.startswith(line.code) and one.code != line.code]
    leaves = [
        one.code for one in below if not any(two.code != one.code and two.code.startswith(one.code) for two in below)
    ]
    placed = tuple(one.code for one in below if one.code in leaves and one.balance.columns[place])
    return placed if 0 < len(placed) <= MOST_CODES else (line.code,)


def _row(line: TrialBalanceLine, lines: Sequence[TrialBalanceLine], view: View) -> Row:
    name = (Cell(line.code), Cell(line.name(view.language)))
    style = "sum" if line.level == 1 else "detail"
    return Row((*name, *_cells(line, lines, view)), style, line.level, line.code)


def _account_columns(view: View) -> tuple[Column, ...]:
    return (
        Column(view.say(_("Số hiệu")), "code", mark="A", weight=2),
        Column(view.say(_("Tên tài khoản")), mark="B", weight=7),
        *six_columns(view),
    )


def trial_balance_tables(found: TrialBalance, view: View) -> Iterator[Table]:
    """F01 with its totals; then, where any moved, the accounts of class 0."""
    total = Row((Cell(), Cell(view.say(_("Tổng cộng"))), *map(Cell, found.totals)), "total")
    rows = (_row(line, found.lines, view) for line in found.lines)
    yield Table("", _account_columns(view), (*rows, total), zero="")
    if found.off_balance:
        title = view.say(_("Tài khoản ngoài bảng (ghi đơn)"))
        yield Table(
            title, _account_columns(view), tuple(_row(one, found.off_balance, view) for one in found.off_balance)
        )


def equity_table(lines: Iterable[EquityLine], view: View) -> Table:
    """F02: opening, increase, decrease, closing."""
    headings: tuple[Message, ...] = _IN_YEAR if view.span.kind == "year" else _IN_SPAN
    columns = [Column(view.say(heading), "money", weight=4) for heading in headings]
    rows = []
    for line in lines:
        amounts = (line.opening_dong, line.increase_dong, line.decrease_dong, line.closing_dong)
        cells = (
            Cell(dong, href if dong else None) for dong, href in zip(amounts, _equity_hrefs(line, view), strict=True)
        )
        is_detail = "." in line.code
        rows.append(
            Row(
                (Cell(line.name(view.language)), Cell(line.code), *cells),
                "detail" if is_detail else "sum",
                2 if is_detail else 1,
                line.code,
            )
        )
    head = (
        Column(view.say(_("Chỉ tiêu")), mark="A", weight=9),
        Column(view.say(_("Mục")), "code", weight=2),
    )
    return Table("", (*head, *columns), tuple(rows))


def _equity_hrefs(line: EquityLine, view: View) -> tuple[str, str, str, str]:
    """To the account's lines; of profit, which has its result on other accounts until it is closed, to B01 and B02."""
    before = view.addresses.lines(Selection(accounts=(line.account,)), up_to(view.span.day_before))
    within = view.addresses.lines(Selection(accounts=(line.account,)), view.span)
    if line.code != PROFIT:
        return before, within, within, within
    stands, results = view.addresses.part("B01", "420", view.span), view.addresses.part("B02", "60", view.span)
    return stands, results if line.earned_dong else within, results if line.lost_dong else within, stands
