"""Pages of vouchers."""

from litestar import Router

from hoptac.vouchers.events.routes import EventsController
from hoptac.vouchers.events.switches import SwitchesController
from hoptac.vouchers.papers.routes import CONTROLLERS as PAPERS
from hoptac.vouchers.routes.decisions import DecisionsController
from hoptac.vouchers.routes.lists import VoucherListsController
from hoptac.vouchers.routes.vouchers import VouchersController

router = Router(
    path="",
    route_handlers=[
        VoucherListsController,
        VouchersController,
        DecisionsController,
        EventsController,
        SwitchesController,
        *PAPERS,
    ],
)
