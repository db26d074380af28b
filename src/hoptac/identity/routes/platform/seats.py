"""An organization's seats, given and ended from the platform: its first chair comes from here."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from hoptac.identity.doors import shared
from hoptac.identity.routes.platform.places import ORGANIZATIONS, seats_place
from hoptac.identity.routes.seating import SeatsPlace, create_seat, delete_seat, new_seat_page
from hoptac.organizations.listing import get_organization_facts


async def _place(request: Request[Any, Any, Any], organization_id: UUID) -> SeatsPlace:
    async with shared(request) as session:
        return seats_place(await get_organization_facts(session, organization_id))


class PlatformSeatsController(Controller):
    """The seats of any organization."""

    path = ORGANIZATIONS + "/{organization_id:uuid}/seats"

    @get("/new", platform=True)
    async def new(self, request: Request[Any, Any, Any], organization_id: FromPath[UUID]) -> Response[bytes]:
        """The form that gives a role to somebody."""
        return new_seat_page(request, await _place(request, organization_id))

    @post("/", platform=True)
    async def create(self, request: Request[Any, Any, Any], organization_id: FromPath[UUID]) -> Response[bytes]:
        """Give a role to somebody, known or new."""
        return await create_seat(request, await _place(request, organization_id))

    @post("/{seat_id:uuid}/end", platform=True)
    async def end(
        self, request: Request[Any, Any, Any], organization_id: FromPath[UUID], seat_id: FromPath[UUID]
    ) -> Response[bytes]:
        """End a seat at once."""
        return await delete_seat(request, await _place(request, organization_id), seat_id)
