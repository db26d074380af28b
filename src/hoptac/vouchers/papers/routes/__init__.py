"""Pages of papers: documents on vouchers, e-invoices received."""

from hoptac.vouchers.papers.routes.documents import DocumentsController
from hoptac.vouchers.papers.routes.invoices import InvoicesController

CONTROLLERS = (DocumentsController, InvoicesController)
