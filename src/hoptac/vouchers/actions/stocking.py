"""Whether what a voucher takes out of the store is there, on its day and on every day after."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.inventory.queries import items_of
from hoptac.inventory.rules import STOCK_ACCOUNTS, check_enough
from hoptac.inventory.stock import least_from
from hoptac.kit.errors import Refusal
from hoptac.ledger.actions.head import lock_head
from hoptac.ledger.entries import Line
from hoptac.ledger.queries.entries import lines_with_adjustments
from hoptac.vouchers.drafts import VoucherForm
from hoptac.vouchers.refusals import LineRefused

Places = dict[tuple[UUID, str], Decimal]
"""Quantities by item and stock account."""


def taken(lines: Iterable[Line]) -> Places:
    """What lines take out of the store, less what they bring in."""
    places: Places = defaultdict(Decimal)
    for line in lines:
        if line.item_id is None or line.quantity is None:
            continue
        for account, sign in ((line.credit_account, 1), (line.debit_account, -1)):
            if account is not None and account.startswith(STOCK_ACCOUNTS):
                places[line.item_id, account] += sign * line.quantity
    return places


async def check_stock(session: AsyncSession, org_id: UUID, form: VoucherForm, lines: tuple[Line, ...]) -> None:
    """Raises LineRefused with NotEnough. Postings wait from here on, so that two issues cannot take the same goods."""
    wanted = taken(lines)
    if form.adjusts_entry_id is not None:
        for place, quantity in taken(await lines_with_adjustments(session, org_id, form.adjusts_entry_id)).items():
            wanted[place] -= quantity
    leaving = {place: quantity for place, quantity in wanted.items() if quantity > 0}
    if not leaving:
        return
    await lock_head(session, org_id)
    item_ids = {item_id for item_id, _account in leaving}
    least = await least_from(session, org_id, item_ids, on=form.voucher_on)
    items = await items_of(session, org_id, item_ids)
    for (item_id, account), quantity in leaving.items():
        item = items[item_id]
        try:
            check_enough(item.name, item.unit, quantity, least.get((item_id, account), Decimal(0)))
        except Refusal as refused:
            raise LineRefused(_row_of(form, item_id), refused) from None


def _row_of(form: VoucherForm, item_id: UUID) -> int:
    """The last row that names the item; a correction may name it no more."""
    rows = [place for place, row in enumerate(form.lines, start=1) if row.item_id == item_id]
    return rows[-1] if rows else 1
