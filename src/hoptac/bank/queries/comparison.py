"""What statements and books say up to a day, and what only one of them has."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ColumnElement, Date, Uuid, bindparam, case, cast, func, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.bank.comparing import (
    Comparison,
    Figures,
    Item,
    Part,
    compare,
    part_apart,
    part_only_at_bank,
    part_only_in_book,
)
from hoptac.bank.models import BANK_LINES, BANK_MATCHES
from hoptac.bank.queries.accounts import BankAccountRow
from hoptac.bank.queries.entries import moves
from hoptac.bank.queries.statements import StatementRow, list_done
from hoptac.bank.queries.ties import IS_TAKEN_BACK, MATCHES_WITH_VOUCHERS, TIED_ENTRY, moved_on
from hoptac.ledger import account_figures
from hoptac.ledger.models import ENTRIES, LINES

MOST_ITEMS = 100
_lines, _matches, _entries = BANK_LINES.c, BANK_MATCHES.c, ENTRIES.c
_booked = LINES.c
_ORG_ID, _ACCOUNT = bindparam("org_id", type_=Uuid()), bindparam("account", type_=Uuid())
_DAY, _START = bindparam("to_on", type_=Date()), bindparam("from_on", type_=Date())
_BOOK = bindparam("book", type_=_booked.debit_account.type)
_tied = (
    select(_matches.line_id, TIED_ENTRY.label("entry_id"), _matches.entry_position)
    .select_from(MATCHES_WITH_VOUCHERS)
    .where(_matches.org_id == _ORG_ID, _matches.bank_account_id == _ACCOUNT, TIED_ENTRY.is_not(None), ~IS_TAKEN_BACK)
    .cte("tied")
    .prefix_with("MATERIALIZED")
)

_LINES_SUM = select(cast(func.coalesce(func.sum(_lines.amount_dong), 0), BigInteger)).where(
    _lines.org_id == _ORG_ID, _lines.bank_account_id == _ACCOUNT, _lines.transacted_on <= _DAY
)
_LAST_BALANCE = (
    select(_lines.balance_dong)
    .where(
        _lines.org_id == _ORG_ID,
        _lines.bank_account_id == _ACCOUNT,
        _lines.transacted_on <= _DAY,
        _lines.balance_dong.is_not(None),
    )
    .order_by(_lines.transacted_on.desc(), _lines.position.desc())
    .limit(1)
)
_ONLY_BANK = select(
    _lines.id, _lines.transacted_on, _lines.description, _lines.amount_dong,
    func.count().over(), cast(func.sum(_lines.amount_dong).over(), BigInteger),
).where(
    _lines.org_id == _ORG_ID,
    _lines.bank_account_id == _ACCOUNT,
    _lines.transacted_on <= _DAY,
    ~select(_tied.c.line_id).where(_tied.c.line_id == _lines.id).exists(),
).order_by(_lines.transacted_on, _lines.position).limit(MOST_ITEMS)  # fmt: skip


def _is_tied(
    entry_id: ColumnElement[UUID], *, at: ColumnElement[int] | None = None, whole: bool = False
) -> ColumnElement[bool]:
    """Whether a line is tied to an entry: to any part of it, to one of its lines (`at`), or to the whole."""
    ties = _tied.alias()
    found = select(ties.c.line_id).where(ties.c.entry_id == entry_id)
    if whole:
        found = found.where(ties.c.entry_position == 0)
    elif at is not None:
        found = found.where(or_(ties.c.entry_position == 0, ties.c.entry_position == at))
    return found.exists()


_moves = union_all(moves("debit"), moves("credit")).subquery("moves")
# An entry and its adjustments are one thing: what is taken back whole is in neither part, and an adjustment of an entry that
# is tied whole belongs to that pair, unless a line of the bank is its own.
_LOOSE = (
    select(func.min(_entries.position).label("position"), cast(func.sum(_moves.c.moved_dong), BigInteger).label("dong"))
    .join_from(_moves, ENTRIES, (_entries.org_id == _ORG_ID) & (_entries.id == _moves.c.entry_id))
    .where(
        ~_is_tied(_moves.c.entry_id, at=_moves.c.position),
        or_(
            _entries.adjusts_entry_id.is_(None),
            ~_is_tied(_entries.adjusts_entry_id, whole=True),
            _is_tied(_moves.c.entry_id),
        ),
    )
    .group_by(func.coalesce(_entries.adjusts_entry_id, _entries.id))
    .having(func.sum(_moves.c.moved_dong) != 0)
    .subquery("loose")
)
_ONLY_BOOK = (
    select(
        *(_entries.id, _entries.entry_on, _entries.series, _entries.number, _entries.fiscal_year, _entries.description),
        *(_LOOSE.c.dong, func.count().over(), cast(func.sum(_LOOSE.c.dong).over(), BigInteger)),
    )
    .join_from(_LOOSE, ENTRIES, (_entries.org_id == _ORG_ID) & (_entries.position == _LOOSE.c.position))
    .order_by(_entries.entry_on, _entries.position)
    .limit(MOST_ITEMS)
)
_own = select(_tied.c.line_id, _tied.c.entry_id, _booked.entry_on, moved_on(LINES, _BOOK).label("moved_dong")).join(
    LINES,
    (_booked.org_id == _ORG_ID)
    & (_booked.entry_id == _tied.c.entry_id)
    & or_(_tied.c.entry_position == 0, _booked.position == _tied.c.entry_position),
)
_adjusted = (
    select(_tied.c.line_id, _tied.c.entry_id, _booked.entry_on, moved_on(LINES, _BOOK))
    .join(ENTRIES, (_entries.org_id == _ORG_ID) & (_entries.adjusts_entry_id == _tied.c.entry_id))
    .join(LINES, (_booked.org_id == _ORG_ID) & (_booked.entry_id == _entries.id))
    .where(_tied.c.entry_position == 0, ~_is_tied(_entries.id))
)
_covered = union_all(_own, _adjusted).subquery("covered")
_in_book = cast(func.sum(case((_covered.c.entry_on.between(_START, _DAY), _covered.c.moved_dong), else_=0)), BigInteger)
_at_bank = case((_lines.transacted_on <= _DAY, _lines.amount_dong), else_=0)
_PAIRS = (
    select(
        _lines.id.label("line_id"),
        _lines.transacted_on,
        _lines.description,
        _covered.c.entry_id,
        (_in_book - _at_bank).label("dong"),
    )
    .join_from(BANK_LINES, _covered, _covered.c.line_id == _lines.id)
    .where(_lines.org_id == _ORG_ID, _lines.bank_account_id == _ACCOUNT)
    .group_by(_lines.id, _lines.transacted_on, _lines.description, _lines.amount_dong, _covered.c.entry_id)
    .having(_in_book != _at_bank)
    .subquery("pairs")
)
_APART = (
    select(*_PAIRS.c, func.count().over(), cast(func.sum(_PAIRS.c.dong).over(), BigInteger))
    .order_by(_PAIRS.c.transacted_on, _PAIRS.c.line_id)
    .limit(MOST_ITEMS)
)


async def compare_on(session: AsyncSession, org_id: UUID, account: BankAccountRow, day: date) -> Comparison | None:
    """Both balances at the end of a day and what makes the difference; None before the first statement."""
    statements = [one for one in await list_done(session, org_id, account.id) if one.first_on and one.first_on <= day]
    if not statements or statements[0].first_on is None:
        return None
    start = statements[0].first_on
    asked = {"org_id": org_id, "account": account.id, "book": account.ledger_account, "from_on": start, "to_on": day}
    lines_dong = (await session.execute(_LINES_SUM, asked)).scalar_one()
    opening = statements[0].opening_dong or 0
    figures = Figures(
        bank_opening_dong=opening,
        bank_dong=await _at_the_bank(session, statements, asked, day, opening + lines_dong),
        book_opening_dong=await book_balance(session, org_id, account, start - timedelta(days=1)),
        book_dong=await book_balance(session, org_id, account, day),
        lines_dong=lines_dong,
    )
    return compare(
        day,
        figures,
        only_book=await _only_book(session, asked),
        only_bank=await _only_bank(session, asked),
        apart=await _apart(session, asked),
    )


async def _at_the_bank(
    session: AsyncSession, statements: list[StatementRow], asked: dict[str, Any], day: date, summed_dong: int
) -> int:
    """What a statement says that ends on the day, else the last running balance, else what the lines add up to."""
    ends = [one.closing_dong for one in statements if one.last_on == day and one.closing_dong is not None]
    if ends:
        return ends[-1]
    last = (await session.execute(_LAST_BALANCE, asked)).scalar()
    return last if last is not None else summed_dong


async def book_balance(session: AsyncSession, org_id: UUID, account: BankAccountRow, day: date) -> int:
    """What the account's book holds at the end of a day, in đồng."""
    found = await account_figures(session, org_id, from_on=day.replace(day=1), to_on=day)
    return next((one.closing_dong for one in found if one.account == account.ledger_account), 0)


