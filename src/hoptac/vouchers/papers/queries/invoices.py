"""E-invoices received: the list by what became of them, one with what it says, and the file."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

import msgspec
from sqlalchemy import ColumnElement, Uuid, bindparam, func, literal, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.identity.models import Person
from hoptac.kit.errors import NotFound
from hoptac.kit.language import _
from hoptac.kit.stored_files import StoredFile, open_content
from hoptac.vouchers.models import Voucher
from hoptac.vouchers.papers.e_invoices import EInvoice, unpack_invoice
from hoptac.vouchers.papers.models import DOCUMENT_MARKS, DOCUMENTS, INVOICES

_invoices, _documents, _marks = INVOICES.c, DOCUMENTS.c, DOCUMENT_MARKS.c
_files, _vouchers = StoredFile.__table__.c, Voucher.__table__.c
_ORG_ID = bindparam("org_id", type_=Uuid())
PAGE_SIZE = 50

Standing = Literal["waiting", "booked", "aside"]
"""On no voucher yet; on a voucher that is not given up; put aside with a reason."""


class InvoiceRow(msgspec.Struct, frozen=True):
    """One invoice in the list."""

    id: UUID
    seller_name: str
    seller_tax_code: str
    series: str
    number: str
    issued_on: date
    buyer_tax_code: str
    total_dong: int


class InvoiceDetail(msgspec.Struct, frozen=True):
    """One invoice with what it says still packed."""

    id: UUID
    file_id: UUID
    name: str
    contents: bytes
    received_by: str
    received_at: datetime
    set_aside_at: datetime | None
    set_aside_reason: str | None

    def read(self) -> EInvoice:
        """What it says."""
        return unpack_invoice(self.contents)


def _on_a_voucher() -> ColumnElement[bool]:
    """Whether the invoice lies on a voucher that is not given up, or on an entry, and not by mistake."""
    mistaken = (
        select(literal(1))
        .where(_marks.org_id == _documents.org_id, _marks.document_id == _documents.id, _marks.kind == "mistaken")
        .exists()
    )
    return (
        select(literal(1))
        .select_from(
            DOCUMENTS.outerjoin(
                Voucher.__table__, (_vouchers.org_id == _documents.org_id) & (_vouchers.id == _documents.voucher_id)
            )
        )
        .where(
            _documents.org_id == _invoices.org_id,
            _documents.invoice_id == _invoices.id,
            func.coalesce(_vouchers.state, "") != "discarded",
            ~mistaken,
        )
        .correlate(INVOICES)
        .exists()
    )


_STANDINGS: dict[Standing, tuple[ColumnElement[bool], ...]] = {
    "waiting": (~_on_a_voucher(), _invoices.set_aside_at.is_(None)),
    "booked": (_on_a_voucher(),),
    "aside": (~_on_a_voucher(), _invoices.set_aside_at.is_not(None)),
}
_LISTS = {
    standing: select(*(_invoices[name] for name in InvoiceRow.__struct_fields__))
    .where(_invoices.org_id == _ORG_ID, *wanted)
    .order_by(_invoices.issued_on.desc(), _invoices.id.desc())
    .limit(bindparam("limit"))
    .offset(bindparam("offset"))
    for standing, wanted in _STANDINGS.items()
}
_COUNT_WAITING = select(func.count()).select_from(INVOICES).where(_invoices.org_id == _ORG_ID, *_STANDINGS["waiting"])
_GET = (
    select(
        *(_invoices.id, _invoices.file_id, _invoices.name, _invoices.contents, func.coalesce(Person.name, "")),
        *(_invoices.received_at, _invoices.set_aside_at, _invoices.set_aside_reason),
    )
    .join_from(INVOICES, Person.__table__, Person.id == _invoices.received_by, isouter=True)
    .where(_invoices.org_id == _ORG_ID, _invoices.id == bindparam("invoice_id"))
)
_FIND = select(_invoices.id, _invoices.file_id).where(
    _invoices.org_id == _ORG_ID,
    _invoices.seller_tax_code == bindparam("seller_tax_code"),
    _invoices.series == bindparam("series"),
    _invoices.number == bindparam("number"),
)
_FILE = (
    select(_invoices.name, _files.content)
    .join_from(INVOICES, StoredFile.__table__, (_files.org_id == _invoices.org_id) & (_files.id == _invoices.file_id))
    .where(_invoices.org_id == _ORG_ID, _invoices.id == bindparam("invoice_id"))
)


async def list_invoices(
    session: AsyncSession, org_id: UUID, standing: Standing, *, number: int = 1
) -> tuple[list[InvoiceRow], bool]:
    """A page of invoices, the newest first, and whether there are more behind it."""
    asked = {"org_id": org_id, "limit": PAGE_SIZE + 1, "offset": (max(number, 1) - 1) * PAGE_SIZE}
    rows = [InvoiceRow(*row) for row in await session.execute(_LISTS[standing], asked)]
    return rows[:PAGE_SIZE], len(rows) > PAGE_SIZE


async def count_waiting(session: AsyncSession, org_id: UUID) -> int:
    """How many invoices lie on no voucher and are not put aside."""
    return (await session.execute(_COUNT_WAITING, {"org_id": org_id})).scalar_one()


async def get_invoice(session: AsyncSession, org_id: UUID, invoice_id: UUID) -> InvoiceDetail:
    """Raises NotFound."""
    row = (await session.execute(_GET, {"org_id": org_id, "invoice_id": invoice_id})).first()
    if row is None:
        raise NotFound(_("Không tìm thấy hóa đơn này."))
    return InvoiceDetail(*row)


async def find_same_invoice(session: AsyncSession, org_id: UUID, invoice: EInvoice) -> tuple[UUID, UUID] | None:
    """The id and the file of the invoice of this seller, series and number."""
    asked = {"seller_tax_code": invoice.seller.tax_code, "series": invoice.series, "number": invoice.number}
    row = (await session.execute(_FIND, asked | {"org_id": org_id})).first()
    return (row[0], row[1]) if row else None


async def get_invoice_file(session: AsyncSession, org_id: UUID, invoice_id: UUID) -> tuple[str, bytes]:
    """Name and bytes as it was sent. Raises NotFound."""
    row = (await session.execute(_FILE, {"org_id": org_id, "invoice_id": invoice_id})).first()
    if row is None:
        raise NotFound(_("Không tìm thấy hóa đơn này."))
    return row[0], open_content(org_id, row[1])
