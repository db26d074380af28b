"""Who may stand in the register twice, as pure functions: nothing is decided here, people look at the pair."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import Literal
from uuid import UUID

import msgspec

from hoptac.kit.language import Message, _

Sign = Literal["name_and_birth", "near_name_and_birth", "name_and_phone", "name_alone"]
SIGN_NAMES: dict[Sign, Message] = {
    "name_and_birth": _("Cùng họ tên, cùng ngày hoặc năm sinh"),
    "near_name_and_birth": _("Họ tên gần giống, cùng ngày sinh"),
    "name_and_phone": _("Họ tên gần giống, cùng số điện thoại"),
    "name_alone": _("Cùng họ tên, một người chưa có năm sinh"),
}
SIGNS: tuple[Sign, ...] = tuple(SIGN_NAMES)
"""The strongest first."""
MOST_NAMESAKES = 40
"""Compared with each other; a register without births has hundreds of one name, and a page of them helps nobody."""

Pair = tuple[UUID, UUID]


class Person(msgspec.Struct, frozen=True, gc=False):
    """A member as far as telling two apart needs it. `has_identity_number`: then another with one is another person,
    since no two members have the same number."""

    id: UUID
    name_key: str
    born_on: date | None
    born_year: int | None
    phone: str | None
    hamlet: str | None
    has_identity_number: bool


class Suspicion(msgspec.Struct, frozen=True):
    """Two members who may be one, the smaller id first, and the strongest sign of it."""

    pair: Pair
    sign: Sign


def pair_of(one: UUID, other: UUID) -> Pair:
    """The two in the order they are kept in."""
    return (one, other) if one < other else (other, one)


def find_duplicates(people: Sequence[Person], distinct: Collection[Pair]) -> list[Suspicion]:
    """Pairs that may be one person and that nobody has told apart yet, the strongest signs first."""
    found: dict[Pair, Sign] = {}
    for sign, one, other in _signs(people):
        pair = pair_of(one.id, other.id)
        if pair in distinct or (pair in found and SIGNS.index(found[pair]) <= SIGNS.index(sign)):
            continue
        found[pair] = sign
    return sorted((Suspicion(pair, sign) for pair, sign in found.items()), key=lambda one: SIGNS.index(one.sign))


def _signs(people: Sequence[Person]) -> Iterator[tuple[Sign, Person, Person]]:
    for one, other in _pairs((person.name_key for person in people), people):
        if _births_differ(one, other) or (one.has_identity_number and other.has_identity_number):
            continue
        if _year(one) and _year(other):
            yield "name_and_birth", one, other
        elif not (one.hamlet and other.hamlet and one.hamlet != other.hamlet):
            yield "name_alone", one, other
    for one, other in _pairs((person.born_on for person in people), people):
        if is_near(one.name_key, other.name_key):
            yield ("name_and_birth" if one.name_key == other.name_key else "near_name_and_birth"), one, other
    for one, other in _pairs((person.phone for person in people), people):
        if not _births_differ(one, other) and is_near(one.name_key, other.name_key):
            yield "name_and_phone", one, other


def _pairs(keys: Iterable[object], people: Sequence[Person]) -> Iterator[tuple[Person, Person]]:
    """Every two with the same key; those without one are compared with nobody."""
    groups: defaultdict[object, list[Person]] = defaultdict(list)
    for key, person in zip(keys, people, strict=True):
        if key and len(groups[key]) < MOST_NAMESAKES:
            groups[key].append(person)
    for group in groups.values():
        yield from combinations(group, 2)


def _year(person: Person) -> int | None:
    return person.born_on.year if person.born_on else person.born_year


def _births_differ(one: Person, other: Person) -> bool:
    if one.born_on and other.born_on:
        return one.born_on != other.born_on
    first, second = _year(one), _year(other)
    return first is not None and second is not None and first != second


def is_near(one: str, other: str) -> bool:
    """Whether two names without accents are the same but for one letter, two that changed places, the order of the
    words or a middle name that one of them lacks."""
    if one == other:
        return True
    words, others = one.split(), other.split()
    if sorted(words) == sorted(others):
        return True
    if len(words) != len(others):
        longer, shorter = (words, others) if len(words) > len(others) else (others, words)
        ends_agree = len(shorter) > 1 and (longer[0], longer[-1]) == (shorter[0], shorter[-1])
        return ends_agree and len(longer) - len(shorter) == 1 and set(shorter) <= set(longer)
    return _one_letter_apart(one, other)


def _one_letter_apart(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, others = one[start:], other[start:]
    if rest[1:] == others[1:] or rest[1:] == others or rest == others[1:]:
        return True
    return rest[:2] == others[:2][::-1] and rest[2:] == others[2:]
