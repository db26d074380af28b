"""The notice of admission (thông báo kết nạp): decision, number, kind, pledge and its due date, rights and duties in short."""

from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Uuid, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.capital.models import Pledge
from hoptac.kit.articles import cited
from hoptac.kit.documents import breakable, render_pdf
from hoptac.kit.errors import NotFound
from hoptac.kit.language import translate
from hoptac.kit.money import format_dong
from hoptac.kit.vietnamese.number_words import amount_in_words
from hoptac.members.applications.queries import get_application
from hoptac.members.kinds.rights import RIGHTS
from hoptac.members.memberships import get_decision
from hoptac.members.memberships.rules import BODY_NAMES
from hoptac.members.queries import get_member
from hoptac.members.rules import KIND_NAMES
from hoptac.organizations.profile import get_profile

_pledges = Pledge.__table__.c
_PLEDGE = select(_pledges.amount_dong, _pledges.due_on).where(
    _pledges.org_id == bindparam("org_id", type_=Uuid()),
    _pledges.request_key == bindparam("request_key", type_=Uuid()),
)


class Welcome(msgspec.Struct, frozen=True, kw_only=True):
    """What the notice says; sums in đồng, `pledge_dong` None for who does not contribute."""

    organization_name: str
    organization_code: str
    head_office: str
    signer: str
    signer_title: str
    name: str
    address: str
    representative: str
    number: str
    kind: str
    body: str
    decision_number: str
    decided_on: date
    pledge_dong: int | None
    due_on: date | None
    fee_dong: int | None


async def welcome_of(session: AsyncSession, org_id: UUID, application_id: UUID) -> Welcome:
    """Raises NotFound, for an application that was not admitted too."""
    detail = await get_application(session, org_id, application_id)
    if detail.party_id is None or detail.decision_id is None:
        raise NotFound
    member = await get_member(session, org_id, detail.party_id)
    decision = await get_decision(session, org_id, detail.decision_id)
    profile = await get_profile(session, org_id)
    pledge = (await session.execute(_PLEDGE, {"org_id": org_id, "request_key": application_id})).first()
    return Welcome(
        organization_name=profile.name,
        organization_code=profile.registration_code or "",
        head_office=profile.head_office,
        signer=profile.legal_representative,
        signer_title=profile.legal_representative_title,
        name=member.name,
        address=member.address or "",
        representative=member.representative_name or "",
        number=member.number,
        kind=detail.applying.kind,
        body=decision.body,
        decision_number=decision.number,
        decided_on=decision.decided_on,
        pledge_dong=pledge[0] if pledge else None,
        due_on=pledge[1] if pledge else None,
        fee_dong=detail.fee_dong,
    )


def welcome_pdf(welcome: Welcome) -> bytes:
    """One A4 page in Vietnamese. Raises UnprintableText for a character that the font does not have."""
    texts = {
        name: breakable(value) for name, value in msgspec.structs.asdict(welcome).items() if isinstance(value, str)
    }
    rights = RIGHTS[welcome.kind]
    data: dict[str, Any] = texts | {
        "kind": translate(KIND_NAMES[welcome.kind], "vi"),
        "body": translate(BODY_NAMES[welcome.body], "vi"),
        "decided_on": _day(welcome.decided_on),
        "due_on": _day(welcome.due_on) if welcome.due_on else None,
        "pledge": _sum(welcome.pledge_dong),
        "fee": _sum(welcome.fee_dong),
        "may": [translate(one, "vi") for one in rights.may],
        "may_article": translate(cited(rights.may_article), "vi"),
        "must": [translate(one, "vi") for one in rights.must],
        "must_article": translate(cited(rights.must_article), "vi"),
    }
    return render_pdf("members/applications/admission.typ", data)


def _day(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}


def _sum(dong: int | None) -> list[str] | None:
    """In figures and in words."""
    return [f"{format_dong(dong)} đồng", amount_in_words(dong)] if dong else None
