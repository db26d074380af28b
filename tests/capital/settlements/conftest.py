"""Six founders who have pledged ten million each, and the deeds by which they leave."""

import pytest
from tests.capital.deeds import M
from tests.capital.people import enter_members
from tests.capital.settlements.leaving import Leaving


@pytest.fixture
async def deeds(database, tan_hung):
    return Leaving(database, tan_hung.id)


@pytest.fixture
async def founders(database, tan_hung, deeds):
    parties = await enter_members(database, tan_hung.id)
    for party_id in parties:
        await deeds.pledge(party_id, 10 * M)
    return parties
