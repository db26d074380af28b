"""Input that once broke a page, or that an attacker would try first: each gets a page with a sentence, nothing is stored."""

import pytest
from litestar import Litestar
from sqlalchemy import func, select, text
from tests.conftest import PASSWORD, Cooperative, seat_person
from tests.robustness.conftest import Place
from tests.support.web import Browser

from hoptac.kit.db import Database
from hoptac.kit.identifiers import new_id
from hoptac.kit.requests import PostedRequest
from hoptac.kit.sheets.limits import LARGEST_BYTES
from hoptac.kit.tenancy import enter_tenant
from hoptac.members.imports.models import MemberImport
from hoptac.web import FORM_LIMIT

FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=B"
FILE = b'--B\r\nContent-Disposition: form-data; name="file"; filename="%s"\r\n\r\n%s\r\n--B--\r\n'
NEW = "{org}/members"
MEMBER = "_csrf_token={token}&name={name}&number=TV900&party_kind=individual&kind=official&born=1970"


async def token_of(browser: Browser) -> str:
    await browser.get("/sign-in")
    return browser.client.cookies["hoptac_csrf"]


@pytest.mark.parametrize(
    "address",
    [
        "{org}/members?q=%00", "{org}/members?after=%00~" + str(new_id()), "{org}/members?sort=%00", "{org}/%00",
        "{org}/members/%00", "%00/members", "%00/certificates/check/x", "{org}/certificates/check/%00", "static/%00",
        "static/../../../../etc/passwd", "static/%2e%2e/%2e%2e/pyproject.toml", "static/..%2f..%2fpyproject.toml",
        "static//etc/passwd", "{org}/members/1", "{org}/members/..%2f..", "{org}/capital?after=1", "{org}/imports/x",
        "{org}/members/" + "a" * 5000, "{org}/" + "../" * 50 + "etc/passwd",
    ],
)  # fmt: skip
async def test_addresses_that_are_none(cooperative: Place, address: str) -> None:
    answer = await cooperative.browser.client.get(f"/{address}".format(org=cooperative.slug))
    assert answer.status_code in (303, 404), answer.text
    assert "root:" not in answer.text


@pytest.mark.parametrize("year", ["9" * 40, "-1", "0", "32768", "2147483648", "1995", "99999"])
async def test_years_that_no_list_has(alliance: Place, year: str) -> None:
    shown = await alliance.browser.get(f"/{alliance.slug}/dashboard?year={year}")
    assert shown.status_code == 200
    assert "2020" in shown.text  # the newest that it has


@pytest.mark.parametrize("method", ["HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
async def test_other_methods(cooperative: Place, method: str) -> None:
    token = await token_of(cooperative.browser)
    for path in (
        "",
        f"/{cooperative.slug}/members",
        f"/{cooperative.slug}/capital/{new_id()}/pledges",
        "/static/app.css",
    ):
        answer = await cooperative.browser.client.request(method, path, headers={"x-csrftoken": token})
        assert answer.status_code in ((204,) if method == "OPTIONS" else (404, 405)), f"{method} {path}"


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (MULTIPART, b'--B\r\nContent-Disposition: form-data; name="name"\r\n\r\n\xff\xfe\r\n--B--\r\n'),
        (MULTIPART, b'--B\r\nContent-Disposition: form-data; name="name"\r\n\r\nx'),
        (MULTIPART, b"--B"),
        (MULTIPART, b""),
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=", b"x"),
        (MULTIPART, b'--B\r\nContent-Disposition: form-data; name="a"\r\nContent-Type: text/plain; charset=khong\r\n\r\nx\r\n--B--\r\n'),
        ("application/json", b'{"name": "x"}'),
        ("text/plain", b"name=x"),
        ("", b"name=x"),
        (FORM, b"name=%ff%fe&number=%00"),
        (FORM, b"&".join(b"a=%d" % number for number in range(30_000))),
    ],
)  # fmt: skip
async def test_bodies_that_are_no_form(cooperative: Place, kind: str, body: bytes) -> None:
    headers = {"x-csrftoken": await token_of(cooperative.browser), "content-type": kind}
    for path in ("members", f"capital/{cooperative.ids['party_id']}/contributions", "imports"):
        answer = await cooperative.browser.client.post(f"/{cooperative.slug}/{path}", content=body, headers=headers)
        assert answer.status_code == 422
        assert "<html" in answer.text


