"""Which organization of the registry a row of a yearly list is. Pure."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

import msgspec

from hoptac.alliance.reading import OrganizationRow
from hoptac.kit.vietnamese import search_key


class KnownOrganization(msgspec.Struct, frozen=True):
    """An organization that the registry has below the alliance."""

    id: UUID
    name: str
    kind: str
    search_key: str
    registration_code: str | None
    area_id: UUID | None
    commune_name: str
    activity_field: str | None
    founded_year: int | None
    head_office: str
    legal_representative: str
    phone: str | None
    keeps_books: bool


class Candidate(msgspec.Struct, frozen=True):
    """A row to be matched, with the area that its district or commune was found to be."""

    row: OrganizationRow
    area_id: UUID | None


class Match(NamedTuple):
    """The organization a row is; None for a new one, or where it could be any of `among` and a person must say."""

    found: KnownOrganization | None = None
    among: tuple[KnownOrganization, ...] = ()


_NEW = Match()


class _Matcher:
    """Matches in passes, the surest first; every organization is given to one row at most."""

    def __init__(
        self, candidates: Sequence[Candidate], known: Sequence[KnownOrganization], districts: frozenset[UUID]
    ) -> None:
        self.candidates = candidates
        self.known = known
        self.districts = districts
        self.matches: dict[int, Match] = {}
        self.given: set[UUID] = set()

    def give(self, place: int, organization: KnownOrganization) -> None:
        """The row at a place is this organization."""
        self.matches[place] = Match(organization)
        self.given.add(organization.id)

    def by(
        self,
        key_of_row: Callable[[int], Hashable | None],
        key_of_known: Callable[[KnownOrganization], Hashable | None],
    ) -> None:
        """One pass: rows and organizations of the same key, in the order of the list; None is no key.

        Where several organizations have the key, none of them is guessed: every row of that key waits for an answer.
        """
        free: defaultdict[Hashable, list[KnownOrganization]] = defaultdict(list)
        for organization in self.known:
            key = key_of_known(organization)
            if organization.id not in self.given and key is not None:
                free[key].append(organization)
        uncertain: set[UUID] = set()
        for place, candidate in enumerate(self.candidates):
            if place in self.matches:
                continue
            choices = [
                one
                for one in free.get(key_of_row(place), ())
                if one.id not in self.given and _codes_agree(candidate.row, one)
            ]
            if len(choices) == 1:
                self.give(place, choices[0])
            elif choices:
                self.matches[place] = Match(among=tuple(choices))
                uncertain.update(one.id for one in choices)
        self.given |= uncertain

    def lies_in_known_district(self, organization: KnownOrganization) -> bool:
        return organization.area_id in self.districts


def _codes_agree(row: OrganizationRow, known: KnownOrganization) -> bool:
    codes = row.registration_code, known.registration_code
    return None in codes or codes[0] == codes[1]


def match(
    candidates: Sequence[Candidate],
    known: Sequence[KnownOrganization],
    *,
    districts: Iterable[UUID] = (),
    settled: Mapping[int, UUID] | None = None,
) -> list[Match]:
    """For each row the organization it is, or those it could be.

    By what was `settled` before (places of rows); else by registration code; else by kind, name, district and commune;
    else by kind, name and district; else by kind and name where the organization's district is not known. Two different
    codes are two organizations, whatever their names.
    """
    matcher = _Matcher(candidates, known, frozenset(districts))
    by_id = {organization.id: organization for organization in known}
    for place, org_id in (settled or {}).items():
        if org_id in by_id and org_id not in matcher.given:
            matcher.give(place, by_id[org_id])
    names = [(candidate.row.kind, search_key(candidate.row.name)) for candidate in candidates]
    communes = [search_key(candidate.row.commune or "") for candidate in candidates]
    matcher.by(lambda place: candidates[place].row.registration_code, lambda one: one.registration_code)
    matcher.by(
        lambda place: (*names[place], candidates[place].area_id, communes[place]),
        lambda one: (one.kind, one.search_key, one.area_id, search_key(one.commune_name)),
    )
    matcher.by(
        lambda place: (*names[place], candidates[place].area_id),
        lambda one: (one.kind, one.search_key, one.area_id),
    )
    matcher.by(
        lambda place: names[place],
        lambda one: None if matcher.lies_in_known_district(one) else (one.kind, one.search_key),
    )
    return [matcher.matches.get(place, _NEW) for place in range(len(candidates))]
