"""What stands already: the opening in force, the books up to a day, the register of contributions, everyone known."""

from datetime import date
from uuid import UUID

import msgspec
from sqlalchemy import Date, Uuid, bindparam, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.capital.queries.paid_in import paid_in_by_party
from hoptac.ledger import EntryRow, account_figures, chart_of, party_figures
from hoptac.ledger.charts import Account
from hoptac.ledger.models import ENTRIES, LINES
from hoptac.members.models import Member
from hoptac.opening.parties import KnownParties, KnownParty
from hoptac.opening.postings import POSTING, SOURCE_KIND, Key
from hoptac.organizations.terms import terms_on
from hoptac.parties.identity_numbers import open_number
from hoptac.parties.models import Party

CAPITAL_SOURCE = "opening_capital"
"""The entries of member lists (`hoptac.capital.postings`)."""
TAKEN_BACK = "capital "
"""How the purpose of an adjustment begins that takes such an entry back, because its capital is in the opening."""

_entries, _lines = ENTRIES.c, LINES.c
_parties, _members = Party.__table__.c, Member.__table__.c
_ORG_ID = bindparam("org_id", type_=Uuid())
_ENTRY = tuple(_entries[name] for name in EntryRow.__struct_fields__)

_corrections = ENTRIES.alias("corrections")
# What an entry says today is its lines and those of every adjustment; taken back, no pair of accounts has anything left.
_STILL_SAYS_SOMETHING = (
    select(_lines.debit_account)
    .join_from(LINES, _corrections, (_corrections.c.org_id == _lines.org_id) & (_corrections.c.id == _lines.entry_id))
    .where(
        _lines.org_id == _ORG_ID,
        or_(_corrections.c.id == _entries.id, _corrections.c.adjusts_entry_id == _entries.id),
    )
    .group_by(_lines.debit_account, _lines.credit_account, _lines.debit_party_id, _lines.credit_party_id)
    .having(func.sum(_lines.amount_dong) != 0)
    .correlate(ENTRIES)
    .exists()
)
OPENING = (
    select(*_ENTRY)
    .where(
        _entries.org_id == _ORG_ID,
        _entries.source_kind == SOURCE_KIND,
        _entries.purpose == POSTING,
        _STILL_SAYS_SOMETHING,
    )
    .order_by(_entries.position)
    .limit(1)
)
CAPITAL_AFTER = (
    select(*_ENTRY)
    .where(
        _entries.org_id == _ORG_ID,
        _entries.source_kind == CAPITAL_SOURCE,
        _entries.entry_on > bindparam("day", type_=Date()),
        _STILL_SAYS_SOMETHING,
    )
    .order_by(_entries.position)
)
ENTRIES_UP_TO = (
    select(*_ENTRY)
    .where(_entries.org_id == _ORG_ID, _entries.entry_on <= bindparam("day", type_=Date()))
    .order_by(_entries.position.desc())
    .limit(20)
)
CAPITAL_TAKEN_BACK = (
    select(_entries.id, _entries.adjusts_entry_id)
    .where(
        _entries.org_id == _ORG_ID,
        _entries.source_kind == SOURCE_KIND,
        _entries.source_id == bindparam("source_id"),
        _entries.purpose >= TAKEN_BACK,
        _entries.purpose < f"{TAKEN_BACK}~",
    )
    .order_by(_entries.position)
)
EVERYBODY = (
    select(_parties.id, _parties.name, _parties.sealed_identity_number, _members.number)
    .outerjoin(Member.__table__, (_members.org_id == _parties.org_id) & (_members.party_id == _parties.id))
    .where(_parties.org_id == _ORG_ID)
)


class Standing(msgspec.Struct, frozen=True):
    """What an opening is held against, on its day. `posted` is debit minus credit of each account and party; `later_capital`
    the entries of member lists that stand after that day, though what they brought in is older."""

    chart: dict[str, Account]
    posted: dict[Key, int]
    register: dict[UUID, int]
    later_capital: tuple[EntryRow, ...]
    in_force: EntryRow | None
    tracks_internal: bool


async def find_opening(session: AsyncSession, org_id: UUID) -> EntryRow | None:
    """The opening that counts: posted, and not taken back in whatever way."""
    row = (await session.execute(OPENING, {"org_id": org_id})).first()
    return EntryRow(*row) if row else None


async def load_standing(session: AsyncSession, org_id: UUID, *, first_on: date, entry_on: date) -> Standing:
    """All of it for an opening dated `entry_on`."""
    chart = dict(await chart_of(session, org_id))
    here = {"org_id": org_id, "day": entry_on}
    terms = await terms_on(session, org_id, first_on)
    return Standing(
        chart=chart,
        posted=await _posted(session, org_id, chart, entry_on),
        register=await paid_in_by_party(session, org_id, until=entry_on),
        later_capital=tuple(EntryRow(*row) for row in await session.execute(CAPITAL_AFTER, here)),
        in_force=await find_opening(session, org_id),
        tracks_internal=bool(terms["accounting.tracks_internal"]),
    )


async def _posted(session: AsyncSession, org_id: UUID, chart: dict[str, Account], day: date) -> dict[Key, int]:
    """Accounts kept by party are taken party by party, the others as a whole whoever their lines name."""
    span = {"from_on": day.replace(day=1), "to_on": day}
    by_party = {code for code, account in chart.items() if account.needs_party}
    posted: dict[Key, int] = {
        (one.account, None): one.closing_dong
        for one in await account_figures(session, org_id, **span)
        if one.account not in by_party
    }
    posted |= {
        (one.account, one.party_id): one.closing_dong
        for one in await party_figures(session, org_id, **span)
        if one.account in by_party
    }
    return {key: dong for key, dong in posted.items() if dong}


async def entries_up_to(session: AsyncSession, org_id: UUID, day: date) -> list[EntryRow]:
    """The last few entries of the books up to a day."""
    return [EntryRow(*row) for row in await session.execute(ENTRIES_UP_TO, {"org_id": org_id, "day": day})]


async def capital_taken_back(session: AsyncSession, org_id: UUID, source_id: UUID) -> list[tuple[UUID, UUID]]:
    """The adjustments by which an opening took entries of member lists back, each with the entry of the list."""
    found = await session.execute(CAPITAL_TAKEN_BACK, {"org_id": org_id, "source_id": source_id})
    return [(row[0], row[1]) for row in found if row[1] is not None]


async def known_parties(session: AsyncSession, org_id: UUID) -> KnownParties:
    """Everyone the organization deals with."""
    found = await session.execute(EVERYBODY, {"org_id": org_id})
    return KnownParties(
        KnownParty(party_id, name, open_number(org_id, sealed), number) for party_id, name, sealed, number in found
    )
