"""Documents on vouchers: attached, taken away while the voucher is written, marked once it is posted."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy import bindparam, delete, insert
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit import audit
from hoptac.kit.identifiers import new_id
from hoptac.kit.stored_files import forget_file
from hoptac.vouchers.papers.actions.keeping import (
    insert_documents,
    keep_file,
    keep_invoice,
    lock_papers,
)
from hoptac.vouchers.papers.files import Paper
from hoptac.vouchers.papers.models import DOCUMENT_MARKS, DOCUMENTS
from hoptac.vouchers.papers.queries.documents import documents_on, get_place, has_mark
from hoptac.vouchers.papers.refusals import MarkedAlready
from hoptac.vouchers.papers.rules import Mark, check_attachable, check_markable, check_removable
from hoptac.vouchers.papers.targets import find_target
from hoptac.vouchers.queries import get_voucher

_DELETE = delete(DOCUMENTS).where(DOCUMENTS.c.org_id == bindparam("of_org"), DOCUMENTS.c.id == bindparam("of_document"))


class Attached(msgspec.Struct, frozen=True):
    """How many documents came, how many lay there already, and what the page is found by."""

    new: int
    known: int
    page_id: UUID


async def attach(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, some_id: UUID, papers: Sequence[Paper]
) -> Attached:
    """Keep papers on a voucher or on an entry; the same file sent again lies there once. An e-invoice among them is
    received by it. Raises NotFound, VoucherDiscarded."""
    target = await find_target(session, org_id, some_id)
    check_attachable(target.state)
    await lock_papers(session, org_id)
    there = await documents_on(session, org_id, voucher_id=target.voucher_id, entry_id=target.entry_id)
    lying = {document.file_id for document in there}
    rows: list[dict[str, object]] = []
    for paper in papers:
        file_id = await keep_file(session, org_id, paper, now)
        if file_id in lying:
            continue
        lying.add(file_id)
        invoice_id = None
        if paper.invoice is not None:
            invoice_id, _is_new = await keep_invoice(
                session, org_id=org_id, actor_id=actor_id, now=now, paper=paper, file_id=file_id
            )
        rows.append(
            {
                "org_id": org_id,
                "id": new_id(),
                "voucher_id": target.voucher_id,
                "entry_id": target.entry_id,
                "file_id": file_id,
                "invoice_id": invoice_id,
                "name": paper.name,
                "kind": paper.kind.key,
                "attached_by": actor_id,
                "attached_at": now,
            }
        )
    await insert_documents(session, rows)
    if rows:
        await audit.record(
            session, org_id=org_id, person_id=actor_id, at=now, verb="attach_documents",
            subject=("voucher" if target.voucher_id else "entry", target.voucher_id or target.page_id),
            detail={"documents": [str(row["id"]) for row in rows]},
        )  # fmt: skip
    return Attached(len(rows), len(papers) - len(rows), target.page_id)


async def detach(session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, document_id: UUID) -> UUID:
    """Take a document away from a draft, bytes and all where nothing else holds them; the id of the voucher. Raises
    NotFound, DocumentPosted (Decree 174/2016, Art. 13), DocumentUnderDecision, DocumentOfDiscarded."""
    place = await get_place(session, org_id, document_id)
    state = place.state
    if place.voucher_id is not None:
        state = (await get_voucher(session, org_id, place.voucher_id, lock=True)).state
    check_removable(state)
    await lock_papers(session, org_id)  # nobody lays the same file elsewhere while its bytes go
    await session.execute(_DELETE, {"of_org": org_id, "of_document": document_id})
    await forget_file(session, org_id, place.file_id)
    voucher_id = place.voucher_id or document_id
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="detach_document", subject=("voucher", voucher_id),
        detail={"document": str(document_id)},
    )  # fmt: skip
    return voucher_id


async def mark_document(
    session: AsyncSession,
    *,
    org_id: UUID,
    actor_id: UUID,
    now: datetime,
    document_id: UUID,
    mark: Mark,
    reason: str,
) -> UUID:
    """Say of a document that it lies there by mistake, or is kept for good; the id its page is found by. Raises NotFound,
    NotPostedYet, MarkedAlready."""
    place = await get_place(session, org_id, document_id)
    check_markable(place.state)
    await lock_papers(session, org_id)
    if await has_mark(session, org_id, document_id, mark):
        raise MarkedAlready
    row = {"org_id": org_id, "document_id": document_id, "kind": mark, "reason": reason}
    await session.execute(insert(DOCUMENT_MARKS), row | {"marked_by": actor_id, "marked_at": now})
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb=f"mark_document_{mark}",
        subject=("document", document_id), detail={"reason": reason},
    )  # fmt: skip
    return place.voucher_id or place.entry_id or document_id
