"""Dates and years as lists write them."""

import contextlib
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoptac.kit.calendar import (
    VIETNAM,
    UnreadableDate,
    UnreadableYear,
    add_months,
    format_date,
    now,
    parse_date,
    parse_year,
    today,
)

TODAY = date(2026, 3, 10)

READ = [
    ("27/05/2019", date(2019, 5, 27)),
    ("1/3/26", date(2026, 3, 1)),
    ("1/3/27", date(1927, 3, 1)),  # two digits never name a year to come
    ("15/7/69", date(1969, 7, 15)),
    ("1/1/00", date(2000, 1, 1)),
    ("20.10.2023", date(2023, 10, 20)),
    ("11-3-18", date(2018, 3, 11)),
    ("3-2-19", date(2019, 2, 3)),
    ("12/03/1999", date(1999, 3, 12)),  # day first, always
    ("27 / 05 / 2019", date(2019, 5, 27)),
    ("27 05 2019", date(2019, 5, 27)),
    ("27/05-2019", date(2019, 5, 27)),
    (" 27/05/2019\u00a0", date(2019, 5, 27)),
    ("27/05/2019 00:00:00", date(2019, 5, 27)),
    ("2019-05-27", date(2019, 5, 27)),
    ("2019-5-7", date(2019, 5, 7)),
    ("2019/05/27", date(2019, 5, 27)),
    ("2019-05-27T08:30:00", date(2019, 5, 27)),
    ("ngày 5 tháng 3 năm 2019", date(2019, 3, 5)),
    ("Ngày 05 tháng 03 năm 2019.", date(2019, 3, 5)),
    ("Cần Thơ, ngày 5 tháng 3 năm 2019", date(2019, 3, 5)),
    ("5 tháng 3, 2019", date(2019, 3, 5)),
    ("29/02/2024", date(2024, 2, 29)),
    (date(2019, 5, 27), date(2019, 5, 27)),
    (datetime.combine(date(2019, 5, 27), time.min), date(2019, 5, 27)),  # a workbook has no time zone
    (datetime(2019, 5, 26, 18, 0, tzinfo=UTC), date(2019, 5, 27)),
    (43612, date(2019, 5, 27)),
    (43612.0, date(2019, 5, 27)),
    (43612.75, date(2019, 5, 27)),
    (1, date(1900, 1, 1)),
    (59, date(1900, 2, 28)),
    (61, date(1900, 3, 1)),
    (60000, date(2064, 4, 8)),
]


@pytest.mark.parametrize(("written", "day"), READ)
def test_parse_date(written: str | date | float, day: date) -> None:
    parsed = parse_date(written, today=TODAY)
    assert parsed == day
    assert type(parsed) is date


@pytest.mark.parametrize("nothing", [None, "", "  ", "-", "–", "…", "...", "/", ".../.../..."])
def test_an_empty_cell_or_a_dash_is_no_date(nothing: str | None) -> None:
    assert parse_date(nothing) is None
    assert parse_year(nothing) is None


@pytest.mark.parametrize(
    "written",
    [
        "31/02/2019", "29/02/2023", "31/04/2020", "32/01/2020", "0/1/2020", "1/0/2020", "05/27/2019", "1/13/2020",
        "1962", "2019", "năm 1962", 1962, 1962.0, 2100, "5/3", "03/2019", "5/3/019", "5/3/20190", "27052019", "43612",
        "1/1/1899", "1/1/2101", "0219-05-27", "Ngày … tháng … năm 2025", "ngày 31 tháng 2 năm 2019", "nt", "hôm qua",
        "27/05/2019 và 28/05/2019", 0, -1, 60001, 0.5, float("nan"), float("inf"), True,
    ],
)  # fmt: skip
def test_what_is_not_a_day_is_refused(written: str | float) -> None:
    with pytest.raises(UnreadableDate) as refused:
        parse_date(written, today=TODAY)
    assert f"“{written}”" in str(refused.value)


def test_two_digit_years_follow_the_calendar_when_no_day_is_given() -> None:
    this_year = today().year
    assert parse_date(f"1/1/{this_year % 100:02d}") == date(this_year, 1, 1)
    assert parse_date(f"1/1/{(this_year + 1) % 100:02d}") == date(this_year - 99, 1, 1)


@pytest.mark.parametrize(
    ("written", "year"),
    [
        ("1962", 1962),
        (" 1962 ", 1962),
        ("1962.0", 1962),
        ("Năm 1962", 1962),
        (1962, 1962),
        (1962.0, 1962),
        ("15/07/1969", 1969),
        ("15/07/69", 1969),
        ("ngày 15 tháng 7 năm 1969", 1969),
        (date(1969, 7, 15), 1969),
        (datetime(1969, 7, 15, tzinfo=VIETNAM), 1969),
        (25399, 1969),
    ],
)
def test_parse_year(written: str | date | float, year: int) -> None:
    assert parse_year(written, today=TODAY) == year


@pytest.mark.parametrize(
    "written", ["62", 62, 0, 1899, 60001, 1962.5, "1899", "2101", "19620", "khoảng 1962", "31/02/1962", True, "nt"]
)
def test_what_is_not_a_year_is_refused(written: str | float) -> None:
    with pytest.raises(UnreadableYear) as refused:
        parse_year(written, today=TODAY)
    assert f"“{written}”" in str(refused.value)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_what_is_formatted_parses(day: date) -> None:
    assert parse_date(format_date(day)) == day
    assert parse_date(day.isoformat()) == day
    assert parse_date(f"ngày {day.day} tháng {day.month} năm {day.year}") == day
    assert parse_year(format_date(day)) == day.year


@given(st.text(alphabet="0123456789/-. ngàythánm", max_size=16))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    with contextlib.suppress(UnreadableDate):
        parsed = parse_date(text)
        assert parsed is None or type(parsed) is date


def test_format_date() -> None:
    assert format_date(date(2019, 5, 7)) == "07/05/2019"


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 15), 1, date(2026, 2, 15)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2025, 12, 31), 2, date(2026, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 1, 15), 24, date(2028, 1, 15)),
        (date(2026, 1, 15), 0, date(2026, 1, 15)),
    ],
)
def test_add_months(day: date, months: int, later: date) -> None:
    assert add_months(day, months) == later


def test_today_is_the_day_in_vietnam() -> None:
    assert now().utcoffset() == timedelta(0)
    assert VIETNAM.utcoffset(None) == timedelta(hours=7)
    before, day, after = now(), today(), now()
    vietnam = timezone(timedelta(hours=7))
    assert before.astimezone(vietnam).date() <= day <= after.astimezone(vietnam).date()
