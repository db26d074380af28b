"""Every SELECT of applications, and of whom the applicant may be already."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
from sqlalchemy import ARRAY, LargeBinary, Uuid, any_, bindparam, func, literal, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.errors import NotFound
from hoptac.kit.keyset import PAGE_SIZE, Bounds, Page, matching, page_of, search_words, word_params
from hoptac.kit.language import _
from hoptac.kit.vietnamese import search_key
from hoptac.members.applications.models import STATES, Application, OnlineForm
from hoptac.members.applications.rules import Ages, Applying, Facts, Known, births_agree
from hoptac.members.models import Member
from hoptac.members.queries import count_officials, find_holder_of_identity
from hoptac.members.rules import foreign_share_of
from hoptac.organizations.charter import Charter, charter_on
from hoptac.organizations.parameters import list_parameters, value_on
from hoptac.parties.identity_numbers import indexes_of, masked, open_number
from hoptac.parties.models import Party

MOST_DECIDED_AT_ONCE = 200
_MOST_NAMESAKES = 20

_applications, _forms = Application.__table__.c, OnlineForm.__table__.c
_parties, _members = Party.__table__.c, Member.__table__.c
_ORG_ID = bindparam("org_id", type_=Uuid())
_NUMBER = Applying.__struct_fields__.index("identity_number")
_APPLYING = tuple(
    _applications["sealed_identity_number" if name == "identity_number" else name]
    for name in Applying.__struct_fields__
)


class ApplicationRow(NamedTuple):
    """One line of a list; `sort_key` is the day that it is ordered by."""

    id: UUID
    name: str
    kind: str
    source: str
    sort_key: date
    ended_on: date | None
    pledge_dong: int | None
    phone: str | None
    party_id: UUID | None

    @property
    def received_on(self) -> date:
        """When it came in."""
        return self.sort_key


class ApplicationDetail(msgspec.Struct, frozen=True):
    """One application. `applying.identity_number` is whole: mask it before it is shown."""

    id: UUID
    code: str
    source: str
    state: str
    ended_on: date | None
    reason: str
    same_party_id: UUID | None
    is_somebody_else: bool
    decision_id: UUID | None
    party_id: UUID | None
    fee_dong: int | None
    applying: Applying

    @property
    def version(self) -> str:
        """Another one as soon as anything is changed; tells nothing of the identity number."""
        number = masked(self.applying.identity_number)
        shown = msgspec.structs.replace(self, applying=msgspec.structs.replace(self.applying, identity_number=number))
        return sha256(msgspec.json.encode(shown)).hexdigest()[:16]


class PublicState(NamedTuple):
    """What anybody with the code may see."""

    state: str
    received_on: date
    ended_on: date | None


_OWN = (
    _applications.id, _applications.code, _applications.source, _applications.state, _applications.ended_on,
    _applications.reason, _applications.same_party_id, _applications.is_somebody_else, _applications.decision_id,
    _applications.party_id, _applications.fee_dong,
)  # fmt: skip
_DETAIL = select(*_OWN, *_APPLYING).where(_applications.org_id == _ORG_ID)
_ONE = _DETAIL.where(_applications.id == bindparam("id", type_=Uuid()))
_ONE_LOCKED = _ONE.with_for_update()
_SOME = _DETAIL.where(_applications.id == any_(bindparam("ids", type_=ARRAY(Uuid()))))
_OF_STATE = _DETAIL.where(_applications.state == bindparam("state")).order_by(
    _applications.received_on, _applications.id
)
_OF_PARTY = (
    select(_applications.id)
    .where(_applications.org_id == _ORG_ID, _applications.party_id == bindparam("party_id", type_=Uuid()))
    .order_by(_applications.id.desc())
    .limit(1)
)
_COUNTS = select(_applications.state, func.count()).where(_applications.org_id == _ORG_ID).group_by(_applications.state)
_WAITING_ONLINE = select(func.count()).where(
    _applications.org_id == _ORG_ID, _applications.state == "waiting", _applications.source == "online"
)
_BY_CODE = select(_applications.state, _applications.received_on, _applications.ended_on).where(
    _applications.org_id == _ORG_ID, _applications.code == bindparam("code")
)
_BY_REQUEST = select(_applications.id, _applications.code).where(
    _applications.org_id == _ORG_ID, _applications.request_key == bindparam("request_key", type_=Uuid())
)
_ALIKE = select(_applications.received_on).where(
    _applications.org_id == _ORG_ID,
    _applications.state == "waiting",
    _applications.id != bindparam("id", type_=Uuid()),
    or_(
        _applications.identity_number_index == any_(bindparam("indexes", type_=ARRAY(LargeBinary()))),
        _applications.search_key == bindparam("search_key"),
    ),
)
_FORM = select(_forms.is_open).where(_forms.org_id == _ORG_ID)
_WITH_MEMBERS = Party.__table__.outerjoin(
    Member.__table__, (_members.org_id == _parties.org_id) & (_members.party_id == _parties.id)
)
_KNOWN = (
    select(
        _parties.id, _parties.name, _parties.born_on, _parties.born_year, _parties.sealed_identity_number.is_not(None),
        _members.number, _members.left_on,
    )
    .select_from(_WITH_MEMBERS)
    .where(_parties.org_id == _ORG_ID)
)  # fmt: skip
_KNOWN_BY_ID = _KNOWN.where(_parties.id == bindparam("id", type_=Uuid()))
_KNOWN_BY_NAME = _KNOWN.where(_parties.search_key == bindparam("search_key")).limit(_MOST_NAMESAKES)
_SEARCHED = (
    literal(" ") + _applications.search_key + " " + _applications.code + " " + func.coalesce(_applications.phone, "")
)


@cache
def _page_statement(is_waiting: bool, words: int, direction: str) -> Any:
    """Those that wait from the oldest on, the others from the newest on."""
    columns = tuple(
        _applications[name]
        for name in ("id", "name", "kind", "source", "received_on", "ended_on", "pledge_dong", "phone", "party_id")
    )
    statement = select(*columns).where(_applications.org_id == _ORG_ID, _applications.state == bindparam("state"))
    statement = matching(statement, _SEARCHED, words)
    key = tuple_(_applications.received_on, _applications.id)
    place = tuple_(bindparam("place_key", type_=_applications.received_on.type), bindparam("place_id", type_=Uuid()))
    rises = is_waiting != (direction == "before")
    if direction != "first":
        statement = statement.where(key > place if rises else key < place)
    order = (_applications.received_on, _applications.id)
    ordered = order if rises else tuple(column.desc() for column in order)
    return statement.order_by(*ordered).limit(PAGE_SIZE + 1)


async def list_applications(
    session: AsyncSession, org_id: UUID, *, state: str, q: str, bounds: Bounds
) -> Page[ApplicationRow]:
    """One page of those in a state."""
    words = search_words(q)
    place = bounds.params
    try:
        place = {**place, "place_key": date.fromisoformat(place["place_key"])} if place else place
    except ValueError:
        bounds, place = Bounds(), {}
    statement = _page_statement(state == "waiting", len(words), bounds.direction)
    rows = await session.execute(statement, {"org_id": org_id, "state": state, **word_params(words), **place})
    return page_of([ApplicationRow(*row) for row in rows], bounds)


async def count_applications(session: AsyncSession, org_id: UUID) -> Mapping[str, int]:
    """How many there are in each state."""
    found = dict((await session.execute(_COUNTS, {"org_id": org_id})).all())
    return {state: found.get(state, 0) for state in STATES}


async def count_waiting_online(session: AsyncSession, org_id: UUID) -> int:
    """How many that came through the public form wait."""
    return (await session.execute(_WAITING_ONLINE, {"org_id": org_id})).scalar_one()


def _detail(org_id: UUID, row: Sequence[Any]) -> ApplicationDetail:
    own: dict[str, Any] = dict(zip(ApplicationDetail.__struct_fields__, row[: len(_OWN)], strict=False))
    applying = list(row[len(_OWN) :])
    applying[_NUMBER] = open_number(org_id, applying[_NUMBER])
    return ApplicationDetail(**own, applying=Applying(*applying))


async def get_application(
    session: AsyncSession, org_id: UUID, application_id: UUID, *, lock: bool = False
) -> ApplicationDetail:
    """Raises NotFound, for another organization's application too."""
    asked = {"org_id": org_id, "id": application_id}
    row = (await session.execute(_ONE_LOCKED if lock else _ONE, asked)).first()
    if row is None:
        raise NotFound(_("Không tìm thấy đơn này."))
    return _detail(org_id, row)


