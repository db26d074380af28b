"""Every SELECT of capital."""

from hoptac.capital.queries.agreement import Disagreement, list_disagreements
from hoptac.capital.queries.certificates import CertificateRow, find_certificate, find_certificate_by_code
from hoptac.capital.queries.deeds import DeedKind, DeedRow, get_deed
from hoptac.capital.queries.figures import charter_capital, figures_of, sum_paid_in
from hoptac.capital.queries.member import (
    ContributionRow,
    MemberCapital,
    PledgeRow,
    RefundRow,
    get_member_capital,
    get_standing,
)
from hoptac.capital.queries.paid_in import paid_in_by_party
from hoptac.capital.queries.register import (
    JournalRow,
    RefundJournalRow,
    RegisterRow,
    Slice,
    list_journal,
    list_refunds,
    list_register,
)
from hoptac.capital.queries.standing import (
    Standing,
    find_capital,
    find_groups,
    find_standing,
    find_totals,
    lock_capital,
)

__all__ = [
    "CertificateRow",
    "ContributionRow",
    "DeedKind",
    "DeedRow",
    "Disagreement",
    "JournalRow",
    "MemberCapital",
    "PledgeRow",
    "RefundJournalRow",
    "RefundRow",
    "RegisterRow",
    "Slice",
    "Standing",
    "charter_capital",
    "figures_of",
    "find_capital",
    "find_certificate",
    "find_certificate_by_code",
    "find_groups",
    "find_standing",
    "find_totals",
    "get_deed",
    "get_member_capital",
    "get_standing",
    "list_disagreements",
    "list_journal",
    "list_refunds",
    "list_register",
    "lock_capital",
    "paid_in_by_party",
    "sum_paid_in",
]
