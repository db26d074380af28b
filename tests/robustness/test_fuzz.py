"""Whatever is sent to a route, the answer is a page: never an error of ours."""

from dataclasses import replace
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from litestar import Litestar
from tests.robustness.conftest import Place
from tests.robustness.routes import FORM_FIELDS, QUERY_FIELDS, Route, routes_of

EXAMPLES = 250
BOUNDARY = b"xXxBOUNDARYxXx"

ODD_TEXTS = st.sampled_from(
    [
        "", " ", "\0", "a\0b", "\ud7ff", "\u202e", "9" * 40, "-1", "1e999", "0", "00000000-0000-0000-0000-000000000000",
        "0000-00-00", "9999-12-31", "31/12/9999", "1/1/0001", "30/2/2026", "1.5", "5tr", "-5.000.000", "NaN", "Infinity",
        "None", "true", "[]", "{}", "'; DROP TABLE entries; --", "%", "%s", "%(x)s", "{{ 7*7 }}", "<script>alert(1)</script>",
        "../../etc/passwd", "A" * 300, "ế" * 300, "\r\nSet-Cookie: x=y", "cooperative", "declared", "official", "cash",
        "import_as_separate_member", "leave_out", "name", "vi", "en", "~", "x~y", "2026-01-01~0", "\x1f", f"\0~{uuid4()}", f"a\0~{uuid4()}", "𝟙𝟚", "٣", "½",
    ]
)  # fmt: skip
TEXTS = st.one_of(ODD_TEXTS, st.text(max_size=40), st.integers().map(str), st.dates().map(str), st.uuids().map(str))
BYTES = st.one_of(TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")), st.binary(max_size=40))
FIELDS = st.lists(st.tuples(st.sampled_from(FORM_FIELDS), BYTES), max_size=12)


def encoded(text: bytes) -> str:
    return quote(text, safe="")


def urlencoded(fields: list[tuple[str, bytes]]) -> bytes:
    return "&".join(f"{name}={encoded(value)}" for name, value in fields).encode()


def multipart(fields: list[tuple[str, bytes]], files: list[tuple[str, bytes]]) -> bytes:
    parts = [b'Content-Disposition: form-data; name="%s"\r\n\r\n%s' % (name.encode(), value) for name, value in fields]
    parts += [
        b'Content-Disposition: form-data; name="%s"; filename="%s"\r\nContent-Type: x/y\r\n\r\n%s'
        % (
            field,
            name.replace("\r", "").replace("\n", "").replace('"', "%22").encode("utf-8", "surrogatepass"),
            content,
        )
        for name, content in files
        for field in (b"file", b"files")
    ]
    return b"".join(b"--%s\r\n%s\r\n" % (BOUNDARY, part) for part in parts) + b"--%s--\r\n" % BOUNDARY


FORM = "application/x-www-form-urlencoded"
MULTIPART = f"multipart/form-data; boundary={BOUNDARY.decode()}"
BODIES = st.one_of(
    FIELDS.map(lambda fields: (FORM, urlencoded(fields))),
    st.tuples(FIELDS, st.lists(st.tuples(TEXTS, st.binary(max_size=200)), max_size=2)).map(
        lambda both: (MULTIPART, multipart(*both))
    ),
    st.tuples(
        st.sampled_from([FORM, MULTIPART, "multipart/form-data", "application/json", "text/plain", "x", "", "application/json; charset=x"]),
        st.binary(max_size=100),
    ),
)  # fmt: skip
QUERIES = st.lists(st.tuples(st.sampled_from(QUERY_FIELDS), BYTES), max_size=6)


SIGNED_OUT_BY = ("/sign-in", "/sign-out", "/account/sign-out-everywhere")
MISSING = st.one_of(st.uuids().map(str), TEXTS.map(lambda text: text.encode("utf-8", "replace").decode()))
REFERERS = st.sampled_from(["/", "http://[", "http://x/%00", "//x", "\x7f", "http://testserver/sign-in?a=é"])


async def send(
    place: Place, route: Route, missing: str, query: list[tuple[str, bytes]], body: tuple[str, bytes], referer: str
) -> httpx.Response:
    await place.browser.get("/sign-in")
    address = route.address(place.slug, place.ids, missing)
    asked = "&".join(f"{name}={encoded(value)}" for name, value in query)
    headers = {
        "x-csrftoken": place.browser.client.cookies["hoptac_csrf"],
        "referer": referer.encode("latin-1", "replace"),
    }
    content: dict[str, Any] = {}
    if route.method != "GET":
        headers["content-type"], content["content"] = body
    return await place.browser.client.request(route.method, f"{address}?{asked}", headers=headers, **content)


@pytest.fixture(scope="package")
def routes(web: Litestar) -> list[Route]:
    """All of them but those that change who is signed in."""
    found = [route for route in routes_of(web) if route.path not in SIGNED_OUT_BY]
    assert len(found) > 30
    return found


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data(), missing=MISSING, query=QUERIES, body=BODIES, referer=REFERERS, loses_ids=st.booleans())
async def test_no_input_breaks_a_route(
    cooperative: Place,
    alliance: Place,
    routes: list[Route],
    data: st.DataObject,
    missing: str,
    query: list[tuple[str, bytes]],
    body: tuple[str, bytes],
    referer: str,
    loses_ids: bool,
) -> None:
    route = data.draw(st.sampled_from(routes))
    place = alliance if "figures" in route.permission else cooperative
    place = replace(place, ids={}) if loses_ids else place
    answer = await send(place, route, missing, query, body, referer)
    assert answer.status_code < 500, f"{route}: {answer.text}"
