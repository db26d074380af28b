"""E-invoices: received, laid on the vouchers that book them, put aside; their seller entered as a party."""

from collections.abc import Sequence
from datetime import datetime
from typing import cast
from uuid import UUID

from sqlalchemy import bindparam, update
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit import audit
from hoptac.kit.identifiers import new_id
from hoptac.parties.actions import PartyForm, add_parties
from hoptac.vouchers.papers.actions.keeping import insert_documents, keep_file, keep_invoice, lock_papers
from hoptac.vouchers.papers.files import Paper
from hoptac.vouchers.papers.models import INVOICES
from hoptac.vouchers.papers.proposing import party_kind_of
from hoptac.vouchers.papers.queries.documents import documents_on, places_of
from hoptac.vouchers.papers.queries.invoices import get_invoice
from hoptac.vouchers.papers.queries.sellers import find_seller
from hoptac.vouchers.papers.refusals import PartyKnown
from hoptac.vouchers.papers.rules import check_free

_UPDATE = update(INVOICES).where(INVOICES.c.org_id == bindparam("of_org"), INVOICES.c.id == bindparam("of_invoice"))


async def receive(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, papers: Sequence[Paper]
) -> list[tuple[UUID, bool]]:
    """Keep e-invoices; for each its id and whether it is new. One that came before, in whatever file, stays the one."""
    await lock_papers(session, org_id)
    found: list[tuple[UUID, bool]] = []
    for paper in papers:
        file_id = await keep_file(session, org_id, paper, now)
        kept = await keep_invoice(session, org_id=org_id, actor_id=actor_id, now=now, paper=paper, file_id=file_id)
        found.append(kept)
        if kept[1]:
            await audit.record(
                session, org_id=org_id, person_id=actor_id, at=now, verb="receive_invoice",
                subject=("invoice", kept[0]),
            )  # fmt: skip
    return found


async def attach_invoice(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, invoice_id: UUID, voucher_ids: Sequence[UUID]
) -> None:
    """Lay a received invoice on the vouchers that were made from it; where it lies already nothing changes. Raises
    NotFound."""
    invoice = await get_invoice(session, org_id, invoice_id)
    await lock_papers(session, org_id)
    rows: list[dict[str, object]] = []
    for voucher_id in voucher_ids:
        there = await documents_on(session, org_id, voucher_id=voucher_id, entry_id=None)
        if any(document.file_id == invoice.file_id or document.invoice_id == invoice_id for document in there):
            continue
        rows.append(
            {
                "org_id": org_id,
                "id": new_id(),
                "voucher_id": voucher_id,
                "entry_id": None,
                "file_id": invoice.file_id,
                "invoice_id": invoice_id,
                "name": invoice.name,
                "kind": "xml",
                "attached_by": actor_id,
                "attached_at": now,
            }
        )
    await insert_documents(session, rows)
    for row in rows:
        await audit.record(
            session, org_id=org_id, person_id=actor_id, at=now, verb="attach_documents",
            subject=("voucher", cast(UUID, row["voucher_id"])),
            detail={"documents": [str(row["id"])], "invoice": str(invoice_id)},
        )  # fmt: skip


async def set_aside(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, invoice_id: UUID, reason: str
) -> None:
    """The invoice waits no longer: it is not to be booked, and why. Raises NotFound, InvoiceBooked."""
    await get_invoice(session, org_id, invoice_id)
    check_free(len(await places_of(session, org_id, invoice_ids=[invoice_id])))
    values = {"set_aside_by": actor_id, "set_aside_at": now, "set_aside_reason": reason}
    await session.execute(_UPDATE.values(values), {"of_org": org_id, "of_invoice": invoice_id})
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="set_invoice_aside", subject=("invoice", invoice_id),
        detail={"reason": reason},
    )  # fmt: skip


async def bring_back(session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, invoice_id: UUID) -> None:
    """The invoice waits again. Raises NotFound."""
    await get_invoice(session, org_id, invoice_id)
    values = {"set_aside_by": None, "set_aside_at": None, "set_aside_reason": None}
    await session.execute(_UPDATE.values(values), {"of_org": org_id, "of_invoice": invoice_id})
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="bring_invoice_back", subject=("invoice", invoice_id)
    )


async def enter_seller(session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, invoice_id: UUID) -> UUID:
    """Make the seller a party, known by the tax code from now on. Raises NotFound, PartyKnown."""
    seller = (await get_invoice(session, org_id, invoice_id)).read().seller
    await lock_papers(session, org_id)
    if await find_seller(session, org_id, seller):
        raise PartyKnown
    form = PartyForm(seller.name, party_kind_of(seller.tax_code), seller.tax_code)
    party_id = (await add_parties(session, org_id=org_id, now=now, parties=[form]))[0]
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="add_party", subject=("party", party_id),
        detail={"invoice": str(invoice_id)},
    )  # fmt: skip
    return party_id
