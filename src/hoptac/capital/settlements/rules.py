"""What is owed on both sides when a membership ends, by when the capital is due, and how heirs share it (Art. 90). Pure."""

import math
import re
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

import msgspec

from hoptac.capital.rules import DUTY_ACCOUNTS, Debt, Holding
from hoptac.capital.settlements.refusals import (
    BeforeTermination,
    HeirNotContributing,
    HeirNotWilling,
    HeirsKnown,
    HeirsMissing,
    NobodyInherits,
    SharesNotWhole,
    ShareUnreadable,
)
from hoptac.kit.calendar import format_date
from hoptac.kit.money import split_by_largest_remainder

DUES_ACCOUNTS = (*DUTY_ACCOUNTS, "331", "334")
"""What the cooperative may owe a member: goods bought of her, work, other debts, and what she paid ahead."""
MOST_HEIRS = 8
_LARGEST_DENOMINATOR = 10_000
_FRACTION = re.compile(r"(\d{1,5})(?:/(\d{1,5}))?")
_PERCENT = re.compile(r"(\d{1,3})(?:[.,](\d{1,2}))?%")


class Heir(msgspec.Struct, frozen=True):
    """One heir as typed."""

    name: str
    relation: str
    share: Fraction


def dues_among(balances: Iterable[tuple[str, int]]) -> tuple[Debt, ...]:
    """What the cooperative owes a member among the balances (debit minus credit) of her accounts; capital is not among it."""
    return tuple(Debt(account, -dong) for account, dong in balances if dong < 0 and account.startswith(DUES_ACCOUNTS))


def read_share(typed: str) -> Fraction:
    """'1/3', '1' or '33,5%'. Raises ShareUnreadable."""
    text = re.sub(r"\s", "", typed)
    if found := _PERCENT.fullmatch(text):
        return Fraction(int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0")), 10_000)
    found = _FRACTION.fullmatch(text)
    if not found or int(found[2] or 1) == 0:
        raise ShareUnreadable
    share = Fraction(int(found[1]), int(found[2] or 1))
    if not 0 < share <= 1 or share.denominator > _LARGEST_DENOMINATOR:
        raise ShareUnreadable
    return share


def split_among(heirs: Sequence[Heir], capital_dong: int) -> list[int]:
    """The part of each in whole đồng; the parts are the whole by the largest remainder."""
    whole = math.lcm(*(heir.share.denominator for heir in heirs))
    return split_by_largest_remainder(capital_dong, [int(heir.share * whole) for heir in heirs])


def check_heirs(heirs: Sequence[Heir], *, circumstance: str, are_known: bool) -> None:
    """Art. 90.3: heirs of who died, each with a share, together the whole; recorded once."""
    if circumstance != "death":
        raise NobodyInherits
    if are_known:
        raise HeirsKnown
    if not heirs:
        raise HeirsMissing
    whole = sum((heir.share for heir in heirs), Fraction(0))
    if whole != 1:
        raise SharesNotWhole(str(whole))


def check_taking_over(taker: Holding, name: str, *, volunteers: bool) -> None:
    """Art. 90.3: who takes over qualifies as official member or contributing associate, and wants to."""
    if taker.kind == "associate_noncontributing":
        raise HeirNotContributing
    if not volunteers:
        raise HeirNotWilling(name)


def check_not_before(day: date, left_on: date, *, field: str) -> None:
    """Raises BeforeTermination."""
    if day < left_on:
        raise BeforeTermination(format_date(left_on), field)
