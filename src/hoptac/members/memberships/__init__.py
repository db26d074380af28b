"""Memberships over time: when each began, of which kind it was, when and why it ended, and which decision says so.

Law 17/2023/QH15 Arts. 4.16–4.19, 30, 33. Tables: `memberships`, `decisions`. Other rooms of the members decide whether
something may be done; here it is only written down, in one way.
"""

from hoptac.members.memberships.actions import (
    begin_membership,
    change_membership_kind,
    correct_membership,
    end_membership,
    insert_memberships,
    record_decision,
)
from hoptac.members.memberships.queries import (
    MembershipRow,
    get_decision,
    is_on,
    list_memberships,
    open_membership,
)
from hoptac.members.memberships.rules import TERMINATION_NAMES, Decided

__all__ = [
    "TERMINATION_NAMES",
    "Decided",
    "MembershipRow",
    "begin_membership",
    "change_membership_kind",
    "correct_membership",
    "end_membership",
    "get_decision",
    "insert_memberships",
    "is_on",
    "list_memberships",
    "open_membership",
    "record_decision",
]
