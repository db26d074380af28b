"""The registry's side of a yearly list: the organizations below an alliance, found, founded and brought up to date."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, cast
from uuid import UUID

import msgspec
from sqlalchemy import ARRAY, Table, Text, any_, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.alliance.matching import Candidate, KnownOrganization, match
from hoptac.alliance.reading import OrganizationRow, RegistryVerdict
from hoptac.indicators.rules import Subject
from hoptac.kit.identifiers import new_id
from hoptac.kit.marks import mark_sums
from hoptac.kit.vietnamese import clean_text, search_key
from hoptac.organizations.actions import add_registry_rows, registry_row
from hoptac.organizations.areas import TWO_LEVELS_FROM, add_districts, communes_of
from hoptac.organizations.models import Organization
from hoptac.organizations.queries import AllianceRow, below, taken_slugs
from hoptac.organizations.rules import slug_choices, unique_slug

_KNOWN_COLUMNS = tuple(getattr(Organization, name) for name in KnownOrganization.__struct_fields__)
KNOWN = select(*_KNOWN_COLUMNS).where(
    Organization.alliance_path >= bindparam("low"),
    Organization.alliance_path < bindparam("high"),
    Organization.kind != "alliance",
)
CODES_ELSEWHERE = select(Organization.registration_code).where(
    Organization.registration_code == any_(bindparam("codes", type_=ARRAY(Text()))),
    ~(
        (Organization.alliance_path >= bindparam("low"))
        & (Organization.alliance_path < bindparam("high"))
        & (Organization.kind != "alliance")
    ),
)
_TABLE = cast(Table, Organization.__table__)
_FACTS = (
    "registration_code", "area_id", "commune_name", "activity_field", "founded_year", "head_office",
    "legal_representative", "phone",
)  # fmt: skip
UPDATE = (
    update(_TABLE).where(_TABLE.c.id == bindparam("of_org")).values({name: bindparam(f"new_{name}") for name in _FACTS})
)


class Placed(msgspec.Struct, frozen=True):
    """A row of the list with the organization that it is."""

    verdict: RegistryVerdict
    subject: Subject
    keeps_books: bool


class _Facts(msgspec.Struct, frozen=True):
    """What a list says of an organization, apart from its figures; empty where it says nothing."""

    registration_code: str | None
    area_id: UUID | None
    commune_name: str
    activity_field: str | None
    founded_year: int | None
    head_office: str
    legal_representative: str
    phone: str | None


async def codes_elsewhere(session: AsyncSession, alliance: AllianceRow, codes: Sequence[str]) -> set[str]:
    """Those of the registration codes that organizations outside the alliance have."""
    low, high = below(alliance.path)
    parameters = {"codes": list(codes), "low": low, "high": high}
    return {code for code in (await session.execute(CODES_ELSEWHERE, parameters)).scalars() if code} if codes else set()


async def place_rows(
    session: AsyncSession,
    alliance: AllianceRow,
    verdicts: Sequence[RegistryVerdict],
    *,
    year: int,
    is_newest: bool,
    at: datetime,
) -> list[Placed]:
    """Find or found the organization of each row; areas first, then organizations: all of them rows shared by all.

    What the newest list says of an organization replaces what stood there, an older one only fills what was empty;
    an organization that keeps its books here knows itself better than any list.
    """
    names = {verdict.organization.district for verdict in verdicts if verdict.organization.district}
    districts = await add_districts(
        session, alliance_id=alliance.id, province_id=alliance.province_id, names=sorted(names), year=year
    )
    communes = await communes_of(session, alliance.province_id) if year >= TWO_LEVELS_FROM.year else {}
    candidates = [
        Candidate(verdict.organization, _area_of(verdict.organization, districts, communes)) for verdict in verdicts
    ]
    low, high = below(alliance.path)
    known = [KnownOrganization(*row) for row in await session.execute(KNOWN, {"low": low, "high": high})]
    matches = match(candidates, known, districts=districts.values())
    facts = [_facts_of(candidate) for candidate in candidates]
    founded = await _found(
        session, alliance, [one for one, found in zip(candidates, matches, strict=True) if not found], at
    )
    await _bring_up_to_date(session, alliance, matches, facts, is_newest=is_newest)
    await mark_sums(session, alliance.path, at)
    placed: list[Placed] = []
    for verdict, one, found in zip(verdicts, facts, matches, strict=True):
        org_id = found.id if found else next(founded)
        area_id = one.area_id or (found.area_id if found else None)
        field = one.activity_field or (found.activity_field if found else None)
        subject = Subject(org_id, alliance.path, verdict.organization.kind, field, area_id)
        placed.append(Placed(verdict, subject, found is not None and found.keeps_books))
    return placed


def _area_of(row: OrganizationRow, districts: dict[str, UUID], communes: dict[str, UUID]) -> UUID | None:
    if row.district:
        return districts.get(search_key(row.district))
    return communes.get(search_key(row.commune)) if row.commune else None


def _facts_of(candidate: Candidate) -> _Facts:
    row = candidate.row
    return _Facts(
        row.registration_code or None, candidate.area_id, clean_text(row.commune or ""), row.activity_field,
        row.founded_year, clean_text(row.address or ""), clean_text(row.representative or ""), row.phone or None,
    )  # fmt: skip


async def _found(
    session: AsyncSession, alliance: AllianceRow, candidates: Sequence[Candidate], at: datetime
) -> Iterator[UUID]:
    """Write the new organizations; gives their ids in the order of the candidates."""
    ids = [new_id() for _candidate in candidates]
    wanted = {
        slug
        for org_id, candidate in zip(ids, candidates, strict=True)
        for slug in slug_choices(candidate.row.name, org_id.hex)
    }
    taken = await taken_slugs(session, sorted(wanted))
    rows = []
    for org_id, candidate in zip(ids, candidates, strict=True):
        slug = unique_slug(candidate.row.name, org_id.hex, taken)
        taken.add(slug)
        facts = msgspec.structs.asdict(_facts_of(candidate))
        rows.append(
            registry_row(
                org_id=org_id, kind=candidate.row.kind, slug=slug, name=candidate.row.name, alliance=alliance,
                created_at=at, **facts,
            )
        )  # fmt: skip
    await add_registry_rows(session, rows)
    return iter(ids)


async def _bring_up_to_date(
    session: AsyncSession,
    alliance: AllianceRow,
    matches: Sequence[KnownOrganization | None],
    facts: Sequence[_Facts],
    *,
    is_newest: bool,
) -> None:
    changes = []
    for found, said in zip(matches, facts, strict=True):
        if found is None:
            continue
        old = {name: getattr(found, name) for name in _FACTS}
        replaces = is_newest and not found.keeps_books
        new = {name: _newer(old[name], getattr(said, name), replaces=replaces) for name in _FACTS}
        if said.area_id and found.area_id == alliance.province_id:  # the whole province is no answer to "where"
            new["area_id"] = said.area_id
        if new != old:
            changes.append({"of_org": found.id} | {f"new_{name}": value for name, value in new.items()})
    if changes:
        await session.execute(UPDATE, changes)


def _newer(old: Any, said: Any, *, replaces: bool) -> Any:
    if said in (None, ""):
        return old
    return said if replaces or old in (None, "") else old
