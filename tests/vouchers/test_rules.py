"""What a voucher must be, line by line, in the accountants' notation; refused rows beside accepted ones."""

from datetime import date
from functools import partial

import pytest
from tests.ledger.notation import line, lines, party

from hoptac.kit.errors import Refusals
from hoptac.ledger import chart
from hoptac.ledger.refusals import AccountWithChildren, MissingParty, OneSidedLine
from hoptac.vouchers import refusals
from hoptac.vouchers.drafts import DraftLine, VoucherForm, draft_line, pack, unpack
from hoptac.vouchers.rules import (
    KINDS,
    check_approved,
    check_approver,
    check_capital,
    check_capital_kept,
    check_internal,
    check_kind,
    check_year,
    complete_lines,
    needs_approval,
    place_party,
)

OK = None
AN, BINH = party("an"), party("binh")
STANDINGS = {AN: "agreement", BINH: "member"}


def form(kind, *texts, name="Trần Văn An"):
    rows = tuple(draft_line(line(text)) for text in texts)
    return VoucherForm(
        kind=kind, voucher_on=date(2026, 3, 5), description="Thu tiền", lines=rows, counterpart_name=name
    )


def completed(voucher, *, tracks_internal=True):
    internal = partial(check_internal, tracks_internal=tracks_internal, standings=STANDINGS)
    return complete_lines(voucher, chart=chart(), check_internal=internal)


@pytest.mark.parametrize(
    ("kind", "text", "refusal"),
    [
        ("receipt", "Nợ 1111 / Có 5111 100.000", OK),
        ("receipt", "Nợ 1121 / Có 5111 100.000", refusals.NotOfThisKind),
        ("receipt", "Nợ 642 / Có 1111 100.000", refusals.NotOfThisKind),
        ("payment", "Nợ 642 / Có 1111 100.000", OK),
        ("payment", "Nợ 1111 / Có 5111 100.000", refusals.NotOfThisKind),
        ("bank_credit", "Nợ 1121 / Có 131 100.000 @an", OK),
        ("bank_credit", "Nợ 1111 / Có 131 100.000 @an", refusals.NotOfThisKind),
        ("bank_debit", "Nợ 331 / Có 1121 100.000 @an", OK),
        ("goods_in", "Nợ 156 / Có 331 100.000 @an", OK),
        ("goods_in", "Nợ 1331 / Có 331 10.000 @an", OK),
        ("goods_in", "Nợ 642 / Có 331 100.000 @an", refusals.NotOfThisKind),
        ("goods_out", "Nợ 6111 / Có 156 100.000", OK),
        ("goods_out", "Nợ 6111 / Có 154 100.000", refusals.NotOfThisKind),
        ("general", "Nợ 002 100.000", OK),
    ],
)
def test_what_each_kind_of_voucher_holds(kind, text, refusal):
    if refusal is OK:
        check_kind(line(text), KINDS[kind])
        return
    with pytest.raises(refusal):
        check_kind(line(text), KINDS[kind])


