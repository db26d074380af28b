"""Posting, adjusting, closing, rebuilding: the only writers of the books."""

from hoptac.ledger.actions.balances import rebuild_balances
from hoptac.ledger.actions.periods import close_period, reopen_period
from hoptac.ledger.actions.postings import PostedEntry, adjust_entry, post_entry

__all__ = ["PostedEntry", "adjust_entry", "close_period", "post_entry", "rebuild_balances", "reopen_period"]
