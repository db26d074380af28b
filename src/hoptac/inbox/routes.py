"""The page of what waits."""

from typing import Any

import msgspec
from litestar import Controller, Request, Response, Router, get

from hoptac.identity.doors import Viewer, viewer_of
from hoptac.identity.permissions import ROLE_PERMISSIONS, Permission
from hoptac.inbox.reading import read_alliance, read_books
from hoptac.inbox.rules import Item, items_of
from hoptac.kit.calendar import today
from hoptac.kit.language import Language, translate
from hoptac.kit.pages import language_of, page
from hoptac.kit.tenancy import enter_tenant
from hoptac.organizations.names import KIND_NAMES


class Desk(msgspec.Struct, frozen=True):
    """One organization of the person and what waits in it."""

    slug: str
    name: str
    kind_name: str
    items: list[Item]


class InboxController(Controller):
    """What waits across all seats of a person."""

    path = "/inbox"

    @get("/", own=True)
    async def index(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Organizations with something urgent first, those with nothing last."""
        viewer, language = viewer_of(request), language_of(request)
        desks = [await _desk(request, viewer, org_id, language) for org_id in _organizations(viewer)]
        urgencies = ("now", "soon", "later")
        desks.sort(key=lambda desk: urgencies.index(desk.items[0].urgency) if desk.items else len(urgencies))
        return page(request, "inbox/index.html", desks=desks, is_inbox=True)


def _organizations(viewer: Viewer) -> list[Any]:
    """The ids of the organizations the person has a seat in, in the order of the switcher."""
    return list(dict.fromkeys(seat.org_id for seat in viewer.seats))


async def _desk(request: Request[Any, Any, Any], viewer: Viewer, org_id: Any, language: Language) -> Desk:
    seats = [seat for seat in viewer.seats if seat.org_id == org_id]
    kind, slug, name = seats[0].kind or "", seats[0].slug or "", seats[0].org_name or ""
    may: set[Permission] = set().union(*(ROLE_PERMISSIONS[seat.role] for seat in seats if seat.role))
    async with enter_tenant(request.app.state.database, org_id) as session:
        if kind == "alliance":
            waiting = await read_alliance(session, org_id)
        else:
            waiting = await read_books(session, org_id, viewer.person_id, may, today())
    return Desk(slug, name, translate(KIND_NAMES[kind], language), items_of(waiting, may, today()))


router = Router(path="", route_handlers=[InboxController])
