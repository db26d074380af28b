"""The UPDATEs of vouchers: every change grows the version."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, update
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.db import Base
from hoptac.kit.prepared import Prepared
from hoptac.vouchers.models import Voucher

VOUCHERS = Base.metadata.tables[Voucher.__tablename__]
_UPDATE = update(VOUCHERS).where(VOUCHERS.c.org_id == bindparam("of_org"), VOUCHERS.c.id == bindparam("of_voucher"))


_POST = Prepared(
    _UPDATE.values(
        state="posted",
        entry_id=bindparam("entry"),
        version=bindparam("grown"),
        changed_at=bindparam("at"),
    )
)


async def mark_posted(
    session: AsyncSession, org_id: UUID, voucher_id: UUID, now: datetime, version: int, entry_id: UUID
) -> None:
    """The voucher is in the books, as this entry."""
    of = {"of_org": org_id, "of_voucher": voucher_id, "entry": entry_id}
    await _POST.run(session, of | {"grown": version + 1, "at": now})


async def change(
    session: AsyncSession, org_id: UUID, voucher_id: UUID, now: datetime, version: int, values: dict[str, Any]
) -> None:
    """Write what changed; `version` is the one that was read under the lock."""
    values = values | {"version": version + 1, "changed_at": now}
    await session.execute(_UPDATE.values(values), {"of_org": org_id, "of_voucher": voucher_id})
