"""The deeds of the bank's room: accounts, statements, matches, requests for payment; none commits."""

from hoptac.bank.actions.accounts import add_account, change_account
from hoptac.bank.actions.matching import accept, contribute, skip, undo
from hoptac.bank.actions.requests import request_payment
from hoptac.bank.actions.statements import (
    bring_in_statement,
    choose_account,
    confirm_statement,
    correct_columns,
)

__all__ = [
    "accept",
    "add_account",
    "bring_in_statement",
    "change_account",
    "choose_account",
    "confirm_statement",
    "contribute",
    "correct_columns",
    "request_payment",
    "skip",
    "undo",
]
