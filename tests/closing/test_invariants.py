"""Whatever is posted, adjusted, refused and closed: every invariant of the books holds, and they say what the lines say."""

from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import found_cooperative
from tests.ledger.notation import party
from tests.statements import replay

from hoptac.closing.actions import close_the_year, propose_year_end
from hoptac.closing.proving import prove_books
from hoptac.closing.refusals import NothingToClose
from hoptac.closing.rules.year_end import Shares
from hoptac.kit.errors import Refusal
from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger import (
    DraftEntry,
    Line,
    account_figures,
    adjust_entry,
    get_entry,
    list_accounts,
    list_entries,
    pair_figures,
    party_sides,
    post_entry,
)
from hoptac.ledger.entries import FIRST_HASH
from hoptac.ledger.refusals import NothingToAdjust
from hoptac.statements.reading import read_position, read_results, read_trial_balance
from hoptac.statements.rules.spans import Span, whole_year

NOW = datetime(2027, 2, 1, 3, 0, tzinfo=UTC)
ACTOR = new_id()
ACCOUNTS = list_accounts(only_postable=True)
# 4111 has a register of its own to agree with; 911 is for closing the year, which the test does at the end.
ON_BALANCE = [account for account in ACCOUNTS if not account.code.startswith(("0", "911", "4111"))]
names = st.sampled_from(("an", "binh", "chin"))
sides = st.tuples(st.sampled_from(ON_BALANCE), names)


def of_side(side):
    account, name = side
    return account.code, party(name) if account.needs_party else None


def two_sided(debit, credit, amount):
    (debit_code, debit_party), (credit_code, credit_party) = of_side(debit), of_side(credit)
    return Line(debit_code, credit_code, amount, debit_party, credit_party)


amounts = st.integers(1, 10**12)
pairs = st.builds(two_sided, sides, sides, amounts).filter(lambda line: line.debit_account != line.credit_account)
single = st.sampled_from([account.code for account in ACCOUNTS if account.code.startswith("0")])
off_balance = st.builds(lambda code, amount: Line(code, None, amount), single, amounts)
lines = st.lists(pairs | pairs | off_balance, max_size=4).map(tuple)
wrong = st.sampled_from(
    (Line("131", "5111", 5), Line("111", "5111", 5), Line("1111", None, 5), Line("1111", "5111", 0))
)
days = st.dates(date(2025, 1, 1), date(2026, 12, 31))
deeds = st.one_of(
    st.tuples(st.just("post"), days, lines.filter(bool), st.sampled_from(("PT", "GV"))),
    st.tuples(st.just("adjust"), st.integers(0, 20), lines, st.just("GV")),
    st.tuples(st.just("refused"), days, wrong.map(lambda line: (line,)), st.just("PT")),
)


class Books:
    """One organization's books, and beside them what was posted, in memory."""

    def __init__(self, session, org_id):
        self.session, self.org_id = session, org_id
        self.originals: list[tuple] = []
        self.dated: list[replay.Dated] = []
        self.count = 0

    def draft(self, on, of, series):
        return DraftEntry(
            entry_on=on, description="Ghi sổ", series=series, source_kind="test", source_id=new_id(), purpose="posting",
            lines=of,
        )  # fmt: skip

    async def do(self, kind, place, of, series):
        asked = {"org_id": self.org_id, "actor_id": ACTOR, "now": NOW}
        match kind:
            case "post":
                posted = await post_entry(self.session, **asked, draft=self.draft(place, of, series))
                self.originals.append((posted.id, place))
                await self.note(posted.id)
            case "adjust" if self.originals:
                entry_id, on = self.originals[place % len(self.originals)]
                with suppress(NothingToAdjust):
                    corrected = self.draft(on, of, series)
                    posted = await adjust_entry(self.session, **asked, entry_id=entry_id, corrected=corrected)
                    await self.note(posted.id)
            case "refused":
                with pytest.raises(Refusal):
                    await post_entry(self.session, **asked, draft=self.draft(place, of, series))

    async def note(self, entry_id):
        entry, found = await get_entry(self.session, self.org_id, entry_id)
        self.dated += [(entry.entry_on, line) for line in found]
        self.count += 1


async def check(books):
    """Everything that must hold, by the books' own proof and by the lines in memory."""
    session, org_id = books.session, books.org_id
    assert await prove_books(session, org_id) == []
    for span in (
        whole_year(2025),
        whole_year(2026),
        Span(date(2025, 3, 9), date(2026, 5, 12)),
        Span(date(2026, 1, 1), date(2026, 10, 17)),
    ):
        days = {"from_on": span.from_on, "to_on": span.to_on}
        moved = replay.accounts(books.dated, *days.values())
        told = [row for row in moved if (row.opening_dong, row.debit_dong, row.credit_dong) != (0, 0, 0)]
        assert await account_figures(session, org_id, **days) == told
        assert await pair_figures(session, org_id, **days) == [
            pair for pair in replay.pairs(books.dated, *days.values()) if pair.amount_dong
        ]
        for sides_ in await party_sides(session, org_id, **days):
            control = next(row for row in moved if row.account == sides_.account)
            assert sides_.closing_debit_dong - sides_.closing_credit_dong == control.closing_dong, sides_.account
        assert (await read_position(session, org_id, span)).difference_dong == (0, 0)
        assert (await read_trial_balance(session, org_id, span)).is_balanced
    entries = (await list_entries(session, org_id, limit=100))[::-1]
    assert [entry.position for entry in entries] == list(range(1, books.count + 1))
    assert [entry.previous_hash for entry in entries] == [FIRST_HASH, *(entry.hash for entry in entries)][:-1]
    for key in {(entry.series, entry.fiscal_year) for entry in entries}:
        numbers = [entry.number for entry in entries if (entry.series, entry.fiscal_year) == key]
        assert numbers == list(range(1, len(numbers) + 1))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(deeds, min_size=1, max_size=10))
async def test_random_entries_and_adjustments_keep_every_invariant(database, told):
    org = await found_cooperative(database, "invariants", "HTX Bất biến")
    async with enter_tenant(database, org.id) as session:
        books = Books(session, org.id)
        for deed in told:
            await books.do(*deed)
        await check(books)
        before = [await read_results(session, org.id, whole_year(year)) for year in (2025, 2026)]
        positions = [(await read_position(session, org.id, whole_year(year))).statement for year in (2025, 2026)]
        for year in (2025, 2026):
            profit = (await propose_year_end(session, org.id, year)).year_end.profit_dong
            with suppress(NothingToClose):
                closed = await close_the_year(
                    session,
                    org_id=org.id,
                    actor_id=ACTOR,
                    year=year,
                    shares=Shares(),
                    shown_profit_dong=profit,
                    now=NOW,
                )
                await books.note(closed.id)
        await check(books)
        after = [await read_results(session, org.id, whole_year(year)) for year in (2025, 2026)]
        assert [found.statement.line("60") for found in after] == [found.statement.line("60") for found in before]
        assert [
            (await read_position(session, org.id, whole_year(year))).statement for year in (2025, 2026)
        ] == positions
