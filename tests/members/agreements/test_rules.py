"""With whom, from when and until when an agreement may count: accepted beside refused."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoptac.members.agreements import refusals
from hoptac.members.agreements.rules import AgreementForm, Span, check_days, check_ending, check_official

TODAY, JOINED = date(2026, 3, 6), date(2024, 8, 1)
SIGNED = date(2026, 1, 5)


def form(signed_on=SIGNED, valid_from=SIGNED, valid_to=None):
    return AgreementForm("01/2026/HĐ", signed_on, valid_from, valid_to, "Phân bón, tưới tiêu")


def test_official_members_alone():
    check_official("official")
    for kind, name in (
        ("associate_contributing", "Thành viên liên kết góp vốn"),
        ("associate_noncontributing", "Thành viên liên kết không góp vốn"),
    ):
        with pytest.raises(refusals.NotOfficial, match=rf"Người này là {name}\. .*Điều 4 khoản 1 và khoản 2"):
            check_official(kind)


@pytest.mark.parametrize(
    ("agreement", "joined_on", "refusal"),
    [
        (form(), JOINED, None),
        (form(), None, None),
        (form(valid_to=SIGNED), JOINED, None),
        (form(valid_from=date(2027, 1, 1)), JOINED, None),
        (form(signed_on=TODAY, valid_from=TODAY), JOINED, None),
        (form(signed_on=TODAY + timedelta(days=1)), JOINED, refusals.SignedAhead),
        (form(valid_from=SIGNED - timedelta(days=1)), JOINED, refusals.InForceBeforeSigned),
        (form(), SIGNED + timedelta(days=1), refusals.InForceBeforeMembership),
        (form(valid_to=SIGNED - timedelta(days=1)), JOINED, refusals.EndsBeforeItBegins),
    ],
)
def test_days(agreement, joined_on, refusal):
    if refusal is None:
        check_days(agreement, joined_on=joined_on, today=TODAY)
        return
    with pytest.raises(refusal):
        check_days(agreement, joined_on=joined_on, today=TODAY)


OPEN, YEAR = Span(SIGNED, None), Span(SIGNED, date(2026, 12, 31))
SALE = ("5121", date(2026, 2, 3))


@pytest.mark.parametrize(
    ("span", "ends_on", "options", "refusal"),
    [
        (OPEN, date(2026, 2, 3), {"internal": [SALE]}, None),
        (OPEN, SIGNED, {}, None),
        (YEAR, date(2026, 12, 30), {}, None),
        (OPEN, date(2026, 2, 2), {"internal": [SALE], "others": [Span(date(2026, 2, 1), date(2026, 2, 28))]}, None),
        (YEAR, date(2026, 2, 2), {"internal": [("5121", date(2027, 1, 1))]}, None),
        (OPEN, SIGNED - timedelta(days=1), {}, refusals.EndsBeforeItBegins),
        (YEAR, date(2026, 12, 31), {}, refusals.NotLonger),
        (OPEN, date(2026, 2, 2), {"internal": [SALE]}, refusals.InternalAfterTheEnd),
        (OPEN, date(2026, 2, 2), {"internal": [SALE], "others": [Span(date(2026, 2, 4), None)]}, refusals.InternalAfterTheEnd),
        (OPEN, date(2026, 2, 3), {"reason": ""}, refusals.EndingReasonMissing),
    ],
)  # fmt: skip
def test_ending(span, ends_on, options, refusal):
    options = {"reason": "Hai bên thôi", "others": [], "internal": []} | options
    if refusal is None:
        check_ending(span, ends_on, **options)
        return
    with pytest.raises(refusal):
        check_ending(span, ends_on, **options)


days = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@given(
    days, st.none() | days, days, st.lists(st.tuples(days, st.none() | days), max_size=3), st.lists(days, max_size=5)
)
def test_what_was_internal_under_an_agreement_stays_so(first, last, ends_on, others, sales):
    """Whatever is accepted, every sale that an agreement covered before is covered by one afterwards."""
    spans = [Span(*sorted(days)) if days[1] else Span(*days) for days in others]
    span = Span(first, last if last is None or last >= first else first)
    try:
        check_ending(span, ends_on, "Thôi", others=spans, internal=[("5121", day) for day in sales if day > ends_on])
    except (refusals.EndsBeforeItBegins, refusals.NotLonger, refusals.InternalAfterTheEnd):
        return
    after = [*spans, Span(span.valid_from, ends_on)]
    for day in sales:
        if any(one.covers(day) for one in [*spans, span]):
            assert any(one.covers(day) for one in after)
