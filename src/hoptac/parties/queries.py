"""Reads of parties: suggestions while one types, and names for what is shown."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import LargeBinary, Uuid, bindparam, func, or_, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.vietnamese import search_key
from hoptac.parties.identity_numbers import indexes_of
from hoptac.parties.models import Party

_parties = Party.__table__.c
_ORG_ID = bindparam("org_id", type_=Uuid())
MOST_SUGGESTED = 12


class PartyName(msgspec.Struct, frozen=True):
    """A party as it is suggested; `address` tells two of one name apart."""

    id: UUID
    name: str
    address: str


_NAMES = select(_parties.id, _parties.name).where(
    _parties.org_id == _ORG_ID, _parties.id == func.any(bindparam("ids", type_=ARRAY(Uuid())))
)
# Each word at the beginning of any word of the name; the scan stays inside the organization's own rows.
_SUGGEST = (
    select(_parties.id, _parties.name, func.coalesce(_parties.hamlet, _parties.address, ""))
    .where(
        _parties.org_id == _ORG_ID,
        _parties.restricted_on.is_(None),
        (" " + _parties.search_key).like(func.all(bindparam("patterns", type_=ARRAY(_parties.search_key.type)))),
    )
    .order_by(_parties.sort_key, _parties.id)
    .limit(MOST_SUGGESTED)
)
_EXACT = (
    select(_parties.id)
    .where(
        _parties.org_id == _ORG_ID,
        or_(
            _parties.search_key == bindparam("key"),
            _parties.identity_number_index == func.any(bindparam("indexes", type_=ARRAY(LargeBinary()))),
        ),
    )
    .limit(2)
)


async def is_name_taken(session: AsyncSession, org_id: UUID, name: str) -> bool:
    """Whether somebody has this whole name, accents and case aside."""
    return bool((await session.execute(_EXACT, _exactly(org_id, name))).first())


async def party_names(session: AsyncSession, org_id: UUID, party_ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """The name of each party asked for."""
    ids = sorted({party_id for party_id in party_ids if party_id is not None})
    if not ids:
        return {}
    return {row[0]: row[1] for row in await session.execute(_NAMES, {"org_id": org_id, "ids": ids})}


async def suggest_parties(session: AsyncSession, org_id: UUID, q: str) -> list[PartyName]:
    """The first few parties whose names have words that begin like those typed, accents aside."""
    words = search_key(q).split()
    if not words:
        return []
    found = await session.execute(_SUGGEST, {"org_id": org_id, "patterns": [f"% {word}%" for word in words]})
    return [PartyName(*row) for row in found]


async def find_party(session: AsyncSession, org_id: UUID, typed: str) -> UUID | None:
    """The one party of this whole name or identity number; None where nobody has it, or several."""
    rows = (await session.execute(_EXACT, _exactly(org_id, typed.strip()))).all()
    return rows[0][0] if len(rows) == 1 else None


def _exactly(org_id: UUID, typed: str) -> dict[str, Any]:
    return {"org_id": org_id, "key": search_key(typed), "indexes": indexes_of(org_id, typed)}
