"""Making paper codes, and looking one up."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, insert, update
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.identity.actions.sign_in import forget_attempts, note_attempt
from hoptac.kit import audit
from hoptac.kit.db import Database
from hoptac.kit.errors import NotFound
from hoptac.kit.identifiers import new_id
from hoptac.kit.language import _
from hoptac.kit.tenancy import enter_tenant
from hoptac.members.queries import lock_register
from hoptac.portal.models import MEMBER_CODES
from hoptac.portal.queries.access import Paper, get_paper, names_of_members, printed_with
from hoptac.portal.rules import (
    CODE_LIFE,
    CODE_TRIES,
    PrintedBefore,
    check_chosen,
    check_code,
    hash_of_code,
    new_code,
)

_codes = MEMBER_CODES.c
_INSERT = insert(MEMBER_CODES)
_REPLACE = (
    update(MEMBER_CODES)
    .where(_codes.org_id == bindparam("org"), _codes.party_id == bindparam("party"), _codes.ended_at.is_(None))
    .values(ended_at=bindparam("now"), ended_how="replaced")
)


class Printed(NamedTuple):
    """One code for one member, to be put on paper; nothing keeps it."""

    party_id: UUID
    name: str
    number: str
    code: str
    expires_at: datetime


async def make_codes(
    session: AsyncSession,
    *,
    org_id: UUID,
    actor_id: UUID,
    now: datetime,
    party_ids: list[UUID],
    request_key: UUID,
    secret: str,
) -> list[Printed]:
    """A new code for each member, by name; the member's code before is dead. The same form sent twice gives the same codes.

    Raises NobodyChosen, TooManyChosen, NotFound for somebody who is no member here, PrintedBefore.
    """
    check_chosen(len(party_ids))
    await lock_register(session, org_id)
    members = await names_of_members(session, org_id, party_ids)
    if len(members) < len(set(party_ids)):
        raise NotFound(_("Không tìm thấy thành viên này."))
    before = await printed_with(session, org_id, request_key)
    dead = {party_id for party_id, (is_open, _until) in before.items() if not is_open}
    members = [member for member in members if member[0] not in dead]
    if not members:
        raise PrintedBefore
    codes = {party_id: new_code(secret, org_id, party_id, request_key) for party_id, _name, _number in members}
    until = {party_id: before[party_id][1] if party_id in before else now + CODE_LIFE for party_id in codes}
    if made := {party_id: code for party_id, code in codes.items() if party_id not in before}:
        await _write(session, org_id, made, request_key, actor_id=actor_id, now=now)
    return [Printed(*member, codes[member[0]], until[member[0]]) for member in members]


async def _write(
    session: AsyncSession, org_id: UUID, made: dict[UUID, str], request_key: UUID, *, actor_id: UUID, now: datetime
) -> None:
    """Keep the hashes of new codes, end those before, and say who printed them."""
    await session.execute(_REPLACE, [{"org": org_id, "party": party_id, "now": now} for party_id in made])
    rows = [
        {"org_id": org_id, "id": new_id(), "party_id": party_id, "request_key": request_key, "made_by": actor_id,
         "code_hash": hash_of_code(org_id, code), "made_at": now, "expires_at": now + CODE_LIFE}
        for party_id, code in made.items()
    ]  # fmt: skip
    await session.execute(_INSERT, rows)
    for row in rows:
        await audit.record(
            session, org_id=org_id, person_id=actor_id, at=now, verb="make_member_code",
            subject=("party", row["party_id"]), detail={"code_id": str(row["id"])},
        )  # fmt: skip


async def look_up_paper(database: Database, org_id: UUID, typed: str, *, address: str, now: datetime) -> Paper:
    """The paper with this code, if it still opens. Raises CodeUnknown, CodeUsed, CodeExpired, CodeReplaced, and
    TooManyAttempts for an address that has tried too many unknown codes."""
    async with database.begin() as session:
        attempts = await note_attempt(session, {f"code:{address}": CODE_TRIES}, now=now, field="code")
    async with enter_tenant(database, org_id) as session:
        paper = await get_paper(session, org_id, hash_of_code(org_id, typed))
    async with database.begin() as session:  # a code that is there was no guess; earlier guesses stay written
        await forget_attempts(session, attempts, "")
    check_code(paper.ended_how, paper.expires_at, now)
    return paper
