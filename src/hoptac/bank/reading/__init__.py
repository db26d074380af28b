"""Bank statements of any bank, read: a workbook becomes understood columns, and these become proved lines.

Pure functions: nothing is stored, no clock is read.
"""

from hoptac.bank.reading.fields import FIELDS, VOCABULARY
from hoptac.bank.reading.refusals import StatementRefused
from hoptac.bank.reading.statements import Statement, StatementLine, missing_columns, read_statement, understand

__all__ = [
    "FIELDS",
    "VOCABULARY",
    "Statement",
    "StatementLine",
    "StatementRefused",
    "missing_columns",
    "read_statement",
    "understand",
]
