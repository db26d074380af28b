"""Every clause that the Law leaves to the charter (Art. 40), by its key, in the order in which they are read."""

from hoptac.organizations.charter.clauses import capital, governance, income, members
from hoptac.organizations.charter.clauses.model import (
    GROUP_NAMES,
    LARGEST,
    LONGEST_WORDS,
    UNIT_NAMES,
    Bound,
    Clause,
    Group,
    Range,
    Unit,
    bound_on,
    range_on,
)

CLAUSES: dict[str, Clause] = {
    clause.key: clause for module in (members, capital, governance, income) for clause in module.CLAUSES
}

__all__ = [
    "CLAUSES",
    "GROUP_NAMES",
    "LARGEST",
    "LONGEST_WORDS",
    "UNIT_NAMES",
    "Bound",
    "Clause",
    "Group",
    "Range",
    "Unit",
    "bound_on",
    "range_on",
]
