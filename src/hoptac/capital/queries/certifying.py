"""Who is entitled to a certificate and has none that says so, and the register of all that were issued."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any, Literal
from uuid import UUID

import msgspec
from sqlalchemy import Select, Uuid, and_, bindparam, case, func, or_, select, true
from sqlalchemy.dialects.postgresql import ARRAY

from hoptac.capital.models import Certificate, CertificateEnding, Holding
from hoptac.kit.keyset import PAGE_SIZE, Bounds, Direction, Page, matching, page_of, paged, search_words, word_params
from hoptac.kit.prepared import Prepared, Reader
from hoptac.members.models import Member
from hoptac.members.queries.columns import SEARCHED, number_words
from hoptac.parties.models import Party

_ORG_ID = bindparam("org_id", type_=Uuid())
_held, _members, _parties = Holding.__table__.c, Member.__table__.c, Party.__table__.c
_given, _ended = Certificate.__table__.c, CertificateEnding.__table__.c
_later = Certificate.__table__.alias("later").c

DueReason = Literal["none", "amount", "holder"]


class DueCertificate(msgspec.Struct, frozen=True):
    """One member who has paid all that was pledged and holds no certificate that says it: none at all (or a withdrawn one),
    one of another amount, or one with another name or address."""

    id: UUID
    sort_key: str
    name: str
    number: str
    paid_dong: int
    certificate_id: UUID | None
    certificate_number: str | None
    certificate_dong: int | None
    why: DueReason


class IssuedRow(msgspec.Struct, frozen=True):
    """One certificate of the register."""

    id: UUID
    number: str
    party_id: UUID
    name: str
    amount_dong: int
    issued_on: date
    deed: str
    reason: str
    state: str
    ended_on: date | None

    @property
    def sort_key(self) -> str:
        """Its place in the register, for a person to read in the address; the id alone decides."""
        return self.number


# A member's last certificate, whatever became of it.
_LAST = (
    select(_given.id, _given.number, _given.amount_dong, _given.contents)
    .where(_given.org_id == _ORG_ID, _given.party_id == _held.party_id)
    .order_by(_given.id.desc())
    .limit(1)
    .lateral("last")
)
_last = _LAST.c
_says_another_name = or_(
    _last.contents["holder_name"].astext != _parties.name,
    _last.contents["holder_address"].astext != func.coalesce(_parties.address, ""),
)
_is_none = or_(_last.id.is_(None), _ended.certificate_id.is_not(None))
_WHY = case((_is_none, "none"), (_last.amount_dong != _held.paid_dong, "amount"), else_="holder")
_DUE = (
    select(
        _parties.id, _parties.sort_key, _parties.name, _members.number, _held.paid_dong,
        _last.id, _last.number, _last.amount_dong, _WHY,
    )
    .select_from(Party.__table__)
    .join(Member.__table__, (_members.org_id == _parties.org_id) & (_members.party_id == _parties.id))
    .join(Holding.__table__, (_held.org_id == _parties.org_id) & (_held.party_id == _parties.id))
    .outerjoin(_LAST, true())
    .outerjoin(CertificateEnding.__table__, and_(_ended.org_id == _ORG_ID, _ended.certificate_id == _last.id))
    .where(
        _parties.org_id == _ORG_ID,
        _held.paid_dong > 0,
        _held.pledged_dong == _held.paid_dong,
        or_(_is_none, _last.amount_dong != _held.paid_dong, _says_another_name),
        # Whose membership has ended keeps none, even as long as the capital is not returned yet; who came back may.
        _members.left_on.is_(None),
        func.coalesce(
            or_(_ended.reason != "membership_ended", _members.joined_on >= _ended.ended_on), true()
        ),
    )
)  # fmt: skip


@cache
def _due_page(words: int, direction: Direction) -> Prepared:
    return Prepared(paged(matching(_DUE, SEARCHED, words), _parties.sort_key, _parties.id, direction))


@cache
def _due_count(words: int) -> Prepared:
    return Prepared(select(func.count()).select_from(matching(_DUE, SEARCHED, words).subquery()))


@cache
def _due_all(words: int, *, chosen: bool) -> Prepared:
    statement = matching(_DUE, SEARCHED, words)
    if chosen:
        statement = statement.where(_parties.id == func.any(bindparam("party_ids", type_=ARRAY(Uuid()))))
    return Prepared(statement.order_by(_parties.sort_key, _parties.id))


async def list_due_certificates(session: Reader, org_id: UUID, *, q: str, bounds: Bounds) -> Page[DueCertificate]:
    """One page of those who are to get a certificate, by name."""
    words = search_words(q)
    parameters = {"org_id": org_id} | word_params(words) | bounds.params
    found = await _due_page(len(words), bounds.direction).rows(session, parameters)
    return page_of([DueCertificate(*row) for row in found], bounds)


async def count_due_certificates(session: Reader, org_id: UUID, *, q: str = "") -> int:
    """How many are to get one."""
    words = search_words(q)
    return await _due_count(len(words)).scalar(session, {"org_id": org_id} | word_params(words))


async def all_due_certificates(
    session: Reader, org_id: UUID, *, q: str = "", party_ids: Sequence[UUID] | None = None
) -> list[DueCertificate]:
    """All of them, or those among the parties, by name."""
    words = search_words(q)
    parameters: dict[str, Any] = {"org_id": org_id} | word_params(words)
    if party_ids is not None:
        parameters["party_ids"] = list(party_ids)
    found = await _due_all(len(words), chosen=party_ids is not None).rows(session, parameters)
    return [DueCertificate(*row) for row in found]


_IN_REGISTER = " " + _parties.search_key + " " + number_words(_given.number)
_STATE = case(
    (_ended.certificate_id.is_not(None), "withdrawn"),
    (
        select(_later.id)
        .where(_later.org_id == _ORG_ID, _later.party_id == _given.party_id, _later.id > _given.id)
        .exists(),
        "replaced",
    ),
    else_="in_force",
)


@cache
def _in_force(words: int) -> Prepared:
    statement = (
        select(_given.id)
        .select_from(Certificate.__table__)
        .join(Party.__table__, (_parties.org_id == _given.org_id) & (_parties.id == _given.party_id))
        .outerjoin(CertificateEnding.__table__, (_ended.org_id == _given.org_id) & (_ended.certificate_id == _given.id))
        .where(_given.org_id == _ORG_ID, _STATE == "in_force")
    )
    return Prepared(matching(statement, _IN_REGISTER, words).order_by(_given.id))


async def all_in_force(session: Reader, org_id: UUID, *, q: str = "") -> list[UUID]:
    """The certificates in force, in the order of their issue."""
    words = search_words(q)
    found = await _in_force(len(words)).rows(session, {"org_id": org_id} | word_params(words))
    return [row[0] for row in found]


@cache
def _issued(words: int, direction: Direction) -> Prepared:
    """The newest first: ids are made in the order of time."""
    statement: Select[*tuple[Any, ...]] = (
        select(
            _given.id, _given.number, _given.party_id, _parties.name, _given.amount_dong, _given.issued_on,
            _given.deed, _given.reason, _STATE, _ended.ended_on,
        )
        .select_from(Certificate.__table__)
        .join(Party.__table__, (_parties.org_id == _given.org_id) & (_parties.id == _given.party_id))
        .outerjoin(
            CertificateEnding.__table__, (_ended.org_id == _given.org_id) & (_ended.certificate_id == _given.id)
        )
        .where(_given.org_id == _ORG_ID)
    )  # fmt: skip
    place = bindparam("place_id", type_=Uuid())
    statement = matching(statement, _IN_REGISTER, words)
    if direction == "before":
        return Prepared(statement.where(_given.id > place).order_by(_given.id).limit(PAGE_SIZE + 1))
    if direction == "after":
        statement = statement.where(_given.id < place)
    return Prepared(statement.order_by(_given.id.desc()).limit(PAGE_SIZE + 1))


async def list_issued(session: Reader, org_id: UUID, *, q: str, bounds: Bounds) -> Page[IssuedRow]:
    """The register of certificates, the newest first."""
    words = search_words(q)
    parameters = {"org_id": org_id} | word_params(words) | bounds.params
    found = await _issued(len(words), bounds.direction).rows(session, parameters)
    return page_of([IssuedRow(*row) for row in found], bounds)
