"""`hoptac run`: the whole thing in one command; the web and the worker as processes of their own."""

import asyncio
import multiprocessing
import signal
import sys
import threading
import time
from collections.abc import Callable
from multiprocessing import resource_tracker
from multiprocessing.process import BaseProcess
from typing import Any

import structlog

from hoptac.alliance.rollup import keep_sums
from hoptac.app import JOBS
from hoptac.capital.jobs import keep_tidy
from hoptac.closing.jobs import keep_proved
from hoptac.connections import Connections, connections_of, secret_of
from hoptac.data_keys import install_keys
from hoptac.demo import DEMO_SIGN_INS, build_demo
from hoptac.indicators.worker import run_worker
from hoptac.kit.calendar import now, today
from hoptac.kit.db import Database
from hoptac.kit.errors import Refusal
from hoptac.kit.jobs import JobWorker
from hoptac.kit.logs import configure_logs
from hoptac.kit.processes import end_with_parent, leave_alone_what_stays, run_async
from hoptac.serving import serve
from hoptac.settings import Settings
from hoptac.tasks.counting import keep_counted

LOOK_EVERY_SECONDS = 1.0
WORKER_MAY_FINISH_SECONDS = 5.0
LONGEST_PAUSE_SECONDS = 60.0
"""Before a worker that dies again and again is replaced."""

log = structlog.get_logger(__name__)


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
    database, rollup = Database(urls.app, pool_size=5), Database(urls.rollup, pool_size=2)
    try:
        async with asyncio.TaskGroup() as loops:
            loops.create_task(run_worker(database))
            loops.create_task(keep_sums(database, rollup))
            loops.create_task(JobWorker(database, rollup, JOBS).run())
            loops.create_task(keep_proved(database))
            loops.create_task(keep_counted(database))
            loops.create_task(keep_tidy(database))
    finally:
        await database.close()
        await rollup.close()


def work(urls: Connections, settings: Settings) -> dict[str, Any]:
    """Do the jobs and recompute figures until a signal comes."""
    configure_logs(settings.log_level)
    install_keys(settings)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    end_with_parent()
    leave_alone_what_stays()
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
    run_async(_demo, urls)
    secret_of(settings)
    say(f"\nhoptac: http://{settings.host}:{settings.port}\n")
    for name, role, place in DEMO_SIGN_INS:
        say(f"  {name:<28}{role:<22}{place}")
    say("")
    is_over = threading.Event()
    keeper = threading.Thread(target=_keep_up, args=(settings, urls, is_over), name="keep-up")
    keeper.start()
    try:
        serve(settings)
    finally:
        is_over.set()
        keeper.join()
    return {}


def _keep_up(settings: Settings, urls: Connections, is_over: threading.Event) -> None:
    """Have a worker and the embedded database as long as pages are served: both may be killed, when memory runs out for
    one, and a person at the browser cannot start them again. (granian does the same for the processes that serve.)"""
    # Inherited by the worker: Ctrl-C and a closed terminal reach it too, and it would die with a traceback where it is
    # still loading. It ends when we say so. (The tracker is begun first: beginning it would let the signals in again.)
    resource_tracker.ensure_running()
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGHUP})
    worker, deaths, again_at = _worker(settings, urls), 0, 0.0
    while not is_over.wait(LOOK_EVERY_SECONDS):
        if not settings.database_url:
            try:
                connections_of(settings)
            except (Refusal, OSError) as failed:  # said, and tried again: nobody else would
                log.error("database_not_started", reason=str(failed))
        if worker.is_alive():
            again_at = time.monotonic() + min(2.0**deaths, LONGEST_PAUSE_SECONDS)
        elif time.monotonic() >= again_at:
            log.error("worker_died", exit_code=worker.exitcode)
            worker, deaths = _worker(settings, urls), deaths + 1
    worker.terminate()
    worker.join(WORKER_MAY_FINISH_SECONDS)
    if worker.is_alive():  # jobs go on where they were, whoever ends them: nobody waits at the terminal for one
        worker.kill()
        worker.join()


def _worker(settings: Settings, urls: Connections) -> BaseProcess:
    worker = multiprocessing.get_context("spawn").Process(target=work, args=(urls, settings), daemon=True)
    worker.start()
    return worker
