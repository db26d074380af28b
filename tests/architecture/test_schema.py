"""What every table owes: its kind, its tenant's key first, row-level security forced, and a model that tells the truth."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.schema import ForeignKeyConstraint, UniqueConstraint

from hoptac.schema import metadata

TABLES = {table.name: table for table in metadata.sorted_tables}
TENANT_TABLES = {name: table for name, table in TABLES.items() if table.info.get("kind") == "tenant"}
# Tables of the job queue's own library and of the migrations are not ours to describe.
FOREIGN_PREFIXES = ("pgqueuer", "alembic_version")


def test_every_table_says_its_kind():
    assert {
        name: table.info.get("kind")
        for name, table in TABLES.items()
        if table.info.get("kind") not in ("tenant", "reference", "local")
    } == {}
    assert TENANT_TABLES


def test_the_organization_comes_first_in_every_key_of_a_tenant_table():
    for name, table in TENANT_TABLES.items():
        assert next(iter(table.primary_key.columns)).name == "org_id", f"{name}: primary key must start with org_id"
        for constraint in table.constraints:
            if isinstance(constraint, UniqueConstraint):
                assert next(iter(constraint.columns)).name == "org_id", (
                    f"{name}: {constraint.name} must start with org_id"
                )
        for index in table.indexes:
            if index.unique:
                assert index.columns[0].name == "org_id", f"{name}: {index.name} must start with org_id"


def test_foreign_keys_stay_inside_the_tenant_or_point_to_reference_tables():
    for name, table in TABLES.items():
        for constraint in table.constraints:
            if not isinstance(constraint, ForeignKeyConstraint):
                continue
            target = constraint.referred_table.info["kind"]
            assert target != "local", f"{name}: {constraint.name} points to a local table"
            if target == "tenant":
                assert table.info["kind"] == "tenant", (
                    f"{name}: a {table.info['kind']} table may not point to a tenant's"
                )
                assert constraint.columns.keys()[0] == "org_id", f"{name}: {constraint.name} must carry org_id first"
            assert constraint.ondelete is None


def test_names_fit():
    for table in TABLES.values():
        for thing in [*table.constraints, *table.indexes]:
            assert thing.name is None or len(str(thing.name)) <= 50, f"{thing.name} is longer than 50 characters"


async def test_every_tenant_table_is_kept_apart_by_the_database(superuser_database):
    query = text(
        "SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity, "
        "(SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid AND NOT p.polpermissive) "
        "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind = 'r'"
    )
    async with superuser_database.begin() as session:
        rows = {row[0]: row[1:] for row in await session.execute(query)}
        columns = await session.execute(
            text(
                "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'org_id'"
            )
        )
        with_org = {row[0] for row in columns}
    for name in TENANT_TABLES:
        assert rows[name] == (True, True, 0), (
            f"{name}: row-level security must be enabled and forced, never restrictive"
        )
    undeclared = {name for name in with_org if name not in TABLES and not name.startswith(FOREIGN_PREFIXES)}
    assert undeclared == set()


async def test_without_an_organization_there_are_no_rows(database):
    async with database.begin() as session:
        for name in TENANT_TABLES:
            assert (await session.execute(text(f"SELECT count(*) FROM {name}"))).scalar_one() == 0, name


async def test_the_app_role_neither_owns_nor_bypasses(database):
    query = text("SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = current_user")
    async with database.begin() as session:
        assert (await session.execute(query)).one() == (False, False, False)


async def test_the_models_agree_with_the_migrations(owner_database):
    def difference(connection):
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found = compare_metadata(context, metadata)
        return [entry for entry in found if not _is_foreign(entry)]

    async with owner_database.engine.connect() as connection:
        assert await connection.run_sync(difference) == []


def _is_foreign(entry):
    thing = entry[1] if isinstance(entry, tuple) and len(entry) > 1 else None
    return entry[0] in ("remove_table", "remove_index") and getattr(thing, "name", "").startswith(FOREIGN_PREFIXES)
