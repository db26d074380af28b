"""Where a document lies: a voucher, by its own id or its entry's, or an entry that was posted from another room."""

from uuid import UUID

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.errors import NotFound
from hoptac.ledger import get_entry
from hoptac.vouchers.papers.rules import POSTED
from hoptac.vouchers.queries import find_voucher_of_entry, get_voucher


class Target(msgspec.Struct, frozen=True):
    """One of the two ids is set; `page_id` is what the page is found by."""

    voucher_id: UUID | None
    entry_id: UUID | None
    state: str
    page_id: UUID


async def find_target(session: AsyncSession, org_id: UUID, some_id: UUID) -> Target:
    """The voucher is locked: its state stays as it is until the transaction ends. Raises NotFound."""
    try:
        voucher = await get_voucher(session, org_id, some_id, lock=True)
    except NotFound:
        entry, _lines = await get_entry(session, org_id, some_id)
        of_entry = await find_voucher_of_entry(session, org_id, some_id)
        if of_entry is None:
            return Target(None, entry.id, POSTED, entry.id)
        return Target(of_entry.id, None, of_entry.state, entry.id)
    return Target(voucher.id, None, voucher.state, voucher.entry_id or voucher.id)