async def list_applications_of_state(session: AsyncSession, org_id: UUID, state: str) -> list[ApplicationDetail]:
    """All in a state, the oldest first: for a workbook, and for what one decision may decide."""
    return [_detail(org_id, row) for row in await session.execute(_OF_STATE, {"org_id": org_id, "state": state})]


async def list_these(session: AsyncSession, org_id: UUID, ids: Sequence[UUID]) -> dict[UUID, ApplicationDetail]:
    """Those of these ids that there are."""
    found = await session.execute(_SOME, {"org_id": org_id, "ids": list(ids)})
    details = [_detail(org_id, row) for row in found]
    return {detail.id: detail for detail in details}


async def find_application_of(session: AsyncSession, org_id: UUID, party_id: UUID) -> UUID | None:
    """The application by which a member joined last."""
    return (await session.execute(_OF_PARTY, {"org_id": org_id, "party_id": party_id})).scalar()


async def find_public_state(session: AsyncSession, org_id: UUID, code: str) -> PublicState | None:
    """What became of the application with this code."""
    row = (await session.execute(_BY_CODE, {"org_id": org_id, "code": code})).first()
    return PublicState(*row) if row else None


async def find_by_request(session: AsyncSession, org_id: UUID, request_key: UUID) -> tuple[UUID, str] | None:
    """Id and code of the application that the same form has made already."""
    row = (await session.execute(_BY_REQUEST, {"org_id": org_id, "request_key": request_key})).first()
    return (row[0], row[1]) if row else None


