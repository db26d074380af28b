"""Two records of one person become one: rules as a table, registers and books before and after, the page."""

import asyncio
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from tests.capital.deeds import Deeds, M
from tests.capital.people import enter_members
from tests.conftest import PASSWORD, seat_person

from hoptac.capital import queries
from hoptac.capital.merges.actions import find_sides, merge_members
from hoptac.capital.merges.rules import (
    CapitalOfNoncontributing,
    KeptHasLeft,
    MergedAlready,
    SameRecord,
    SidesChanged,
    Standing,
    TwoIdentityNumbers,
    check_merge,
    passing_lines,
)
from hoptac.kit.calendar import today
from hoptac.kit.errors import NotFound, Refusal
from hoptac.kit.identifiers import new_id
from hoptac.ledger import DraftEntry, Line, accounts_of_party, balances_by_party, post_entry
from hoptac.members.agreements.queries import agreements_of
from hoptac.members.duplicates.queries import merges_of
from hoptac.members.memberships import list_memberships
from hoptac.members.queries import get_member

KEPT, MERGED = UUID(int=1), UUID(int=2)
PERSON = Standing("Trần Văn An", "TV1", "official", False, None, 0, 0)


def of(**fields: Any) -> Standing:
    return Standing(**{name: getattr(PERSON, name) for name in Standing.__struct_fields__} | fields)


# the record that stays, the one that is taken up, refusal
MERGES = [
    (of(), of(), None),
    (of(pledged_dong=5 * M, paid_dong=5 * M), of(pledged_dong=3 * M, paid_dong=M), None),
    (of(identity_number="092060000001"), of(), None),
    (of(identity_number="092060000001"), of(identity_number="092060000001"), None),
    (of(identity_number="092060000001"), of(identity_number="092060000002"), TwoIdentityNumbers),
    (of(has_left=True), of(), KeptHasLeft),
    (of(), of(has_left=True), None),
    (of(is_merged=True), of(), MergedAlready),
    (of(), of(is_merged=True), MergedAlready),
    (of(kind="associate_noncontributing"), of(pledged_dong=M), CapitalOfNoncontributing),
    (of(kind="associate_noncontributing"), of(), None),
    (of(kind="associate_contributing"), of(pledged_dong=M), None),
]


@pytest.mark.parametrize(("kept", "merged", "refusal"), MERGES)
def test_when_two_records_may_become_one(kept: Standing, merged: Standing, refusal: type[Refusal] | None) -> None:
    if refusal is None:
        check_merge(KEPT, MERGED, kept, merged)
        return
    with pytest.raises(refusal) as refused:
        check_merge(KEPT, MERGED, kept, merged)
    if refusal is CapitalOfNoncontributing:
        assert "Điều 4.19" in refused.value.sentence("vi")


def test_a_record_is_not_merged_into_itself() -> None:
    with pytest.raises(SameRecord):
        check_merge(KEPT, KEPT, of(), of())


@given(st.dictionaries(st.sampled_from(["131", "138", "331", "4111", "334"]), st.integers(-(10**12), 10**12)))
def test_every_balance_but_capital_passes_to_the_last_dong(balances: dict[str, int]) -> None:
    lines = passing_lines(balances.items(), kept_id=KEPT, merged_id=MERGED, description="x")
    left = dict(balances)
    for line in lines:
        assert line.debit_account is not None
        assert line.amount_dong > 0
        assert {line.debit_party_id, line.credit_party_id} == {KEPT, MERGED}
        left[line.debit_account] += line.amount_dong * (1 if line.debit_party_id == MERGED else -1)
    assert all(dong == 0 for account, dong in left.items() if account != "4111")


class Merging(Deeds):
    async def merge(self, kept_id, merged_id, taken=(), seen=None):
        sides = await self.read(find_sides, kept_id, merged_id)
        given = {"kept_id": kept_id, "merged_id": merged_id, "taken": set(taken)}
        return await self._do(merge_members, seen=sides.seen if seen is None else seen, **given)

    async def owe(self, party_id, amount):
        line = Line("131", "5111", amount, debit_party_id=party_id)
        await self._do(post_entry, draft=DraftEntry(today(), "Bán phân", "GV", "test", new_id(), "posting", (line,)))


@pytest.fixture
async def merging(database, tan_hung):
    return Merging(database, tan_hung.id)


async def test_all_that_one_record_holds_passes_to_the_other(merging, founders):
    kept, merged = founders[:2]  # ten million pledged by each
    await merging.pay(kept, 4 * M)
    await merging.pay(merged, 7 * M)
    await merging.owe(merged, 250_000)
    # Twenty of sixty million are more than 30 %, and the board is told so.
    assert (await merging.merge(kept, merged)).is_above
    rows = (await merging.read(queries.list_register)).rows
    held = {row.party_id: (row.pledged_dong, row.paid_dong) for row in rows}
    assert held[kept] == (20 * M, 11 * M)
    assert held.get(merged, (0, 0)) == (0, 0)
    assert await merging.read(balances_by_party, "4111") == {kept: 11 * M, merged: 0}
    assert await merging.read(accounts_of_party, merged) == [("131", 0), ("4111", 0)]
    assert dict(await merging.read(accounts_of_party, kept))["131"] == 250_000
    assert await merging.read(queries.figures_of) == (60 * M, 11 * M)  # the charter capital stays as it was
    (ended,) = await merging.read(list_memberships, merged)
    assert (ended.ended_by, ended.valid_to) == ("merged", today())
    await merging.assert_all_agree()


