"""What is done to the register of items: one is entered or changed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, insert, update
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.inventory.models import Item
from hoptac.inventory.queries import code_key, find_code_owner, get_item, list_codes
from hoptac.inventory.refusals import UnitFixed
from hoptac.inventory.rules import ItemForm, checked, next_code
from hoptac.inventory.stock import has_moved
from hoptac.kit import audit
from hoptac.kit.db import Base
from hoptac.kit.identifiers import new_id
from hoptac.kit.vietnamese import search_key, sort_key
from hoptac.ledger.actions.head import lock_head

_ITEMS = Base.metadata.tables[Item.__tablename__]
_INSERT = insert(_ITEMS)
_UPDATE = update(_ITEMS).where(_ITEMS.c.org_id == bindparam("of_org"), _ITEMS.c.id == bindparam("of_item"))


async def add_item(session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, form: ItemForm) -> UUID:
    """Enter an item; without a code it gets one. Raises CodeUnreadable, CodeTaken, ItemNameMissing, UnitMissing."""
    await lock_head(session, org_id)  # two at once with one code: the second is refused in a sentence
    if not form.code.strip():
        form = ItemForm(next_code(form.name, await list_codes(session, org_id)), form.name, form.unit, form.kind)
    form = checked(form, is_taken=await find_code_owner(session, org_id, form.code.strip()) is not None)
    item_id = new_id()
    row = _values(form) | {"org_id": org_id, "id": item_id, "recorded_by": actor_id, "recorded_at": now}
    await session.execute(_INSERT, row)
    await _record(session, org_id, actor_id, now, "add_item", item_id, form)
    return item_id


async def change_item(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, item_id: UUID, form: ItemForm
) -> None:
    """Write what changed. Raises NotFound, what `add_item` raises, and UnitFixed for another unit or kind of an item that the
    books name already."""
    await lock_head(session, org_id)
    before = await get_item(session, org_id, item_id)
    owner = await find_code_owner(session, org_id, form.code.strip())
    form = checked(form, is_taken=owner is not None and owner != item_id)
    if (form.unit, form.kind) != (before.unit, before.kind) and await has_moved(session, org_id, item_id):
        raise UnitFixed
    await session.execute(_UPDATE.values(_values(form)), {"of_org": org_id, "of_item": item_id})
    await _record(session, org_id, actor_id, now, "change_item", item_id, form)


def _values(form: ItemForm) -> dict[str, Any]:
    return {
        "code": form.code,
        "code_key": code_key(form.code),
        "name": form.name,
        "unit": form.unit,
        "kind": form.kind,
        "sort_key": sort_key(form.name, whole=True),
        "search_key": search_key(form.name),
        "is_retired": form.is_retired,
    }


async def _record(
    session: AsyncSession, org_id: UUID, actor_id: UUID, now: datetime, verb: str, item_id: UUID, form: ItemForm
) -> None:
    detail = {"code": form.code, "name": form.name, "unit": form.unit, "kind": form.kind}
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb=verb, subject=("item", item_id), detail=detail
    )
