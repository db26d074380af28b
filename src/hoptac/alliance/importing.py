"""Bringing in a yearly registry workbook: in one transaction, and the same file twice changes nothing."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.alliance.models import RegistryImport
from hoptac.alliance.reading import Decision, OrganizationRow, RegistryVerdict, judge, understand, year_of
from hoptac.alliance.refusals import ImportAlreadyDone, YearMissing
from hoptac.alliance.registry import Placed, codes_elsewhere, place_rows
from hoptac.indicators.actions import declare_figures
from hoptac.indicators.rules import YearFigures, check_year
from hoptac.kit.audit import record
from hoptac.kit.db import Database
from hoptac.kit.identifiers import new_id
from hoptac.kit.language import _
from hoptac.kit.marks import mark
from hoptac.kit.sheets import read_workbook
from hoptac.kit.tables.cells import Reason
from hoptac.kit.tenancy import sweep_tenants
from hoptac.kit.vietnamese import clean_text
from hoptac.organizations.models import Organization
from hoptac.organizations.queries import AllianceRow, find_alliance
from hoptac.organizations.rules import AllianceUnknown

Place = tuple[str, int]
"""Sheet and row of a line."""
Decisions = Mapping[Place, Decision]

CODE_ELSEWHERE = Reason(
    "code_elsewhere", _("Mã số này đã thuộc một đơn vị ngoài liên minh nên không ghi lại. Hãy kiểm tra lại mã số.")
)

# Two lists of one alliance wait for each other: the second finds the organizations that the first has founded.
HOLD_ALLIANCE = (
    select(Organization.id).where(Organization.id == bindparam("alliance_id")).with_for_update(key_share=True)
)
NEWEST_YEAR = select(func.max(RegistryImport.year)).where(
    RegistryImport.org_id == bindparam("org_id"), RegistryImport.state == "imported"
)
FINISH = (
    update(RegistryImport)
    .where(RegistryImport.org_id == bindparam("of_org"), RegistryImport.id == bindparam("of_import"))
    .where(RegistryImport.state == "judged")
    .values(state="imported", result=bindparam("new_result"), year=bindparam("new_year"))
    .returning(RegistryImport.id)
    .execution_options(synchronize_session=False)
)


class _DryRun(Exception):
    """Nothing is to stay of a trial run."""


class JudgedRegistry(msgspec.Struct, frozen=True):
    """A workbook understood: its year and the verdict on every row."""

    year: int
    verdicts: list[RegistryVerdict]


def judge_registry(content: bytes, filename: str, *, year: int | None, today: date) -> JudgedRegistry:
    """Read a workbook and judge its rows; the year is the one asked for, else the one its titles name.

    Raises the refusals of `read_workbook`, OrganizationColumnMissing, YearMissing or YearOutOfRange.
    """
    workbook = read_workbook(content, filename)
    of_year = year if year is not None else year_of(workbook, understand(workbook).mapping)
    if of_year is None:
        raise YearMissing
    of_year = check_year(of_year, today=today)
    mapping = understand(workbook, year=of_year).mapping
    return JudgedRegistry(of_year, judge(workbook, mapping, today=today, year=of_year))


async def import_registry(
    database: Database,
    *,
    alliance: str,
    actor_id: UUID,
    content: bytes,
    filename: str,
    year: int | None = None,
    dry_run: bool = False,
    now: datetime,
    today: date,
    decisions: Decisions | None = None,
    import_id: UUID | None = None,
) -> dict[str, Any]:
    """Take in the accepted rows of a list, and those in need of a decision that got one; all of them or none.

    `alliance` is its slug; `import_id` names an upload that was judged before. Gives the numbers of the list, the rows
    not taken in with their reasons, and a sentence. Raises refusals of the workbook, the year or the alliance.
    """
    judged = await asyncio.to_thread(judge_registry, content, filename, year=year, today=today)
    result: dict[str, Any] = {}
    try:
        async with sweep_tenants(database) as (session, visit):
            above = await find_alliance(session, alliance)
            if above is None:
                raise AllianceUnknown(alliance)
            await session.execute(HOLD_ALLIANCE, {"alliance_id": above.id})
            work = _Import(session, visit, above, judged, now=now, today=today, source=clean_text(filename))
            result = await work.take_in(decisions or {})
            if dry_run:
                raise _DryRun
            upload = {"filename": work.source, "content": content, "uploaded_by": actor_id, "uploaded_at": now}
            await work.keep(result, upload, import_id)
    except _DryRun:
        result["dry_run"] = True
    return result


class _Import:
    """One list on its way into the registry, inside one transaction."""

    def __init__(
        self,
        session: AsyncSession,
        visit: Callable[[UUID], Awaitable[None]],
        alliance: AllianceRow,
        judged: JudgedRegistry,
        *,
        now: datetime,
        today: date,
        source: str,
    ) -> None:
        self.session = session
        self.visit = visit
        self.alliance = alliance
        self.year = judged.year
        self.verdicts = judged.verdicts
        self.now = now
        self.as_of = min(date(judged.year, 12, 31), today)
        self.source = source

    async def take_in(self, decisions: Decisions) -> dict[str, Any]:
        """Write organizations and figures; gives the result."""
        await self.visit(self.alliance.id)
        newest = (await self.session.execute(NEWEST_YEAR, {"org_id": self.alliance.id})).scalar()
        codes = [row.organization.registration_code or "" for row in self.verdicts]
        elsewhere = await codes_elsewhere(self.session, self.alliance, sorted(set(codes) - {""}))
        self.verdicts = [_without_code(verdict, elsewhere) for verdict in self.verdicts]
        taken = _taken(self.verdicts, decisions)
        placed = await place_rows(
            self.session, self.alliance, taken, year=self.year, is_newest=newest is None or self.year >= newest,
            at=self.now,
        )  # fmt: skip
        changed = [await self._declare(one) for one in placed]
        return _result(self.year, self.verdicts, taken, changed=sum(changed))

    async def _declare(self, placed: Placed) -> bool:
        await self.visit(placed.subject.org_id)
        changed = await declare_figures(
            self.session, placed.subject, figures_of_row(placed.verdict.organization), year=self.year,
            as_of=self.as_of, source_note=self.source, at=self.now, keeps_books=placed.keeps_books,
        )  # fmt: skip
        if changed and placed.keeps_books:  # its live row takes workers, rating and area over from what is declared
            await mark(self.session, placed.subject.org_id, self.now)
        return changed

    async def keep(self, result: dict[str, Any], upload: dict[str, Any], import_id: UUID | None) -> None:
        """Keep the list with what it did, in the alliance's own tenant, and write the deed into the audit log."""
        await self.visit(self.alliance.id)
        packed = msgspec.msgpack.encode(result)
        org_id = self.alliance.id
        if import_id is not None:
            ids = {"of_org": org_id, "of_import": import_id}
            done = await self.session.execute(FINISH, ids | {"new_result": packed, "new_year": self.year})
            if done.first() is None:
                raise ImportAlreadyDone
        elif result["changed"]:
            import_id = new_id()
            row = {"org_id": org_id, "id": import_id, "year": self.year, "state": "imported", "result": packed}
            row["verdicts"] = msgspec.msgpack.encode(self.verdicts)
            await self.session.execute(insert(RegistryImport), row | upload)
        if import_id is not None:
            numbers = {key: result[key] for key in ("year", "accepted", "changed", "unchanged", "refused")}
            await record(
                self.session, org_id=org_id, person_id=upload["uploaded_by"], at=self.now, verb="import_registry",
                subject=("registry_import", import_id), detail=numbers | {"filename": self.source},
            )  # fmt: skip


