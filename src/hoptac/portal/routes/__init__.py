"""The board's page of who has access, the pages on which it begins, and the member's own pages."""

from litestar import Router

from hoptac.portal.routes.access import MemberAccessController
from hoptac.portal.routes.begin import BeginController
from hoptac.portal.routes.money import OwnMoneyController
from hoptac.portal.routes.own import OwnController

router = Router(path="", route_handlers=[MemberAccessController, BeginController, OwnController, OwnMoneyController])
