"""What a line of B01 or B02 is made of, as a table: accounts, parties of accounts, pairs of accounts."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from hoptac.kit.language import Message, _
from hoptac.ledger import Account
from hoptac.statements.addresses import up_to
from hoptac.statements.queries.subjects import PartyRow
from hoptac.statements.rules.financial_position import Part
from hoptac.statements.rules.results import Portion
from hoptac.statements.rules.statement import StatementLine
from hoptac.statements.selection import Selection
from hoptac.statements.tables import Cell, Column, Row, Table, View
from hoptac.statements.tables.books import short_name
from hoptac.statements.tables.statements import selection_of

_KINDS: Mapping[str, Message] = MappingProxyType(
    {
        "residual": _("chưa có mã số riêng, xếp vào đây"),
        "elimination": _("loại trừ giữa các đơn vị nội bộ"),
    }
)


PartiesOfSides = Mapping[tuple[str, str], list[PartyRow]]
"""By account and the side on which their balances stand."""


def part_table(
    parts: Iterable[Part],
    parties: PartiesOfSides,
    total: StatementLine | None,
    chart: Mapping[str, Account],
    view: View,
) -> Table:
    """The parts of a line of B01; `parties` are those of the accounts that are looked at party by party, `total` the line
    itself, below the last of its parts."""
    columns = (
        Column(view.say(_("Tài khoản, đối tượng")), weight=9),
        Column(view.say(_("Số cuối kỳ")), "money", weight=4),
        Column(view.say(_("Số đầu năm")), "money", weight=4),
    )
    rows = [row for part in parts for row in _part_rows(part, parties, chart, view)]
    if total is not None and rows:
        rows.append(Row((Cell(view.say(_("Cộng"))), Cell(total.amount_dong), Cell(total.previous_dong)), "total"))
    return Table("", columns, tuple(rows))


def _part_rows(
    part: Part,
    parties: PartiesOfSides,
    chart: Mapping[str, Account],
    view: View,
) -> Iterator[Row]:
    account = chart[part.account]
    name = view.account(account)
    if part.kind in _KINDS:
        name = f"{name} ({view.say(_KINDS[part.kind])})"
    named = parties.get((part.account, part.side))
    if named is None:
        yield Row(
            (
                Cell(name),
                *_amounts(Selection(accounts=(part.account,)), part.amount_dong, part.previous_dong, view),
            )
        )
        return
    href = view.addresses.parties(part.account, view.span.year_so_far)
    yield Row(
        (Cell(name), *(Cell(dong, href if dong else None) for dong in (part.amount_dong, part.previous_dong))), "sum"
    )
    sign = 1 if part.amount_dong + part.previous_dong >= 0 else -1
    for row in named:
        is_debit = part.side == "debit"
        now = row.closing_debit_dong if is_debit else row.closing_credit_dong
        before = row.opening_debit_dong if is_debit else row.opening_credit_dong
        selection = Selection(accounts=(part.account,), party=row.party_id)
        cells = _amounts(selection, sign * now, sign * before, view)
        yield Row((Cell(row.name or short_name(row.party_id)), *cells), "detail", 2)


def _amounts(selection: Selection, now: int, before: int, view: View) -> Iterator[Cell]:
    year = view.span.year_so_far
    yield Cell(now, view.addresses.lines(selection, year) if now else None)
    yield Cell(before, view.addresses.lines(selection, up_to(year.day_before)) if before else None)


def portion_table(
    portions: Iterable[Portion],
    previous: Iterable[Portion],
    chart: Mapping[str, Account],
    view: View,
) -> Table:
    """The portions of a line of B02, this span's and those of the year before."""
    columns = (
        Column(view.say(_("Mã số")), "code"),
        Column(view.say(_("Tài khoản và đối ứng")), weight=9),
        Column(view.say(_("Kỳ này")), "money", weight=4),
        Column(view.say(_("Cùng kỳ năm trước")), "money", weight=4),
    )
    keyed: dict[tuple[str, Selection, bool], tuple[Portion, list[int]]] = {}
    for place, found in enumerate((portions, previous)):
        for portion in found:
            key = (portion.line, selection_of(portion), portion.is_shared)
            keyed.setdefault(key, (portion, [0, 0]))[1][place] += portion.amount_dong
    rows = []
    for (line, selection, _shared), (portion, (now, before)) in keyed.items():
        if now or before:
            href = view.addresses.lines(selection, view.span), view.addresses.lines(selection, view.span.year_before)
            cells = (Cell(now, href[0] if now else None), Cell(before, href[1] if before else None))
            rows.append(Row((Cell(line), Cell(_portion_name(portion, chart, view)), *cells)))
    if len(rows) > 1:
        sums = (sum(both[place] for _portion, both in keyed.values()) for place in (0, 1))
        rows.append(Row((Cell(), Cell(view.say(_("Cộng"))), *map(Cell, sums)), "total"))
    return Table("", columns, tuple(rows))


def _portion_name(portion: Portion, chart: Mapping[str, Account], view: View) -> str:
    account = chart[portion.account]
    name = view.account(account)
    if portion.is_shared:
        message = _("%(name)s, phần chia theo tỷ lệ", name=name)
    elif portion.contra:
        message = _("%(name)s, đối ứng %(codes)s", name=name, codes=", ".join(portion.contra))
    elif portion.without:
        message = _("%(name)s, trừ đối ứng %(codes)s", name=name, codes=", ".join(portion.without))
    else:
        message = _("%(name)s, chưa kết chuyển", name=name)
    return view.say(message)
