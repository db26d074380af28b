"""Pages of signing in, of one's own account, of an organization's people, and of those who run the platform."""

from litestar import Router

from hoptac.identity.routes.account import AccountController
from hoptac.identity.routes.home import HomeController
from hoptac.identity.routes.platform import CONTROLLERS
from hoptac.identity.routes.seats import SeatsController
from hoptac.identity.routes.settings import SettingsController
from hoptac.identity.routes.sign_in import SignInController

router = Router(
    path="",
    route_handlers=[
        SignInController,
        HomeController,
        AccountController,
        SeatsController,
        SettingsController,
        *CONTROLLERS,
    ],
)
