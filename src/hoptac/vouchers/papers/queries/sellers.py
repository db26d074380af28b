"""Who of the parties sold."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.parties.queries import find_party, party_names
from hoptac.vouchers.papers.e_invoices import Trader


async def find_seller(session: AsyncSession, org_id: UUID, seller: Trader) -> tuple[UUID, str] | None:
    """The party of this tax code, else the only one of this name, accents aside, with the name it has here."""
    party_id = await find_party(session, org_id, seller.tax_code) or await find_party(session, org_id, seller.name)
    if party_id is None:
        return None
    return party_id, (await party_names(session, org_id, [party_id])).get(party_id, seller.name)