@pytest.mark.parametrize("name", [b'a\r\nX: y.xlsx"; b="', b"\xff.xlsx", b"../../x.xlsx", b"a\0b.xlsx", b"x" * 3000])
async def test_names_of_files(cooperative: Place, name: bytes) -> None:
    headers = {"x-csrftoken": await token_of(cooperative.browser), "content-type": MULTIPART}
    body = FILE % (name, "Họ và tên,Năm sinh\nTrần Văn Ân,1970\nLê Thị Bé,1971\n".encode())
    answer = await cooperative.browser.client.post(f"/{cooperative.slug}/imports", content=body, headers=headers)
    assert answer.status_code in (303, 422)
    assert "x" not in answer.headers
    if answer.status_code == 303:
        rest = await cooperative.browser.client.get(f"{answer.headers['location']}/rest.xlsx")
        assert rest.status_code == 200


async def test_what_was_typed_breaks_no_header(cooperative: Place) -> None:
    token = await token_of(cooperative.browser)
    form = {"_csrf_token": token, "row": "x", "decision": "y", "number": "1\r\nSet-Cookie: a=b\r\n\r\n<script>ế"}
    path = f"/{cooperative.slug}/imports/{cooperative.ids['import_id']}/decisions"
    answer = await cooperative.browser.client.post(path, data=form)
    assert answer.status_code == 303
    assert "set-cookie" not in answer.headers or "a=b" not in answer.headers["set-cookie"]
    assert answer.headers["location"].endswith(f"/{cooperative.ids['import_id']}?status=needs_a_decision&number=1")


@pytest.mark.parametrize(
    "referer", ["http://[", "//evil.example/x", "http://evil.example", "javascript:alert(1)", "\\\\x"]
)
async def test_the_switch_of_language_leads_nowhere_else(browser: Browser, referer: str) -> None:
    form = {"_csrf_token": await token_of(browser), "language": "en"}
    answer = await browser.client.post("/language", data=form, headers={"referer": referer})
    assert answer.status_code == 303
    assert answer.headers["location"] in ("/", "/x")


@pytest.mark.parametrize(
    "next_page", ["http://[", "//evil.example", "/\\evil.example", "https://evil.example", "\r\nX: y"]
)
async def test_signing_in_leads_nowhere_else(
    browser: Browser, database: Database, tan_hung: Cooperative, next_page: str
) -> None:
    form = {"_csrf_token": await token_of(browser), "password": PASSWORD, "next": next_page}
    form["sign_in_name"] = await seat_person(database, tan_hung.slug, "chair")
    answer = await browser.client.post("/sign-in", data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


@pytest.mark.parametrize("name", ["\0", "a\0@b.vn", "0900\0000001", "x" * 100_000, "ế" * 1000])
async def test_odd_sign_in_names_are_wrong_ones(browser: Browser, name: str) -> None:
    form = {"_csrf_token": await token_of(browser), "sign_in_name": name, "password": "\0\0\0\0\0\0\0\0"}
    answer = await browser.client.post("/sign-in", data=form)
    assert answer.status_code == 422
    assert "field-error" in answer.text


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"cookie": "hoptac_csrf=é; hoptac_session=ế"}, 422),
        ({"x-csrftoken": "é" * 200}, 422),
        ({"x-csrftoken": "x" * 200}, 403),
        ({"cookie": "hoptac_csrf=x; hoptac_session=\x7f; hoptac_flash=%00%ff", "x-csrftoken": "x"}, 403),
    ],
)
async def test_odd_tokens(web: Litestar, browser: Browser, headers: dict[str, str], status: int) -> None:
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    answer = await browser.client.post("/sign-in", content=b"a=b", headers=[*raw, (b"content-type", FORM.encode())])
    assert answer.status_code == status


