"""Which organization of the registry a row of a yearly list is. Pure."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from uuid import UUID

import msgspec

from hoptac.alliance.reading import OrganizationRow
from hoptac.kit.vietnamese import search_key


class KnownOrganization(msgspec.Struct, frozen=True):
    """An organization that the registry has below the alliance."""

    id: UUID
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


class _Matcher:
    """Matches in passes, the surest first; every organization is given to one row at most."""

    def __init__(
        self, candidates: Sequence[Candidate], known: Sequence[KnownOrganization], districts: frozenset[UUID]
    ) -> None:
        self.candidates = candidates
        self.known = known
        self.districts = districts
        self.found: dict[int, KnownOrganization] = {}
        self.given: set[UUID] = set()

    def by(
        self,
        key_of_row: Callable[[Candidate], Hashable | None],
        key_of_known: Callable[[KnownOrganization], Hashable | None],
        *,
        only_if_single: bool = False,
    ) -> None:
        """One pass: rows and organizations of the same key, in the order of the list; None is no key."""
        free: defaultdict[Hashable, list[KnownOrganization]] = defaultdict(list)
        for organization in self.known:
            key = key_of_known(organization)
            if organization.id not in self.given and key is not None:
                free[key].append(organization)
        for place, candidate in enumerate(self.candidates):
            if place in self.found:
                continue
            choices = free.get(key_of_row(candidate), [])
            if only_if_single and len(choices) != 1:
                continue
            match = next((one for one in choices if _codes_agree(candidate.row, one)), None)
            if match is not None:
                choices.remove(match)
                self.given.add(match.id)
                self.found[place] = match

    def lies_in_known_district(self, organization: KnownOrganization) -> bool:
        return organization.area_id in self.districts


def _codes_agree(row: OrganizationRow, known: KnownOrganization) -> bool:
    codes = row.registration_code, known.registration_code
    return None in codes or codes[0] == codes[1]


def match(
    candidates: Sequence[Candidate], known: Sequence[KnownOrganization], *, districts: Iterable[UUID] = ()
) -> list[KnownOrganization | None]:
    """For each row the organization it is, or None for a new one.

    By registration code; else by kind, name, district and commune; else by kind, name and district; else by kind and
    name where the organization's district is not known and nobody else has the name. Two different codes are two
    organizations, whatever their names.
    """
    matcher = _Matcher(candidates, known, frozenset(districts))
    names = [search_key(candidate.row.name) for candidate in candidates]
    communes = [search_key(candidate.row.commune or "") for candidate in candidates]
    place_of = {id(candidate): place for place, candidate in enumerate(candidates)}

    def name(candidate: Candidate) -> tuple[str, str]:
        return candidate.row.kind, names[place_of[id(candidate)]]

    matcher.by(lambda candidate: candidate.row.registration_code, lambda one: one.registration_code)
    matcher.by(
        lambda candidate: (*name(candidate), candidate.area_id, communes[place_of[id(candidate)]]),
        lambda one: (one.kind, one.search_key, one.area_id, search_key(one.commune_name)),
    )
    matcher.by(
        lambda candidate: (*name(candidate), candidate.area_id),
        lambda one: (one.kind, one.search_key, one.area_id),
    )
    matcher.by(
        name,
        lambda one: None if matcher.lies_in_known_district(one) else (one.kind, one.search_key),
        only_if_single=True,
    )
    return [matcher.found.get(place) for place in range(len(candidates))]
