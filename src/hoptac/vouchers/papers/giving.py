"""Giving a stored file back: its type from what it is, and nothing in it may run."""

from typing import Any
from urllib.parse import quote
from uuid import UUID

from litestar import Request, Response

from hoptac.vouchers.papers.kinds import FileKind

HEADERS = {
    # The browser may keep it, and asks each time whether it may still be seen: a photo does not travel again.
    "Cache-Control": "private, no-cache",
    "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def _tag(key: UUID) -> str:
    return f'"{key}"'


def has_it(request: Request[Any, Any, Any], key: UUID) -> bool:
    """Whether the browser has kept the file from before; its bytes never change."""
    return request.headers.get("if-none-match") == _tag(key)


def nothing_new(key: UUID) -> Response[Any]:
    """The browser may show what it has."""
    return Response(b"", status_code=304, headers=HEADERS | {"ETag": _tag(key)})


def give(content: bytes, name: str, kind: FileKind, key: UUID) -> Response[Any]:
    """The file, shown by the browser where it can, else to be kept; `key` is what it is known by when it is asked again."""
    disposition = "inline" if kind.is_shown else "attachment"
    headers = HEADERS | {
        "Content-Disposition": f"{disposition}; filename*=UTF-8''{quote(name, safe='')}",
        "ETag": _tag(key),
    }
    return Response(content, media_type=kind.media_type, headers=headers)
