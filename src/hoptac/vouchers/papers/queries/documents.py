"""Documents: those on one voucher, one with its file, and where else a file or an invoice lies."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

import msgspec
from sqlalchemy import Uuid, bindparam, cast, func, literal, or_, select, union_all
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.expression import null

from hoptac.identity.models import Person
from hoptac.kit.errors import NotFound
from hoptac.kit.language import _
from hoptac.kit.prepared import Prepared
from hoptac.kit.stored_files import StoredFile, open_content
from hoptac.ledger.models import ENTRIES
from hoptac.vouchers.models import Voucher
from hoptac.vouchers.papers.models import DOCUMENT_MARKS, DOCUMENTS
from hoptac.vouchers.papers.rules import POSTED
from hoptac.vouchers.queries import OPEN_STATES

_documents, _marks, _entries = DOCUMENTS.c, DOCUMENT_MARKS.c, ENTRIES.c
_files, _vouchers = StoredFile.__table__.c, Voucher.__table__.c
_ORG_ID = bindparam("org_id", type_=Uuid())


class DocumentRow(msgspec.Struct, frozen=True):
    """One document on a voucher; `size` in bytes."""

    id: UUID
    kind: str
    name: str
    size: int
    file_id: UUID
    invoice_id: UUID | None
    attached_by: str
    attached_at: datetime


class MarkRow(msgspec.Struct, frozen=True):
    """A mark on a document: why, who, when."""

    document_id: UUID
    kind: str
    reason: str
    marked_by: str
    marked_at: datetime


class PlaceRow(msgspec.Struct, frozen=True):
    """Another voucher that holds the same file or the same invoice; `id` is what its page is found by. Series '' before it
    is posted."""

    file_id: UUID
    invoice_id: UUID | None
    id: UUID
    state: str
    series: str
    number: int
    fiscal_year: int
    on: date


class DocumentPlace(msgspec.Struct, frozen=True):
    """What one document lies on: the voucher or entry and its state, and the file."""

    id: UUID
    voucher_id: UUID | None
    entry_id: UUID | None
    file_id: UUID
    state: str


class FileRow(msgspec.Struct, frozen=True):
    """A document with its bytes."""

    kind: str
    name: str
    content: bytes


_HERE = or_(_documents.voucher_id == bindparam("voucher_id"), _documents.entry_id == bindparam("entry_id"))
_ON_VOUCHER = (
    select(
        *(_documents.id, _documents.kind, _documents.name, _files.size, _documents.file_id, _documents.invoice_id),
        *(func.coalesce(Person.name, ""), _documents.attached_at),
    )
    .join_from(
        DOCUMENTS,
        StoredFile.__table__,
        (_files.org_id == _documents.org_id) & (_files.id == _documents.file_id),
    )
    .outerjoin(Person.__table__, Person.id == _documents.attached_by)
    .where(_documents.org_id == _ORG_ID, _HERE)
    .order_by(_documents.attached_at, _documents.id)
)
_MARKS = (
    select(_marks.document_id, _marks.kind, _marks.reason, func.coalesce(Person.name, ""), _marks.marked_at)
    .join_from(DOCUMENT_MARKS, Person.__table__, Person.id == _marks.marked_by, isouter=True)
    .where(_marks.org_id == _ORG_ID, _marks.document_id == func.any(bindparam("ids", type_=ARRAY(Uuid()))))
)
_WITH_PLACE = (
    DOCUMENTS.outerjoin(
        Voucher.__table__, (_vouchers.org_id == _documents.org_id) & (_vouchers.id == _documents.voucher_id)
    )
).outerjoin(
    ENTRIES,
    (_entries.org_id == _documents.org_id) & (_entries.id == func.coalesce(_documents.entry_id, _vouchers.entry_id)),
)
_STATE = func.coalesce(_vouchers.state, POSTED)
_PLACES = (
    select(
        *(_documents.file_id, _documents.invoice_id),
        func.coalesce(_entries.id, _documents.voucher_id),
        *(_STATE, func.coalesce(_entries.series, ""), func.coalesce(_entries.number, 0)),
        func.coalesce(_entries.fiscal_year, 0),
        func.coalesce(_entries.entry_on, _vouchers.voucher_on),
    )
    .select_from(_WITH_PLACE)
    .where(
        _documents.org_id == _ORG_ID,
        _STATE != "discarded",
        or_(
            _documents.file_id == func.any(bindparam("file_ids", type_=ARRAY(Uuid()))),
            _documents.invoice_id == func.any(bindparam("invoice_ids", type_=ARRAY(Uuid()))),
        ),
        # A document that says it lies there by mistake does not lie there.
        ~select(literal(1))
        .where(_marks.org_id == _documents.org_id, _marks.document_id == _documents.id, _marks.kind == "mistaken")
        .exists(),
    )
    .order_by(_documents.attached_at)
)
_PLACE_OF = (
    select(_documents.id, _documents.voucher_id, _documents.entry_id, _documents.file_id, _STATE)
    .select_from(_WITH_PLACE)
    .where(_documents.org_id == _ORG_ID, _documents.id == bindparam("document_id"))
)
_FILE = (
    select(_documents.kind, _documents.name, _files.content)
    .join_from(
        DOCUMENTS,
        StoredFile.__table__,
        (_files.org_id == _documents.org_id) & (_files.id == _documents.file_id),
    )
    .where(_documents.org_id == _ORG_ID, _documents.id == bindparam("document_id"))
)
_MARK = select(literal(1)).where(
    _marks.org_id == _ORG_ID, _marks.document_id == bindparam("document_id"), _marks.kind == bindparam("kind")
)
_OPEN = select(cast(null(), Uuid()).label("entry_id"), func.count()).where(
    _vouchers.org_id == _ORG_ID, or_(*(_vouchers.state == state for state in OPEN_STATES))
)
_ENTRY_IDS = func.any(bindparam("entry_ids", type_=ARRAY(Uuid())))
_OF_VOUCHERS = (
    select(_vouchers.entry_id, func.count())
    .join_from(
        DOCUMENTS,
        Voucher.__table__,
        (_vouchers.org_id == _documents.org_id) & (_vouchers.id == _documents.voucher_id),
    )
    .where(_documents.org_id == _ORG_ID, _vouchers.entry_id == _ENTRY_IDS)
    .group_by(_vouchers.entry_id)
)
_OF_ENTRIES = (
    select(_documents.entry_id, func.count())
    .where(_documents.org_id == _ORG_ID, _documents.entry_id == _ENTRY_IDS)
    .group_by(_documents.entry_id)
)
COUNTS_FOR_LIST = Prepared(union_all(_OPEN, _OF_VOUCHERS, _OF_ENTRIES))


async def documents_on(
    session: AsyncSession, org_id: UUID, *, voucher_id: UUID | None, entry_id: UUID | None
) -> list[DocumentRow]:
    """What lies on a voucher, or on an entry of another room, in the order in which it came."""
    here = {"org_id": org_id, "voucher_id": voucher_id, "entry_id": None if voucher_id else entry_id}
    return [DocumentRow(*row) for row in await session.execute(_ON_VOUCHER, here)]


async def marks_of(session: AsyncSession, org_id: UUID, document_ids: Iterable[UUID]) -> list[MarkRow]:
    """The marks on several documents."""
    found = await session.execute(_MARKS, {"org_id": org_id, "ids": list(document_ids)})
    return [MarkRow(*row) for row in found]


async def places_of(
    session: AsyncSession, org_id: UUID, *, file_ids: Iterable[UUID] = (), invoice_ids: Iterable[UUID] = ()
) -> list[PlaceRow]:
    """Every voucher that holds one of the files or invoices; those that were given up, and documents marked as there by
    mistake, do not count."""
    asked = {"org_id": org_id, "file_ids": list(file_ids), "invoice_ids": list(invoice_ids)}
    return [PlaceRow(*row) for row in await session.execute(_PLACES, asked)]


async def get_place(session: AsyncSession, org_id: UUID, document_id: UUID) -> DocumentPlace:
    """What a document lies on. Raises NotFound."""
    row = (await session.execute(_PLACE_OF, {"org_id": org_id, "document_id": document_id})).first()
    if row is None:
        raise NotFound(_("Không tìm thấy giấy tờ này."))
    return DocumentPlace(*row)


async def get_document(session: AsyncSession, org_id: UUID, document_id: UUID) -> FileRow:
    """A document with its bytes. Raises NotFound."""
    row = (await session.execute(_FILE, {"org_id": org_id, "document_id": document_id})).first()
    if row is None:
        raise NotFound(_("Không tìm thấy giấy tờ này."))
    kind, name, content = row
    return FileRow(kind, name, open_content(org_id, content))


async def has_mark(session: AsyncSession, org_id: UUID, document_id: UUID, kind: str) -> bool:
    """Whether a document carries a mark."""
    asked = {"org_id": org_id, "document_id": document_id, "kind": kind}
    return (await session.execute(_MARK, asked)).scalar() is not None


async def counts_for_list(
    session: AsyncSession, org_id: UUID, entry_ids: Iterable[UUID]
) -> tuple[int, dict[UUID, int]]:
    """For the list of vouchers, in one round trip: how many wait to be posted, and how many documents entries have."""
    rows = await COUNTS_FOR_LIST.rows(session, {"org_id": org_id, "entry_ids": list(entry_ids)})
    return sum(row[1] for row in rows if row[0] is None), {row[0]: row[1] for row in rows if row[0] is not None}
