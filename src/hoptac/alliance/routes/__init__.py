"""Pages of an alliance: the dashboard, the organizations, the yearly lists."""

from litestar import Router

from hoptac.alliance.routes.dashboard import DashboardController
from hoptac.alliance.routes.organizations import OrganizationsController
from hoptac.alliance.routes.registry_imports import RegistryImportsController
from hoptac.alliance.routes.registry_jobs import RegistryJobsController

router = Router(
    path="",
    route_handlers=[
        DashboardController,
        OrganizationsController,
        RegistryJobsController,
        RegistryImportsController,
    ],
)
