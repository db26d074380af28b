"""Versions in the database: as of a day, written once, one form one version, each organization its own."""

import asyncio
from datetime import date, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from tests.charter.adopting import IN_FORCE, PDF, adopt, charter_of_day

from hoptac.kit.audit import AuditRecord
from hoptac.kit.calendar import now, today
from hoptac.kit.errors import NotFound, Refusals
from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_tenant
from hoptac.organizations.charter.actions import Text, keep_text
from hoptac.organizations.charter.queries import everything_said, find_version, list_versions
from hoptac.organizations.charter.refusals import NothingSaid, TextKeptAlready, WrittenMeanwhile
from hoptac.organizations.terms import TRANSFERS, set_term, terms_on

M = 1_000_000
NEXT_YEAR = date(today().year + 1, 1, 1)


async def test_two_versions_each_from_its_day(database, tan_hung, phu_loi):
    await adopt(database, tan_hung.id, {"contribution_minimum_dong": 2 * M, "disputes": "Hòa giải trước."})
    await adopt(
        database, tan_hung.id, {"contribution_minimum_dong": 3 * M, "disputes": None}, valid_from=NEXT_YEAR,
        resolution="Nghị quyết 05/NQ-ĐHTV",
    )  # fmt: skip
    for day, minimum, disputes in (
        (IN_FORCE - timedelta(days=1), None, ""),
        (IN_FORCE, 2 * M, "Hòa giải trước."),
        (NEXT_YEAR - timedelta(days=1), 2 * M, "Hòa giải trước."),
        (NEXT_YEAR, 3 * M, ""),
    ):
        charter = await charter_of_day(database, tan_hung.id, day)
        assert (charter.contribution_minimum_dong, charter.disputes) == (minimum, disputes)
        assert (await charter_of_day(database, phu_loi.id, day)).sayings == {}
    charter = await charter_of_day(database, tan_hung.id, NEXT_YEAR)
    assert charter.sayings["charter.contribution_minimum_dong"].basis == "Nghị quyết 05/NQ-ĐHTV"


async def test_an_older_day_written_later_leaves_what_began_after_it(database, tan_hung):
    await adopt(database, tan_hung.id, {"inactivity_months": 24}, valid_from=date(2025, 6, 1))
    await adopt(database, tan_hung.id, {"inactivity_months": 12}, valid_from=date(2025, 1, 1))
    assert (await charter_of_day(database, tan_hung.id, date(2025, 5, 31))).inactivity_months == 12
    assert (await charter_of_day(database, tan_hung.id, date(2025, 6, 1))).inactivity_months == 24


async def test_a_correction_of_the_same_day_counts_and_the_mistake_stays_in_the_history(database, tan_hung):
    await adopt(database, tan_hung.id, {"contribution_minimum_dong": 50 * M})
    await adopt(database, tan_hung.id, {"contribution_minimum_dong": 5 * M}, resolution="Đính chính")
    assert (await charter_of_day(database, tan_hung.id, IN_FORCE)).contribution_minimum_dong == 5 * M
    async with enter_tenant(database, tan_hung.id) as session:
        said = await everything_said(session, tan_hung.id)
        assert [one.value for one in said.sayings] == [50 * M, 5 * M]


async def test_transfers_are_one_choice_wherever_they_are_chosen(database, tan_hung):
    async with enter_tenant(database, tan_hung.id) as session:
        await set_term(
            session, org_id=tan_hung.id, actor_id=new_id(), now=now(), key=TRANSFERS, value=1, valid_from=IN_FORCE,
            basis="Điều 12 Điều lệ",
        )  # fmt: skip
    assert (await charter_of_day(database, tan_hung.id, IN_FORCE)).transfers_allowed
    await adopt(database, tan_hung.id, {TRANSFERS: 0}, valid_from=NEXT_YEAR)
    async with enter_tenant(database, tan_hung.id) as session:
        assert (await terms_on(session, tan_hung.id, today()))[TRANSFERS] == 1
        assert (await terms_on(session, tan_hung.id, NEXT_YEAR))[TRANSFERS] == 0


async def test_a_form_sent_twice_is_one_version(database, tan_hung):
    once = {"request_key": new_id(), "seen_number": 0}
    both = await asyncio.gather(*(adopt(database, tan_hung.id, {"refund_days": 30}, **once) for _click in range(2)))
    assert both[0].id == both[1].id
    assert sorted(one.is_new for one in both) == [False, True]
    async with enter_tenant(database, tan_hung.id) as session:
        assert [version.number for version in await list_versions(session, tan_hung.id)] == [1]


