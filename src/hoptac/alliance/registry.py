"""The registry's side of a yearly list: the organizations below an alliance, read, founded and brought up to date."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, cast
from uuid import UUID

import msgspec
from sqlalchemy import ARRAY, Table, Text, any_, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.alliance.facts import FACT_NAMES, Facts, facts_after, facts_of
from hoptac.alliance.matching import Candidate, KnownOrganization
from hoptac.alliance.reading import OrganizationRow
from hoptac.kit.identifiers import new_id
from hoptac.kit.marks import mark_sums
from hoptac.kit.vietnamese import search_key
from hoptac.organizations.actions import add_registry_rows, registry_row
from hoptac.organizations.areas import TWO_LEVELS_FROM, add_districts, communes_of
from hoptac.organizations.communes import Communes
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
UPDATE = (
    update(_TABLE)
    .where(_TABLE.c.id == bindparam("of_org"))
    .values({name: bindparam(f"new_{name}") for name in FACT_NAMES})
)


class Row(NamedTuple):
    """What a list says of one organization, and the one that it is; None for a new one."""

    said: OrganizationRow
    known: KnownOrganization | None


class Written(NamedTuple):
    """A row that is in the registry: the organization's id and what the list said, with its area."""

    org_id: UUID
    facts: Facts


async def list_known(session: AsyncSession, alliance: AllianceRow) -> list[KnownOrganization]:
    """Every organization below an alliance, the oldest first."""
    low, high = below(alliance.path)
    found = [KnownOrganization(*row) for row in await session.execute(KNOWN, {"low": low, "high": high})]
    return sorted(found, key=lambda organization: organization.id)


async def find_codes_elsewhere(session: AsyncSession, alliance: AllianceRow, codes: Sequence[str]) -> frozenset[str]:
    """Those of the registration codes that organizations outside the alliance have."""
    if not codes:
        return frozenset()
    low, high = below(alliance.path)
    found = await session.execute(CODES_ELSEWHERE, {"codes": list(codes), "low": low, "high": high})
    return frozenset(code for code in found.scalars() if code)


async def communes_in(session: AsyncSession, alliance: AllianceRow, year: int) -> Communes[UUID]:
    """The communes that a list of a year may name without a district: since 2025 there are provinces and communes alone."""
    return await communes_of(session, alliance.province_id) if year >= TWO_LEVELS_FROM.year else Communes()


async def write_rows(
    session: AsyncSession, alliance: AllianceRow, rows: Sequence[Row], *, year: int, is_newest: bool, at: datetime
) -> list[Written]:
    """Found the new organizations and bring the known ones up to date; areas first, all of them rows shared by all."""
    names = {row.said.district for row in rows if row.said.district}
    districts = await add_districts(
        session, alliance_id=alliance.id, province_id=alliance.province_id, names=sorted(names), year=year
    )
    communes = await communes_in(session, alliance, year)
    candidates = [Candidate(row.said, _area_of(row.said, districts, communes)) for row in rows]
    facts = [facts_of(candidate) for candidate in candidates]
    new = [(candidate, said) for candidate, said, row in zip(candidates, facts, rows, strict=True) if not row.known]
    founded = iter(await _found(session, alliance, new, at))
    await _bring_up_to_date(session, alliance, rows, facts, is_newest=is_newest)
    await mark_sums(session, alliance.path, at)
    return [Written(row.known.id if row.known else next(founded), said) for row, said in zip(rows, facts, strict=True)]


def _area_of(row: OrganizationRow, districts: dict[str, UUID], communes: Communes[UUID]) -> UUID | None:
    if row.district:
        return districts.get(search_key(row.district))
    return communes.only(row.commune) if row.commune else None


async def _found(
    session: AsyncSession, alliance: AllianceRow, new: Sequence[tuple[Candidate, Facts]], at: datetime
) -> list[UUID]:
    """Write the new organizations; gives their ids in the same order."""
    ids = [new_id() for _one in new]
    wanted = {
        slug
        for org_id, (candidate, _facts) in zip(ids, new, strict=True)
        for slug in slug_choices(candidate.row.name, org_id.hex)
    }
    taken = await taken_slugs(session, sorted(wanted))
    rows = []
    for org_id, (candidate, facts) in zip(ids, new, strict=True):
        slug = unique_slug(candidate.row.name, org_id.hex, taken)
        taken.add(slug)
        rows.append(
            registry_row(
                org_id=org_id, kind=candidate.row.kind, slug=slug, name=candidate.row.name, alliance=alliance,
                created_at=at, **msgspec.structs.asdict(facts),
            )
        )  # fmt: skip
    await add_registry_rows(session, rows)
    return ids


async def _bring_up_to_date(
    session: AsyncSession, alliance: AllianceRow, rows: Sequence[Row], facts: Sequence[Facts], *, is_newest: bool
) -> None:
    changes = []
    for row, said in zip(rows, facts, strict=True):
        if row.known is None:
            continue
        new = facts_after(row.known, said, is_newest=is_newest, province_id=alliance.province_id)
        if new is not None:
            changes.append({"of_org": row.known.id} | {f"new_{name}": value for name, value in new.items()})
    if changes:
        await session.execute(UPDATE, changes)
