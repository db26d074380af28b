"""Posting an opening once it is proved, and taking it back so that another may be posted.

Capital that came in with a member list is in the books already, dated the day the list was brought in. Where that is the
opening day or before, the opening posts only the rest. Where it is later, the capital belongs before: the list's entry is
taken back by an adjustment on its own day, and the opening holds the capital instead. Either way it counts once.
"""

from datetime import date, datetime
from uuid import UUID

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.capital.queries.standing import lock_capital
from hoptac.kit import audit
from hoptac.kit.calendar import VIETNAM
from hoptac.kit.errors import Refusals
from hoptac.kit.marks import mark
from hoptac.kit.vietnamese import clean_text
from hoptac.ledger import DraftEntry, EntryRow, PostedEntry, adjust_entry, get_entry, post_entry
from hoptac.ledger.actions.head import lock_head
from hoptac.ledger.entries import net_lines
from hoptac.ledger.queries.entries import lines_with_adjustments
from hoptac.opening.balances import NewParty, Opening, with_capital_of_register
from hoptac.opening.postings import SERIES, SOURCE_KIND, known_balance, opening_entry, opening_lines
from hoptac.opening.proof import Proof, prove
from hoptac.opening.queries.standing import (
    TAKEN_BACK,
    Standing,
    capital_taken_back,
    find_opening,
    load_standing,
)
from hoptac.opening.refusals import (
    FirstDayAhead,
    NoOpeningInForce,
    NothingToOpen,
    OpeningInForce,
    TakingBackReasonMissing,
)
from hoptac.parties.actions import PartyForm, add_parties
from hoptac.parties.queries import party_names

TAKING_BACK, PUT_BACK = "taking_back", "again "


async def prove_opening(session: AsyncSession, org_id: UUID, opening: Opening) -> tuple[Proof, Standing]:
    """The proof of an opening against the books and the register as they are now."""
    standing = await load_standing(session, org_id, first_on=opening.first_on, entry_on=opening.entry_on)
    whole = with_capital_of_register(opening, standing.register)
    names = await party_names(session, org_id, _parties_of_capital(whole, standing))
    return prove(whole, register=standing.register, names=names), standing


async def post_opening(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, opening: Opening, source_id: UUID
) -> PostedEntry:
    """Post what the books lack of an opening; everyone new in it is added.

    Raises FirstDayAhead, OpeningInForce, Refusals with every reason why the proof fails, NothingToOpen, and what the ledger
    refuses. Accounting Law, Art. 26.
    """
    if opening.first_on > now.astimezone(VIETNAM).date():
        raise FirstDayAhead(opening.first_on)
    await lock_capital(session, org_id)
    await lock_head(session, org_id)
    proof, standing = await prove_opening(session, org_id, opening)
    check_none_in_force(standing.in_force)
    if proof.problems:
        raise Refusals(list(proof.problems))
    whole = with_capital_of_register(opening, standing.register)
    ids = await _add_new_parties(session, org_id, now, whole)
    lines = opening_lines([known_balance(one, ids) for one in whole.balances], standing.posted)
    if not lines:
        raise NothingToOpen
    for entry in standing.later_capital:
        await _take_capital_back(session, org_id, actor_id, now, entry, source_id, opening.first_on)
    draft = opening_entry(source_id, opening, lines)
    posted = await post_entry(session, org_id=org_id, actor_id=actor_id, draft=draft, now=now)
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="post_opening", subject=("entry", posted.id),
        detail={"lines": len(lines), "debit_dong": proof.debit_dong, "new_parties": len(ids)},
    )  # fmt: skip
    await mark(session, org_id, now)
    return posted


def check_none_in_force(entry: EntryRow | None) -> None:
    """A second opening waits until the first is taken back. Raises OpeningInForce."""
    if entry is not None:
        raise OpeningInForce(entry.series, entry.number, entry.fiscal_year)


async def take_back_opening(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, entry_id: UUID, reason: str
) -> PostedEntry:
    """Take an opening back by an adjustment of all its lines, on its own day; capital that it stood for stands again where
    it was.

    Accounting Law, Art. 27.1.c and 27.4. Raises NotFound, NoOpeningInForce, TakingBackReasonMissing, ClosedPeriod.
    """
    await get_entry(session, org_id, entry_id)
    reason = clean_text(reason)
    if not reason:
        raise TakingBackReasonMissing
    await lock_capital(session, org_id)
    await lock_head(session, org_id)
    entry = await find_opening(session, org_id)
    if entry is None or entry.id != entry_id:
        raise NoOpeningInForce
    nothing = _adjustment(entry.entry_on, f"Lấy lại số dư đầu kỳ: {reason}", entry.source_id, TAKING_BACK)
    taken_back = await adjust_entry(
        session, org_id=org_id, actor_id=actor_id, entry_id=entry_id, corrected=nothing, now=now
    )
    for taking_id, capital_id in await capital_taken_back(session, org_id, entry.source_id):
        await _put_capital_back(session, org_id, actor_id, now, taking_id, capital_id, entry.source_id)
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="take_back_opening", subject=("entry", entry_id),
        detail={"reason": reason},
    )  # fmt: skip
    await mark(session, org_id, now)
    return taken_back


async def _add_new_parties(
    session: AsyncSession, org_id: UUID, now: datetime, opening: Opening
) -> dict[NewParty, UUID]:
    newcomers = opening.new_parties
    forms = [PartyForm(one.name, one.kind, one.identity_number) for one in newcomers]
    ids = await add_parties(session, org_id=org_id, now=now, parties=forms)
    return dict(zip(newcomers, ids, strict=True))


async def _take_capital_back(
    session: AsyncSession, org_id: UUID, actor_id: UUID, now: datetime, entry: EntryRow, source_id: UUID, first_on: date
) -> None:
    told = f"Vốn góp theo danh sách nay nằm trong số dư đầu kỳ {first_on:%d/%m/%Y}"
    nothing = _adjustment(entry.entry_on, told, source_id, f"{TAKEN_BACK}{entry.id}")
    await adjust_entry(session, org_id=org_id, actor_id=actor_id, entry_id=entry.id, corrected=nothing, now=now)


async def _put_capital_back(
    session: AsyncSession,
    org_id: UUID,
    actor_id: UUID,
    now: datetime,
    taking_id: UUID,
    capital_id: UUID,
    source_id: UUID,
) -> None:
    """Exactly what the opening took: a line that was retracted before it came stays away."""
    entry, _lines = await get_entry(session, org_id, capital_id)
    _taking, taken = await get_entry(session, org_id, taking_id)
    given = [msgspec.structs.replace(line, amount_dong=-line.amount_dong) for line in taken]
    lines = net_lines([*await lines_with_adjustments(session, org_id, capital_id), *given])
    told = "Vốn góp theo danh sách, sau khi lấy lại số dư đầu kỳ"
    again = msgspec.structs.replace(_adjustment(entry.entry_on, told, source_id, f"{PUT_BACK}{entry.id}"), lines=lines)
    await adjust_entry(session, org_id=org_id, actor_id=actor_id, entry_id=capital_id, corrected=again, now=now)


def _adjustment(entry_on: date, description: str, source_id: UUID, purpose: str) -> DraftEntry:
    """A correction without any line: nothing of the original is to stand."""
    return DraftEntry(entry_on, description, SERIES, SOURCE_KIND, source_id, purpose, ())


def _parties_of_capital(opening: Opening, standing: Standing) -> list[UUID]:
    named = [one.party for one in opening.balances if one.account == "4111" and isinstance(one.party, UUID)]
    return [*named, *standing.register]
