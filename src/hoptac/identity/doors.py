"""The guard of every route, and the doors a handler enters an organization through.

Closed by default: the guard runs for each request, a handler without a declared permission does not start, and another
organization's address looks like one that does not exist. A handler says who may come in: `permission=…` in the
organization of its address, `own=True` whoever is signed in, `platform=True` platform administrators, `member=True` who reads
a member's own pages, `public=True` anybody; `anonymous=True` is a public one that does not even ask who looks. Who signed in by
a PIN comes to `member=True` and no further.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import msgspec
from litestar import Request
from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.identity.actions.sign_in import hash_of, note_seen
from hoptac.identity.permissions import Permission, may
from hoptac.identity.queries.sessions import SeatRow, list_seats_of_session
from hoptac.identity.rules.sign_in import SEEN_EVERY
from hoptac.kit.calendar import now, today
from hoptac.kit.errors import NotFound
from hoptac.kit.prepared import Reading
from hoptac.kit.tenancy import enter_alliance, enter_tenant, read_alliance, read_tenant
from hoptac.organizations.models import Organization

SESSION_COOKIE = "hoptac_session"


class SignedOut(Exception):
    """Nobody is signed in; the person is led to the sign-in page and back."""


class PermissionMissing(Exception):
    """The person sits in this organization, but the role may not do this."""

    def __init__(self, permission: Permission) -> None:
        super().__init__(permission)
        self.permission = permission


class PasswordToChoose(Exception):
    """The password is a one-time one: nothing opens but the page on which to choose one's own."""


class PasswordNeeded(Exception):
    """Signed in by a PIN, which opens a member's own pages and nothing else."""


class OrganizationRef(msgspec.Struct, frozen=True):
    """The organization whose pages are open."""

    id: UUID
    slug: str
    name: str
    kind: str
    alliance_path: str
    short_name: str = ""


class Viewer(msgspec.Struct, frozen=True):
    """Who looks, from which seat."""

    person_id: UUID
    name: str
    is_platform_administrator: bool
    has_one_time_password: bool
    organization: OrganizationRef | None
    roles: tuple[str, ...]
    seats: tuple[SeatRow, ...]
    by_pin: bool
    is_member: bool
    overdue: int = 0
    soon: int = 0
    """What the bell shows in this organization: duties past their day, and those that are near."""

    def may(self, permission: Permission) -> bool:
        """Whether this seat allows the deed; templates ask before they show a button."""
        return may(self.roles, permission)


def _viewer(rows: list[SeatRow], slug: str | None) -> Viewer:
    first = rows[0]
    here = [row for row in rows if slug is not None and row.slug == slug]
    organization = None
    if here:
        of_seat: Any = here[0]  # a seat that has the slug of the address has all of the organization's fields
        organization = OrganizationRef(
            of_seat.org_id, of_seat.slug, of_seat.org_name, of_seat.kind, of_seat.alliance_path, of_seat.org_short_name
        )
    seats = tuple(row for row in rows if row.org_id is not None)
    roles = tuple(row.role for row in here if row.role is not None)
    return Viewer(
        first.person_id, first.person_name, first.is_platform_administrator and not first.by_pin,
        first.has_one_time_password and not first.by_pin, organization, roles, seats, first.by_pin, first.is_member, *((here[0].overdue or 0, here[0].soon or 0) if here else ()),
    )  # fmt: skip


