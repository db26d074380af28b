"""Loops of the worker's process, which end with it and not before.

The two places at which a failure of any kind stays where it happened: one turn of a loop, and the work on one of many. A
database that is away, a table that somebody locked and a defect of ours are alike here: said in the log, tried again later,
and the others go on. Cancelling goes through.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import NoReturn

import structlog

FIRST_WAIT_SECONDS = 1.0

log = structlog.get_logger(__name__)


class SetApart:
    """The work on one of many: its failure is logged and does not keep the others waiting."""

    def __init__(self, failed: str, **fields: object) -> None:
        """`failed` is the event that is logged, with `fields`."""
        self._failed = failed
        self._fields = fields

    def __enter__(self) -> None: ...

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> bool:
        if not isinstance(error, Exception):
            return False
        log.error(self._failed, exc_info=error, **self._fields)
        return True


def wait_after(failures: int, longest_seconds: float) -> float:
    """Seconds to wait after so many failures in a row: twice as many each time, at most `longest_seconds`."""
    return min(FIRST_WAIT_SECONDS * 2 ** min(failures - 1, 30), longest_seconds)


async def go_on(work: Callable[[], Awaitable[float]], failed: str, *, longest_wait_seconds: float) -> NoReturn:
    """Do `work`, which answers with the seconds to rest, again and again until cancelled.

    Failures are logged as `failed`: the first, and one of another kind than the one before; a database that is away for
    an hour is said once. When work succeeds again, that is said too.
    """
    failures, kind = 0, None
    while True:
        try:
            rest = await work()
        except Exception as error:
            failures += 1
            if type(error) is not kind:
                log.exception(failed, failures=failures)
            kind = type(error)
            rest = wait_after(failures, longest_wait_seconds)
        else:
            if failures:
                log.info("goes_on", after=failed, failures=failures)
            failures, kind = 0, None
        await asyncio.sleep(rest)
