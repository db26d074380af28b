"""What a selection of lines moved month by month: from the kept balances where they know it, else from its lines."""

from datetime import timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Date, Select, Uuid, bindparam, case, cast, func, not_, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.ledger.entries import month_of
from hoptac.ledger.models import ACCOUNT_BALANCES, PAIR_BALANCES, PARTY_BALANCES
from hoptac.statements.queries.lines import KEPT, below, lines_by_month, parameters_of, sum_lines
from hoptac.statements.rules.frames import Frame, frame_of
from hoptac.statements.rules.lines import Sums
from hoptac.statements.rules.spans import Span
from hoptac.statements.selection import Selection

_ORG_ID = bindparam("org_id", type_=Uuid())
_LAST = bindparam("last_month", type_=Date())
_accounts, _parties, _pairs = ACCOUNT_BALANCES.c, PARTY_BALANCES.c, PAIR_BALANCES.c


def _total(column: Any) -> Any:
    return cast(func.sum(column), BigInteger)


@lru_cache(KEPT)
def _by_account(count: int) -> Select:
    return (
        select(_accounts.month, _total(_accounts.debit_dong), _total(_accounts.credit_dong))
        .where(_accounts.org_id == _ORG_ID, below(_accounts.account, "accounts", count), _accounts.month <= _LAST)
        .group_by(_accounts.month)
    )


@lru_cache(KEPT)
def _by_party(count: int) -> Select:
    return (
        select(_parties.month, _total(_parties.debit_dong), _total(_parties.credit_dong))
        .where(
            _parties.org_id == _ORG_ID,
            below(_parties.account, "accounts", count),
            _parties.party_id == bindparam("of_party", type_=Uuid()),
            _parties.month <= _LAST,
        )
        .group_by(_parties.month)
    )


@lru_cache(KEPT)
def _by_pair(accounts: int, contra: int, without: int) -> Select:
    def moved(own: Any, other: Any) -> Any:
        counts = below(own, "accounts", accounts)
        if contra:
            counts &= below(other, "contra", contra)
        if without:
            counts &= not_(below(other, "without", without))
        return _total(case((counts, _pairs.amount_dong), else_=0))

    return (
        select(
            _pairs.month,
            moved(_pairs.debit_account, _pairs.credit_account),
            moved(_pairs.credit_account, _pairs.debit_account),
        )
        .where(_pairs.org_id == _ORG_ID, _pairs.month <= _LAST)
        .group_by(_pairs.month)
    )


def _kept(selection: Selection) -> Select | None:
    """The statement over kept balances that answers a selection, if one does."""
    if selection.item or selection.season or selection.source is not None or selection.is_any_side:
        return None
    accounts, contra, without = len(selection.accounts), len(selection.contra), len(selection.without)
    if contra or without:
        return None if selection.party else _by_pair(accounts, contra, without)
    return _by_party(accounts) if selection.party else _by_account(accounts)


async def read_frame(session: AsyncSession, org_id: UUID, selection: Selection, span: Span) -> Frame:
    """The frame of a book over any span."""
    statement = _kept(selection)
    if statement is None:
        kept = await lines_by_month(session, org_id, selection, span.to_on)
    else:
        asked = parameters_of(org_id, selection) | {"last_month": month_of(span.to_on)}
        kept = {
            month: Sums(debit if selection.side != "credit" else 0, credit if selection.side != "debit" else 0)
            for month, debit, credit in await session.execute(statement, asked)
        }
    head = tail = None
    if span.from_on.day != 1:
        before = Span(month_of(span.from_on), span.day_before)
        head = await sum_lines(session, org_id, selection, before)
    if (span.to_on + timedelta(days=1)).day != 1:
        within = Span(max(span.from_on, month_of(span.to_on)), span.to_on)
        tail = await sum_lines(session, org_id, selection, within)
    return frame_of(kept, span, head=head, tail=tail)
