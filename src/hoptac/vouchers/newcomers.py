"""Somebody who is not known yet, added while a voucher is written: offered behind the suggestions, never by itself.

The field's hidden id says that it is a newcomer, and of which kind; the party is written with the voucher, or not at all.
"""

from collections.abc import Awaitable, Callable
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.language import Message, _
from hoptac.kit.vietnamese import clean_text
from hoptac.parties.queries import is_name_taken

KINDS = {"new": "individual", "new-organization": "organization"}
"""What the hidden id of a field may say in place of an id, and the kind of party that it means."""
OFFERS: dict[str, Message] = {"new": _("thêm người mới"), "new-organization": _("thêm đơn vị mới")}

AddParty = Callable[[str, str], Awaitable[UUID | None]]
"""Name and kind; None where there is nothing to add."""


async def offers_for(session: AsyncSession, org_id: UUID, typed: str) -> list[tuple[str, str, Message]]:
    """What stands for an id, the name, the words of the offer; nothing where somebody has the name."""
    name = clean_text(typed)
    if not name or await is_name_taken(session, org_id, name):
        return []
    return [(key, name, words) for key, words in OFFERS.items()]


async def nobody(_name: str, _kind: str) -> UUID | None:
    """Where nothing may be written."""
    return None
