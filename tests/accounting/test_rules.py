"""When a choice about the books may be made: accepted beside refused."""

from datetime import date

import pytest

from hoptac.accounting import refusals
from hoptac.accounting.rules import (
    APPROVAL,
    EXPENSE_KEY,
    TERMS,
    TRACKS_INTERNAL,
    VAT_DEDUCTION,
    Change,
    TermRow,
    check_change,
    check_tracking_ends,
    in_force,
    next_change,
    value_name,
)
from hoptac.organizations.terms import DEFAULTS

BASIS = "Nghị quyết HĐQT số 03"
JANUARY, MARCH, JULY = date(2026, 1, 1), date(2026, 3, 1), date(2026, 7, 1)
ROWS = (
    TermRow(APPROVAL, JANUARY, 1, BASIS, "Trần Văn Ba"),
    TermRow(APPROVAL, JULY, 2, BASIS, "Trần Văn Ba"),
    TermRow(TRACKS_INTERNAL, MARCH, 1, BASIS, "Trần Văn Ba"),
)


def check(key, value, day=MARCH, *, basis=BASIS, closed=(), may_approve=True):
    change = Change(key, value, day, basis)
    check_change(change, rows=ROWS, default=DEFAULTS[key], closed_months=closed, may_approve=may_approve)


def test_every_choice_has_its_default_among_its_values():
    assert TERMS.keys() == DEFAULTS.keys()
    assert all(DEFAULTS[key] in term.choices for key, term in TERMS.items())


@pytest.mark.parametrize(
    ("key", "value", "options"),
    [
        (APPROVAL, 0, {}),
        (APPROVAL, 2, {"may_approve": False}),
        (TRACKS_INTERNAL, 1, {"day": JANUARY}),
        (VAT_DEDUCTION, 1, {"closed": [date(2026, 1, 1), date(2026, 2, 1)]}),
        (EXPENSE_KEY, 0, {}),
        (EXPENSE_KEY, 100, {}),
    ],
)
def test_what_may_be_set(key, value, options):
    check(key, value, **options)


@pytest.mark.parametrize(
    ("key", "value", "options", "refusal"),
    [
        (APPROVAL, 0, {"basis": ""}, refusals.BasisMissing),
        (APPROVAL, 3, {}, refusals.ValueUnknown),
        (VAT_DEDUCTION, -1, {}, refusals.ValueUnknown),
        (EXPENSE_KEY, 101, {}, refusals.PercentUnreadable),
        (EXPENSE_KEY, -2, {}, refusals.PercentUnreadable),
        (APPROVAL, 1, {}, refusals.NothingChanges),
        (APPROVAL, 2, {"day": date(2026, 8, 5)}, refusals.NothingChanges),
        (TRACKS_INTERNAL, 0, {"day": JANUARY}, refusals.NothingChanges),
        (VAT_DEDUCTION, 1, {"closed": [date(2026, 3, 1)], "day": date(2026, 3, 31)}, refusals.MonthClosed),
        (VAT_DEDUCTION, 1, {"closed": [date(2026, 5, 1)]}, refusals.MonthClosed),
        (APPROVAL, 0, {"may_approve": False}, refusals.ApprovalLoweredByPreparer),
        (APPROVAL, 1, {"may_approve": False, "day": JULY}, refusals.ApprovalLoweredByPreparer),
    ],
)
def test_what_may_not_be_set(key, value, options, refusal):
    with pytest.raises(refusal):
        check(key, value, **options)


def test_the_row_that_began_last_counts():
    assert in_force(ROWS, APPROVAL, date(2025, 12, 31)) is None
    assert in_force(ROWS, APPROVAL, date(2026, 6, 30)) == ROWS[0]
    assert in_force(ROWS, APPROVAL, JULY) == ROWS[1]
    assert next_change(ROWS, APPROVAL, JANUARY) == JULY
    assert next_change(ROWS, APPROVAL, JULY) == date.max


def test_keeping_apart_ends_after_what_is_posted():
    ends = Change(TRACKS_INTERNAL, 0, JULY, BASIS)
    check_tracking_ends(ends, None)
    check_tracking_ends(Change(TRACKS_INTERNAL, 1, JULY, BASIS), ("5121", JULY))
    with pytest.raises(refusals.InternalStillPosted, match=r"Ngày 09/07/2026 đã ghi sổ tài khoản 5121"):
        check_tracking_ends(ends, ("5121", date(2026, 7, 9)))


def test_a_percentage_is_told_with_its_rest():
    assert str(value_name(TERMS[EXPENSE_KEY], 70)) == (
        "Cố định: 70 phần trăm cho giao dịch bên ngoài, 30 phần trăm cho giao dịch nội bộ"
    )
