"""Pages of personal data: requests, one person, and erasing."""

from litestar import Router

from hoptac.personal_data.routes.people import PeopleController
from hoptac.personal_data.routes.requests import RequestsController

router = Router(path="", route_handlers=[RequestsController, PeopleController])
