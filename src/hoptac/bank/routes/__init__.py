"""Pages of the bank."""

from litestar import Router

from hoptac.bank.routes.accounts import BankAccountsController
from hoptac.bank.routes.comparison import ComparisonController
from hoptac.bank.routes.contributions import LineContributionController
from hoptac.bank.routes.lines import LinesController
from hoptac.bank.routes.reminders import RemindersController
from hoptac.bank.routes.requests import PaymentRequestsController
from hoptac.bank.routes.statements import StatementsController

router = Router(
    path="",
    route_handlers=[
        BankAccountsController,
        StatementsController,
        LinesController,
        LineContributionController,
        ComparisonController,
        PaymentRequestsController,
        RemindersController,
    ],
)
