"""What is missing, doubled or changed is refused with the line where it breaks; nothing is guessed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.bank.layouts import (
    CLOSING,
    LAYOUTS,
    MONTH,
    OPENING,
    agribank,
    balances,
    credit,
    debit,
    dots,
    no_sign_at_all,
    sign_in_a_column_of_its_own,
    vietnamese,
    xlsx,
)

from hoptac.bank.reading import StatementRefused, read_statement, understand
from hoptac.bank.reading import refusals as why
from hoptac.bank.reading.proving import Movement, prove
from hoptac.kit.sheets import read_workbook

HEADING = ["Ngày GD", "Số bút toán", "Ghi nợ", "Ghi có", "Số dư", "Nội dung"]


def read(content, filename="sao-ke.xlsx"):
    workbook = read_workbook(content, filename)
    return read_statement(workbook, understand(workbook).mapping)


def rows_of():
    """The rows of a plain statement, to be damaged."""
    lines = [
        [
            vietnamese(moved.day),
            moved.reference,
            debit(moved.amount, dots),
            credit(moved.amount, dots),
            dots(after),
            moved.text,
        ]
        for moved, after in zip(MONTH, balances(), strict=True)
    ]
    return [[f"Số dư đầu kỳ: {dots(OPENING)}"], HEADING, *lines, [f"Số dư cuối kỳ: {dots(CLOSING)}"]]


def test_a_missing_line_is_named_with_the_sums():
    rows = rows_of()
    del rows[2 + 4]  # the fifth: 3.000.000 came in
    with pytest.raises(why.BalanceBroken) as refused:
        read(xlsx(rows))
    # Row 7 of the file is now what was the sixth line: 139.840.000 + 1.234 where 142.840.000 stood before it.
    assert "dòng 7 ngày 05/01/2026" in str(refused.value)
    assert "139.840.000 + 1.234 = 139.841.234" in str(refused.value)
    assert "142.841.234" in str(refused.value)


@pytest.mark.parametrize("place", range(len(MONTH)))
def test_any_missing_line_is_noticed(place):
    rows = rows_of()
    del rows[2 + place]
    with pytest.raises(StatementRefused):
        read(xlsx(rows))


@pytest.mark.parametrize("place", range(len(MONTH)))
def test_any_doubled_line_is_noticed(place):
    rows = rows_of()
    rows.insert(2 + place, rows[2 + place])
    with pytest.raises(StatementRefused):
        read(xlsx(rows))


def test_lines_missing_at_the_ends_are_noticed_by_the_heading_and_the_foot():
    first, last = rows_of(), rows_of()
    del first[2]
    with pytest.raises(why.OpeningDiffers, match=r"152\.340\.000"):
        read(xlsx(first))
    del last[-2]
    with pytest.raises(why.ClosingDiffers):
        read(xlsx(last))


def test_without_balances_the_ends_must_agree():
    filename, content = sign_in_a_column_of_its_own()
    assert read(content, filename).proof == "closing"
    rows = [["Số dư đầu kỳ", OPENING], ["Số dư cuối kỳ", CLOSING + 1], ["Ngày", "Nợ", "Có", "Nội dung"]]
    rows += [[moved.day, debit(moved.amount, int), credit(moved.amount, int), moved.text] for moved in MONTH]
    with pytest.raises(why.ClosingDiffers):
        read(xlsx(rows))
    totals = [*rows[2:], ["Tổng cộng", 31_001_100, 32_001_234, ""]]
    assert read(xlsx(totals)).proof == "totals"
    with pytest.raises(why.TotalsDiffer, match=r"32\.001\.234"):
        read(xlsx([*rows[2:5], *rows[6:], ["Tổng cộng", 31_001_100, 32_001_234, ""]]))
    assert read(xlsx(rows[2:])).proof == "none"


def test_a_day_or_an_amount_that_cannot_be_read_is_refused_with_its_row():
    for column, cell, what in ((0, "32/01/2026", "ngày"), (3, "3 triệu rưởi?", "số tiền"), (4, "12x", "số dư")):
        rows = rows_of()
        rows[2 + 4][column] = cell
        with pytest.raises(why.UnreadableLine) as refused:
            read(xlsx(rows))
        assert f"Dòng 7: không đọc được {what} “{cell}”" in str(refused.value)


def test_one_column_without_sign_or_balance_is_not_guessed():
    rows = [["Ngày", "Số tiền", "Nội dung"], *([moved.day, abs(moved.amount), moved.text] for moved in MONTH)]
    with pytest.raises(why.DirectionUnknown, match="Dòng 2"):
        read(xlsx(rows))
    assert read(*reversed(no_sign_at_all())).lines[0].amount_dong == -500_000


def test_other_currencies_and_several_accounts_are_refused():
    with pytest.raises(why.ForeignCurrency, match="USD"):
        read(xlsx([["Loại tiền: USD"], *rows_of()]))
    with pytest.raises(why.SeveralAccounts, match="1890201001111, 1890201002222"):
        read(xlsx([["Số tài khoản: 1890201001111"], *rows_of()], [["Số tài khoản: 1890201002222"], *rows_of()]))


def test_files_that_are_no_statements():
    members = [["STT", "Họ và tên", "Địa chỉ"], [1, "Nguyễn Văn An", "Ấp 1"], [2, "Trần Thị Bé", "Ấp 2"]]
    with pytest.raises(why.NoStatementInFile):
        read(xlsx(members))
    with pytest.raises(why.NoLines):
        read(xlsx([["Số dư đầu kỳ: 5.000.000"], HEADING, ["Số dư cuối kỳ: 5.000.000"]]))
    notes = [["Ngày giao dịch", "Nội dung"], ["01/01/2026", "Mua phân"], ["02/01/2026", "Bán lúa"]]
    with pytest.raises(why.UnknownLayout, match="cột tiền vào, tiền ra"):
        read(xlsx(notes))


def test_a_payment_may_speak_of_balances_and_of_totals():
    rows = rows_of()
    rows[3][5] = "NGUYEN THUY LAI tra so du cuoi ky vu truoc, tong cong 5 trieu"
    rows[4][5] = "Tổng công ty lương thực trả tiền"
    assert [line.description for line in read(xlsx(rows)).lines[1:3]] == [rows[3][5], rows[4][5]]


def test_a_corrected_mapping_reads_what_was_not_understood():
    rows = [
        ["Ngày GD", "Xuất", "Nhập", "Ghi chú"],
        *([m.day, debit(m.amount, int), credit(m.amount, int), m.text] for m in MONTH),
    ]
    workbook = read_workbook(xlsx(rows), "la.xlsx")
    understanding = understand(workbook)
    with pytest.raises(why.UnknownLayout):
        read_statement(workbook, understanding.mapping)
    mapping = understanding.mapping.with_field(0, 1, "debit_dong").with_field(0, 2, "credit_dong")
    assert [line.amount_dong for line in read_statement(workbook, mapping).lines] == [moved.amount for moved in MONTH]
    again = understand(workbook, remembered=mapping)
    assert again.remembered
    assert read_statement(workbook, again.mapping).credited_dong == sum(m.amount for m in MONTH if m.amount > 0)


AMOUNTS = st.integers(-(10**9), 10**9).filter(bool)


@given(
    amounts=st.lists(AMOUNTS, min_size=1, max_size=30),
    opening=st.integers(0, 10**9),
    days=st.lists(st.integers(0, 3), min_size=30, max_size=30),
    newest_first=st.booleans(),
    says_opening=st.booleans(),
)
def test_every_order_is_put_right_by_the_balances(amounts, opening, days, newest_first, says_opening):
    day, running, moved = date(2026, 1, 1), opening, []
    for place, amount in enumerate(amounts):
        day, running = day + timedelta(days=days[place]), running + amount
        moved.append(Movement(place, day, abs(amount), amount, running))
    given_order = moved[::-1] if newest_first else moved
    proved = prove(given_order, opening_dong=opening if says_opening else None, closing_dong=None)
    told = [proved.amounts[place] for place in proved.order]
    assert (proved.opening_dong, proved.closing_dong) == (opening, running) or not says_opening
    assert proved.opening_dong + sum(told) == proved.closing_dong
    assert sorted(told) == sorted(amounts)
    if says_opening:
        line_balances = [given_order[place].balance_dong for place in proved.order]
        assert line_balances == [opening + sum(told[: n + 1]) for n in range(len(told))]


def test_the_sample_is_one_of_the_layouts():
    assert agribank in LAYOUTS
