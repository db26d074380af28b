"""The code in a payment's purpose comes back whatever a bank makes of the text around it; banks are known by any name."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoptac.bank.banks import bank_named, banks
from hoptac.bank.codes import PaymentCode, codes_in, payment_code, purpose_with_code, tail_of
from hoptac.kit.vietqr import LONGEST_PURPOSE

IDS = st.uuids()
SUBJECTS = st.sampled_from(["pledge", "receivable", "request"])


@given(subject=SUBJECTS, id_=IDS, words=st.text(max_size=40))
def test_the_code_stands_in_the_purpose_and_is_read_again(subject, id_, words):
    purpose = purpose_with_code(payment_code(subject, id_), words)
    assert len(purpose) <= LONGEST_PURPOSE
    assert PaymentCode(subject, tail_of(id_)) in codes_in(purpose)


def test_no_word_is_cut():
    code = payment_code("pledge", UUID(int=42))
    assert purpose_with_code(code, "TH-030 góp vốn") == f"{code} TH-030 gop"
    assert purpose_with_code(code, "Gópvốnđiềulệ") == f"{code} Gopvondieule"
    assert purpose_with_code(code, "Gópvốnđiềulệ2026") == code


@given(subject=SUBJECTS, id_=IDS)
def test_banks_write_around_it_join_it_and_change_its_case(subject, id_):
    code = payment_code(subject, id_)
    for text in (
        f"MBVCB.461775093.{code} NGUYEN VAN A chuyen tien.CT tu 0011",
        f"ibft{code.lower()}gopvon",
        f"{code[:6]} {code[6:]}",
    ):
        assert PaymentCode(subject, tail_of(id_)) in codes_in(text)


@given(subject=SUBJECTS, id_=IDS, place=st.integers(3, 11), other=st.sampled_from("23456789ABCDEFGHJKLMNPQRSTUVWXYZ"))
def test_one_wrong_letter_does_not_lead_to_that_id(subject, id_, place, other):
    code = payment_code(subject, id_)
    changed = code[:place] + other + code[place + 1 :]
    if changed != code:
        assert PaymentCode(subject, tail_of(id_)) not in codes_in(changed)


def test_plain_words_are_no_codes():
    assert codes_in("TT TIEN PHAN BON CTY PHU MY") == ()
    assert codes_in("HTX NONG NGHIEP TAN HUNG HTGABCDEFGHJKLMN") == ()


def test_the_code_of_an_id_is_always_the_same():
    id_ = UUID("0193c5a0-0000-7000-8000-00000000002a")
    # 42 = 1 * 32 + 10: seven letters for its two digits' zeros and ones, then the letter of place 10.
    assert payment_code("pledge", id_)[:11] == "HTG" + "2222223C"


@pytest.mark.parametrize(
    ("text", "bin_"),
    [
        ("NGÂN HÀNG NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN VIỆT NAM", "970405"),
        ("Vietcombank - Sao kê tài khoản", "970436"),
        ("Ngân hàng TMCP Sài Gòn Công Thương", "970400"),
        ("NGAN HANG TMCP SAI GON - HA NOI (SHB)", "970443"),
        ("MB BANK", "970422"),
    ],
)
def test_banks_are_known_by_the_names_statements_give_them(text, bin_):
    found = bank_named(text)
    assert found
    assert found.bin == bin_


def test_no_bank_is_guessed():
    assert bank_named("SAO KÊ TÀI KHOẢN / ACCOUNT STATEMENT") is None


def test_the_list_of_banks_is_dated_and_whole():
    assert len(banks()) == 28
    assert all(len(bank.bin) == 6 and bank.bin.isdigit() and bank.valid_from for bank in banks().values())
