"""Five members who owe their contributions."""

from datetime import date

import pytest
from tests.capital.people import enter_members
from tests.tasks.story import pledge


@pytest.fixture
async def five(database, tan_hung):
    """Five official members who pledged 10 million each, due on 1/5/2025."""
    ids = await enter_members(database, tan_hung.id, ("An", "Bình", "Chín", "Dung", "Em"))
    for party_id in ids:
        await pledge(database, tan_hung, party_id, 10, date(2025, 2, 1), date(2025, 5, 1))
    return ids
