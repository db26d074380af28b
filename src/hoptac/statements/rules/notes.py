"""B09-HTX, the notes: the tables that the books can fill in (TT 71/2024, appendix IV). Its texts are the organization's."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Literal

import msgspec

from hoptac.ledger import Account, PairFigures
from hoptac.statements.rules.balances import Balance
from hoptac.statements.rules.financial_position import FinancialPosition

NoteKind = Literal["balance", "movement", "tax", "fund", "flow"]
"""What the columns are: closing and opening; opening, increase, decrease and closing (of taxes: due and paid; of a fund:
appropriated and used); or this year and the year before."""

TEXTS = ("I", "II", "III", "IV.13", "VI")
"""Notes that are words alone."""
EARNED_WITHOUT, SPENT_WITHOUT, GATHERED_WITHOUT = ("911", "521", "333"), ("911",), ("911", "51")
"""What V.1, V.2 and the deductions of V.3 leave out: closing entries, and what takes one to the other."""
_BALANCES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "IV.4": ("13211", "13212", "1322"),
        "IV.8": ("33211", "33212", "3322"),
        "IV.12": ("001", "002", "003", "004", "005", "006", "007", "008"),
    }
)
# Note → the line of B01 that it explains, and how many digits of its accounts tell the rows apart.
_OF_LINES: Mapping[str, tuple[str, int]] = MappingProxyType(
    {"IV.1": ("110", 3), "IV.2": ("120", 4), "IV.3": ("130", 3), "IV.5": ("140", 3), "IV.10": ("360", 3)}
)
_ASSETS = ("2111", "2113", "2114", "2117", "2141", "2143", "2144", "2147")
_COMMON_ASSETS = ("212", "2142")


class SourceFigures(msgspec.Struct, frozen=True):
    """What one source gave to one account of the common indivisible fund, in đồng; credit balances are positive."""

    account: str
    source: str
    opening_dong: int
    credit_dong: int
    debit_dong: int


class NoteRow(msgspec.Struct, frozen=True):
    """One row: what it is of, and its amounts in the order of the note's columns; `source` of a common fund alone."""

    account: str
    name_vi: str
    name_en: str
    amounts: tuple[int, ...]
    source: str | None = None

    def name(self, language: str) -> str:
        """The name in the reader's language."""
        return self.name_en if language == "en" else self.name_vi


class Note(msgspec.Struct, frozen=True):
    """One table of B09; its code is that of the form. `totals` is empty where the rows are of different kinds."""

    code: str
    kind: NoteKind
    rows: tuple[NoteRow, ...]
    totals: tuple[int, ...]


class NotesFigures(msgspec.Struct, frozen=True):
    """What the notes are made of."""

    position: FinancialPosition
    balances: tuple[Balance, ...]
    pairs: tuple[PairFigures, ...]
    previous_pairs: tuple[PairFigures, ...]
    sources: tuple[SourceFigures, ...]


def notes(figures: NotesFigures, chart: Mapping[str, Account]) -> tuple[Note, ...]:
    """The tables of B09 in the order of the form; rows in which nothing stands are left out, and so is the legacy credit
    note (IV.8) where nothing of it remains."""
    return tuple(_Maker(figures, chart).make())


def _own(account: str, _contra: str) -> str:
    return account


