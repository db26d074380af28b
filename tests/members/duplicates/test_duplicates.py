"""Who may stand in the register twice: the signs, the page, and pairs that were told apart."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.capital.people import enter_members
from tests.conftest import PASSWORD, Cooperative, seat_person
from tests.support.web import Browser

from hoptac.kit.db import Database
from hoptac.kit.identifiers import new_id
from hoptac.members.duplicates.rules import MOST_NAMESAKES, Person, find_duplicates, is_near, pair_of

FIRST, SECOND = UUID(int=1), UUID(int=2)


def person(party_id: UUID, words: str) -> Person:
    """'nguyen van an | 1960-05-03 | 0912 | ap 1 | id'; what is empty is not known, a birth of four digits is a year."""
    name, born, phone, hamlet, identity = (part.strip() for part in (words + " | | | |").split("|")[:5])
    day = date.fromisoformat(born) if "-" in born else None
    year = day.year if day else int(born) if born else None
    return Person(party_id, name, day, year, phone or None, hamlet or None, identity == "id")


@pytest.mark.parametrize(
    ("one", "other", "sign"),
    [
        ("tran van an | 1960", "tran van an | 1960", "name_and_birth"),
        ("tran van an | 1960-05-03", "tran van an | 1960", "name_and_birth"),
        ("tran van an | 1960-05-03", "tran van an | 1960-05-04", None),
        ("tran van an | 1960", "tran van an | 1961", None),
        ("tran van an | 1960 | | | id", "tran van an | 1960 | | | id", None),
        ("tran van an | 1960 | | | id", "tran van an | 1960", "name_and_birth"),
        ("tran van an | 1960-05-03 | | | id", "tran van an | 1960-05-03 | | | id", "name_and_birth"),
        ("tran van an | 1960-05-03", "tran vam an | 1960-05-03", "near_name_and_birth"),
        ("tran van an | 1960-05-03", "le thi be | 1960-05-03", None),
        ("tran van an | | 0912", "tran van ann | | 0912", "name_and_phone"),
        ("tran van an | 1960 | 0912", "tran van ann | 1961 | 0912", None),
        ("tran van an", "tran van an", "name_alone"),
        ("tran van an | 1960", "tran van an", "name_alone"),
        ("tran van an | | | ap 1", "tran van an | | | ap 2", None),
    ],
)
def test_signs(one: str, other: str, sign: str | None) -> None:
    found = find_duplicates([person(FIRST, one), person(SECOND, other)], set())
    assert [(one.pair, one.sign) for one in found] == ([((FIRST, SECOND), sign)] if sign else [])
    assert find_duplicates([person(SECOND, other), person(FIRST, one)], {(FIRST, SECOND)}) == []


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("tran van an", "tran van an", True),
        ("tran van an", "van tran an", True),
        ("tran van an", "tran an", True),
        ("tran van an", "tran vna an", True),
        ("tran van an", "trann van an", True),
        ("tran van an", "tram van an", True),
        ("tran van an", "tran thi an", False),
        ("tran van an", "le van an", False),
        ("tran van an", "tran van binh", False),
        ("an", "tran van an", False),
    ],
)
def test_near_names(one: str, other: str, near: bool) -> None:
    assert is_near(one, other) is near
    assert is_near(other, one) is near


@given(st.lists(st.sampled_from(["tran van an | 1960", "tran van an", "tran van an | 1960-05-03 | 0912"]), max_size=60))
def test_no_pair_comes_twice_and_crowds_are_cut(lines: list[str]) -> None:
    found = find_duplicates([person(UUID(int=n + 1), line) for n, line in enumerate(lines)], set())
    pairs = [one.pair for one in found]
    assert len(pairs) == len(set(pairs))
    assert all(first < second for first, second in pairs)
    assert len(pairs) <= 3 * MOST_NAMESAKES * (MOST_NAMESAKES - 1) // 2


async def two_of_a_name(database: Database, org: Cooperative) -> list[UUID]:
    return await enter_members(database, org.id, ("Trần Văn An", "Trần Văn An"), born_year=1960)


async def test_a_pair_is_looked_at_and_told_apart(chair: Browser, database: Database, tan_hung: Cooperative) -> None:
    await two_of_a_name(database, tan_hung)
    shown = await chair.get(f"/{tan_hung.slug}/members/duplicates")
    assert "1 cặp" in shown.text
    assert shown.text.count("Trần Văn An") >= 2
    done = await chair.submit(shown, "/distinct$", {})
    assert "Đã ghi: đây là hai người khác nhau." in done.text
    assert "Không có ai trùng nhau" in done.text
    again = await chair.submit(shown, "/distinct$", {})
    assert again.status_code == 200


async def test_pairs_are_closed_to_strangers(
    chair: Browser, database: Database, tan_hung: Cooperative, phu_loi: Cooperative
) -> None:
    theirs = await two_of_a_name(database, phu_loi)
    own = await two_of_a_name(database, tan_hung)
    shown = await chair.get(f"/{tan_hung.slug}/members/duplicates")
    for one, other in ((theirs[0], theirs[1]), (own[0], theirs[0]), (own[0], own[0]), (new_id(), own[0]), ("x", "")):
        refused = await chair.submit(shown, "/distinct$", {"one": str(one), "other": str(other)})
        assert refused.status_code == 404
    assert "1 cặp" in (await chair.get(f"/{tan_hung.slug}/members/duplicates")).text


async def test_a_supervisor_looks_and_writes_nothing(
    browser: Browser, database: Database, tan_hung: Cooperative
) -> None:
    await two_of_a_name(database, tan_hung)
    await browser.sign_in(await seat_person(database, tan_hung.slug, "supervisor"), PASSWORD)
    shown = await browser.get(f"/{tan_hung.slug}/members/duplicates")
    assert "1 cặp" in shown.text
    assert "Là hai người khác nhau" not in shown.text


def test_a_pair_has_one_order() -> None:
    assert pair_of(SECOND, FIRST) == pair_of(FIRST, SECOND) == (FIRST, SECOND)
