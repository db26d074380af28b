"""Six founders who have pledged, and the deeds that are done with their capital."""

from datetime import date

import pytest
from tests.capital.deeds import Deeds
from tests.capital.people import enter_members

M = 1_000_000


@pytest.fixture
async def deeds(database, tan_hung):
    return Deeds(database, tan_hung.id)


@pytest.fixture
async def founders(database, tan_hung, deeds):
    """Six official members who have pledged ten million each."""
    parties = await enter_members(database, tan_hung.id)
    for party_id in parties:
        await deeds.pledge(party_id, 10 * M, pledged_on=date(2024, 8, 1))
    return parties
