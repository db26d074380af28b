"""The register of members as it stood on a day (Law 17/2023/QH15 Art. 15): who, page by page, and what each had paid in."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any, Literal, NamedTuple
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    Date,
    Select,
    Text,
    Uuid,
    bindparam,
    false,
    func,
    literal,
    select,
    union_all,
)

from hoptac.capital.models import CERTIFICATE_ENDINGS, CERTIFICATES, CONTRIBUTIONS, REFUNDS, RETRACTIONS
from hoptac.kit.keyset import Bounds, Direction, Page, matching, page_of, paged, search_words, word_params
from hoptac.kit.prepared import Prepared, Reader
from hoptac.members.memberships import is_on
from hoptac.members.models import Member, Membership
from hoptac.members.queries.columns import SEARCHED_WITH_PHONE
from hoptac.parties.identity_numbers import open_number
from hoptac.parties.models import Party
from hoptac.registers.queries.movements import held_on

Sort = Literal["name", "number"]
SORTS: tuple[Sort, ...] = ("name", "number")
OPTIONAL_KIND = "associate_noncontributing"
"""The kind that the cooperative may leave out of its register (Art. 15.2)."""

_ORG_ID, _DAY = bindparam("org_id", type_=Uuid()), bindparam("day", type_=Date())
_parties, _members, _memberships = Party.__table__.c, Member.__table__.c, Membership.__table__.c
_paid, _returned, _taken_back = CONTRIBUTIONS.c, REFUNDS.c, RETRACTIONS.c
_given, _ended = CERTIFICATES.c, CERTIFICATE_ENDINGS.c


class RegisterMember(NamedTuple):
    """One member of the register on a day. `identity_number` is whole: mask it before it is shown; `sort_key` is what the
    list is sorted by."""

    id: UUID
    number: str
    name: str
    party_kind: str
    kind: str
    since: date | None
    address: str | None
    nationality: str
    identity_number: str | None
    sort_key: str


class Deed(NamedTuple):
    """A contribution, a refund (its sum below zero) or a certificate of a member, as it counted on the day.

    `method` is how it was paid, or of a certificate its number; `is_ended`: the certificate had been withdrawn by then.
    """

    party_id: UUID
    what: Literal["contribution", "refund", "certificate"]
    id: UUID
    day: date
    method: str
    asset: str
    quantity: str
    dong: int
    is_ended: bool


class Sums(NamedTuple):
    """All members of the register on a day: how many, and what everybody had pledged and paid in, in đồng."""

    members: int
    pledged_dong: int
    paid_dong: int


_SORTED_BY = {"name": _parties.sort_key, "number": _members.number}
_COLUMNS = (
    _parties.id, _members.number, _parties.name, _parties.kind, _memberships.kind, _memberships.valid_from,
    _parties.address, _parties.nationality, _parties.sealed_identity_number,
)  # fmt: skip


def _on_the_day(*columns: Any, every_kind: bool) -> Select[*tuple[Any, ...]]:
    """Members on the day; names, addresses and identity numbers are those that are known now."""
    statement = (
        select(*columns)
        .select_from(Party.__table__)
        .join(Member.__table__, (_members.org_id == _parties.org_id) & (_members.party_id == _parties.id))
        .join(
            Membership.__table__,
            (_memberships.org_id == _parties.org_id) & (_memberships.party_id == _parties.id),
        )
        .where(_parties.org_id == _ORG_ID, _members.org_id == _ORG_ID, _memberships.org_id == _ORG_ID)
        .where(is_on(_memberships, _DAY))
    )
    return statement if every_kind else statement.where(_memberships.kind != OPTIONAL_KIND)


@cache
def page_statement(sort: Sort, words: int, direction: Direction, *, every_kind: bool) -> Prepared:
    """One page, made once for each order, number of words and direction."""
    key = _SORTED_BY[sort]
    statement = matching(_on_the_day(*_COLUMNS, key, every_kind=every_kind), SEARCHED_WITH_PHONE, words)
    return Prepared(paged(statement, key, _parties.id, direction))


@cache
def _whole(sort: Sort, *, every_kind: bool) -> Prepared:
    key = _SORTED_BY[sort]
    return Prepared(_on_the_day(*_COLUMNS, key, every_kind=every_kind).order_by(key, _parties.id))


@cache
def sums_statement(words: int, *, every_kind: bool) -> Prepared:
    """The number of members, and the sums of all capital, made once for each number of words."""
    if words:
        counted = matching(_on_the_day(func.count(), every_kind=every_kind), SEARCHED_WITH_PHONE, words)
    else:
        counted = (
            select(func.count())
            .select_from(Membership.__table__)
            .where(_memberships.org_id == _ORG_ID, is_on(_memberships, _DAY))
        )
        counted = counted if every_kind else counted.where(_memberships.kind != OPTIONAL_KIND)
    return Prepared(select(counted.scalar_subquery(), *held_on(_DAY)))


def _not_taken_back(deed: Any, noun: str) -> Any:
    return ~(
        select(_taken_back.id)
        .where(_taken_back.org_id == _ORG_ID, _taken_back[f"{noun}_id"] == deed.id, _taken_back.retracted_on <= _DAY)
        .exists()
    )


def _deeds(*, of_some: bool) -> Prepared:
    """Everything of some members or of all that counted on the day. What had been taken back by then never was."""
    nothing = literal("", Text())
    contributed = select(
        _paid.party_id, literal("contribution", Text()), _paid.id, _paid.contributed_on, _paid.method, _paid.asset,
        _paid.asset_quantity, _paid.amount_dong, false(),
    ).where(_paid.org_id == _ORG_ID, _paid.contributed_on <= _DAY, _not_taken_back(_paid, "contribution"))  # fmt: skip
    returned = select(
        _returned.party_id, literal("refund", Text()), _returned.id, _returned.refunded_on, _returned.method, nothing,
        nothing, -_returned.amount_dong, false(),
    ).where(_returned.org_id == _ORG_ID, _returned.refunded_on <= _DAY, _not_taken_back(_returned, "refund"))  # fmt: skip
    certified = (
        select(
            _given.party_id, literal("certificate", Text()), _given.id, _given.issued_on, _given.number, nothing,
            nothing, _given.amount_dong, _ended.ended_on.is_not(None),
        )
        .select_from(CERTIFICATES)
        .outerjoin(
            CERTIFICATE_ENDINGS,
            (_ended.org_id == _given.org_id) & (_ended.certificate_id == _given.id) & (_ended.ended_on <= _DAY),
        )
        .where(_given.org_id == _ORG_ID, _given.issued_on <= _DAY)
    )  # fmt: skip
    parts = [(contributed, _paid), (returned, _returned), (certified, _given)]
    if of_some:
        ids = func.any(bindparam("party_ids", type_=ARRAY(Uuid())))
        parts = [(statement.where(of.party_id == ids), of) for statement, of in parts]
    return Prepared(union_all(*(statement for statement, _of in parts)))


_DEEDS_OF_SOME, _DEEDS_OF_ALL = _deeds(of_some=True), _deeds(of_some=False)


def _by_party(rows: Iterable[Any]) -> dict[UUID, list[Deed]]:
    found: dict[UUID, list[Deed]] = {}
    for row in sorted(map(Deed._make, rows), key=lambda deed: (deed.day, deed.id)):
        found.setdefault(row.party_id, []).append(row)
    return found


def _opened(org_id: UUID, row: Any) -> RegisterMember:
    *known, sealed, key = row
    return RegisterMember._make((*known, open_number(org_id, sealed), key))


async def list_register_page(
    session: Reader, org_id: UUID, day: date, *, q: str, sort: Sort, bounds: Bounds, every_kind: bool
) -> Page[RegisterMember]:
    """Members on a day, at most fifty, in the order asked for."""
    words = search_words(q)
    statement = page_statement(sort, len(words), bounds.direction, every_kind=every_kind)
    asked = {"org_id": org_id, "day": day} | word_params(words) | bounds.params
    return page_of([_opened(org_id, row) for row in await statement.rows(session, asked)], bounds)


async def list_whole_register(
    session: Reader, org_id: UUID, day: date, *, sort: Sort = "name", every_kind: bool
) -> list[RegisterMember]:
    """All members on a day, for a file."""
    rows = await _whole(sort, every_kind=every_kind).rows(session, {"org_id": org_id, "day": day})
    return [_opened(org_id, row) for row in rows]


async def sum_register(session: Reader, org_id: UUID, day: date, *, q: str = "", every_kind: bool) -> Sums:
    """How many the search finds on a day, and the capital of everybody, also of those who had left and held some."""
    words = search_words(q)
    asked = {"org_id": org_id, "day": day} | word_params(words)
    return Sums(*await sums_statement(len(words), every_kind=every_kind).one(session, asked))


async def deeds_of(session: Reader, org_id: UUID, day: date, party_ids: Sequence[UUID]) -> dict[UUID, list[Deed]]:
    """What some members had paid in, got back and were certified by the end of a day, each list in the order of days."""
    asked = {"org_id": org_id, "day": day, "party_ids": list(party_ids)}
    return _by_party(await _DEEDS_OF_SOME.rows(session, asked))


async def deeds_of_all(session: Reader, org_id: UUID, day: date) -> dict[UUID, list[Deed]]:
    """The same of everybody."""
    return _by_party(await _DEEDS_OF_ALL.rows(session, {"org_id": org_id, "day": day}))
