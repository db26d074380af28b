"""Every SELECT of the books."""

from hoptac.ledger.queries.balances import (
    TrialBalanceRow,
    accounts_of_party,
    balance_of_account,
    balance_of_party,
    balances_by_party,
    balances_of_parties,
    trial_balance,
)
from hoptac.ledger.queries.entries import EntryRow, PartyLine, get_entry, lines_of_party, list_entries
from hoptac.ledger.queries.posting import closed_months, filed_years

__all__ = [
    "EntryRow",
    "PartyLine",
    "TrialBalanceRow",
    "accounts_of_party",
    "balance_of_account",
    "balance_of_party",
    "balances_by_party",
    "balances_of_parties",
    "closed_months",
    "filed_years",
    "get_entry",
    "lines_of_party",
    "list_entries",
    "trial_balance",
]
