"""The documents of a voucher's page: each with its size, its marks, how long it is kept, and where else it lies."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.articles import cited
from hoptac.kit.calendar import format_date, format_moment
from hoptac.kit.language import Language, Message, _, translate
from hoptac.ledger.entries import fiscal_year_of
from hoptac.organizations.parameters import list_parameters
from hoptac.vouchers.papers.kinds import KINDS, MEGABYTE, FileKind
from hoptac.vouchers.papers.queries.documents import DocumentRow, MarkRow, PlaceRow, documents_on, marks_of, places_of
from hoptac.vouchers.papers.retention import Retention, retention_of

_KILOBYTE = 1024


class ShownPlace(msgspec.Struct, frozen=True):
    """Another voucher, to be linked to; `number` is '' before it is posted."""

    id: UUID
    number: str
    on: date


class ShownDocument(msgspec.Struct, frozen=True):
    """One document as the page shows it."""

    id: UUID
    kind: FileKind
    name: str
    size: str
    invoice_id: UUID | None
    attached: str
    kept: str
    mistaken: MarkRow | None
    permanent: MarkRow | None
    elsewhere: tuple[ShownPlace, ...]


def size_text(size: int, language: Language) -> str:
    """'340 KB', '1,2 MB'; '1.2 MB' in English."""
    if size < MEGABYTE:
        return f"{max(1, -(-size // _KILOBYTE))} KB"
    tenths = -(-size * 10 // MEGABYTE)
    return f"{tenths // 10}{'.' if language == 'en' else ','}{tenths % 10} MB"


def kept_text(retention: Retention | None) -> Message | None:
    """Until when a document is kept, with the article."""
    if retention is None:
        return None
    basis = cited(retention.basis)
    if retention.until is None:
        return _("Lưu vĩnh viễn (%(basis)s)", basis=basis)
    return _("Lưu ít nhất đến %(date)s (%(basis)s)", date=format_date(retention.until), basis=basis)


def shown_places(places: Iterable[PlaceRow]) -> tuple[ShownPlace, ...]:
    """Each voucher once."""
    found = {
        place.id: ShownPlace(
            place.id, f"{place.series} {place.number}/{place.fiscal_year}" if place.series else "", place.on
        )
        for place in places
    }
    return tuple(found.values())


async def load_documents(
    session: AsyncSession,
    org_id: UUID,
    *,
    voucher_id: UUID | None,
    entry_id: UUID | None,
    on: date,
    today: date,
    language: Language,
) -> list[ShownDocument]:
    """What lies on a voucher (or on an entry of another room) that is dated `on`."""
    rows = await documents_on(session, org_id, voucher_id=voucher_id, entry_id=entry_id)
    if not rows:
        return []
    marks = {(mark.document_id, mark.kind): mark for mark in await marks_of(session, org_id, (row.id for row in rows))}
    places = await places_of(session, org_id, file_ids=(row.file_id for row in rows), invoice_ids=_invoices(rows))
    here = {voucher_id, entry_id}
    parameters = await list_parameters(session)
    shown = []
    for row in rows:
        permanent = marks.get((row.id, "permanent"))
        retention = retention_of(
            parameters, is_posted=entry_id is not None, is_permanent=permanent is not None,
            fiscal_year=fiscal_year_of(on), today=today,
        )  # fmt: skip
        kept = kept_text(retention)
        attached = f"{row.attached_by}, {format_moment(row.attached_at)}".removeprefix(", ")
        shown.append(
            ShownDocument(
                id=row.id,
                kind=KINDS[row.kind],
                name=row.name,
                size=size_text(row.size, language),
                invoice_id=row.invoice_id,
                attached=attached,
                kept=translate(kept, language) if kept else "",
                mistaken=marks.get((row.id, "mistaken")),
                permanent=permanent,
                elsewhere=shown_places(place for place in places if place.id not in here and _is_of(place, row)),
            )
        )
    return shown


def _invoices(rows: Sequence[DocumentRow]) -> list[UUID]:
    return [row.invoice_id for row in rows if row.invoice_id is not None]


def _is_of(place: PlaceRow, row: DocumentRow) -> bool:
    return place.file_id == row.file_id or (row.invoice_id is not None and place.invoice_id == row.invoice_id)
