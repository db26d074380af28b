"""Adding parties that are no members: those an opening or a list names, and those somebody meets while writing."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit import audit
from hoptac.kit.bulk import insert_rows
from hoptac.kit.db import Base
from hoptac.kit.identifiers import new_id
from hoptac.kit.vietnamese import clean_text, search_key, sort_key
from hoptac.parties.identity_numbers import seal_number
from hoptac.parties.models import Party
from hoptac.parties.queries import is_name_taken

_PARTIES = Base.metadata.tables[Party.__tablename__]
LONGEST_NAME = 200
_COLUMNS = ("id", "kind", "name", "sort_key", "search_key", "sealed_identity_number", "identity_number_index")
_Row = tuple[UUID, str, str, str, str, bytes | None, bytes | None]


class PartyForm(msgspec.Struct, frozen=True):
    """What is known of a party when it is first met; the name is cleaned already."""

    name: str
    kind: str
    identity_number: str | None = None


async def add_parties(
    session: AsyncSession, *, org_id: UUID, now: datetime, parties: Sequence[PartyForm]
) -> list[UUID]:
    """Write parties and answer with the id of each, in their order; whoever calls has looked that they are new. Two with
    one identity number are one party, by the first name."""
    by_number: dict[str, UUID] = {}
    ids: list[UUID] = []
    rows: list[_Row] = []
    for party in parties:
        known = by_number.get(party.identity_number or "")
        party_id = known or new_id()
        ids.append(party_id)
        if known is None:
            rows.append(_row(org_id, party_id, party))
            if party.identity_number:
                by_number[party.identity_number] = party_id
    await insert_rows(session, _PARTIES, _COLUMNS, rows, shared={"org_id": org_id, "created_at": now})
    return ids


async def add_party(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, name: str, kind: str
) -> UUID | None:
    """Somebody of whom only the name is known; None where the name is empty, or somebody has it already."""
    name = clean_text(name)[:LONGEST_NAME]
    if not name or await is_name_taken(session, org_id, name):
        return None
    (party_id,) = await add_parties(session, org_id=org_id, now=now, parties=[PartyForm(name, kind)])
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="add_party", subject=("party", party_id),
        detail={"kind": kind},
    )  # fmt: skip
    return party_id


def _row(org_id: UUID, party_id: UUID, party: PartyForm) -> _Row:
    keys = sort_key(party.name, whole=party.kind == "organization"), search_key(party.name)
    return (party_id, party.kind, party.name, *keys, *seal_number(org_id, party.identity_number))
