"""The form of an event and the grid, filled in by a received invoice."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.organizations.terms import terms_on
from hoptac.vouchers.forms import GridRow
from hoptac.vouchers.papers.e_invoices import EInvoice
from hoptac.vouchers.papers.proposing import Party, filled_event, filled_grid
from hoptac.vouchers.papers.queries.invoices import get_invoice
from hoptac.vouchers.papers.queries.sellers import find_seller

FIELD = "invoice"
"""What carries the invoice through a form, so that it is laid on the voucher that comes of it."""


async def event_from_invoice(session: AsyncSession, org_id: UUID, invoice_id: UUID) -> dict[str, str]:
    """The values of an event's form. Raises NotFound."""
    invoice, party, vat_deduction = await _known(session, org_id, invoice_id)
    return filled_event(invoice, party, vat_deduction=vat_deduction) | {FIELD: str(invoice_id)}


async def grid_from_invoice(
    session: AsyncSession, org_id: UUID, invoice_id: UUID
) -> tuple[dict[str, str], list[GridRow]]:
    """Head and rows of the grid. Raises NotFound."""
    invoice, party, vat_deduction = await _known(session, org_id, invoice_id)
    values, rows = filled_grid(invoice, party, vat_deduction=vat_deduction)
    return values | {FIELD: str(invoice_id)}, list(rows)


async def _known(session: AsyncSession, org_id: UUID, invoice_id: UUID) -> tuple[EInvoice, Party | None, bool]:
    invoice = (await get_invoice(session, org_id, invoice_id)).read()
    party = await find_seller(session, org_id, invoice.seller)
    terms = await terms_on(session, org_id, invoice.issued_on)
    return invoice, party, bool(terms["accounting.vat_deduction"])
