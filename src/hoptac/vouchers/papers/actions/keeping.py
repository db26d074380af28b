"""The rows that documents and invoices share: files kept once, invoices known by seller, series and number."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.identifiers import new_id
from hoptac.kit.stored_files import store_file
from hoptac.vouchers.papers.e_invoices import pack_invoice
from hoptac.vouchers.papers.files import Paper
from hoptac.vouchers.papers.models import DOCUMENTS, INVOICES
from hoptac.vouchers.papers.queries.invoices import find_same_invoice

_LOCK = select(func.pg_advisory_xact_lock(func.hashtextextended(bindparam("key"), 0)))


async def lock_papers(session: AsyncSession, org_id: UUID) -> None:
    """Papers of one organization come one after another, so that the same file or invoice is kept once."""
    await session.execute(_LOCK, {"key": f"papers {org_id}"})


async def keep_invoice(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, paper: Paper, file_id: UUID
) -> tuple[UUID, bool]:
    """The id of the invoice, and whether it is new; behind `lock_papers`."""
    invoice = paper.invoice
    if invoice is None:
        raise ValueError("no invoice")
    known = await find_same_invoice(session, org_id, invoice)
    if known is not None:
        return known[0], False
    row = {
        "org_id": org_id,
        "id": new_id(),
        "file_id": file_id,
        "name": paper.name,
        "seller_tax_code": invoice.seller.tax_code,
        "series": invoice.series,
        "number": invoice.number,
        "issued_on": invoice.issued_on,
        "seller_name": invoice.seller.name,
        "buyer_tax_code": invoice.buyer.tax_code,
        "net_dong": invoice.net_dong,
        "vat_dong": invoice.vat_dong,
        "total_dong": invoice.total_dong,
        "contents": pack_invoice(invoice),
        "received_by": actor_id,
        "received_at": now,
    }
    await session.execute(insert(INVOICES), row)
    return row["id"], True


async def keep_file(session: AsyncSession, org_id: UUID, paper: Paper, now: datetime) -> UUID:
    """The id of the stored file; behind `lock_papers`."""
    return await store_file(session, org_id, name=paper.name, content=paper.content, at=now)


async def insert_documents(session: AsyncSession, rows: Sequence[dict[str, object]]) -> None:
    """Write documents."""
    if rows:
        await session.execute(insert(DOCUMENTS), list(rows))
