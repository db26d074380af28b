"""When a document must be posted, how long it must hang, and what is refused (Law 17/2023/QH15 Art. 14.2)."""

from datetime import date

import pytest

from hoptac.disclosures.rules import (
    IssuedAhead,
    NotPosted,
    PostedAhead,
    PostedAlready,
    PostedBeforeIssued,
    Standing,
    TakenDownAhead,
    TakenDownAlready,
    TakenDownTooEarly,
    Terms,
    check_posting,
    check_taking_down,
    due_on,
)
from hoptac.kit.errors import Refusal
from hoptac.kit.working_days import add_working_days, is_working_day

TERMS = Terms(post_within=5, posted_for=30)
TODAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("issued", "due"),
    [
        (date(2026, 11, 16), date(2026, 11, 23)),  # Monday: Tue, Wed, Thu, Fri, then Monday
        (date(2026, 11, 20), date(2026, 11, 27)),  # Friday: the whole of the next week
        (date(2026, 11, 21), date(2026, 11, 27)),  # Saturday counts as Friday does
        (date(2026, 4, 24), date(2026, 5, 6)),  # Hùng kings on Monday 27; Thu 30 April and Fri 1 May
        (date(2026, 8, 28), date(2026, 9, 8)),  # National Day: Tuesday 1 and Wednesday 2 September
        (date(2026, 2, 13), date(2026, 2, 27)),  # Tết from Monday 16 to Friday 20 February
    ],
)
def test_the_last_day_for_posting_skips_weekends_and_holidays(issued: date, due: date) -> None:
    assert due_on(issued, TERMS, today=TODAY) == due


def test_working_days_of_a_year_to_come_know_the_days_that_are_always_the_same() -> None:
    assert not is_working_day(date(2031, 1, 1))
    assert add_working_days(date(2030, 12, 31), 1) == date(2031, 1, 2)


def posted(on: date, until: date, down: date | None = None) -> Standing:
    return Standing(date(2026, 10, 1), date(2026, 10, 8), on, until, down)


WAITING = Standing(date(2026, 10, 1), date(2026, 10, 8), None, None, None)


def test_thirty_days_count_from_the_day_of_posting() -> None:
    assert check_posting(WAITING, date(2026, 10, 5), TERMS, today=TODAY) == date(2026, 11, 3)
    check_taking_down(posted(date(2026, 10, 5), date(2026, 11, 3)), date(2026, 11, 4), today=TODAY)


@pytest.mark.parametrize(
    ("standing", "on", "refusal"),
    [
        (WAITING, date(2026, 11, 28), PostedAhead),
        (WAITING, date(2026, 9, 30), PostedBeforeIssued),
        (posted(date(2026, 10, 5), date(2026, 11, 3)), date(2026, 10, 6), PostedAlready),
    ],
)
def test_a_posting_that_cannot_be_is_refused(standing: Standing, on: date, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        check_posting(standing, on, TERMS, today=TODAY)


@pytest.mark.parametrize(
    ("standing", "on", "refusal", "told"),
    [
        (WAITING, TODAY, NotPosted, "chưa niêm yết"),
        (posted(date(2026, 10, 5), date(2026, 11, 3)), date(2026, 11, 3), TakenDownTooEarly, "Điều 14.2"),
        (posted(date(2026, 10, 5), date(2026, 11, 3)), date(2026, 11, 28), TakenDownAhead, "hôm nay"),
        (posted(date(2026, 10, 5), date(2026, 11, 3), date(2026, 11, 5)), TODAY, TakenDownAlready, "05/11/2026"),
    ],
)
def test_taking_down_that_cannot_be_is_refused(standing: Standing, on: date, refusal: type[Refusal], told: str) -> None:
    with pytest.raises(refusal, match=told):
        check_taking_down(standing, on, today=TODAY)


def test_nothing_is_issued_tomorrow() -> None:
    with pytest.raises(IssuedAhead):
        due_on(date(2026, 11, 28), TERMS, today=TODAY)


@pytest.mark.parametrize(
    ("standing", "state"),
    [
        (Standing(date(2026, 11, 20), date(2026, 11, 27), None, None, None), "to_post"),
        (Standing(date(2026, 11, 19), date(2026, 11, 26), None, None, None), "late"),
        (posted(date(2026, 11, 1), date(2026, 11, 30)), "standing"),
        (posted(date(2026, 10, 29), date(2026, 11, 27)), "standing"),
        (posted(date(2026, 10, 28), date(2026, 11, 26)), "may_come_down"),
        (posted(date(2026, 10, 5), date(2026, 11, 3), date(2026, 11, 4)), "taken_down"),
    ],
)
def test_what_is_to_be_done_today(standing: Standing, state: str) -> None:
    assert standing.state(TODAY) == state


def test_a_late_posting_stays_late() -> None:
    assert posted(date(2026, 10, 9), date(2026, 11, 7)).was_late
    assert not posted(date(2026, 10, 8), date(2026, 11, 6)).was_late
