"""Which lines of the books are meant: an address can carry it, so that every figure is a link to the lines it sums."""

from typing import Any, Literal
from uuid import UUID

import msgspec

Side = Literal["debit", "credit"]
MOST_CODES = 12
"""Accounts that one address may name."""


class Selection(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Movements of `accounts` (and of all below them), on one side or both.

    `contra`: only against these accounts; `without`: against any but these. `party`: the account's own party, or with
    `is_any_side` the party of either account, as revenue names its customer on 131. `source` may be empty: lines that
    name none.
    """

    accounts: tuple[str, ...]
    side: Side | None = None
    contra: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    party: UUID | None = None
    is_any_side: bool = False
    item: UUID | None = None
    season: UUID | None = None
    source: str | None = None

    @property
    def has_balance(self) -> bool:
        """Whether the lines are all of the accounts or of a party, so that what stands after them means something."""
        return self.side is None and not (self.contra or self.without or self.is_any_side)

    def parameters(self) -> dict[str, str]:
        """The same as the parameters of an address; lists are parted by commas."""
        plain: dict[str, Any] = msgspec.to_builtins(self)
        return {name: _as_text(value) for name, value in plain.items()}


def _as_text(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ",".join(value)
    return "1" if value is True else str(value)
