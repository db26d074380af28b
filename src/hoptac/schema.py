"""Every mapped table in one metadata, for migrations and the tests of the schema."""

from hoptac.alliance.imports import models as registry_imports
from hoptac.alliance.rollup import models as alliance_rollup
from hoptac.bank import models as bank
from hoptac.capital import models as capital
from hoptac.closing import models as closing
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
from hoptac.members.consents import models as member_consents
from hoptac.members.imports import models as member_imports
from hoptac.opening import models as openings
from hoptac.organizations import models as organizations
from hoptac.organizations import terms as organization_terms
from hoptac.parties import models as parties
from hoptac.personal_data import models as personal_data
from hoptac.services import models as services
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
    parties,
    members,
    member_agreements,
    member_consents,
    member_imports,
    ledger,
    capital,
    inventory,
    services,
    closing,
    indicators,
    vouchers,
    papers,
    openings,
    bank,
    personal_data,
    registry_imports,
    alliance_rollup,
)
metadata = Base.metadata
