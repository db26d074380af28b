"""The chart of accounts of TT 71/2024/TT-BTC (appendix I), as data: 112 accounts, of which the leaves are posted to."""

import csv
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import msgspec

CHART_FILE = Path(__file__).resolve().parent / "data" / "chart_tt71.csv"

NormalSide = Literal["debit", "credit"]

# Accounts whose statement lines are made per counterparty, debit and credit balances never netted (TT 71 appendix IV,
# B01 lines 130 and 310 to 370), or whose detail by person is a book of its own: 4111 (S31), 332 and 341 (S15).
_PARTY_ACCOUNTS = ("131", "132", "138", "141", "331", "332", "334", "338", "341", "4111")

INTERNAL_ACCOUNTS = ("512", "612", "9112", "4212")
"""What only an organization that keeps internal transactions apart posts to (TT 71, appendix I; Law 17/2023/QH15,
Art. 91.2): without that every transaction is external."""


class Account(msgspec.Struct, frozen=True):
    """One account; `normal_side` is where its balance usually stands, `is_dual` that the other side is lawful too."""

    code: str
    parent: str | None
    name_vi: str
    name_en: str
    normal_side: NormalSide
    is_dual: bool
    has_children: bool
    needs_party: bool

    @property
    def is_off_balance(self) -> bool:
        """Class 0 is kept in single entry (TT 71, Art. 3)."""
        return is_off_balance(self.code)


def is_off_balance(code: str) -> bool:
    """Class 0 is kept in single entry (TT 71, Art. 3)."""
    return code.startswith("0")


def _account(row: dict[str, str], parents: set[str]) -> Account:
    side = row["normal_side"]
    return Account(
        code=row["code"],
        parent=row["parent"] or None,
        name_vi=row["name_vi"],
        name_en=row["name_en"],
        # 911 stands at zero; it is shown from its credit side, where income arrives.
        normal_side="debit" if side.startswith("debit") or side == "off_balance_debit" else "credit",
        is_dual=side.endswith("_dual") or side == "zero",
        has_children=row["code"] in parents,
        needs_party=row["code"].startswith(_PARTY_ACCOUNTS),
    )


@cache
def chart() -> MappingProxyType[str, Account]:
    """Every account by its code, in the order of TT 71."""
    with CHART_FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    parents = {row["parent"] for row in rows}
    return MappingProxyType({row["code"]: _account(row, parents) for row in rows})


def find_account(code: str) -> Account | None:
    """The account with this code in TT 71, or None."""
    return chart().get(code)


def prescribed_parent(code: str) -> Account | None:
    """The account of TT 71 that a code belongs to: itself, or the longest one that it begins with."""
    return next((found for length in range(len(code), 2, -1) if (found := chart().get(code[:length]))), None)


@cache
def _in_order() -> MappingProxyType[str, Account]:
    """The chart in the order of codes."""
    return MappingProxyType(dict(sorted(chart().items())))


def with_own(own: Iterable[tuple[str, str]]) -> Mapping[str, Account]:
    """The chart with the organization's own accounts (code, name) below those of TT 71, in the order of codes.

    An account of TT 71 may still be posted to when it has details: what was posted before they were opened stays there.
    """
    codes = sorted(own)
    if not codes:
        return _in_order()
    accounts = dict(chart())
    for code, name in codes:
        above = prescribed_parent(code)
        if above is None:
            continue
        parent = next((accounts[code[:n]] for n in range(len(code) - 1, 2, -1) if code[:n] in accounts), above)
        accounts[code] = msgspec.structs.replace(
            above, code=code, parent=parent.code, name_vi=name, name_en=name, has_children=False
        )
    return dict(sorted(accounts.items()))


def list_accounts(*, only_postable: bool = False) -> list[Account]:
    """All accounts of TT 71 in the order of the chart, or only those that entries may name."""
    return [account for account in chart().values() if not (only_postable and account.has_children)]
