"""What capital writes into the books: CAP-01 and the opening entry of a list. Only what was paid, never pledges."""

from collections.abc import Iterable
from datetime import date
from typing import Literal
from uuid import UUID

import msgspec

from hoptac.ledger.entries import DraftEntry, Line

Method = Literal["cash", "bank"]

CONTRIBUTED_CAPITAL = "4111"
CASH = "1111"
BANK = "1121"
ACCOUNTS: dict[Method, str] = {"cash": CASH, "bank": BANK}
SERIES: dict[Method, str] = {"cash": "PT", "bank": "BC"}
"""PT: phiếu thu, form 01-TT; BC: the bank's credit note (giấy báo có)."""
OPENING_SERIES = "DK"
OPENING_DESCRIPTION = "Số dư đầu kỳ vốn góp theo danh sách nhập"
LONGEST_DESCRIPTION_NAME = 120


class PaidIn(msgspec.Struct, frozen=True, gc=False):
    """So much paid in by one party."""

    party_id: UUID
    amount_dong: int


def contribution_entry(
    contribution_id: UUID,
    *,
    party_id: UUID,
    name: str,
    amount_dong: int,
    method: Method,
    contributed_on: date,
    account: str | None = None,
) -> DraftEntry:
    """CAP-01: Nợ 1111 (cash) or 1121 (bank) / Có 4111 of the member (TT 71/2024, TK 411 §3.1); `account` in place of these
    where the money lies on a detailed account below them."""
    description = f"{name[:LONGEST_DESCRIPTION_NAME]} góp vốn"
    return DraftEntry(
        entry_on=contributed_on,
        description=description,
        series=SERIES[method],
        source_kind="contribution",
        source_id=contribution_id,
        purpose="contribution",
        lines=(
            Line(
                debit_account=account or ACCOUNTS[method],
                credit_account=CONTRIBUTED_CAPITAL,
                amount_dong=amount_dong,
                credit_party_id=party_id,
                description=description,
            ),
        ),
    )


def opening_capital_entry(
    source_id: UUID, *, entry_on: date, paid_in: Iterable[PaidIn], debit_account: str = CASH
) -> DraftEntry:
    """Nợ `debit_account` / Có 4111 of each member: the paid-in capital of an imported list, one entry, a line a member.

    Where the money is today no list says; docs/decisions/0006-opening-capital.md tells why cash is the default.
    """
    return DraftEntry(
        entry_on=entry_on,
        description=OPENING_DESCRIPTION,
        series=OPENING_SERIES,
        source_kind="opening_capital",
        source_id=source_id,
        purpose="opening",
        lines=tuple(
            Line(
                debit_account=debit_account,
                credit_account=CONTRIBUTED_CAPITAL,
                amount_dong=paid.amount_dong,
                credit_party_id=paid.party_id,
                description=OPENING_DESCRIPTION,
            )
            for paid in paid_in
        ),
    )
