"""Keys made by the application: UUIDv7, so that rows of one organization lie near each other in time."""

from uuid import UUID

import uuid_utils


def new_id() -> UUID:
    """A new UUIDv7 as the standard library's UUID, which asyncpg binds without conversion."""
    return UUID(int=uuid_utils.uuid7().int)
