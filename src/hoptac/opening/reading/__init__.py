"""Workbooks of balances, read: trial balances, lists of accounts, detailed lists of debtors, creditors and stock, with a
verdict on every row.

Pure functions: nothing is stored, no clock is read.
"""

from hoptac.opening.reading.days import first_day_of
from hoptac.opening.reading.fields import FIELDS, VOCABULARY
from hoptac.opening.reading.judging import judge
from hoptac.opening.reading.rejected import rejected_workbook
from hoptac.opening.reading.rows import RawBalance, read_rows, understand
from hoptac.opening.reading.telling import Circumstances, regime_of
from hoptac.opening.reading.verdicts import (
    BalanceVerdict,
    Moved,
    decision_parts,
    moved_accounts,
    rows_left,
    settled,
    settled_opening,
    summary,
)

__all__ = [
    "FIELDS",
    "VOCABULARY",
    "BalanceVerdict",
    "Circumstances",
    "Moved",
    "RawBalance",
    "decision_parts",
    "first_day_of",
    "judge",
    "moved_accounts",
    "read_rows",
    "regime_of",
    "rejected_workbook",
    "rows_left",
    "settled",
    "settled_opening",
    "summary",
    "understand",
]
