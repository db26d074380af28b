"""Books, trial balance and financial statements of an organization, as of any day: read only.

Legal basis: TT 71/2024/TT-BTC (appendix III books, appendix IV statements), Accounting Law 88/2015/QH13 (Art. 24 and 26
books, 27.2 and 27.3 the filing of a year's statements as the border for corrections).

No table of its own: all is read from the ledger, which keeps the years that were filed.
"""

from hoptac.statements.queries.heading import Filing, list_filings
from hoptac.statements.rules.sharing import SharingKey, share_expense

__all__ = ["Filing", "SharingKey", "list_filings", "share_expense"]
