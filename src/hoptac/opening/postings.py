"""From balances to the lines of one entry: what is still missing in the books, debits paired with credits. Pure.

A line of the ledger is a pair, and an opening has none by nature: the first debit is paired with the first credit, as far
as the smaller of the two reaches, and so on. n debits and m credits make n + m - 1 lines at most.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

import msgspec

from hoptac.kit.calendar import format_date
from hoptac.ledger.charts import is_off_balance
from hoptac.ledger.entries import DraftEntry, Line
from hoptac.opening.balances import Balance, NewParty, Opening

SERIES = "DK"
SOURCE_KIND, POSTING = "opening", "posting"

Key = tuple[str, UUID | None]
"""Account and party."""


class Side(NamedTuple):
    """So much still to be brought on one side of an account."""

    account: str
    party_id: UUID | None
    amount_dong: int
    description: str


def known_balance(balance: Balance, ids: Mapping[NewParty, UUID]) -> Balance:
    """The balance with the id that its new party has got."""
    if not isinstance(balance.party, NewParty):
        return balance
    return msgspec.structs.replace(balance, party=ids[balance.party])


def what_is_missing(balances: Iterable[Balance], posted: Mapping[Key, int]) -> dict[Key, int]:
    """đồng, debit minus credit, that the books lack of each account and party; what they say and the list does not is
    taken off again."""
    wanted: dict[Key, int] = defaultdict(int)
    for one in balances:
        assert not isinstance(one.party, NewParty)
        wanted[one.account, one.party] += one.net_dong
    keys = wanted.keys() | posted.keys()
    missing = {key: wanted.get(key, 0) - posted.get(key, 0) for key in keys}
    return {key: dong for key, dong in missing.items() if dong}


def opening_lines(balances: Sequence[Balance], posted: Mapping[Key, int]) -> tuple[Line, ...]:
    """The lines that bring the books to the balances. Those of class 0 have one side.

    Raises ValueError where debits and credits of the rest differ: the proof comes first.
    """
    debits: list[Side] = []
    credits: list[Side] = []
    alone: list[Line] = []
    for side in _sides(balances, posted):
        if is_off_balance(side.account):
            alone.append(_one_sided(side))
        elif side.amount_dong > 0:
            debits.append(side)
        else:
            credits.append(side._replace(amount_dong=-side.amount_dong))
    return (*_paired(debits, credits), *alone)


def opening_entry(source_id: UUID, opening: Opening, lines: Iterable[Line]) -> DraftEntry:
    """One entry of all of them, on the last day before the first."""
    return DraftEntry(
        entry_on=opening.entry_on,
        description=f"Số dư đầu kỳ, sổ bắt đầu ngày {format_date(opening.first_on)}",
        series=SERIES,
        source_kind=SOURCE_KIND,
        source_id=source_id,
        purpose=POSTING,
        lines=tuple(lines),
    )


def _sides(balances: Sequence[Balance], posted: Mapping[Key, int]) -> list[Side]:
    """What is to be brought, in the order of accounts; the parts of an account (items, several loans of one lender) stay
    apart as long as nothing of it stands in the books."""
    parts: dict[Key, list[Balance]] = defaultdict(list)
    for one in balances:
        assert not isinstance(one.party, NewParty)
        parts[one.account, one.party].append(one)
    missing = what_is_missing(balances, posted)
    sides: list[Side] = []
    for key in sorted(missing, key=lambda key: key[0]):
        own = parts.get(key, [])
        signs = {one.net_dong > 0 for one in own if one.net_dong}
        if posted.get(key) or len(signs) != 1:
            sides.append(Side(*key, missing[key], own[0].description if len(own) == 1 else ""))
        else:
            sides += [Side(*key, one.net_dong, _told(one)) for one in own if one.net_dong]
    return sides


def _told(balance: Balance) -> str:
    if not balance.item:
        return balance.description
    quantity = f": {balance.quantity.normalize():f}".replace(".", ",") if balance.quantity is not None else ""
    return f"{balance.item}{quantity}"


def _one_sided(side: Side) -> Line:
    if side.amount_dong > 0:
        return Line(side.account, None, side.amount_dong, debit_party_id=side.party_id, description=side.description)
    return Line(None, side.account, -side.amount_dong, credit_party_id=side.party_id, description=side.description)


def _paired(debits: list[Side], credits: list[Side]) -> list[Line]:
    lines: list[Line] = []
    at_debit = at_credit = 0
    left_debit = debits[0].amount_dong if debits else 0
    left_credit = credits[0].amount_dong if credits else 0
    while at_debit < len(debits) and at_credit < len(credits):
        debit, credit, amount = debits[at_debit], credits[at_credit], min(left_debit, left_credit)
        lines.append(
            Line(
                debit.account, credit.account, amount, debit_party_id=debit.party_id, credit_party_id=credit.party_id,
                description="; ".join(dict.fromkeys(filter(None, (debit.description, credit.description)))),
            )
        )  # fmt: skip
        left_debit, left_credit = left_debit - amount, left_credit - amount
        if not left_debit:
            at_debit += 1
            left_debit = debits[at_debit].amount_dong if at_debit < len(debits) else 0
        if not left_credit:
            at_credit += 1
            left_credit = credits[at_credit].amount_dong if at_credit < len(credits) else 0
    if at_debit < len(debits) or at_credit < len(credits):
        raise ValueError("debits and credits differ")
    return lines
