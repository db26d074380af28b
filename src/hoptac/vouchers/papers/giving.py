"""Giving a stored file back: its type from what it is, and nothing in it may run."""

from typing import Any
from urllib.parse import quote

from litestar import Response

from hoptac.vouchers.papers.kinds import FileKind

HEADERS = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def give(content: bytes, name: str, kind: FileKind) -> Response[Any]:
    """The file, shown by the browser where it can, else to be kept."""
    disposition = "inline" if kind.is_shown else "attachment"
    headers = HEADERS | {"Content-Disposition": f"{disposition}; filename*=UTF-8''{quote(name, safe='')}"}
    return Response(content, media_type=kind.media_type, headers=headers)
