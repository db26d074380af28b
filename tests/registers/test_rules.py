"""Which days a register may be of, and the spans that are often asked for."""

from datetime import date

import pytest

from hoptac.kit.calendar import UnreadableDate
from hoptac.registers.rules import (
    DayAhead,
    DayBeforeFounding,
    DaysOutOfOrder,
    Span,
    days_to_choose,
    read_day,
    read_span,
    reporting_year,
    spans_to_choose,
)

TODAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("", TODAY), ("27/11/2026", TODAY), ("1/1/2019", date(2019, 1, 1)), ("2020-02-29", date(2020, 2, 29)),
        ("31/12/25", date(2025, 12, 31)),
    ],
)  # fmt: skip
def test_a_day_is_read(typed: str, day: date) -> None:
    assert read_day(typed, today=TODAY, founded_year=2019) == day


@pytest.mark.parametrize(
    ("typed", "refusal", "told"),
    [
        ("28/11/2026", DayAhead, "Ngày 28/11/2026 chưa tới."),
        ("31/12/2018", DayBeforeFounding, "Đơn vị thành lập năm 2019"),
        ("30/2/2026", UnreadableDate, "Không đọc được ngày “30/2/2026”"),
        ("hôm kia", UnreadableDate, "Không đọc được ngày “hôm kia”"),
        ("2024", UnreadableDate, "Không đọc được ngày “2024”"),
    ],
)
def test_a_day_that_is_none_is_refused_beside_its_field(typed: str, refusal: type[Exception], told: str) -> None:
    with pytest.raises(refusal, match=told) as refused:
        read_day(typed, today=TODAY, founded_year=2019, field="on")
    assert getattr(refused.value, "field", None) == "on"


def test_without_a_founding_year_any_past_day_is_taken() -> None:
    assert read_day("1/1/1950", today=TODAY, founded_year=None) == date(1950, 1, 1)


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2026, 12, 14), date(2025, 12, 15), date(2026, 12, 14)),
        (date(2026, 12, 15), date(2026, 12, 15), date(2027, 12, 14)),
        (date(2026, 1, 1), date(2025, 12, 15), date(2026, 12, 14)),
    ],
)
def test_the_reporting_year_runs_from_mid_december(day: date, first: date, last: date) -> None:
    assert reporting_year(day) == Span(first, last)


def test_a_span_is_read_with_both_days_in_it() -> None:
    assert read_span("1/1/2025", "31/12/2025", today=TODAY, founded_year=None) == Span(
        date(2025, 1, 1), date(2025, 12, 31)
    )
    assert read_span("", "", today=TODAY, founded_year=None) == Span(date(2025, 12, 15), TODAY)
    assert read_span("", "", today=TODAY, founded_year=2026) == Span(date(2026, 1, 1), TODAY)
    assert Span(date(2025, 1, 1), TODAY).before == date(2024, 12, 31)
    with pytest.raises(DaysOutOfOrder, match="01/02/2025"):
        read_span("1/2/2025", "31/1/2025", today=TODAY, founded_year=None)


def test_the_choices_are_ends_of_years_that_have_been() -> None:
    assert [day for _name, day in days_to_choose(TODAY, None)] == [
        TODAY, date(2025, 12, 14), date(2025, 12, 31), date(2024, 12, 31),
    ]  # fmt: skip
    assert [day for _name, day in days_to_choose(TODAY, 2025)] == [TODAY, date(2025, 12, 14), date(2025, 12, 31)]
    assert [one.span for one in spans_to_choose(TODAY, None)] == [
        Span(date(2025, 12, 15), TODAY), Span(date(2024, 12, 15), date(2025, 12, 14)), Span(date(2026, 1, 1), TODAY),
        Span(date(2025, 1, 1), date(2025, 12, 31)),
    ]  # fmt: skip