async def test_a_file_in_the_place_of_the_token(browser: Browser) -> None:
    await browser.get("/sign-in")
    answer = await browser.client.post("/sign-in", files={"_csrf_token": ("t", b"x" * 128)})
    assert answer.status_code == 403


@pytest.mark.parametrize("flash", ["e30=", "WyJzdWNjZXNzIiwgeyJtc2dpZCI6ICIlKHgpcyUifV0=", "\\", "%ff", "=" * 4000])
async def test_odd_words_of_what_was_done(cooperative: Place, flash: str) -> None:
    cookies = f"hoptac_session={cooperative.browser.client.cookies['hoptac_session']}; hoptac_flash={flash}"
    answer = await cooperative.browser.client.get(f"/{cooperative.slug}/members", headers={"cookie": cookies})
    assert answer.status_code == 200


@pytest.mark.parametrize("field", ["amount_dong", "contributed_on", "note", "request_key", "method"])
async def test_a_megabyte_in_a_field(cooperative: Place, field: str) -> None:
    path = f"/{cooperative.slug}/capital/{cooperative.ids['party_id']}/contributions"
    for letter in ("9", "ế", " .", "a "):
        filled = (letter * 1_000_000)[: FORM_LIMIT // 10]
        form = {"_csrf_token": await token_of(cooperative.browser), "amount_dong": "1000", field: filled}
        answer = await cooperative.browser.client.post(path, data=form)
        assert answer.status_code == 422


async def imports_of(database: Database, slug: str) -> int:
    async with database.begin() as session:
        org_id = (
            await session.execute(text("SELECT id FROM organizations WHERE slug = :slug"), {"slug": slug})
        ).scalar()
    assert org_id is not None
    async with enter_tenant(database, org_id) as session:
        return (await session.execute(select(func.count()).select_from(MemberImport))).scalar_one()


@pytest.mark.parametrize("announces", [True, False])
async def test_a_file_over_the_limit_is_refused_and_not_kept(
    cooperative: Place, database: Database, announces: bool
) -> None:
    before = await imports_of(database, cooperative.slug)
    length = LARGEST_BYTES + 2 * 1_048_576
    head, tail = FILE.split(b"%s\r\n--B--")[0] % b"x.xlsx", b"\r\n--B--\r\n"

    async def chunks():
        yield head
        for _ in range(length // 65536):
            yield b"\0" * 65536
        yield tail

    headers = {"x-csrftoken": await token_of(cooperative.browser), "content-type": MULTIPART}
    if announces:
        headers["content-length"] = str(len(head) + length + len(tail))
    answer = await cooperative.browser.client.post(f"/{cooperative.slug}/imports", content=chunks(), headers=headers)
    assert answer.status_code == 413
    assert "Chưa có gì được lưu" in answer.text
    assert await imports_of(database, cooperative.slug) == before


async def test_a_form_over_the_limit_is_refused(browser: Browser) -> None:
    """Nobody has to be signed in to send it: what is held of it must stay small."""
    answer = await browser.client.post("/sign-in", data={"password": "x" * (FORM_LIMIT + 1)})
    assert answer.status_code == 413


async def test_posted_forms_are_not_kept_in_memory(web: Litestar, browser: Browser) -> None:
    """The framework's own reader keeps the last 1,024 forms for the life of the process, passwords among them."""
    assert web.request_class is PostedRequest
    form = {"_csrf_token": await token_of(browser), "sign_in_name": "a@b.vn", "password": "mat-khau-rieng"}
    await browser.client.post("/sign-in", data=form)
    from litestar._parsers import parse_url_encoded_form_data as kept

    assert kept.cache_info().currsize == 0
