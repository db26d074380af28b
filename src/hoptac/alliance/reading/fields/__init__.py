"""What the columns of a registry of cooperatives, unions, credit funds and groups may be."""

from hoptac.alliance.reading.fields.figures import FIGURES
from hoptac.alliance.reading.fields.organization import ORGANIZATION
from hoptac.kit.tables import Vocabulary

FIELDS = (*ORGANIZATION, *FIGURES)
VOCABULARY = Vocabulary(FIELDS, names=[["name"]])

__all__ = ["FIELDS", "VOCABULARY"]
