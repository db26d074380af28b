"""The log of deeds: paged, and closed to everything but adding."""

import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import ProgrammingError

from hoptac.identity.actions.deeds import record_deed
from hoptac.identity.deeds import DEED_NAMES
from hoptac.identity.models import PlatformDeed
from hoptac.identity.queries.deeds import list_deeds
from hoptac.kit.audit import SYSTEM
from hoptac.kit.calendar import now
from hoptac.kit.identifiers import new_id


@pytest.mark.parametrize(
    "attack",
    [
        update(PlatformDeed).values(verb="nothing"),
        delete(PlatformDeed),
        text("TRUNCATE platform_deeds"),
    ],
    ids=["update", "delete", "truncate"],
)
async def test_what_was_done_stays_written(database, attack):
    async with database.begin() as session:
        await record_deed(session, "person_added", ("person", new_id()), actor_id=SYSTEM, now=now())
    with pytest.raises(ProgrammingError, match="permission denied"):
        async with database.begin() as session:
            await session.execute(attack)


async def test_pages_follow_each_other_without_gap_or_double(database):
    subject = new_id()
    rows = [
        {"id": new_id(), "at": now(), "actor_id": SYSTEM, "verb": "sign_in_locked", "subject_kind": "person",
         "subject_id": subject, "detail": {}}
        for _deed in range(120)
    ]  # fmt: skip
    async with database.begin() as session:
        await session.execute(insert(PlatformDeed), rows)
    seen, before = [], None
    while True:
        async with database.begin() as session:
            deeds, before = await list_deeds(session, person_id=subject, before=before)
        seen += [deed.id for deed in deeds]
        if before is None:
            break
    assert seen == sorted((row["id"] for row in rows), reverse=True)


async def test_every_verb_that_was_written_has_a_name(database):
    async with database.begin() as session:
        written = set((await session.execute(select(PlatformDeed.verb).distinct())).scalars())
    assert written <= set(DEED_NAMES)
