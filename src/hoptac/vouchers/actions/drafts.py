"""Saving a voucher while it is written: nothing is in the books yet, so it may be unfinished."""

from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.identifiers import new_id
from hoptac.kit.prepared import Prepared
from hoptac.vouchers.actions.changing import VOUCHERS, change
from hoptac.vouchers.drafts import VoucherForm, pack, written
from hoptac.vouchers.queries import find_by_request, get_voucher
from hoptac.vouchers.rules import check_state, check_version

_INSERT = Prepared(insert(VOUCHERS))


async def save_draft(
    session: AsyncSession,
    *,
    org_id: UUID,
    actor_id: UUID,
    now: datetime,
    form: VoucherForm,
    request_key: UUID,
    voucher_id: UUID | None = None,
    version: int | None = None,
) -> UUID:
    """Keep what was written, as a new voucher or over the one that was opened at `version`; its id.

    The same form sent twice is one voucher. What was submitted or approved goes back to being written: who approved it
    approved something else. Raises NotFound, NotInThisState, ChangedElsewhere.
    """
    form = msgspec.structs.replace(form, lines=written(form.lines))
    values = {
        "kind": form.kind,
        "state": "draft",
        "voucher_on": form.voucher_on,
        "description": form.description,
        "counterpart_name": form.counterpart_name,
        "counterpart_address": form.counterpart_address,
        "enclosed": form.enclosed,
        "event_id": form.event_id,
        "lines": pack(form.lines),
        "total_dong": form.total_dong,
        "decided_by": None,
        "decided_at": None,
        "decision_note": "",
    }
    if voucher_id is not None:
        before = await get_voucher(session, org_id, voucher_id, lock=True)
        check_state(before.state, "draft", "submitted", "approved")
        if version is not None:
            check_version(version, before.version)
        await change(session, org_id, voucher_id, now, before.version, values)
        return voucher_id
    saved = await find_by_request(session, org_id, request_key)
    if saved is not None:
        return saved
    voucher_id = new_id()
    new = {"org_id": org_id, "id": voucher_id, "version": 1, "request_key": request_key, "entry_id": None}
    new |= {"prepared_by": actor_id, "prepared_at": now, "changed_at": now, "adjusts_entry_id": form.adjusts_entry_id}
    await _INSERT.run(session, values | new)
    return voucher_id
