"""The organization itself, its members counted, agreements that end, what was recorded, and what a person has seen."""

from datetime import date, datetime, timedelta
from uuid import UUID

import msgspec
from sqlalchemy import Date, Uuid, bindparam, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.calendar import day_of
from hoptac.kit.errors import NotFound
from hoptac.kit.language import _
from hoptac.members.agreements.models import MemberAgreement
from hoptac.members.models import Member
from hoptac.organizations.models import Organization
from hoptac.parties.foreign import is_foreign
from hoptac.parties.models import Party
from hoptac.tasks.models import DutyRecord, SeenTask
from hoptac.tasks.rules.facts import Record
from hoptac.tasks.rules.task import SOON_DAYS

_ORG_ID = bindparam("org_id", type_=Uuid())
_members, _parties, _records = Member.__table__.c, Party.__table__.c, DutyRecord.__table__.c
_agreements, _next, _seen = MemberAgreement.__table__.c, MemberAgreement.__table__.alias("next"), SeenTask.__table__.c

_ORGANIZATION = select(Organization.kind, Organization.founded_year, Organization.created_at).where(
    Organization.id == _ORG_ID
)
_official = _members.kind == "official"
_COUNTS = (
    select(func.count(), func.count().filter(_official), func.count().filter(_official, is_foreign(_parties)))
    .select_from(Member.__table__)
    .join(Party.__table__, (_parties.org_id == _members.org_id) & (_parties.id == _members.party_id))
    .where(_members.org_id == _ORG_ID, _members.left_on.is_(None))
)
GOES_ON = (
    select(_next.c.id)
    .where(
        _next.c.org_id == _ORG_ID,
        _next.c.party_id == _agreements.party_id,
        _next.c.valid_from <= _agreements.valid_to + 1,
        or_(_next.c.valid_to.is_(None), _next.c.valid_to > _agreements.valid_to),
    )
    .exists()
)
ENDING = (
    select(_agreements.party_id, _agreements.valid_to)
    .join(Member.__table__, (_members.org_id == _agreements.org_id) & (_members.party_id == _agreements.party_id))
    .where(
        _agreements.org_id == _ORG_ID,
        _agreements.valid_to >= bindparam("today", type_=Date()),
        _agreements.valid_to <= bindparam("soon_until", type_=Date()),
        _agreements.ended_at.is_(None),
        _members.left_on.is_(None),
        ~GOES_ON,
    )
)
_ending = ENDING.subquery("ending")
_COUNT_ENDING = select(func.count(), func.min(_ending.c.valid_to)).select_from(_ending)
_COUNTING = (
    select(_records.duty, _records.period, _records.done_on, _records.amount_dong)
    .where(_records.org_id == _ORG_ID, _records.withdrawn_at.is_(None))
    .order_by(_records.done_on.desc(), _records.id.desc())
)


class RecordRow(msgspec.Struct, frozen=True):
    """A deed as it was recorded, withdrawn ones too."""

    id: UUID
    duty: str
    period: str
    done_on: date
    number: str
    note: str
    amount_dong: int | None
    recorded_at: datetime
    withdrawn_at: datetime | None
    withdrawal_reason: str | None


MOST_RECORDS = 200
_ROWS = (
    select(*(_records[name] for name in RecordRow.__struct_fields__))
    .where(_records.org_id == _ORG_ID)
    .order_by(_records.done_on.desc(), _records.id.desc())
)
_BY_ID = _ROWS.where(_records.id == bindparam("id", type_=Uuid()))
_BY_REQUEST = select(_records.id).where(
    _records.org_id == _ORG_ID, _records.request_key == bindparam("request_key", type_=Uuid())
)
_SEEN = select(_seen.key, _seen.state).where(
    _seen.org_id == _ORG_ID, _seen.person_id == bindparam("person_id", type_=Uuid())
)


async def find_organization(session: AsyncSession, org_id: UUID) -> tuple[str, int | None, date]:
    """Its kind, the year it was founded, and the day it was written into the registry."""
    kind, founded_year, created_at = (await session.execute(_ORGANIZATION, {"org_id": org_id})).one()
    return kind, founded_year, day_of(created_at)


async def count_members(session: AsyncSession, org_id: UUID) -> tuple[int, int, int]:
    """Members now, official ones, and foreign ones among these."""
    members, officials, foreign = (await session.execute(_COUNTS, {"org_id": org_id})).one()
    return members, officials, foreign


async def count_ending_agreements(session: AsyncSession, org_id: UUID, today: date) -> tuple[int, date | None]:
    """Agreements that end within 30 days and do not go on in another one, and the first of their days."""
    asked = {"org_id": org_id, "today": today, "soon_until": today + timedelta(days=SOON_DAYS)}
    count, first_on = (await session.execute(_COUNT_ENDING, asked)).one()
    return count, first_on


async def list_counting_records(session: AsyncSession, org_id: UUID) -> list[Record]:
    """What was recorded and not withdrawn, the last done first."""
    return [Record(*row) for row in await session.execute(_COUNTING, {"org_id": org_id})]


async def list_records(session: AsyncSession, org_id: UUID) -> list[RecordRow]:
    """Everything recorded, the last done first, at most `MOST_RECORDS`: a few a year."""
    return [RecordRow(*row) for row in await session.execute(_ROWS.limit(MOST_RECORDS), {"org_id": org_id})]


async def get_record(session: AsyncSession, org_id: UUID, record_id: UUID) -> RecordRow:
    """Raises NotFound, for another organization's too."""
    row = (await session.execute(_BY_ID, {"org_id": org_id, "id": record_id})).first()
    if row is None:
        raise NotFound(_("Không tìm thấy việc đã ghi này."))
    return RecordRow(*row)


async def find_by_request(session: AsyncSession, org_id: UUID, request_key: UUID) -> UUID | None:
    """The record that the same form has made already."""
    return (await session.execute(_BY_REQUEST, {"org_id": org_id, "request_key": request_key})).scalar()


async def list_seen(session: AsyncSession, org_id: UUID, person_id: UUID) -> dict[str, str]:
    """The tasks a person has seen, each with the state it was in."""
    return dict((await session.execute(_SEEN, {"org_id": org_id, "person_id": person_id})).all())
