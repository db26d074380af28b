"""Pages of opening balances."""

from litestar import Router

from hoptac.opening.routes.grid import OpeningGridController
from hoptac.opening.routes.imports import OpeningImportsController
from hoptac.opening.routes.overview import OpeningController

router = Router(path="", route_handlers=[OpeningController, OpeningGridController, OpeningImportsController])
