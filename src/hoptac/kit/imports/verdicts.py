"""Verdicts on rows, pure: the answers to those in doubt, what confirming brings in, and pages of them by status."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Generic, NamedTuple, Protocol, TypeVar
from urllib.parse import urlencode

import msgspec

from hoptac.kit.imports.refusals import UnknownDecision

PAGE_SIZE = 50
LEAVE_OUT = "leave_out"
STATUSES = ("accepted", "needs_a_decision", "refused", "unchanged")

Answers = Mapping[str, Any]
"""What was decided about rows in doubt, by `row_key`; stored as JSON."""


class Verdict(Protocol):
    """What the verdicts of every kind of list have."""

    @property
    def sheet(self) -> str: ...
    @property
    def row(self) -> int: ...
    @property
    def status(self) -> str: ...
    @property
    def decisions(self) -> Sequence[str]: ...


V = TypeVar("V", bound=Verdict)


def row_key(sheet: str, row: int) -> str:
    """The name of a row within its file."""
    return f"{sheet}\t{row}"


def key_of(verdict: Verdict) -> str:
    """The name of the row a verdict is on."""
    return row_key(verdict.sheet, verdict.row)


def find_row(verdicts: Iterable[V], key: str) -> V:
    """The verdict on a row. Raises UnknownDecision where the list has no such row."""
    for verdict in verdicts:
        if key_of(verdict) == key:
            return verdict
    raise UnknownDecision


def is_brought_in(verdict: Verdict, answers: Answers) -> bool:
    """Whether confirming the import brings this row in."""
    if verdict.status == "accepted":
        return True
    answer = answers.get(key_of(verdict), LEAVE_OUT)
    return verdict.status == "needs_a_decision" and answer != LEAVE_OUT and answer in verdict.decisions


def brought_in(verdicts: Iterable[V], answers: Answers) -> list[V]:
    """The rows that confirming brings in, in the order of the file."""
    return [verdict for verdict in verdicts if is_brought_in(verdict, answers)]


def settled_before(verdicts: Sequence[V], earlier: Answers) -> list[V]:
    """The same file again: a row that a decision brought in the last time is there already."""
    if not earlier:
        return list(verdicts)
    return [
        msgspec.structs.replace(verdict, status="unchanged", reasons=(), decisions=())  # type: ignore[type-var]
        if verdict.status == "needs_a_decision" and is_brought_in(verdict, earlier)
        else verdict
        for verdict in verdicts
    ]


def answers_with(answers: Answers, verdict: Verdict, decision: str) -> dict[str, Any]:
    """The answers with one more. Raises UnknownDecision."""
    if decision not in verdict.decisions:
        raise UnknownDecision
    return {**answers, key_of(verdict): decision}


def answers_still_asked(answers: Answers, verdicts: Iterable[Verdict]) -> dict[str, Any]:
    """After the rows were judged anew: answers to rows that no longer ask, or not that, are dropped."""
    asked = {key_of(verdict): verdict.decisions for verdict in verdicts if verdict.status == "needs_a_decision"}
    return {key: answer for key, answer in answers.items() if answer in asked.get(key, ())}


def count_by_status(verdicts: Iterable[Verdict]) -> dict[str, int]:
    """How many rows have each status, none left out."""
    found = Counter(verdict.status for verdict in verdicts)
    return {status: found[status] for status in STATUSES}


class VerdictPage(NamedTuple, Generic[V]):
    """One page of verdicts with the addresses of those before and after it."""

    rows: list[V]
    total: int
    number: int
    shown: str
    previous_href: str | None
    next_href: str | None


def page_of_decisions(path: str, values: Mapping[str, str]) -> str:
    """The address of the rows in need of a decision, at the page that the form with an answer was sent from."""
    number = values.get("number", "")
    shown = number if number.isascii() and number.isdigit() else "1"
    return f"{path}?{urlencode({'status': 'needs_a_decision', 'number': shown})}"


def page_of_verdicts(verdicts: Iterable[V], *, path: str, status: str, number: int) -> VerdictPage[V]:
    """Fifty rows of one status, or of all where `status` is none of them; a page that is not there is the nearest."""
    chosen = [verdict for verdict in verdicts if status not in STATUSES or verdict.status == status]
    pages = max(1, -(-len(chosen) // PAGE_SIZE))
    here = min(max(number, 1), pages)
    first = (here - 1) * PAGE_SIZE
    rows = chosen[first : first + PAGE_SIZE]

    def address(page_number: int) -> str:
        return f"{path}?{urlencode({'status': status, 'number': page_number})}"

    return VerdictPage(
        rows,
        len(chosen),
        here,
        f"{first + 1}–{first + len(rows)}",
        address(here - 1) if here > 1 else None,
        address(here + 1) if here < pages else None,
    )
