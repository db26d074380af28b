"""Keys made by the application: UUIDv7, so that rows of one organization lie near each other in time."""

from uuid import UUID

import uuid_utils

from hoptac.kit.errors import NotFound


def new_id() -> UUID:
    """A new UUIDv7 as the standard library's UUID, which asyncpg binds without conversion."""
    return UUID(int=uuid_utils.uuid7().int)


def read_uuid(typed: str) -> UUID | None:
    """The key that stands in a form or an address, or None for a text that is none."""
    try:
        return UUID(typed)
    except ValueError:
        return None


def known_uuid(typed: str) -> UUID:
    """The same where a row must be meant. Raises NotFound: nothing lies at such an address."""
    key = read_uuid(typed)
    if key is None:
        raise NotFound
    return key
