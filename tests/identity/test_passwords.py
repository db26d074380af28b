"""What a password must be, and what becomes of the one that somebody else made."""

import unicodedata
from datetime import timedelta

import pytest
from tests.identity.conftest import new_phone

from hoptac.identity.actions.hashing import hash_one_time_password, hash_password, is_password_right
from hoptac.identity.actions.people import add_person
from hoptac.identity.actions.sign_in import sign_in
from hoptac.identity.rules.passwords import (
    ONE_TIME_LENGTH,
    PASSWORD_MAXIMUM,
    PasswordNamesPerson,
    PasswordTooCommon,
    PasswordTooLong,
    PasswordTooShort,
    check_password,
    new_one_time_password,
    normal_one_time_password,
)
from hoptac.identity.rules.people import Contact
from hoptac.identity.rules.sign_in import OneTimePasswordExpired
from hoptac.kit.audit import SYSTEM
from hoptac.kit.calendar import now


@pytest.mark.parametrize(
    "password",
    [
        "lua-st25-thom", "hoptac-demo", "xuan ha thu dong", "đồng xanh lúa chín", "7 con trâu", "a1b2c3d4e5",
        "x" * 7 + "yz", "mot cau rat dai " * 16,
    ],
)  # fmt: skip
def test_accepted(password):
    check_password(password, known=("Nguyễn Văn Tám", "0912345678", "tam@example.vn"))


@pytest.mark.parametrize(
    ("password", "refusal"),
    [
        ("", PasswordTooShort),
        ("1234567", PasswordTooShort),
        ("ếếếếếếế", PasswordTooShort),  # seven letters, however many bytes
        ("12345678", PasswordTooCommon),
        ("87654321", PasswordTooCommon),
        ("aaaaaaaa", PasswordTooCommon),
        ("abababab", PasswordTooCommon),
        ("12341234", PasswordTooCommon),
        ("qwertyuiop", PasswordTooCommon),
        ("password", PasswordTooCommon),
        ("Matkhau@2026!", PasswordTooCommon),
        ("mật khẩu 123", PasswordTooCommon),
        ("hoptac2026", PasswordTooCommon),
        ("Anh Yêu Em", PasswordTooCommon),
        ("0912345678", PasswordNamesPerson),
        ("nguyen van tam", PasswordNamesPerson),
        ("NguyễnVănTám1962", PasswordNamesPerson),
        ("thoa.htx.phuloi", PasswordNamesPerson),
    ],
)
def test_refused(password, refusal):
    with pytest.raises(refusal):
        check_password(password, known=("Nguyễn Văn Tám", "0912345678", "thoa.htx.phuloi@example.vn"))


def test_the_longest_is_accepted():
    longest = "".join(chr(ord("a") + place * place % 26) for place in range(PASSWORD_MAXIMUM))
    check_password(longest)
    with pytest.raises(PasswordTooLong):
        check_password(longest + "a")


async def test_every_letter_of_a_long_password_counts():
    longest = "".join(chr(ord("a") + place * place % 26) for place in range(PASSWORD_MAXIMUM))
    hashed = await hash_password(longest)
    assert await is_password_right(hashed, longest, is_one_time=False)
    assert not await is_password_right(hashed, longest[:-1] + "#", is_one_time=False)


async def test_the_same_letters_are_the_same_password_on_every_keyboard():
    composed = unicodedata.normalize("NFC", "Lúa nếp thơm ngát")
    decomposed = unicodedata.normalize("NFD", composed)
    assert composed != decomposed
    hashed = await hash_password(composed)
    assert await is_password_right(hashed, decomposed, is_one_time=False)
    assert not await is_password_right(hashed, composed.replace("ế", "ê"), is_one_time=False)


async def test_a_one_time_password_is_digits_and_its_hyphens_need_not_be_typed():
    password = new_one_time_password()
    assert len(normal_one_time_password(password)) == 12
    assert normal_one_time_password(password).isdigit()
    assert password != new_one_time_password()
    hashed = await hash_one_time_password(password)
    for typed in (password, password.replace("-", ""), password.replace("-", " ")):
        assert await is_password_right(hashed, typed, is_one_time=True)


async def test_nobody_s_password_is_never_right():
    assert not await is_password_right(None, "lua-st25-thom", is_one_time=False)


async def test_a_one_time_password_opens_for_72_hours_and_not_a_second_longer(database):
    at, phone = now(), new_phone()
    async with database.begin() as session:
        _id, password = await add_person(session, Contact("Lê Thị Út", phone, None), actor_id=SYSTEM, now=at)
    entry = {"name": phone, "password": password, "address": "10.9.8.7", "device": "", "old_token": None}
    assert timedelta(hours=72) == ONE_TIME_LENGTH
    assert await sign_in(database, **entry, now=at + ONE_TIME_LENGTH - timedelta(seconds=1))
    with pytest.raises(OneTimePasswordExpired):
        await sign_in(database, **entry, now=at + ONE_TIME_LENGTH)
