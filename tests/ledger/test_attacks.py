"""The books attacked with raw SQL, as the app's role and as the owner of the tables."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from tests.conftest import Cooperative
from tests.ledger.notation import party
from tests.ledger.test_postings import ACTOR, CONTRIBUTION, NOW, post

from hoptac.kit.db import Database
from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger import check_books, close_period

TABLES = ("entries", "lines", "account_balances", "party_balances", "ledger_heads", "closed_periods")

CHANGES = (
    "UPDATE entries SET description = 'khác'",
    "UPDATE entries SET entry_on = '2026-01-01'",
    "DELETE FROM entries",
    "UPDATE lines SET amount_dong = amount_dong + 1",
    "DELETE FROM lines",
    "TRUNCATE lines",
    "TRUNCATE entries CASCADE",
)

NEW_ENTRY = """
INSERT INTO entries (org_id, id, position, series, fiscal_year, number, entry_on, description, source_kind, source_id, purpose,
    line_count, prepared_by, posted_at, previous_hash, hash)
SELECT :org_id, gen_random_uuid(), {position}, 'PT', 2026, {number}, '{entry_on}', 'x', 'raw', gen_random_uuid(), 'x',
    1, gen_random_uuid(), now(), {previous_hash}, sha256('x')
FROM ledger_heads WHERE org_id = :org_id
"""
FITTING = {"position": "position + 1", "number": 2, "entry_on": "2026-03-05", "previous_hash": "hash"}


@pytest.fixture(params=["app", "owner"])
def role(request: pytest.FixtureRequest, database: Database, owner_database: Database) -> Database:
    """Both roles must fail alike."""
    return database if request.param == "app" else owner_database


async def attack(role: Database, org: Cooperative, statement: str, **parameters: object) -> str:
    """The SQLSTATE with which the database refuses; fails when it does not."""
    with pytest.raises(DBAPIError) as raised:
        async with enter_tenant(role, org.id) as session:
            await session.execute(
                text(statement), {"org_id": org.id} | parameters if ":org_id" in statement else parameters
            )
    return getattr(raised.value.orig, "sqlstate", "")


@pytest.mark.parametrize("change", CHANGES)
async def test_posted_is_final(database: Database, role: Database, tan_hung: Cooperative, change: str) -> None:
    await post(database, tan_hung, CONTRIBUTION)
    expected = "42501" if role is database else "23001"
    assert await attack(role, tan_hung, change) == expected
    async with enter_tenant(database, tan_hung.id) as session:
        assert await check_books(session, tan_hung.id) == []


@pytest.mark.parametrize(
    ("wrong", "sqlstate"),
    [
        ({"position": "position"}, "23000"),
        ({"position": "position + 2"}, "23000"),
        ({"previous_hash": "sha256('y')"}, "23000"),
        ({"number": 1}, "23000"),
        ({"number": 3}, "23000"),
        ({"entry_on": "2026-01-31"}, "23000"),
        ({"entry_on": "2026-02-28"}, None),
        ({}, None),
    ],
)
async def test_an_entry_joins_the_end_of_the_chain_in_an_open_month(
    database: Database, role: Database, tan_hung: Cooperative, wrong: dict[str, str], sqlstate: str | None
) -> None:
    await post(database, tan_hung, CONTRIBUTION)
    async with enter_tenant(database, tan_hung.id) as session:
        await close_period(
            session, org_id=tan_hung.id, actor_id=ACTOR, month=date(2026, 1, 1), reason="Hết tháng", now=NOW
        )
    statement = NEW_ENTRY.format(**(FITTING | wrong))
    if sqlstate:
        assert await attack(role, tan_hung, statement) == sqlstate
    else:
        async with enter_tenant(role, tan_hung.id) as session:
            await session.execute(text(statement), {"org_id": tan_hung.id})
            await session.rollback()


@pytest.mark.parametrize("position", [0, 1, 2])
async def test_a_posted_entry_has_no_room_for_another_line(
    database: Database, role: Database, tan_hung: Cooperative, position: int
) -> None:
    posted = await post(database, tan_hung, CONTRIBUTION)
    statement = (
        "INSERT INTO lines SELECT org_id, entry_id, :position, entry_on, line_count, debit_account, credit_account, "
        "amount_dong, debit_party_id, credit_party_id, description FROM lines WHERE entry_id = :entry_id"
    )
    refused = await attack(role, tan_hung, statement, position=position, entry_id=posted.id)
    assert refused == ("23505" if position == 1 else "23514")


@pytest.mark.parametrize(
    ("sides", "accepted"),
    [
        ("'1121', '5111', 5, NULL, NULL", True),
        ("'1121', '5111', -5, NULL, NULL", True),
        ("'1121', '5111', 0, NULL, NULL", False),
        ("'1121', NULL, 5, NULL, NULL", False),
        ("NULL, '5111', 5, NULL, NULL", False),
        ("NULL, NULL, 5, NULL, NULL", False),
        ("'002', NULL, 5, NULL, NULL", True),
        ("NULL, '002', 5, NULL, NULL", True),
        ("'002', '1121', 5, NULL, NULL", False),
        ("'1121', '002', 5, NULL, NULL", False),
        ("'1121', '1121', 5, NULL, NULL", False),
        ("'4111', '4111', 5, :an ::uuid, :an ::uuid", False),
        ("'4111', '4111', 5, :an ::uuid, :binh ::uuid", True),
        ("'002', NULL, 5, NULL, :an ::uuid", False),
    ],
)
async def test_the_sides_of_a_line(database: Database, tan_hung: Cooperative, sides: str, accepted: bool) -> None:
    await post(database, tan_hung, CONTRIBUTION)
    line = text(
        "INSERT INTO lines SELECT org_id, id, 1, entry_on, line_count, "
        f"{sides}, 'x' FROM entries WHERE org_id = :org_id AND source_kind = 'raw'"
    )
    parties = {name: party(name) for name in ("an", "binh") if f":{name}" in sides}
    async with enter_tenant(database, tan_hung.id) as session:
        await session.execute(text(NEW_ENTRY.format(**FITTING)), {"org_id": tan_hung.id})
        if accepted:
            await session.execute(line, {"org_id": tan_hung.id} | parties)
        else:
            with pytest.raises(DBAPIError) as raised:
                await session.execute(line, {"org_id": tan_hung.id} | parties)
            assert getattr(raised.value.orig, "sqlstate", "") == "23514"
        await session.rollback()


@pytest.mark.parametrize("table", TABLES)
async def test_without_an_organization_there_are_no_rows(
    database: Database, role: Database, tan_hung: Cooperative, phu_loi: Cooperative, table: str
) -> None:
    await post(database, tan_hung, CONTRIBUTION)
    async with enter_tenant(database, tan_hung.id) as session:
        await close_period(
            session, org_id=tan_hung.id, actor_id=ACTOR, month=date(2026, 1, 1), reason="Hết tháng", now=NOW
        )
    count = text(f"SELECT count(*) FROM {table} WHERE org_id = :org_id")
    async with enter_tenant(role, tan_hung.id) as session:
        assert (await session.execute(count, {"org_id": tan_hung.id})).scalar_one() > 0
    async with enter_tenant(role, phu_loi.id) as session:
        assert (await session.execute(count, {"org_id": tan_hung.id})).scalar_one() == 0
    async with role.begin() as session:
        assert (await session.execute(text(f"SELECT count(*) FROM {table}"))).scalar_one() == 0


async def test_nothing_is_written_across_the_border(
    database: Database, role: Database, tan_hung: Cooperative, phu_loi: Cooperative
) -> None:
    posted = await post(database, tan_hung, CONTRIBUTION)
    foreign = {"foreign_id": tan_hung.id, "month": date(2026, 3, 1), "at": datetime(2026, 4, 1, tzinfo=UTC)}
    for statement, names in (
        ("INSERT INTO ledger_heads VALUES (:foreign_id, 0, '')", ("foreign_id",)),
        ("INSERT INTO account_balances VALUES (:foreign_id, '1111', :month, 1, 1)", ("foreign_id", "month")),
        ("INSERT INTO filed_years VALUES (:foreign_id, 2025, '2026-01-05', :foreign_id, :at)", ("foreign_id", "at")),
        (
            "INSERT INTO closed_periods (org_id, month, closed_at, closed_by, closing_reason) "
            "VALUES (:foreign_id, :month, :at, :foreign_id, 'x')",
            ("foreign_id", "month", "at"),
        ),
    ):
        assert await attack(role, phu_loi, statement, **{name: foreign[name] for name in names}) == "42501"
    own_line = "INSERT INTO lines VALUES (:org_id, :entry_id, 1, '2026-03-05', 1, '1111', '5111', 1, NULL, NULL, 'x')"
    assert await attack(role, phu_loi, own_line, entry_id=posted.id) == "23503"
    async with enter_tenant(role, phu_loi.id) as session:
        moved = await session.execute(text("UPDATE account_balances SET debit_dong = 0"))
        assert moved.rowcount == 0
