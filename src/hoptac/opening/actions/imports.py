"""What is done with a list of balances: kept, judged again, its rows decided, closed once it is posted."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import bindparam, insert, update
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.db import Base
from hoptac.kit.identifiers import new_id
from hoptac.kit.imports import answers_still_asked, answers_with, pack, remember_mapping, seal_columns
from hoptac.kit.jobs import find_open_job
from hoptac.kit.stored_files import store_file
from hoptac.kit.tables import Understanding
from hoptac.ledger.actions.head import lock_head
from hoptac.opening.models import LIST_KIND, POST_JOB, OpeningImport
from hoptac.opening.queries.imports import ImportDetail, find_open_import
from hoptac.opening.reading import BalanceVerdict, summary
from hoptac.opening.regimes import Regime

_imports = Base.metadata.tables[OpeningImport.__tablename__]
INSERT = insert(_imports)
UPDATE = update(_imports).where(_imports.c.org_id == bindparam("of_org"), _imports.c.id == bindparam("of_import"))


class Judged(msgspec.Struct, frozen=True):
    """How a list was understood and judged, for books that begin on `first_on`."""

    understanding: Understanding
    verdicts: Sequence[BalanceVerdict]
    first_on: date
    regime: Regime

    def values(self) -> dict[str, Any]:
        """The columns that hold it."""
        return {
            "first_on": self.first_on,
            "regime": self.regime,
            "mapping": pack(self.understanding),
            "verdicts": pack(self.verdicts),
            "counts": summary(self.verdicts),
        }


async def keep_import(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, filename: str, content: bytes, sha256: bytes,
    judged: Judged,
) -> UUID:  # fmt: skip
    """Keep a list that was understood; the same file, not posted yet, is the same import, judged anew."""
    await lock_head(session, org_id)  # the same file sent twice at once is kept once
    open_id = await find_open_import(session, org_id, sha256)
    if open_id and await find_open_job(session, org_id, POST_JOB, open_id):
        return open_id
    if open_id:
        await _change(session, org_id, open_id, judged.values() | {"decided": {}})
        return open_id
    file_id = await store_file(session, org_id, name=filename, content=content, at=now)
    import_id = new_id()
    about = {"org_id": org_id, "id": import_id, "file_id": file_id, "sha256": sha256, "state": "understood"}
    kept = {"decided": {}, "created_by": actor_id, "created_at": now, "finished_at": None, "entry_id": None}
    await session.execute(INSERT, about | kept | seal_columns(org_id, _imports.name, judged.values()))
    return import_id


async def judge_again(session: AsyncSession, *, org_id: UUID, detail: ImportDetail, judged: Judged) -> None:
    """Keep new verdicts; answers to rows that no longer ask are dropped."""
    decided = answers_still_asked(detail.decided, judged.verdicts)
    await _change(session, org_id, detail.id, judged.values() | {"decided": decided})


async def decide_row(
    session: AsyncSession, *, org_id: UUID, detail: ImportDetail, verdict: BalanceVerdict, decision: str
) -> None:
    """Keep the answer to one row. Raises UnknownDecision."""
    await _change(session, org_id, detail.id, {"decided": answers_with(detail.decided, verdict, decision)})


async def finish_import(
    session: AsyncSession, *, org_id: UUID, detail: ImportDetail, understanding: Understanding, now: datetime,
    entry_id: UUID,
) -> None:  # fmt: skip
    """Close the list, and remember how its shape was read."""
    await _change(session, org_id, detail.id, {"state": "done", "finished_at": now, "entry_id": entry_id})
    await remember_mapping(session, org_id, LIST_KIND, understanding.mapping)


async def _change(session: AsyncSession, org_id: UUID, import_id: UUID, values: dict[str, Any]) -> None:
    changed = UPDATE.values(seal_columns(org_id, _imports.name, values))
    await session.execute(changed, {"of_org": org_id, "of_import": import_id})
