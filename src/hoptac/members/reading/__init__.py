"""Member lists of any office, read: a workbook becomes understood columns, and these a verdict on every row.

Pure functions: nothing is stored, no clock is read. Rules of membership: Law 17/2023/QH15 Arts. 4.12, 4.19, 30.
"""

from hoptac.members.reading.fields import FIELDS, VOCABULARY
from hoptac.members.reading.judging import judge, understand
from hoptac.members.reading.known import KnownMember, KnownMembers
from hoptac.members.reading.refusals import NameColumnMissing
from hoptac.members.reading.rejected import rejected_workbook
from hoptac.members.reading.verdicts import (
    Decision,
    Gender,
    MemberKind,
    MemberRow,
    PartyKind,
    Reason,
    RowVerdict,
    Status,
    Summary,
    summary,
)

__all__ = [
    "FIELDS",
    "VOCABULARY",
    "Decision",
    "Gender",
    "KnownMember",
    "KnownMembers",
    "MemberKind",
    "MemberRow",
    "NameColumnMissing",
    "PartyKind",
    "Reason",
    "RowVerdict",
    "Status",
    "Summary",
    "judge",
    "rejected_workbook",
    "summary",
    "understand",
]