async def _only_book(session: AsyncSession, asked: dict[str, Any]) -> Part:
    rows = await _rows(session, _ONLY_BOOK, asked)
    items = [
        Item(day, f"{series} {number}/{year} {text}", dong, entry_id=entry_id)
        for entry_id, day, series, number, year, text, dong, _count, _sum in rows
    ]
    return part_only_in_book(items, *_sums(rows))


async def _only_bank(session: AsyncSession, asked: dict[str, Any]) -> Part:
    rows = await _rows(session, _ONLY_BANK, asked)
    items = [Item(day, text, -dong, line_id=line_id) for line_id, day, text, dong, _count, _sum in rows]
    dong, count = _sums(rows)
    return part_only_at_bank(items, -dong, count)


async def _apart(session: AsyncSession, asked: dict[str, Any]) -> Part:
    rows = await _rows(session, _APART, asked)
    items = [
        Item(day, text, dong, line_id=line_id, entry_id=entry_id)
        for line_id, day, text, entry_id, dong, _count, _sum in rows
    ]
    return part_apart(items, *_sums(rows))


async def _rows(session: AsyncSession, statement: Any, asked: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in await session.execute(statement, asked)]


def _sums(rows: list[tuple[Any, ...]]) -> tuple[int, int]:
    """The đồng and the number of all rows, listed or not: each row says them last."""
    return (rows[0][-1], rows[0][-2]) if rows else (0, 0)