async def is_form_open(session: AsyncSession, org_id: UUID) -> bool:
    """Whether strangers may send applications."""
    return bool((await session.execute(_FORM, {"org_id": org_id})).scalar())


async def find_known(session: AsyncSession, org_id: UUID, party_id: UUID | None) -> Known | None:
    """A party and whether it is or was a member."""
    if party_id is None:
        return None
    row = (await session.execute(_KNOWN_BY_ID, {"org_id": org_id, "id": party_id})).first()
    return _known(row) if row else None


def _known(row: Sequence[Any]) -> Known:
    party_id, name, born_on, born_year, _numbered, number, left_on = row
    return Known(party_id, name, born_on.year if born_on else born_year, number, left_on)


async def list_namesakes(session: AsyncSession, org_id: UUID, applying: Applying) -> tuple[Known, ...]:
    """Who has the same name but for accents and case, no other birth, and not an identity number of their own where the
    applicant has one too: two numbers are two people."""
    asked = {"org_id": org_id, "search_key": search_key(applying.name)}
    return tuple(
        _known(row)
        for row in await session.execute(_KNOWN_BY_NAME, asked)
        if births_agree(applying.born_on, applying.born_year, row[2], row[3])
        and not (row[4] and applying.identity_number)
    )


async def gather_facts(session: AsyncSession, org_id: UUID, detail: ApplicationDetail, day: date) -> Facts:
    """What an application is judged by on a day."""
    applying, charter = detail.applying, await charter_on(session, org_id, day)
    parameters = await list_parameters(session)
    contributing = value_on(parameters, "membership.age_official_or_contributing", day) or 0
    others = value_on(parameters, "membership.age_noncontributing", day) or 0
    number = applying.identity_number
    holder = await find_holder_of_identity(session, org_id, number) if number else None
    indexes = indexes_of(org_id, number) if number else []
    asked = {"org_id": org_id, "id": detail.id, "indexes": indexes, "search_key": search_key(applying.name)}
    alike = (await session.execute(_ALIKE, asked)).scalars() if detail.state == "waiting" else ()
    return Facts(
        day=day,
        charter=charter,
        ages=Ages(max(charter.minimum_age or 0, contributing), contributing, others),
        officials=await count_officials(session, org_id),
        share=foreign_share_of(charter.organization_kind, parameters, day),
        same_identity=await find_known(session, org_id, holder[0] if holder else None),
        same_party=await find_known(session, org_id, detail.same_party_id),
        namesakes=await list_namesakes(session, org_id, applying),
        is_somebody_else=detail.is_somebody_else,
        waiting_alike=tuple(f"{one:%d/%m/%Y}" for one in alike),
    )


async def read_charter(session: AsyncSession, org_id: UUID, day: date) -> Charter:
    """The charter in force on a day: who decides, what is contributed, which fee is due."""
    return await charter_on(session, org_id, day)
