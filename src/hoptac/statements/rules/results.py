"""B02-HTX, the statement of results (TT 71/2024, appendix IV), from what accounts moved against each other.

The form defines its lines by pairs. Read as they are here, the pairs give the same lines before the closing entries and
after them: what goes to 911 is left out and each account counts for what it gathered. Two things the open books cannot
say by pairs: deductions still on 521, which belong to line 02 all the same, and management expense still on 642, which is
shared by the cooperative's key until it is closed in two parts.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Literal

import msgspec

from hoptac.ledger import PairFigures
from hoptac.statements.rules.forms import lines_of
from hoptac.statements.rules.sharing import SharingKey, share_expense
from hoptac.statements.rules.statement import Statement, StatementLine

_RESULT, _EXTERNAL_RESULT, _INTERNAL_RESULT = "911", "9111", "9112"
_DEDUCTIONS = ("521", "333")
_NOT_EARNED = (_RESULT, *_DEDUCTIONS)


class Portion(msgspec.Struct, frozen=True):
    """What one account brings to one line: its movement against `contra`, or against all but `without`, in đồng.

    `side` is the one that counts up. `is_shared`: only a share of that movement, by the key.
    """

    line: str
    account: str
    side: Literal["debit", "credit"]
    contra: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    amount_dong: int = 0
    is_shared: bool = False


_PORTIONS = (
    Portion("01a", "511", "credit", without=_NOT_EARNED),
    Portion("01b", "512", "credit", without=_NOT_EARNED),
    Portion("02a", "511", "debit", contra=_DEDUCTIONS),
    Portion("02b", "512", "debit", contra=_DEDUCTIONS),
    Portion("11a", "611", "debit", without=(_RESULT,)),
    Portion("11b", "612", "debit", without=(_RESULT,)),
    Portion("12a", "642", "credit", contra=(_EXTERNAL_RESULT,)),
    Portion("12b", "642", "credit", contra=(_INTERNAL_RESULT,)),
    Portion("31", "558", "credit", without=(_RESULT,)),
    Portion("32", "658", "debit", without=(_RESULT,)),
    Portion("51", "659", "debit", without=(_RESULT,)),
)
_OPEN_DEDUCTIONS = Portion("02a", "521", "debit", without=(_RESULT,))
_OPEN_EXPENSE = Portion("12a", "642", "debit")
_FORMULAS: Mapping[str, tuple[tuple[int, str], ...]] = MappingProxyType(
    {
        **{code: ((1, f"{code}a"), (1, f"{code}b")) for code in ("01", "02", "10", "11", "12", "20")},
        **{f"10{part}": ((1, f"01{part}"), (-1, f"02{part}")) for part in "ab"},
        **{f"20{part}": ((1, f"10{part}"), (-1, f"11{part}"), (-1, f"12{part}")) for part in "ab"},
        "40": ((1, "31"), (-1, "32")),
        "50": ((1, "20"), (1, "40")),
        "60": ((1, "50"), (-1, "51")),
    }
)


class Results(msgspec.Struct, frozen=True):
    """B02 with the portions that its lines are made of, this year's and those of the year before."""

    statement: Statement
    portions: tuple[Portion, ...]
    previous_portions: tuple[Portion, ...]

    def portions_of(self, code: str) -> tuple[Portion, ...]:
        """This year's portions of a line; those of the lines that it is computed from, with their signs."""
        return signed_portions(self.portions, code)


def signed_portions(portions: Iterable[Portion], code: str, sign: int = 1) -> tuple[Portion, ...]:
    """The portions whose amounts add up to a line of B02."""
    placed = tuple(portions)
    own = (one for one in placed if one.line == code)
    found = [msgspec.structs.replace(one, amount_dong=sign * one.amount_dong) for one in own]
    for factor, below in _FORMULAS.get(code, ()):
        found += signed_portions(placed, below, sign * factor)
    return tuple(found)


def portions_of(pairs: Iterable[PairFigures], key: SharingKey | None = None) -> tuple[Portion, ...]:
    """What every account brings to every line (TT 71/2024, appendix IV, B02-HTX)."""
    moved = [pair for pair in pairs if _is_of_results(pair.debit_account) or _is_of_results(pair.credit_account)]
    found = {one.line: msgspec.structs.replace(one, amount_dong=_amount(moved, one)) for one in _PORTIONS}
    portions = list(found.values())
    open_deductions = _open_deductions(moved, found)
    if open_deductions.amount_dong:
        portions.append(open_deductions)
    portions += _open_expense(moved, portions, key)
    return tuple(portions)


def _is_of_results(account: str) -> bool:
    return account[0] in "569"


def _amount(pairs: Iterable[PairFigures], portion: Portion) -> int:
    debit = sum(
        (pair.debit_account.startswith(portion.account) and _counts(portion, pair.credit_account)) * pair.amount_dong
        - (pair.credit_account.startswith(portion.account) and _counts(portion, pair.debit_account)) * pair.amount_dong
        for pair in pairs
    )
    return debit if portion.side == "debit" else -debit


def _counts(portion: Portion, contra: str) -> bool:
    if portion.contra:
        return contra.startswith(portion.contra)
    return not contra.startswith(portion.without)


def _open_deductions(pairs: Iterable[PairFigures], found: Mapping[str, Portion]) -> Portion:
    """Deductions that stand on 521 until they are closed into 511 or 512. They do not say which: where all that was
    earned is internal they are internal, otherwise external (derived; TT 71 has one account for both)."""
    is_internal = found["01a"].amount_dong == 0 and found["01b"].amount_dong != 0
    line = "02b" if is_internal else "02a"
    return msgspec.structs.replace(_OPEN_DEDUCTIONS, line=line, amount_dong=_amount(pairs, _OPEN_DEDUCTIONS))


def _open_expense(pairs: Iterable[PairFigures], portions: Iterable[Portion], key: SharingKey | None) -> list[Portion]:
    amounts: defaultdict[str, int] = defaultdict(int)
    for portion in portions:
        amounts[portion.line] += portion.amount_dong
    rest = _amount(pairs, _OPEN_EXPENSE)
    net_revenue = (amounts["01a"] - amounts["02a"], amounts["01b"] - amounts["02b"])
    shares = zip(("12a", "12b"), share_expense(rest, key=key, net_revenue_dong=net_revenue), strict=True)
    return [
        msgspec.structs.replace(_OPEN_EXPENSE, line=line, amount_dong=share, is_shared=share != rest)
        for line, share in shares
        if share
    ]


def line_amounts(portions: Iterable[Portion]) -> dict[str, int]:
    """Every line of B02 by its code, in đồng."""
    placed = tuple(portions)
    return {code: sum(one.amount_dong for one in signed_portions(placed, code)) for code in lines_of("B02")}


def results(
    pairs: Iterable[PairFigures],
    previous_pairs: Iterable[PairFigures],
    key: SharingKey | None = None,
    previous_key: SharingKey | None = None,
) -> Results:
    """B02 of some days beside the same days of the year before, each with the sharing key of its time."""
    portions, previous = portions_of(pairs, key), portions_of(previous_pairs, previous_key)
    amounts, amounts_before = line_amounts(portions), line_amounts(previous)
    lines = (StatementLine.of(line, amounts[line.code], amounts_before[line.code]) for line in lines_of("B02").values())
    return Results(Statement("B02", tuple(lines)), portions, previous)
