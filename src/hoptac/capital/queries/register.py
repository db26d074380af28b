"""The registers of capital: who holds, owes and pays what, in pages by the Vietnamese order of names or by date."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Uuid, bindparam, func, select, tuple_

from hoptac.capital.models import Contribution, Holding, Refund
from hoptac.capital.queries.member import TAKEN_BACK, TakenBack, with_taken_back, with_voucher
from hoptac.kit.keyset import matching, search_words, word_params
from hoptac.kit.prepared import Prepared, Reader
from hoptac.ledger.models import Entry
from hoptac.members.models import Member
from hoptac.members.queries.columns import SEARCHED
from hoptac.parties.models import Party

PAGE_LENGTH = 50

_ORG_ID = bindparam("org_id", type_=Uuid())
_held, _paid = Holding.__table__.c, Contribution.__table__.c
_members, _parties, _entries = Member.__table__.c, Party.__table__.c, Entry.__table__.c


class RegisterRow(msgspec.Struct, frozen=True):
    """One member who may hold capital: pledged, paid, and what is still owed."""

    party_id: UUID
    name: str
    number: str
    kind: str
    pledged_dong: int
    paid_dong: int

    @property
    def rest_dong(self) -> int:
        """Pledged and not yet paid."""
        return self.pledged_dong - self.paid_dong


class JournalRow(msgspec.Struct, frozen=True):
    """One contribution of the journal."""

    id: UUID
    year: int
    number: int
    contributed_on: date
    party_id: UUID
    name: str
    method: str
    amount_dong: int
    asset: str
    asset_quantity: str
    valued_by: str
    note: str
    series: str
    voucher: int
    taken_back: TakenBack | None


class RefundJournalRow(msgspec.Struct, frozen=True):
    """One refund of the journal of refunds."""

    id: UUID
    year: int
    number: int
    refunded_on: date
    party_id: UUID
    name: str
    method: str
    amount_dong: int
    reason: str
    basis: str
    note: str
    series: str
    voucher: int
    taken_back: TakenBack | None


class Slice(msgspec.Struct, frozen=True):
    """One page of a register, and whether there are rows before and after it."""

    rows: Sequence[Any]
    has_previous: bool
    has_next: bool


@cache
def _register(words: int, *, direction: str | None) -> Prepared:
    """Built once for each shape of the question, so that the database prepares it once."""
    pledged, paid = func.coalesce(_held.pledged_dong, 0), func.coalesce(_held.paid_dong, 0)
    statement = (
        select(_parties.id, _parties.name, _members.number, _members.kind, pledged, paid)
        .select_from(Party.__table__)
        .join(Member.__table__, (_members.org_id == _parties.org_id) & (_members.party_id == _parties.id))
        .outerjoin(Holding.__table__, (_held.org_id == _parties.org_id) & (_held.party_id == _parties.id))
        .where(_parties.org_id == _ORG_ID, _members.kind != "associate_noncontributing")
    )
    place, order = tuple_(_parties.sort_key, _parties.id), (_parties.sort_key, _parties.id)
    edge = Party.__table__.alias("edge")
    edge_place = (
        select(edge.c.sort_key, edge.c.id)
        .where(edge.c.org_id == _ORG_ID, edge.c.id == bindparam("edge", type_=Uuid()))
        .scalar_subquery()
    )
    if direction == "after":
        statement = statement.where(place > edge_place)
    if direction == "before":
        statement, order = statement.where(place < edge_place), (_parties.sort_key.desc(), _parties.id.desc())
    statement = matching(statement, SEARCHED, words)
    return Prepared(statement.order_by(*order).limit(bindparam("limit")))


_JOURNALS: dict[type[Contribution] | type[Refund], tuple[type[JournalRow] | type[RefundJournalRow], str]] = {
    Contribution: (JournalRow, "contributed_on"),
    Refund: (RefundJournalRow, "refunded_on"),
}


@cache
def _journal(deed: type[Contribution] | type[Refund], words: int, *, direction: str | None) -> Prepared:
    """The newest number first; the columns are those of the row's struct, then those of what took it back."""
    of = deed.__table__.c
    fields = _JOURNALS[deed][0].__struct_fields__[:-3]
    columns = (_parties.name if field == "name" else of[field] for field in fields)
    statement = select(*columns, _entries.series, _entries.number.label("voucher"), *TAKEN_BACK)
    statement = statement.select_from(deed.__table__).join(
        Party.__table__, (_parties.org_id == of.org_id) & (_parties.id == of.party_id)
    )
    statement = with_voucher(statement, deed).where(of.org_id == _ORG_ID)
    place, order = tuple_(of.year, of.number), (of.year.desc(), of.number.desc())
    edge = deed.__table__.alias("edge")
    edge_place = (
        select(edge.c.year, edge.c.number)
        .where(edge.c.org_id == _ORG_ID, edge.c.id == bindparam("edge", type_=Uuid()))
        .scalar_subquery()
    )
    if direction == "after":
        statement = statement.where(place < edge_place)
    if direction == "before":
        statement, order = statement.where(place > edge_place), (of.year, of.number)
    return Prepared(matching(statement, " " + _parties.search_key, words).order_by(*order).limit(bindparam("limit")))


def _slice(found: list[Any], direction: str | None, length: int) -> Slice:
    has_more, rows = len(found) > length, found[:length]
    if direction == "before":
        return Slice(rows[::-1], has_more, True)
    return Slice(rows, direction == "after", has_more)


def _asked(
    org_id: UUID, q: str, after: UUID | None, before: UUID | None, length: int
) -> tuple[int, str | None, dict[str, Any]]:
    """How many words, which way, and the parameters."""
    words, direction = search_words(q), "before" if before else "after" if after else None
    parameters = {"org_id": org_id, "edge": before or after, "limit": length + 1}
    return len(words), direction, parameters | word_params(words)


async def list_register(
    session: Reader,
    org_id: UUID,
    *,
    q: str = "",
    after: UUID | None = None,
    before: UUID | None = None,
    length: int = PAGE_LENGTH,
) -> Slice:
    """Members who may hold capital, by name; `after` and `before` are the party at the edge of the page shown."""
    words, direction, parameters = _asked(org_id, q, after, before, length)
    statement = _register(words, direction=direction)
    found = [RegisterRow(*row) for row in await statement.rows(session, parameters)]
    return _slice(found, direction, length)


async def list_journal(
    session: Reader,
    org_id: UUID,
    *,
    q: str = "",
    after: UUID | None = None,
    before: UUID | None = None,
    length: int = PAGE_LENGTH,
) -> Slice:
    """Contributions, the newest number first; `after` and `before` are the contribution at the edge of the page."""
    return await _list(session, Contribution, org_id, q, after, before, length)


async def list_refunds(
    session: Reader,
    org_id: UUID,
    *,
    q: str = "",
    after: UUID | None = None,
    before: UUID | None = None,
    length: int = PAGE_LENGTH,
) -> Slice:
    """Refunds, as `list_journal`."""
    return await _list(session, Refund, org_id, q, after, before, length)


async def _list(
    session: Reader,
    deed: type[Contribution] | type[Refund],
    org_id: UUID,
    q: str,
    after: UUID | None,
    before: UUID | None,
    length: int,
) -> Slice:
    words, direction, parameters = _asked(org_id, q, after, before, length)
    statement, row_type = _journal(deed, words, direction=direction), _JOURNALS[deed][0]
    found = [with_taken_back(row_type, row) for row in await statement.rows(session, parameters)]
    return _slice(found, direction, length)
