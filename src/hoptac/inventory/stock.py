"""What is in store, read from the lines of the ledger that name an item: the books themselves, not a second count."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    Numeric,
    Select,
    Uuid,
    bindparam,
    case,
    cast,
    func,
    or_,
    select,
    union_all,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.inventory.rules import STOCK_ACCOUNTS, Costing, Stock, cost_of_issue
from hoptac.ledger.models import ENTRIES, LINES

_lines, _entries = LINES.c, ENTRIES.c
_ORG_ID = bindparam("org_id", type_=Uuid())
_IDS = bindparam("item_ids", type_=ARRAY(Uuid()))
_ON = bindparam("on", type_=Date())
_FROM = bindparam("from_on", type_=Date())
MOST_MOVEMENTS = 200


class Movement(msgspec.Struct, frozen=True):
    """One line of a stock card: into the store, or out of it with a minus."""

    entry_id: UUID
    entry_on: date
    series: str
    number: int
    description: str
    account: str
    quantity: Decimal
    value_dong: int


def _is_stock(account: Any) -> ColumnElement[bool]:
    # ':' follows '9', so the range holds every code that begins like the account.
    return or_(*((account >= code) & (account < f"{code}:") for code in STOCK_ACCOUNTS))


def _side(side: str, *further: Any) -> Select:
    """Lines with an item on a stock account of one side; what is credited leaves."""
    account = _lines[f"{side}_account"]
    sign = 1 if side == "debit" else -1
    return select(
        _lines.item_id,
        account.label("account"),
        _lines.entry_on.label("entry_on"),
        (sign * _lines.quantity).label("quantity"),
        (sign * _lines.amount_dong).label("value_dong"),
        *further,
    ).where(_lines.org_id == _ORG_ID, _lines.item_id == func.any(_IDS), _is_stock(account))


_moved = union_all(_side("debit"), _side("credit")).subquery("moved")
_QUANTITY = cast(func.coalesce(func.sum(_moved.c.quantity), 0), Numeric(18, 3))
_VALUE = cast(func.coalesce(func.sum(_moved.c.value_dong), 0), BigInteger)
_IN_STORE = (
    select(_moved.c.item_id, _moved.c.account, _QUANTITY, _VALUE)
    .where(_moved.c.entry_on <= _ON)
    .group_by(_moved.c.item_id, _moved.c.account)
)
# What a month had to sell from: what it began with and what came in; returns and corrections count where they are booked.
_of_month = (_moved.c.entry_on < _FROM) | (_moved.c.quantity > 0)
_OF_MONTH = select(
    cast(func.coalesce(func.sum(case((_of_month, _moved.c.quantity), else_=0)), 0), Numeric(18, 3)),
    cast(func.coalesce(func.sum(case((_of_month, _moved.c.value_dong), else_=0)), 0), BigInteger),
).where(_moved.c.entry_on <= _ON, _moved.c.account == bindparam("account"))
_LATER = (
    select(_moved.c.item_id, _moved.c.account, cast(func.sum(_moved.c.quantity), Numeric(18, 3)))
    .where(_moved.c.entry_on > _ON)
    .group_by(_moved.c.item_id, _moved.c.account, _moved.c.entry_on)
    .order_by(_moved.c.entry_on)
)
_has_moved = (
    select(func.count()).select_from(LINES).where(_lines.org_id == _ORG_ID, _lines.item_id == bindparam("item_id"))
)
_cards = union_all(
    _side("debit", _lines.entry_id, _lines.position, _lines.description),
    _side("credit", _lines.entry_id, _lines.position, _lines.description),
).subquery("cards")
_CARD = (
    select(
        *(_entries.id, _entries.entry_on, _entries.series, _entries.number),
        func.coalesce(func.nullif(_cards.c.description, ""), _entries.description),
        *(_cards.c.account, cast(_cards.c.quantity, Numeric(18, 3)), cast(_cards.c.value_dong, BigInteger)),
    )
    .join_from(_cards, ENTRIES, (_entries.org_id == _ORG_ID) & (_entries.id == _cards.c.entry_id))
    .order_by(_entries.entry_on.desc(), _entries.position.desc(), _cards.c.position.desc())
    .limit(MOST_MOVEMENTS)
)

Stocks = dict[tuple[UUID, str], Stock]
"""By item and account."""


async def in_store(session: AsyncSession, org_id: UUID, item_ids: Iterable[UUID], *, on: date) -> Stocks:
    """What is there at the end of a day."""
    asked = {"org_id": org_id, "item_ids": sorted(item_ids), "on": on}
    if not asked["item_ids"]:
        return {}
    found = await session.execute(_IN_STORE, asked)
    return {(item_id, account): Stock(quantity, value) for item_id, account, quantity, value in found}


def by_item(stocks: Mapping[tuple[UUID, str], Stock]) -> dict[UUID, Stock]:
    """What is there of each item on all accounts together."""
    totals: dict[UUID, Stock] = {}
    for (item_id, _account), stock in stocks.items():
        had = totals.get(item_id, Stock())
        totals[item_id] = Stock(had.quantity + stock.quantity, had.value_dong + stock.value_dong)
    return totals


async def least_from(
    session: AsyncSession, org_id: UUID, item_ids: Iterable[UUID], *, on: date
) -> dict[tuple[UUID, str], Decimal]:
    """The least quantity that is there on any day from `on` on, by item and account: what leaves on that day must not be
    missing later."""
    ids = sorted(item_ids)
    stocks = await in_store(session, org_id, ids, on=on)
    running = {place: stock.quantity for place, stock in stocks.items()}
    least = dict(running)
    later = await session.execute(_LATER, {"org_id": org_id, "item_ids": ids, "on": on}) if ids else ()
    for item_id, account, quantity in later:
        place = (item_id, account)
        running[place] = running.get(place, Decimal(0)) + quantity
        least[place] = min(least.get(place, Decimal(0)), running[place])
    return least


async def cost_on(
    session: AsyncSession, org_id: UUID, item_id: UUID, account: str, quantity: Decimal, *, on: date, costing: Costing
) -> tuple[int, Stock]:
    """What so much costs when it leaves on a day, and what is there then.

    By the month's average the price is that of all that the month had until the day; postings after it may change it, and
    the difference is booked at the end of the month like any other.
    """
    there = (await in_store(session, org_id, [item_id], on=on)).get((item_id, account), Stock())
    priced = there
    if costing == 1:
        asked = {"org_id": org_id, "item_ids": [item_id], "account": account, "from_on": on.replace(day=1)}
        row = (await session.execute(_OF_MONTH, asked | {"on": on})).one()
        priced = Stock(row[0], row[1])
    return cost_of_issue(quantity, there, priced), there


async def has_moved(session: AsyncSession, org_id: UUID, item_id: UUID) -> bool:
    """Whether any line of the books names the item."""
    return bool((await session.execute(_has_moved, {"org_id": org_id, "item_id": item_id})).scalar_one())


async def stock_card(session: AsyncSession, org_id: UUID, item_id: UUID) -> list[Movement]:
    """The last movements of an item, the newest first."""
    found = await session.execute(_CARD, {"org_id": org_id, "item_ids": [item_id]})
    return [Movement(*row) for row in found]
