"""Years, quarters, months and any two days, as they are asked for and named."""

from datetime import date

import pytest

from hoptac.kit.calendar import UnreadableDate
from hoptac.statements.forms import part_of, read_span
from hoptac.statements.rules.spans import Span, SpanReversed, SpanUnreadable, part_of_year, whole_year

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("asked", "first", "last", "name"),
    [
        ({}, (2026, 1, 1), (2026, 12, 31), "Năm 2026"),
        ({"year": "2025"}, (2025, 1, 1), (2025, 12, 31), "Năm 2025"),
        ({"year": "2025", "part": "q1"}, (2025, 1, 1), (2025, 3, 31), "Quý I năm 2025"),
        ({"part": "q4"}, (2026, 10, 1), (2026, 12, 31), "Quý IV năm 2026"),
        ({"year": "2024", "part": "m2"}, (2024, 2, 1), (2024, 2, 29), "Tháng 2 năm 2024"),
        ({"from": "5/3/26", "to": "30/06/2026"}, (2026, 3, 5), (2026, 6, 30), "Từ ngày 05/03/2026 đến ngày 30/06/2026"),
        ({"from": "2026-01-01", "to": "2026-12-31", "year": "2020"}, (2026, 1, 1), (2026, 12, 31), "Năm 2026"),
        ({"to": "2025-06-30"}, (2025, 1, 1), (2025, 6, 30), "Từ ngày 01/01/2025 đến ngày 30/06/2025"),
        ({"from": "2026-11-01"}, (2026, 11, 1), (2026, 11, 26), "Từ ngày 01/11/2026 đến ngày 26/11/2026"),
        ({"from": "2026-12-05"}, (2026, 12, 5), (2026, 12, 5), "Từ ngày 05/12/2026 đến ngày 05/12/2026"),
    ],
)
def test_what_is_asked_for(asked, first, last, name):
    span = read_span(asked, today=TODAY)
    assert (span.from_on, span.to_on, str(span.name)) == (date(*first), date(*last), name)


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        ({"year": "1889"}, SpanUnreadable),
        ({"year": "26"}, SpanUnreadable),
        ({"year": "２０２６"}, SpanUnreadable),
        ({"part": "q5"}, SpanUnreadable),
        ({"part": "m0"}, SpanUnreadable),
        ({"part": "m13"}, SpanUnreadable),
        ({"part": "w1"}, SpanUnreadable),
        ({"from": "2026-02-01", "to": "2026-01-31"}, SpanReversed),
        ({"to": "30/02/2026"}, UnreadableDate),
    ],
)
def test_what_cannot_be_read_is_refused(asked, refusal):
    with pytest.raises(refusal):
        read_span(asked, today=TODAY)


@pytest.mark.parametrize("part", ["", "q1", "q2", "q3", "q4", *(f"m{month}" for month in range(1, 13))])
def test_the_picker_shows_what_was_asked(part):
    assert part_of(part_of_year(2026, part)) == part


def test_the_same_days_of_the_year_before():
    for span, before in (
        (whole_year(2026), whole_year(2025)),
        (part_of_year(2025, "m2"), part_of_year(2024, "m2")),
        (part_of_year(2024, "m2"), part_of_year(2023, "m2")),
        (Span(date(2024, 2, 29), date(2024, 3, 5)), Span(date(2023, 2, 28), date(2023, 3, 5))),
        (Span(date(2026, 1, 10), date(2026, 6, 29)), Span(date(2025, 1, 10), date(2025, 6, 29))),
    ):
        assert span.year_before == before