async def test_of_two_tabs_the_one_that_was_overtaken_is_refused(database, tan_hung):
    answers = await asyncio.gather(
        *(adopt(database, tan_hung.id, {"refund_days": days}, seen_number=0) for days in (30, 60)),
        return_exceptions=True,
    )
    assert [type(one) for one in answers if isinstance(one, Exception)] == [WrittenMeanwhile]
    async with enter_tenant(database, tan_hung.id) as session:
        assert len(await list_versions(session, tan_hung.id)) == 1


async def test_what_the_law_refuses_leaves_nothing_behind(database, tan_hung):
    with pytest.raises(Refusals, match=r"Điều 74\.4"):
        await adopt(
            database, tan_hung.id, {"refund_days": 30, "contribution_deadline_months": 9}, text=Text("dl.pdf", PDF)
        )
    async with enter_tenant(database, tan_hung.id) as session:
        assert await list_versions(session, tan_hung.id) == []
        assert (await everything_said(session, tan_hung.id)).sayings == ()
        assert (await session.execute(text("SELECT count(*) FROM stored_files"))).scalar_one() == 0


async def test_a_version_says_something_or_keeps_a_text(database, tan_hung):
    await adopt(database, tan_hung.id, {"refund_days": 30})
    with pytest.raises(NothingSaid):
        await adopt(database, tan_hung.id, {"refund_days": 30, "valuation": None})
    kept = await adopt(database, tan_hung.id, {"refund_days": 30}, text=Text("dieu-le.pdf", PDF))
    async with enter_tenant(database, tan_hung.id) as session:
        version = await find_version(session, tan_hung.id, kept.id)
        assert version is not None
        assert (version.number, version.file_id is not None) == (2, True)
        assert len((await everything_said(session, tan_hung.id)).sayings) == 1


async def test_a_text_is_added_once_and_only_to_ones_own(database, tan_hung, phu_loi):
    version = await adopt(database, tan_hung.id, {"refund_days": 30})

    async def keep(org_id, content=PDF):
        async with enter_tenant(database, org_id) as session:
            await keep_text(
                session, org_id=org_id, actor_id=new_id(), now=now(), version_id=version.id, text=Text("a.pdf", content)
            )

    with pytest.raises(NotFound):
        await keep(phu_loi.id)
    await keep(tan_hung.id)
    with pytest.raises(TextKeptAlready):
        await keep(tan_hung.id, PDF + b"other")


async def test_each_change_is_in_the_audit_log(database, tan_hung):
    await adopt(database, tan_hung.id, {"refund_days": 30, "pay": "Theo công điểm."})
    await adopt(database, tan_hung.id, {"refund_days": 45})
    audited = AuditRecord.__table__.c
    query = (
        select(audited.detail)
        .where(audited.org_id == tan_hung.id, audited.verb == "adopt_charter")
        .order_by(audited.at, audited.id)
    )
    async with enter_tenant(database, tan_hung.id) as session:
        details = list((await session.execute(query)).scalars())
    assert [detail["changes"] for detail in details] == [
        {"charter.refund_days": [None, 30], "charter.pay": [None, "Theo công điểm."]},
        {"charter.refund_days": [30, 45]},
    ]
    assert [detail["number"] for detail in details] == [1, 2]


@pytest.mark.parametrize(
    "deed",
    [
        "UPDATE organization_terms SET value = 1",
        "DELETE FROM organization_terms",
        "UPDATE charter_versions SET valid_from = valid_from + 1",
        "UPDATE charter_versions SET resolution = 'x'",
        "DELETE FROM charter_versions",
    ],
)
async def test_the_database_lets_nobody_rewrite_the_charter(database, tan_hung, deed):
    await adopt(database, tan_hung.id, {"refund_days": 30})
    with pytest.raises(DBAPIError, match="permission denied"):
        async with enter_tenant(database, tan_hung.id) as session:
            await session.execute(text(deed))


async def test_a_clause_cannot_name_a_version_of_a_neighbour(database, tan_hung, phu_loi):
    version = await adopt(database, tan_hung.id, {"refund_days": 30})
    with pytest.raises(DBAPIError, match="foreign key"):
        async with enter_tenant(database, phu_loi.id) as session:
            await set_term(
                session, org_id=phu_loi.id, actor_id=new_id(), now=now(), key="charter.refund_days", value=1,
                valid_from=IN_FORCE, basis="NQ", version_id=version.id,
            )  # fmt: skip
