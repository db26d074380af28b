"""The pages of closing: months, years, proofs."""

from litestar import Router

from hoptac.closing.routes.checks import ChecksController
from hoptac.closing.routes.months import MonthsController
from hoptac.closing.routes.years import YearsController

router = Router(path="", route_handlers=[MonthsController, YearsController, ChecksController])
