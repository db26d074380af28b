"""E-invoices as XML: what one says, read and checked. Pure."""

from hoptac.vouchers.papers.e_invoices.checking import faults_of
from hoptac.vouchers.papers.e_invoices.contents import EInvoice, Item, Rate, Trader, pack_invoice, unpack_invoice
from hoptac.vouchers.papers.e_invoices.reading import read_invoice

__all__ = ["EInvoice", "Item", "Rate", "Trader", "faults_of", "pack_invoice", "read_invoice", "unpack_invoice"]
