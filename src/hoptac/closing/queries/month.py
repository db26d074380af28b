"""What the checklist of a month and the closing of a year are made of."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import BigInteger, Date, Select, Uuid, bindparam, cast, func, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.closing.queries.periods import find_year_closing
from hoptac.closing.rules.checklist import CashLow, MonthFacts
from hoptac.closing.rules.year_end import CLOSED_CLASSES
from hoptac.kit.calendar import add_months
from hoptac.ledger import AccountFigures, Line, account_figures, closed_months
from hoptac.ledger.entries import month_of
from hoptac.ledger.models import LINES
from hoptac.ledger.queries.entries import find_edges, lines_with_adjustments
from hoptac.organizations.terms import terms_on
from hoptac.statements.reading import read_checks
from hoptac.statements.rules.spans import Span
from hoptac.vouchers.queries import count_open_between

MONEY = ("111", "112")
_lines = LINES.c
_ORG_ID = bindparam("org_id", type_=Uuid())
_FROM, _TO = bindparam("from_on", type_=Date()), bindparam("to_on", type_=Date())


def _of_money(side: str) -> Select:
    account, sign = _lines[f"{side}_account"], 1 if side == "debit" else -1
    return select(
        account.label("account"), _lines.entry_on.label("day"), (sign * _lines.amount_dong).label("dong")
    ).where(
        _lines.org_id == _ORG_ID,
        _lines.entry_on >= _FROM,
        _lines.entry_on <= _TO,
        or_(*((account >= prefix) & (account < f"{prefix}:") for prefix in MONEY)),
    )


_moved = union_all(_of_money("debit"), _of_money("credit")).subquery("moved")
_BY_DAY = (
    select(_moved.c.account, _moved.c.day, cast(func.sum(_moved.c.dong), BigInteger))
    .group_by(_moved.c.account, _moved.c.day)
    .order_by(_moved.c.account, _moved.c.day)
)


def month_span(month: date) -> Span:
    """The whole month."""
    return Span(month, add_months(month, 1) - timedelta(days=1))


async def read_month(session: AsyncSession, org_id: UUID, month: date) -> MonthFacts:
    """What the books say of a month, for its checklist."""
    span = month_span(month)
    figures = tuple(await account_figures(session, org_id, from_on=span.from_on, to_on=span.to_on))
    before = await account_figures(session, org_id, from_on=add_months(month, -3), to_on=span.day_before)
    checks = await read_checks(session, org_id, span)
    terms = await terms_on(session, org_id, span.to_on)
    return MonthFacts(
        month=month,
        figures=figures,
        before=tuple(before),
        open_vouchers=await count_open_between(session, org_id, span.from_on, span.to_on),
        cash_lows=await _cash_lows(session, org_id, span, figures),
        earlier_open_month=await first_open_month(session, org_id, before=month),
        deducts_vat=bool(terms["accounting.vat_deduction"]),
        is_balanced=checks.position.difference_dong == (0, 0) and checks.trial_balance.is_balanced,
        without_party=checks.without_party,
    )


async def balances_to_close(session: AsyncSession, org_id: UUID, year: int) -> dict[str, int]:
    """Balances of income, cost and result at the end of a year as if it were not closed yet: debit minus credit, đồng."""
    span = Span(date(year, 1, 1), date(year, 12, 31))
    figures = await account_figures(session, org_id, from_on=span.from_on, to_on=span.to_on)
    balances = {one.account: one.closing_dong for one in figures if one.account[0] in CLOSED_CLASSES}
    for line in await closing_lines_of(session, org_id, year):
        _take_back(balances, line.debit_account, line.amount_dong)
        _take_back(balances, line.credit_account, -line.amount_dong)
    return balances


async def closing_lines_of(session: AsyncSession, org_id: UUID, year: int) -> list[Line]:
    """What the closing entry of a year and its adjustments moved so far; none before it is closed."""
    entry = await find_year_closing(session, org_id, year)
    return await lines_with_adjustments(session, org_id, entry.id) if entry else []


def _take_back(balances: dict[str, int], account: str | None, amount_dong: int) -> None:
    if account is not None and account[0] in CLOSED_CLASSES:
        balances[account] = balances.get(account, 0) - amount_dong


async def _cash_lows(
    session: AsyncSession, org_id: UUID, span: Span, figures: Iterable[AccountFigures]
) -> tuple[CashLow, ...]:
    balances = defaultdict(int, {one.account: one.opening_dong for one in figures if one.account.startswith(MONEY)})
    lows: dict[str, CashLow] = {}
    asked = {"org_id": org_id, "from_on": span.from_on, "to_on": span.to_on}
    for account, day, dong in await session.execute(_BY_DAY, asked):
        balances[account] += dong
        if balances[account] < 0:
            lows.setdefault(account, CashLow(account, day, balances[account]))
    return tuple(lows.values())


async def first_open_month(session: AsyncSession, org_id: UUID, *, before: date) -> date | None:
    """The first month of the books that is not closed, of those before a month."""
    edges = await find_edges(session, org_id)
    if edges is None:
        return None
    closed, looked_at = set(await closed_months(session, org_id)), month_of(edges[0])
    while looked_at < before:
        if looked_at not in closed:
            return looked_at
        looked_at = add_months(looked_at, 1)
    return None
