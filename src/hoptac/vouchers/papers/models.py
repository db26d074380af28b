"""Tables of papers: documents on vouchers and entries, marks on them, and the e-invoices received."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, LargeBinary, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hoptac.kit.db import TENANT, Base, KeyText, one_of

FILE_KINDS = ("jpeg", "png", "webp", "pdf", "xml")
MARKS = ("mistaken", "permanent")


def _stored_file() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["org_id", "file_id"], ["stored_files.org_id", "stored_files.id"])


class ReceivedInvoice(Base):
    """One e-invoice received, known by who sold, its series and its number. `contents` is msgpack of all that it says.
    Whether it is in the books is read from the documents: those of its kind that lie on vouchers."""

    __tablename__ = "received_invoices"
    __table_args__ = (
        UniqueConstraint("org_id", "seller_tax_code", "series", "number", name="uq_received_invoices_known_by"),
        _stored_file(),
        CheckConstraint("seller_tax_code <> '' AND number <> ''", name="is_known_by_something"),
        CheckConstraint(
            "num_nonnulls(set_aside_by, set_aside_at, set_aside_reason) IN (0, 3)", name="setting_aside_is_whole"
        ),
        Index("ix_received_invoices_issued_on", "org_id", "issued_on", "id"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    file_id: Mapped[UUID]
    name: Mapped[str]
    """Of the file as it was sent."""
    seller_tax_code: Mapped[KeyText]
    series: Mapped[KeyText]
    number: Mapped[KeyText]
    issued_on: Mapped[date]
    seller_name: Mapped[str]
    buyer_tax_code: Mapped[str]
    net_dong: Mapped[int]
    vat_dong: Mapped[int]
    total_dong: Mapped[int]
    contents: Mapped[bytes] = mapped_column(LargeBinary)
    received_by: Mapped[UUID]
    received_at: Mapped[datetime]
    set_aside_by: Mapped[UUID | None]
    set_aside_at: Mapped[datetime | None]
    set_aside_reason: Mapped[str | None]


class VoucherDocument(Base):
    """One file on a voucher, or on an entry that was posted from another room; the same file lies there once."""

    __tablename__ = "voucher_documents"
    __table_args__ = (
        ForeignKeyConstraint(["org_id", "voucher_id"], ["vouchers.org_id", "vouchers.id"]),
        ForeignKeyConstraint(["org_id", "entry_id"], ["entries.org_id", "entries.id"]),
        ForeignKeyConstraint(["org_id", "invoice_id"], ["received_invoices.org_id", "received_invoices.id"]),
        _stored_file(),
        CheckConstraint("num_nonnulls(voucher_id, entry_id) = 1", name="lies_in_one_place"),
        CheckConstraint(one_of("kind", FILE_KINDS), name="kind_is_known"),
        CheckConstraint("(kind = 'xml') = (invoice_id IS NOT NULL)", name="xml_is_an_invoice"),
        Index(
            "uq_voucher_documents_voucher", "org_id", "voucher_id", "file_id", unique=True,
            postgresql_where="voucher_id IS NOT NULL",
        ),
        Index(
            "uq_voucher_documents_entry", "org_id", "entry_id", "file_id", unique=True,
            postgresql_where="entry_id IS NOT NULL",
        ),
        Index("ix_voucher_documents_file_id", "org_id", "file_id"),
        Index("ix_voucher_documents_invoice_id", "org_id", "invoice_id", postgresql_where="invoice_id IS NOT NULL"),
        TENANT,
    )  # fmt: skip

    org_id: Mapped[UUID] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    voucher_id: Mapped[UUID | None]
    entry_id: Mapped[UUID | None]
    file_id: Mapped[UUID]
    invoice_id: Mapped[UUID | None]
    name: Mapped[str]
    kind: Mapped[str]
    attached_by: Mapped[UUID]
    attached_at: Mapped[datetime]


class DocumentMark(Base):
    """What somebody says of a document that can no longer be taken away, with the reason; set once."""

    __tablename__ = "document_marks"
    __table_args__ = (
        ForeignKeyConstraint(["org_id", "document_id"], ["voucher_documents.org_id", "voucher_documents.id"]),
        CheckConstraint(one_of("kind", MARKS), name="kind_is_known"),
        CheckConstraint("reason <> ''", name="has_its_reason"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    document_id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    reason: Mapped[str]
    marked_by: Mapped[UUID]
    marked_at: Mapped[datetime]


def _table(model: Any) -> Table:
    return Base.metadata.tables[model.__tablename__]


INVOICES, DOCUMENTS, DOCUMENT_MARKS = _table(ReceivedInvoice), _table(VoucherDocument), _table(DocumentMark)
