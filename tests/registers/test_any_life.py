"""Any lives of members and any deeds on capital: what a register says of a day is what a replay says."""

from contextlib import suppress
from datetime import date, timedelta
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from tests.capital.deeds import M
from tests.capital.merges.test_merges import Merging
from tests.capital.settlements.leaving import Leaving
from tests.conftest import found_cooperative
from tests.registers.history import Lives

from hoptac.capital.queries import paid_in_by_party
from hoptac.kit.calendar import today
from hoptac.kit.db import Database
from hoptac.kit.errors import Refusal, Refusals
from hoptac.kit.tenancy import enter_tenant
from hoptac.members.models import KINDS
from hoptac.registers.queries.contributions import list_holdings, sum_holdings
from hoptac.registers.queries.members import (
    list_whole_register,
)
from hoptac.registers.queries.waterfall import (
    count_movements,
    sum_movements,
)
from hoptac.registers.rules import Span

# A life: days from the first of 2025 on which a member comes, changes, leaves and comes back, and moves capital.
FIRST = date(2025, 1, 1)
_days = st.integers(0, 300)
_lives = st.lists(
    st.tuples(
        st.sampled_from(KINDS), _days, st.lists(st.tuples(st.sampled_from(("change", "leave")), _days), max_size=4)
    ),
    min_size=1,
    max_size=5,
)
_capital = st.lists(
    st.tuples(
        st.sampled_from(("pledge", "pay", "in_kind", "refund", "transfer", "end", "merge", "retract")),
        st.integers(0, 2),
        _days,
        st.integers(1, 9),
    ),
    max_size=10,
)


def day_of(offset: int) -> date:
    return FIRST + timedelta(days=offset)


async def live(
    lives: Lives, histories: list[tuple[str, int, list[tuple[str, int]]]]
) -> list[tuple[str, int, int | None]]:
    """Live each history, days in their order; the spells (kind, first day, first day without) as a model keeps them."""
    spells: list[tuple[str, int, int | None]] = []
    for kind, joined, deeds in histories:
        party = await lives.enter("Lê Văn Ba", day_of(joined), kind=kind)
        current: tuple[str, int] | None = (kind, joined)
        for deed, offset in sorted(deeds, key=lambda one: one[1]):
            if current and offset >= current[1]:
                spells.append((*current, offset))
                if deed == "leave":
                    await lives.leave(party, day_of(offset))
                    current = None
                else:
                    kind = KINDS[(KINDS.index(current[0]) + 1) % 3]
                    await lives.change(party, kind, day_of(offset))
                    current = (kind, offset)
            elif current is None:
                await lives.return_(party, day_of(offset))
                current = ("official", offset)
        if current:
            spells.append((*current, None))
    return spells


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(histories=_lives, edges=st.tuples(_days, _days))
async def test_members_at_the_start_and_the_movements_are_members_at_the_end(
    database: Database, histories: list[tuple[str, int, list[tuple[str, int]]]], edges: tuple[int, int]
) -> None:
    lives = Lives(database, (await found_cooperative(database, "mau", "HTX Mẫu")).id)
    spells = await live(lives, histories)
    first, last = sorted(edges)
    span = Span(day_of(first), day_of(last))

    def there(kind: str, offset: int) -> int:
        return sum(
            one == kind and begun <= offset and (ended is None or ended > offset) for one, begun, ended in spells
        )

    steps = await lives.read(count_movements, span)
    for kind in KINDS:
        counted = {one.step: one.members for one in steps if one.kind == kind}
        begun = sum(count for step, count in counted.items() if step.startswith("begun:"))
        ended = sum(count for step, count in counted.items() if step.startswith("ended:"))
        start, end = counted.get("start", 0), counted.get("end", 0)
        assert start + begun - ended == end
        assert (start, end) == (there(kind, first - 1), there(kind, last))
        rows = await lives.read(list_whole_register, span.last, every_kind=True)
        assert sum(row.kind == kind for row in rows) == end


async def kept_sums(database: Database, org_id: UUID) -> dict[UUID, tuple[int, int]]:
    """What is kept beside the rows of today: pledged and paid by party."""
    async with enter_tenant(database, org_id) as session:
        rows = await session.execute(text("SELECT party_id, pledged_dong, paid_dong FROM holdings"))
        return {row[0]: (row[1], row[2]) for row in rows}


