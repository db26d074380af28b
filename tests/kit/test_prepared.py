"""Statements that the driver runs itself: the same rows, the same transaction, the same borders as everything else."""

import asyncio
from uuid import UUID

import asyncpg
import pytest
from sqlalchemy import bindparam, insert, select, text
from tests.conftest import Cooperative

from hoptac.kit import audit
from hoptac.kit.audit import AuditRecord
from hoptac.kit.calendar import now
from hoptac.kit.db import Database
from hoptac.kit.identifiers import new_id
from hoptac.kit.marks import IndicatorMark, mark
from hoptac.kit.prepared import Prepared, run_text
from hoptac.kit.tenancy import AlreadyInATenant, enter_tenant, read_tenant
from hoptac.organizations.models import Organization

NAME = Prepared(select(Organization.name).where(Organization.id == bindparam("org_id")))
DEEDS = Prepared(select(AuditRecord.verb, AuditRecord.detail).where(AuditRecord.org_id == bindparam("org_id")))


async def leave_deed(database: Database, org: Cooperative) -> None:
    async with enter_tenant(database, org.id) as session:
        await audit.record(
            session, org_id=org.id, person_id=new_id(), at=now(), verb="try", subject=("nothing", new_id()),
            detail={"tên": "Trần Văn Ân", "đồng": 5},
        )  # fmt: skip


async def test_rows_are_those_that_core_reads(database: Database, tan_hung: Cooperative) -> None:
    await leave_deed(database, tan_hung)
    async with enter_tenant(database, tan_hung.id) as session:
        ours = [tuple(row) for row in await DEEDS.rows(session, {"org_id": tan_hung.id})]
        statement = select(AuditRecord.verb, AuditRecord.detail).where(AuditRecord.org_id == tan_hung.id)
        assert ours == [tuple(row) for row in await session.execute(statement)]
        assert ours == [("try", {"tên": "Trần Văn Ân", "đồng": 5})]


async def test_the_database_keeps_tenants_apart_for_the_driver_too(
    database: Database, tan_hung: Cooperative, phu_loi: Cooperative
) -> None:
    await leave_deed(database, tan_hung)
    async with enter_tenant(database, phu_loi.id) as session:
        assert await DEEDS.rows(session, {"org_id": tan_hung.id}) == []
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await audit.INSERT.run(
                session,
                {"org_id": tan_hung.id, "id": new_id(), "at": now(), "person_id": new_id(), "verb": "break_in",
                 "subject_kind": "nothing", "subject_id": new_id(), "detail": {}},
            )  # fmt: skip


async def marks_of(database: Database, org_id: UUID) -> int:
    async with database.begin() as session:
        return len((await session.execute(select(IndicatorMark).where(IndicatorMark.org_id == org_id))).all())


async def test_what_fails_leaves_nothing_behind(database: Database, tan_hung: Cooperative) -> None:
    with pytest.raises(ZeroDivisionError):
        async with enter_tenant(database, tan_hung.id) as session:
            await mark(session, tan_hung.id, now())
            raise ZeroDivisionError
    assert await marks_of(database, tan_hung.id) == 0
    async with enter_tenant(database, tan_hung.id) as session:
        await mark(session, tan_hung.id, now())
    assert await marks_of(database, tan_hung.id) == 1


async def test_a_request_that_is_given_up_leaves_nothing_behind(database: Database, tan_hung: Cooperative) -> None:
    marked = asyncio.Event()

    async def deed() -> None:
        async with enter_tenant(database, tan_hung.id) as session:
            await mark(session, tan_hung.id, now())
            marked.set()
            await session.execute(text("SELECT pg_sleep(30)"))

    task = asyncio.create_task(deed())
    await marked.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await marks_of(database, tan_hung.id) == 0


async def test_outside_of_a_tenant_and_alone(database: Database, tan_hung: Cooperative) -> None:
    async with database.begin() as session:
        assert await NAME.scalar(session, {"org_id": tan_hung.id}) == "HTX Nông nghiệp Tân Hưng"
        await mark(session, tan_hung.id, now())
    ((name,),) = await database.ask(NAME, {"org_id": tan_hung.id})
    assert name == "HTX Nông nghiệp Tân Hưng"
    assert await database.ask(NAME, {"org_id": new_id()}) == []


async def test_connections_that_the_server_closed_fail_no_request(
    database: Database, superuser_database: Database, tan_hung: Cooperative
) -> None:
    await asyncio.gather(*(database.ask(NAME, {"org_id": tan_hung.id}) for _place in range(4)))
    async with superuser_database.begin() as session:
        closed = await session.execute(
            text("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = 'hoptac_app'")
        )
        assert closed.scalar_one() > 0
    await asyncio.sleep(0.2)  # until the driver has heard of it
    assert await database.ask(NAME, {"org_id": tan_hung.id})
    async with enter_tenant(database, tan_hung.id) as session:
        assert await NAME.rows(session, {"org_id": tan_hung.id})


def test_a_statement_without_one_text_is_refused() -> None:
    statement = select(Organization.id).where(Organization.id.in_(bindparam("ids", expanding=True)))
    with pytest.raises(TypeError, match="any"):
        _ = Prepared(statement).text


def test_every_value_must_be_given() -> None:
    with pytest.raises(KeyError, match="marked_at"):
        Prepared(insert(IndicatorMark.__table__)).values({"org_id": new_id()})


async def test_who_reads_cannot_write_nor_look_over_the_border(
    database: Database, tan_hung: Cooperative, phu_loi: Cooperative
) -> None:
    await leave_deed(database, tan_hung)
    async with read_tenant(database, tan_hung.id) as reading:
        assert len(await DEEDS.rows(reading, {"org_id": tan_hung.id})) == 1
        with pytest.raises(AlreadyInATenant):
            async with enter_tenant(database, phu_loi.id), read_tenant(database, tan_hung.id):
                pass
    async with read_tenant(database, phu_loi.id) as reading:
        assert await DEEDS.rows(reading, {"org_id": tan_hung.id}) == []
    with pytest.raises(asyncpg.ReadOnlySQLTransactionError):
        async with read_tenant(database, tan_hung.id) as reading:
            await run_text(reading, "DELETE FROM indicator_marks", ())


async def test_a_page_that_is_given_up_leaves_its_connection_outside_of_every_tenant(
    database: Database, tan_hung: Cooperative
) -> None:
    await leave_deed(database, tan_hung)
    began = asyncio.Event()

    async def look() -> None:
        async with read_tenant(database, tan_hung.id) as reading:
            began.set()
            await run_text(reading, "SELECT pg_sleep(30)", ())

    for _time in range(3):
        task = asyncio.create_task(look())
        await began.wait()
        task.cancel()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        began.clear()
    for _place in range(4):
        async with database.begin() as session:
            assert (await session.execute(text("SELECT count(*) FROM audit_records"))).scalar_one() == 0
