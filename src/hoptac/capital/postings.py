"""What capital writes into the books: CAP-01 to CAP-04, the opening entry of a list, and what takes an entry back. Only what
was paid, never pledges."""

from collections.abc import Iterable
from datetime import date
from typing import Literal
from uuid import UUID

import msgspec

from hoptac.ledger.entries import DraftEntry, Line

MoneyMethod = Literal["cash", "bank"]
Method = Literal["cash", "bank", "in_kind"]

CONTRIBUTED_CAPITAL = "4111"
CASH = "1111"
BANK = "1121"
ACCOUNTS: dict[Method, str] = {"cash": CASH, "bank": BANK}
"""Where money lies when no account is named; a thing has none, what it is says where it stands."""
SERIES: dict[Method, str] = {"cash": "PT", "bank": "BC"}
"""PT: phiếu thu, form 01-TT; BC: the bank's credit note (giấy báo có)."""
REFUND_SERIES: dict[MoneyMethod, str] = {"cash": "PC", "bank": "BN"}
"""PC: phiếu chi, form 02-TT; BN: the bank's debit note (giấy báo nợ)."""
GOODS_SERIES, GENERAL_SERIES = "PN", "GV"
"""PN: phiếu nhập kho, form 01-VT; GV: phiếu kế toán."""
GOODS_ACCOUNTS = ("152", "156")
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
    asset: str = "",
) -> DraftEntry:
    """CAP-01: Nợ 1111 (cash) or 1121 (bank) / Có 4111 of the member (TT 71/2024, TK 411 §3.1); `account` in place of these
    where the money lies on a detailed account below them. CAP-02: Nợ the account of the asset / Có 4111 (TK 411 §3.1, 211)."""
    description = f"{name[:LONGEST_DESCRIPTION_NAME]} góp vốn"
    if asset:
        description = f"{description} bằng {asset[:LONGEST_DESCRIPTION_NAME]}"
    debit_account = account or ACCOUNTS[method]
    in_kind_series = GOODS_SERIES if debit_account.startswith(GOODS_ACCOUNTS) else GENERAL_SERIES
    return DraftEntry(
        entry_on=contributed_on,
        description=description,
        series=SERIES.get(method, in_kind_series),
        source_kind="contribution",
        source_id=contribution_id,
        purpose="contribution",
        lines=(
            Line(
                debit_account=debit_account,
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


def refund_entry(
    refund_id: UUID,
    *,
    party_id: UUID,
    name: str,
    amount_dong: int,
    method: MoneyMethod,
    refunded_on: date,
    heir: str = "",
) -> DraftEntry:
    """CAP-03: Nợ 4111 of the member / Có 1111 (cash) or 1121 (bank) (TT 71/2024, TK 411 §3.5). `heir`: who is paid the value of
    what a dead member held; the capital is that member's all the same."""
    description = f"Hoàn trả vốn góp cho {name[:LONGEST_DESCRIPTION_NAME]}"
    if heir:
        description = (
            f"Trả giá trị vốn góp của {name[:LONGEST_DESCRIPTION_NAME]} cho người thừa kế "
            f"{heir[:LONGEST_DESCRIPTION_NAME]}"
        )
    line = Line(
        debit_account=CONTRIBUTED_CAPITAL,
        credit_account=ACCOUNTS[method],
        amount_dong=amount_dong,
        debit_party_id=party_id,
        description=description,
    )
    return _entry(refund_id, "refund", refunded_on, description, REFUND_SERIES[method], (line,))


PassingKind = Literal["transfer", "inheritance", "merge"]
_PASSES: dict[PassingKind, str] = {
    "transfer": "{giver} chuyển phần vốn góp cho {taker}",
    "inheritance": "{taker} thừa kế phần vốn góp của {giver}",
    "merge": "Gộp hai hồ sơ của {taker}: vốn góp ghi ở hồ sơ thứ hai",
}


def transfer_entry(
    contribution_id: UUID,
    *,
    party_id: UUID,
    to_party_id: UUID,
    names: tuple[str, str],
    amount_dong: int,
    on: date,
    kind: PassingKind = "transfer",
) -> DraftEntry:
    """CAP-04: Nợ 4111 of the one / Có 4111 of the other; no money moves. Derived: TT 71/2024 has no such entry."""
    giver, taker = (name[:LONGEST_DESCRIPTION_NAME] for name in names)
    description = _PASSES[kind].format(giver=giver, taker=taker)
    line = Line(
        debit_account=CONTRIBUTED_CAPITAL,
        credit_account=CONTRIBUTED_CAPITAL,
        amount_dong=amount_dong,
        debit_party_id=party_id,
        credit_party_id=to_party_id,
        description=description,
    )
    return _entry(contribution_id, kind, on, description, GENERAL_SERIES, (line,))


def retraction_entry(retraction_id: UUID, *, on: date, description: str, lines: tuple[Line, ...]) -> DraftEntry:
    """What an entry should have said; the ledger posts the difference (Accounting Law, Art. 27.1.c and 27.4)."""
    return _entry(retraction_id, "retraction", on, description, GENERAL_SERIES, lines)


def _entry(
    source_id: UUID, purpose: str, on: date, description: str, series: str, lines: tuple[Line, ...]
) -> DraftEntry:
    return DraftEntry(
        entry_on=on,
        description=description,
        series=series,
        source_kind=purpose,
        source_id=source_id,
        purpose=purpose,
        lines=lines,
    )


def merge_entry(merge_id: UUID, *, on: date, description: str, lines: tuple[Line, ...]) -> DraftEntry:
    """What one record of a person owes and is owed, passed to the other; derived, no rule of TT 71/2024 speaks of it."""
    return _entry(merge_id, "merge", on, description, GENERAL_SERIES, lines)
