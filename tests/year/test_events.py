"""The written year is told in the events of TT 71/2024: what each of its vouchers books is what its event proposes."""

from collections import Counter

import pytest
from tests.year.conftest import Year
from tests.year.reading import MONTHS, read

from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger.queries.entries import list_entries
from hoptac.vouchers.events.model import codes_of
from hoptac.vouchers.events.table import EVENTS

OF_THE_YEAR = [voucher for name in MONTHS for voucher in read(name)]
BY_CLOSING = ("CLS-01", "CLS-02", "CLS-03", "CLS-04", "CLS-05", "CLS-06", "CLS-07", "CLS-08", "CLS-09")
"""What closing the year books; CLS-10 is of a loss."""
NOT_OF_THIS_YEAR = {"CAP-02", "CAP-03", "CAP-04", "VAT-02", "CLS-10"}
"""Capital in kind, refunded or passed on, direct VAT, a loss: this cooperative had none of them."""


def test_sixty_kinds_of_event():
    told = {voucher.event for voucher in OF_THE_YEAR} - {""}
    assert told | set(BY_CLOSING) | NOT_OF_THIS_YEAR == set(EVENTS)
    assert len(told) >= 60


@pytest.mark.parametrize("event_id", sorted({one.event for one in OF_THE_YEAR} - {"", "CAP-01"}))
def test_each_line_is_one_that_its_event_proposes(event_id):
    event = EVENTS[event_id]
    sides = [(codes_of(event, pair.debit) or (None,), codes_of(event, pair.credit) or (None,)) for pair in event.pairs]
    for voucher in OF_THE_YEAR:
        for line in voucher.lines if voucher.event == event_id else ():
            assert any(line.debit_account in debit and line.credit_account in credit for debit, credit in sides), (
                f"{voucher.on} {voucher.description}: Nợ {line.debit_account} / Có {line.credit_account}"
            )


async def test_the_entries_know_their_events(year: Year, database):
    async with enter_tenant(database, year.org.id) as session:
        entries = await list_entries(session, year.org.id, limit=2_000)
    posted = Counter(entry.purpose for entry in entries if entry.fiscal_year == 2025 and entry.purpose in EVENTS)
    told = Counter(voucher.event for voucher in OF_THE_YEAR if voucher.event not in ("", "CAP-01"))
    assert set(posted) == set(told)
    # A sale with its cost is two vouchers, so there are at least as many entries as there were events.
    assert all(posted[event] >= count for event, count in told.items())
