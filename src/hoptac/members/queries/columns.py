"""Members with the parties behind them, as every SELECT of the register joins them."""

from sqlalchemy import ColumnElement, Text, Uuid, bindparam, func, literal

from hoptac.members.models import Member
from hoptac.parties.models import Party

PARTIES, MEMBERS = Party.__table__.c, Member.__table__.c
_MARKS = "-./_"
ORG_ID = bindparam("org_id", type_=Uuid())
JOINED = Party.__table__.join(Member.__table__, (MEMBERS.org_id == PARTIES.org_id) & (MEMBERS.party_id == PARTIES.id))


def number_words(number: ColumnElement[str]) -> ColumnElement[str]:
    """A number as a search reads it: "TH-030" is found by its parts and written as one, since `search_words` takes a number
    without letters as one word however it is parted."""
    lower = func.lower(number)
    return func.translate(lower, _MARKS, " " * len(_MARKS), type_=Text()) + " " + func.translate(lower, _MARKS, "")


NUMBER_WORDS = number_words(MEMBERS.number)
SEARCHED = literal(" ") + PARTIES.search_key + " " + NUMBER_WORDS
"""What `hoptac.kit.keyset.matching` looks for words in: the name and the number."""
SEARCHED_WITH_PHONE = SEARCHED + " " + func.coalesce(PARTIES.phone, "")
