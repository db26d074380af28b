"""What a member reads of herself. Each statement takes the party from the link; no address names it."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import msgspec
from sqlalchemy import BigInteger, Select, String, Uuid, bindparam, cast, func, literal, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.identity.models import MemberAccess
from hoptac.identity.queries.sessions import OPEN_ACCESS
from hoptac.inventory.models import Item
from hoptac.kit.db import Database
from hoptac.kit.errors import NotFound
from hoptac.kit.prepared import Prepared
from hoptac.ledger.models import ENTRIES, LINES
from hoptac.members.duplicates.models import MERGES
from hoptac.organizations.models import Organization
from hoptac.parties.models import Party
from hoptac.portal.models import MEMBER_LINKS


class Access(msgspec.Struct, frozen=True):
    """One page that a person may read: its id and the organization it lies in."""

    id: UUID
    org_id: UUID
    slug: str
    org_name: str
    org_phone: str | None


class Trade(msgspec.Struct, frozen=True):
    """One thing bought on credit (`is_sale` False) or sold to the cooperative, from the line that books it."""

    entry_on: date
    series: str
    number: int
    description: str
    account: str
    item: str | None
    unit: str | None
    quantity: Decimal | None
    amount_dong: int
    is_sale: bool


_links, _merges, _parties = MEMBER_LINKS.c, MERGES.c, Party.__table__.c
_entries, _lines, _items = ENTRIES.c, LINES.c, Item.__table__.c
_ORG_ID, _PARTY_ID = bindparam("org_id", type_=Uuid()), bindparam("party_id", type_=Uuid())
_ACCESSES = (
    select(MemberAccess.id, Organization.id, Organization.slug, Organization.name, Organization.phone)
    .select_from(MemberAccess)
    .join(Organization, Organization.id == MemberAccess.org_id)
    .where(MemberAccess.person_id == bindparam("person_id"), OPEN_ACCESS)
)
LIST_ACCESSES = Prepared(_ACCESSES.order_by(Organization.sort_key, MemberAccess.id))
FIND_ACCESS = Prepared(_ACCESSES.where(MemberAccess.id == bindparam("access_id")))
_LED = (
    select(_links.party_id)
    .where(
        _links.org_id == _ORG_ID,
        _links.id == bindparam("link_id", type_=Uuid()),
        _links.person_id == bindparam("person_id", type_=Uuid()),
        _links.ended_at.is_(None),
    )
    .cte("led", recursive=True)
)
_LED_ON = (_merges.org_id == _ORG_ID) & (_merges.merged_id == _LED.c.party_id)
# A record that was taken up by another of the same person leads on to that other one, and that one to the next.
_RECORDS = _LED.union_all(select(_merges.kept_id).join_from(MERGES, _LED, _LED_ON))
_PARTY_OF_LINK = (
    select(_parties.id, _parties.name)
    .join_from(_RECORDS, Party.__table__, (_parties.org_id == _ORG_ID) & (_parties.id == _RECORDS.c.party_id))
    .where(
        ~select(_merges.id)
        .where(_merges.org_id == _ORG_ID, _merges.merged_id == _RECORDS.c.party_id)
        .correlate(_RECORDS)
        .exists()
    )
)
MOST_TRADES = 60


def _trades(side: str, account: str, *, is_sale: bool) -> Select:
    """The lines that raised a debt: what was bought on 131, what was sold on 331. Money that changes hands is no trade."""
    contra = "credit" if side == "debit" else "debit"
    has_goods = ~func.coalesce(_lines[f"{contra}_account"], "").regexp_match("^(111|112|131|331|138|338|911)")
    return (
        select(
            _lines.entry_on, _entries.series, _entries.number,
            func.coalesce(func.nullif(_lines.description, ""), _entries.description).label("description"),
            _lines[f"{side}_account"].label("account"), _items.name.label("item"), _items.unit.label("unit"),
            _lines.quantity, cast(_lines.amount_dong, BigInteger).label("amount_dong"),
            literal(is_sale).label("is_sale"), _entries.position.label("entry_position"), _lines.position.label("place"),
        )
        .join_from(LINES, ENTRIES, (_entries.org_id == _lines.org_id) & (_entries.id == _lines.entry_id))
        .outerjoin(Item.__table__, (_items.org_id == _lines.org_id) & (_items.id == _lines.item_id))
        .where(
            _lines.org_id == _ORG_ID,
            _lines[f"{side}_party_id"] == _PARTY_ID,
            func.left(_lines[f"{side}_account"], 3) == literal(account, String()),
            has_goods,
        )
    )  # fmt: skip


_BOTH = union_all(_trades("debit", "131", is_sale=False), _trades("credit", "331", is_sale=True)).subquery("trades")
_TRADES = (
    select(*list(_BOTH.c)[:-2])
    .order_by(_BOTH.c.entry_on.desc(), _BOTH.c.entry_position.desc(), _BOTH.c.place)
    .limit(bindparam("limit"))
)


async def list_accesses(database: Database, person_id: UUID) -> list[Access]:
    """The pages that a person may read, by organization."""
    return [Access(*row) for row in await database.ask(LIST_ACCESSES, {"person_id": person_id})]


async def find_access(database: Database, person_id: UUID, access_id: UUID) -> Access:
    """Raises NotFound for somebody else's page, one that has ended, and one that never was."""
    found = await database.ask(FIND_ACCESS, {"person_id": person_id, "access_id": access_id})
    if not found:
        raise NotFound
    return Access(*found[0])


async def get_party_of(session: AsyncSession, access: Access, person_id: UUID) -> tuple[UUID, str]:
    """Id and name of the party that the link is to; raises NotFound where the link has ended."""
    params = {"org_id": access.org_id, "link_id": access.id, "person_id": person_id}
    row = (await session.execute(_PARTY_OF_LINK, params)).first()
    if row is None:
        raise NotFound
    return row[0], row[1]


async def list_trades(session: AsyncSession, org_id: UUID, party_id: UUID, *, limit: int = MOST_TRADES) -> list[Trade]:
    """What was bought on credit and sold, the newest first."""
    params = {"org_id": org_id, "party_id": party_id, "limit": limit}
    return [Trade(*row) for row in await session.execute(_TRADES, params)]
