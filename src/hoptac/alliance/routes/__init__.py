"""Pages of an alliance: the dashboard, the organizations, the yearly lists."""

from litestar import Router

from hoptac.alliance.routes.dashboard import DashboardController
from hoptac.alliance.routes.organizations import OrganizationsController
from hoptac.alliance.routes.registry_imports import RegistryImportsController

router = Router(path="", route_handlers=[DashboardController, OrganizationsController, RegistryImportsController])
