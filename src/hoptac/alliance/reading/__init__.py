"""Yearly registry workbooks, read: cooperatives, unions, credit funds and groups, with a verdict on every row.

Pure functions: nothing is stored, no clock is read.
"""

from hoptac.alliance.reading.fields import FIELDS, VOCABULARY
from hoptac.alliance.reading.judging import judge, understand, year_of
from hoptac.alliance.reading.refusals import OrganizationColumnMissing
from hoptac.alliance.reading.rejected import rejected_workbook
from hoptac.alliance.reading.rows import (
    ActivityField,
    Decision,
    Kind,
    OrganizationRow,
    RegistryVerdict,
    Status,
)
from hoptac.alliance.reading.totals import RegistryTotals, totals

__all__ = [
    "FIELDS",
    "VOCABULARY",
    "ActivityField",
    "Decision",
    "Kind",
    "OrganizationColumnMissing",
    "OrganizationRow",
    "RegistryTotals",
    "RegistryVerdict",
    "Status",
    "judge",
    "rejected_workbook",
    "totals",
    "understand",
    "year_of",
]
