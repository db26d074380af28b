"""Whatever is pledged, paid in money or kind, given back and taken back in whatever order: the register is account 4111."""

from collections import defaultdict

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.capital.deeds import Deeds, M
from tests.capital.people import NAMES, enter_members
from tests.conftest import found_cooperative

from hoptac.capital import queries
from hoptac.capital.opening import OpeningCapital
from hoptac.kit.calendar import today
from hoptac.kit.errors import Refusal
from hoptac.ledger import balances_by_party

amounts = st.integers(1, 12 * M) | st.sampled_from((M, 5 * M, 10 * M))
deeds = st.tuples(
    st.sampled_from(
        ("pledge", "pay", "pay_in_kind", "leave", "above", "transfer", "retract", "retract_refund", "certify")
    ),
    st.integers(0, len(NAMES) - 1),
    amounts,
    st.integers(0, 7),
)


class Book:
    """What was done and not refused, written down beside the register: who pledged and paid how much, and what may be taken
    back."""

    def __init__(self):
        self.pledged, self.paid = defaultdict(int), defaultdict(int)
        self.contributions, self.refunds = [], []

    async def do(self, here, deed, party_id, amount, place):
        """True where it was done."""
        try:
            await getattr(self, f"_{deed}")(here, party_id, amount, place)
        except Refusal:
            return False
        return True

    async def _pledge(self, here, party_id, amount, _place):
        await here.pledge(party_id, amount)
        self.pledged[party_id] += amount

    async def _pay(self, here, party_id, amount, _place, verb="pay"):
        recorded = await getattr(here, verb)(party_id, amount)
        self.paid[party_id] += amount
        self.contributions.append((party_id, recorded.id, amount))

    async def _pay_in_kind(self, here, party_id, amount, place):
        await self._pay(here, party_id, amount, place, "pay_in_kind")

    async def _leave(self, here, party_id, amount, _place, reason="membership_ended"):
        recorded = await here.refund(party_id, amount, reason)
        self.paid[party_id] -= amount
        left = self.paid[party_id] if reason == "membership_ended" else self.pledged[party_id] - amount
        self.refunds.append((party_id, recorded.id, amount, self.pledged[party_id] - left))
        self.pledged[party_id] = left

    async def _above(self, here, party_id, amount, place):
        await self._leave(here, party_id, amount, place, "above_maximum")

    async def _transfer(self, here, party_id, amount, place):
        others = [other for other in self.pledged if other != party_id]
        to_party_id = others[place % len(others)]
        await here.transfer(party_id, to_party_id, amount)
        for holder, dong in ((party_id, -amount), (to_party_id, amount)):
            self.pledged[holder] += dong
            self.paid[holder] += dong

    async def _retract(self, here, _party_id, _amount, place):
        if not self.contributions:
            return
        party_id, deed_id, amount = self.contributions[place % len(self.contributions)]
        recorded = await here.retract(party_id, deed_id)
        self.paid[party_id] -= amount if recorded.is_new else 0

    async def _retract_refund(self, here, _party_id, _amount, place):
        if not self.refunds:
            return
        party_id, deed_id, amount, pledge = self.refunds[place % len(self.refunds)]
        if (await here.retract(party_id, deed_id, "refund")).is_new:
            self.paid[party_id] += amount
            self.pledged[party_id] += pledge

    async def _certify(self, here, party_id, _amount, _place):
        await here.certify(party_id)


def there(sums):
    return {party_id: dong for party_id, dong in sums.items() if dong}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sequence=st.lists(deeds, min_size=6, max_size=22))
async def test_the_register_is_account_4111(database, sequence):
    organization = await found_cooperative(database, "mau", "HTX Mẫu")
    here, book = Deeds(database, organization.id), Book()
    parties = await enter_members(database, organization.id)
    await here.allow_transfers()
    await here.open([OpeningCapital(party_id, 6 * M, 10 * M) for party_id in parties])
    for party_id in parties:
        book.pledged[party_id], book.paid[party_id] = 10 * M, 6 * M
        (listed,) = (await here.read(queries.get_member_capital, party_id, on=today())).contributions
        book.contributions.append((party_id, listed.id, 6 * M))
    for deed, who, amount, place in sequence:
        await book.do(here, deed, parties[who], amount, place)
    assert there(await here.read(balances_by_party, "4111")) == there(book.paid)
    assert await here.read(queries.figures_of) == (sum(book.pledged.values()), sum(book.paid.values()))
    for party_id in parties:
        capital = await here.read(queries.get_member_capital, party_id, on=today())
        holding = capital.standing.holding
        assert (holding.pledged_dong, holding.paid_dong) == (book.pledged[party_id], book.paid[party_id])
        assert 0 <= holding.paid_dong <= holding.pledged_dong
        # No paper in force says more than its holder has.
        assert all(one.amount_dong <= holding.paid_dong for one in capital.certificates if one.is_in_force)
        assert sum(one.is_in_force for one in capital.certificates) <= 1
    await here.assert_all_agree()
