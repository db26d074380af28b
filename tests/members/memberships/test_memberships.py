"""Memberships over time, as they are written down and as they stand on a day."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from tests.capital.people import enter_members
from tests.conftest import Cooperative

from hoptac.kit.calendar import now, today
from hoptac.kit.db import Database
from hoptac.kit.errors import NotFound, Refusal, Refusals
from hoptac.kit.tenancy import enter_tenant
from hoptac.members.actions import change_member
from hoptac.members.forms import MemberForm
from hoptac.members.memberships import (
    Decided,
    begin_membership,
    change_membership_kind,
    end_membership,
    get_decision,
    is_on,
    list_memberships,
    open_membership,
    record_decision,
)
from hoptac.members.memberships.rules import (
    AfterNextChange,
    BeforeMembership,
    DecisionAhead,
    DecisionDayMissing,
    DecisionNumberMissing,
    NoMemberNow,
    check_decision,
    check_member_now,
)
from hoptac.members.models import Membership
from hoptac.members.queries import count_officials, get_member

JOINED = date(2024, 8, 1)


async def changed(database: Database, org: Cooperative, party_id: UUID, kind: str, on: date) -> None:
    async with enter_tenant(database, org.id) as session:
        decided = Decided("board", "05/QĐ", on)
        decision = await record_decision(session, org_id=org.id, actor_id=org.id, now=now(), decided=decided)
        current = await open_membership(session, org.id, party_id)
        assert current
        await change_membership_kind(
            session, org_id=org.id, now=now(), party_id=party_id, current=current, kind=kind, effective_on=on,
            decision_id=decision,
        )  # fmt: skip


async def ended(database: Database, org: Cooperative, party_id: UUID, on: date) -> None:
    async with enter_tenant(database, org.id) as session:
        current = await open_membership(session, org.id, party_id)
        assert current
        await end_membership(
            session, org_id=org.id, now=now(), party_id=party_id, current=current, ended_by="resignation", left_on=on,
            decision_id=None,
        )  # fmt: skip


async def kinds_on(database: Database, org: Cooperative, party_id: UUID, day: date) -> list[str]:
    columns = Membership.__table__.c
    asked = select(columns.kind).where(columns.org_id == org.id, columns.party_id == party_id, is_on(columns, day))
    async with enter_tenant(database, org.id) as session:
        return list((await session.execute(asked)).scalars())


async def test_a_life_in_the_cooperative_is_there_on_every_day(database: Database, tan_hung: Cooperative) -> None:
    party = (await enter_members(database, tan_hung.id, ("Lê Văn Ba",), joined_on=JOINED))[0]
    await changed(database, tan_hung, party, "associate_contributing", date(2025, 3, 1))
    await ended(database, tan_hung, party, date(2025, 9, 1))
    async with enter_tenant(database, tan_hung.id) as session:
        await begin_membership(
            session, org_id=tan_hung.id, now=now(), party_id=party, kind="official", valid_from=date(2026, 2, 1),
            begun_by="admission", decision_id=None,
        )  # fmt: skip
        member = await get_member(session, tan_hung.id, party)
        rows = await list_memberships(session, tan_hung.id, party)
    assert (member.kind, member.joined_on, member.left_on) == ("official", date(2026, 2, 1), None)
    assert [row.ended_by for row in rows] == ["kind_change", "resignation", None]
    for day, kinds in (
        (JOINED - timedelta(1), []),
        (JOINED, ["official"]),
        (date(2025, 2, 28), ["official"]),
        (date(2025, 3, 1), ["associate_contributing"]),
        (date(2025, 8, 31), ["associate_contributing"]),
        (date(2025, 9, 1), []),
        (date(2026, 1, 31), []),
        (date(2026, 2, 1), ["official"]),
        (today(), ["official"]),
    ):
        assert await kinds_on(database, tan_hung, party, day) == kinds, day


async def test_who_joined_on_an_unknown_day_was_always_there(database: Database, tan_hung: Cooperative) -> None:
    party = (await enter_members(database, tan_hung.id, ("Lê Văn Ba",), joined_on=None))[0]
    assert await kinds_on(database, tan_hung, party, date(1980, 1, 1)) == ["official"]


async def test_who_has_left_is_no_official_member(database: Database, tan_hung: Cooperative) -> None:
    first, second = await enter_members(database, tan_hung.id, ("Lê Văn Ba", "Lê Văn Tư"))
    await ended(database, tan_hung, first, date(2025, 9, 1))
    async with enter_tenant(database, tan_hung.id) as session:
        assert (await count_officials(session, tan_hung.id)).count == 1
        assert await open_membership(session, tan_hung.id, first) is None
        assert await open_membership(session, tan_hung.id, second)


async def test_a_membership_neither_changes_nor_ends_before_it_began(database: Database, tan_hung: Cooperative) -> None:
    party = (await enter_members(database, tan_hung.id, ("Lê Văn Ba",), joined_on=JOINED))[0]
    with pytest.raises(BeforeMembership):
        await ended(database, tan_hung, party, JOINED - timedelta(1))
    with pytest.raises(BeforeMembership):
        await changed(database, tan_hung, party, "associate_contributing", JOINED - timedelta(1))
    assert await kinds_on(database, tan_hung, party, JOINED) == ["official"]


async def corrected(database: Database, org: Cooperative, party_id: UUID, **fields: object) -> None:
    async with enter_tenant(database, org.id) as session:
        member = await get_member(session, org.id, party_id)
        values = {name: getattr(member, name) for name in MemberForm.__struct_fields__} | fields
        form = MemberForm(**values)
        await change_member(session, org_id=org.id, actor_id=org.id, now=now(), party_id=party_id, form=form)


async def test_a_corrected_day_of_joining_is_the_beginning(database: Database, tan_hung: Cooperative) -> None:
    party = (await enter_members(database, tan_hung.id, ("Lê Văn Ba",), joined_on=JOINED))[0]
    await changed(database, tan_hung, party, "associate_contributing", date(2025, 3, 1))
    await corrected(database, tan_hung, party, joined_on=date(2024, 1, 1))
    assert await kinds_on(database, tan_hung, party, date(2024, 1, 1)) == ["official"]
    assert await kinds_on(database, tan_hung, party, date(2025, 3, 1)) == ["associate_contributing"]
    with pytest.raises(AfterNextChange):
        await corrected(database, tan_hung, party, joined_on=date(2025, 3, 2))
    assert await kinds_on(database, tan_hung, party, date(2024, 1, 1)) == ["official"]


@pytest.mark.parametrize(
    ("number", "decided_on", "refusals"),
    [
        ("", date(2026, 1, 5), [DecisionNumberMissing]),
        ("  ", None, [DecisionNumberMissing, DecisionDayMissing]),
        ("05/QĐ", None, [DecisionDayMissing]),
        ("05/QĐ", date(2026, 1, 6), [DecisionAhead]),
    ],
)
def test_decisions_that_are_none(number: str, decided_on: date | None, refusals: list[type[Refusal]]) -> None:
    with pytest.raises(Refusals) as refused:
        check_decision(Decided("board", number, decided_on), today=date(2026, 1, 5))
    assert [type(one) for one in refused.value.refusals] == refusals


def test_who_has_left_is_told_with_the_article() -> None:
    check_member_now("Lê Văn Ba", None)
    with pytest.raises(NoMemberNow) as refused:
        check_member_now("Lê Văn Ba", date(2026, 1, 5))
    assert "05/01/2026" in refused.value.sentence("vi")
    assert "Điều 33" in refused.value.sentence("vi")


async def test_one_decision_is_one_record_and_closed_to_others(
    database: Database, tan_hung: Cooperative, phu_loi: Cooperative
) -> None:
    decided = Decided("general_meeting", "01/NQ-ĐHTV", date(2026, 3, 1))
    kept = []
    for _time in range(2):
        async with enter_tenant(database, tan_hung.id) as session:
            kept.append(
                await record_decision(session, org_id=tan_hung.id, actor_id=tan_hung.id, now=now(), decided=decided)
            )
    assert kept[0] == kept[1]
    async with enter_tenant(database, phu_loi.id) as session:
        with pytest.raises(NotFound):
            await get_decision(session, phu_loi.id, kept[0])
    async with enter_tenant(database, tan_hung.id) as session:
        assert (await get_decision(session, tan_hung.id, kept[0])).number == "01/NQ-ĐHTV"
        with pytest.raises(DBAPIError):
            await session.execute(text("UPDATE decisions SET number = 'x'"))


async def test_the_database_lets_nobody_be_a_member_twice(database: Database, tan_hung: Cooperative) -> None:
    party = (await enter_members(database, tan_hung.id, ("Lê Văn Ba",)))[0]
    with pytest.raises(DBAPIError):
        async with enter_tenant(database, tan_hung.id) as session:
            await begin_membership(
                session, org_id=tan_hung.id, now=now(), party_id=party, kind="official", valid_from=today(),
                begun_by="admission", decision_id=None,
            )  # fmt: skip
