"""What is done with an import: kept, judged again, its rows decided, and brought into the register."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import bindparam, insert, update
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.countries import VIETNAM
from hoptac.kit.db import Base
from hoptac.kit.identifiers import new_id
from hoptac.kit.imports import ImportDone, answers_still_asked, answers_with, pack, remember_mapping, seal_columns
from hoptac.kit.jobs import find_open_job
from hoptac.kit.language import _
from hoptac.kit.stored_files import store_file
from hoptac.kit.tables import Understanding
from hoptac.members.actions import insert_members
from hoptac.members.forms import MemberForm
from hoptac.members.imports.lists import ReadList, counts_of
from hoptac.members.imports.models import IMPORT_JOB, LIST_KIND, MemberImport
from hoptac.members.imports.queries import ImportDetail, find_open_import
from hoptac.members.queries import list_identity_numbers, list_numbers, lock_register
from hoptac.members.reading import MemberRow, RowVerdict, summary
from hoptac.members.rules import NumberSeries

REPEATED_IDENTITY = _("Số căn cước trong danh sách trùng với thành viên khác; cần xem lại giấy tờ.")

_imports = Base.metadata.tables[MemberImport.__tablename__]
INSERT_IMPORT = insert(_imports)
UPDATE_IMPORT = update(_imports).where(
    _imports.c.org_id == bindparam("of_org"), _imports.c.id == bindparam("of_import")
)


class Judged(msgspec.Struct, frozen=True):
    """How a list was understood and judged, and how large the register was that it was judged against."""

    understanding: Understanding
    verdicts: Sequence[RowVerdict]
    members_known: int

    def values(self) -> dict[str, Any]:
        """The columns that hold it."""
        return {
            "shape_key": self.understanding.shape_key,
            "mapping": pack(self.understanding),
            "verdicts": pack(self.verdicts),
            "counts": counts_of(summary(self.verdicts)),
            "members_known": self.members_known,
        }


async def keep_import(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, read: ReadList, judged: Judged
) -> UUID:
    """Keep a list that was understood. The same file, not confirmed yet, is the same import, judged anew; one that is
    being brought in at this moment stays as it is."""
    await lock_register(session, org_id)  # the same file sent twice at once is kept once
    open_id = await find_open_import(session, org_id, read.sha256)
    if open_id and await find_open_job(session, org_id, IMPORT_JOB, open_id):
        return open_id
    if open_id:
        await _change(session, org_id, open_id, judged.values() | {"decided": {}})
        return open_id
    file_id = await store_file(session, org_id, name=read.filename, content=read.content, at=now)
    import_id = new_id()
    about = {"org_id": org_id, "id": import_id, "file_id": file_id, "sha256": read.sha256, "state": "understood"}
    kept = {"decided": {}, "created_by": actor_id, "created_at": now, "finished_at": None, "entry_id": None}
    await session.execute(INSERT_IMPORT, about | kept | seal_columns(org_id, _imports.name, judged.values()))
    return import_id


async def judge_again(session: AsyncSession, *, org_id: UUID, detail: ImportDetail, judged: Judged) -> None:
    """Keep new verdicts; answers to rows that no longer ask are dropped. Raises ImportDone."""
    if detail.state == "done":
        raise ImportDone
    decided = answers_still_asked(detail.decided, judged.verdicts)
    await _change(session, org_id, detail.id, judged.values() | {"decided": decided})


async def decide_row(
    session: AsyncSession, *, org_id: UUID, detail: ImportDetail, verdict: RowVerdict, decision: str
) -> None:
    """Keep the answer to one row. Raises ImportDone, UnknownDecision."""
    if detail.state == "done":
        raise ImportDone
    await _change(session, org_id, detail.id, {"decided": answers_with(detail.decided, verdict, decision)})


async def admit_rows(
    session: AsyncSession, *, org_id: UUID, now: datetime, rows: Iterable[RowVerdict]
) -> list[tuple[UUID, RowVerdict]]:
    """Enter the rows as members and answer with the id each got; whoever calls holds the lock of the register.

    A number or identity number that is another's (a row imported as a separate member) is not written: the member gets
    the next free number, and a note to look at the papers.
    """
    admitted = [(new_id(), verdict) for verdict in rows]
    register = await list_numbers(session, org_id)
    own = _own_numbers(register, [verdict.member for _id, verdict in admitted])
    numbers = NumberSeries([*register, *filter(None, own)])
    identities = await list_identity_numbers(session, org_id)
    forms = [
        (party_id, _form_of(verdict.member, number or numbers.next(), identities))
        for (party_id, verdict), number in zip(admitted, own, strict=True)
    ]
    await insert_members(session, forms, org_id=org_id, now=now)
    return admitted


def _own_numbers(register: Iterable[str], members: Iterable[MemberRow]) -> list[str | None]:
    """The number each member brings along, None where it has none or where it is another's."""
    taken = {number.casefold() for number in register}
    own: list[str | None] = []
    for member in members:
        number = member.number if member.number and member.number.casefold() not in taken else None
        if number:
            taken.add(number.casefold())
        own.append(number)
    return own


def _form_of(member: MemberRow, number: str, identities: set[str]) -> MemberForm:
    identity_number, note = member.identity_number, member.note
    if identity_number in identities:
        identity_number, note = None, "; ".join(filter(None, (note, str(REPEATED_IDENTITY))))
    elif identity_number:
        identities.add(identity_number)
    return MemberForm(
        number=number,
        name=member.name,
        party_kind=member.kind,
        kind=_kind_of(member),
        gender=member.gender,
        born_on=member.born_on,
        born_year=member.born_year,
        identity_number=identity_number,
        identity_issued_on=member.identity_issued_on,
        phone=member.phone,
        address=member.address,
        hamlet=member.hamlet,
        joined_on=member.joined_on,
        production_area_m2=member.production_area_m2,
        main_product=member.main_product,
        note=note,
        nationality=member.nationality or VIETNAM,
        is_foreign_invested=member.is_foreign_invested,
    )


def _kind_of(member: MemberRow) -> str:
    """Art. 4.18, 4.19: who has capital in the cooperative is an associate who contributes, whatever the list says."""
    if member.member_kind == "associate_noncontributing" and (member.paid_dong or member.pledged_dong):
        return "associate_contributing"
    return member.member_kind


async def finish_import(
    session: AsyncSession, *, org_id: UUID, detail: ImportDetail, understanding: Understanding, now: datetime,
    entry_id: UUID | None, imported: dict[str, int],
) -> None:  # fmt: skip
    """Close the import, and remember how its shape was read."""
    counts = detail.counts | imported
    await _change(
        session, org_id, detail.id, {"state": "done", "finished_at": now, "entry_id": entry_id, "counts": counts}
    )
    await remember_mapping(session, org_id, LIST_KIND, understanding.mapping)


async def _change(session: AsyncSession, org_id: UUID, import_id: UUID, values: dict[str, Any]) -> None:
    changed = UPDATE_IMPORT.values(seal_columns(org_id, _imports.name, values))
    await session.execute(changed, {"of_org": org_id, "of_import": import_id})
