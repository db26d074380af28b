"""Whether this process can serve, for whoever watches over it."""

import asyncio
from typing import Any

import structlog
from litestar import Request, Response, get
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

WITHIN_SECONDS = 3
SELECT_1 = text("SELECT 1")

log = structlog.get_logger(__name__)


@get("/healthz", public=True, anonymous=True, exclude_from_csrf=True)
async def healthz(request: Request[Any, Any, Any]) -> Response[bytes]:
    """200 when the database answers in time, 503 otherwise; why is in the log, not in the answer."""
    headers = {"Cache-Control": "no-store"}
    try:
        async with asyncio.timeout(WITHIN_SECONDS), request.app.state.database.begin() as session:
            await session.execute(SELECT_1)
    except (SQLAlchemyError, OSError):  # a time-out is an OSError
        log.exception("database_unreachable")
        return Response(b"", status_code=503, headers=headers)
    return Response(b"ok", media_type="text/plain", headers=headers)
