"""The log of what was done to people, seats and the registry, all over the platform."""

from typing import Any

from litestar import Controller, Request, Response, get
from litestar.params import FromQuery

from hoptac.identity.doors import shared
from hoptac.identity.queries.deeds import list_deeds
from hoptac.identity.routes.platform.places import DEEDS
from hoptac.identity.routes.shown import shown_deeds
from hoptac.kit.identifiers import read_uuid
from hoptac.kit.pages import page


class PlatformDeedsController(Controller):
    """The log; it is added to and never changed."""

    path = DEEDS

    @get("/", platform=True)
    async def index(
        self,
        request: Request[Any, Any, Any],
        organization: FromQuery[str] = "",
        person: FromQuery[str] = "",
        before: FromQuery[str] = "",
    ) -> Response[bytes]:
        """A page of the log, the newest first; of one organization or one person if asked."""
        org_id, person_id = read_uuid(organization), read_uuid(person)
        async with shared(request) as session:
            deeds, following = await list_deeds(session, org_id=org_id, person_id=person_id, before=read_uuid(before))
        kept = f"organization={org_id or ''}&person={person_id or ''}"
        return page(
            request, "identity/platform/deeds/index.html", deeds=shown_deeds(request, deeds),
            is_narrowed=bool(org_id or person_id), first_href=f"{DEEDS}?{kept}" if before else None,
            next_href=f"{DEEDS}?{kept}&before={following}" if following else None,
        )  # fmt: skip
