"""The proof and the pairing of debits with credits: examples in the accountants' words, and properties."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from uuid import uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.notation import lines as written
from tests.ledger.notation import party

from hoptac.ledger.charts import chart, is_off_balance
from hoptac.ledger.rules import check_line
from hoptac.opening import refusals
from hoptac.opening.balances import Balance, Control, NewParty, Opening, with_capital_of_register
from hoptac.opening.postings import opening_lines, what_is_missing
from hoptac.opening.proof import MOST_NAMED, prove

FIRST = date(2026, 1, 1)
AN, BINH = party("an"), party("binh")
NAMES = {AN: "Nguyễn Văn An", BINH: "Trần Thị Bình"}


def opening(*balances, controls=()):
    return Opening(FIRST, tuple(balances), tuple(controls))


def debit(account, dong, of=None):
    return Balance(account, debit_dong=dong, party=of)


def credit(account, dong, of=None):
    return Balance(account, credit_dong=dong, party=of)


def problems(one, register=None):
    return [str(refusal) for refusal in prove(one, register=register or {}, names=NAMES).problems]


def test_debits_are_credits():
    sound = opening(debit("1111", 5_000), credit("4211", 5_000), debit("001", 70_000))
    proof = prove(sound, register={}, names={})
    assert (proof.debit_dong, proof.credit_dong, proof.off_balance_dong, proof.is_sound) == (5_000, 5_000, 70_000, True)
    assert problems(opening(debit("1111", 5_000_000), credit("4211", 4_000_000))) == [
        "Tổng dư Nợ là 5.000.000, tổng dư Có là 4.000.000, lệch 1.000.000. Hãy tìm chỗ thiếu hoặc ghi nhầm bên rồi làm lại; "
        "chưa có gì được ghi sổ. (Thông tư 71/2024/TT-BTC, Phụ lục I)"
    ]


def test_details_are_their_total():
    rest = [debit("131", 7_000, AN), debit("131", 3_000, BINH), credit("4211", 10_000)]
    assert problems(opening(*rest, controls=[Control("131", 10_000, 0, "CĐTK, 9")])) == []
    found = problems(opening(*rest, controls=[Control("131", 12_000, 0, "CĐTK, 9")]))
    assert found[0].startswith("Tài khoản 131: dòng tổng (CĐTK, 9) là 12.000, cộng chi tiết là 10.000, lệch 2.000.")
    children = [debit("1111", 4_000), debit("1112", 1_000), credit("4211", 5_000)]
    assert problems(opening(*children, controls=[Control("111", 5_000, 0), Control("421", 0, 5_000)])) == []


def test_two_sides_of_one_account_are_not_netted():
    rest = [debit("131", 7_000, AN), credit("131", 3_000, BINH), credit("4211", 4_000)]
    assert problems(opening(*rest, controls=[Control("131", 7_000, 3_000)])) == []
    assert problems(opening(*rest, controls=[Control("131", 4_000, 0)])) == []
    found = problems(opening(*rest, controls=[Control("131", 6_000, 2_000, "a, 2")]))
    assert found[0].startswith("Tài khoản 131: dòng tổng (a, 2) là 6.000, cộng chi tiết là 7.000, lệch 1.000.")


def test_capital_is_the_register():
    register = {AN: 3_000, BINH: 2_000}
    by_party = opening(debit("1111", 5_000), credit("4111", 3_000, AN), credit("4111", 2_000, BINH))
    assert problems(by_party, register) == []
    in_one_sum = opening(debit("1111", 5_000), controls=[Control("4111", 0, 5_000, "a, 3")])
    whole = with_capital_of_register(in_one_sum, register)
    assert problems(whole, register) == []
    assert {one.party: one.credit_dong for one in whole.balances if one.account == "4111"} == register
    other = opening(debit("1111", 6_000), controls=[Control("4111", 0, 6_000, "a, 3")])
    found = problems(with_capital_of_register(other, register), register)
    assert [one.split(",")[0] for one in found] == ["Vốn góp của thành viên (4111): số dư ghi 6.000"]
    moved = opening(debit("1111", 5_000), credit("4111", 2_000, AN), credit("4111", 3_000, BINH))
    assert problems(moved, register) == [
        "Vốn góp (4111) của Nguyễn Văn An: số dư ghi 2.000, sổ góp vốn ghi 3.000, lệch 1.000. (Thông tư 71/2024/TT-BTC, Phụ lục I)",
        "Vốn góp (4111) của Trần Thị Bình: số dư ghi 3.000, sổ góp vốn ghi 2.000, lệch 1.000. (Thông tư 71/2024/TT-BTC, Phụ lục I)",
    ]
    without = problems(opening(debit("1111", 5_000), credit("4211", 5_000)), register)
    assert without[0].startswith("Vốn góp của thành viên (4111): số dư ghi 0, sổ góp vốn ghi 5.000, lệch 5.000.")
    stranger = opening(debit("1111", 1_000), credit("4111", 1_000, NewParty("Người Lạ")))
    assert "Người Lạ" in problems(stranger)[1]


def test_a_wrong_column_of_capital_is_told_in_few_sentences():
    members = [uuid5(AN, str(place)) for place in range(50)]
    said = [credit("4111", 2_000, one) for one in members]
    found = prove(opening(debit("1111", 100_000), *said), register=dict.fromkeys(members, 1_000), names={}).problems
    assert isinstance(found[0], refusals.CapitalTotalDiffers)
    assert len(found) == 1 + MOST_NAMED


def test_pairs_as_an_accountant_would_write_them():
    found = opening_lines(
        [
            debit("1111", 5_000),
            debit("131", 7_000, AN),
            credit("331", 4_000, BINH),
            credit("4211", 8_000),
            debit("004", 900),
        ],
        {},
    )
    assert set(found) == set(
        written(
            """
            Nợ 1111 / Có 331@binh 4.000
            Nợ 1111 / Có 4211 1.000
            Nợ 131@an / Có 4211 7.000
            Nợ 004 900
            """
        )
    )


def test_items_of_stock_are_lines_of_their_own():
    rice = Balance("156", debit_dong=3_000, item="Lúa giống", quantity=Decimal("1250.500"))
    urea = Balance("156", debit_dong=2_000, item="Phân Urê")
    found = opening_lines([rice, urea, credit("4211", 5_000)], {})
    assert [(line.amount_dong, line.description) for line in found] == [
        (3_000, "Lúa giống: 1250,5"),
        (2_000, "Phân Urê"),
    ]
    rest = opening_lines([rice, urea, credit("4211", 5_000)], {("156", None): 1_000, ("4211", None): -1_000})
    assert [(line.debit_account, line.credit_account, line.amount_dong) for line in rest] == [("156", "4211", 4_000)]


def test_what_is_posted_is_not_posted_again():
    posted = {("1111", None): 5_000, ("4111", AN): -5_000}
    wanted = [debit("1111", 1_000), debit("1121", 4_000), credit("4111", 5_000, AN)]
    assert what_is_missing(wanted, posted) == {("1111", None): -4_000, ("1121", None): 4_000}
    assert set(opening_lines(wanted, posted)) == set(written("Nợ 1121 / Có 1111 4.000"))
    assert opening_lines(wanted, {("1111", None): 1_000, ("1121", None): 4_000, ("4111", AN): -5_000}) == ()


# ── properties ───────────────────────────────────────────

PARTIES = [party(f"p{number}") for number in range(6)]
ON_BALANCE = [code for code, account in chart().items() if not account.has_children and not is_off_balance(code)]


@st.composite
def balances(draw):
    """Any balances that agree: the last one makes up the difference."""
    found = []
    for code in draw(st.lists(st.sampled_from(ON_BALANCE), min_size=1, max_size=12)):
        account = chart()[code]
        of = draw(st.sampled_from(PARTIES)) if account.needs_party and code != "4111" else None
        if code == "4111":
            continue
        dong = draw(st.integers(1, 10**12))
        found.append(debit(code, dong, of) if draw(st.booleans()) else credit(code, dong, of))
    net = sum(one.net_dong for one in found)
    if net:
        found.append(credit("4211", net) if net > 0 else debit("4211", -net))
    for code in draw(st.lists(st.sampled_from(["001", "004", "007"]), max_size=2)):
        found.append(debit(code, draw(st.integers(1, 10**9))))
    return found


@st.composite
def posted(draw):
    """Anything the books may say: it balances by construction."""
    found = defaultdict(int)
    for debit_code, credit_code in draw(st.lists(st.tuples(*[st.sampled_from(ON_BALANCE)] * 2), max_size=6)):
        dong = draw(st.integers(1, 10**9))
        for code, sign in ((debit_code, 1), (credit_code, -1)):
            of = draw(st.sampled_from(PARTIES)) if chart()[code].needs_party else None
            found[code, of] += sign * dong
    return {key: dong for key, dong in found.items() if dong}


def net_of(lines):
    found = defaultdict(int)
    for line in lines:
        if line.debit_account:
            found[line.debit_account, line.debit_party_id] += line.amount_dong
        if line.credit_account:
            found[line.credit_account, line.credit_party_id] -= line.amount_dong
    return found


@given(balances(), posted())
def test_books_and_lines_together_say_the_balances(wanted, books):
    lines = opening_lines(wanted, books)
    after = net_of(lines)
    for key, dong in books.items():
        after[key] += dong
    said = defaultdict(int)
    for one in wanted:
        said[one.account, one.party] += one.net_dong
    assert {key: dong for key, dong in after.items() if dong} == {key: dong for key, dong in said.items() if dong}
    for line in lines:
        check_line(line, chart=chart(), may_be_negative=False)
    assert len(lines) <= len(what_is_missing(wanted, books)) + len(wanted)


@given(balances(), st.integers(-(10**9), 10**9))
def test_the_proof_is_sound_exactly_when_debits_are_credits(wanted, slip):
    assert prove(opening(*wanted), register={}, names={}).is_sound
    off = [*wanted, debit("1111", slip) if slip > 0 else credit("1111", -slip)]
    proof = prove(opening(*off), register={}, names={})
    assert proof.is_sound == (slip == 0)
    assert proof.debit_dong - proof.credit_dong == slip


@given(balances(), st.randoms(use_true_random=False))
def test_totals_of_all_accounts_agree_and_one_changed_does_not(wanted, random):
    sums = defaultdict(int)
    for one in wanted:
        sums[one.account] += one.net_dong
    controls = [Control(code, max(dong, 0), max(-dong, 0)) for code, dong in sums.items() if dong]
    assert prove(opening(*wanted, controls=controls), register={}, names={}).is_sound
    if controls:
        place = random.randrange(len(controls))
        one = controls[place]
        controls[place] = Control(one.account, one.debit_dong + 1, one.credit_dong)
        found = prove(opening(*wanted, controls=controls), register={}, names={}).problems
        assert [type(problem) for problem in found] == [refusals.DetailsDiffer]


@given(st.dictionaries(st.sampled_from(PARTIES), st.integers(1, 10**9), min_size=1))
def test_capital_in_one_sum_is_the_register_member_by_member(register):
    total = sum(register.values())
    one = with_capital_of_register(opening(debit("1111", total), controls=[Control("4111", 0, total)]), register)
    assert prove(one, register=register, names={}).is_sound
    assert net_of(opening_lines(one.balances, {})) == {
        ("1111", None): total, **{("4111", member): -dong for member, dong in register.items()}
    }  # fmt: skip


def test_lines_of_what_does_not_agree_are_no_lines():
    with pytest.raises(ValueError, match="differ"):
        opening_lines([debit("1111", 2), credit("4211", 1)], {})
