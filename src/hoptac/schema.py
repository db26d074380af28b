"""Every mapped table in one metadata, for migrations and the tests of the schema."""

from hoptac.identity import models as identity
from hoptac.kit import audit
from hoptac.kit.db import Base
from hoptac.organizations import models as organizations

MODELS = (audit, identity, organizations)
metadata = Base.metadata
