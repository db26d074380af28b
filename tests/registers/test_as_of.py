"""The registers of a day, against figures worked out by hand and against a replay of what was recorded."""

from datetime import date

import pytest
from tests.capital.deeds import M
from tests.conftest import Cooperative
from tests.registers.history import Lives

from hoptac.kit.calendar import today
from hoptac.kit.db import Database
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
    await lives.give_back(binh, 10 * M, refunded_on=date(2026, 5, 1))
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
            assert [held.get(party, 0) for party in parties] == paid, day
        assert (await lives.read(sum_holdings, day)).paid_dong == sum(paid), day


async def test_a_line_says_when_what_how_much_and_which_certificate(lives: Lives) -> None:
    an = await lives.enter("Nguyễn Văn An", JOINED)
    for name in ("Trần Bình", "Lê Chín", "Võ Em"):
        await lives.pledge(await lives.enter(name, JOINED), 10 * M, pledged_on=JOINED)
    await lives.pledge(an, 10 * M, pledged_on=JOINED)
    await lives.pay(an, 4 * M, contributed_on=date(2026, 2, 1))
    await lives.pay_in_kind(an, 6 * M, contributed_on=date(2026, 3, 1))
    await lives.certify(an)
    await lives.give_back(an, 10 * M, refunded_on=today())
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
