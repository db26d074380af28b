"""What the statements are made of, for any span of days: the ledger's own reads, and sums by source."""

from uuid import UUID

import msgspec
from sqlalchemy import BigInteger, Date, Select, Uuid, bindparam, case, cast, func, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.ledger import (
    AccountFigures,
    PairFigures,
    PartySides,
    account_figures_and_sides,
    pair_figures,
)
from hoptac.ledger.models import LINES
from hoptac.statements.rules.balances import ANALYSED_RANGE, Balance, balances_of
from hoptac.statements.rules.notes import SourceFigures
from hoptac.statements.rules.spans import Span

_lines = LINES.c
_ORG_ID = bindparam("org_id", type_=Uuid())
_FROM, _TO = bindparam("from_on", type_=Date()), bindparam("to_on", type_=Date())
COMMON_FUND = "442"


class Figures(msgspec.Struct, frozen=True):
    """Every account that ever moved, and what parties of it owe and are owed."""

    accounts: list[AccountFigures]
    parties: list[PartySides]


def _of_source(side: str) -> Select:
    is_credit = side == "credit"
    zero = cast(0, BigInteger)
    opened = case((_lines.entry_on < _FROM, _lines.amount_dong if is_credit else -_lines.amount_dong), else_=0)
    moved = case((_lines.entry_on < _FROM, 0), else_=_lines.amount_dong)
    return select(
        *(_lines[f"{side}_account"].label("account"), _lines.source.label("source"), opened.label("opening")),
        *((moved if is_credit else zero).label("credit"), (zero if is_credit else moved).label("debit")),
    ).where(
        _lines.org_id == _ORG_ID,
        _lines[f"{side}_account"] >= bindparam("account"),
        _lines[f"{side}_account"] < bindparam("end"),
        _lines.entry_on <= _TO,
    )


def _by_source() -> Select:
    each = union_all(_of_source("credit"), _of_source("debit")).subquery("each")
    account, source, *amounts = each.c
    sums = (cast(func.sum(amount), BigInteger) for amount in amounts)
    return select(account, source, *sums).group_by(account, source).order_by(account, source)


_BY_SOURCE = _by_source()


async def read_balances(session: AsyncSession, org_id: UUID, span: Span) -> tuple[Balance, ...]:
    """Every account that ever moved with its balances on their own sides, parties never netted."""
    figures = await read_figures(session, org_id, span)
    return balances_of(figures.accounts, figures.parties)


async def read_figures(session: AsyncSession, org_id: UUID, span: Span) -> Figures:
    """Accounts, and the parties of those that are looked at party by party."""
    days = {"from_on": span.from_on, "to_on": span.to_on}
    return Figures(*await account_figures_and_sides(session, org_id, **days, accounts=ANALYSED_RANGE))


async def read_pairs(session: AsyncSession, org_id: UUID, span: Span) -> list[PairFigures]:
    """What accounts moved against each other."""
    return await pair_figures(session, org_id, from_on=span.from_on, to_on=span.to_on)


async def read_sources(
    session: AsyncSession, org_id: UUID, span: Span, account: str = COMMON_FUND
) -> tuple[SourceFigures, ...]:
    """An account and those below it by source: the common indivisible fund (S29, B09 IV.11), refundable support (S30)."""
    asked = {"org_id": org_id, "from_on": span.from_on, "to_on": span.to_on, "account": account, "end": f"{account}:"}
    return tuple(SourceFigures(*row) for row in await session.execute(_BY_SOURCE, asked))
