"""Posting a voucher: from now on it is an entry of the books, and final."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit import audit
from hoptac.kit.calendar import day_of
from hoptac.kit.marks import mark
from hoptac.ledger import DraftEntry, PostedEntry, adjust_entry, post_entry
from hoptac.ledger.queries.entries import find_edges
from hoptac.ledger.refusals import EmptyEntry
from hoptac.organizations.terms import terms_on
from hoptac.vouchers.actions.changing import mark_posted
from hoptac.vouchers.actions.checking import SOURCE, complete
from hoptac.vouchers.actions.stocking import check_stock
from hoptac.vouchers.queries import get_voucher
from hoptac.vouchers.rules import KINDS, check_approved, check_version, check_year


async def post_voucher(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, voucher_id: UUID, version: int | None = None
) -> PostedEntry:
    """Post the voucher as it was shown at `version`; a correction posts only the difference to its original. The entry's
    purpose is the business event that the voucher was made from, so that the books can tell.

    Raises NotFound, NotInThisState, ChangedElsewhere, YearBeforeTheBooks, ApprovalMissing (Accounting Law, Art. 19.3), Refusals with a
    sentence for each line (more goods than are there among them), and what the ledger refuses (a closed month, a day to
    come).
    """
    voucher = await get_voucher(session, org_id, voucher_id, lock=True)
    terms = await terms_on(session, org_id, voucher.voucher_on)
    form = voucher.form()
    if form.voucher_on.year < day_of(now).year - 1:
        edges = await find_edges(session, org_id)
        check_year(form.voucher_on, day_of(now), edges[0] if edges else None)
    check_approved(voucher.kind, voucher.state, terms["accounting.approval"], pays_out=form.pays_out)
    if version is not None:
        check_version(version, voucher.version)
    lines = await complete(session, org_id, form, terms)
    await check_stock(session, org_id, form, lines)
    draft = DraftEntry(
        entry_on=voucher.voucher_on,
        description=voucher.description,
        series=KINDS[voucher.kind].series,
        source_kind=SOURCE,
        source_id=voucher_id,
        purpose=voucher.event_id or "posting",
        lines=lines,
    )
    if voucher.adjusts_entry_id is not None:
        posted = await adjust_entry(
            session, org_id=org_id, actor_id=actor_id, entry_id=voucher.adjusts_entry_id, corrected=draft, now=now
        )
    else:
        if not lines:
            raise EmptyEntry
        posted = await post_entry(session, org_id=org_id, actor_id=actor_id, draft=draft, now=now)
    await mark_posted(session, org_id, voucher_id, now, voucher.version, posted.id)
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="post_voucher", subject=("voucher", voucher_id),
        detail={"entry_id": str(posted.id), "total_dong": voucher.total_dong},
    )  # fmt: skip
    await mark(session, org_id, now)
    return posted
