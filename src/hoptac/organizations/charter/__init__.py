"""The charter: what the Law leaves to it, from which day each clause says what, by which resolution.

Legal basis: Law 17/2023/QH15 Art. 40 (contents of the charter) and the articles named by each clause.
Tables: charter_versions; what a version says stands in organization_terms (`hoptac.organizations.terms`), under the keys of
CLAUSES. Others read it by `charter_on(session, org_id, day)`, which answers with a `Charter`; its pages are in `hoptac.charter`.
"""

from hoptac.organizations.charter.charter import Body, Charter, GovernanceModel, Saying
from hoptac.organizations.charter.clauses import CLAUSES, Clause
from hoptac.organizations.charter.queries import charter_on

__all__ = ["CLAUSES", "Body", "Charter", "Clause", "GovernanceModel", "Saying", "charter_on"]
