"""Properties of the difference between two entries and of the hash that chains them."""

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.notation import entry, lines, party

from hoptac.ledger import DraftEntry, Line, adjustment
from hoptac.ledger.entries import FIRST_HASH, EntryPlace, canonical_bytes, entry_hash

PARTIES = st.sampled_from([None, party("an"), party("binh")])
LINES = st.builds(
    Line,
    debit_account=st.sampled_from(["1111", "1121", "642"]),
    credit_account=st.sampled_from(["4111", "5111", "331"]),
    amount_dong=st.integers(-(10**15), 10**15),
    debit_party_id=PARTIES,
    credit_party_id=PARTIES,
    description=st.sampled_from(["", "Góp vốn"]),
)
DRAFTS = st.lists(LINES, max_size=8).map(lambda some: msgspec.structs.replace(BASE, lines=tuple(some)))
BASE = entry("Nợ 1121 / Có 4111 1 @an", source_id=party("source"))


def totals(*groups: tuple[Line, ...]) -> dict[Line, int]:
    """Amount per pair, without pairs that come to nothing."""
    found: Counter[Line] = Counter()
    for group in groups:
        for one in group:
            found[msgspec.structs.replace(one, amount_dong=0)] += one.amount_dong
    return {pair: amount for pair, amount in found.items() if amount}


@given(DRAFTS, DRAFTS)
def test_original_and_adjustment_together_are_the_corrected(original: DraftEntry, corrected: DraftEntry) -> None:
    difference = adjustment(original, corrected)
    assert totals(original.lines, difference) == totals(corrected.lines)
    assert all(one.amount_dong for one in difference)
    assert len(totals(difference)) == len(difference)
    assert adjustment(corrected, corrected) == ()


@pytest.mark.parametrize(
    ("original", "corrected", "difference"),
    [
        ("Nợ 1121 / Có 4111 500 @an", "Nợ 1121 / Có 4111 700 @an", "Nợ 1121 / Có 4111 200 @an"),
        ("Nợ 1121 / Có 4111 500 @an", "Nợ 1121 / Có 4111 50 @an", "Nợ 1121 / Có 4111 -450 @an"),
        (
            "Nợ 1121 / Có 4111 500 @an",
            "Nợ 1121 / Có 4111 500 @binh",
            "Nợ 1121 / Có 4111 -500 @an\nNợ 1121 / Có 4111 500 @binh",
        ),
        ("Nợ 1121 / Có 5111 500", "Nợ 1111 / Có 5111 500", "Nợ 1121 / Có 5111 -500\nNợ 1111 / Có 5111 500"),
        ("Nợ 002 500", "Nợ 002 600", "Nợ 002 100"),
        ("Nợ 1121 / Có 5111 500", "Nợ 1121 / Có 5111 300\nNợ 1121 / Có 5111 200", ""),
    ],
)
def test_adjustments(original: str, corrected: str, difference: str) -> None:
    assert adjustment(entry(original), entry(corrected)) == lines(difference)


PLACE = EntryPlace(
    org_id=party("org"),
    entry_id=party("entry"),
    position=7,
    series="PT",
    fiscal_year=2026,
    number=3,
    prepared_by=party("accountant"),
    posted_at=datetime(2026, 3, 5, 1, 2, 3, 4, tzinfo=UTC),
)


def test_the_canonical_text_is_the_documented_one() -> None:
    an = party("an")
    assert canonical_bytes(PLACE, BASE).decode() == (
        f'["hoptac-entry-1","{PLACE.org_id}","{PLACE.entry_id}",7,"PT",2026,3,"2026-03-05","Thu vốn góp","test",'
        f'"{BASE.source_id}","posting",null,"{PLACE.prepared_by}","2026-03-05T01:02:03.000004+00:00"]\n'
        f'["1121","4111",1,null,"{an}",""]\n'
    )
    assert entry_hash(FIRST_HASH, PLACE, BASE) == hashlib.sha256(FIRST_HASH + canonical_bytes(PLACE, BASE)).digest()


def test_the_hash_does_not_depend_on_the_time_zone() -> None:
    in_vietnam = PLACE.posted_at.astimezone(timezone(timedelta(hours=7)))
    moved = msgspec.structs.replace(PLACE, posted_at=in_vietnam)
    assert entry_hash(FIRST_HASH, moved, BASE) == entry_hash(FIRST_HASH, PLACE, BASE)


@dataclass(frozen=True)
class Change:
    """Another value for each field that the hash must cover."""

    place: dict[str, object]
    draft: dict[str, object]


OTHER = party("other")
CHANGES = [
    *(Change({name: OTHER}, {}) for name in ("org_id", "entry_id", "prepared_by")),
    *(Change({name: 99}, {}) for name in ("position", "fiscal_year", "number")),
    Change({"series": "PC"}, {}),
    Change({"posted_at": PLACE.posted_at + timedelta(microseconds=1)}, {}),
    *(Change({}, {name: "khác"}) for name in ("description", "source_kind", "purpose")),
    *(Change({}, {name: OTHER}) for name in ("source_id", "adjusts_entry_id")),
    Change({}, {"entry_on": date(2026, 3, 6)}),
    *(
        Change({}, {"lines": (msgspec.structs.replace(BASE.lines[0], **{name: value}),)})
        for name, value in (
            ("debit_account", "1111"),
            ("credit_account", "4118"),
            ("amount_dong", 2),
            ("debit_party_id", OTHER),
            ("credit_party_id", OTHER),
            ("description", "khác"),
        )
    ),
    Change({}, {"lines": BASE.lines * 2}),
]


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_the_hash_covers_everything(change: Change) -> None:
    place = msgspec.structs.replace(PLACE, **change.place)
    draft = msgspec.structs.replace(BASE, **change.draft)
    assert entry_hash(FIRST_HASH, place, draft) != entry_hash(FIRST_HASH, PLACE, BASE)
    assert entry_hash(FIRST_HASH, PLACE, BASE) != entry_hash(bytes([1] * 32), PLACE, BASE)


@given(st.lists(LINES, min_size=2, max_size=5, unique=True))
def test_the_order_of_lines_is_hashed(some: list[Line]) -> None:
    forward = msgspec.structs.replace(BASE, lines=tuple(some))
    backward = msgspec.structs.replace(BASE, lines=tuple(reversed(some)))
    assert entry_hash(FIRST_HASH, PLACE, forward) != entry_hash(FIRST_HASH, PLACE, backward)
