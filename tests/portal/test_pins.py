"""A PIN opens the member's page and nothing else, and dies of guesses."""

from tests.conftest import PASSWORD, seat_person
from tests.identity.conftest import add_administrator
from tests.portal.conftest import PIN, begin, page_in, phone_of, print_code

from hoptac.identity.rules.pins import PIN_FAILURES
from hoptac.identity.rules.sign_in import SignInRefused, TooManyAttempts

OTHER_PIN = "805271"


async def test_a_pin_opens_no_seat(anh, open_browser, database, tan_hung, members):
    """The member becomes accountant: the password opens the books, the PIN her own page alone."""
    browser, path = anh
    phone = await phone_of(database, tan_hung.id, members[0])
    board = open_browser()
    await board.sign_in(await seat_person(database, tan_hung.slug, "chair"), PASSWORD)
    page = await board.get(f"/{tan_hung.slug}/seats/new")
    told = await board.submit(page, "/seats$", {"sign_in_name": phone, "name": "Nguyễn Thị Ánh", "role": "accountant"})
    assert 'class="one-time-password"' in told.text
    assert page_in(await browser.sign_in(phone, PIN)) == path
    for place in ("members", "vouchers", "seats", ""):
        assert (await browser.get(f"/{tan_hung.slug}/{place}")).status_code == 404, place
    for place in ("/account", "/account/password", "/inbox", "/"):
        assert (await browser.get(place)).url.path == path, place
    assert (await browser.get("/platform/people")).status_code == 404


async def test_a_platform_administrators_pin_would_open_no_platform(open_browser, database):
    """Nobody who has a password gets a PIN: the number is taken."""
    phone = await add_administrator(database)
    assert str(SignInRefused()) in (await open_browser().sign_in(phone, PIN)).text


async def test_a_pin_dies_of_guesses_however_slowly_they_come(
    anh, open_browser, database, tan_hung, members, monkeypatch
):
    monkeypatch.setattr("hoptac.identity.actions.sign_in.ATTEMPTS_PER_NAME", 10**6)
    browser, path = anh
    phone = await phone_of(database, tan_hung.id, members[0])
    guesser = open_browser()
    for _round in range(2):  # a right one between forgives the slips before it
        for _guess in range(PIN_FAILURES - 1):
            assert str(SignInRefused()) in (await guesser.sign_in(phone, OTHER_PIN)).text
        assert page_in(await browser.sign_in(phone, PIN)) == path
    for _guess in range(PIN_FAILURES):
        await guesser.sign_in(phone, OTHER_PIN)
    assert str(SignInRefused()) in (await guesser.sign_in(phone, PIN)).text
    assert (await browser.get(path)).status_code == 200, "what is open stays open"
    code = await print_code(database, tan_hung.id, members[0])
    assert page_in(await begin(guesser, tan_hung.slug, code)) == path


async def test_a_wrong_pin_is_counted_like_a_wrong_password(anh, open_browser, database, tan_hung, members):
    phone = await phone_of(database, tan_hung.id, members[0])
    guesser = open_browser()
    for _guess in range(8):
        assert str(SignInRefused()) in (await guesser.sign_in(phone, OTHER_PIN)).text
    assert str(TooManyAttempts()) in (await guesser.sign_in(phone, PIN)).text


ODD = ("", "\0", "x" * 20_000, "ế" * 5_000, "'; DROP TABLE people; --", "274913\r\nSet-Cookie: a=b", "٢٧٤٩١٣")


async def test_odd_forms_are_refused_in_a_sentence(browser, database, tan_hung, members):
    code = await print_code(database, tan_hung.id, members[0])
    await browser.get("/sign-in")
    token = browser.client.cookies["hoptac_csrf"]
    good = {
        "_csrf_token": token,
        "org": tan_hung.slug,
        "code": code,
        "who": "other",
        "contact": "",
        "pin": PIN,
        "pin_again": PIN,
    }
    for field in ("org", "code", "who", "contact", "pin", "pin_again"):
        for odd in ODD:
            answer = await browser.client.post("/me/begin", data=good | {field: odd})
            assert answer.status_code in (400, 422, 429), (field, odd[:20])
        answer = await browser.client.post(
            "/me/begin", data={key: value for key, value in good.items() if key != field}
        )
        assert answer.status_code in (422, 429), field
    assert (await browser.get("/me")).url.path == "/sign-in"


async def test_odd_addresses_of_ones_own_pages(anh):
    browser, path = anh
    for odd in ("?leaf=x", "?leaf=99999999999999999999", "?leaf="):
        assert (await browser.get(f"{path}/accounts/4111{odd}")).status_code in (400, 404), odd
    for odd in ("/accounts/" + "1" * 3000, "/qr/%00", "/certificates/x/certificate.pdf", "/nothing"):
        assert (await browser.get(f"{path}{odd}")).status_code in (400, 404), odd
