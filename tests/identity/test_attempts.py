"""The limit on guesses: failures alone count, under the name as stored and the address that can be believed."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from tests.conftest import PASSWORD, seat_person

from hoptac.identity.actions.sign_in import sign_in
from hoptac.identity.models import SignInAttempt
from hoptac.identity.rules.sign_in import (
    ATTEMPT_WINDOW,
    ATTEMPTS_PER_ADDRESS,
    ATTEMPTS_PER_NAME,
    SignInRefused,
    TooManyAttempts,
)
from hoptac.kit.calendar import now
from hoptac.kit.identifiers import new_id

TOO_OFTEN = str(TooManyAttempts())


def entry(phone, password=PASSWORD, address=None):
    address = address or f"test-{new_id().hex}"
    return {"name": phone, "password": password, "address": address, "device": "", "old_token": None}


async def failures(database, key):
    async with database.begin() as session:
        return (await session.execute(select(func.count()).where(SignInAttempt.key == key))).scalar_one()


async def test_signing_in_rightly_is_never_too_often(database, tan_hung):
    phone = await seat_person(database, tan_hung.slug, "chair")
    address = f"test-{new_id().hex}"
    for _time in range(ATTEMPTS_PER_NAME + 2):
        await sign_in(database, **entry(phone, address=address), now=now())
    assert await failures(database, f"name:{phone}") == 0
    assert await failures(database, f"address:{address}") == 0


async def test_a_right_password_forgets_the_slips_before_it(database, tan_hung):
    phone = await seat_person(database, tan_hung.slug, "chair")
    for _round in range(2):
        for _time in range(ATTEMPTS_PER_NAME - 1):
            with pytest.raises(SignInRefused):
                await sign_in(database, **entry(phone, "sai"), now=now())
        await sign_in(database, **entry(phone), now=now())


async def test_the_name_is_one_however_it_is_written(database, tan_hung):
    phone = await seat_person(database, tan_hung.slug, "chair")
    spellings = [
        phone,
        f"{phone[:4]} {phone[4:]}",
        f"+84{phone[1:]}",
        f" {phone}.",
        f"{phone[:4]}.{phone[4:7]}-{phone[7:]}",
    ]
    for time in range(ATTEMPTS_PER_NAME):
        with pytest.raises(SignInRefused):
            await sign_in(database, **entry(spellings[time % len(spellings)], "sai"), now=now())
    with pytest.raises(TooManyAttempts):
        await sign_in(database, **entry(phone), now=now())


async def test_waiting_is_not_made_longer_by_trying(database, tan_hung):
    phone, at = await seat_person(database, tan_hung.slug, "chair"), now()
    for _time in range(ATTEMPTS_PER_NAME):
        with pytest.raises(SignInRefused):
            await sign_in(database, **entry(phone, "sai"), now=at)
    for minute in range(1, 15):
        with pytest.raises(TooManyAttempts):
            await sign_in(database, **entry(phone), now=at + timedelta(minutes=minute))
    await sign_in(database, **entry(phone), now=at + ATTEMPT_WINDOW + timedelta(seconds=1))


async def test_guesses_sent_at_once_are_counted_one_by_one(database, tan_hung):
    phone = await seat_person(database, tan_hung.slug, "chair")
    guesses = [sign_in(database, **entry(phone, f"sai-{guess}"), now=now()) for guess in range(ATTEMPTS_PER_NAME * 3)]
    answers = await asyncio.gather(*guesses, return_exceptions=True)
    assert [type(answer) for answer in answers].count(SignInRefused) == ATTEMPTS_PER_NAME
    assert [type(answer) for answer in answers].count(TooManyAttempts) == ATTEMPTS_PER_NAME * 2


async def test_one_address_guesses_at_most_so_many_names(database):
    address, at = f"test-{new_id().hex}", now()
    for guess in range(ATTEMPTS_PER_ADDRESS):
        # Names that are none are counted too, and so are people who are not there.
        name = "khong-phai-so" if guess % 2 else f"0{new_id().int % 10**9:09d}"
        with pytest.raises(SignInRefused):
            await sign_in(database, **entry(name, "x", address=address), now=at)
    with pytest.raises(TooManyAttempts):
        await sign_in(database, **entry("0999999999", "x", address=address), now=at)


async def test_an_address_that_the_client_names_itself_is_not_believed(open_browser):
    peer = f"203.0.113.{new_id().int % 250}"
    for guess in range(ATTEMPTS_PER_ADDRESS):
        liar = open_browser(peer, **{"X-Forwarded-For": f"198.51.100.{guess}"})
        assert (await liar.sign_in(f"0{new_id().int % 10**9:09d}", "x")).status_code == 422
    answer = await open_browser(peer, **{"X-Forwarded-For": "198.51.100.99"}).sign_in("0999999999", "x")
    assert TOO_OFTEN in answer.text
    assert TOO_OFTEN not in (await open_browser("203.0.113.251").sign_in("0999999998", "x")).text
