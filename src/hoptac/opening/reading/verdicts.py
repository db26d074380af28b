"""What is said of each row of balances, and what the rows that come in add up to."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Literal
from uuid import UUID

import msgspec

from hoptac.kit.imports import LEAVE_OUT, is_brought_in, key_of
from hoptac.kit.tables.cells import Reason
from hoptac.opening.balances import Balance, Control, NewParty, Opening

Status = Literal["accepted", "needs_a_decision", "refused", "unchanged"]
"""`unchanged`: a total, which is not posted but held against its details."""
AS_READ = "import_as_read"
ACCOUNT, PARTY, NEW = "account", "party", "new"


class BalanceVerdict(msgspec.Struct, frozen=True, gc=False):
    """The verdict on one row. `typed` is the account as the list has it, `account` that of TT 71; amounts in đồng.

    Decisions that choose are written `account=4421`, `party=<id>`, `party=new`, joined by '&'.
    """

    sheet: str
    row: int
    status: Status
    typed: str
    account: str
    name: str
    debit_dong: int
    credit_dong: int
    party_id: str | None = None
    new_party: NewParty | None = None
    item: str = ""
    quantity: str | None = None
    description: str = ""
    reasons: tuple[Reason, ...] = ()
    notes: tuple[Reason, ...] = ()
    decisions: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """Where it stands."""
        return f"{self.sheet}, {self.row}"


class Moved(msgspec.Struct, frozen=True):
    """An old account with the one its balances go to, over all rows; amounts in đồng."""

    old: str
    new: str
    rows: int
    debit_dong: int
    credit_dong: int


def decision_parts(decision: str) -> dict[str, str]:
    """What a decision chooses: {"account": "4421"}; {} for one that chooses nothing."""
    return dict(part.split("=", 1) for part in decision.split("&") if "=" in part)


def settled(verdict: BalanceVerdict, answers: Mapping[str, str]) -> Balance | None:
    """The balance that a row brings in, with what was decided about it; None where it brings none in."""
    if not is_brought_in(verdict, answers):
        return None
    account, party = verdict.account, _party(verdict)
    if verdict.status == "needs_a_decision":
        chosen = decision_parts(answers.get(key_of(verdict), LEAVE_OUT))
        account = chosen.get(ACCOUNT, account)
        if PARTY in chosen:
            party = verdict.new_party if chosen[PARTY] == NEW else UUID(chosen[PARTY])
    return Balance(
        account=account,
        debit_dong=verdict.debit_dong,
        credit_dong=verdict.credit_dong,
        party=party,
        item=verdict.item,
        quantity=Decimal(verdict.quantity) if verdict.quantity else None,
        description=verdict.description,
    )


def _party(verdict: BalanceVerdict) -> UUID | NewParty | None:
    return UUID(verdict.party_id) if verdict.party_id else verdict.new_party


def settled_opening(verdicts: Iterable[BalanceVerdict], answers: Mapping[str, str], first_on: date) -> Opening:
    """All that the rows bring in, and the totals they are held against."""
    balances: list[Balance] = []
    controls: list[Control] = []
    for verdict in verdicts:
        if verdict.status == "unchanged":
            controls.append(Control(verdict.account, verdict.debit_dong, verdict.credit_dong, verdict.place))
        elif (balance := settled(verdict, answers)) is not None:
            balances.append(balance)
    return Opening(first_on, tuple(balances), tuple(controls))


def rows_left(verdicts: Iterable[BalanceVerdict], answers: Mapping[str, str]) -> list[BalanceVerdict]:
    """The rows without which the balances are not whole: refused, or in need of a decision that nobody took."""
    return [
        verdict
        for verdict in verdicts
        if verdict.status == "refused"
        or (verdict.status == "needs_a_decision" and answers.get(key_of(verdict)) not in verdict.decisions)
    ]


def moved_accounts(verdicts: Iterable[BalanceVerdict], answers: Mapping[str, str]) -> list[Moved]:
    """The old accounts that are led to others, as they are shown before anything is posted."""
    found: dict[tuple[str, str], Moved] = {}
    for verdict in verdicts:
        balance = settled(verdict, answers)
        if balance is None or not verdict.typed or verdict.typed == balance.account:
            continue
        key = (verdict.typed, balance.account)
        was = found.get(key, Moved(*key, 0, 0, 0))
        found[key] = Moved(
            *key, was.rows + 1, was.debit_dong + balance.debit_dong, was.credit_dong + balance.credit_dong
        )
    return [found[key] for key in sorted(found)]


def summary(verdicts: Iterable[BalanceVerdict]) -> dict[str, int]:
    """How many rows have each status, none left out."""
    counted = Counter(verdict.status for verdict in verdicts)
    return {status: counted[status] for status in ("accepted", "needs_a_decision", "refused", "unchanged")}
