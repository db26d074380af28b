"""Members for the tests of capital, written straight into the register."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from hoptac.kit.calendar import now
from hoptac.kit.db import Database
from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_tenant
from hoptac.kit.vietnamese import search_key, sort_key
from hoptac.members.memberships import insert_memberships
from hoptac.members.models import Member
from hoptac.parties.identity_numbers import seal_number
from hoptac.parties.models import Party

NAMES = ("Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Chín", "Phạm Thị Dung", "Võ Văn Em", "Huỳnh Thị Giàu")


def sealed_number(org_id: UUID, identity_number: str) -> dict[str, bytes | None]:
    """The columns of a party that keep its identity number."""
    sealed, index = seal_number(org_id, identity_number)
    return {"sealed_identity_number": sealed, "identity_number_index": index}


async def enter_members(
    database: Database,
    org_id: UUID,
    names: tuple[str, ...] = NAMES,
    *,
    kind: str = "official",
    joined_on: date | None = date(2024, 8, 1),
    party_kind: str = "individual",
    **about: Any,
) -> list[UUID]:
    """Members of one kind; their ids in the order of the names. `about`: further columns of their parties, of which the
    identity number is kept as it must be."""
    if number := about.pop("identity_number", None):
        about |= sealed_number(org_id, number)
    parties = [
        {
            "org_id": org_id,
            "id": new_id(),
            "kind": party_kind,
            "name": name,
            "sort_key": sort_key(name),
            "search_key": search_key(name),
            "created_at": now(),
            **about,
        }
        for name in names
    ]
    members = [
        {
            "org_id": org_id,
            "party_id": party["id"],
            "number": f"{kind[:3]}{party['id'].hex[-10:]}",
            "kind": kind,
            "joined_on": joined_on,
            "created_at": now(),
        }
        for party in parties
    ]
    async with enter_tenant(database, org_id) as session:
        await session.execute(insert(Party.__table__), parties)
        await session.execute(insert(Member.__table__), members)
        begun = [(party["id"], kind, joined_on) for party in parties]
        await insert_memberships(session, begun, org_id=org_id, now=now())
    return [party["id"] for party in parties]