class Capital:
    """Three members, the deeds that a sequence names, and the day that each deed counts on."""

    def __init__(self, database: Database, org_id: UUID, parties: list[UUID]) -> None:
        self.lives, self.leaving = Lives(database, org_id), Leaving(database, org_id)
        self.merging = Merging(database, org_id)
        self.parties = parties
        self.paid_in: list[tuple[UUID, UUID]] = []

    async def do(self, deed: str, who: int, offset: int, amount: int) -> int:
        """Do it; the day, from the first of 2025, that it counts on. What corrects and what merges is of today."""
        party, day, now = self.parties[who], day_of(offset), (today() - FIRST).days
        if deed == "pledge":
            await self.lives.pledge(party, amount, pledged_on=day)
        elif deed == "refund":
            # Who stays gets nothing back (Art. 90.1): the membership ends first, unless that or the refund is refused.
            with suppress(Refusal, Refusals):
                await self.leaving.leave(party, left_on=day, decided_on=day, requested_on=day)
            with suppress(Refusal, Refusals):
                await self.lives.refund(party, amount, refunded_on=day)
        elif deed == "transfer":
            await self.lives.transfer(party, self.parties[(who + 1) % 3], amount, transferred_on=day)
        elif deed == "end":
            await self.leaving.leave(party, left_on=day, decided_on=day, requested_on=day)
        elif deed == "merge":
            await self.merging.merge(self.parties[(who + 1) % 3], party)
            return now
        elif deed == "retract":
            if self.paid_in:
                await self.lives.retract(*self.paid_in.pop())
            return now
        else:
            pay = self.lives.pay if deed == "pay" else self.lives.pay_in_kind
            self.paid_in.append((party, (await pay(party, amount, contributed_on=day)).id))
        return offset


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sequence=_capital, edges=st.tuples(_days, _days | st.just((today() - FIRST).days)))
async def test_capital_at_the_start_and_the_movements_is_capital_at_the_end(
    database: Database, sequence: list[tuple[str, int, int, int]], edges: tuple[int, int]
) -> None:
    org = await found_cooperative(database, "mau", "HTX Mẫu")
    lives = Lives(database, org.id)
    await lives.allow_transfers()
    parties = [await lives.enter(name, FIRST) for name in ("Nguyễn An", "Trần Bình", "Lê Chín")]
    capital = Capital(database, org.id, parties)
    replay: list[tuple[int, UUID, int, int]] = []  # day, party, pledged, paid
    for deed, who, offset, millions in sequence:
        before = await kept_sums(database, org.id)
        try:
            counts_on = await capital.do(deed, who, offset, millions * M)
        except (Refusal, Refusals):
            continue
        for party, after in (await kept_sums(database, org.id)).items():
            was = before.get(party, (0, 0))
            replay.append((counts_on, party, after[0] - was[0], after[1] - was[1]))
    first, last = sorted(edges)
    steps = await lives.read(sum_movements, Span(day_of(first), day_of(last)))
    by_step = {one.step: (one.pledge_dong, one.dong) for one in steps}
    start, end = by_step.pop("start"), by_step.pop("end")
    moved = [tuple(map(sum, zip(start, *by_step.values(), strict=True)))]
    assert moved == [end]
    for offset, found in ((first - 1, start), (last, end)):
        until = [row for row in replay if row[0] <= offset]
        assert found == (sum(row[2] for row in until), sum(row[3] for row in until))
        rows = await lives.read(list_holdings, day_of(offset))
        assert {row.id: (row.pledged_dong, row.paid_dong) for row in rows if row.pledged_dong or row.paid_dong} == {
            party: sums
            for party in parties
            if any(sums := tuple(sum(row[at] for row in until if row[1] == party) for at in (2, 3)))
        }
    held = {row.id: row.paid_dong for row in await lives.read(list_holdings, today())}
    booked = await lives.read(paid_in_by_party)
    assert all(held.get(party, 0) == booked.get(party, 0) for party in parties)
    assert sum(held.values()) == (await lives.read(sum_holdings, today())).paid_dong
    await lives.assert_all_agree()
