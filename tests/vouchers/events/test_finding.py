"""An event is found by a few words, accents aside, in either language, or by an account."""

import pytest

from hoptac.vouchers.events.finding import find_events
from hoptac.vouchers.events.listing import on_offer
from hoptac.vouchers.events.table import EVENTS

PLAIN = {"accounting.vat_deduction": 0, "accounting.tracks_internal": 0}


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("tra luong", "LAB-04"),
        ("Trả Lương", "LAB-04"),
        ("thu no", "COL-01"),
        ("nop thue", "CIT-02"),
        ("mua vat tu", "PUR-01"),
        ("thu von gop", "CAP-01"),
        ("tinh luong", "LAB-01"),
        ("khau hao", "DEP-01"),
        ("bhxh", "LAB-02"),
        ("doi tru", "COL-02"),
        ("pay wages", "LAB-04"),
        ("006", "ILN-01"),
    ],
)
def test_words_find_the_event(typed, first):
    found = find_events(typed, EVENTS.values(), {})
    assert found[0].id == first


def test_selling_fertilizer_finds_the_sales():
    assert {"SAL-01", "SAL-02"} <= {event.id for event in find_events("ban phan", EVENTS.values(), {})}


def test_of_equals_the_one_used_more_often_comes_first():
    sales = [event.id for event in find_events("ban cho thanh vien", EVENTS.values(), {"SAL-02": 3})]
    assert sales.index("SAL-02") < sales.index("SAL-01")


def test_words_that_nothing_has_find_nothing():
    assert find_events("xe máy điện bay", EVENTS.values(), {}) == []


def test_what_does_not_apply_or_is_switched_off_is_not_offered():
    offered = {event.id for event in on_offer(PLAIN)}
    assert {"SAL-02", "VAT-02", "COL-02"} <= offered
    assert not {"SAL-01", "VAT-01"} & offered
    by_deduction = {event.id for event in on_offer(PLAIN | {"accounting.vat_deduction": 1})}
    assert {"SAL-01", "SAL-02", "VAT-01"} <= by_deduction
    assert "VAT-02" not in by_deduction
    off = {event.id for event in on_offer(PLAIN | {"posting_rule.COL-02": 0, "posting_rule.LAB-04": 0})}
    assert offered - off == {"COL-02"}, "what the circular says in full cannot be switched off"