@pytest.mark.parametrize(
    ("text", "tracks_internal", "refusal"),
    [
        ("Nợ 131@an / Có 5121 100.000", True, OK),
        ("Nợ 131@binh / Có 5121 100.000", True, refusals.InternalWithoutAgreement),
        ("Nợ 131@outsider / Có 5121 100.000", True, refusals.InternalWithoutMember),
        ("Nợ 1111 / Có 5121 100.000", True, refusals.InternalWithoutMember),
        ("Nợ 1111 / Có 5121@an 100.000", True, OK),
        ("Nợ 131@an / Có 5121 100.000", False, refusals.InternalNotTracked),
        ("Nợ 131@an / Có 5111 100.000", False, OK),
        ("Nợ 6121 / Có 156 100.000", True, OK),
        ("Nợ 6121 / Có 156 100.000", False, refusals.InternalNotTracked),
        ("Nợ 6121@an / Có 156@an 100.000", True, OK),
        ("Nợ 6121@binh / Có 156@binh 100.000", True, refusals.InternalWithoutAgreement),
        ("Nợ 6121@outsider / Có 156 100.000", True, refusals.InternalWithoutMember),
        ("Nợ 9112 / Có 6121 100.000", True, OK),
        ("Nợ 13211@an / Có 1121 100.000", True, OK),
        ("Nợ 13211@binh / Có 1121 100.000", True, refusals.InternalWithoutAgreement),
        ("Nợ 13211@an / Có 1121 100.000", False, OK),
        ("Nợ 1121 / Có 13211@binh 100.000", True, OK),
        ("Nợ 331@binh / Có 13212@binh 100.000", True, OK),
        ("Nợ 5121 / Có 9112 100.000", True, OK),
        ("Nợ 5121 / Có 521 100.000", True, OK),
        ("Nợ 9112 / Có 4212 100.000", False, refusals.InternalNotTracked),
        ("Nợ 1111 / Có 5111 100.000", True, OK),
    ],
)
def test_internal_transactions_are_with_official_members_under_agreement(text, tracks_internal, refusal):
    check = partial(check_internal, tracks_internal=tracks_internal, standings=STANDINGS)
    if refusal is OK:
        check(line(text))
        return
    with pytest.raises(refusal):
        check(line(text))


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("Nợ 1111 / Có 4111 5.000.000 @an", refusals.CapitalElsewhere),
        ("Nợ 4111 / Có 1121 5.000.000 @an", refusals.CapitalElsewhere),
        ("Nợ 4111@an / Có 4111@binh 5.000.000", refusals.CapitalElsewhere),
        ("Nợ 2113 / Có 4111 5.000.000 @an", refusals.CapitalElsewhere),
        ("Nợ 1111 / Có 4118 5.000.000", OK),
        ("Nợ 4211 / Có 4118 5.000.000", OK),
        ("Nợ 1111 / Có 5111 5.000.000", OK),
    ],
)
def test_capital_of_members_is_booked_in_the_register_alone(text, refusal):
    if refusal is OK:
        check_capital(line(text))
        return
    with pytest.raises(refusal, match="Hãy mở trang Vốn góp"):
        check_capital(line(text))


CONTRIBUTION = "Nợ 1111 / Có 4111 5.000.000 @an"
# what the entry says, what the correction makes of it, refused or not, for an entry of the register and for one by hand
CORRECTIONS = [
    (CONTRIBUTION, CONTRIBUTION, OK, OK),
    (CONTRIBUTION, "Nợ 1121 / Có 4111 5.000.000 @an", OK, OK),
    (CONTRIBUTION, "Nợ 1111 / Có 4111 2.000.000 @an\nNợ 1121 / Có 4111 3.000.000 @an", OK, OK),
    (CONTRIBUTION, "Nợ 1111 / Có 4111 5.000.000 @binh", refusals.CapitalChanged, refusals.CapitalChanged),
    (CONTRIBUTION, "Nợ 1111 / Có 4111 5.000.001 @an", refusals.CapitalChanged, refusals.CapitalChanged),
    (CONTRIBUTION, "Nợ 4111 / Có 1111 5.000.000 @an", refusals.CapitalChanged, refusals.CapitalChanged),
    ("Nợ 1111 / Có 5111 5.000.000", CONTRIBUTION, refusals.CapitalChanged, refusals.CapitalChanged),
    ("Nợ 1111 / Có 5111 5.000.000", "Nợ 1121 / Có 5111 5.000.000", OK, OK),
    # What was once booked by hand stands in no register: it may be taken out.
    (CONTRIBUTION, "Nợ 1111 / Có 4111 4.000.000 @an", refusals.CapitalChanged, OK),
    (CONTRIBUTION, "Nợ 1111 / Có 3388 5.000.000 @an", refusals.CapitalChanged, OK),
    (CONTRIBUTION, "", refusals.CapitalChanged, OK),
    # Taken back already; a correction that was opened before would bring it back.
    (
        CONTRIBUTION + "\nNợ 1111 / Có 4111 -5.000.000 @an",
        CONTRIBUTION,
        refusals.CapitalChanged,
        refusals.CapitalChanged,
    ),
]


@pytest.mark.parametrize(("before", "after", "registered", "by_hand"), CORRECTIONS)
def test_a_correction_leaves_capital_as_it_is(before, after, registered, by_hand):
    for refusal, may_lessen in ((registered, False), (by_hand, True)):
        if refusal is OK:
            check_capital_kept(lines(before), lines(after), may_lessen=may_lessen)
            continue
        with pytest.raises(refusal):
            check_capital_kept(lines(before), lines(after), may_lessen=may_lessen)


