"""Every mapped table in one metadata, for migrations and the tests of the schema."""

from hoptac.alliance.imports import models as registry_imports
from hoptac.alliance.rollup import models as alliance_rollup
from hoptac.bank import models as bank
from hoptac.capital import models as capital
from hoptac.capital import paper_models as capital_papers
from hoptac.capital.settlements import models as settlements
from hoptac.closing import models as closing
from hoptac.disclosures import models as disclosures
from hoptac.identity import models as identity
from hoptac.indicators import models as indicators
from hoptac.inventory import models as inventory
from hoptac.kit import audit, key_proofs, marks, stored_files
from hoptac.kit.db import Base
from hoptac.kit.imports import models as imports
from hoptac.kit.jobs import models as jobs
from hoptac.ledger import models as ledger
from hoptac.members import models as members
from hoptac.members.agreements import models as member_agreements
from hoptac.members.applications import models as applications
from hoptac.members.consents import models as member_consents
from hoptac.members.duplicates import models as duplicates
from hoptac.members.imports import models as member_imports
from hoptac.members.kinds import models as kind_changes
from hoptac.members.terminations import models as terminations
from hoptac.offices import models as offices
from hoptac.opening import models as openings
from hoptac.organizations import models as organizations
from hoptac.organizations import terms as organization_terms
from hoptac.organizations.charter import models as charter
from hoptac.parties import models as parties
from hoptac.personal_data import models as personal_data
from hoptac.portal import models as portal
from hoptac.registers import models as registers
from hoptac.services import models as services
from hoptac.tasks import models as tasks
from hoptac.vouchers import models as vouchers
from hoptac.vouchers.papers import models as papers

MODELS = (
    audit,
    marks,
    stored_files,
    key_proofs,
    jobs,
    imports,
    identity,
    organizations,
    organization_terms,
    charter,
    parties,
    members,
    member_agreements,
    duplicates,
    member_consents,
    member_imports,
    terminations,
    applications,
    kind_changes,
    ledger,
    capital,
    settlements,
    capital_papers,
    registers,
    disclosures,
    inventory,
    services,
    closing,
    indicators,
    vouchers,
    papers,
    openings,
    bank,
    portal,
    personal_data,
    registry_imports,
    alliance_rollup,
    offices,
    tasks,
)
metadata = Base.metadata
