"""Every mapped table in one metadata, for migrations and the tests of the schema."""

from hoptac.alliance.imports import models as registry_imports
from hoptac.capital import models as capital
from hoptac.identity import models as identity
from hoptac.indicators import models as indicators
from hoptac.kit import audit, marks
from hoptac.kit.db import Base
from hoptac.kit.imports import models as imports
from hoptac.ledger import models as ledger
from hoptac.members import models as members
from hoptac.members.imports import models as member_imports
from hoptac.organizations import models as organizations
from hoptac.parties import models as parties

MODELS = (
    audit,
    marks,
    imports,
    identity,
    organizations,
    parties,
    members,
    member_imports,
    ledger,
    capital,
    indicators,
    registry_imports,
)
metadata = Base.metadata
