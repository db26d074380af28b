"""One person as all rooms may look at: who it is, and who looked at what of theirs."""

from datetime import date, datetime
from uuid import UUID

import msgspec
from sqlalchemy import Uuid, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.identity.models import Person
from hoptac.kit.audit import AuditRecord
from hoptac.kit.errors import NotFound
from hoptac.kit.language import Message, _
from hoptac.parties.models import Party

LOOKS: dict[str, Message] = {
    "open_identity_number": _("mở xem cả số căn cước"),
    "take_out_personal_data": _("lấy ra toàn bộ dữ liệu"),
}
"""The deeds that show somebody more of a person than every page does."""

_parties, _records, _people = Party.__table__.c, AuditRecord.__table__.c, Person.__table__.c
_HERE = (_parties.org_id == bindparam("org_id", type_=Uuid()), _parties.id == bindparam("party_id", type_=Uuid()))
_ONE = select(_parties.id, _parties.name, _parties.kind, _parties.restricted_on, _parties.erased_on).where(*_HERE)
_LOOKS = (
    select(_records.at, func.coalesce(_people.name, ""), _records.verb)
    .outerjoin(Person.__table__, _people.id == _records.person_id)
    .where(
        _records.org_id == bindparam("org_id", type_=Uuid()),
        _records.subject_kind == func.any(bindparam("kinds", type_=ARRAY(_records.subject_kind.type))),
        _records.subject_id == bindparam("party_id", type_=Uuid()),
        _records.verb == func.any(bindparam("verbs", type_=ARRAY(_records.verb.type))),
    )
    .order_by(_records.id.desc())
)


class PartyRow(msgspec.Struct, frozen=True):
    """A party by name. `restricted_on`: since when its data is only kept; `erased_on`: since when it has no name."""

    id: UUID
    name: str
    kind: str
    restricted_on: date | None
    erased_on: date | None


class Look(msgspec.Struct, frozen=True):
    """One look at what is hidden otherwise: when, by whom, at what."""

    at: datetime
    person: str
    verb: str


async def get_party(session: AsyncSession, org_id: UUID, party_id: UUID) -> PartyRow:
    """Raises NotFound, for another organization's party too."""
    return await _one(session, _ONE, org_id, party_id)


async def lock_party(session: AsyncSession, org_id: UUID, party_id: UUID) -> PartyRow:
    """The same, and whoever else changes this party waits. Raises NotFound."""
    return await _one(session, _ONE.with_for_update(key_share=True), org_id, party_id)


async def _one(session: AsyncSession, statement: object, org_id: UUID, party_id: UUID) -> PartyRow:
    row = (await session.execute(statement, {"org_id": org_id, "party_id": party_id})).first()  # type: ignore[call-overload]
    if row is None:
        raise NotFound(_("Không tìm thấy người này."))
    return PartyRow(*row)


async def list_looks(session: AsyncSession, org_id: UUID, party_id: UUID, *, limit: int | None = None) -> list[Look]:
    """Who opened what of one person, the newest first."""
    asked = {"org_id": org_id, "party_id": party_id, "kinds": ["member", "party"], "verbs": list(LOOKS)}
    return [Look(*row) for row in await session.execute(_LOOKS.limit(limit), asked)]
