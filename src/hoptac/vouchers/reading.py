"""A voucher's page put together: what is written or posted, its corrections, the names of all it mentions."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

import msgspec
from sqlalchemy import Uuid, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.identity.models import Person
from hoptac.inventory.queries import ItemRow, items_of
from hoptac.kit.errors import NotFound
from hoptac.kit.quantities import format_quantity
from hoptac.ledger.entries import Line
from hoptac.ledger.models import ENTRIES
from hoptac.ledger.queries.accounts import chart_of
from hoptac.ledger.queries.entries import EntryRow, get_entry, get_entry_row
from hoptac.organizations.models import Organization
from hoptac.organizations.terms import terms_on
from hoptac.parties.queries import party_names
from hoptac.services.queries import season_names
from hoptac.vouchers.documents import PaperLine, VoucherPaper, director_named
from hoptac.vouchers.events.model import Event
from hoptac.vouchers.events.table import find_event
from hoptac.vouchers.paging import LinePage, page_of_draft, page_of_entry
from hoptac.vouchers.queries import VoucherDetail, find_voucher_of_entry, get_voucher
from hoptac.vouchers.rules import KINDS, Kind

_ADJUSTMENTS = (
    select(ENTRIES.c.id, ENTRIES.c.series, ENTRIES.c.number, ENTRIES.c.fiscal_year, ENTRIES.c.entry_on)
    .where(
        ENTRIES.c.org_id == bindparam("org_id", type_=Uuid()),
        ENTRIES.c.adjusts_entry_id == bindparam("entry_id"),
    )
    .order_by(ENTRIES.c.position)
)
_PEOPLE = select(Person.id, Person.name).where(Person.id.in_(bindparam("ids", expanding=True)))
_ORGANIZATION = select(
    Organization.name,
    Organization.head_office,
    Organization.registration_code,
    Organization.legal_representative,
    Organization.legal_representative_title,
).where(Organization.id == bindparam("org_id"))


class Reference(msgspec.Struct, frozen=True):
    """Another entry that this one points to."""

    id: UUID
    series: str
    number: int
    fiscal_year: int
    entry_on: date

    def __str__(self) -> str:
        return f"{self.series} {self.number}/{self.fiscal_year}"


class ShownLine(msgspec.Struct, frozen=True):
    """One line with the names of its parties."""

    debit_account: str
    debit_party: str
    credit_account: str
    credit_party: str
    amount_dong: int
    description: str
    item: str = ""
    quantity: str = ""
    season: str = ""


class EntryPage(msgspec.Struct, frozen=True):
    """All that the page of a voucher shows; `entry` None before it is posted, `voucher` None for entries of other rooms;
    `lines` those of the page with their names."""

    voucher: VoucherDetail | None
    entry: EntryRow | None
    lines: tuple[ShownLine, ...]
    page: LinePage
    event: Event | None
    account_names: dict[str, tuple[str, str]]
    original: Reference | None
    adjustments: tuple[Reference, ...]
    people: dict[UUID, str]
    approval: int

    @property
    def on(self) -> date:
        """The day of the entry, or of the voucher while it is none."""
        return self.entry.entry_on if self.entry else self.voucher.voucher_on if self.voucher else date.max


async def load_entry(session: AsyncSession, org_id: UUID, some_id: UUID, *, after: int = 0) -> EntryPage:
    """By the id of a voucher or of an entry, with a page of its lines behind the first `after`. Raises NotFound."""
    voucher, entry = await _found(session, org_id, some_id)
    shown = (
        await page_of_entry(session, org_id, entry, after)
        if entry
        else page_of_draft(voucher.form().lines if voucher else (), after)
    )
    lines = shown.lines
    names = await party_names(session, org_id, (party for line in lines for party in _parties(line)))
    items = await items_of(session, org_id, (line.item_id for line in lines))
    seasons = await season_names(session, org_id, (line.season_id for line in lines))
    chart = await chart_of(session, org_id)
    codes = sorted({code for line in lines for code in (line.debit_account, line.credit_account) if code})
    adjusted = entry.adjusts_entry_id if entry else voucher.adjusts_entry_id if voucher else None
    terms = await terms_on(session, org_id, voucher.voucher_on if voucher else entry.entry_on if entry else date.max)
    return EntryPage(
        voucher=voucher,
        entry=entry,
        lines=tuple(_shown(line, names, items, seasons) for line in lines),
        page=shown,
        event=find_event(voucher.event_id if voucher else entry.purpose if entry else ""),
        account_names={code: (chart[code].name_vi, chart[code].name_en) for code in codes if code in chart},
        original=await _reference(session, org_id, adjusted) if adjusted else None,
        adjustments=await _adjustments(session, org_id, entry.id) if entry else (),
        people=await _people(session, voucher, entry),
        approval=terms["accounting.approval"],
    )


async def load_for_paper(session: AsyncSession, org_id: UUID, some_id: UUID) -> VoucherPaper:
    """What is printed. Raises NotFound."""
    voucher, entry = await _found(session, org_id, some_id)
    if entry is not None:
        _entry, lines = await get_entry(session, org_id, entry.id)
    else:
        lines = tuple(row.line() for row in voucher.form().lines) if voucher else ()
    names = await party_names(session, org_id, (party for line in lines for party in _parties(line)))
    items = await items_of(session, org_id, (line.item_id for line in lines))
    organization = (await session.execute(_ORGANIZATION, {"org_id": org_id})).one()
    people = await _people(session, voucher, entry)
    kind = KINDS[voucher.kind] if voucher else _kind_of_series(entry)
    prepared_by = voucher.prepared_by if voucher else entry.prepared_by if entry else None
    return VoucherPaper(
        kind=kind.key,
        form_code=kind.form,
        organization_name=organization[0],
        organization_address=organization[1],
        organization_code=organization[2] or "",
        number=f"{entry.series} {entry.number}/{entry.fiscal_year}" if entry else "",
        voucher_on=entry.entry_on if entry else voucher.voucher_on if voucher else date.max,
        counterpart_name=(voucher.counterpart_name if voucher else "") or next(iter(names.values()), ""),
        counterpart_address=voucher.counterpart_address if voucher else "",
        description=entry.description if entry else voucher.description if voucher else "",
        enclosed=voucher.enclosed if voucher else "",
        lines=tuple(_on_paper(line, items.get(line.item_id) if line.item_id else None) for line in lines),
        director=director_named(organization[3], organization[4]),
        prepared_by=people.get(prepared_by, "") if prepared_by else "",
        is_posted=entry is not None,
    )


def _on_paper(line: Line, item: ItemRow | None) -> PaperLine:
    return PaperLine(
        line.description,
        line.debit_account or "",
        line.credit_account or "",
        line.amount_dong,
        item=item.name if item else "",
        code=item.code if item else "",
        unit=item.unit if item else "",
        quantity=line.quantity,
    )


def _kind_of_series(entry: EntryRow | None) -> Kind:
    series = entry.series if entry else ""
    return next((kind for kind in KINDS.values() if kind.series == series), KINDS["general"])


async def _found(session: AsyncSession, org_id: UUID, some_id: UUID) -> tuple[VoucherDetail | None, EntryRow | None]:
    """At least one of the two. Raises NotFound."""
    try:
        voucher = await get_voucher(session, org_id, some_id)
    except NotFound:
        entry = await get_entry_row(session, org_id, some_id)
        return await find_voucher_of_entry(session, org_id, some_id), entry
    if voucher.entry_id is None:
        return voucher, None
    return voucher, await get_entry_row(session, org_id, voucher.entry_id)


def _parties(line: Line) -> tuple[UUID | None, UUID | None]:
    return line.debit_party_id, line.credit_party_id


def _shown(line: Line, names: dict[UUID, str], items: dict[UUID, ItemRow], seasons: dict[UUID, str]) -> ShownLine:
    item = items.get(line.item_id) if line.item_id else None
    return ShownLine(
        debit_account=line.debit_account or "",
        debit_party=names.get(line.debit_party_id, "") if line.debit_party_id else "",
        credit_account=line.credit_account or "",
        credit_party=names.get(line.credit_party_id, "") if line.credit_party_id else "",
        amount_dong=line.amount_dong,
        description=line.description,
        item=item.name if item else "",
        quantity=f"{format_quantity(line.quantity)} {item.unit}" if item and line.quantity is not None else "",
        season=seasons.get(line.season_id, "") if line.season_id else "",
    )


async def _reference(session: AsyncSession, org_id: UUID, entry_id: UUID) -> Reference:
    entry = await get_entry_row(session, org_id, entry_id)
    return Reference(entry.id, entry.series, entry.number, entry.fiscal_year, entry.entry_on)


async def _adjustments(session: AsyncSession, org_id: UUID, entry_id: UUID) -> tuple[Reference, ...]:
    found = await session.execute(_ADJUSTMENTS, {"org_id": org_id, "entry_id": entry_id})
    return tuple(Reference(*row) for row in found)


async def _people(session: AsyncSession, voucher: VoucherDetail | None, entry: EntryRow | None) -> dict[UUID, str]:
    asked: Iterable[UUID | None] = (
        voucher.prepared_by if voucher else None,
        voucher.decided_by if voucher else None,
        entry.prepared_by if entry else None,
    )
    ids = sorted({person for person in asked if person is not None})
    return {row[0]: row[1] for row in await session.execute(_PEOPLE, {"ids": ids})} if ids else {}
