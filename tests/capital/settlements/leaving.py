"""Members who leave, die and are inherited from, each deed in a transaction of its own."""

from fractions import Fraction

from tests.capital.deeds import Deeds

from hoptac.capital.settlements.actions import record_heirs, record_inheritance, refund_heir, terminate_membership
from hoptac.capital.settlements.queries import get_exit
from hoptac.capital.settlements.rules import Heir
from hoptac.kit.calendar import today
from hoptac.kit.identifiers import new_id
from hoptac.members.memberships import Decided
from hoptac.members.terminations.rules import AskedTermination

WILL = "Văn bản thỏa thuận phân chia di sản số 12/2026"


class Leaving(Deeds):
    """What else may be done when somebody leaves."""

    async def leave(self, party_id, reason="resignation", **given):
        key = given.pop("request_key", new_id())
        decided = Decided(
            given.pop("body", "board"), given.pop("number", "07/QĐ-HĐQT"), given.pop("decided_on", today())
        )
        about = {"reason": reason, "left_on": today(), "decided": decided}
        about |= {"requested_on": today()} if reason == "resignation" else {}
        asked = AskedTermination(**about | given)
        return await self._do(terminate_membership, party_id=party_id, asked=asked, request_key=key)

    async def die(self, party_id, **given):
        return await self.leave(party_id, "death_or_incapacity", circumstance="death", **given)

    async def heirs(self, party_id, termination_id, *shares):
        heirs = [Heir(name, relation, Fraction(share)) for name, relation, share in shares]
        return await self._do(record_heirs, party_id=party_id, termination_id=termination_id, heirs=heirs, basis=WILL)

    async def inherit(self, party_id, termination_id, heir_id, to_party_id=None, **given):
        given = {
            "request_key": new_id(), "inherited_on": today(), "volunteers": True, "newcomer": None,
        } | given  # fmt: skip
        return await self._do(
            record_inheritance, party_id=party_id, termination_id=termination_id, heir_id=heir_id,
            to_party_id=to_party_id, **given,
        )  # fmt: skip

    async def pay_heir(self, party_id, termination_id, heir_id, **given):
        given = {"request_key": new_id(), "refunded_on": today(), "method": "cash", "basis": "NQ 02/NQ-ĐHTV"} | given
        return await self._do(refund_heir, party_id=party_id, termination_id=termination_id, heir_id=heir_id, **given)

    async def exit(self, party_id):
        return await self.read(get_exit, party_id, on=today())
