"""The registers of capital: who holds, owes and pays what, in pages by the Vietnamese order of names or by date."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Select, Text, Uuid, bindparam, func, literal, select, tuple_

from hoptac.capital.models import Contribution, Holding
from hoptac.kit.prepared import Prepared, Reader
from hoptac.kit.vietnamese import search_key
from hoptac.ledger.models import Entry
from hoptac.members.models import Member
from hoptac.parties.models import Party

PAGE_LENGTH = 50
MOST_WORDS = 6

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
    series: str
    voucher: int
    note: str


class Slice(msgspec.Struct, frozen=True):
    """One page of a register, and whether there are rows before and after it."""

    rows: Sequence[Any]
    has_previous: bool
    has_next: bool


def words_of(text: str) -> list[str]:
    """The words a list is searched by, without accents; each must begin a word of the name."""
    return search_key(text).split()[:MOST_WORDS]


def _search(statement: Select[*tuple[Any, ...]], words: int) -> Select[*tuple[Any, ...]]:
    padded = literal(" ", Text()) + _parties.search_key
    return statement.where(
        *(
            func.strpos(padded, literal(" ", Text()) + bindparam(f"word_{place}", type_=Text())) > 0
            for place in range(words)
        )
    )


@cache
def _register(words: int, *, only_owing: bool, direction: str | None) -> Prepared:
    """Built once for each shape of the question, so that the database prepares it once."""
    pledged, paid = func.coalesce(_held.pledged_dong, 0), func.coalesce(_held.paid_dong, 0)
    statement = (
        select(_parties.id, _parties.name, _members.number, _members.kind, pledged, paid)
        .select_from(Party.__table__)
        .join(Member.__table__, (_members.org_id == _parties.org_id) & (_members.party_id == _parties.id))
        .outerjoin(Holding.__table__, (_held.org_id == _parties.org_id) & (_held.party_id == _parties.id))
        .where(_parties.org_id == _ORG_ID, _members.kind != "associate_noncontributing")
    )
    if only_owing:
        statement = statement.where(_held.pledged_dong > _held.paid_dong)
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
    return Prepared(_search(statement, words).order_by(*order).limit(bindparam("limit")))


@cache
def _journal(words: int, *, direction: str | None) -> Prepared:
    statement = (
        select(
            *(_paid.id, _paid.year, _paid.number, _paid.contributed_on, _paid.party_id, _parties.name, _paid.method),
            *(_paid.amount_dong, _entries.series, _entries.number.label("voucher"), _paid.note),
        )
        .select_from(Contribution.__table__)
        .join(Party.__table__, (_parties.org_id == _paid.org_id) & (_parties.id == _paid.party_id))
        .join(Entry.__table__, (_entries.org_id == _paid.org_id) & (_entries.id == _paid.entry_id))
        .where(_paid.org_id == _ORG_ID)
    )
    place, order = tuple_(_paid.year, _paid.number), (_paid.year.desc(), _paid.number.desc())
    edge = Contribution.__table__.alias("edge")
    edge_place = (
        select(edge.c.year, edge.c.number)
        .where(edge.c.org_id == _ORG_ID, edge.c.id == bindparam("edge", type_=Uuid()))
        .scalar_subquery()
    )
    if direction == "after":
        statement = statement.where(place < edge_place)
    if direction == "before":
        statement, order = statement.where(place > edge_place), (_paid.year, _paid.number)
    return Prepared(_search(statement, words).order_by(*order).limit(bindparam("limit")))


async def _sliced(
    session: Reader,
    statement: Prepared,
    row_type: type[RegisterRow] | type[JournalRow],
    parameters: dict[str, Any],
    direction: str | None,
    length: int,
) -> Slice:
    found = [row_type(*row) for row in await statement.rows(session, parameters | {"limit": length + 1})]
    has_more, rows = len(found) > length, found[:length]
    if direction == "before":
        return Slice(rows[::-1], has_more, True)
    return Slice(rows, direction == "after", has_more)


async def list_register(
    session: Reader,
    org_id: UUID,
    *,
    q: str = "",
    only_owing: bool = False,
    after: UUID | None = None,
    before: UUID | None = None,
    length: int = PAGE_LENGTH,
) -> Slice:
    """Members who may hold capital, by name; `after` and `before` are the party at the edge of the page shown."""
    words, direction = words_of(q), "before" if before else "after" if after else None
    parameters = {"org_id": org_id, "edge": before or after} | {f"word_{n}": word for n, word in enumerate(words)}
    statement = _register(len(words), only_owing=only_owing, direction=direction)
    return await _sliced(session, statement, RegisterRow, parameters, direction, length)


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
    words, direction = words_of(q), "before" if before else "after" if after else None
    parameters = {"org_id": org_id, "edge": before or after} | {f"word_{n}": word for n, word in enumerate(words)}
    return await _sliced(session, _journal(len(words), direction=direction), JournalRow, parameters, direction, length)
