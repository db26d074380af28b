"""A yearly list on its way into the registry, inside one transaction that visits every organization it declares for."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.alliance.imports.actions import change_import, check_each_organization_once
from hoptac.alliance.imports.judgements import Judgement, figures_of_row, subject_of, target_of
from hoptac.alliance.imports.models import LIST_KIND
from hoptac.alliance.imports.queries import ImportDetail
from hoptac.alliance.reading import OrganizationRow
from hoptac.alliance.registry import Row, Written, list_known, write_rows
from hoptac.indicators.actions import declare_figures
from hoptac.kit.audit import record
from hoptac.kit.bulk import count_rows
from hoptac.kit.imports import brought_in, key_of, remember_mapping
from hoptac.kit.jobs import Progress
from hoptac.kit.marks import mark
from hoptac.kit.tables import Understanding
from hoptac.kit.tenancy import Visit
from hoptac.organizations.queries import AllianceRow


class TakenIn(msgspec.Struct, frozen=True):
    """What taking a list in did; `placed` are the organizations that rows became by a decision, by `row_key`."""

    rows: Sequence[Judgement]
    placed: dict[str, str]


class TakingIn:
    """One list, its rows as they were shown; the transaction holds the alliance, and begins and ends in its tenant."""

    def __init__(
        self, session: AsyncSession, visit: Visit, alliance: AllianceRow, detail: ImportDetail,
        judgements: Sequence[Judgement], *, is_newest: bool, now: datetime, today: date, progress: Progress,
    ) -> None:  # fmt: skip
        self.session, self.visit, self.alliance, self.detail = session, visit, alliance, detail
        self.judgements, self.is_newest, self.now = judgements, is_newest, now
        self.progress = progress
        self.as_of = min(date(detail.year, 12, 31), today)

    async def take_in(self, actor_id: UUID, understanding: Understanding) -> TakenIn:
        """Write organizations and figures, close the import, remember how its shape was read."""
        answers = self.detail.decided
        check_each_organization_once(self.judgements, answers)
        coming = brought_in(self.judgements, answers)
        known = {str(one.id): one for one in await list_known(self.session, self.alliance)}
        said = _each_code_once(judgement.organization for judgement in coming)
        rows = [
            Row(row, known.get(target_of(judgement, answers) or ""))
            for row, judgement in zip(said, coming, strict=True)
        ]
        self.progress.expect(len(rows) + sum(row.known is None for row in rows))
        count_rows(self.session, self.progress.step)  # new organizations; then the figures of every one
        written = await write_rows(
            self.session, self.alliance, rows, year=self.detail.year, is_newest=self.is_newest, at=self.now
        )
        for row, one in zip(rows, written, strict=True):
            await self._declare(row, one)
            self.progress.step()
        placed = {
            key_of(judgement): str(one.org_id)
            for judgement, one in zip(coming, written, strict=True)
            if judgement.status == "needs_a_decision"
        }
        await self._finish(actor_id, understanding, len(coming), placed)
        return TakenIn(coming, placed)

    async def _declare(self, row: Row, written: Written) -> None:
        await self.visit(written.org_id)
        keeps_books = row.known is not None and row.known.keeps_books
        subject = subject_of(row.said.kind, written.org_id, written.facts, row.known, self.alliance)
        changed = await declare_figures(
            self.session, subject, figures_of_row(row.said), year=self.detail.year, as_of=self.as_of,
            source_note=self.detail.filename, at=self.now, keeps_books=keeps_books,
        )  # fmt: skip
        if changed and keeps_books:  # its live row takes workers, rating and area over from what is declared
            await mark(self.session, written.org_id, self.now)

    async def _finish(self, actor_id: UUID, understanding: Understanding, count: int, placed: dict[str, str]) -> None:
        await self.visit(self.alliance.id)
        org_id, import_id = self.alliance.id, self.detail.id
        counts = self.detail.counts | {"imported": count}
        done: dict[str, Any] = {"state": "done", "finished_at": self.now, "counts": counts, "placed": placed}
        await change_import(self.session, org_id, import_id, done)
        await remember_mapping(self.session, org_id, LIST_KIND, understanding.mapping)
        await record(
            self.session, org_id=org_id, person_id=actor_id, at=self.now, verb="import_registry",
            subject=("registry_import", import_id),
            detail=counts | {"year": self.detail.year, "filename": self.detail.filename},
        )  # fmt: skip


def _each_code_once(rows: Any) -> list[OrganizationRow]:
    """A second organization under one code is taken in without the code, which names the first."""
    found: list[OrganizationRow] = []
    met: Counter[str] = Counter()
    for row in rows:
        code = row.registration_code or ""
        met[code] += 1
        found.append(msgspec.structs.replace(row, registration_code=None) if code and met[code] > 1 else row)
    return found
