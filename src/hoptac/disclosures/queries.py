"""Every SELECT of disclosures."""

from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Uuid, bindparam, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.disclosures.models import Disclosure
from hoptac.disclosures.rules import Standing, Terms
from hoptac.kit.errors import NotFound
from hoptac.kit.language import _
from hoptac.organizations.parameters import list_parameters, value_on

PAGE_LENGTH = 100
_rows = Disclosure.__table__.c
_ORG_ID = bindparam("org_id", type_=Uuid())


class DisclosureRow(msgspec.Struct, frozen=True):
    """One document with its days."""

    id: UUID
    item: str
    title: str
    issued_on: date
    due_on: date
    file_id: UUID | None
    posted_on: date | None
    place: str | None
    stands_until: date | None
    taken_down_on: date | None

    @property
    def standing(self) -> Standing:
        """Its days for the rules."""
        return Standing(self.issued_on, self.due_on, self.posted_on, self.stands_until, self.taken_down_on)


_SHOWN = select(*(_rows[name] for name in DisclosureRow.__struct_fields__)).where(_rows.org_id == _ORG_ID)
# What still wants something is short whatever has been disclosed over the years; what came down is paged.
_OPEN = _SHOWN.where(_rows.taken_down_on.is_(None)).order_by(_rows.issued_on.desc(), _rows.id.desc())
_DOWN = (
    _SHOWN.where(_rows.taken_down_on.is_not(None))
    .order_by(_rows.issued_on.desc(), _rows.id.desc())
    .limit(PAGE_LENGTH + 1)
)
_PLACE = tuple_(_rows.issued_on, _rows.id)
_DOWN_AFTER = _DOWN.where(tuple_(bindparam("day"), bindparam("after", type_=Uuid())) > _PLACE)
_BY_ID = _SHOWN.where(_rows.id == bindparam("id", type_=Uuid()))
_BY_KEY = select(_rows.id).where(_rows.org_id == _ORG_ID, _rows.request_key == bindparam("request_key", type_=Uuid()))


def _row(row: Any) -> DisclosureRow:
    return DisclosureRow(*row)


async def list_open(session: AsyncSession, org_id: UUID) -> list[DisclosureRow]:
    """What is to be posted and what hangs, the newest first."""
    return [_row(row) for row in await session.execute(_OPEN, {"org_id": org_id})]


async def list_taken_down(
    session: AsyncSession, org_id: UUID, *, after: DisclosureRow | None = None
) -> tuple[list[DisclosureRow], bool]:
    """What came down, the newest first, a page of a hundred; and whether there is more."""
    asked: dict[str, Any] = {"org_id": org_id}
    if after is not None:
        asked |= {"day": after.issued_on, "after": after.id}
    found = [_row(row) for row in await session.execute(_DOWN_AFTER if after else _DOWN, asked)]
    return found[:PAGE_LENGTH], len(found) > PAGE_LENGTH


async def get_disclosure(
    session: AsyncSession, org_id: UUID, disclosure_id: UUID, *, lock: bool = False
) -> DisclosureRow:
    """Raises NotFound, for another organization's document too."""
    statement = _BY_ID.with_for_update() if lock else _BY_ID
    row = (await session.execute(statement, {"org_id": org_id, "id": disclosure_id})).first()
    if row is None:
        raise NotFound(_("Không tìm thấy văn bản này."))
    return _row(row)


async def find_by_key(session: AsyncSession, org_id: UUID, request_key: UUID) -> UUID | None:
    """The document that the same form has made already."""
    return (await session.execute(_BY_KEY, {"org_id": org_id, "request_key": request_key})).scalar()


async def terms_on(session: AsyncSession, day: date) -> Terms:
    """What the law asks for on a day; before the law came into force, what it asked for first."""
    parameters = await list_parameters(session)
    first = min((one.valid_from for one in parameters if one.key.startswith("disclosure.")), default=day)
    on = max(day, first)
    return Terms(
        value_on(parameters, "disclosure.post_within", on) or 0, value_on(parameters, "disclosure.posted_for", on) or 1
    )
