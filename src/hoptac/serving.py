"""Serving the app with granian: one process a worker, each making its own app from the environment."""

import errno
import signal
import socket

from granian.constants import Interfaces, Loops
from granian.log import LogLevels
from granian.server import Server
from litestar.types import ASGIApp

from hoptac.app import ROUTERS
from hoptac.connections import connections_of, secret_of
from hoptac.data_keys import install_keys
from hoptac.kit.addresses import read_networks
from hoptac.kit.errors import Refusal
from hoptac.kit.language import _
from hoptac.kit.logs import configure_logs, level_of, standard_logging
from hoptac.kit.metrics import Metrics, clear
from hoptac.kit.observing import observed
from hoptac.kit.processes import end_with_parent, leave_alone_what_stays
from hoptac.settings import Settings
from hoptac.web import create_app

WORKERS_MAY_FINISH_SECONDS = 8
"""Before the ten seconds after which Docker and others kill everything."""


class AddressTaken(Refusal):
    """Another program serves there."""

    def __init__(self, port: int) -> None:
        super().__init__(
            _("Cổng %(port)s đang có chương trình khác dùng. Hãy chọn cổng khác, ví dụ --port %(other)s.",
              port=port, other=port + 1)
        )  # fmt: skip


class AddressNotOurs(Refusal):
    """An address that this machine does not have, or a port that this account may not open."""

    def __init__(self, host: str, port: int, reason: str) -> None:
        message = _(
            "Không mở được địa chỉ %(host)s cổng %(port)s trên máy này. Máy báo: %(reason)s",
            host=host,
            port=port,
            reason=reason,
        )
        super().__init__(message)


def check_address(settings: Settings) -> None:
    """Find out before anything is started whether we can listen there. Raises AddressTaken, AddressNotOurs."""
    host, port = settings.host, settings.port
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
            listener.listen()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise AddressTaken(port) from None
        raise AddressNotOurs(host, port, error.strerror or str(error)) from None


def make_app() -> ASGIApp:
    """The factory that every worker process calls."""
    end_with_parent()
    settings = Settings.from_environment()
    configure_logs(settings.log_level)
    install_keys(settings)
    urls = connections_of(settings)
    metrics = Metrics(settings.metrics_folder) if settings.metrics_token else None
    app = create_app(
        ROUTERS, settings, database_url=urls.app, rollup_url=urls.rollup, secret=secret_of(settings), metrics=metrics
    )
    leave_alone_what_stays()
    return observed(app, metrics)


def serve(settings: Settings) -> None:
    """Serve until a signal comes. Raises ProxyUnreadable here, where a person reads it, and not in each process. A worker that
    dies is replaced; one that does not end in time is killed."""
    read_networks(settings.trusted_proxies)
    if settings.metrics_token:
        clear(settings.metrics_folder)
    server = Server(
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
        respawn_failed_workers=True,
        workers_kill_timeout=WORKERS_MAY_FINISH_SECONDS,
    )
    was_ignored = signal.getsignal(signal.SIGHUP) is signal.SIG_IGN

    @server.on_startup
    def end_with_terminal() -> None:
        # granian would go on without the terminal that was closed; `nohup` asks for that, nobody else does.
        signal.signal(signal.SIGHUP, signal.SIG_IGN if was_ignored else server.signal_handler_interrupt)

    server.serve()
