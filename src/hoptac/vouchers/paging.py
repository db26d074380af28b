"""The lines of a voucher a page at a time, with what all of them are together: an opening has ten thousand."""

from collections.abc import Sequence
from uuid import UUID

import msgspec
from sqlalchemy import BigInteger, Uuid, bindparam, cast, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.inventory.rules import STOCK_ACCOUNTS
from hoptac.ledger.entries import Line
from hoptac.ledger.models import LINES
from hoptac.ledger.queries.entries import EntryRow
from hoptac.vouchers.drafts import DraftLine

LINES_SHOWN = 100

_lines = LINES.c
_OF_ENTRY = (_lines.org_id == bindparam("org_id", type_=Uuid()), _lines.entry_id == bindparam("entry_id", type_=Uuid()))
_PAGE = (
    select(*(_lines[name] for name in Line.__struct_fields__))
    .where(*_OF_ENTRY, _lines.position > bindparam("after"))
    .order_by(_lines.position)
    .limit(LINES_SHOWN)
)
_has_item = _lines.item_id.is_not(None)
_TOGETHER = select(
    cast(func.sum(_lines.amount_dong), BigInteger),
    func.bool_or(_has_item),
    func.bool_or(_has_item & or_(*(func.starts_with(_lines.debit_account, code) for code in STOCK_ACCOUNTS))),
).where(*_OF_ENTRY)


class LinePage(msgspec.Struct, frozen=True):
    """Some lines behind the first `after` of them, and what all `count` add up to, in đồng."""

    lines: tuple[Line, ...]
    after: int
    count: int
    total_dong: int
    moves_goods: bool
    """Whether goods with a quantity come in or leave, and whether some come in."""
    brings_goods: bool

    @property
    def previous_after(self) -> int | None:
        """Where the page before begins; None on the first."""
        return max(self.after - LINES_SHOWN, 0) if self.after else None

    @property
    def next_after(self) -> int | None:
        """Where the next page begins; None on the last."""
        end = self.after + len(self.lines)
        return end if end < self.count else None


def _within(after: int, count: int) -> int:
    """An address from beyond the end is the last page's."""
    last = max(count - 1, 0) // LINES_SHOWN * LINES_SHOWN
    return after if after < count else last


async def page_of_entry(session: AsyncSession, org_id: UUID, entry: EntryRow, after: int) -> LinePage:
    """Of what is posted."""
    asked = {"org_id": org_id, "entry_id": entry.id}
    after = _within(after, entry.line_count)
    together = (await session.execute(_TOGETHER, asked)).one()
    rows = await session.execute(_PAGE, asked | {"after": after})
    lines = tuple(Line(*row) for row in rows)
    return LinePage(lines, after, entry.line_count, together[0] or 0, bool(together[1]), bool(together[2]))


def page_of_draft(rows: Sequence[DraftLine], after: int) -> LinePage:
    """Of what is being written."""
    after = _within(after, len(rows))
    goods = [row for row in rows if row.item_id]
    return LinePage(
        lines=tuple(row.line() for row in rows[after : after + LINES_SHOWN]),
        after=after,
        count=len(rows),
        total_dong=sum(row.amount_dong or 0 for row in rows),
        moves_goods=bool(goods),
        brings_goods=any(row.debit_account.startswith(STOCK_ACCOUNTS) for row in goods),
    )
