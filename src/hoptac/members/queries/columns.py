"""Members with the parties behind them, as every SELECT of the register joins them."""

from sqlalchemy import Uuid, bindparam

from hoptac.members.models import Member
from hoptac.parties.models import Party

PARTIES, MEMBERS = Party.__table__.c, Member.__table__.c
ORG_ID = bindparam("org_id", type_=Uuid())
JOINED = Party.__table__.join(Member.__table__, (MEMBERS.org_id == PARTIES.org_id) & (MEMBERS.party_id == PARTIES.id))
