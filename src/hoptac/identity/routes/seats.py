"""Who uses an organization: its seats, given and ended by those who lead it."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from hoptac.identity.actions.passwords import renew_one_time_password
from hoptac.identity.doors import organization_of, shared, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.identity.queries.deeds import list_deeds
from hoptac.identity.queries.seats import get_seat
from hoptac.identity.routes.seating import (
    SeatsPlace,
    create_seat,
    delete_seat,
    new_seat_page,
    one_time_page,
    seats_context,
)
from hoptac.identity.routes.shown import shown_deeds
from hoptac.kit.calendar import now, today
from hoptac.kit.errors import Refusal
from hoptac.kit.pages import page, redirect

_DEEDS_SHOWN = 10


def _place(request: Request[Any, Any, Any]) -> SeatsPlace:
    here = organization_of(request)
    path = f"/{here.slug}/seats"
    return SeatsPlace(here.id, here.name, here.kind, path, path, is_platform=False)


class SeatsController(Controller):
    """The people of an organization."""

    path = "/{org:str}/seats"

    @get("/", permission=Permission.READ_SEATS)
    async def index(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Who has which seat, since when; the latest changes below."""
        context = await seats_context(request, _place(request))
        async with shared(request) as session:
            deeds, _before = await list_deeds(session, org_id=organization_of(request).id)
        return page(
            request, "identity/seats/index.html", deeds=shown_deeds(request, deeds[:_DEEDS_SHOWN]),
            may_write=viewer_of(request).may(Permission.WRITE_SEATS), **context,
        )  # fmt: skip

    @get("/new", permission=Permission.WRITE_SEATS)
    async def new(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """The form that gives a role to somebody."""
        return new_seat_page(request, _place(request))

    @post("/", permission=Permission.WRITE_SEATS)
    async def create(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Give a role to somebody, known or new."""
        return await create_seat(request, _place(request))

    @post("/{seat_id:uuid}/end", permission=Permission.WRITE_SEATS)
    async def end(self, request: Request[Any, Any, Any], seat_id: FromPath[UUID]) -> Response[bytes]:
        """End a seat at once."""
        return await delete_seat(request, _place(request), seat_id)

    @post("/{seat_id:uuid}/one-time-password", permission=Permission.WRITE_SEATS)
    async def renew(self, request: Request[Any, Any, Any], seat_id: FromPath[UUID]) -> Response[bytes]:
        """Another one-time password for somebody who never used the first."""
        place, viewer = _place(request), viewer_of(request)
        try:
            async with shared(request) as session:
                seat = await get_seat(session, place.org_id, seat_id)
                password = await renew_one_time_password(
                    session, place.org_id, seat, actor_id=viewer.person_id, today=today(), now=now()
                )
        except Refusal as refusal:
            return redirect(request, place.home, flash=refusal.message, kind="error")
        return one_time_page(request, seat.name, seat.phone or seat.email or "", password, back=place.home)
