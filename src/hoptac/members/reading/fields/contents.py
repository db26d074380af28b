"""What the cells of a column must look like to be a gender, a birth, a kind of member: from 0 (never) to 1 (surely)."""

import re
from datetime import date

from hoptac.kit.countries import find_country
from hoptac.kit.tables import Profile, digits_of
from hoptac.kit.vietnamese import search_key
from hoptac.members.reading.places import hamlet_of_section

_GENDERS = frozenset({"nam", "nu", "male", "female", "m", "f", "trai", "gai"})
_PLACES = frozenset({"ap", "thon", "xom", "khom", "khu", "xa", "phuong", "huyen", "quan", "tinh", "duong"})
_GROWN_UP_BEFORE = 2000
_NUMBER_TOLD = re.compile(r"(?<!\d)(?:\d{9}|\d{12})(?!\d)")


def genders(profile: Profile) -> float:
    return profile.share(lambda _cell, text: search_key(text) in _GENDERS)


def days(profile: Profile) -> float:
    """Days or years."""
    return profile.dates + profile.years


def days_or_marks(profile: Profile) -> float:
    """The column of the men or of the women: births, or ticks."""
    return max(days(profile), profile.marks)


def births(profile: Profile) -> float:
    """In a list without headings: days or years that lie a generation back."""
    years = sorted(cell.year for cell in profile.cells if isinstance(cell, date))
    middle = years[len(years) // 2] if years else profile.median
    return days(profile) if middle is not None and middle < _GROWN_UP_BEFORE else 0.0


def days_of_a_month(profile: Profile) -> float:
    """Whole numbers from 1 to 31."""
    return profile.share(lambda cell, text: (digits := digits_of(cell, text)).isdigit() and 1 <= int(digits) <= 31)


def hamlets(profile: Profile) -> float:
    """Names of hamlets, not whole addresses."""
    return profile.share(lambda _cell, text: "," not in text and hamlet_of_section(text) is not None)


def texts(profile: Profile) -> float:
    return profile.words


def numbers(profile: Profile) -> float:
    return profile.numbers


def running_numbers(profile: Profile) -> float:
    return profile.counts_up


def people(profile: Profile) -> float:
    return profile.people


def recent_days(profile: Profile) -> float:
    return 0.0 if births(profile) else profile.dates


def addresses(profile: Profile) -> float:
    """Texts in which a place is named."""
    return profile.share(lambda _cell, text: not _PLACES.isdisjoint(search_key(text).split()))


def countries(profile: Profile) -> float:
    return profile.share(lambda _cell, text: find_country(text) is not None)


def identities(profile: Profile) -> float:
    """Numbers of 9 or 12 digits, alone or within what is told of the card."""
    return max(profile.identities, profile.share(lambda _cell, text: _NUMBER_TOLD.search(text) is not None))


def new_identities(profile: Profile) -> float:
    """Numbers of 12 digits; those of 9 could be telephones that lost their zero."""
    return profile.share(lambda cell, text: len(digits_of(cell, text)) in (11, 12))


def phones(profile: Profile) -> float:
    return profile.phones


def marks(profile: Profile) -> float:
    return profile.marks


def sums(profile: Profile) -> float:
    """Amounts of đồng; other numbers could be amounts too, in thousands or millions."""
    return max(profile.sums, 0.6 * profile.numbers)


def clear_sums(profile: Profile) -> float:
    return profile.sums
