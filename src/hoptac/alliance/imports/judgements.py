"""The verdict on a row beside the registry: which organization it is, and whose figures it would replace. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple
from uuid import UUID

import msgspec

from hoptac.alliance.facts import Facts, facts_after, facts_of
from hoptac.alliance.imports import reasons
from hoptac.alliance.matching import Candidate, KnownOrganization, Match, match
from hoptac.alliance.reading import OrganizationRow, RegistryVerdict
from hoptac.indicators.rules import Subject, YearFigures
from hoptac.kit.identifiers import new_id
from hoptac.kit.imports import LEAVE_OUT, Answers, key_of
from hoptac.kit.tables.cells import Reason
from hoptac.kit.vietnamese import clean_text, search_key
from hoptac.organizations.communes import Communes
from hoptac.organizations.queries import AllianceRow

Status = Literal["accepted", "needs_a_decision", "refused", "unchanged"]

IS_KNOWN = "is:"
"""A decision that names the organization a row is: `is:<its id>`."""
SEPARATE = "import_as_separate_organization"


class Replaced(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Other figures that are declared for the year already: from which file, and the capital they say, in đồng."""

    source: str
    charter_capital_dong: int | None


class Choice(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One of several organizations a row could be, in words that tell it from the others."""

    id: str
    name: str
    about: str
    replaced: Replaced | None = None


class Judgement(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The verdict on one row by itself, and what becomes of it beside the registry.

    `known_id` is the organization it is, None for a new one. `replaced` are the other figures that it would overwrite.
    """

    verdict: RegistryVerdict
    status: Status
    reasons: tuple[Reason, ...] = ()
    notes: tuple[Reason, ...] = ()
    decisions: tuple[str, ...] = ()
    known_id: str | None = None
    replaced: Replaced | None = None
    choices: tuple[Choice, ...] = ()

    @property
    def sheet(self) -> str:
        return self.verdict.sheet

    @property
    def row(self) -> int:
        return self.verdict.row

    @property
    def organization(self) -> OrganizationRow:
        return self.verdict.organization


class Declared(msgspec.Struct, frozen=True):
    """What is declared for the year of one organization, and how it is grouped there."""

    figures: YearFigures
    subject: Subject
    source: str


class Registry(msgspec.Struct, frozen=True):
    """The registry as a list must know it; `settled` are organizations that rows of the same file became before."""

    alliance: AllianceRow
    year: int
    is_newest: bool
    known: Sequence[KnownOrganization]
    districts: Mapping[str, UUID]
    communes: Communes[UUID]
    codes_elsewhere: frozenset[str]
    settled: Mapping[str, UUID]


class Place(NamedTuple):
    """A row with what it says, and the organization that it is or could be."""

    verdict: RegistryVerdict
    candidate: Candidate
    match: Match


def place_rows(verdicts: Sequence[RegistryVerdict], registry: Registry) -> list[Place]:
    """Every row that could be taken in, with its organization; a code that is another's is left out of it."""
    areas = _Areas(registry)
    rows = [_without_code(verdict, registry.codes_elsewhere) for verdict in verdicts]
    candidates = [Candidate(row.organization, areas.of(row.organization)) for row in rows]
    possible = [place for place, row in enumerate(rows) if row.status != "refused"]
    settled = {
        place: registry.settled[key]
        for place, index in enumerate(possible)
        if (key := key_of(rows[index])) in registry.settled
    }
    found = match([candidates[index] for index in possible], registry.known, districts=areas.districts, settled=settled)
    matches = dict(zip(possible, found, strict=True))
    return [
        Place(row, candidate, matches.get(place, Match()))
        for place, (row, candidate) in enumerate(zip(rows, candidates, strict=True))
    ]


class _Areas:
    """The areas that rows name; a district that the registry does not have yet gets an id for the time being."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._new: dict[str, UUID] = {}

    @property
    def districts(self) -> list[UUID]:
        return [*self._registry.districts.values(), *self._new.values()]

    def of(self, row: OrganizationRow) -> UUID | None:
        key = search_key(row.district or "")
        if key:
            known = self._registry.districts.get(key)
            return known or self._new.setdefault(key, new_id())
        return self._registry.communes.only(row.commune) if row.commune else None


def _without_code(verdict: RegistryVerdict, elsewhere: frozenset[str]) -> RegistryVerdict:
    """A code that an organization outside the alliance has cannot name a second one; the row goes on without it."""
    if verdict.organization.registration_code not in elsewhere:
        return verdict
    organization = msgspec.structs.replace(verdict.organization, registration_code=None)
    return msgspec.structs.replace(verdict, organization=organization, notes=(*verdict.notes, reasons.CODE_ELSEWHERE))


def organizations_of(places: Iterable[Place]) -> list[UUID]:
    """Every organization that a row is or could be: those whose declared figures must be known."""
    found: dict[UUID, None] = {}
    for place in places:
        found.update(dict.fromkeys(one.id for one in (place.match.found, *place.match.among) if one))
    return list(found)


def judge_places(places: Iterable[Place], registry: Registry, declared: Mapping[UUID, Declared]) -> list[Judgement]:
    """The verdict on each row beside the registry and what is declared for the year."""
    return [_judged(place, registry, declared) for place in places]


def _judged(place: Place, registry: Registry, declared: Mapping[UUID, Declared]) -> Judgement:
    verdict, found = place.verdict, place.match.found
    if verdict.status == "refused":
        return Judgement(verdict, "refused", verdict.reasons, verdict.notes)
    if place.match.among:
        return _uncertain(place, declared)
    if found is None:
        return Judgement(verdict, verdict.status, verdict.reasons, verdict.notes, verdict.decisions)
    here = declared.get(found.id)
    is_settled = key_of(verdict) in registry.settled
    status: Status = "accepted" if is_settled else verdict.status
    reasons_, decisions = ((), ()) if is_settled else (verdict.reasons, verdict.decisions)
    if here and status == "accepted" and not _changes(place, found, here, registry):
        return Judgement(verdict, "unchanged", (), verdict.notes, (), str(found.id))
    replaced = _replaced(place.candidate.row, here)
    notes = (*verdict.notes, reasons.other_figures(here.figures, here.source)) if here and replaced else verdict.notes
    return Judgement(verdict, status, reasons_, notes, decisions, str(found.id), replaced)


def _uncertain(place: Place, declared: Mapping[UUID, Declared]) -> Judgement:
    verdict, among = place.verdict, place.match.among
    choices = tuple(
        Choice(str(one.id), one.name, _about(one), _replaced(place.candidate.row, declared.get(one.id)))
        for one in among
    )
    decisions = (*(f"{IS_KNOWN}{choice.id}" for choice in choices), SEPARATE, LEAVE_OUT)
    why = (*verdict.reasons, reasons.several_known(len(among)))
    return Judgement(verdict, "needs_a_decision", why, verdict.notes, decisions, choices=choices)


def _about(one: KnownOrganization) -> str:
    """What tells an organization from its namesakes."""
    year = str(one.founded_year) if one.founded_year else ""
    said = (one.commune_name or one.head_office, one.registration_code, one.legal_representative, one.phone, year)
    return ", ".join(text for text in said if text)


def _replaced(row: OrganizationRow, here: Declared | None) -> Replaced | None:
    if here is None or here.figures == figures_of_row(row):
        return None
    return Replaced(here.source, here.figures.charter_capital_dong)


def _changes(place: Place, found: KnownOrganization, here: Declared, registry: Registry) -> bool:
    """Whether taking the row in would change the figures, how they are grouped, or what is known of the organization."""
    said = facts_of(place.candidate)
    new = facts_after(found, said, is_newest=registry.is_newest, province_id=registry.alliance.province_id)
    subject = subject_of(place.candidate.row.kind, found.id, said, found, registry.alliance)
    return new is not None or here.figures != figures_of_row(place.candidate.row) or here.subject != subject


def subject_of(kind: str, org_id: UUID, said: Facts, found: KnownOrganization | None, alliance: AllianceRow) -> Subject:
    """How the figures of a row are grouped: by what it says, else by what is known of the organization."""
    field = said.activity_field or (found.activity_field if found else None)
    return Subject(org_id, alliance.path, kind, field, said.area_id or (found.area_id if found else None))


def figures_of_row(row: OrganizationRow) -> YearFigures:
    """The figures that a row declares."""
    return YearFigures(
        members=row.members,
        regular_workers=row.regular_workers,
        charter_capital_dong=row.charter_capital_dong,
        charter_capital_before_dong=row.charter_capital_before_dong,
        revenue_dong=row.revenue_dong,
        profit_dong=row.profit_dong,
        production_area_m2=row.production_area_m2,
        effective=_answer(row.effective),
        under_2012_law=_answer(row.under_2012_law),
        linked=_answer(row.linked),
        model=_answer(row.model),
        founded_year=row.founded_year,
        main_product=clean_text(row.main_product or ""),
    )


def _answer(value: bool | None) -> int | None:
    return None if value is None else int(value)


def target_of(judgement: Judgement, answers: Answers) -> str | None:
    """The organization a row that comes in is: the one it is known to be or was said to be; None for a new one."""
    answer = str(answers.get(key_of(judgement), ""))
    return answer.removeprefix(IS_KNOWN) if answer.startswith(IS_KNOWN) else judgement.known_id


class Overwriting(msgspec.Struct, frozen=True):
    """How many organizations have other figures from one file, and their charter capital there and here, in đồng."""

    source: str
    count: int
    before_dong: int
    after_dong: int


def overwritten(coming: Iterable[Judgement], answers: Answers) -> list[Overwriting]:
    """What the rows that come in would overwrite, file by file, the most first."""
    count: Counter[str] = Counter()
    before: Counter[str] = Counter()
    after: Counter[str] = Counter()
    for judgement in coming:
        chosen = target_of(judgement, answers)
        by_choice = {choice.id: choice.replaced for choice in judgement.choices}
        replaced = by_choice.get(chosen or "") if judgement.choices else judgement.replaced
        if replaced:
            count[replaced.source] += 1
            before[replaced.source] += replaced.charter_capital_dong or 0
            after[replaced.source] += judgement.organization.charter_capital_dong or 0
    return [Overwriting(source, many, before[source], after[source]) for source, many in count.most_common()]
