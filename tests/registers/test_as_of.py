"""The registers of a day, against figures worked out by hand and against a replay of what was recorded."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.capital.deeds import M
from tests.conftest import Cooperative, found_cooperative
from tests.registers.history import Lives

from hoptac.capital.queries import paid_in_by_party
from hoptac.kit.calendar import today
from hoptac.kit.db import Database
from hoptac.kit.errors import Refusal
from hoptac.kit.keyset import Bounds, Place
from hoptac.kit.tenancy import enter_tenant
from hoptac.members.models import KINDS
from hoptac.registers.lines import held_by
from hoptac.registers.queries.contributions import list_holdings, list_holdings_page, sum_holdings
from hoptac.registers.queries.members import (
    deeds_of,
    deeds_of_all,
    list_register_page,
    list_whole_register,
    sum_register,
)
from hoptac.registers.queries.waterfall import (
    count_movements,
    list_deed_names,
    list_member_names,
    sum_movements,
)
from hoptac.registers.rules import Span

JOINED = date(2026, 1, 10)


@pytest.fixture
async def lives(database: Database, tan_hung: Cooperative) -> Lives:
    return Lives(database, tan_hung.id)


async def names_on(lives: Lives, day: date, *, every_kind: bool = False) -> list[tuple[str, str]]:
    rows = await lives.read(list_whole_register, day, every_kind=every_kind)
    return [(row.name, row.kind) for row in rows]


async def test_who_was_a_member_on_each_day(lives: Lives) -> None:
    an = await lives.enter("Nguyễn Văn An", date(2025, 1, 1))
    binh = await lives.enter("Trần Thị Bình", date(2025, 6, 1), kind="associate_noncontributing")
    chin = await lives.enter("Lê Văn Chín", None)
    await lives.change(binh, "associate_contributing", date(2025, 9, 1))
    await lives.leave(an, date(2025, 12, 31))
    await lives.return_(an, date(2026, 3, 1))
    assert chin
    official, contributing, other = KINDS
    for day, expected, optional in (
        (date(2024, 12, 31), [("Lê Văn Chín", official)], []),
        (date(2025, 1, 1), [("Nguyễn Văn An", official), ("Lê Văn Chín", official)], []),
        (date(2025, 8, 31), [("Nguyễn Văn An", official), ("Lê Văn Chín", official)], [("Trần Thị Bình", other)]),
        (
            date(2025, 9, 1),
            [("Nguyễn Văn An", official), ("Trần Thị Bình", contributing), ("Lê Văn Chín", official)],
            [],
        ),
        (date(2025, 12, 31), [("Trần Thị Bình", contributing), ("Lê Văn Chín", official)], []),
        (
            date(2026, 3, 1),
            [("Nguyễn Văn An", official), ("Trần Thị Bình", contributing), ("Lê Văn Chín", official)],
            [],
        ),
    ):
        assert await names_on(lives, day) == expected, day
        assert sorted(await names_on(lives, day, every_kind=True)) == sorted(expected + optional), day
        assert (await lives.read(sum_register, day, every_kind=False)).members == len(expected), day
        assert (await lives.read(sum_register, day, every_kind=True)).members == len(expected + optional), day


async def test_capital_stands_as_it_did(lives: Lives) -> None:
    """An pays 4, then 6; Bình pays 10 in kind and gets all of it back, so that her pledge is gone too; 5 of Em's were a
    mistake, which stands in the register as in the books until the day of the adjustment, today."""
    parties = [await lives.enter(name, JOINED) for name in ("Nguyễn Văn An", "Trần Thị Bình", "Lê Chín", "Võ Em")]
    an, binh, chin, em = parties
    for party in parties:
        await lives.pledge(party, 10 * M, pledged_on=date(2026, 1, 10))
    await lives.pay(an, 4 * M, contributed_on=date(2026, 2, 1))
    await lives.pay_in_kind(binh, 10 * M, contributed_on=date(2026, 2, 15))
    await lives.pay(chin, 10 * M, contributed_on=date(2026, 3, 1), method="bank")
    await lives.pay(an, 6 * M, contributed_on=date(2026, 4, 1))
    mistaken = await lives.pay(em, 5 * M, contributed_on=date(2026, 4, 2))
    await lives.refund(binh, 10 * M, refunded_on=date(2026, 5, 1))
    taken_back = await lives.retract(em, mistaken.id)
    assert taken_back.is_new

    for day, paid, pledged in (
        (date(2026, 1, 9), [0, 0, 0, 0], 0),
        (date(2026, 1, 31), [0, 0, 0, 0], 40 * M),
        (date(2026, 2, 1), [4 * M, 0, 0, 0], 40 * M),
        (date(2026, 3, 31), [4 * M, 10 * M, 10 * M, 0], 40 * M),
        (date(2026, 4, 1), [10 * M, 10 * M, 10 * M, 0], 40 * M),
        (date(2026, 4, 2), [10 * M, 10 * M, 10 * M, 5 * M], 40 * M),
        (date(2026, 5, 1), [10 * M, 0, 10 * M, 5 * M], 30 * M),
        (today(), [10 * M, 0, 10 * M, 0], 30 * M),
    ):
        deeds = await lives.read(deeds_of_all, day)
        assert [held_by(deeds.get(party, []), "vi").paid_dong for party in parties] == paid, day
        sums = await lives.read(sum_register, day, every_kind=False)
        assert (sums.pledged_dong, sums.paid_dong) == (pledged, sum(paid)), day
        held = {row.id: row.paid_dong for row in await lives.read(list_holdings, day)}
        if pledged:
            assert [held[party] for party in parties] == paid, day
        assert (await lives.read(sum_holdings, day)).paid_dong == sum(paid), day


async def test_a_line_says_when_what_how_much_and_which_certificate(lives: Lives) -> None:
    an = await lives.enter("Nguyễn Văn An", JOINED)
    for name in ("Trần Bình", "Lê Chín", "Võ Em"):
        await lives.pledge(await lives.enter(name, JOINED), 10 * M, pledged_on=JOINED)
    await lives.pledge(an, 10 * M, pledged_on=JOINED)
    await lives.pay(an, 4 * M, contributed_on=date(2026, 2, 1))
    await lives.pay_in_kind(an, 6 * M, contributed_on=date(2026, 3, 1))
    await lives.certify(an)
    await lives.refund(an, 10 * M, refunded_on=today())
    held = held_by((await lives.read(deeds_of_all, today()))[an], "vi")
    number = f"001/{today().year}"
    assert [(one.day, one.asset, one.quantity, one.dong) for one in held.paid] == [
        (date(2026, 2, 1), "Tiền mặt", "", 4 * M),
        (date(2026, 3, 1), "Quyền sử dụng đất thửa 12, tờ 5", "1.500 m²", 6 * M),
        (today(), "Hoàn trả", "", -10 * M),
    ]
    assert [one.whole for one in held.certificates] == [f"{number} (đã thu hồi)"]
    before = held_by((await lives.read(deeds_of_all, date(2026, 3, 1)))[an], "vi")
    assert (before.paid_dong, before.ratio(40 * M), list(before.certificates)) == (10 * M, 2_500, [])
    of_some = await lives.read(deeds_of, today(), [an])
    assert of_some == await lives.read(deeds_of_all, today())


async def test_somebody_who_left_and_still_holds_capital_stands_in_the_register_of_contributions(lives: Lives) -> None:
    an = await lives.enter("Nguyễn Văn An", JOINED)
    await lives.pledge(an, 10 * M, pledged_on=JOINED)
    await lives.pay(an, 10 * M, contributed_on=JOINED)
    await lives.leave(an, date(2026, 3, 1))
    assert await names_on(lives, date(2026, 3, 1)) == []
    assert [(row.kind, row.paid_dong) for row in await lives.read(list_holdings, date(2026, 3, 1))] == [(None, 10 * M)]
    assert [row.kind for row in await lives.read(list_holdings, date(2026, 2, 28))] == ["official"]
    assert (await lives.read(sum_register, date(2026, 3, 1), every_kind=False))[::2] == (0, 10 * M)


async def test_pages_follow_each_other_and_searching_needs_no_accents(lives: Lives) -> None:
    ids = [
        await lives.enter(f"Nguyễn Văn {chr(65 + place // 26)}{chr(97 + place % 26)}", JOINED) for place in range(53)
    ]
    whole = [row.id for row in await lives.read(list_whole_register, JOINED, every_kind=False)]
    asked = {"q": "", "sort": "name", "every_kind": False}
    first = await lives.read(list_register_page, JOINED, bounds=Bounds(), **asked)
    last = first.rows[-1]
    second = await lives.read(list_register_page, JOINED, bounds=Bounds(after=Place(last.sort_key, last.id)), **asked)
    assert [row.id for row in [*first.rows, *second.rows]] == whole
    assert (first.has_next, second.has_next, second.has_previous) == (True, False, True)
    assert set(whole) == set(ids)
    found = await lives.read(
        list_register_page, JOINED, bounds=Bounds(), **asked | {"q": "nguyen aa", "sort": "number"}
    )
    assert [row.id for row in found.rows] == [ids[0]]
    held = await lives.read(list_holdings_page, JOINED, q="nguyen ba", bounds=Bounds())
    assert [row.id for row in held.rows] == [ids[26]]


async def test_a_neighbour_has_a_register_of_his_own(lives: Lives, database: Database, phu_loi: Cooperative) -> None:
    an = await lives.enter("Nguyễn Văn An", JOINED)
    await lives.pledge(an, 10 * M, pledged_on=JOINED)
    async with enter_tenant(database, phu_loi.id) as session:
        for org_id in (phu_loi.id, lives.org_id):
            assert await list_whole_register(session, org_id, today(), every_kind=True) == []
            assert await list_holdings(session, org_id, today()) == []
            assert await deeds_of_all(session, org_id, today()) == {}
            assert (await sum_register(session, org_id, today(), every_kind=True)) == (0, 0, 0)
            span = Span(JOINED, today())
            assert await count_movements(session, org_id, span) == []
            assert {(one.pledge_dong, one.dong) for one in await sum_movements(session, org_id, span)} == {(0, 0)}


async def test_the_names_behind_a_step_are_those_that_it_counts(lives: Lives) -> None:
    an = await lives.enter("Nguyễn Văn An", date(2025, 1, 1))
    binh = await lives.enter("Trần Thị Bình", date(2026, 2, 1))
    await lives.change(an, "associate_contributing", date(2026, 3, 1))
    await lives.leave(binh, date(2026, 4, 1), "expulsion")
    await lives.pledge(an, 10 * M, pledged_on=date(2026, 2, 1))
    await lives.pay(an, 4 * M, contributed_on=date(2026, 2, 2))
    span = Span(date(2026, 1, 1), date(2026, 12, 31))

    async def names(step: str, kind: str = "") -> list[tuple[str, str, date, str | None]]:
        side, _colon, reason = step.partition(":")
        found = await lives.read(list_member_names, span, side=side, reason=reason, kind=kind, bounds=Bounds())
        return [(row.name, row.kind, row.day, row.decision_number) for row in found.rows]

    assert await names("begun:entered") == [("Trần Thị Bình", "official", date(2026, 2, 1), None)]
    changed = date(2026, 3, 1)
    assert await names("begun:kind_change") == [("Nguyễn Văn An", "associate_contributing", changed, "0103/QĐ-HĐQT")]
    assert await names("ended:kind_change", "official") == [("Nguyễn Văn An", "official", changed, "0103/QĐ-HĐQT")]
    assert await names("ended:kind_change", "associate_contributing") == []
    assert await names("ended:expulsion") == [("Trần Thị Bình", "official", date(2026, 4, 1), None)]
    paid = await lives.read(list_deed_names, span, step="contribution:cash", bounds=Bounds())
    assert [(row.party_id, row.day, row.dong, row.entry_id is None) for row in paid.rows] == [
        (an, date(2026, 2, 2), 4 * M, False)
    ]
    pledged = await lives.read(list_deed_names, span, step="pledge", bounds=Bounds())
    assert [(row.pledge_dong, row.dong, row.entry_id) for row in pledged.rows] == [(10 * M, 0, None)]


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
        st.sampled_from(("pledge", "pay", "in_kind", "refund", "retract")), st.integers(0, 2), _days, st.integers(1, 9)
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


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sequence=_capital, edges=st.tuples(_days, _days | st.just((today() - FIRST).days)))
async def test_capital_at_the_start_and_the_movements_is_capital_at_the_end(
    database: Database, sequence: list[tuple[str, int, int, int]], edges: tuple[int, int]
) -> None:
    lives = Lives(database, (await found_cooperative(database, "mau", "HTX Mẫu")).id)
    parties = [await lives.enter(name, FIRST) for name in ("Nguyễn An", "Trần Bình", "Lê Chín")]
    replay: list[tuple[int, UUID, int, int]] = []  # day, party, pledged, paid
    paid_in: list[tuple[UUID, UUID, int]] = []
    for deed, who, offset, millions in sequence:
        party, amount, day = parties[who], millions * M, day_of(offset)
        try:
            if deed == "pledge":
                await lives.pledge(party, amount, pledged_on=day)
                replay.append((offset, party, amount, 0))
            elif deed == "refund":
                before = await lives.read(sum_holdings, today())
                await lives.refund(party, amount, refunded_on=day)
                after = await lives.read(sum_holdings, today())
                replay.append((offset, party, after.pledged_dong - before.pledged_dong, -amount))
            elif deed == "retract" and paid_in:
                of, deed_id, dong = paid_in.pop()
                await lives.retract(of, deed_id)  # the adjustment is of today
                replay.append(((today() - FIRST).days, of, 0, -dong))
            elif deed in ("pay", "in_kind"):
                pay = lives.pay if deed == "pay" else lives.pay_in_kind
                paid = await pay(party, amount, contributed_on=day)
                replay.append((offset, party, 0, amount))
                paid_in.append((party, paid.id, amount))
        except Refusal:
            continue
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
    assert all(held[party] == booked.get(party, 0) for party in parties)
    assert sum(held.values()) == (await lives.read(sum_holdings, today())).paid_dong
