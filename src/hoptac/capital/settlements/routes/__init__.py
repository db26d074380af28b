"""The pages of leaving: the assistant, its papers, and the heirs."""

from litestar import Router

from hoptac.capital.settlements.routes.heirs import HeirsController
from hoptac.capital.settlements.routes.terminations import TerminationsController

router = Router(path="", route_handlers=[TerminationsController, HeirsController])
"""Everything under `/{org}/members/{member}/termination`."""
