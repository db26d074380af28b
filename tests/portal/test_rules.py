"""PINs, codes and what is left to pay, as tables."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoptac.identity.rules.pins import PinNamesPerson, PinNotSixDigits, PinTooCommon, check_pin, is_pin
from hoptac.portal.rules import (
    CODE_LENGTH,
    CodeExpired,
    CodeReplaced,
    CodeUsed,
    Debt,
    check_code,
    debts_of,
    fits,
    hash_of_code,
    known_phone,
    masked_contact,
    new_code,
    what_is_left,
)

BORN = date(1962, 3, 5)
KNOWN = ("0939 049 388", "092162740148")


@pytest.mark.parametrize("pin", ["274913", "27 49 13", "805271", "274-913"])
def test_pins_that_are_taken(pin):
    assert check_pin(pin, numbers=KNOWN, born_on=BORN) == "".join(filter(str.isdigit, pin))


@pytest.mark.parametrize(
    ("pin", "refusal"),
    [
        ("", PinNotSixDigits),
        ("27491", PinNotSixDigits),
        ("2749134", PinNotSixDigits),
        ("27491a", PinNotSixDigits),
        ("２７４９１３", PinNotSixDigits),
        ("000000", PinTooCommon),
        ("123456", PinTooCommon),
        ("654321", PinTooCommon),
        ("567890", PinTooCommon),
        ("121212", PinTooCommon),
        ("363636", PinTooCommon),
        ("274274", PinTooCommon),
        ("112233", PinTooCommon),
        ("686868", PinTooCommon),
        ("147258", PinTooCommon),
        ("050362", PinNamesPerson),
        ("030562", PinNamesPerson),
        ("620305", PinNamesPerson),
        ("196238", PinNamesPerson),
        ("381962", PinNamesPerson),
        ("049388", PinNamesPerson),
        ("939049", PinNamesPerson),
        ("740148", PinNamesPerson),
    ],
)
def test_pins_that_are_guessed_first_are_refused(pin, refusal):
    with pytest.raises(refusal):
        check_pin(pin, numbers=KNOWN, born_on=BORN)


def test_the_year_alone_is_known_of_some():
    with pytest.raises(PinNamesPerson):
        check_pin("196274", year=1962)
    assert check_pin("620305", year=1962) == "620305"


@given(st.integers(0, 999_999).map(lambda number: f"{number:06d}"))
def test_no_pin_is_as_long_as_a_password(pin):
    assert is_pin(pin)
    assert not is_pin(pin + "12")


def test_a_code_is_the_same_for_the_same_form_and_another_for_each_other():
    org, party, key = uuid4(), uuid4(), uuid4()
    code = new_code("secret", org, party, key)
    assert code == new_code("secret", org, party, key)
    assert len(code.replace("-", "")) == CODE_LENGTH
    others = {
        new_code("other", org, party, key), new_code("secret", uuid4(), party, key), new_code("secret", org, uuid4(), key),
        new_code("secret", org, party, uuid4()),
    }  # fmt: skip
    assert len(others | {code}) == 5


def test_a_code_is_typed_as_one_likes_and_counts_in_one_organization():
    org = uuid4()
    code = new_code("secret", org, uuid4(), uuid4())
    assert hash_of_code(org, code) == hash_of_code(org, f"  {code.lower().replace('-', ' ')} ")
    assert hash_of_code(org, code) != hash_of_code(uuid4(), code)


NOW = datetime(2026, 11, 27, tzinfo=UTC)
TOMORROW = NOW + timedelta(days=1)


@pytest.mark.parametrize(
    ("ended_how", "expires_at", "refusal"),
    [
        ("used", TOMORROW, CodeUsed),
        ("used", NOW, CodeUsed),
        ("replaced", TOMORROW, CodeReplaced),
        ("withdrawn", TOMORROW, CodeReplaced),
        (None, NOW, CodeExpired),
    ],
)
def test_a_code_that_no_more_opens(ended_how, expires_at, refusal):
    with pytest.raises(refusal):
        check_code(ended_how, expires_at, NOW)


def test_a_code_that_opens():
    check_code(None, TOMORROW, NOW)


@pytest.mark.parametrize(
    ("kind", "party", "person", "may"),
    [
        ("individual", "Nguyễn Thị Ánh", "nguyen thi anh", True),
        ("individual", "Nguyễn Thị Ánh", "Nguyễn Văn Ánh", False),
        ("household", "Hộ ông Trần Văn Bảy", "Nguyễn Thị Ánh", True),
        ("organization", "Công ty Lúa Vàng", "Nguyễn Thị Ánh", True),
    ],
)
def test_whose_sign_in_a_paper_may_be_linked_to(kind, party, person, may):
    assert fits(kind, party, person) is may


@pytest.mark.parametrize(
    ("contact", "shown"), [("0939049388", "0939•••388"), ("tran.bay@example.vn", "t•••@example.vn")]
)
def test_masks(contact, shown):
    assert masked_contact(contact) == shown


@pytest.mark.parametrize(
    ("phone", "known"),
    [("0939 049 388", "0939049388"), ("+84 939049388", "0939049388"), ("không có", None), (None, None)],
)
def test_the_phone_of_the_register(phone, known):
    assert known_phone(phone) == known


MARCH, JUNE = date(2026, 3, 1), date(2026, 6, 1)


@pytest.mark.parametrize(
    ("pledges", "rest", "left"),
    [
        ([(MARCH, 5), (JUNE, 5)], 0, []),
        ([(MARCH, 5), (JUNE, 5)], 3, [(JUNE, 3)]),
        ([(MARCH, 5), (JUNE, 5)], 7, [(MARCH, 2), (JUNE, 5)]),
        ([(JUNE, 5), (MARCH, 5)], 10, [(MARCH, 5), (JUNE, 5)]),
        ([(JUNE, 2), (JUNE, 3)], 4, [(JUNE, 4)]),
        ([], 0, []),
    ],
)
def test_what_is_left_to_pay_and_by_when(pledges, rest, left):
    assert what_is_left(pledges, rest) == left


DAYS = st.dates(date(2024, 1, 1), date(2027, 1, 1))


@given(st.lists(st.tuples(DAYS, st.integers(1, 10**12)), max_size=6), st.data())
def test_the_parts_that_are_left_are_the_rest(pledges, data):
    rest = data.draw(st.integers(0, sum(amount for _day, amount in pledges)))
    left = what_is_left(pledges, rest)
    assert sum(one.amount_dong for one in left) == rest
    assert [one.due_on for one in left] == sorted({one.due_on for one in left})


def test_debts_are_not_netted_and_capital_is_none():
    balances = [("131", 4_000_000), ("141", -5), ("1321", 0), ("331", -34_494_700), ("338", 7), ("4111", -12_000_000)]
    assert debts_of(balances) == [
        Debt("131", "owes", 4_000_000), Debt("141", "is_owed", 5), Debt("331", "is_owed", 34_494_700),
        Debt("338", "owes", 7),
    ]  # fmt: skip
