"""What is done with papers."""

from hoptac.vouchers.papers.actions.documents import attach, detach, mark_document
from hoptac.vouchers.papers.actions.invoices import attach_invoice, bring_back, enter_seller, receive, set_aside

__all__ = [
    "attach",
    "attach_invoice",
    "bring_back",
    "detach",
    "enter_seller",
    "mark_document",
    "receive",
    "set_aside",
]
