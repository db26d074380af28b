"""Loops go on after a failure, say it once, and end when they are told to."""

import asyncio
from itertools import count

import pytest
from structlog.testing import capture_logs

from hoptac.kit.loops import SetApart, go_on, wait_after


class Turns:
    """Work that fails in some of its turns, and tells when there were enough of them."""

    def __init__(self, failures: dict[int, Exception], enough: int) -> None:
        self._failures = failures
        self._enough = enough
        self._numbers = count(1)
        self.done = asyncio.Event()

    async def turn(self) -> float:
        number = next(self._numbers)
        if number >= self._enough:
            self.done.set()
        if number in self._failures:
            raise self._failures[number]
        return 0


async def logged_while(turns: Turns) -> list[tuple[str, int]]:
    with capture_logs() as entries:
        loop = asyncio.create_task(go_on(turns.turn, "unread", longest_wait_seconds=0))
        await asyncio.wait_for(turns.done.wait(), 5)
        loop.cancel()
        with pytest.raises(asyncio.CancelledError):
            await loop
    return [(entry["event"], entry["failures"]) for entry in entries]


async def test_an_outage_is_said_once_and_so_is_its_end():
    turns = Turns({number: ConnectionError() for number in (2, 3, 4)}, enough=6)
    assert await logged_while(turns) == [("unread", 1), ("goes_on", 3)]


async def test_another_kind_of_failure_is_said_too():
    turns = Turns({1: ConnectionError(), 2: ConnectionError(), 3: KeyError("figure")}, enough=4)
    assert await logged_while(turns) == [("unread", 1), ("unread", 3), ("goes_on", 3)]


def test_waits_grow_up_to_the_longest():
    assert [wait_after(failures, 300) for failures in (1, 2, 3, 9, 10, 5_000)] == [1, 2, 4, 256, 300, 300]


def test_what_one_of_many_breaks_with_stays_there():
    with capture_logs() as entries:
        for number in range(3):
            with SetApart("not_computed", number=number):
                assert number != 1
    assert [(entry["event"], entry["number"]) for entry in entries] == [("not_computed", 1)]


def test_being_told_to_end_is_no_failure():
    with pytest.raises(asyncio.CancelledError), SetApart("not_computed"):
        raise asyncio.CancelledError
