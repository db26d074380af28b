"""Requests with the days of their steps."""

from typing import Any
from uuid import UUID

from sqlalchemy import Date, Uuid, bindparam, case, cast, func, null, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.identity.models import Person
from hoptac.kit.errors import NotFound
from hoptac.kit.language import _
from hoptac.parties.models import Party
from hoptac.personal_data.models import ENDINGS, STEPS, DataRequest, DataRequestStep
from hoptac.personal_data.rules.requests import RequestRow, Step

MOST_LISTED = 200
_requests, _steps, _parties = DataRequest.__table__.c, DataRequestStep.__table__.c, Party.__table__.c
_people = Person.__table__.c
_ORG_ID = bindparam("org_id", type_=Uuid())


def _day_of(step: str) -> Any:
    return func.max(case((_steps.step == step, _steps.happened_on), else_=cast(null(), Date())))


_SHOWN = (
    *(_requests.id, _requests.party_id, _parties.name, _requests.kind, _requests.received_on, _requests.wish),
    *(_requests.reply_due_on, _requests.due_on, _requests.days),
)
_ROWS = (
    select(*_SHOWN, *(_day_of(step) for step in STEPS))
    .select_from(DataRequest.__table__)
    .join(Party.__table__, (_parties.org_id == _requests.org_id) & (_parties.id == _requests.party_id))
    .outerjoin(DataRequestStep.__table__, (_steps.org_id == _requests.org_id) & (_steps.request_id == _requests.id))
    .where(_requests.org_id == _ORG_ID)
    .group_by(*_SHOWN)
)
_endings = DataRequestStep.__table__.alias("endings").c
_ENDED = (
    select(_endings.request_id)
    .where(_endings.org_id == _ORG_ID, _endings.request_id == _requests.id, _endings.step.in_(ENDINGS))
    .exists()
)
_OPEN = _ROWS.where(~_ENDED).order_by(_requests.due_on, _requests.id)
_OVER = _ROWS.where(_ENDED).order_by(_requests.id.desc()).limit(MOST_LISTED)
_OF_PARTY = _ROWS.where(_requests.party_id == bindparam("party_id", type_=Uuid())).order_by(_requests.id.desc())
_ONE = _ROWS.where(_requests.id == bindparam("request_id", type_=Uuid()))
_TAKEN = (
    select(_steps.step, _steps.happened_on, _steps.note, func.coalesce(_people.name, ""))
    .outerjoin(Person.__table__, _people.id == _steps.recorded_by)
    .where(_steps.org_id == _ORG_ID, _steps.request_id == bindparam("request_id", type_=Uuid()))
    .order_by(_steps.happened_on, _steps.recorded_at)
)


async def list_open_requests(session: AsyncSession, org_id: UUID) -> list[RequestRow]:
    """What is still to be done, the most urgent first."""
    return [RequestRow(*row) for row in await session.execute(_OPEN, {"org_id": org_id})]


async def list_ended_requests(session: AsyncSession, org_id: UUID) -> list[RequestRow]:
    """What is over, the newest first, so many at most."""
    return [RequestRow(*row) for row in await session.execute(_OVER, {"org_id": org_id})]


async def requests_of(session: AsyncSession, org_id: UUID, party_id: UUID) -> list[RequestRow]:
    """Those of one person, the newest first."""
    found = await session.execute(_OF_PARTY, {"org_id": org_id, "party_id": party_id})
    return [RequestRow(*row) for row in found]


async def get_request(session: AsyncSession, org_id: UUID, request_id: UUID) -> tuple[RequestRow, list[Step]]:
    """One request and its steps in the order of their days. Raises NotFound."""
    asked = {"org_id": org_id, "request_id": request_id}
    row = (await session.execute(_ONE, asked)).first()
    if row is None:
        raise NotFound(_("Không tìm thấy yêu cầu này."))
    return RequestRow(*row), [Step(*step) for step in await session.execute(_TAKEN, asked)]
