"""Every SELECT of items; what is in store is read in `stock`."""

from collections.abc import Iterable
from functools import cache
from uuid import UUID

import msgspec
from sqlalchemy import Uuid, bindparam, func, literal, or_, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.inventory.models import Item
from hoptac.inventory.rules import ItemKind
from hoptac.kit.errors import NotFound
from hoptac.kit.keyset import Bounds, Direction, Page, matching, page_of, paged, search_words, word_params
from hoptac.kit.language import _
from hoptac.kit.vietnamese import search_key

MOST_SUGGESTED = 12
_items = Item.__table__.c
_ORG_ID = bindparam("org_id", type_=Uuid())


class ItemRow(msgspec.Struct, frozen=True):
    """One item."""

    id: UUID
    code: str
    name: str
    unit: str
    kind: ItemKind
    is_retired: bool
    sort_key: str


_ROW = select(*(_items[name] for name in ItemRow.__struct_fields__)).where(_items.org_id == _ORG_ID)
_SEARCHED = literal(" ") + _items.search_key + " " + _items.code_key
GET_ITEM = _ROW.where(_items.id == bindparam("id"))
ITEMS_OF = _ROW.where(_items.id == func.any(bindparam("ids", type_=ARRAY(Uuid()))))
EXACT = _ROW.where(or_(_items.code_key == bindparam("code"), _items.search_key == bindparam("key"))).limit(2)
ALL = _ROW.order_by(_items.sort_key, _items.id)
CODES = select(_items.code).where(_items.org_id == _ORG_ID)
IS_TAKEN = select(_items.id).where(_items.org_id == _ORG_ID, _items.code_key == bindparam("code"))


def code_key(code: str) -> str:
    """What two codes that look alike have in common: 'npk16' and 'NPK16'."""
    return code.casefold()


@cache
def _page(words: int, direction: Direction):
    return paged(matching(_ROW, _SEARCHED, words), _items.sort_key, _items.id, direction)


@cache
def _count(words: int):
    return matching(select(func.count()).select_from(Item.__table__).where(_items.org_id == _ORG_ID), _SEARCHED, words)


@cache
def _suggest(words: int):
    statement = matching(_ROW.where(_items.is_retired.is_(False)), _SEARCHED, words)
    return statement.order_by(_items.sort_key, _items.id).limit(MOST_SUGGESTED)


async def list_items(session: AsyncSession, org_id: UUID, *, q: str, bounds: Bounds) -> tuple[Page[ItemRow], int]:
    """One page by name, and how many there are."""
    words = search_words(q)
    params = {"org_id": org_id, **word_params(words)}
    found = await session.execute(_page(len(words), bounds.direction), params | bounds.params)
    count = (await session.execute(_count(len(words)), params)).scalar_one()
    return page_of([ItemRow(*row) for row in found], bounds), count


async def list_all_items(session: AsyncSession, org_id: UUID) -> list[ItemRow]:
    """Every item by name."""
    return [ItemRow(*row) for row in await session.execute(ALL, {"org_id": org_id})]


async def get_item(session: AsyncSession, org_id: UUID, item_id: UUID) -> ItemRow:
    """Raises NotFound."""
    row = (await session.execute(GET_ITEM, {"org_id": org_id, "id": item_id})).first()
    if row is None:
        raise NotFound(_("Không tìm thấy mặt hàng này."))
    return ItemRow(*row)


async def items_of(session: AsyncSession, org_id: UUID, item_ids: Iterable[UUID | None]) -> dict[UUID, ItemRow]:
    """Those of the ids that are items of the organization."""
    ids = sorted({item_id for item_id in item_ids if item_id is not None})
    if not ids:
        return {}
    found = await session.execute(ITEMS_OF, {"org_id": org_id, "ids": ids})
    return {row[0]: ItemRow(*row) for row in found}


async def suggest_items(session: AsyncSession, org_id: UUID, q: str) -> list[ItemRow]:
    """The first few items whose name or code have words that begin like those typed, accents aside."""
    words = search_words(q)
    if not words:
        return []
    found = await session.execute(_suggest(len(words)), {"org_id": org_id, **word_params(words)})
    return [ItemRow(*row) for row in found]


async def find_item(session: AsyncSession, org_id: UUID, typed: str) -> ItemRow | None:
    """The one item of this code or whole name; None where none has it, or several."""
    asked = {"org_id": org_id, "code": code_key(typed.strip()), "key": search_key(typed)}
    rows = (await session.execute(EXACT, asked)).all()
    return ItemRow(*rows[0]) if len(rows) == 1 else None


async def list_codes(session: AsyncSession, org_id: UUID) -> set[str]:
    """Every code that is taken."""
    return set((await session.execute(CODES, {"org_id": org_id})).scalars())


async def find_code_owner(session: AsyncSession, org_id: UUID, code: str) -> UUID | None:
    """Which item has the code."""
    return (await session.execute(IS_TAKEN, {"org_id": org_id, "code": code_key(code)})).scalar()


async def choose_item(session: AsyncSession, org_id: UUID, typed: str, item_id: UUID | None = None) -> ItemRow | None:
    """The item chosen from the suggestions, else the only one of the code or name typed; None where it is none of ours."""
    chosen = (await items_of(session, org_id, [item_id])).get(item_id) if item_id is not None else None
    return chosen or await find_item(session, org_id, typed)
