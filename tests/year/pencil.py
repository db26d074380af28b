"""The books added up from the written text alone, as with a pencil; and the lines of B01 and B02 as `worked.txt` derives them.

Nothing here asks the ledger or the statements: an account's columns are the sums of its lines, party by party where the
circular has balances looked at by counterparty (TT 71/2024, appendix IV, B01 lines 130 and 310 to 370).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from tests.year.reading import FOLDER, Written

PER_PARTY = ("131", "132", "138", "141", "331", "332", "334", "338", "341")
Columns = tuple[int, int, int, int, int, int]
_ROW = re.compile(r"(?P<code>\d+[ab]?) (?P<name>[^=]+) = (?P<terms>.+) = (?P<total>-?[\d.]+)")
_TERM = re.compile(
    r"(?P<sign>[+−]?) ?(?:(?P<percent>\d+)% × )?"
    r"(?:(?P<side>Nợ|Có) (?P<account>\d+)(?:/(?P<contra>\d+))? (?P<amount>-?[\d.]+)|(?P<code>\d+[ab]?))(?: |$)"
)


class Pencil:
    """What stood before a year, what moved in it, and what stands after it, in đồng."""

    def __init__(self, vouchers: Iterable[Written], year: int) -> None:
        self.year = year
        self.before: defaultdict[tuple, int] = defaultdict(int)
        self.debit: defaultdict[tuple, int] = defaultdict(int)
        self.credit: defaultdict[tuple, int] = defaultdict(int)
        self.pairs: defaultdict[tuple[str, str], int] = defaultdict(int)
        for voucher in vouchers:
            for line in voucher.lines:
                self._add(voucher.on, line.debit_account, line.debit_party_id, line.amount_dong, self.debit, 1)
                self._add(voucher.on, line.credit_account, line.credit_party_id, line.amount_dong, self.credit, -1)
                if voucher.on.year == year:
                    self.pairs[line.debit_account or "", line.credit_account or ""] += line.amount_dong

    def _add(self, on: date, account, party, amount: int, moved: defaultdict[tuple, int], sign: int) -> None:
        if account is None or on.year > self.year:
            return
        key = (account, party if account.startswith(PER_PARTY) else None)
        self.before[key] += 0 if on.year == self.year else sign * amount
        moved[key] += amount if on.year == self.year else 0

    @property
    def accounts(self) -> set[str]:
        """Every account that ever moved."""
        return {account for account, _party in self.before}

    def columns(self, code: str) -> Columns:
        """The six columns of F01 of an account: opening, movement and closing, debit and credit of each."""
        sums = [0] * 6
        for key, opening in self.before.items():
            if key[0].startswith(code):
                closing = opening + self.debit[key] - self.credit[key]
                own = (opening, -opening, self.debit[key], self.credit[key], closing, -closing)
                for place, amount in enumerate(own):
                    sums[place] += amount if place in (2, 3) else max(amount, 0)
        return tuple(sums)  # type: ignore[return-value]

    def standing(self, side: str, code: str, *, at_start: bool = False) -> int:
        """What stands on a side of an account at the end of the year, or at its start."""
        return self.columns(code)[(0 if at_start else 4) + (side == "Có")]

    def moved(self, side: str, code: str, contra: str = "") -> int:
        """What a side of an account moved in the year, against another one or against any."""
        return sum(
            amount
            for (debit, credit), amount in self.pairs.items()
            if (debit if side == "Nợ" else credit).startswith(code)
            and (credit if side == "Nợ" else debit).startswith(contra)
        )


class Term(NamedTuple):
    """One term of a derivation: so much of a side of an account, or another line."""

    sign: int
    percent: int
    side: str
    account: str
    contra: str
    amount_dong: int
    code: str


class Row(NamedTuple):
    """One line of a statement with its derivation."""

    code: str
    name: str
    terms: tuple[Term, ...]
    total_dong: int


def number(text: str) -> int:
    """'1.234.000' as đồng."""
    return int(text.replace(".", ""))


def _terms(text: str) -> Iterator[Term]:
    at = 0
    while at < len(text):
        found = _TERM.match(text, at)
        assert found, f"not a term: {text[at:]}"
        yield Term(
            -1 if found["sign"] == "−" else 1,
            int(found["percent"] or 100),
            found["side"] or "",
            found["account"] or "",
            found["contra"] or "",
            number(found["amount"] or "0"),
            found["code"] or "",
        )
        at = found.end()


def worked(form: str) -> dict[str, Row]:
    """The rows of a form in `worked.txt`, in their order."""
    text = (FOLDER / "worked.txt").read_text(encoding="utf-8")
    part = re.split(r"^(?=B0\d)", text, flags=re.MULTILINE)[int(form[-1])]
    assert part.startswith(form)
    rows = {}
    for line in part.splitlines()[1:]:
        if line and not line.startswith("#"):
            found = _ROW.fullmatch(line)
            assert found, f"not a row: {line}"
            rows[found["code"]] = Row(
                found["code"], found["name"].strip(), tuple(_terms(found["terms"])), number(found["total"])
            )
    return rows
