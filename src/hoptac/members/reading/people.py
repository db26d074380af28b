"""Whether two lines, or a line and the register, mean the same person."""

import msgspec

from hoptac.kit.vietnamese import search_key
from hoptac.members.reading.known import KnownMember
from hoptac.members.reading.verdicts import MemberRow

_MOST_NAMESAKES = 50  # compared with each other; more of one name and year are a list without births


class Place(msgspec.Struct, frozen=True, gc=False):
    """Where a line stands: the sheet and the row as the spreadsheet shows it."""

    sheet: str
    row: int


def same_name(one: str, other: str) -> bool:
    """Names equal but for case, accents and spaces."""
    return one == other or search_key(one) == search_key(other)


def births_agree(member: MemberRow, known: KnownMember) -> bool:
    """Whether the births do not contradict each other: an unknown one agrees with any, a year with each of its days."""
    if member.born_on and known.born_on:
        return member.born_on == known.born_on
    known_year = known.born_on.year if known.born_on else known.born_year
    return member.born_year is None or known_year is None or member.born_year == known_year


def is_same_member(member: MemberRow, known: KnownMember) -> bool:
    return same_name(member.name, known.name) and births_agree(member, known)


class People:
    """The people of the lines read so far, by name and year of birth."""

    def __init__(self) -> None:
        self._met: dict[tuple[str, int | None], list[tuple[MemberRow, Place]]] = {}
        self._of_any_year: dict[str, list[tuple[MemberRow, Place]]] = {}

    def meet(self, member: MemberRow, place: Place) -> Place | None:
        """Where the same person was met before, if one of the two lines has no identity number; and remembers this one.

        Where one has no year of birth, another number, telephone or hamlet makes it another person.
        """
        name = search_key(member.name)
        met = self._met.setdefault((name, member.born_year), [])
        namesakes = self._of_any_year.setdefault(name, [])
        unlike = namesakes if member.born_year is None else self._met.get((name, None), [])
        found = next((where for other, where in met if _could_be_one(member, other)), None)
        if found is None:
            found = next((where for other, where in unlike if _could_be_one(member, other)), None)
        for known in (met, namesakes):
            if len(known) < _MOST_NAMESAKES:
                known.append((member, place))
        return found


def _could_be_one(member: MemberRow, other: MemberRow) -> bool:
    if member.identity_number and other.identity_number:
        return False
    if member.born_on and other.born_on:
        return member.born_on == other.born_on
    if member.born_year is not None and other.born_year is not None:
        return member.born_year == other.born_year
    differing = ((member.number, other.number), (member.phone, other.phone), (member.hamlet, other.hamlet))
    return not any(one and two and one != two for one, two in differing)
