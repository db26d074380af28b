"""What is done with an application before it is decided: received, changed, matched with a known party, withdrawn."""

import secrets
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
from sqlalchemy import bindparam, insert, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit import audit
from hoptac.kit.db import Base
from hoptac.kit.errors import NotFound
from hoptac.kit.identifiers import new_id
from hoptac.kit.vietnamese import search_key
from hoptac.members.applications.models import Application, OnlineForm
from hoptac.members.applications.queries import (
    ApplicationDetail,
    count_waiting_online,
    find_by_request,
    find_known,
    get_application,
    is_form_open,
)
from hoptac.members.applications.refusals import AlreadyDecided, FormClosed, TooManyWaiting
from hoptac.members.applications.rules import MOST_WAITING_ONLINE, STATE_NAMES, Applying, check_withdrawal
from hoptac.members.queries import find_holder_of_identity, lock_register
from hoptac.members.rules import ChangedMeanwhile, IdentityNumberTaken, check_founded
from hoptac.organizations.queries import get_founded_year
from hoptac.parties.identity_numbers import seal_number

_applications, _forms = (Base.metadata.tables[model.__tablename__] for model in (Application, OnlineForm))
_INSERT = insert(_applications)
_UPDATE = update(_applications).where(
    _applications.c.org_id == bindparam("of_org"), _applications.c.id == bindparam("of_id")
)
_switch = upsert(_forms)
_SWITCH = _switch.on_conflict_do_update(
    index_elements=["org_id"],
    set_={name: _switch.excluded[name] for name in ("is_open", "changed_by", "changed_at")},
)
CODE_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""Without 0, 1, i, l and o, which people confuse when they copy a code."""
CODE_LENGTH = 12


class Received(NamedTuple):
    """An application as it was kept."""

    id: UUID
    code: str


def new_code() -> str:
    """31 ** 12 is above 2 ** 59: nobody meets another's by trying."""
    return "".join(secrets.choice(CODE_ALPHABET) for _position in range(CODE_LENGTH))


async def receive_on_paper(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, applying: Applying, request_key: UUID
) -> Received:
    """Keep an application that was handed in on paper. The same `request_key` again is the same application.

    Raises IdentityNumberTaken for the number of somebody who is a member, JoinedBeforeFounded.
    """
    made = await find_by_request(session, org_id, request_key)
    if made:
        return Received(*made)
    await lock_register(session, org_id)
    await _check(session, org_id, applying)
    received = await _keep(session, org_id, applying, request_key, now, {"source": "paper", "recorded_by": actor_id})
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="receive_application",
        subject=("application", received.id), detail={"kind": applying.kind, "source": "paper"},
    )  # fmt: skip
    return received


async def receive_online(
    session: AsyncSession, *, org_id: UUID, now: datetime, applying: Applying, request_key: UUID
) -> Received:
    """Keep an application that a stranger sent, who agreed that it is kept. Whether somebody of that number is a member
    already is never said here. Raises FormClosed, TooManyWaiting."""
    if not await is_form_open(session, org_id):
        raise FormClosed
    made = await find_by_request(session, org_id, request_key)
    if made:
        return Received(*made)
    if await count_waiting_online(session, org_id) >= MOST_WAITING_ONLINE:
        raise TooManyWaiting
    received = await _keep(session, org_id, applying, request_key, now, {"source": "online", "consented_at": now})
    await audit.record(
        session, org_id=org_id, person_id=audit.SYSTEM, at=now, verb="receive_application",
        subject=("application", received.id), detail={"kind": applying.kind, "source": "online"},
    )  # fmt: skip
    return received


async def change_application(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, application_id: UUID, applying: Applying,
    clears_identity_number: bool = False, version: str = "",
) -> None:  # fmt: skip
    """Write what changed while it waits; an empty identity number leaves what is there unless it is to be cleared.

    Raises NotFound, AlreadyDecided, ChangedMeanwhile, IdentityNumberTaken, JoinedBeforeFounded.
    """
    await lock_register(session, org_id)
    before = await get_waiting(session, org_id, application_id)
    if version and version != before.version:
        raise ChangedMeanwhile
    if applying.identity_number is None and not clears_identity_number:
        applying = msgspec.structs.replace(applying, identity_number=before.applying.identity_number)
    await _check(session, org_id, applying)
    values = _columns(org_id, applying) | {"search_key": search_key(applying.name)}
    if (applying.name, applying.born_year) != (before.applying.name, before.applying.born_year):
        values |= {"same_party_id": None, "is_somebody_else": False}
    await change(session, org_id, application_id, **values)
    fields = Applying.__struct_fields__
    changed = [field for field in fields if getattr(applying, field) != getattr(before.applying, field)]
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="change_application",
        subject=("application", application_id), detail={"changed": changed},
    )  # fmt: skip


