"""What the columns of a member list may be, in the words of cooperatives, commune offices and old spreadsheets."""

from hoptac.kit.tables import Vocabulary
from hoptac.members.reading.fields.capital import CAPITAL
from hoptac.members.reading.fields.contact import CONTACT
from hoptac.members.reading.fields.membership import MEMBERSHIP
from hoptac.members.reading.fields.other import OTHER
from hoptac.members.reading.fields.people import PEOPLE

FIELDS = (*PEOPLE, *CONTACT, *MEMBERSHIP, *CAPITAL, *OTHER)
VOCABULARY = Vocabulary(FIELDS, names=[["name"], ["surname", "given_name"]])

__all__ = ["FIELDS", "VOCABULARY"]
