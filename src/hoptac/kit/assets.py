"""Static files from memory, compressed once at start: fingerprinted addresses may be kept by the browser forever."""

import gzip
import mimetypes
from pathlib import Path
from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.params import FromPath

from hoptac.kit.errors import NotFound
from hoptac.kit.pages import STATIC

mimetypes.add_type("font/woff2", ".woff2")
_TEXT = {".css", ".js", ".svg"}


class StaticFile(msgspec.Struct, frozen=True):
    """One file as it is sent."""

    media_type: str
    content: bytes
    zipped: bytes | None


def _read(path: Path) -> StaticFile:
    content = path.read_bytes()
    zipped = gzip.compress(content, 9) if path.suffix in _TEXT else None
    return StaticFile(mimetypes.guess_type(path.name)[0] or "application/octet-stream", content, zipped)


def load_static_files() -> dict[str, StaticFile]:
    """Every file under `static/` by its path; only these can be asked for, so no path can lead elsewhere."""
    return {str(path.relative_to(STATIC)): _read(path) for path in STATIC.rglob("*") if path.is_file()}


@get("/static/{path:path}", public=True, anonymous=True, exclude_from_csrf=True)
async def static_file(request: Request[Any, Any, Any], path: FromPath[str]) -> Response[bytes]:
    """Send one static file, compressed where the browser takes it."""
    file: StaticFile | None = request.app.state.static_files.get(str(path).lstrip("/"))
    if file is None:
        raise NotFound
    headers = {
        "Cache-Control": "public, max-age=31536000, immutable"
        if "v" in request.query_params
        else "public, max-age=3600",
        "X-Content-Type-Options": "nosniff",
        "Vary": "Accept-Encoding",
    }
    takes_gzip = "gzip" in request.headers.get("Accept-Encoding", "")
    if file.zipped is not None and takes_gzip:
        return Response(file.zipped, media_type=file.media_type, headers=headers | {"Content-Encoding": "gzip"})
    return Response(file.content, media_type=file.media_type, headers=headers)
