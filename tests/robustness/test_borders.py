"""Borders between organizations and between roles, walked on every route with the ids of things that are really there."""

import pytest
from litestar import Litestar
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from tests.conftest import PASSWORD, Cooperative, found_cooperative, seat_person
from tests.robustness.conftest import Place
from tests.robustness.routes import Route, routes_of
from tests.support.web import Browser

from hoptac.identity.permissions import ROLE_PERMISSIONS, Permission
from hoptac.kit.db import Database
from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_alliance, enter_tenant
from hoptac.organizations.actions import found_organization
from hoptac.schema import metadata

TENANT_TABLES = sorted(table.name for table in metadata.sorted_tables if table.info.get("kind") == "tenant")
OPEN_TO_ROLLUP = {"figures", "alliance_sums"}


async def token_of(browser: Browser) -> str:
    await browser.get("/sign-in")
    return browser.client.cookies["hoptac_csrf"]


async def walk(browser: Browser, route: Route, address: str, *, follows: bool = False):
    headers = {"x-csrftoken": await token_of(browser)}
    return await browser.client.request(route.method, address, headers=headers, follow_redirects=follows)


async def test_a_neighbours_things_are_not_there(
    web: Litestar, browser: Browser, database: Database, cooperative: Place, alliance: Place
) -> None:
    """In one's own organization, as its chair or officer, with the neighbour's ids in the address."""
    own = await found_cooperative(database, "phu-loi", "HTX Nông nghiệp Phú Lợi")
    own_alliance = f"lien-minh-{new_id().hex[-8:]}"
    async with database.begin() as session:
        await found_organization(session, kind="alliance", slug=own_alliance, name="Liên minh khác")
    walked = 0
    for slug, role, neighbour in (
        (own.slug, "chair", cooperative),
        (own_alliance, "alliance_leader", alliance),
    ):
        await browser.sign_in(await seat_person(database, slug, role), PASSWORD)
        allowed = {str(permission) for permission in ROLE_PERMISSIONS[role]}
        for route in routes_of(web):
            names = [name for name in neighbour.ids if f"{{{name}:" in route.path]
            if not names or route.permission not in allowed:
                continue
            address = route.address(slug, neighbour.ids, str(new_id()))
            answer = await walk(browser, route, address, follows=True)
            assert answer.status_code == 404, f"{route}: {answer.status_code}"
            walked += 1
    assert walked >= 20


@pytest.mark.parametrize("role", sorted(ROLE_PERMISSIONS))
async def test_each_role_may_what_the_table_says(
    web: Litestar, browser: Browser, database: Database, cooperative: Place, alliance: Place, role: str
) -> None:
    """Every closed route as every role, with ids that are there: 403 exactly where the table of roles says no."""
    place = alliance if role.startswith("alliance_") else cooperative
    await browser.sign_in(await seat_person(database, place.slug, role), PASSWORD)
    for route in routes_of(web):
        if not route.permission:
            continue
        may = Permission(route.permission) in ROLE_PERMISSIONS[role]
        if may and route.method != "GET":
            continue  # what it does is tested elsewhere
        answer = await walk(browser, route, route.address(place.slug, place.ids, str(new_id())))
        assert (answer.status_code != 403) is may, f"{role}: {route} {answer.status_code}"


@pytest.mark.parametrize("table", [*TENANT_TABLES, "people", "seats", "web_sessions", "sign_in_attempts"])
async def test_the_rollup_role_reads_figures_alone(rollup_database: Database, table: str) -> None:
    async def rows() -> int:
        async with enter_alliance(rollup_database, "can-tho.") as session:
            return (await session.execute(text(f"SELECT count(*) FROM {table}"))).scalar_one()

    if table in OPEN_TO_ROLLUP:
        assert await rows() >= 0
        return
    with pytest.raises(DBAPIError) as refused:
        await rows()
    assert getattr(refused.value.orig, "sqlstate", "") == "42501"


async def test_the_rollup_role_sees_its_alliance_alone(
    database: Database, rollup_database: Database, alliance: Place
) -> None:
    count = text("SELECT count(*) FROM figures")
    async with enter_alliance(rollup_database, f"{alliance.slug}.") as session:
        assert (await session.execute(count)).scalar_one() > 0
        assert (
            await session.execute(
                text("SELECT count(*) FROM figures WHERE alliance_path NOT LIKE :own"), {"own": f"{alliance.slug}.%"}
            )
        ).scalar_one() == 0
    async with rollup_database.begin() as session:
        assert (await session.execute(count)).scalar_one() == 0


ATTACKS = (
    "SET ROLE hoptac_owner",
    "SET SESSION AUTHORIZATION postgres",
    "SET LOCAL row_security = off; SELECT count(*) FROM members",
    "SET session_replication_role = replica",
    "ALTER TABLE members DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE entries DISABLE TRIGGER ALL",
    "DROP POLICY members_hoptac_app ON members",
    "CREATE POLICY p ON members TO hoptac_app USING (true)",
    "CREATE TABLE public.mine (a int)",
    "CREATE TEMP TABLE mine (a int)",
    "CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE EXTENSION plpgsql_x",
    "COPY (SELECT 1) TO PROGRAM 'id'",
    "COPY members FROM '/etc/passwd'",
    "SELECT pg_read_file('/etc/passwd')",
    "SELECT lo_import('/etc/passwd')",
    "TRUNCATE members CASCADE",
    "DELETE FROM audit_records",
    "UPDATE audit_records SET verb = 'x'",
    "DELETE FROM people",
    "DELETE FROM seats",
    "DELETE FROM organizations",
    "UPDATE alembic_version SET version_num = 'x'",
    "SELECT set_alliance_path('can-tho.')",
    "ALTER ROLE hoptac_app BYPASSRLS",
    "ALTER ROLE hoptac_app SUPERUSER",
    "SELECT * FROM pg_authid",
    "DROP TABLE members",
)


@pytest.mark.parametrize("attack", ATTACKS)
async def test_the_app_role_cannot_open_a_door(database: Database, tan_hung: Cooperative, attack: str) -> None:
    with pytest.raises(DBAPIError) as refused:
        async with enter_tenant(database, tan_hung.id) as session:
            for statement in attack.split("; "):
                await session.execute(text(statement))
    assert getattr(refused.value.orig, "sqlstate", "") in ("42501", "22023", "0A000", "58P01"), refused.value
