"""Far too much, sent to a real server by people who are not even signed in: a sentence, and its memory stays small."""

from collections.abc import Iterator

import httpx
import pytest
from tests.support.running import Running

MEGABYTE = b"\0" * 2**20
SENTENCE = "Tệp gửi lên lớn quá"
START = b'--B\r\nContent-Disposition: form-data; name="file"; filename="x.xlsx"\r\n\r\n'


def a_file(megabytes: int) -> Iterator[bytes]:
    yield START
    for _ in range(megabytes):
        yield MEGABYTE
    yield b"\r\n--B--\r\n"


@pytest.mark.parametrize("announces", [True, False])
def test_two_hundred_megabytes(running: Running, announces: bool) -> None:
    headers = {"content-type": "multipart/form-data; boundary=B"}
    if announces:
        headers["content-length"] = str(len(START) + 200 * 2**20 + len(b"\r\n--B--\r\n"))
    answer = httpx.post(f"{running.url}/tan-hung/imports", content=a_file(200), headers=headers, timeout=120)
    assert answer.status_code == 413
    assert SENTENCE in answer.text
    assert running.peak_mb() < 300


def test_many_large_forms_are_not_held(running: Running) -> None:
    with httpx.Client(base_url=running.url, timeout=60) as client:
        client.get("/sign-in")
        for number in range(150):
            form = {"sign_in_name": f"{number}@example.vn", "password": "x" * 1_900_000}
            assert client.post("/sign-in", data=form).status_code == 403  # no token: read all the same
    assert running.peak_mb() < 300
