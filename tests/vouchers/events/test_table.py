"""The table of events says the same as the list of rules it was made from, row by row: both sides, place and confidence."""

import csv
import re
from functools import cache
from pathlib import Path

import pytest

import hoptac.vouchers.events as package
from hoptac.kit.language import translate
from hoptac.ledger import chart
from hoptac.vouchers.events.model import codes_of
from hoptac.vouchers.events.table import EVENTS, GROUPS

RULES = Path(package.__file__).parent / "data" / "posting_rules_tt71.csv"
CODE = re.compile(r"\b\d{3,5}\b")


@cache
def rules():
    with RULES.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def prescribed(rule, side):
    """The accounts that a row of the list names on a side; 'comma = one of; plus = together; parentheses = detail'."""
    return set(CODE.findall(rules()[rule][side]))


def proposed(event, side, rule=""):
    """The accounts that our lines of this rule may have on a side, by the variant: as listed, and as external only."""
    as_listed, outside = set(), set()
    for pair in event.pairs:
        text = getattr(pair, side)
        if pair.rule != rule or not text:
            continue
        question = event.question(text)
        if text[0].isdigit():
            first, _slash, external = text.partition("/")
            as_listed.add(first)
            outside |= {external} - {""}
        elif question:
            for option in question.options:
                as_listed.add(option.internal or option.account)
                outside |= {option.account} if option.internal else set()
    return as_listed, outside


def agrees(ours, theirs):
    """Every account of ours stands under one of theirs, and every one of theirs is one of ours or above one."""
    strangers = {code for code in ours if not any(code.startswith(other) for other in theirs)}
    # '421 (4211,4212)', '211 (2113 …)': a detail in parentheses is said by the account above it as well.
    forgotten = {code for code in theirs if not any(mine.startswith(code) for mine in ours)}
    return strangers, forgotten


def test_every_rule_is_there_and_no_other():
    assert sorted(EVENTS) == sorted(rules())
    assert len(EVENTS) == 83
    assert set(GROUPS) == {event.group for event in EVENTS.values()}


@pytest.mark.parametrize("event", EVENTS.values(), ids=lambda event: event.id)
def test_reference_and_confidence_are_those_of_the_list(event):
    row = rules()[event.id]
    assert (event.reference, event.confidence) == (row["reference"], row["confidence"])
    assert (event.doubt is not None) == event.is_switchable
    assert translate(event.why, "vi") != translate(event.why, "en")


@pytest.mark.parametrize(
    "event", [event for event in EVENTS.values() if event.place == "form"], ids=lambda event: event.id
)
@pytest.mark.parametrize("side", ["debit", "credit"])
def test_both_sides_are_those_of_the_list(event, side):
    as_listed, outside = proposed(event, side)
    strangers, forgotten = agrees(as_listed, prescribed(event.id, side))
    assert (strangers, forgotten) == (set(), set())
    # An internal rule that turns out to be external is booked to what is external of the same nature (Law, Art. 91.2).
    assert all(code.startswith(("511", "611")) for code in outside)


@pytest.mark.parametrize("event", EVENTS.values(), ids=lambda event: event.id)
def test_lines_that_go_with_it_come_from_their_own_rule_or_its_remark(event):
    for rule in {pair.rule for pair in event.pairs} - {""}:
        for side in ("debit", "credit"):
            as_listed, outside = proposed(event, side, rule)
            if rule == "note":
                theirs = set(CODE.findall(rules()[event.id]["note"])) | prescribed(event.id, side)
            elif rule == "reverse":
                theirs = prescribed(event.id, "credit" if side == "debit" else "debit")
                assert "reverse" in rules()[event.id]["note"]
            else:
                theirs = prescribed(rule, side)
            assert agrees(as_listed, theirs)[0] == set(), (event.id, rule, side)
            assert all(code.startswith(("511", "611")) for code in outside)


@pytest.mark.parametrize("event", EVENTS.values(), ids=lambda event: event.id)
def test_every_account_can_be_posted_to(event):
    codes = {code for pair in event.pairs for side in (pair.debit, pair.credit) for code in codes_of(event, side)}
    assert {code for code in codes if code not in chart() or chart()[code].has_children} == set()


@pytest.mark.parametrize("event", EVENTS.values(), ids=lambda event: event.id)
def test_what_is_asked_is_used_and_what_is_used_is_asked(event):
    keys = [question.key for question in event.questions]
    assert len(keys) == len(set(keys))
    used = {side for pair in event.pairs for side in (pair.debit, pair.credit) if side and not side[0].isdigit()}
    used |= {key.lstrip("-") for pair in event.pairs for key in pair.amount}
    used |= {pair.when[0] for pair in event.pairs if pair.when}
    assert used <= set(keys) | {"party"}
    assert {key for key in keys if event.question(key).kind in ("money", "vat", "choice")} <= used
    if event.place != "form":
        assert not event.questions
        assert not event.pairs
