import asyncio
import os
import signal

import pytest

from hoptac.kit.processes import run_async


async def deaf(*, is_told: bool) -> str:
    """Work on whose way a signal to end is swallowed."""
    if is_told:
        os.kill(os.getpid(), signal.SIGINT)
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError:
            return "swallowed"
    return "done"


def test_a_signal_that_was_swallowed_on_the_way_is_told_at_the_end() -> None:
    with pytest.raises(KeyboardInterrupt):
        run_async(deaf, is_told=True)


def test_what_a_deed_answers_is_the_answer() -> None:
    assert run_async(deaf, is_told=False) == "done"