def test_every_wrong_line_is_told_beside_its_row():
    voucher = form("receipt", "Nợ 1111 / Có 5111 100.000", "Nợ 1111 / Có 131 5", "Nợ 1111 / Có 411 7", name="")
    unfinished = DraftLine(debit_account="1111", description="Tiền mặt")
    voucher = VoucherForm(
        kind="receipt", voucher_on=voucher.voucher_on, description="Thu", lines=(*voucher.lines, unfinished)
    )
    with pytest.raises(Refusals) as raised:
        completed(voucher)
    assert [refusal.field for refusal in raised.value.refusals] == ["counterpart_name", "line-1", "line-2", "line-3"]
    assert str(raised.value.refusals[1]).startswith("Dòng 2: Tài khoản 131 phải theo dõi từng đối tượng.")
    assert str(raised.value.refusals[3]).startswith("Dòng 4: Hãy ghi số tiền.")
    assert [str(MissingParty("131").message), str(AccountWithChildren("411").message)] == [
        str(raised.value.refusals[place].message.params["reason"]) for place in (1, 2)
    ]


def test_blank_rows_count_for_nothing():
    voucher = form("general", "Nợ 642 / Có 1111 100.000")
    blank = DraftLine(description="chép xuống")
    lines = completed(
        VoucherForm(kind="general", voucher_on=voucher.voucher_on, description="Chi", lines=(blank, *voucher.lines))
    )
    assert lines == (line("Nợ 642 / Có 1111 100.000"),)


def test_a_line_with_one_side_is_refused_unless_it_is_class_zero():
    with pytest.raises(Refusals) as raised:
        completed(form("general", "Nợ 1111 5"))
    assert str(OneSidedLine().message) in str(raised.value)


@pytest.mark.parametrize(
    ("kind", "approval", "needed"),
    [
        ("payment", 0, False), ("payment", 1, True), ("payment", 2, True), ("bank_debit", 1, True),
        ("receipt", 1, False), ("receipt", 2, True), ("general", 1, False), ("general", 2, True),
    ],
)  # fmt: skip
def test_who_wants_a_second_pair_of_eyes(kind, approval, needed):
    assert needs_approval(kind, approval) is needed
    check_approved(kind, "approved", approval)
    with pytest.raises(refusals.NotInThisState):
        check_approved(kind, "posted", approval)
    if needed:
        with pytest.raises(refusals.ApprovalMissing):
            check_approved(kind, "draft", approval)
    else:
        check_approved(kind, "draft", approval)


def test_who_prepares_does_not_approve():
    check_approver(AN, BINH)
    with pytest.raises(refusals.ApproverPrepared):
        check_approver(AN, AN)


@pytest.mark.parametrize(
    ("debit", "credit", "placed"),
    [
        ("1111", "131", (None, AN)),
        ("331", "1121", (AN, None)),
        ("331", "131", (AN, AN)),
        ("1111", "5121", (None, AN)),
        ("642", "1111", (AN, None)),
        ("642", "", (AN, None)),
        ("1111", "", (None, None)),
    ],
)
def test_the_party_of_a_row_stands_where_it_belongs(debit, credit, placed):
    assert place_party(debit, credit, AN, chart()) == placed
    assert place_party(debit, credit, None, chart()) == (None, None)


def test_rows_are_stored_as_they_were():
    rows = form("general", "Nợ 131@an / Có 5111 100.000", "Nợ 002 7").lines
    assert unpack(pack(rows)) == rows


@pytest.mark.parametrize(
    ("voucher_on", "first_on", "is_taken"),
    [
        (date(2026, 1, 1), None, True),
        (date(2025, 1, 1), None, True),
        (date(2024, 12, 31), None, False),
        (date(1999, 1, 5), date(2026, 3, 1), False),
        (date(2025, 2, 1), date(2026, 3, 1), True),
        (date(2024, 1, 1), date(2023, 12, 31), True),
        (date(2022, 12, 31), date(2023, 12, 31), False),
    ],
)
def test_a_year_that_the_books_do_not_know_is_asked_about(
    voucher_on: date, first_on: date | None, is_taken: bool
) -> None:
    if is_taken:
        check_year(voucher_on, date(2026, 11, 27), first_on)
        return
    with pytest.raises(refusals.YearBeforeTheBooks) as refused:
        check_year(voucher_on, date(2026, 11, 27), first_on)
    assert refused.value.field == "voucher_on"
    assert refused.value.article == "Luật Kế toán 2015, Điều 26"
