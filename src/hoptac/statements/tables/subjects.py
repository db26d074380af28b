"""Lists of those a book may be of: parties, members, items, sources, accounts; each leads to its book."""

from collections.abc import Callable, Iterable
from uuid import UUID

from hoptac.kit.language import _
from hoptac.statements.queries.subjects import ItemRow, MemberRow, PartyRow
from hoptac.statements.rules.notes import SourceFigures
from hoptac.statements.rules.trial_balance import TrialBalanceLine
from hoptac.statements.tables import Cell, Column, Row, Table, View
from hoptac.statements.tables.accounts import six_columns
from hoptac.statements.tables.books import short_name

Leads = Callable[[UUID], str]


def _named(name: str | None, of: UUID) -> str:
    return name or short_name(of)


def party_table(rows: Iterable[PartyRow], totals: Iterable[int], view: View, leads_to: Leads) -> Table:
    """Parties with the six columns of F01; `totals` stand below the last of them, none where more follow."""
    columns = (Column(view.say(_("Đối tượng")), weight=8), *six_columns(view))
    shown = [
        Row(
            (
                Cell(_named(row.name, row.party_id), leads_to(row.party_id)),
                *map(Cell, (row.opening_debit_dong, row.opening_credit_dong, row.debit_dong, row.credit_dong)),
                *map(Cell, (row.closing_debit_dong, row.closing_credit_dong)),
            ),
            key=str(row.party_id),
        )
        for row in rows
    ]
    sums = tuple(map(Cell, totals))
    if sums and shown:
        shown.append(Row((Cell(view.say(_("Tổng cộng"))), *sums), "total"))
    return Table("", columns, tuple(shown), zero="")


def member_table(rows: Iterable[MemberRow], view: View, leads_to: Leads, *, is_whole: bool) -> Table:
    """Members served, with the value of it; where the list is whole, with what it comes to."""
    columns = (Column(view.say(_("Thành viên")), weight=8), Column(view.say(_("Thành tiền")), "money", weight=4))
    shown = [
        Row(
            (Cell(_named(row.name, row.party_id), leads_to(row.party_id)), Cell(row.amount_dong)), key=str(row.party_id)
        )
        for row in rows
    ]
    return Table("", columns, _with_total(shown, view, is_whole=is_whole), zero="")


def item_table(rows: Iterable[ItemRow], view: View, leads_to: Leads, *, is_whole: bool) -> Table:
    """Items with quantity and amount: what was there, came in, went out and is left (S07)."""
    groups = (_("Tồn đầu kỳ"), _("Nhập trong kỳ"), _("Xuất trong kỳ"), _("Tồn cuối kỳ"))
    columns = [Column(view.say(_("Mặt hàng")), weight=5), Column(view.say(_("Đơn vị tính")), weight=2)]
    for group in groups:
        columns.append(Column(view.say(_("Lượng")), "quantity", view.say(group), weight=3))
        columns.append(Column(view.say(_("Tiền")), "money", view.say(group), weight=3))
    shown = [
        Row(
            (
                Cell(_named(row.name, row.item_id), leads_to(row.item_id)),
                Cell(row.unit or ""),
                *(Cell(row.opening_quantity), Cell(row.opening_dong), Cell(row.quantity_in), Cell(row.debit_dong)),
                *(Cell(row.quantity_out), Cell(row.credit_dong)),
                *(Cell(row.closing_quantity), Cell(row.closing_dong)),
            ),
            key=str(row.item_id),
        )
        for row in rows
    ]
    # Quantities of several items are of several units and add up to nothing.
    return Table("", tuple(columns), _with_total(shown, view, is_whole=is_whole), zero="")


def source_table(rows: Iterable[SourceFigures], view: View, leads_to: Callable[[str], str]) -> Table:
    """Sources with what stood, came, went and stands (S29, S30)."""
    headings = (_("Số đầu kỳ"), _("Tăng trong kỳ"), _("Giảm trong kỳ"), _("Số cuối kỳ"))
    columns = (
        Column(view.say(_("Nguồn")), weight=8),
        Column(view.say(_("Tài khoản")), "code"),
        *(Column(view.say(heading), "money", weight=4) for heading in headings),
    )
    unnamed = view.say(_("Chưa ghi nguồn"))
    shown = [
        Row(
            (
                *(Cell(row.source or unnamed, leads_to(row.source)), Cell(row.account)),
                *map(Cell, (row.opening_dong, row.credit_dong, row.debit_dong)),
                Cell(row.opening_dong + row.credit_dong - row.debit_dong),
            ),
            key=f"{row.account}-{row.source}",
        )
        for row in rows
    ]
    return Table("", columns, _with_total(shown, view, is_whole=True), zero="")


def _with_total(rows: list[Row], view: View, *, is_whole: bool) -> tuple[Row, ...]:
    """The rows of a list that is whole with their sum, column by column, below them."""
    if not is_whole or len(rows) < 2:
        return tuple(rows)
    sums = (
        Cell(sum(value for value in values if isinstance(value, int)) if isinstance(values[0], int) else None)
        for values in zip(*([cell.value for cell in row.cells[1:]] for row in rows), strict=True)
    )
    return (*rows, Row((Cell(view.say(_("Tổng cộng"))), *sums), "total"))


def account_table(lines: Iterable[TrialBalanceLine], view: View, leads_to: Callable[[str], str]) -> Table:
    """Accounts with the six columns of F01."""
    columns = (Column(view.say(_("Tài khoản")), weight=8), *six_columns(view))
    return Table(
        "",
        columns,
        tuple(
            Row(
                (
                    Cell(f"{line.code} {line.name(view.language)}", leads_to(line.code)),
                    *map(Cell, line.balance.columns),
                ),
                "sum" if line.level == 1 else "line",
                line.level,
                line.code,
            )
            for line in lines
        ),
        zero="",
    )