async def test_a_record_without_capital_or_debts_leaves_no_entry(merging, database, tan_hung):
    kept, merged = await enter_members(database, tan_hung.id, ("Trần Văn An", "Trần Văn An"))
    await merging.merge(kept, merged)
    told = await merging.read(merges_of, kept)
    assert [(one.other_id, one.is_taken_up) for one in told] == [(merged, False)]
    assert [(one.other_id, one.is_taken_up) for one in await merging.read(merges_of, merged)] == [(kept, True)]
    async with database.begin() as session:
        entries = await session.execute(text("SELECT count(*) FROM entries"))
        assert entries.scalar() == 0
    with pytest.raises(MergedAlready):
        await merging.merge(kept, merged)


async def test_an_identity_number_and_chosen_fields_pass(merging, database, tan_hung):
    (kept,) = await enter_members(database, tan_hung.id, ("Trần Văn An",), phone="0912000001")
    about = {"phone": "0912000002", "identity_number": "092060000001", "address": "1 Lộ Tẻ"}
    (merged,) = await enter_members(database, tan_hung.id, ("Trần Văn Ann",), **about)
    await merging.merge(kept, merged, taken=("identity_number", "address"))
    member, other = await merging.read(get_member, kept), await merging.read(get_member, merged)
    assert (member.name, member.phone) == ("Trần Văn An", "0912000001")
    assert (member.identity_number, member.address) == ("092060000001", "1 Lộ Tẻ")
    assert (other.identity_number, other.name, other.left_on) == (None, "Trần Văn Ann", today())


async def test_what_changed_meanwhile_stops_a_merge_whole(merging, founders):
    kept, merged = founders[:2]
    seen = (await merging.read(find_sides, kept, merged)).seen
    await merging.pay(merged, M)
    with pytest.raises(SidesChanged):
        await merging.merge(kept, merged, seen=seen)
    assert await merging.read(balances_by_party, "4111") == {merged: M}
    assert await merging.read(merges_of, kept) == []


async def test_two_clicks_merge_once(merging, founders):
    kept, merged = founders[:2]
    await merging.pay(merged, M)
    came = await asyncio.gather(*(merging.merge(kept, merged) for _click in range(2)), return_exceptions=True)
    assert sorted(type(one).__name__ for one in came) in (["Merged", "MergedAlready"], ["Merged", "SidesChanged"])
    assert await merging.read(balances_by_party, "4111") == {kept: M, merged: 0}
    await merging.assert_all_agree()


async def test_a_neighbours_member_is_not_there(merging, database, founders, phu_loi):
    theirs = await enter_members(database, phu_loi.id, ("Trần Văn An",))
    for pair in ((founders[0], theirs[0]), (theirs[0], founders[0])):
        with pytest.raises(NotFound):
            await merging.merge(*pair, seen="")


async def test_the_page_says_what_passes_and_does_it(chair, database, tan_hung, merging):
    kept, merged = await enter_members(database, tan_hung.id, ("Trần Văn An", "Trần Văn An"), born_year=1960)
    for party_id in (kept, merged):
        await merging.pledge(party_id, 10 * M)
    await merging.pay(merged, 4 * M)
    pairs = await chair.get(f"/{tan_hung.slug}/members/duplicates")
    assert f"/members/{kept}/merging/{merged}" in pairs.text
    page = await chair.get(f"/{tan_hung.slug}/members/{kept}/merging/{merged}")
    assert "4.000.000 đ vốn đã góp" in page.text
    assert "6.000.000 đ đã cam kết, chưa góp" in page.text
    done = await chair.submit(page, "/merging/", {})
    assert "Đã gộp hai hồ sơ." in done.text
    assert "Ngày" in done.text
    again = await chair.submit(page, "/merging/", {})
    assert again.status_code == 422
    assert "đã được gộp trước đó" in again.text
    assert "Không có ai trùng nhau" in (await chair.get(f"/{tan_hung.slug}/members/duplicates")).text
    assert await merging.read(agreements_of, merged) == []


async def test_a_cashier_does_not_merge(browser, database, tan_hung):
    kept, merged = await enter_members(database, tan_hung.id, ("Trần Văn An", "Trần Văn An"))
    await browser.sign_in(await seat_person(database, tan_hung.slug, "cashier"), PASSWORD)
    assert (await browser.get(f"/{tan_hung.slug}/members/{kept}/merging/{merged}")).status_code == 403
