"""Every SELECT of vouchers."""

from datetime import date, datetime
from uuid import UUID

import msgspec
from sqlalchemy import Uuid, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.errors import NotFound
from hoptac.kit.language import _
from hoptac.kit.prepared import Prepared
from hoptac.vouchers.drafts import VoucherForm, unpack
from hoptac.vouchers.models import Voucher

_vouchers = Voucher.__table__.c
_ORG_ID = bindparam("org_id", type_=Uuid())
OPEN_STATES = ("draft", "submitted", "approved")


class VoucherRow(msgspec.Struct, frozen=True):
    """One voucher that is not posted, in a list."""

    id: UUID
    kind: str
    state: str
    voucher_on: date
    description: str
    total_dong: int
    prepared_by: UUID
    changed_at: datetime


class VoucherDetail(msgspec.Struct, frozen=True):
    """One voucher with its lines still packed."""

    id: UUID
    kind: str
    state: str
    voucher_on: date
    description: str
    counterpart_name: str
    counterpart_address: str
    enclosed: str
    event_id: str
    lines: bytes
    total_dong: int
    adjusts_entry_id: UUID | None
    version: int
    prepared_by: UUID
    prepared_at: datetime
    changed_at: datetime
    decided_by: UUID | None
    decided_at: datetime | None
    decision_note: str
    entry_id: UUID | None

    def form(self) -> VoucherForm:
        """What was written."""
        return VoucherForm(
            kind=self.kind,
            voucher_on=self.voucher_on,
            description=self.description,
            lines=unpack(self.lines),
            counterpart_name=self.counterpart_name,
            counterpart_address=self.counterpart_address,
            enclosed=self.enclosed,
            event_id=self.event_id,
            adjusts_entry_id=self.adjusts_entry_id,
        )


_DETAIL = select(*(_vouchers[name] for name in VoucherDetail.__struct_fields__))
_BY_ID = _DETAIL.where(_vouchers.org_id == _ORG_ID, _vouchers.id == bindparam("id"))
GET_VOUCHER, LOCK_VOUCHER = Prepared(_BY_ID), Prepared(_BY_ID.with_for_update())
VOUCHER_OF_ENTRY = _DETAIL.where(_vouchers.org_id == _ORG_ID, _vouchers.entry_id == bindparam("entry_id"))
OPEN_CORRECTION = select(_vouchers.id).where(
    _vouchers.org_id == _ORG_ID,
    _vouchers.adjusts_entry_id == bindparam("entry_id"),
    _vouchers.state.in_(OPEN_STATES),
)
FIND_BY_REQUEST = Prepared(
    select(_vouchers.id).where(_vouchers.org_id == _ORG_ID, _vouchers.request_key == bindparam("key"))
)
LIST_OPEN = (
    select(*(_vouchers[name] for name in VoucherRow.__struct_fields__))
    .where(_vouchers.org_id == _ORG_ID, _vouchers.state.in_(OPEN_STATES))
    .order_by(_vouchers.id.desc())
    .limit(bindparam("limit"))
)
COUNT_OPEN_BETWEEN = select(func.count()).where(
    _vouchers.org_id == _ORG_ID,
    _vouchers.state.in_(OPEN_STATES),
    _vouchers.voucher_on >= bindparam("from_on"),
    _vouchers.voucher_on <= bindparam("to_on"),
)


async def get_voucher(session: AsyncSession, org_id: UUID, voucher_id: UUID, *, lock: bool = False) -> VoucherDetail:
    """Raises NotFound. `lock`: whoever else changes or posts it waits."""
    statement = LOCK_VOUCHER if lock else GET_VOUCHER
    row = await statement.first(session, {"org_id": org_id, "id": voucher_id})
    if row is None:
        raise NotFound(_("Không tìm thấy chứng từ này."))
    return VoucherDetail(*row)


async def find_voucher_of_entry(session: AsyncSession, org_id: UUID, entry_id: UUID) -> VoucherDetail | None:
    """The voucher that an entry was posted from; entries of other rooms have none."""
    row = (await session.execute(VOUCHER_OF_ENTRY, {"org_id": org_id, "entry_id": entry_id})).first()
    return VoucherDetail(*row) if row else None


async def find_open_correction(session: AsyncSession, org_id: UUID, entry_id: UUID) -> UUID | None:
    """A correction of the entry that is not posted yet."""
    return (await session.execute(OPEN_CORRECTION, {"org_id": org_id, "entry_id": entry_id})).scalar()


async def find_by_request(session: AsyncSession, org_id: UUID, request_key: UUID) -> UUID | None:
    """The voucher that this form was saved as already."""
    return await FIND_BY_REQUEST.scalar(session, {"org_id": org_id, "key": request_key})


async def list_open(session: AsyncSession, org_id: UUID, *, limit: int = 200) -> list[VoucherRow]:
    """Vouchers that are not posted, the newest first."""
    return [VoucherRow(*row) for row in await session.execute(LIST_OPEN, {"org_id": org_id, "limit": limit})]


async def count_open_between(session: AsyncSession, org_id: UUID, from_on: date, to_on: date) -> int:
    """How many vouchers of the days are not posted yet."""
    asked = {"org_id": org_id, "from_on": from_on, "to_on": to_on}
    return (await session.execute(COUNT_OPEN_BETWEEN, asked)).scalar_one()
