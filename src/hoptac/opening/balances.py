"""What an opening is made of: the balance of an account, with a party or an item, and the totals to prove it by. Pure."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import msgspec

CONTRIBUTED_CAPITAL = "4111"


class NewParty(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Somebody who is to be added; the same name is the same party."""

    name: str
    identity_number: str | None = None
    kind: str = "individual"


class Balance(msgspec.Struct, frozen=True, gc=False):
    """So much on one side of one account on the opening day; `party` is known by its id, or new."""

    account: str
    debit_dong: int = 0
    credit_dong: int = 0
    party: UUID | NewParty | None = None
    item: str = ""
    quantity: Decimal | None = None
    description: str = ""

    @property
    def net_dong(self) -> int:
        """Debit minus credit."""
        return self.debit_dong - self.credit_dong


class Control(msgspec.Struct, frozen=True, gc=False):
    """The total of an account as the list says it, not posted: its details must add up to it. `place` is where it stands."""

    account: str
    debit_dong: int
    credit_dong: int
    place: str = ""

    @property
    def net_dong(self) -> int:
        """Debit minus credit."""
        return self.debit_dong - self.credit_dong


class Opening(msgspec.Struct, frozen=True):
    """All balances of one organization; the books here begin on `first_on`."""

    first_on: date
    balances: tuple[Balance, ...]
    controls: tuple[Control, ...] = ()

    @property
    def entry_on(self) -> date:
        """The day of the entry, the last one before: so the first day's opening balances are these."""
        return self.first_on - timedelta(days=1)

    @property
    def new_parties(self) -> tuple[NewParty, ...]:
        """Who is to be added, each once."""
        found = {one.party: None for one in self.balances if isinstance(one.party, NewParty)}
        return tuple(found)


def with_capital_of_register(opening: Opening, register: dict[UUID, int]) -> Opening:
    """Where the list gives 4111 in one sum, its parts are those of the register of contributions. A sum that is not the
    register's stays one, so that the proof tells of that alone."""
    totals = [one for one in opening.controls if one.account == CONTRIBUTED_CAPITAL]
    if not totals or any(one.account == CONTRIBUTED_CAPITAL for one in opening.balances):
        return opening
    said = totals[0]
    if -said.net_dong != sum(register.values()):
        whole = Balance(CONTRIBUTED_CAPITAL, said.debit_dong, said.credit_dong)
        return msgspec.structs.replace(opening, balances=(*opening.balances, whole))
    parts = tuple(
        Balance(CONTRIBUTED_CAPITAL, credit_dong=dong, party=party) for party, dong in register.items() if dong
    )
    return msgspec.structs.replace(opening, balances=(*opening.balances, *parts))
