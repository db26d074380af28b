"""The pages of books and statements, one module per resource."""

from litestar import Router

from hoptac.statements.routes.books import BooksController
from hoptac.statements.routes.filings import FilingsController
from hoptac.statements.routes.lines import LinesController
from hoptac.statements.routes.statements import StatementsController

router = Router(path="", route_handlers=[StatementsController, FilingsController, LinesController, BooksController])