async def settle_sameness(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, application_id: UUID, party_id: UUID | None
) -> None:
    """The board says whom the applicant is of those with the same name; None: somebody else. Raises NotFound,
    AlreadyDecided."""
    await get_waiting(session, org_id, application_id)
    if party_id is not None and await find_known(session, org_id, party_id) is None:
        raise NotFound
    await change(session, org_id, application_id, same_party_id=party_id, is_somebody_else=party_id is None)
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="match_application",
        subject=("application", application_id), detail={"party_id": str(party_id) if party_id else None},
    )  # fmt: skip


async def withdraw_application(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, application_id: UUID, ended_on: date,
    reason: str,
) -> None:  # fmt: skip
    """The applicant takes it back. Raises NotFound, AlreadyDecided, WithdrawalReasonMissing, WithdrawnBeforeReceived."""
    before = await get_waiting(session, org_id, application_id)
    check_withdrawal(ended_on, reason, received_on=before.applying.received_on)
    await end(session, org_id, application_id, actor_id, now, state="withdrawn", ended_on=ended_on, reason=reason)
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="withdraw_application",
        subject=("application", application_id), detail={"ended_on": ended_on.isoformat()},
    )  # fmt: skip


async def open_identity_number(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, application_id: UUID
) -> str:
    """The whole identity number; the look is written down. Raises NotFound."""
    detail = await get_application(session, org_id, application_id)
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="open_identity_number",
        subject=("application", application_id),
    )  # fmt: skip
    return detail.applying.identity_number or ""


async def switch_form(session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, is_open: bool) -> None:
    """Open or close the public form."""
    row = {"org_id": org_id, "is_open": is_open, "changed_by": actor_id, "changed_at": now}
    await session.execute(_SWITCH, row)
    verb = "open_application_form" if is_open else "close_application_form"
    await audit.record(session, org_id=org_id, person_id=actor_id, at=now, verb=verb, subject=("organization", org_id))


async def get_waiting(session: AsyncSession, org_id: UUID, application_id: UUID) -> ApplicationDetail:
    """The application, locked; raises NotFound, and AlreadyDecided where it waits no more."""
    detail = await get_application(session, org_id, application_id, lock=True)
    if detail.state != "waiting":
        raise AlreadyDecided(detail.applying.name, STATE_NAMES[detail.state])
    return detail


async def end(
    session: AsyncSession, org_id: UUID, application_id: UUID, actor_id: UUID, now: datetime, **values: object
) -> None:
    """It waits no more: `state`, `ended_on` and what belongs to them."""
    await change(session, org_id, application_id, ended_by=actor_id, ended_at=now, **values)


async def change(session: AsyncSession, org_id: UUID, application_id: UUID, **values: object) -> None:
    """Write columns of one application."""
    await session.execute(_UPDATE.values(values), {"of_org": org_id, "of_id": application_id})


def _columns(org_id: UUID, applying: Applying) -> dict[str, Any]:
    """What was applied for as the table keeps it: the identity number sealed."""
    values = msgspec.structs.asdict(applying)
    sealed, index = seal_number(org_id, values.pop("identity_number"))
    return values | {"sealed_identity_number": sealed, "identity_number_index": index}


async def _keep(
    session: AsyncSession, org_id: UUID, applying: Applying, request_key: UUID, now: datetime, how: dict[str, object]
) -> Received:
    received = Received(new_id(), new_code())
    row = _columns(org_id, applying) | {"org_id": org_id, "id": received.id, "code": received.code}
    row |= {"state": "waiting", "search_key": search_key(applying.name), "request_key": request_key, "recorded_at": now}
    await session.execute(_INSERT, [row | how])
    return received


async def _check(session: AsyncSession, org_id: UUID, applying: Applying) -> None:
    check_founded(applying.received_on, await get_founded_year(session, org_id), field="received_on")
    if applying.identity_number:
        holder = await find_holder_of_identity(session, org_id, applying.identity_number)
        known = await find_known(session, org_id, holder[0]) if holder else None
        if known is not None and known.is_member:
            raise IdentityNumberTaken(known.name)
