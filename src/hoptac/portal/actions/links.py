"""Using a paper code, by choosing a PIN or with the sign-in one has; and ending what it opened."""

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, insert, update
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.identity.actions.pins import add_person_with_pin, begin_access, end_access, set_pin
from hoptac.identity.queries.people import find_holder, get_person
from hoptac.identity.queries.seats import is_known_elsewhere
from hoptac.identity.queries.sessions import get_sign_in
from hoptac.identity.rules.people import LONGEST_NAME, Contact, SignInNameTaken
from hoptac.kit import audit
from hoptac.kit.identifiers import new_id
from hoptac.portal.models import MEMBER_CODES, MEMBER_LINKS
from hoptac.portal.queries.access import Paper, get_member_with_access, get_paper, list_links
from hoptac.portal.rules import AnotherPerson, ContactTaken, SignInElsewhere, check_code, fits, hash_of_code

_codes, _links = MEMBER_CODES.c, MEMBER_LINKS.c
_INSERT = insert(MEMBER_LINKS)
_USE = (
    update(MEMBER_CODES)
    .where(_codes.org_id == bindparam("org"), _codes.id == bindparam("code"))
    .values(ended_at=bindparam("now"), ended_how="used", used_by=bindparam("person"))
)
_WITHDRAW = (
    update(MEMBER_CODES)
    .where(_codes.org_id == bindparam("org"), _codes.party_id == bindparam("party"), _codes.ended_at.is_(None))
    .values(ended_at=bindparam("now"), ended_how="withdrawn")
)
_END = (
    update(MEMBER_LINKS)
    .where(_links.org_id == bindparam("org"), _links.id == bindparam("link"))
    .values(ended_at=bindparam("now"), ended_by=bindparam("by"))
)


class Begun(NamedTuple):
    """Whose page is open now, and where."""

    person_id: UUID
    link_id: UUID


async def begin(
    session: AsyncSession, *, org_id: UUID, code: str, phone: str | None, email: str | None, pin: str, today: date,
    now: datetime,
) -> Begun:  # fmt: skip
    """Use a paper: a PIN for whoever the phone or e-mail address is to sign in as, somebody new or the one linked already.

    Raises what `get_paper` and `check_code` raise, ContactTaken for what another person signs in with, SignInElsewhere for a
    sign-in that opens more than this organization's paper may touch. `pin` has been checked.
    """
    paper = await _open_paper(session, org_id, code, now)
    holder = await find_holder(session, phone=phone, email=email)
    if holder is not None and holder == paper.person_id and paper.link_id is not None:
        has_password = bool((await get_sign_in(session, holder)).password_hash)
        if has_password or await is_known_elsewhere(session, org_id, holder, today):
            raise SignInElsewhere
        await set_pin(session, holder, pin, actor_id=holder, now=now)
        await _use(session, org_id, paper, holder, now)
        await _audit(session, org_id, holder, now, "renew_member_pin", paper)
        return Begun(holder, paper.link_id)
    if holder is not None:
        raise ContactTaken
    person_id = new_id()
    try:
        contact = Contact(paper.party_name[:LONGEST_NAME], phone, email)
        await add_person_with_pin(session, person_id, contact, pin, now=now)
    except SignInNameTaken as taken:  # somebody else took the number between the look and here
        raise ContactTaken from taken
    return await _link(session, org_id, paper, person_id, now)


async def link_existing(
    session: AsyncSession, *, org_id: UUID, code: str, person_id: UUID, now: datetime
) -> Begun:  # fmt: skip
    """Use a paper with the sign-in one has. Raises what `begin` raises of papers, and AnotherPerson."""
    paper = await _open_paper(session, org_id, code, now)
    if not fits(paper.party_kind, paper.party_name, (await get_person(session, person_id)).name):
        raise AnotherPerson
    if paper.person_id == person_id and paper.link_id is not None:
        await _use(session, org_id, paper, person_id, now)
        return Begun(person_id, paper.link_id)
    return await _link(session, org_id, paper, person_id, now)


async def end_member_access(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, party_id: UUID
) -> None:
    """The member's link and any paper that is out open nothing more. Raises NotFound."""
    await get_member_with_access(session, org_id, party_id)
    for link in await list_links(session, org_id, party_id):
        if link.ended_at is None:
            await _end(session, org_id, link.id, actor_id, now)
    await session.execute(_WITHDRAW, {"org": org_id, "party": party_id, "now": now})
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="end_member_access", subject=("party", party_id)
    )


async def _open_paper(session: AsyncSession, org_id: UUID, code: str, now: datetime) -> Paper:
    paper = await get_paper(session, org_id, hash_of_code(org_id, code), lock=True)
    check_code(paper.ended_how, paper.expires_at, now)
    return paper


async def _link(session: AsyncSession, org_id: UUID, paper: Paper, person_id: UUID, now: datetime) -> Begun:
    link_id = new_id()
    await begin_access(session, link_id, org_id, person_id, now=now)
    if paper.link_id is not None:
        await _end(session, org_id, paper.link_id, person_id, now)
    await _use(session, org_id, paper, person_id, now)
    row = {"org_id": org_id, "id": link_id, "party_id": paper.party_id, "person_id": person_id, "code_id": paper.id}
    await session.execute(_INSERT, row | {"linked_at": now})
    await _audit(session, org_id, person_id, now, "use_member_code", paper)
    return Begun(person_id, link_id)


async def _end(session: AsyncSession, org_id: UUID, link_id: UUID, by: UUID, now: datetime) -> None:
    await end_access(session, link_id, org_id, now=now)
    await session.execute(_END, {"org": org_id, "link": link_id, "now": now, "by": by})


async def _use(session: AsyncSession, org_id: UUID, paper: Paper, person_id: UUID, now: datetime) -> None:
    await session.execute(_USE, {"org": org_id, "code": paper.id, "person": person_id, "now": now})


async def _audit(session: AsyncSession, org_id: UUID, person_id: UUID, now: datetime, verb: str, paper: Paper) -> None:
    await audit.record(
        session, org_id=org_id, person_id=person_id, at=now, verb=verb, subject=("party", paper.party_id),
        detail={"code_id": str(paper.id)},
    )  # fmt: skip
