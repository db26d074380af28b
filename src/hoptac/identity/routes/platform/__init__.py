"""Pages of those who run the platform: organizations, people, and the log of what was done to them."""

from typing import Any

from litestar import Controller, Request, Response, get

from hoptac.identity.routes.platform.deeds import PlatformDeedsController
from hoptac.identity.routes.platform.organizations import PlatformOrganizationsController
from hoptac.identity.routes.platform.people import PlatformPeopleController
from hoptac.identity.routes.platform.seats import PlatformSeatsController
from hoptac.kit.pages import redirect


class PlatformController(Controller):
    """The way in."""

    @get("/platform", platform=True)
    async def home(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """The first place."""
        return redirect(request, "/platform/organizations")


CONTROLLERS = (
    PlatformController,
    PlatformOrganizationsController,
    PlatformSeatsController,
    PlatformPeopleController,
    PlatformDeedsController,
)
