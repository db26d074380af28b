"""Members who are in the register already, brought up to date from a list: only what somebody chose."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.calendar import VIETNAM
from hoptac.kit.errors import Refusal, Refusals
from hoptac.kit.jobs import Progress
from hoptac.kit.language import Message, pack_message
from hoptac.members.actions import change_member, form_of
from hoptac.members.imports.differences import Differing, changed_form, differing
from hoptac.members.imports.lists import unpack_verdicts
from hoptac.members.imports.queries import ImportDetail
from hoptac.members.queries import get_member, list_all_members, lock_register
from hoptac.members.rules import check_age

Mode = Literal["chosen", "filling", "all"]
MODES: tuple[Mode, ...] = ("chosen", "filling", "all")
MOST_REFUSED_SHOWN = 20


class Updated(msgspec.Struct, frozen=True):
    """What came of an update: how many members and fields, and who was left as it is, with the reason."""

    members: int
    fields: int
    refused: tuple[tuple[str, Message], ...] = ()


async def list_differing(session: AsyncSession, org_id: UUID, detail: ImportDetail) -> list[Differing]:
    """The members met in a list of whom it says something else than the register does now."""
    register = {member.id: member for member in await list_all_members(session, org_id)}
    return differing(unpack_verdicts(detail.verdicts), register)


async def update_from_list(
    session: AsyncSession,
    *,
    org_id: UUID,
    actor_id: UUID,
    now: datetime,
    detail: ImportDetail,
    mode: Mode,
    chosen: Collection[str] = (),
    progress: Progress | None = None,
) -> Updated:
    """Take over what was chosen, what fills a gap, or everything; each member's change is audited as any other is.

    What has meanwhile become something else is no longer chosen. A member whose change is refused (an identity number that
    is another's, too young) stays whole as it was, and the reason is told.
    """
    progress = progress or Progress()
    await lock_register(session, org_id)
    asked = [
        (one, fields)
        for one in await list_differing(session, org_id, detail)
        if (fields := [field for field in one.fields if _is_asked(field, mode, chosen)])
    ]
    progress.expect(len(asked))
    members = fields_changed = 0
    refused: list[tuple[str, Message]] = []
    for one, fields in asked:
        try:
            async with session.begin_nested():
                form = changed_form(form_of(await get_member(session, org_id, one.party_id)), fields)
                check_age(
                    kind=form.kind, party_kind=form.party_kind, born_on=form.born_on, born_year=form.born_year,
                    today=now.astimezone(VIETNAM).date(),
                )  # fmt: skip
                await change_member(
                    session, org_id=org_id, actor_id=actor_id, now=now, party_id=one.party_id, form=form
                )
        except (Refusal, Refusals) as refusal:
            refused.append((one.name, _first(refusal)))
        else:
            members, fields_changed = members + 1, fields_changed + len(fields)
        progress.step()
    return Updated(members, fields_changed, tuple(refused))


def told(updated: Updated) -> dict[str, Any]:
    """The result as a job keeps it: plain values, of the refused the first few."""
    refused = [[name, pack_message(message)] for name, message in updated.refused[:MOST_REFUSED_SHOWN]]
    return {"updated": updated.members, "fields": updated.fields, "refused": refused, "left": len(updated.refused)}


def _is_asked(field: Any, mode: Mode, chosen: Collection[str]) -> bool:
    return mode == "all" or (field.is_filling if mode == "filling" else field.key in chosen)


def _first(refusal: Refusal | Refusals) -> Message:
    return refusal.refusals[0].whole() if isinstance(refusal, Refusals) else refusal.whole()
