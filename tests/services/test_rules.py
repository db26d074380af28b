"""What a season is, and which one a line belongs to, as tables."""

from datetime import date, timedelta

import pytest

from hoptac.kit.errors import Refusal
from hoptac.kit.identifiers import new_id
from hoptac.services.refusals import (
    SeasonNameLong,
    SeasonNameMissing,
    SeasonNameTaken,
    SeasonReversed,
    SeasonTooLong,
    SeasonUnknown,
)
from hoptac.services.rules import (
    BY_DAY,
    LONGEST_NAME,
    MOST_DAYS,
    SeasonForm,
    SeasonRow,
    checked,
    name_key,
    season_of_line,
    season_on,
)

FIRST = date(2025, 11, 1)
WINTER = SeasonRow(new_id(), "Đông Xuân 2025–2026", FIRST, date(2026, 4, 15))
SUMMER = SeasonRow(new_id(), "Hè Thu 2026", date(2026, 4, 10), date(2026, 8, 31))
SEASONS = (SUMMER, WINTER)


def lasting(days):
    return FIRST + timedelta(days=days - 1)


@pytest.mark.parametrize("last_on", [FIRST, lasting(MOST_DAYS)])
def test_a_season_of_one_day_and_the_longest(last_on):
    form = checked(SeasonForm("  Đông   Xuân ", FIRST, last_on), is_taken=False)
    assert form == SeasonForm("Đông Xuân", FIRST, last_on)


@pytest.mark.parametrize(
    ("form", "is_taken", "refusal", "field"),
    [
        (SeasonForm(" ", FIRST, lasting(100)), False, SeasonNameMissing, "name"),
        (SeasonForm("x" * (LONGEST_NAME + 1), FIRST, lasting(100)), False, SeasonNameLong, "name"),
        (SeasonForm("Hè Thu", FIRST, lasting(100)), True, SeasonNameTaken, "name"),
        (SeasonForm("Hè Thu", FIRST, lasting(0)), False, SeasonReversed, "last_on"),
        (SeasonForm("Hè Thu", FIRST, lasting(MOST_DAYS + 1)), False, SeasonTooLong, "last_on"),
    ],
)
def test_what_is_no_season_is_refused_beside_its_field(form, is_taken, refusal, field):
    with pytest.raises(refusal) as refused:
        checked(form, is_taken=is_taken)
    assert refused.value.field == field


def test_a_season_that_is_too_long_says_how_long_it_is():
    with pytest.raises(SeasonTooLong) as refused:
        checked(SeasonForm("Hè Thu", FIRST, lasting(520)), is_taken=False)
    assert "520" in refused.value.sentence("vi")
    assert "520" in refused.value.sentence("en")


@pytest.mark.parametrize("alike", ["đông xuân 2025-2026", "Đông  Xuân 2025 – 2026", "ĐÔNG XUÂN 2025—2026"])
def test_names_that_look_alike_are_one_name(alike):
    assert name_key(alike) == name_key(WINTER.name)


@pytest.mark.parametrize("other", ["Đông Xuân 2026–2027", "Đông Xuan 2025–2026", "Đông Xuân 20252026"])
def test_names_that_do_not_look_alike_are_two(other):
    assert name_key(other) != name_key(WINTER.name)


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2025, 10, 31), None),
        (date(2025, 11, 1), WINTER.id),
        (date(2026, 4, 9), WINTER.id),
        (date(2026, 4, 10), None),
        (date(2026, 4, 15), None),
        (date(2026, 4, 16), SUMMER.id),
        (date(2026, 8, 31), SUMMER.id),
        (date(2026, 9, 1), None),
    ],
)
def test_the_day_names_a_season_only_where_exactly_one_holds_it(day, found):
    assert season_on(SEASONS, day) == found


IN_WINTER = date(2026, 1, 5)


@pytest.mark.parametrize(
    ("said", "accounts", "found"),
    [
        (BY_DAY, ("154", "1111"), WINTER.id),
        (BY_DAY, ("156", "331"), WINTER.id),
        (BY_DAY, ("131", "5122"), WINTER.id),
        (BY_DAY, ("6111", "154"), WINTER.id),
        (BY_DAY, ("1121", "1111"), None),
        (BY_DAY, ("1111", "4111"), None),
        (BY_DAY, ("6123", "1111"), None),
        (BY_DAY, ("", ""), None),
        ("", ("154", "1111"), None),
        (str(SUMMER.id), ("154", "1111"), SUMMER.id),
        (str(SUMMER.id).upper(), ("1121", "1111"), SUMMER.id),
    ],
)
def test_a_line_has_the_season_that_was_chosen_or_that_of_its_day(said, accounts, found):
    assert season_of_line(said, SEASONS, IN_WINTER, *accounts) == found


def test_without_a_day_no_season_is_guessed():
    assert season_of_line(BY_DAY, SEASONS, None, "154") is None


@pytest.mark.parametrize("said", [str(new_id()), "Hè Thu 2026", "0"])
def test_a_season_of_nobody_is_refused(said):
    with pytest.raises(SeasonUnknown):
        season_of_line(said, SEASONS, IN_WINTER, "154")
    assert issubclass(SeasonUnknown, Refusal)
