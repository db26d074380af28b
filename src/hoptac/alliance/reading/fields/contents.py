"""What the cells of a registry's column must look like, from nothing (0) to surely (1)."""

import re

from hoptac.alliance.reading.words import field_of_word, kind_of_name, kind_of_word
from hoptac.kit.tables import Profile, digits_of

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def texts(profile: Profile) -> float:
    return profile.words


def numbers(profile: Profile) -> float:
    return profile.numbers


def running_numbers(profile: Profile) -> float:
    return profile.counts_up


def organizations(profile: Profile) -> float:
    return profile.share(lambda _cell, text: kind_of_name(text) is not None and len(text.split()) > 1)


def kinds(profile: Profile) -> float:
    return profile.share(lambda _cell, text: kind_of_word(text) is not None)


def activity_fields(profile: Profile) -> float:
    return profile.share(lambda _cell, text: field_of_word(text) is not None)


def years(profile: Profile) -> float:
    """Years and days, or texts with one year in them."""
    return max(profile.years + profile.dates, profile.share(lambda _cell, text: len(set(_YEAR.findall(text))) == 1))


def codes(profile: Profile) -> float:
    return profile.share(lambda cell, text: len(digits_of(cell, text)) in (9, 10, 13))


def phones(profile: Profile) -> float:
    return profile.phones


def people(profile: Profile) -> float:
    return profile.people


def answers(profile: Profile) -> float:
    """Ticks and short words; a column of figures is none."""
    return max(profile.marks, profile.words)


def marks(profile: Profile) -> float:
    return profile.marks
