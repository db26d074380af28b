"""The pages of applications: the board's, and the public form."""

from litestar import Router

from hoptac.members.applications.routes.board import ApplicationsController
from hoptac.members.applications.routes.online import OnlineFormController
from hoptac.members.applications.routes.public import JoinController

router = Router(path="", route_handlers=[ApplicationsController, OnlineFormController, JoinController])
