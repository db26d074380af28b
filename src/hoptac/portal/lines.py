"""The lines of one account with one party as a member reads them: signed, with what was left after each, page by page."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from hoptac.ledger.queries import PartyLine

LINES_A_PAGE = 40


class ShownLine(NamedTuple):
    """One line: above zero what raised the balance, and the balance after it."""

    on: date
    voucher: str
    words: str
    amount_dong: int
    balance_dong: int


class PageOfLines(NamedTuple):
    """Lines, the newest first; `before_dong` is the balance before the oldest of them."""

    lines: list[ShownLine]
    balance_dong: int
    before_dong: int
    leaf: int
    leaves: int


def page_of_lines(found: Sequence[PartyLine], account: str, leaf: int) -> PageOfLines:
    """One page; what the account normally holds (a claim on 1xx, a debt or capital on others) is above zero."""
    sign = 1 if account.startswith("1") else -1
    balance, shown = 0, []
    for line in found:
        amount = sign * (line.debit_dong - line.credit_dong)
        balance += amount
        shown.append(ShownLine(line.entry_on, f"{line.series} {line.number}", line.description, amount, balance))
    leaves = max(1, -(-len(shown) // LINES_A_PAGE))
    leaf = min(max(leaf, 1), leaves)
    newest = shown[::-1][(leaf - 1) * LINES_A_PAGE : leaf * LINES_A_PAGE]
    before = newest[-1].balance_dong - newest[-1].amount_dong if newest else 0
    return PageOfLines(newest, balance, before, leaf, leaves)
