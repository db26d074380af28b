"""The door of a member's own page: the link says which organization and which party, the address only which link."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, NamedTuple
from uuid import UUID

from litestar import Request, Response
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.identity.doors import viewer_of
from hoptac.kit.language import Message, _
from hoptac.kit.pages import page
from hoptac.kit.tenancy import enter_tenant
from hoptac.portal.queries.own import Access, find_access, get_party_of

PLACES: tuple[tuple[str, str, Message], ...] = (
    ("", "home", _("Tổng quan")),
    ("capital", "capital", _("Vốn góp")),
    ("debts", "wallet", _("Công nợ")),
    ("profile", "identity", _("Hồ sơ")),
)
"""The four places of the bottom bar: the end of the address, the drawing, the word."""


class Own(NamedTuple):
    """What is open: the link, the party it is to, and a transaction inside its organization."""

    access: Access
    party_id: UUID
    name: str
    session: AsyncSession

    @property
    def org_id(self) -> UUID:
        """The organization of the link."""
        return self.access.org_id


@asynccontextmanager
async def own(request: Request[Any, Any, Any], access_id: UUID) -> AsyncIterator[Own]:
    """The viewer's own party behind a link; raises NotFound for a link of somebody else and one that has ended."""
    person_id, database = viewer_of(request).person_id, request.app.state.database
    access = await find_access(database, person_id, access_id)
    async with enter_tenant(database, access.org_id) as session:
        party_id, name = await get_party_of(session, access, person_id)
        yield Own(access, party_id, name, session)


def own_page(
    request: Request[Any, Any, Any], template: str, mine: Own, current: str, **context: Any
) -> Response[bytes]:
    """A page in the member's frame; `current` is the place of the bottom bar that it belongs to."""
    path = f"/me/{mine.access.id}"
    places = [(f"{path}/{end}".rstrip("/"), icon, label, end == current) for end, icon, label in PLACES]
    return page(
        request, f"portal/own/{template}.html", access=mine.access, name=mine.name, path=path, places=places, **context
    )
