"""Correcting what is posted: a new voucher that holds the entry as it stands, to be changed and posted as a difference."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.calendar import VIETNAM
from hoptac.kit.identifiers import new_id
from hoptac.ledger import closed_months, filed_years, get_entry
from hoptac.ledger.entries import net_lines
from hoptac.ledger.queries.entries import lines_with_adjustments
from hoptac.ledger.refusals import AdjustmentOfAdjustment
from hoptac.ledger.rules import day_of_correction
from hoptac.vouchers.actions.drafts import save_draft
from hoptac.vouchers.drafts import VoucherForm, draft_line
from hoptac.vouchers.queries import find_open_correction, find_voucher_of_entry


async def open_correction(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, entry_id: UUID
) -> UUID:
    """The draft that corrects an entry, with what the entry says today; the open one where there is one already.

    It is dated in the year of the error until that
    year is filed. Accounting Law, Art. 27.1.c, 27.2, 27.3 and 27.4. Raises NotFound, AdjustmentOfAdjustment.
    """
    entry, _lines = await get_entry(session, org_id, entry_id)
    if entry.adjusts_entry_id is not None:
        raise AdjustmentOfAdjustment
    under_way = await find_open_correction(session, org_id, entry_id)
    if under_way is not None:
        return under_way
    original = await find_voucher_of_entry(session, org_id, entry_id)
    standing = net_lines(await lines_with_adjustments(session, org_id, entry_id))
    form = VoucherForm(
        kind="general",
        voucher_on=day_of_correction(
            entry.entry_on,
            today=now.astimezone(VIETNAM).date(),
            filed=await filed_years(session, org_id),
            closed=await closed_months(session, org_id),
        ),
        description=f"Điều chỉnh {entry.series} {entry.number}/{entry.fiscal_year}: {entry.description}",
        lines=tuple(draft_line(line) for line in standing),
        counterpart_name=original.counterpart_name if original else "",
        event_id=original.event_id if original else "",
        adjusts_entry_id=entry_id,
    )
    return await save_draft(session, org_id=org_id, actor_id=actor_id, now=now, form=form, request_key=new_id())
