"""The list of members: one page of it, searched and sorted, and how many there are."""

from datetime import date
from functools import cache
from typing import Any, Literal, NamedTuple
from uuid import UUID

from sqlalchemy import Date, LargeBinary, Uuid, bindparam, func, literal, select, tuple_
from sqlalchemy.dialects.postgresql import ARRAY

from hoptac.kit.keyset import search_words, word_params
from hoptac.kit.prepared import Prepared, Reader
from hoptac.members.models import Member
from hoptac.members.queries.columns import JOINED, MEMBERS, ORG_ID, PARTIES, SEARCHED_WITH_PHONE
from hoptac.parties.identity_numbers import indexes_of

Sort = Literal["name", "number", "joined_on"]
SORTS: tuple[Sort, ...] = ("name", "number", "joined_on")
PAGE_SIZE = 50
IDENTITY_DIGITS = (9, 12)
"""Of the old card and of the new one."""
_UNKNOWN_DAY = date(9999, 12, 31)


class MemberListRow(NamedTuple):
    """One line of the list; `key` is what it is sorted by. Of who has left `joined_on` is the day of leaving."""

    id: UUID
    number: str
    name: str
    kind: str
    joined_on: date | None
    phone: str | None
    key: Any


class MemberPage(NamedTuple):
    """One page of the list and whether there is more on either side."""

    rows: list[MemberListRow]
    has_previous: bool
    has_next: bool


_SORTED_BY = {
    "name": PARTIES.sort_key,
    "number": MEMBERS.number,
    "joined_on": func.coalesce(MEMBERS.joined_on, literal(_UNKNOWN_DAY, Date())),
}


def _matching(statement: Any, words: int, has_left: bool) -> Any:
    statement = statement.where(MEMBERS.left_on.is_not(None) if has_left else MEMBERS.left_on.is_(None))
    for place in range(words):
        statement = statement.where(SEARCHED_WITH_PHONE.like(bindparam(f"word_{place}")))
    return statement


@cache
def page_statement(sort: Sort, words: int, direction: str, has_left: bool = False) -> Prepared:
    """One page, made once for each order, number of words, direction ("first", "after", "before") and for members or those
    who have left."""
    day = MEMBERS.left_on if has_left else MEMBERS.joined_on
    key = MEMBERS.left_on if has_left and sort == "joined_on" else _SORTED_BY[sort]
    columns = (PARTIES.id, MEMBERS.number, PARTIES.name, MEMBERS.kind, day, PARTIES.phone, key)
    chosen = select(*columns).select_from(JOINED).where(PARTIES.org_id == ORG_ID)
    statement = _matching(chosen, words, has_left)
    place = tuple_(bindparam("key", type_=key.type), bindparam("key_id", type_=Uuid()))
    if direction == "after":
        statement = statement.where(tuple_(key, PARTIES.id) > place)
    elif direction == "before":
        statement = statement.where(tuple_(key, PARTIES.id) < place).order_by(key.desc(), PARTIES.id.desc())
        return Prepared(statement.limit(PAGE_SIZE + 1))
    return Prepared(statement.order_by(key, PARTIES.id).limit(PAGE_SIZE + 1))


@cache
def _by_identity(has_left: bool) -> Prepared:
    day = MEMBERS.left_on if has_left else MEMBERS.joined_on
    columns = (PARTIES.id, MEMBERS.number, PARTIES.name, MEMBERS.kind, day, PARTIES.phone, PARTIES.sort_key)
    is_of = PARTIES.identity_number_index == func.any(bindparam("indexes", type_=ARRAY(LargeBinary())))
    chosen = select(*columns).select_from(JOINED).where(PARTIES.org_id == ORG_ID, is_of)
    return Prepared(_matching(chosen, 0, has_left))


_ALL_IN_REGISTER = select(func.count()).select_from(Member.__table__).where(MEMBERS.org_id == ORG_ID)
_WHOLE_REGISTER = Prepared(_ALL_IN_REGISTER)
_ALL_WHO_LEFT = _ALL_IN_REGISTER.where(MEMBERS.left_on.is_not(None))


@cache
def count_statement(words: int, has_left: bool = False) -> Prepared:
    """How many, made once for each number of words; without words both counts are of an index alone."""
    if words:
        found = select(func.count()).select_from(JOINED).where(PARTIES.org_id == ORG_ID)
        return Prepared(_matching(found, words, has_left))
    if has_left:
        return Prepared(_ALL_WHO_LEFT)
    return Prepared(select(_ALL_IN_REGISTER.scalar_subquery() - _ALL_WHO_LEFT.scalar_subquery()))


async def list_members(
    session: Reader,
    org_id: UUID,
    *,
    q: str = "",
    sort: Sort = "name",
    after: tuple[Any, UUID] | None = None,
    before: tuple[Any, UUID] | None = None,
    has_left: bool = False,
) -> MemberPage:
    """One page of at most 50 in the order asked for, after or before a place (key and id of a row); of who is a member, or
    of who has left."""
    words = search_words(q)
    direction = "after" if after else "before" if before else "first"
    params = {"org_id": org_id, **word_params(words)}
    if place := after or before:
        params |= {"key": place[0], "key_id": place[1]}
    statement = page_statement(sort, len(words), direction, has_left)
    found = [MemberListRow(*row) for row in await statement.rows(session, params)]
    more, rows = len(found) > PAGE_SIZE, found[:PAGE_SIZE]
    if direction == "before":
        rows.reverse()
        return MemberPage(rows, has_previous=more, has_next=True)
    return MemberPage(rows, has_previous=after is not None, has_next=more)


async def find_by_identity_number(
    session: Reader, org_id: UUID, q: str, *, has_left: bool = False
) -> list[MemberListRow]:
    """The member with this whole identity number; nobody for anything else that was typed."""
    digits = q.replace(" ", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) in IDENTITY_DIGITS):
        return []
    asked = {"org_id": org_id, "indexes": indexes_of(org_id, digits)}
    return [MemberListRow(*row) for row in await _by_identity(has_left).rows(session, asked)]


async def count_members(session: Reader, org_id: UUID, q: str = "", *, has_left: bool = False) -> int:
    """How many members the search finds, all without one; or how many of those who have left."""
    words = search_words(q)
    return await count_statement(len(words), has_left).scalar(session, {"org_id": org_id, **word_params(words)})


async def count_register(session: Reader, org_id: UUID) -> int:
    """How many records the register has, of members and of who has left."""
    return await _WHOLE_REGISTER.scalar(session, {"org_id": org_id})
