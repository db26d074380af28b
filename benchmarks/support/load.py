"""A load on a web server: clients that each send their next request as soon as the answer to the last one is there.

Raw HTTP/1.1 over connections that are kept, because a general client costs more than the server that is measured.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

import httpx

CLIENTS = 8

NextRequest = Callable[[], bytes]
"""Makes a client's next request, head and body."""


@dataclass
class Load:
    """What came of it: how many answers of each status, and how long it took."""

    statuses: Counter[int] = field(default_factory=Counter)
    seconds: float = 0.0

    @property
    def per_second(self) -> float:
        """Answers a second."""
        return self.statuses.total() / self.seconds


def request_bytes(client: httpx.Client, path: str, form: dict[str, str] | None = None) -> bytes:
    """The request that this browser would send: GET, or POST when there is a form."""
    host = client.base_url.netloc.decode()
    cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    head = f"{'GET' if form is None else 'POST'} {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookies}\r\nAccept: text/html\r\n"
    if form is None:
        return f"{head}\r\n".encode()
    body = urlencode(form).encode()
    head += f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


class _Client(asyncio.Protocol):
    """One connection; reads exactly one answer, counts it and sends the next request until the time is over."""

    def __init__(self, next_request: NextRequest, load: Load, until: float) -> None:
        self._next, self._load, self._until = next_request, load, until
        self._received = bytearray()
        self._whole = -1
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        transport.write(self._next())  # type: ignore[attr-defined]

    def data_received(self, data: bytes) -> None:
        self._received += data
        if self._whole < 0:
            end = self._received.find(b"\r\n\r\n")
            if end < 0:
                return
            self._whole = end + 4 + _content_length(bytes(self._received[:end]))
        if len(self._received) < self._whole:
            return
        self._load.statuses[int(self._received[9:12])] += 1
        self._received.clear()
        self._whole = -1
        if time.perf_counter() < self._until:
            self._transport.write(self._next())  # type: ignore[attr-defined]
        else:
            self._transport.close()
            self._finish(None)

    def connection_lost(self, exc: Exception | None) -> None:
        self._finish(exc or ConnectionError("the server closed the connection"))

    def _finish(self, error: Exception | None) -> None:
        if self.done.done():
            return
        if error is None:
            self.done.set_result(None)
        else:
            self.done.set_exception(error)


def _content_length(head: bytes) -> int:
    at = head.lower().find(b"content-length:")
    if at < 0:
        raise ValueError(f"an answer without a length: {head!r}")
    return int(head[at + 15 :].split(b"\r\n", 1)[0])


async def run_load(address: str, requests: Sequence[NextRequest], seconds: float) -> Load:
    """Send requests for so many seconds, a client for each of `requests`; raises when a connection breaks."""
    place, load = urlsplit(address), Load()
    began = time.perf_counter()
    made = [
        await asyncio.get_running_loop().create_connection(
            lambda next_request=next_request: _Client(next_request, load, began + seconds), place.hostname, place.port
        )
        for next_request in requests
    ]
    await asyncio.gather(*(client.done for _transport, client in made))
    load.seconds = time.perf_counter() - began
    return load
