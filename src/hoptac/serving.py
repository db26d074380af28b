"""Serving the app with granian: one process a worker, each making its own app from the environment."""

from granian.constants import Interfaces, Loops
from granian.log import LogLevels
from granian.server import Server
from litestar.types import ASGIApp

from hoptac.app import ROUTERS
from hoptac.connections import connections_of, secret_of
from hoptac.kit.addresses import read_networks
from hoptac.kit.logs import configure_logs, level_of, standard_logging
from hoptac.kit.metrics import Metrics, clear
from hoptac.kit.observing import observed
from hoptac.settings import Settings
from hoptac.web import create_app


def make_app() -> ASGIApp:
    """The factory that every worker process calls."""
    settings = Settings.from_environment()
    configure_logs(settings.log_level)
    urls = connections_of(settings)
    metrics = Metrics(settings.metrics_folder) if settings.metrics_token else None
    app = create_app(
        ROUTERS, settings, database_url=urls.app, rollup_url=urls.rollup, secret=secret_of(settings), metrics=metrics
    )
    return observed(app, metrics)


def serve(settings: Settings) -> None:
    """Serve until a signal comes. Raises ProxyUnreadable here, where a person reads it, and not in each process."""
    read_networks(settings.trusted_proxies)
    if settings.metrics_token:
        clear(settings.metrics_folder)
    Server(
        "hoptac.serving:make_app",
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        workers=settings.workers,
        loop=Loops.uvloop,
        factory=True,
        websockets=False,
        log_access=False,
        log_level=LogLevels(level_of(settings.log_level)),
        log_dictconfig=standard_logging(settings.log_level),
    ).serve()
