"""Members with the parties behind them, as every SELECT of the register joins them."""

from sqlalchemy import Text, Uuid, bindparam, func

from hoptac.members.models import Member
from hoptac.parties.models import Party

PARTIES, MEMBERS = Party.__table__.c, Member.__table__.c
ORG_ID = bindparam("org_id", type_=Uuid())
JOINED = Party.__table__.join(Member.__table__, (MEMBERS.org_id == PARTIES.org_id) & (MEMBERS.party_id == PARTIES.id))
NUMBER_WORDS = func.translate(func.lower(MEMBERS.number), "-./_", "    ", type_=Text())
"""A member number as a search reads it: "TH-030" is two words, and is found by either."""
