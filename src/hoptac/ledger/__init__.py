"""The books of an organization: accounts, posted entries, balances, closed months. The smallest and most closed room.

Legal basis: TT 71/2024/TT-BTC (chart of accounts, form of the books) and the Accounting Law 88/2015/QH13 (Art. 12
periods, 16 and 18 vouchers, 26 closing, 27 correction). An entry is pairs of accounts, so it balances by construction;
what is posted is final and chained by hashes; a correction is an entry that holds the difference. This room knows
accounts, entries, months, a party's id and a reference to the source; it knows no member and no contract.

Tables: entries, lines, account_balances, party_balances, pair_balances, own_accounts, ledger_heads, closed_periods,
filed_years.
"""

from hoptac.ledger.actions import PostedEntry, adjust_entry, close_period, post_entry, rebuild_balances, reopen_period
from hoptac.ledger.actions.accounts import open_account
from hoptac.ledger.charts import Account, chart, find_account, list_accounts
from hoptac.ledger.checking import Finding, check_books
from hoptac.ledger.entries import DraftEntry, Line, adjustment
from hoptac.ledger.queries import (
    EntryRow,
    PartyLine,
    TrialBalanceRow,
    accounts_of_party,
    balance_of_account,
    balance_of_party,
    balances_by_party,
    balances_of_parties,
    closed_months,
    filed_years,
    get_entry,
    lines_of_party,
    list_entries,
    trial_balance,
)
from hoptac.ledger.queries.accounts import chart_of
from hoptac.ledger.queries.books import AccountLine, JournalEntry, account_book, journal_page
from hoptac.ledger.queries.figures import (
    AccountFigures,
    PairFigures,
    PartyFigures,
    PartySides,
    account_figures,
    account_figures_and_sides,
    pair_figures,
    party_figures,
    party_sides,
)

__all__ = [
    "Account",
    "AccountFigures",
    "AccountLine",
    "DraftEntry",
    "EntryRow",
    "Finding",
    "JournalEntry",
    "Line",
    "PairFigures",
    "PartyFigures",
    "PartyLine",
    "PartySides",
    "PostedEntry",
    "TrialBalanceRow",
    "account_book",
    "account_figures",
    "account_figures_and_sides",
    "accounts_of_party",
    "adjust_entry",
    "adjustment",
    "balance_of_account",
    "balance_of_party",
    "balances_by_party",
    "balances_of_parties",
    "chart",
    "chart_of",
    "check_books",
    "close_period",
    "closed_months",
    "filed_years",
    "find_account",
    "get_entry",
    "journal_page",
    "lines_of_party",
    "list_accounts",
    "list_entries",
    "open_account",
    "pair_figures",
    "party_figures",
    "party_sides",
    "post_entry",
    "rebuild_balances",
    "reopen_period",
    "trial_balance",
]
