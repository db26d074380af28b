"""Verdicts on rows of any list: what confirming brings in, which answers stand, and pages by status."""

from typing import Any

import msgspec
import pytest

from hoptac.kit.imports import (
    UnknownDecision,
    answers_still_asked,
    answers_with,
    brought_in,
    find_row,
    page_of_decisions,
    page_of_verdicts,
    row_key,
    settled_before,
)
from hoptac.kit.imports.verdicts import count_by_status


class Row(msgspec.Struct, frozen=True):
    """A verdict of no particular list."""

    sheet: str
    row: int
    status: str
    decisions: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


ACCEPTED = Row("A", 5, "accepted")
DOUBTED = Row("A", 6, "needs_a_decision", ("import_as_separate_member", "leave_out"), ("why",))
REFUSED = Row("A", 7, "refused", (), ("why",))
KNOWN = Row("B", 5, "unchanged")


@pytest.mark.parametrize(
    ("decided", "rows"),
    [
        ({}, [5]),
        ({"A\t6": "import_as_separate_member"}, [5, 6]),
        ({"A\t6": "leave_out"}, [5]),
        ({"A\t6": "import_as_read"}, [5]),  # no answer of this row
        ({"A\t7": "import_as_read"}, [5]),  # a refused row stays out whatever is answered
        ({"B\t6": "import_as_separate_member"}, [5]),
    ],
)
def test_what_confirming_brings_in(decided: dict[str, str], rows: list[int]) -> None:
    assert [verdict.row for verdict in brought_in([ACCEPTED, DOUBTED, REFUSED, KNOWN], decided)] == rows


def test_what_was_decided_before_is_there() -> None:
    again = settled_before([DOUBTED, REFUSED], {row_key("A", 6): "import_as_separate_member"})
    assert [(verdict.status, verdict.reasons) for verdict in again] == [("unchanged", ()), ("refused", ("why",))]
    assert settled_before([DOUBTED], {row_key("A", 6): "leave_out"}) == [DOUBTED]


def test_an_answer_is_one_that_the_row_allows() -> None:
    assert answers_with({"A\t9": "x"}, DOUBTED, "leave_out") == {"A\t9": "x", "A\t6": "leave_out"}
    for verdict, decision in ((DOUBTED, "import_as_read"), (DOUBTED, ""), (REFUSED, "leave_out")):
        with pytest.raises(UnknownDecision):
            answers_with({}, verdict, decision)
    with pytest.raises(UnknownDecision):
        find_row([DOUBTED], "B\t6")


def test_answers_stay_as_long_as_the_row_asks_for_them() -> None:
    other = msgspec.structs.replace(DOUBTED, decisions=("import_as_read", "leave_out"))
    for judged, kept in (
        ([DOUBTED], {"A\t6": "import_as_separate_member"}),
        ([other], {}),
        ([msgspec.structs.replace(DOUBTED, status="accepted")], {}),
        ([REFUSED], {}),
    ):
        assert answers_still_asked({"A\t6": "import_as_separate_member"}, judged) == kept


def rows(**counts: int) -> list[Row]:
    return [Row("A", number, status) for status, count in counts.items() for number in range(1, count + 1)]


@pytest.mark.parametrize(
    ("status", "number", "first", "count", "shown", "has_previous", "has_next"),
    [
        ("", 1, 1, 50, "1–50", False, True),
        ("", 3, 101, 27, "101–127", True, False),
        ("accepted", 2, 51, 50, "51–100", True, True),
        ("accepted", 3, 101, 20, "101–120", True, False),
        ("accepted", 99, 101, 20, "101–120", True, False),  # the nearest page
        ("accepted", -1, 1, 50, "1–50", False, True),
        ("refused", 1, 1, 7, "1–7", False, False),
        ("nonsense", 1, 1, 50, "1–50", False, True),
    ],
)
def test_pages_by_status(
    status: str, number: int, first: int, count: int, shown: str, has_previous: bool, has_next: bool
) -> None:
    listed: Any = page_of_verdicts(rows(accepted=120, refused=7), path="/x", status=status, number=number)
    where = rows(accepted=120, refused=7) if status in ("", "nonsense") else rows(**{status: 120})
    assert listed.rows[0].row == where[first - 1].row
    assert (len(listed.rows), listed.shown) == (count, shown)
    assert (listed.previous_href is not None, listed.next_href is not None) == (has_previous, has_next)
    if listed.next_href:
        assert listed.next_href == f"/x?status={status}&number={listed.number + 1}"


def test_nothing_to_show() -> None:
    listed = page_of_verdicts([ACCEPTED], path="/x", status="refused", number=4)
    assert (listed.rows, listed.total, listed.previous_href, listed.next_href) == ([], 0, None, None)


def test_every_status_is_counted() -> None:
    found = count_by_status([ACCEPTED, DOUBTED, REFUSED, ACCEPTED])
    assert found == {"accepted": 2, "needs_a_decision": 1, "refused": 1, "unchanged": 0}


@pytest.mark.parametrize(("sent", "number"), [("3", "3"), ("", "1"), ("-1", "1"), ("2&status=x", "1"), ("٣", "1")])
def test_an_answer_leads_back_to_the_page_it_was_sent_from(sent: str, number: str) -> None:
    assert page_of_decisions("/x", {"number": sent}) == f"/x?status=needs_a_decision&number={number}"
