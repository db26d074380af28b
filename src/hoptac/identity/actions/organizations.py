"""Founding an organization in the browser, and letting one that the registry knows keep its books here."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.identity.actions.deeds import record_deed
from hoptac.identity.forms import FoundingForm
from hoptac.kit.identifiers import new_id
from hoptac.kit.vietnamese import search_key
from hoptac.organizations.actions import found_organization, keep_books_here
from hoptac.organizations.areas import list_communes
from hoptac.organizations.listing import get_organization_facts, list_namesakes
from hoptac.organizations.profile import Profile, change_profile
from hoptac.organizations.queries import find_alliance, taken_slugs
from hoptac.organizations.rules import SameNameFound, choose_commune, slug_choices, unique_slug


async def propose_slug(session: AsyncSession, name: str) -> str:
    """An address made from the name that nobody has; empty while there is no name."""
    if not search_key(name):
        return ""
    key = new_id().hex
    return unique_slug(name, key, await taken_slugs(session, slug_choices(name, key)))


async def found(session: AsyncSession, form: FoundingForm, *, actor_id: UUID, now: datetime) -> UUID:
    """Write the organization of a form that was read; an empty address is made from the name.

    Raises what `found_organization` raises, SameNameFound unless the form says that these are two, and CommuneUnknown
    or CommuneAmbiguous for a commune that the province has not, or twice.
    """
    above = await find_alliance(session, form.alliance) if form.alliance else None
    if not form.is_another:
        path = above.path if above else ""
        for slug in await list_namesakes(session, search_key=search_key(form.name), kind=form.kind, path=path):
            raise SameNameFound(slug)
    area_code, commune_name = form.province, ""
    if form.province and form.commune:
        area_code, commune_name = choose_commune(form.commune, await list_communes(session, form.province))
    org_id = await found_organization(
        session, kind=form.kind, slug=form.slug or await propose_slug(session, form.name), name=form.name,
        alliance=form.alliance, area_code=area_code, registration_code=form.registration_code,
        commune_name=commune_name, created_at=now,
    )  # fmt: skip
    await record_deed(
        session, "organization_founded", ("organization", org_id), actor_id=actor_id, now=now, org_id=org_id
    )
    return org_id


async def change_organization(
    session: AsyncSession, org_id: UUID, profile: Profile, *, actor_id: UUID, now: datetime
) -> bool:
    """Write what the organization says of itself; False where nothing changed. Raises RegistrationCodeTaken."""
    changed = await change_profile(session, org_id, profile)
    if changed:
        subject, detail = ("organization", org_id), {"fields": [f"organization.{name}" for name in changed]}
        await record_deed(
            session, "organization_changed", subject, actor_id=actor_id, now=now, org_id=org_id, detail=detail
        )
    return bool(changed)


async def open_books(session: AsyncSession, org_id: UUID, *, actor_id: UUID, now: datetime) -> None:
    """From now on the organization keeps its members and books here; an alliance never does."""
    facts = await get_organization_facts(session, org_id)
    if facts.keeps_books or facts.kind == "alliance":
        return
    await keep_books_here(session, org_id)
    subject = ("organization", org_id)
    await record_deed(session, "books_opened", subject, actor_id=actor_id, now=now, org_id=org_id)
