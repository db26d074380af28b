"""Posted entries that some lines may be: the same amounts on the account's book, around the same days, tied to no line."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Date,
    Select,
    SmallInteger,
    Uuid,
    bindparam,
    cast,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.dialects.postgresql import ARRAY, array
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.bank.models import BANK_MATCHES
from hoptac.bank.proposing import NEAR_DAYS, KnownEntry, OpenLine
from hoptac.bank.queries.accounts import BankAccountRow
from hoptac.bank.queries.ties import IS_TAKEN_BACK, MATCHES_WITH_VOUCHERS, TIED_ENTRY, moved_on
from hoptac.ledger.models import ENTRIES, LINES

_entries, _lines, _matches = ENTRIES.c, LINES.c, BANK_MATCHES.c
_ORG_ID = bindparam("org_id", type_=Uuid())
_BOOK = bindparam("book", type_=_lines.debit_account.type)
_ACCOUNT = bindparam("account", type_=Uuid())
_FROM, _TO = bindparam("from_on", type_=Date()), bindparam("to_on", type_=Date())


def moves(side: str) -> Select:
    """The lines of the ledger on one side of the book over some days, with the sign of what they moved."""
    contra = "credit" if side == "debit" else "debit"
    amount = _lines.amount_dong if side == "debit" else -_lines.amount_dong
    return select(
        _lines.entry_id,
        _lines.position,
        _lines.line_count,
        amount.label("moved_dong"),
        func.coalesce(_lines[f"{contra}_party_id"], _lines[f"{side}_party_id"]).label("party_id"),
    ).where(
        _lines.org_id == _ORG_ID,
        _lines[f"{side}_account"] == _BOOK,
        _lines.entry_on >= _FROM,
        _lines.entry_on <= _TO,
    )


_MOVES = union_all(moves("debit"), moves("credit")).subquery("moves")
_adjustments = ENTRIES.alias("adjustments")
# What adjustments have changed on the book, whenever they did: an entry is proposed by what it says today.
_CHANGES = (
    select(_adjustments.c.adjusts_entry_id, func.sum(moved_on(LINES, _BOOK)).label("changed_dong"))
    .join_from(_adjustments, LINES, (_lines.org_id == _adjustments.c.org_id) & (_lines.entry_id == _adjustments.c.id))
    .where(
        _adjustments.c.org_id == _ORG_ID,
        _adjustments.c.adjusts_entry_id.is_not(None),
        ~select(_matches.line_id)
        .where(_matches.org_id == _ORG_ID, _matches.bank_account_id == _ACCOUNT, _matches.entry_id == _adjustments.c.id)
        .exists(),
    )
    .group_by(_adjustments.c.adjusts_entry_id)
    .subquery("changes")
)
_changed = func.coalesce(_CHANGES.c.changed_dong, 0)
_WHOLE = (
    select(
        _MOVES.c.entry_id,
        cast(literal(0), SmallInteger).label("position"),
        cast(func.sum(_MOVES.c.moved_dong) + func.max(_changed), BigInteger).label("moved_dong"),
        func.array_agg(_MOVES.c.party_id).label("party_ids"),
    )
    .select_from(_MOVES.outerjoin(_CHANGES, _CHANGES.c.adjusts_entry_id == _MOVES.c.entry_id))
    .group_by(_MOVES.c.entry_id)
)
# The lines of an entry each by itself, unless an adjustment has changed what they are together.
_SINGLE = (
    select(
        _MOVES.c.entry_id,
        _MOVES.c.position,
        cast(_MOVES.c.moved_dong, BigInteger).label("moved_dong"),
        array([_MOVES.c.party_id]).label("party_ids"),
    )
    .select_from(_MOVES.outerjoin(_CHANGES, _CHANGES.c.adjusts_entry_id == _MOVES.c.entry_id))
    .where(_MOVES.c.line_count > 1, _changed == 0)
)
_found = union_all(_WHOLE, _SINGLE).subquery("found")
_TAKEN = (
    select(_matches.entry_id, _matches.entry_position, _matches.voucher_id)
    .select_from(MATCHES_WITH_VOUCHERS)
    .where(_matches.org_id == _ORG_ID, _matches.bank_account_id == _ACCOUNT)
    .where(_matches.kind != "skipped", ~IS_TAKEN_BACK)
    .subquery("taken")
)
_originals = LINES.alias("originals")
# The bank has seen an adjustment only where it has seen what is adjusted, or where that was not of this book at all.
_MAY_BE_AT_THE_BANK = or_(
    _entries.adjusts_entry_id.is_(None),
    select(_matches.line_id)
    .select_from(MATCHES_WITH_VOUCHERS)
    .where(_matches.org_id == _ORG_ID, _matches.bank_account_id == _ACCOUNT, _entries.adjusts_entry_id == TIED_ENTRY)
    .exists(),
    ~select(_originals.c.position)
    .where(
        _originals.c.org_id == _ORG_ID,
        _originals.c.entry_id == _entries.adjusts_entry_id,
        or_(_originals.c.debit_account == _BOOK, _originals.c.credit_account == _BOOK),
    )
    .exists(),
)
_CANDIDATES = (
    select(
        *(_entries.id, _found.c.position, _entries.entry_on, _found.c.moved_dong),
        *(_entries.series, _entries.number, _entries.fiscal_year, _entries.description, _found.c.party_ids),
    )
    .join_from(_found, ENTRIES, (_entries.org_id == _ORG_ID) & (_entries.id == _found.c.entry_id))
    .where(
        _found.c.moved_dong == func.any(bindparam("amounts", type_=ARRAY(BigInteger()))),
        _MAY_BE_AT_THE_BANK,
        ~select(_TAKEN.c.entry_id)
        .where(
            ((_TAKEN.c.entry_id == _entries.id) & ((_TAKEN.c.entry_position == 0) | (_found.c.position == 0) | (_TAKEN.c.entry_position == _found.c.position)))
            | ((_entries.source_kind == "voucher") & (_TAKEN.c.voucher_id == _entries.source_id))
        )
        .exists(),
    )
    .order_by(_entries.entry_on, _entries.position, _found.c.position)
)  # fmt: skip


async def find_entries(
    session: AsyncSession, org_id: UUID, account: BankAccountRow, lines: Sequence[OpenLine]
) -> dict[int, list[KnownEntry]]:
    """By what they move on the book, their adjustments counted; what was taken back whole is none of them."""
    if not lines:
        return {}
    days = [line.transacted_on for line in lines]
    near = timedelta(days=NEAR_DAYS)
    asked = {
        "org_id": org_id,
        "book": account.ledger_account,
        "account": account.id,
        "from_on": min(days) - near,
        "to_on": max(days) + near,
        "amounts": sorted({line.amount_dong for line in lines}),
    }
    found: defaultdict[int, list[KnownEntry]] = defaultdict(list)
    whole: set[tuple[UUID, int]] = set()
    for entry_id, position, day, moved, series, number, year, description, parties in await session.execute(
        _CANDIDATES, asked
    ):
        if position and (entry_id, moved) in whole:
            continue  # the entry has one line on the book: it is the whole of it
        if not position:
            whole.add((entry_id, moved))
        party_ids = frozenset(party for party in parties if party is not None)
        name = f"{series} {number}/{year}"
        found[moved].append(KnownEntry(entry_id, position, day, moved, name, description, party_ids))
    return found