async def guard_every_route(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Load who looks and refuse who may not; raises SignedOut, PasswordToChoose, PasswordNeeded, NotFound
    or PermissionMissing."""
    if handler.opt.get("anonymous"):
        return
    token = connection.cookies.get(SESSION_COOKIE)
    rows: list[SeatRow] = []
    if token:
        at, token_hash, database = now(), hash_of(token), connection.app.state.database
        rows = await list_seats_of_session(database, token_hash, today=today(), now=at)
        if rows and at - rows[0].seen_at > SEEN_EVERY:
            async with database.begin() as session:
                await note_seen(session, token_hash, now=at)
    slug = connection.path_params.get("org")
    if rows:
        connection.scope["viewer"] = _viewer(rows, slug)  # type: ignore[typeddict-unknown-key]
    if handler.opt.get("public"):
        return
    if not rows:
        raise SignedOut
    viewer: Viewer = connection.scope["viewer"]  # type: ignore[typeddict-item]
    if viewer.has_one_time_password and not handler.opt.get("before_own_password"):
        raise PasswordToChoose
    _refuse_who_may_not(viewer, handler)


def _refuse_who_may_not(viewer: Viewer, handler: BaseRouteHandler) -> None:
    if handler.opt.get("platform") and not viewer.is_platform_administrator:
        raise NotFound
    permission: Permission | None = handler.opt.get("permission")
    if viewer.by_pin and handler.opt.get("own"):
        raise PasswordNeeded
    if permission is None:
        return  # declared with `platform=True`, or a page of the signed-in person's own (`own=True`, `member=True`)
    if viewer.organization is None:
        raise NotFound
    if not viewer.may(permission):
        raise PermissionMissing(permission)


def find_viewer(request: Request[Any, Any, Any]) -> Viewer | None:
    """Who looks, or None on a public page that nobody signed in for."""
    return request.scope.get("viewer")


def viewer_of(request: Request[Any, Any, Any]) -> Viewer:
    """Who looks; the guard has made sure that there is somebody."""
    viewer = find_viewer(request)
    if viewer is None:
        raise SignedOut
    return viewer


def organization_of(request: Request[Any, Any, Any]) -> OrganizationRef:
    """The organization of the address, in which the guard found the viewer seated."""
    organization = viewer_of(request).organization
    if organization is None:
        raise NotFound
    return organization


@asynccontextmanager
async def shared(request: Request[Any, Any, Any]) -> AsyncIterator[AsyncSession]:
    """One transaction on the rows that all share (people, seats, the registry), in no organization."""
    async with request.app.state.database.begin() as session:
        yield session


@asynccontextmanager
async def tenant(request: Request[Any, Any, Any]) -> AsyncIterator[AsyncSession]:
    """One transaction inside the organization of the address; commits on leaving the block."""
    async with enter_tenant(request.app.state.database, organization_of(request).id) as session:
        yield session


@asynccontextmanager
async def reading(request: Request[Any, Any, Any]) -> AsyncIterator[Reading]:
    """The same for a page that only reads, by prepared statements alone."""
    async with read_tenant(request.app.state.database, organization_of(request).id) as inside:
        yield inside


@asynccontextmanager
async def reading_alliance(request: Request[Any, Any, Any]) -> AsyncIterator[Reading]:
    """The figures below the alliance of the address, by prepared statements alone."""
    async with read_alliance(request.app.state.rollup, organization_of(request).alliance_path) as inside:
        yield inside


@asynccontextmanager
async def alliance(request: Request[Any, Any, Any]) -> AsyncIterator[AsyncSession]:
    """One read of the figures below the alliance of the address, as the role that can read nothing else."""
    async with enter_alliance(request.app.state.rollup, organization_of(request).alliance_path) as session:
        yield session


@asynccontextmanager
async def public_tenant(
    request: Request[Any, Any, Any], slug: str
) -> AsyncIterator[tuple[OrganizationRef, AsyncSession]]:
    """The organization named in a public address, for pages that anybody may open with the right code."""
    database = request.app.state.database
    columns = (Organization.id, Organization.slug, Organization.name, Organization.kind, Organization.alliance_path)
    async with database.begin() as session:
        row = (await session.execute(select(*columns).where(Organization.slug == slug))).first()
    if row is None:
        raise NotFound
    organization = OrganizationRef(*row)
    async with enter_tenant(database, organization.id) as session:
        yield organization, session
