"""`hoptac run`, `serve` and `worker`: what goes on until a signal ends it."""

import argparse
from functools import partial
from typing import Any

from hoptac import running
from hoptac.cli.opening import prepare, telling_failures
from hoptac.connections import connections_of, hold_database
from hoptac.kit.logs import configure_logs
from hoptac.serving import check_address
from hoptac.settings import Settings


def execute(args: argparse.Namespace, settings: Settings) -> dict[str, Any]:
    """Serve, work, or both."""
    configure_logs(settings.log_level)
    if args.verb != "worker":
        check_address(settings)
    with telling_failures(), hold_database(settings):
        if args.verb == "run":
            return running.run(settings, partial(prepare, settings=settings, may_migrate=True))
        urls = connections_of(settings)
        prepare(urls, settings)
        return running.work(urls, settings) if args.verb == "worker" else running.serve_alone(settings)


def describe(_result: dict[str, Any]) -> str:
    """All was said on the way."""
    return ""
