"""B01-HTX, the statement of financial position (TT 71/2024, appendix IV).

Every account has a line for its debit balance and one for its credit balance, so that each đồng of the books has its
place and total assets equal total resources whatever stands on the wrong side. Where TT 71 names no line, the rest
goes to receivables or to other payables and is shown to the accountant (the residual rule). Income and cost that are not
closed yet are undistributed profit already.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

import msgspec

from hoptac.statements.rules.balances import Balance
from hoptac.statements.rules.forms import lines_of
from hoptac.statements.rules.statement import Statement, StatementLine

PartKind = Literal["own", "residual", "elimination"]
_RESIDUAL_RECEIVABLE, _RESIDUAL_ASSET, _RESIDUAL_PAYABLE = "130", "170", "360"

# Account (the longest that fits) → line of its debit balance, line of its credit balance; None where TT 71 names none.
_PLACES: Mapping[str, tuple[str | None, str | None]] = MappingProxyType(
    {
        **dict.fromkeys(("111", "112"), ("110", None)),
        "121": ("120", None),
        "131": ("130", "320"),
        **dict.fromkeys(("132", "136", "141"), ("130", None)),
        "138": ("130", "360"),
        **dict.fromkeys(("151", "152", "154", "156", "157"), ("140", None)),
        "211": ("151", None),
        "212": ("161", None),
        "214": ("152", "152"),
        "2142": ("162", "162"),
        **dict.fromkeys(("133", "242"), ("170", None)),
        "229": ("180", "180"),
        "331": ("130", "310"),
        "332": (None, "370"),
        "333": ("170", "330"),
        "334": ("130", "340"),
        **dict.fromkeys(("335", "336", "353"), (None, "360")),
        "338": ("130", "360"),
        "341": (None, "350"),
        "342": (None, "380"),
        "411": ("410", "410"),
        "418": ("430", "430"),
        **dict.fromkeys(("421", "5", "6", "9"), ("420", "420")),
        "442": ("440", "440"),
    }
)
SUMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "150": ("151", "152"),
        "160": ("161", "162"),
        "200": ("110", "120", "130", "140", "150", "160", "170", "180"),
        "300": ("310", "320", "330", "340", "350", "360", "370", "380"),
        "400": ("410", "420", "430", "440"),
        "500": ("300", "400"),
    }
)
_MEMO, _LENT = "137", "132"
_BETWEEN_UNITS = (("1361", "3361"), ("1368", "3368"))
NEGATIVE_LINES = ("152", "162", "180")
"""Marked (*) on the form: written in parentheses."""


class Part(msgspec.Struct, frozen=True):
    """What one side of one account brings to one line, in đồng, at the end and at the beginning of the year."""

    line: str
    account: str
    side: Literal["debit", "credit"]
    amount_dong: int
    previous_dong: int
    kind: PartKind = "own"


class FinancialPosition(msgspec.Struct, frozen=True):
    """B01 with the parts that its lines are made of."""

    statement: Statement
    parts: tuple[Part, ...]

    @property
    def difference_dong(self) -> tuple[int, int]:
        """Total assets less total resources at both dates; what TT 71 demands to be zero (200 = 500)."""
        assets, resources = self.statement.line("200"), self.statement.line("500")
        return assets.amount_dong - resources.amount_dong, assets.previous_dong - resources.previous_dong

    @property
    def residuals(self) -> tuple[Part, ...]:
        """What stands on a side for which TT 71 names no line; the accountant should look at it."""
        return tuple(part for part in self.parts if part.kind == "residual")

    @property
    def unclosed_dong(self) -> int:
        """Profit of line 420 that is still on the accounts of income, cost and result."""
        return sum(part.amount_dong for part in self.parts if part.line == "420" and part.account[0] != "4")

    def parts_of(self, code: str) -> tuple[Part, ...]:
        """The parts of a line, of the lines it sums, or of the memo line."""
        if code == _MEMO:
            return tuple(
                part for part in self.parts if part.account.startswith(_LENT) and part.line == _RESIDUAL_RECEIVABLE
            )
        codes = _leaves(code)
        return tuple(part for part in self.parts if part.line in codes)


class _Place(NamedTuple):
    line: str
    sign: int
    kind: PartKind


def _leaves(code: str) -> set[str]:
    below = SUMS.get(code)
    return {code} if below is None else set().union(*(_leaves(line) for line in below))


def _place(account: str, side: Literal["debit", "credit"]) -> _Place:
    lines = next((_PLACES[account[:n]] for n in range(len(account), 0, -1) if account[:n] in _PLACES), (None, None))
    line = lines[0 if side == "debit" else 1]
    kind: PartKind = "own"
    if line is None:
        kind = "residual"
        if side == "credit":
            line = _RESIDUAL_PAYABLE
        else:
            line = _RESIDUAL_RECEIVABLE if account.startswith("3") else _RESIDUAL_ASSET
    is_asset = line < "200"
    return _Place(line, 1 if (side == "debit") == is_asset else -1, kind)


def _parts(balances: Iterable[Balance]) -> Iterable[Part]:
    for balance in balances:
        if balance.account.startswith("0"):
            continue
        sides: tuple[tuple[Literal["debit", "credit"], int, int], ...] = (
            ("debit", balance.closing_debit_dong, balance.opening_debit_dong),
            ("credit", balance.closing_credit_dong, balance.opening_credit_dong),
        )
        for side, closing, opening in sides:
            if closing or opening:
                place = _place(balance.account, side)
                yield Part(place.line, balance.account, side, place.sign * closing, place.sign * opening, place.kind)


def _eliminations(parts: Iterable[Part]) -> Iterable[Part]:
    """Claims between units of the same cooperative are no claims of it: 136 against 336, as far as they meet."""
    placed = list(parts)
    for claim, debt in _BETWEEN_UNITS:
        met = []
        for amount in ("amount_dong", "previous_dong"):
            claims = sum(
                getattr(one, amount) for one in placed if one.account.startswith(claim) and one.side == "debit"
            )
            debts = sum(getattr(one, amount) for one in placed if one.account.startswith(debt) and one.side == "credit")
            met.append(min(claims, debts))
        if any(met):
            yield Part(_RESIDUAL_RECEIVABLE, claim, "debit", -met[0], -met[1], "elimination")
            yield Part(_RESIDUAL_PAYABLE, debt, "credit", -met[0], -met[1], "elimination")


def financial_position(balances: Iterable[Balance]) -> FinancialPosition:
    """B01 from the balances of the year so far (TT 71/2024, appendix IV, B01-HTX)."""
    parts = list(_parts(balances))
    parts += _eliminations(parts)
    amounts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for part in parts:
        for place, dong in enumerate((part.amount_dong, part.previous_dong)):
            amounts[part.line][place] += dong
            if part.line == _RESIDUAL_RECEIVABLE and part.account.startswith(_LENT):
                amounts[_MEMO][place] += dong
    for code, below in SUMS.items():
        amounts[code] = [sum(amounts[line][place] for line in below) for place in (0, 1)]
    lines = (StatementLine.of(line, *amounts[line.code]) for line in lines_of("B01").values())
    return FinancialPosition(Statement("B01", tuple(lines)), tuple(parts))
