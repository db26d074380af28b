"""Recording an event: its vouchers are kept as drafts, and posted or sent for approval in the same transaction."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal
from uuid import UUID, uuid5

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit import audit
from hoptac.kit.vietnamese import clean_text
from hoptac.ledger import PostedEntry
from hoptac.organizations.terms import POSTING_RULE, set_term
from hoptac.vouchers.actions import post_voucher, save_draft, submit
from hoptac.vouchers.drafts import VoucherForm
from hoptac.vouchers.events.model import Event
from hoptac.vouchers.events.refusals import NotSwitchable
from hoptac.vouchers.queries import find_by_request
from hoptac.vouchers.rules import needs_approval

Deed = Literal["keep", "post"]


class Recorded(msgspec.Struct, frozen=True):
    """The vouchers that were made, in their order, and their entries where they are posted. `is_submitted`: somebody else
    must approve first. `is_new` is False where the same form had been sent before: then nothing was done."""

    voucher_ids: tuple[UUID, ...]
    entries: tuple[PostedEntry, ...] = ()
    is_submitted: bool = False
    is_new: bool = True


def keys_for(request_key: UUID, count: int) -> tuple[UUID, ...]:
    """The request keys of the vouchers of one form: its own for the first, made from it for the others."""
    return (request_key, *(uuid5(request_key, str(place)) for place in range(1, count)))


async def record_event(
    session: AsyncSession,
    *,
    org_id: UUID,
    actor_id: UUID,
    now: datetime,
    forms: Sequence[VoucherForm],
    request_key: UUID,
    deed: Deed,
    approval: int,
) -> Recorded:
    """Keep the vouchers, or `post` them: all or none. Where somebody else must approve one of them, none is posted and those
    that wait are sent for approval (Accounting Law, Art. 19.3).

    The same form sent twice is one event. Raises what saving, submitting and posting vouchers raise.
    """
    before = await find_by_request(session, org_id, request_key)
    if before is not None:
        return Recorded((before,), is_new=False)
    of = {"org_id": org_id, "actor_id": actor_id, "now": now}
    keys = keys_for(request_key, len(forms))
    ids = [await save_draft(session, form=form, request_key=key, **of) for form, key in zip(forms, keys, strict=True)]
    if deed == "keep":
        return Recorded(tuple(ids))
    waiting = [
        voucher_id
        for voucher_id, form in zip(ids, forms, strict=True)
        if needs_approval(form.kind, approval, pays_out=form.pays_out)
    ]
    for voucher_id in waiting:
        await submit(session, voucher_id=voucher_id, **of)
    if waiting:
        return Recorded(tuple(ids), is_submitted=True)
    return Recorded(tuple(ids), tuple([await post_voucher(session, voucher_id=voucher_id, **of) for voucher_id in ids]))


async def switch_event(
    session: AsyncSession,
    *,
    org_id: UUID,
    actor_id: UUID,
    now: datetime,
    event: Event,
    is_on: bool,
    valid_from: date,
    basis: str,
) -> None:
    """Offer a rule that the circular does not say in full, or no longer, from a day on. Raises NotSwitchable."""
    if not event.is_switchable:
        raise NotSwitchable
    basis = clean_text(basis)
    await set_term(
        session, org_id=org_id, actor_id=actor_id, now=now, key=POSTING_RULE + event.id, value=int(is_on),
        valid_from=valid_from, basis=basis,
    )  # fmt: skip
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="switch_posting_rule", subject=("organization", org_id),
        detail={"rule": event.id, "is_on": is_on, "valid_from": valid_from.isoformat(), "basis": basis},
    )  # fmt: skip
