"""Overlapping statements tell a line once: whatever they are cut at, in whatever layout, the month is the month."""

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoptac.bank.reading import StatementLine
from hoptac.bank.rules import KnownLine, memory_key, separate

DAY = date(2026, 1, 5)


def line(amount=1_000_000, reference="", balance=None, description="chuyen tien", day=DAY):
    return StatementLine(1, day, amount, balance, reference, description)


def known(one):
    return KnownLine(one.day, one.amount_dong, one.reference, one.balance_dong, one.description)


@pytest.mark.parametrize(
    ("first", "second", "is_same"),
    [
        (line(reference="FT1", balance=5), line(reference="FT1", balance=5, description="cut of"), True),
        (line(reference="FT1", balance=5), line(reference="FT1", balance=6), False),
        (line(reference="FT1", balance=5), line(reference="FT2", balance=5), False),
        (line(reference="FT1"), line(reference="FT1", balance=5), True),
        (line(balance=5), line(reference="FT1", balance=5), True),
        (line(balance=5), line(balance=6), False),
        (line(), line(), True),
        (line(), line(description="tien phan"), False),
        (line(reference="FT1"), line(balance=5), True),
        (line(reference="FT1"), line(balance=5, description="tien phan"), False),
        (line(reference="FT1"), line(reference="FT1", day=DAY + timedelta(days=1)), False),
        (line(reference="FT1"), line(2_000_000, reference="FT1"), False),
    ],
)
def test_when_two_lines_are_one(first, second, is_same):
    assert separate([second], [known(first)]).known == int(is_same)


def test_lines_that_are_alike_count_on():
    twice = separate([line(), line()], [])
    assert [occurrence for _line, occurrence in twice.new] == [1, 2]
    third = separate([line(), line(), line()], [known(line()), known(line())])
    assert (third.known, [occurrence for _line, occurrence in third.new]) == (2, [3])


def test_the_same_statement_again_has_nothing_new():
    month = [line(reference=f"FT{n}", balance=n) for n in range(9)]
    assert separate(month, [known(one) for one in month]) == separate([], []).__class__((), 9)


TEXTS = st.sampled_from(["chuyen tien", "tien phan", "gop von"])


@st.composite
def months(draw):
    """Lines in time, of which many are alike: few amounts, few texts, several a day."""
    count = draw(st.integers(1, 25))
    running, day, lines = draw(st.integers(0, 9)) * 1_000_000, DAY, []
    for place in range(count):
        day += timedelta(days=draw(st.integers(0, 1)))
        amount = draw(st.sampled_from([-1_000_000, 1_000_000, 2_000_000]))
        running += amount
        lines.append(line(amount, f"FT{place}", running, draw(TEXTS), day))
    return lines


WAYS = {
    "whole": lambda one: one,
    "no_balance": lambda one: msgspec.structs.replace(one, balance_dong=None),
    "no_reference": lambda one: msgspec.structs.replace(one, reference=""),
}


def bring_in(statements):
    """What is kept after each statement was brought in."""
    kept = []
    for statement in statements:
        kept += [known(new) for new, _occurrence in separate(statement, kept).new]
    return kept


@given(month=months(), data=st.data())
def test_statements_cut_anywhere_make_the_month(month, data):
    cuts = data.draw(st.lists(st.tuples(st.integers(0, len(month)), st.integers(0, len(month))), max_size=6))
    windows = [month[min(cut) : max(cut)] for cut in cuts]
    kept = bring_in([*windows, month])
    assert sorted(one.reference for one in kept) == sorted(one.reference for one in month)


@given(month=months(), data=st.data())
def test_in_other_layouts_too_when_cut_between_days(month, data):
    days = sorted({one.day for one in month})
    statements = []
    for _statement in range(data.draw(st.integers(0, 5))):
        first, last = sorted((data.draw(st.sampled_from(days)), data.draw(st.sampled_from(days))))
        way = WAYS[data.draw(st.sampled_from(sorted(WAYS)))]
        statements.append([way(one) for one in month if first <= one.day <= last])
    kept = bring_in([*statements, month])
    assert sorted((one.day, one.amount_dong) for one in kept) == sorted((one.day, one.amount_dong) for one in month)


@given(month=months(), data=st.data())
def test_no_two_kept_lines_have_one_key(month, data):
    windows = [month[start:] for start in data.draw(st.lists(st.integers(0, len(month)), max_size=4))]
    keys, kept = [], []
    for statement in [*windows, month]:
        plain = [WAYS["no_balance"](WAYS["no_reference"](one)) for one in statement]
        for new, occurrence in separate(plain, kept).new:
            keys.append((new.day, new.amount_dong, new.reference, new.balance_dong, occurrence))
            kept.append(known(new))
    assert len(keys) == len(set(keys))


def test_what_a_description_is_remembered_by():
    assert memory_key("PHI SMS BANKING T01/2026") == memory_key("Phí SMS Banking T02/2026") == "phi sms banking"
    assert memory_key("MBVCB.461775093.NGUYEN THUY LAI nop tien phan") == "mbvcb nguyen thuy lai nop tien phan"
    assert memory_key("0123456789") == ""