def figures_of_row(row: OrganizationRow) -> YearFigures:
    """The figures that a row declares."""
    return YearFigures(
        members=row.members,
        regular_workers=row.regular_workers,
        charter_capital_dong=row.charter_capital_dong,
        charter_capital_before_dong=row.charter_capital_before_dong,
        revenue_dong=row.revenue_dong,
        profit_dong=row.profit_dong,
        production_area_m2=row.production_area_m2,
        effective=_answer(row.effective),
        under_2012_law=_answer(row.under_2012_law),
        linked=_answer(row.linked),
        model=_answer(row.model),
        founded_year=row.founded_year,
        main_product=clean_text(row.main_product or ""),
    )


def _answer(value: bool | None) -> int | None:
    return None if value is None else int(value)


def _without_code(verdict: RegistryVerdict, elsewhere: set[str]) -> RegistryVerdict:
    """A code that an organization outside the alliance has cannot name a second one; the row is taken in without it."""
    if verdict.organization.registration_code not in elsewhere:
        return verdict
    organization = msgspec.structs.replace(verdict.organization, registration_code=None)
    return msgspec.structs.replace(verdict, organization=organization, notes=(*verdict.notes, CODE_ELSEWHERE))


def _taken(verdicts: Sequence[RegistryVerdict], decisions: Decisions) -> list[RegistryVerdict]:
    """The rows to take in. A second organization under one code is taken in without the code, which names the first."""
    taken: list[RegistryVerdict] = []
    codes: set[str] = set()
    for verdict in verdicts:
        decision = decisions.get((verdict.sheet, verdict.row), "leave_out")
        decided = verdict.status == "needs_a_decision" and decision in verdict.decisions and decision != "leave_out"
        if verdict.status != "accepted" and not decided:
            continue
        code = verdict.organization.registration_code
        if code and code in codes:
            organization = msgspec.structs.replace(verdict.organization, registration_code=None)
            verdict = msgspec.structs.replace(verdict, organization=organization)
        elif code:
            codes.add(code)
        taken.append(verdict)
    return taken


def _result(
    year: int, verdicts: Sequence[RegistryVerdict], taken: Sequence[RegistryVerdict], *, changed: int
) -> dict[str, Any]:
    statuses = Counter(verdict.status for verdict in verdicts)
    unchanged = len(taken) - changed
    if taken and not changed:
        message = _("Danh sách này đã được nhập trước đó. Không có gì thay đổi.")
    else:
        message = _("Đã ghi số liệu năm %(year)s của %(count)s đơn vị.", year=year, count=changed)
    left_out = {(one.sheet, one.row) for one in verdicts} - {(one.sheet, one.row) for one in taken}
    return {
        "year": year,
        "organizations": dict(Counter(verdict.organization.kind for verdict in taken)),
        "accepted": statuses["accepted"],
        "needs_a_decision": statuses["needs_a_decision"],
        "refused": statuses["refused"],
        "changed": changed,
        "unchanged": unchanged,
        "codes_elsewhere": sum(CODE_ELSEWHERE in verdict.notes for verdict in taken),
        "message": str(message),
        "rows": [_row_of_result(one) for one in verdicts if (one.sheet, one.row) in left_out],
    }


def _row_of_result(verdict: RegistryVerdict) -> dict[str, Any]:
    return {
        "sheet": verdict.sheet,
        "row": verdict.row,
        "status": verdict.status,
        "name": verdict.organization.name,
        "reasons": [str(reason) for reason in verdict.reasons],
    }
