"""Pages of tasks: the tasks, the lists behind them, and what was recorded as done."""

from litestar import Router

from hoptac.tasks.routes.people import PeopleController
from hoptac.tasks.routes.records import RecordsController
from hoptac.tasks.routes.tasks import TasksController

router = Router(path="", route_handlers=[TasksController, PeopleController, RecordsController])
