"""Figures for Prometheus: requests, connections, and the work that waits. Served at /metrics to whoever has the token.

The web runs in several processes and a scrape reaches one of them, so each writes its figures to files of its own in
one folder, and the answer sums them (the library's multi-process mode).
"""

import hmac
import os
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

from litestar import Request, Response, get
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest, values
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from sqlalchemy import event, func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.calendar import now
from hoptac.kit.db import Database
from hoptac.kit.errors import NotFound
from hoptac.kit.marks import IndicatorMark

BUCKETS_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")

MARKS = select(func.count(), func.min(IndicatorMark.marked_at))
JOBS = text("SELECT count(*), min(created) FROM pgqueuer WHERE status = 'queued'")


def clear(folder: Path) -> None:
    """Make the folder, without the figures of a run before; called before any process serves."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)


class Metrics:
    """The figures of this process; `exposition` gives those of all."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        # The library decides for many processes when it is imported, before we know the folder; this is the same switch.
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)
        values.ValueClass = values.MultiProcessValue()
        self._requests = Counter("hoptac_requests", "Answered requests.", ("method", "route", "status"), registry=None)
        self._seconds = Histogram(
            "hoptac_request_seconds", "Time to answer a request.", ("route",), buckets=BUCKETS_SECONDS, registry=None
        )
        self._connections = Gauge(
            "hoptac_database_connections",
            "Connections to the database by role: those open, and those of them in use.",
            ("role", "state"),
            registry=None,
            multiprocess_mode="livesum",
        )

    def count_request(self, *, method: str, route: str, status: int, seconds: float) -> None:
        """One answered request; `route` is the template of its address, empty for one that is nobody's."""
        self._requests.labels(method if method in METHODS else "other", route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def watch(self, database: Database, role: str) -> None:
        """Count the connections of one database role from now on."""
        pool = database.engine.sync_engine.pool
        is_open, in_use = self._connections.labels(role, "open"), self._connections.labels(role, "in_use")
        event.listen(pool, "connect", lambda *_: is_open.inc())
        event.listen(pool, "close", lambda *_: is_open.dec())
        event.listen(pool, "checkout", lambda *_: in_use.inc())
        event.listen(pool, "checkin", lambda *_: in_use.dec())

    def exposition(self, waiting: list[GaugeMetricFamily]) -> bytes:
        """The figures of all processes, and what waits in the database, in the text format."""
        for path in self._folder.glob("gauge_live*.db"):
            pid = int(path.stem.rpartition("_")[2])
            if not _is_alive(pid):
                mark_process_dead(pid, str(self._folder))
        registry = CollectorRegistry()
        MultiProcessCollector(registry, str(self._folder))
        registry.register(_Read(waiting))
        return generate_latest(registry)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


class _Read:
    """Figures that were read for this answer."""

    def __init__(self, families: list[GaugeMetricFamily]) -> None:
        self._families = families

    def collect(self) -> list[GaugeMetricFamily]:
        """As the library asks for them."""
        return self._families


def _waiting(name: str, what: str, count: int, oldest: datetime | None, at: datetime) -> list[GaugeMetricFamily]:
    age = (at - oldest).total_seconds() if oldest else 0
    return [
        GaugeMetricFamily(f"hoptac_{name}_waiting", f"{what} that wait for the worker.", value=count),
        GaugeMetricFamily(f"hoptac_{name}_oldest_seconds", "How long the oldest of them has waited.", value=age),
    ]


async def read_waiting(session: AsyncSession, at: datetime) -> list[GaugeMetricFamily]:
    """What waits: organizations marked for new figures, and jobs."""
    count, oldest = (await session.execute(MARKS)).one()
    marks = _waiting("indicator_marks", "Organizations marked for new figures", count, oldest, at)
    count, oldest = (await session.execute(JOBS)).one()
    return marks + _waiting("jobs", "Jobs", count, oldest, at)


@get("/metrics", public=True, anonymous=True, exclude_from_csrf=True)
async def metrics_page(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The figures, for who sends `Authorization: Bearer <HOPTAC_METRICS_TOKEN>`; no such page where no token is set."""
    metrics: Metrics | None = request.app.state.metrics
    if metrics is None:
        raise NotFound
    expected = f"Bearer {request.app.state.settings.metrics_token}"
    if not hmac.compare_digest(request.headers.get("Authorization", "").encode(), expected.encode()):
        return Response(b"", status_code=401, headers={"WWW-Authenticate": "Bearer"})
    async with request.app.state.database.begin() as session:
        waiting = await read_waiting(session, now())
    headers = {"Cache-Control": "no-store"}
    return Response(metrics.exposition(waiting), media_type=CONTENT_TYPE_LATEST, headers=headers)
