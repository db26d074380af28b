"""Lines of one account by what has become of them, in the order of time; and what became of one."""

from datetime import date
from typing import Literal, NamedTuple
from uuid import UUID

import msgspec
from sqlalchemy import BigInteger, Date, Select, Text, Uuid, bindparam, case, cast, func, not_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.bank.models import BANK_LINES, BANK_MATCHES
from hoptac.bank.proposing import OpenLine
from hoptac.bank.queries.ties import IS_TAKEN_BACK, IS_WAITING, TIED_ENTRY, WITH_MATCHES
from hoptac.kit.errors import NotFound
from hoptac.kit.language import _
from hoptac.ledger.models import ENTRIES
from hoptac.vouchers.models import Voucher

_lines, _matches, _entries, _vouchers = BANK_LINES.c, BANK_MATCHES.c, ENTRIES.c, Voucher.__table__.c
_ORG_ID = bindparam("org_id", type_=Uuid())
PAGE_SIZE = 50

Shown = Literal["open", "booked", "skipped"]
SHOWN: dict[str, Shown] = {"open": "open", "booked": "booked", "skipped": "skipped"}


class Place(NamedTuple):
    """Where a page begins."""

    day: date
    position: int


class LineRow(msgspec.Struct, frozen=True):
    """A line with what became of it: `entry_number` is '' before it is posted, `voucher_state` None without a voucher,
    `is_taken_back` tells that adjustments have left nothing of the entry."""

    line: OpenLine
    position: int
    bank_account_id: UUID
    kind: str | None
    entry_id: UUID | None
    entry_number: str
    voucher_id: UUID | None
    voucher_state: str | None
    is_taken_back: bool

    @property
    def is_open(self) -> bool:
        """Whether nothing became of it, or nothing that still holds."""
        return self.kind is None or self.voucher_state == "discarded" or self.is_taken_back

    @property
    def is_in_work(self) -> bool:
        """Whether it waits for a voucher that is written for it and not posted; there is no second one meanwhile."""
        return not self.is_open and self.voucher_state not in (None, "posted")


_LINE_COLUMNS = tuple(_lines[name] for name in OpenLine.__struct_fields__)
_JOINED = WITH_MATCHES.outerjoin(ENTRIES, (_entries.org_id == _lines.org_id) & (_entries.id == TIED_ENTRY))
_NUMBER = case(
    (_entries.id.is_not(None), _entries.series + " " + cast(_entries.number, Text) + "/" + cast(_entries.fiscal_year, Text)),
    else_="",
)  # fmt: skip
_ROWS = select(
    *_LINE_COLUMNS, _lines.position, _lines.bank_account_id, _matches.kind, _entries.id, _NUMBER, _vouchers.id,
    _vouchers.state, IS_TAKEN_BACK,
).select_from(_JOINED)  # fmt: skip
_WHERE = {
    "open": IS_WAITING,
    "booked": not_(IS_WAITING) & (_matches.kind != "skipped"),
    "skipped": _matches.kind == "skipped",
}


def _page(shown: Shown, direction: Literal["after", "before"]) -> Select:
    place = tuple_(bindparam("day", type_=Date()), bindparam("position", type_=BigInteger()))
    key = tuple_(_lines.transacted_on, _lines.position)
    beyond = key > place if direction == "after" else key < place
    order = (_lines.transacted_on, _lines.position)
    if direction == "before":
        order = tuple(column.desc() for column in order)
    return (
        _ROWS.where(_lines.org_id == _ORG_ID, _lines.bank_account_id == bindparam("account"), _WHERE[shown], beyond)
        .order_by(*order)
        .limit(PAGE_SIZE + 1)
    )


_PAGES = {(shown, direction): _page(shown, direction) for shown in SHOWN.values() for direction in ("after", "before")}
_GET = _ROWS.where(_lines.org_id == _ORG_ID, _lines.id == bindparam("line_id"))
_state = case((IS_WAITING, "open"), (_matches.kind == "skipped", "skipped"), else_="booked").label("state")
_STATES = (
    select(_state)
    .select_from(WITH_MATCHES)
    .where(_lines.org_id == _ORG_ID, _lines.bank_account_id == bindparam("account"))
    .subquery("states")
)
_COUNT = select(_STATES.c.state, func.count()).group_by(_STATES.c.state)
_BEGINNING = Place(date(1, 1, 1), 0)


class LinePage(NamedTuple):
    """One page, and whether there is more on either side."""

    rows: list[LineRow]
    has_previous: bool
    has_next: bool


def _row(values: tuple[object, ...]) -> LineRow:
    width = len(_LINE_COLUMNS)
    return LineRow(OpenLine(*values[:width]), *values[width:])  # type: ignore[arg-type]


async def list_lines(
    session: AsyncSession,
    org_id: UUID,
    bank_account_id: UUID,
    shown: Shown,
    *,
    after: Place | None = None,
    before: Place | None = None,
) -> LinePage:
    """Fifty lines, the oldest first, after or before a place."""
    direction = "before" if before and not after else "after"
    day, position = after or before or _BEGINNING
    asked = {"org_id": org_id, "account": bank_account_id, "day": day, "position": position}
    found = [_row(tuple(row)) for row in await session.execute(_PAGES[shown, direction], asked)]
    more, rows = len(found) > PAGE_SIZE, found[:PAGE_SIZE]
    if direction == "before":
        return LinePage(rows[::-1], more, True)
    return LinePage(rows, after is not None, more)


async def count_lines(session: AsyncSession, org_id: UUID, bank_account_id: UUID) -> dict[str, int]:
    """How many lines stand where."""
    found = await session.execute(_COUNT, {"org_id": org_id, "account": bank_account_id})
    return dict.fromkeys(SHOWN, 0) | {row[0]: row[1] for row in found}


async def get_line(session: AsyncSession, org_id: UUID, line_id: UUID) -> LineRow:
    """One line with what became of it. Raises NotFound."""
    row = (await session.execute(_GET, {"org_id": org_id, "line_id": line_id})).first()
    if row is None:
        raise NotFound(_("Không tìm thấy dòng sao kê này."))
    return _row(tuple(row))
