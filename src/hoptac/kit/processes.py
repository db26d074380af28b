"""How processes of ours begin and end: with their parent, without walking what stays in memory, and quietly at a signal."""

import asyncio
import gc
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Awaitable, Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

LOOK_EVERY_SECONDS = 0.5


def end_with_parent() -> None:
    """Ask this process to end (SIGTERM) soon after its parent is gone, killed without a chance to say so.

    A web process that lived on would hold the port, and the next start would find it taken. A process that nobody of
    ours began is left alone.
    """
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    begun_by = parent.pid  # not os.getppid(): the parent may be gone before we look for the first time

    def watch() -> None:
        while os.getppid() == begun_by:
            time.sleep(LOOK_EVERY_SECONDS)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="end-with-parent", daemon=True).start()


def leave_alone_what_stays() -> None:
    """What a process has loaded so far lives as long as the process: not walking it again, a full collection takes 10 ms
    instead of 200. To be called once everything is loaded."""
    gc.collect()
    gc.freeze()


def run_async(deed: Callable[P, Awaitable[T]], *args: P.args, **kwargs: P.kwargs) -> T:
    """`asyncio.run`, but a signal to end that comes while the loop is being made waits until it is made: half a loop, or
    a deed that was never begun, would complain on the terminal. One that a library on the way kept to itself (closing a
    connection can) is not lost either: it is told once the deed is over."""

    async def begun() -> T:
        result = await deed(*args, **kwargs)
        task = asyncio.current_task()
        if task is not None and task.cancelling():
            raise asyncio.CancelledError
        return result

    ending = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
    with asyncio.Runner() as runner:
        before = signal.pthread_sigmask(signal.SIG_BLOCK, ending)
        try:
            runner.get_loop()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        return runner.run(begun())