class _Maker:
    def __init__(self, figures: NotesFigures, chart: Mapping[str, Account]) -> None:
        self.figures, self.chart = figures, chart

    def make(self) -> Iterable[Note]:
        yield self._line("IV.1")
        yield self._line("IV.2")
        yield self._line("IV.3")
        yield self._balances("IV.4")
        yield self._line("IV.5")
        yield self._movements("IV.6", "movement", _ASSETS, with_totals=False)
        yield self._movements("IV.7", "movement", _COMMON_ASSETS, with_totals=False)
        legacy = self._balances("IV.8")
        if legacy.rows:
            yield legacy
        yield self._movements("IV.9", "tax", ("3331", "3334", "3338"))
        yield self._line("IV.10")
        yield self._fund()
        yield msgspec.structs.replace(self._balances("IV.12"), totals=())
        yield self._flows("V.1", (("512", "credit"), ("511", "credit")), EARNED_WITHOUT)
        yield self._flows("V.2", (("612", "debit"), ("611", "debit")), SPENT_WITHOUT)
        yield self._deductions()
        yield self._expense()

    def _row(self, account: str, amounts: tuple[int, ...]) -> NoteRow:
        named = self.chart[account]
        return NoteRow(account, named.name_vi, named.name_en, amounts)

    def _note(self, code: str, kind: NoteKind, rows: Iterable[NoteRow], *, with_totals: bool = True) -> Note:
        shown = tuple(row for row in rows if any(row.amounts))
        totals = tuple(map(sum, zip(*(row.amounts for row in shown), strict=True))) if with_totals else ()
        return Note(code, kind, shown, totals)

    def _of(self, account: str) -> list[Balance]:
        return [balance for balance in self.figures.balances if balance.account.startswith(account)]

    def _balances(self, code: str) -> Note:
        """Closing and opening, positive on the account's normal side."""
        rows = []
        for account in _BALANCES[code]:
            sign = 1 if self.chart[account].normal_side == "debit" else -1
            own = self._of(account)
            closing, opening = sum(one.closing_dong for one in own), sum(one.opening_dong for one in own)
            rows.append(self._row(account, (sign * closing, sign * opening)))
        return self._note(code, "balance", rows)

    def _line(self, code: str) -> Note:
        """What a line of B01 is made of, by account."""
        line, digits = _OF_LINES[code]
        amounts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
        for part in self.figures.position.parts_of(line):
            amounts[part.account[:digits]][0] += part.amount_dong
            amounts[part.account[:digits]][1] += part.previous_dong
        rows = (self._row(account, tuple(both)) for account, both in sorted(amounts.items()))
        return self._note(code, "balance", rows)

    def _movements(self, code: str, kind: NoteKind, accounts: tuple[str, ...], *, with_totals: bool = True) -> Note:
        """Opening, increase, decrease and closing, positive on the normal side; wear of assets as a positive amount."""
        rows = []
        for account in accounts:
            own, is_debit = self._of(account), self.chart[account].normal_side == "debit"
            opening = sum(one.opening_dong for one in own) * (1 if is_debit else -1)
            debit, credit = sum(one.debit_dong for one in own), sum(one.credit_dong for one in own)
            up, down = (debit, credit) if is_debit else (credit, debit)
            rows.append(self._row(account, (opening, up, down, opening + up - down)))
        return self._note(code, kind, rows, with_totals=with_totals)

    def _fund(self) -> Note:
        rows = []
        for one in self.figures.sources:
            closing = one.opening_dong + one.credit_dong - one.debit_dong
            amounts = (one.opening_dong, one.credit_dong, one.debit_dong, closing)
            row = self._row(one.account, amounts)
            said = f": {one.source}" if one.source else ""
            rows.append(NoteRow(one.account, row.name_vi + said, row.name_en + said, amounts, one.source))
        return self._note("IV.11", "fund", rows)

    def _flows(self, code: str, of: tuple[tuple[str, str], ...], without: tuple[str, ...]) -> Note:
        """This year and the year before, by account, closing entries left out."""
        rows = []
        for prefix, side in of:
            moved = self._both_years(prefix, side, _own, lambda contra: not contra.startswith(without))
            rows += [self._row(account, amounts) for account, amounts in moved.items()]
        return self._note(code, "flow", rows)

    def _deductions(self) -> Note:
        """521 as it gathers deductions, and the taxes taken off revenue."""
        moved = self._both_years("521", "debit", _own, lambda contra: not contra.startswith(GATHERED_WITHOUT))
        taxes = self._both_years(
            "51", "debit", lambda _account, _contra: "333", lambda contra: contra.startswith("333")
        )
        return self._note("V.3", "flow", [self._row(account, amounts) for account, amounts in (moved | taxes).items()])

    def _expense(self) -> Note:
        """642 by nature: by the organization's own details where it has any, else by what it was spent against."""

        def counts(contra: str) -> bool:
            return not contra.startswith("911")

        moved = self._both_years("642", "debit", _own, counts)
        if not set(moved) - {"642"}:
            moved = self._both_years("642", "debit", lambda _account, contra: contra[:3], counts)
        return self._note("V.4", "flow", [self._row(account, amounts) for account, amounts in moved.items()])

    def _both_years(
        self, prefix: str, side: str, of: Callable[[str, str], str], counts: Callable[[str], bool]
    ) -> dict[str, tuple[int, int]]:
        sums: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
        for place, pairs in enumerate((self.figures.pairs, self.figures.previous_pairs)):
            for pair in pairs:
                if pair.debit_account.startswith(prefix) and counts(pair.credit_account):
                    sums[of(pair.debit_account, pair.credit_account)][place] += (
                        pair.amount_dong if side == "debit" else -pair.amount_dong
                    )
                if pair.credit_account.startswith(prefix) and counts(pair.debit_account):
                    sums[of(pair.credit_account, pair.debit_account)][place] += (
                        pair.amount_dong if side == "credit" else -pair.amount_dong
                    )
        return {account: (now, before) for account, (now, before) in sorted(sums.items())}
