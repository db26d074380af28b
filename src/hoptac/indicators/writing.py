"""The one statement that writes a row of figures: it replaces, never adds up, and says whether anything changed."""

from datetime import date, datetime
from typing import Any, cast

import msgspec
from sqlalchemy import Table, bindparam, tuple_, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.indicators.models import Figures
from hoptac.indicators.rules import Subject, YearFigures
from hoptac.kit.marks import mark_sums
from hoptac.kit.prepared import Prepared

TABLE = cast(Table, Figures.__table__)
_KEY = ("org_id", "year", "month", "source")
# When and from where a figure was written is no figure: the same list declared again on another day changes nothing.
_ABOUT = ("as_of", "source_note", "updated_at")
_INSERT = insert(TABLE).values({column.name: bindparam(column.name) for column in TABLE.columns})
_COMPARED = tuple(column.name for column in TABLE.columns if column.name not in (*_KEY, *_ABOUT))
UPSERT = Prepared(
    _INSERT.on_conflict_do_update(
        index_elements=_KEY,
        set_={column.name: _INSERT.excluded[column.name] for column in TABLE.columns if column.name not in _KEY},
        where=tuple_(*(TABLE.c[name] for name in _COMPARED)).is_distinct_from(
            tuple_(*(_INSERT.excluded[name] for name in _COMPARED))
        ),
    ).returning(TABLE.c.org_id)
)
UNCOUNT_DECLARED = (
    update(TABLE)
    .where(
        TABLE.c.org_id == bindparam("of_org"),
        TABLE.c.year == bindparam("of_year"),
        TABLE.c.month == 0,
        TABLE.c.source == "declared",
        TABLE.c.counted,
    )
    .values(counted=False)
)


def figures_row(
    subject: Subject,
    figures: YearFigures,
    *,
    year: int,
    month: int,
    source: str,
    counted: bool,
    as_of: date,
    source_note: str,
    at: datetime,
) -> dict[str, Any]:
    """The columns of one row of figures."""
    about = {"as_of": as_of, "source_note": source_note, "updated_at": at}
    key = {"year": year, "month": month, "source": source, "counted": counted}
    return msgspec.structs.asdict(subject) | msgspec.structs.asdict(figures) | key | about


async def write_figures(session: AsyncSession, row: dict[str, Any]) -> bool:
    """Write one row made by `figures_row`; False where the same figures stood there already."""
    is_changed = await UPSERT.first(session, row) is not None
    if is_changed and row["month"] == 0:
        await mark_sums(session, row["alliance_path"], row["updated_at"], year=row["year"])
    return is_changed
