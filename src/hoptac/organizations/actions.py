"""Founding an organization in the registry."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Table, insert, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.bulk import insert_rows
from hoptac.kit.calendar import now
from hoptac.kit.identifiers import new_id
from hoptac.kit.marks import mark_sums
from hoptac.kit.vietnamese import clean_text, search_key, sort_key
from hoptac.organizations.areas import find_area
from hoptac.organizations.models import Organization
from hoptac.organizations.names import FIELDS, KINDS
from hoptac.organizations.queries import AllianceRow, find_alliance, find_code_owner, find_organization_id
from hoptac.organizations.rules import (
    AllianceUnknown,
    AreaUnknown,
    FieldUnknown,
    KindUnknown,
    NameMissing,
    RegistrationCodeTaken,
    SlugTaken,
    check_slug,
)

TABLE = cast(Table, Organization.__table__)
INSERT = insert(Organization)


def registry_row(
    *,
    org_id: UUID,
    kind: str,
    slug: str,
    name: str,
    alliance: AllianceRow | None,
    area_id: UUID | None = None,
    registration_code: str | None = None,
    commune_name: str = "",
    activity_field: str | None = None,
    founded_year: int | None = None,
    head_office: str = "",
    legal_representative: str = "",
    phone: str | None = None,
    keeps_books: bool = False,
    created_at: datetime,
) -> dict[str, Any]:
    """The columns of one organization, keys made and text NFC; nothing is checked here."""
    plain = clean_text(name)
    path = alliance.path if alliance else ""
    return {
        "id": org_id,
        "slug": slug,
        "kind": kind,
        "name": plain,
        "short_name": "",
        "sort_key": sort_key(plain, whole=True),
        "search_key": search_key(plain),
        "registration_code": registration_code or None,
        "alliance_id": alliance.id if alliance else None,
        "alliance_path": f"{path}{slug}." if kind == "alliance" else path,
        "area_id": area_id,
        "commune_name": clean_text(commune_name),
        "activity_field": activity_field,
        "founded_year": founded_year,
        "head_office": clean_text(head_office),
        "legal_representative": clean_text(legal_representative),
        "legal_representative_title": "",
        "phone": phone or None,
        "email": None,
        "keeps_books": keeps_books,
        "created_at": created_at,
    }


async def found_organization(
    session: AsyncSession,
    *,
    kind: str,
    slug: str,
    name: str,
    alliance: str | None = None,
    area_code: str | None = None,
    registration_code: str | None = None,
    commune_name: str = "",
    activity_field: str | None = None,
    founded_year: int | None = None,
    head_office: str = "",
    legal_representative: str = "",
    phone: str | None = None,
    keeps_books: bool = True,
    created_at: datetime | None = None,
) -> UUID:
    """Write an organization that works here itself. `alliance` is the slug of the alliance it stands below, `area_code`
    the State's code of its province or commune. Raises a Refusal beside the field that cannot be."""
    if kind not in KINDS:
        raise KindUnknown(kind)
    if activity_field is not None and activity_field not in FIELDS:
        raise FieldUnknown(activity_field)
    check_slug(slug)
    if not clean_text(name):
        raise NameMissing
    if await find_organization_id(session, slug):
        raise SlugTaken(slug)
    if registration_code and await find_code_owner(session, registration_code):
        raise RegistrationCodeTaken(registration_code)
    above = await find_alliance(session, alliance) if alliance else None
    if alliance and above is None:
        raise AllianceUnknown(alliance)
    area_id = await find_area(session, area_code) if area_code else None
    if area_code and area_id is None:
        raise AreaUnknown(area_code)
    org_id = new_id()
    row = registry_row(
        org_id=org_id, kind=kind, slug=slug, name=name, alliance=above, area_id=area_id,
        registration_code=registration_code, commune_name=commune_name, activity_field=activity_field,
        founded_year=founded_year, head_office=head_office, legal_representative=legal_representative, phone=phone,
        keeps_books=keeps_books and kind != "alliance", created_at=created_at or now(),
    )  # fmt: skip
    try:
        await session.execute(INSERT, row)
    except IntegrityError as error:  # somebody else was founding one under the same address or code
        raise (
            SlugTaken(slug) if "slug" in str(error.orig) else RegistrationCodeTaken(registration_code or "")
        ) from error
    await mark_sums(session, row["alliance_path"], row["created_at"])
    return org_id


async def keep_books_here(session: AsyncSession, org_id: UUID) -> None:
    """An organization that the registry knows begins to keep its members and books here."""
    await session.execute(update(Organization).where(Organization.id == org_id).values(keeps_books=True))


async def add_registry_rows(session: AsyncSession, rows: Sequence[dict[str, Any]]) -> None:
    """Write many organizations at once, made by `registry_row`."""
    if rows:
        await insert_rows(session, TABLE, tuple(rows[0]), [tuple(row.values()) for row in rows])
    for row in rows:
        await mark_sums(session, row["alliance_path"], row["created_at"])
