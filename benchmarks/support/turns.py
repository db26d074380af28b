"""Contenders measured turn by turn, so that what the machine does meanwhile falls on all of them alike."""

import gc
import statistics
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

Turn = Callable[[], Awaitable[float]]
"""One turn of a contender: prepares what it needs, does the work, and answers with the figure measured."""


@dataclass
class Stopwatch:
    """The seconds spent inside a `with stopwatch()`, and the time its processors gave this process meanwhile."""

    seconds: float = 0.0
    processor_seconds: float = 0.0


@contextmanager
def stopwatch() -> Iterator[Stopwatch]:
    """Times the block; what prepares a turn stands before it."""
    watch, began, processor = Stopwatch(), time.perf_counter(), time.process_time()
    yield watch
    watch.seconds, watch.processor_seconds = time.perf_counter() - began, time.process_time() - processor


@dataclass(frozen=True)
class Figures:
    """What one contender reached in its turns."""

    values: Sequence[float]

    @property
    def median(self) -> float:
        """The middle of the turns."""
        return statistics.median(self.values)

    @property
    def spread(self) -> str:
        """The least and the most, to show how steady the machine was."""
        return f"{min(self.values):.3g}–{max(self.values):.3g}"


def ratio(ours: Figures, theirs: Figures) -> float:
    """The middle of the ratios of turns that stood side by side: what the machine did then it did to both."""
    return statistics.median(one / other for one, other in zip(ours.values, theirs.values, strict=True))


async def take_turns(contenders: Mapping[str, Turn], rounds: int) -> dict[str, Figures]:
    """Every contender once to warm up, then `rounds` times each, in an order that is turned round from round to round."""
    names = list(contenders)
    for name in names:
        await contenders[name]()
    gc.collect()
    gc.freeze()  # as the server does: what the benchmark itself holds is not walked at the contenders' cost
    values: dict[str, list[float]] = {name: [] for name in names}
    for _round in range(rounds):
        for name in names:
            values[name].append(await contenders[name]())
        names.reverse()
    return {name: Figures(values[name]) for name in contenders}
