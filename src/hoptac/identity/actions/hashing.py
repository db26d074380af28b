"""Making and comparing password hashes (argon2id), off the event loop and one at a time."""

import asyncio
import secrets
from asyncio import AbstractEventLoop, Semaphore
from functools import cache
from weakref import WeakKeyDictionary

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from hoptac.identity.rules.passwords import normal_one_time_password, normal_password

# The parameters OWASP recommends for a server that does other things too; the library's own take 64 MB and four threads.
HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
# Each takes 19 MB and a core for some 20 ms: a hundred sign-ins at once must neither fill the memory nor hold up the
# pages of everybody else.
_GATES: WeakKeyDictionary[AbstractEventLoop, Semaphore] = WeakKeyDictionary()


def _gate() -> Semaphore:
    return _GATES.setdefault(asyncio.get_running_loop(), Semaphore(1))


def _is_right(password_hash: str, password: str) -> bool:
    try:
        return HASHER.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _hash_of_nobody() -> str:
    return HASHER.hash(secrets.token_hex())


def _is_right_for_nobody(password: str) -> bool:
    return _is_right(_hash_of_nobody(), password)


async def hash_password(password: str) -> str:
    """What is stored of a password of the person's own."""
    async with _gate():
        return await asyncio.to_thread(HASHER.hash, normal_password(password))


async def hash_one_time_password(password: str) -> str:
    """What is stored of a one-time password: its hyphens need not be typed."""
    async with _gate():
        return await asyncio.to_thread(HASHER.hash, normal_one_time_password(password))


async def is_password_right(password_hash: str | None, typed: str, *, is_one_time: bool) -> bool:
    """Whether what was typed is the password behind the hash; a person who is not there (None) costs the same time."""
    plain = normal_one_time_password(typed) if is_one_time else normal_password(typed)
    async with _gate():
        if password_hash is None:
            await asyncio.to_thread(_is_right_for_nobody, plain)
            return False
        return await asyncio.to_thread(_is_right, password_hash, plain)
