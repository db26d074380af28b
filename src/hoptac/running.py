"""`hoptac run`: the whole thing in one command; the web and the worker as processes of their own."""

import asyncio
import multiprocessing
import signal
import sys
from collections.abc import Callable
from typing import Any

from hoptac.alliance.rollup import keep_sums
from hoptac.app import JOBS
from hoptac.connections import Connections, connections_of, secret_of
from hoptac.demo import DEMO_SIGN_INS, build_demo
from hoptac.indicators.worker import run_worker
from hoptac.kit.calendar import now, today
from hoptac.kit.db import Database
from hoptac.kit.jobs import JobWorker
from hoptac.kit.logs import configure_logs
from hoptac.kit.processes import end_with_parent
from hoptac.serving import serve
from hoptac.settings import Settings


def say(text: str) -> None:
    """Tell the person at the terminal."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


async def _demo(urls: Connections) -> dict[str, Any]:
    database = Database(urls.app)
    result = await build_demo(database, today=today(), now=now())
    await database.close()
    return result


async def _work(urls: Connections) -> None:
    database, rollup = Database(urls.app, pool_size=5), Database(urls.rollup, pool_size=1)
    try:
        async with asyncio.TaskGroup() as loops:
            loops.create_task(run_worker(database))
            loops.create_task(keep_sums(database, rollup))
            loops.create_task(JobWorker(database, JOBS).run())
    finally:
        await database.close()
        await rollup.close()


def work(urls: Connections, log_level: str = "") -> dict[str, Any]:
    """Do the jobs and recompute figures until a signal comes."""
    configure_logs(log_level)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    end_with_parent()
    try:
        asyncio.run(_work(urls))
    except KeyboardInterrupt:
        say("worker stopped")
    return {}


def serve_alone(settings: Settings) -> dict[str, Any]:
    """Serve the web app; the database must be migrated and a worker run elsewhere."""
    connections_of(settings)
    secret_of(settings)
    serve(settings)
    return {}


def run(settings: Settings, bring_up_to_date: Callable[[Connections], object]) -> dict[str, Any]:
    """Database, migrations, demo, worker, web."""
    urls = connections_of(settings)
    bring_up_to_date(urls)
    asyncio.run(_demo(urls))
    secret_of(settings)
    say(f"\nhoptac: http://{settings.host}:{settings.port}\n")
    for name, role, place in DEMO_SIGN_INS:
        say(f"  {name:<28}{role:<22}{place}")
    say("")
    worker = multiprocessing.get_context("spawn").Process(target=work, args=(urls, settings.log_level), daemon=True)
    worker.start()
    try:
        serve(settings)
    finally:
        worker.terminate()
        worker.join(5)
    return {}
