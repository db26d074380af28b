"""What a season is, and which one a line of the books belongs to: pure functions."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

import msgspec

from hoptac.kit.vietnamese import clean_text
from hoptac.services.refusals import (
    SeasonNameLong,
    SeasonNameMissing,
    SeasonNameTaken,
    SeasonReversed,
    SeasonTooLong,
    SeasonUnknown,
)

MOST_DAYS = 400
"""A season of a perennial crop may last a year and some weeks; what is longer is a slip of the pen."""
LONGEST_NAME = 60
BY_DAY = "day"
"""The answer of a person who left the choice alone: the season that the voucher's day is in."""
_SEASONAL = ("152", "154", "156", "157", "5111", "5112", "5113", "5121", "5122", "521", "6111", "6112", "6113", "6121", "6122")  # fmt: skip
_DASH = re.compile(r"\s*[-–—]\s*")


class SeasonForm(msgspec.Struct, frozen=True):
    """What a person wrote."""

    name: str
    first_on: date
    last_on: date


class SeasonRow(msgspec.Struct, frozen=True):
    """One season of the register."""

    id: UUID
    name: str
    first_on: date
    last_on: date


def name_key(name: str) -> str:
    """What two names that look alike have in common: 'đông xuân 2025-2026' and 'Đông Xuân 2025 – 2026'."""
    return _DASH.sub("-", clean_text(name)).casefold()


def checked(form: SeasonForm, *, is_taken: bool) -> SeasonForm:
    """The form, cleaned; seasons may overlap, as those of two crops do.

    Raises SeasonNameMissing, SeasonNameLong, SeasonNameTaken, SeasonReversed, SeasonTooLong.
    TT 71/2024, appendix III, S17 and S23: a book per season needs its name and days.
    """
    name = clean_text(form.name)
    if not name:
        raise SeasonNameMissing
    if len(name) > LONGEST_NAME:
        raise SeasonNameLong(LONGEST_NAME)
    if is_taken:
        raise SeasonNameTaken(name)
    if form.last_on < form.first_on:
        raise SeasonReversed
    days = (form.last_on - form.first_on).days + 1
    if days > MOST_DAYS:
        raise SeasonTooLong(days, MOST_DAYS)
    return SeasonForm(name, form.first_on, form.last_on)


def season_on(seasons: Iterable[SeasonRow], day: date) -> UUID | None:
    """The season whose days hold the day, if exactly one does."""
    found = [season.id for season in seasons if season.first_on <= day <= season.last_on]
    return found[0] if len(found) == 1 else None


def is_seasonal(*accounts: str) -> bool:
    """Whether a line is of production, goods, sales or their cost, which are looked at by season (TT 71/2024, S17, S23);
    money that moves between till and bank is not."""
    return any(account.startswith(_SEASONAL) for account in accounts)


def chosen(said: str, seasons: Iterable[SeasonRow]) -> UUID | None:
    """The season that was chosen by its id; None where none was, or where the day decides. Raises SeasonUnknown."""
    if said in ("", BY_DAY):
        return None
    found = next((season.id for season in seasons if str(season.id) == said.lower()), None)
    if found is None:
        raise SeasonUnknown
    return found


def season_of_line(said: str, seasons: Sequence[SeasonRow], day: date | None, *accounts: str) -> UUID | None:
    """The season of a line: the one that was chosen, else that of the voucher's day where the accounts are looked at by
    season. Raises SeasonUnknown."""
    if said == BY_DAY and day is not None and is_seasonal(*accounts):
        return season_on(seasons, day)
    return chosen(said, seasons)
