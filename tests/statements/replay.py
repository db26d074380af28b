"""Figures of a span worked out from lines in memory, one by one, as an accountant would with a pencil: no database.

A book is text, one line a row: `05/03 Nợ 1111 / Có 4111 5.000.000 @an`; the year is 2026 where none is written.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from tests.ledger.notation import line

from hoptac.ledger import AccountFigures, Line, PairFigures, PartySides
from hoptac.statements.rules.balances import Balance, balances_of

Dated = tuple[date, Line]
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
_ROW = re.compile(r"(?P<day>\d\d)/(?P<month>\d\d)(?:/(?P<year>\d{4}))?\s+(?P<line>.+)")


def book(text: str) -> list[Dated]:
    """The dated lines of a text."""
    rows = []
    for row in filter(None, map(str.strip, text.splitlines())):
        found = _ROW.fullmatch(row)
        assert found, f"not a dated line: {row}"
        rows.append((date(int(found["year"] or 2026), int(found["month"]), int(found["day"])), line(found["line"])))
    return rows


def _sides(one: Line):
    if one.debit_account:
        yield one.debit_account, one.debit_party_id, one.amount_dong, 0
    if one.credit_account:
        yield one.credit_account, one.credit_party_id, 0, one.amount_dong


def accounts(lines: Iterable[Dated], from_on: date, to_on: date) -> list[AccountFigures]:
    """What `account_figures` answers."""
    sums = defaultdict(lambda: [0, 0, 0])
    for on, one in lines:
        for account, _party, debit, credit in _sides(one):
            if on < from_on:
                sums[account][0] += debit - credit
            elif on <= to_on:
                sums[account][1] += debit
                sums[account][2] += credit
    return [AccountFigures(account, *of) for account, of in sorted(sums.items())]


def parties(lines: Iterable[Dated], from_on: date, to_on: date) -> list[PartySides]:
    """What `party_sides` answers."""
    balances = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for on, one in lines:
        for account, party, debit, credit in _sides(one):
            if party is not None:
                balances[account][party][0] += (debit - credit) * (on < from_on)
                balances[account][party][1] += (debit - credit) * (on <= to_on)
    return [
        PartySides(
            account,
            *(
                sum(max(sign * both[place], 0) for both in of.values())
                for place, sign in ((0, 1), (0, -1), (1, 1), (1, -1))
            ),
        )
        for account, of in sorted(balances.items())
    ]


def pairs(lines: Iterable[Dated], from_on: date, to_on: date) -> list[PairFigures]:
    """What `pair_figures` answers."""
    sums = defaultdict(int)
    for on, one in lines:
        if from_on <= on <= to_on and one.debit_account and one.credit_account:
            sums[one.debit_account, one.credit_account] += one.amount_dong
    return [PairFigures(*of, dong) for of, dong in sorted(sums.items())]


def balances(lines: Iterable[Dated], from_on: date = YEAR[0], to_on: date = YEAR[1]) -> tuple[Balance, ...]:
    """The balances of a span."""
    lines = list(lines)
    return balances_of(accounts(lines, from_on, to_on), parties(lines, from_on, to_on))
