"""Pages by keyset: every row once, in order, forth and back; and the words of a search."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select

from hoptac.identity.models import Person
from hoptac.kit import keyset
from hoptac.kit.calendar import now
from hoptac.kit.identifiers import new_id
from hoptac.kit.keyset import Bounds, Place, page_of, paged, read_bounds, search_words

BLANK = {"password_hash": "", "is_platform_administrator": False, "search_key": "", "name": "x"}


async def page(session, mark, bounds):
    statement = select(Person.id, Person.sort_key).where(Person.email.like(f"%{mark}"))
    found = await session.execute(paged(statement, Person.sort_key, Person.id, bounds.direction), bounds.params)
    return page_of(list(found), bounds)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(keys=st.lists(st.sampled_from(["a", "b", "b~c", "~", "Ω"]), max_size=13), size=st.integers(1, 6))
async def test_forth_and_back_every_row_once(database, keys, size):
    mark, before = f"@{new_id().hex}.vn", keyset.PAGE_SIZE
    rows = [
        BLANK | {"id": (person := new_id()), "sort_key": key, "email": f"{person.hex}{mark}", "created_at": now()}
        for key in keys
    ]
    expected = sorted((row["sort_key"].encode(), row["id"]) for row in rows)
    keyset.PAGE_SIZE = size
    try:
        async with database.begin() as session:
            if rows:
                await session.execute(insert(Person), rows)
            seen, bounds = [], Bounds()
            while True:
                here = await page(session, mark, bounds)
                seen += [(row.sort_key.encode(), row.id) for row in here.rows]
                assert here.has_previous == (bounds.after is not None)
                if not here.has_next:
                    break
                bounds = Bounds(after=Place(here.rows[-1].sort_key, here.rows[-1].id))
            assert seen == expected
            back = [(row.sort_key.encode(), row.id) for row in here.rows]
            while here.has_previous:
                here = await page(session, mark, Bounds(before=Place(here.rows[0].sort_key, here.rows[0].id)))
                back = [(row.sort_key.encode(), row.id) for row in here.rows] + back
            assert back == expected
            await session.rollback()  # people are never deleted, so these were never there
    finally:
        keyset.PAGE_SIZE = before


def test_a_place_typed_by_hand_is_the_beginning():
    assert read_bounds("nonsense", "") == Bounds()
    row = new_id()
    assert read_bounds(f"nguyen~van~{row}") == Bounds(after=Place("nguyen~van", row))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("  Nguyễn  Thị Ổi ", ["nguyen", "thi", "oi"]),
        ("0912 345 678", ["0912345678"]),
        ("+84 912.345.678", ["0912345678"]),
        ("thoa@htx-phu-loi.vn", ["thoa", "htx", "phu", "loi", "vn"]),
        ("100%_'", ["100"]),
        ("", []),
        ("12", ["12"]),
        ("a b c d e f g h", ["a", "b", "c", "d", "e", "f"]),
    ],
)
def test_words(typed, words):
    assert search_words(typed) == words
