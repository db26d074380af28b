"""A database of before: what lay there in the open is sealed by the upgrade, and still found."""

import asyncio
import re
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text

from hoptac.capital.queries.certificates import list_certificates
from hoptac.data_keys import prove_keys
from hoptac.kit.db import Database
from hoptac.kit.identifiers import new_id
from hoptac.kit.postgres import ensure_running, remove
from hoptac.kit.stored_files import get_file
from hoptac.kit.tenancy import enter_tenant
from hoptac.members.queries import get_member
from hoptac.migrating import migrate
from hoptac.parties.queries import find_party

NUMBER, OTHER = "092060100001", "092060100002"
BEFORE = "0026_charter"
UNSAFE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "shared_buffers": "16MB"}
ORGANIZATION = (
    "INSERT INTO organizations (id, slug, kind, name, sort_key, search_key, alliance_path, commune_name, head_office, "
    "legal_representative, keeps_books, created_at) VALUES (:org, :slug, 'cooperative', 'HTX', 'htx', 'htx', 'ct.', '', "
    "'', '', true, now())"
)
PARTY = (
    "INSERT INTO parties (org_id, id, kind, name, sort_key, search_key, identity_number, created_at) "
    "VALUES (:org, :party, 'individual', 'Nguyễn Văn Tám', 'tam', 'nguyen van tam', :number, now())"
)
MEMBER = (
    "INSERT INTO members (org_id, party_id, number, kind, created_at) VALUES (:org, :party, 'TV-1', 'official', now())"
)
CERTIFICATE = (
    "INSERT INTO certificates (org_id, id, number, party_id, amount_dong, contents, issued_on, check_code, issued_by, "
    "issued_at) VALUES (:org, :party, '001/2026', :party, 1, cast(:contents AS jsonb), '2026-01-01', 'abc', :party, now())"
)
CONTENTS = (
    '{"organization_name": "HTX", "organization_code": "", "head_office": "", "charter_capital_dong": 1, '
    '"holder_kind": "individual", "holder_name": "Nguyễn Văn Tám", "holder_address": "", "holder_nationality": "", '
    f'"holder_identity_number": "{NUMBER}", "amount_dong": 1, "contribution_ratio": 1, "number": "001/2026", '
    '"issued_on": "2026-01-01", "legal_representative": "", "legal_representative_title": "", "check_url": ""}'
)
FILE = (
    "INSERT INTO stored_files (org_id, id, sha256, name, size, content, created_at) "
    "VALUES (:org, :party, cast('x' AS bytea), 'a.csv', 12, :content, now())"
)


@contextmanager
def a_server(folder: Path):
    try:
        yield ensure_running(folder, extra_settings=UNSAFE)
    finally:
        remove(folder)


async def written_before(url: str, org_ids, party_ids) -> None:
    database = Database(url, pool_size=1)
    async with database.begin() as session:
        for org_id, party_id, number in zip(org_ids, party_ids, (NUMBER, OTHER), strict=True):
            about = {"org": org_id, "party": party_id, "slug": f"o-{org_id.hex[-8:]}", "number": number}
            about |= {"contents": CONTENTS, "content": NUMBER.encode()}
            for statement in (ORGANIZATION, PARTY, MEMBER, CERTIFICATE, FILE):
                names = re.findall(r"(?<!:):(\w+)", statement)
                await session.execute(text(statement), {name: about[name] for name in names if name in about})
    await database.close()


async def test_an_upgrade_seals_what_is_there(tmp_path: Path) -> None:
    org_ids, party_ids = [new_id(), new_id()], [new_id(), new_id()]
    with a_server(tmp_path / "before") as server:
        owner_url, superuser_url = server.url("hoptac_owner"), server.url("postgres")
        await asyncio.to_thread(migrate, owner_url, BEFORE)
        await written_before(superuser_url, org_ids, party_ids)
        await damage(superuser_url, max(org_ids), "[]")
        with pytest.raises(AttributeError):  # whatever ends it on the way leaves everything as it was
            await asyncio.to_thread(migrate, owner_url)
        assert await numbers_in_the_open(superuser_url) == [NUMBER, OTHER]
        await damage(superuser_url, max(org_ids), CONTENTS)
        await asyncio.to_thread(migrate, owner_url)

        database = Database(server.url("hoptac_app"), pool_size=1)
        for org_id, party_id, number in zip(org_ids, party_ids, (NUMBER, OTHER), strict=True):
            async with enter_tenant(database, org_id) as session:
                assert (await get_member(session, org_id, party_id)).identity_number == number
                assert await find_party(session, org_id, number) == party_id
                (certificate,) = await list_certificates(session, org_id, party_id)
                assert certificate.contents.holder_identity_number == NUMBER
                assert await get_file(session, org_id, party_id) == ("a.csv", NUMBER.encode())
        await prove_keys(database)
        await database.close()
        assert await left_in_the_open(superuser_url, tmp_path / "before") == []


async def damage(url: str, org_id: UUID, contents: str) -> None:
    """Put something in the place of a certificate's contents that nothing can be made of, or the contents back."""
    database = Database(url, pool_size=1)
    change = text("UPDATE certificates SET contents = cast(:contents AS jsonb) WHERE org_id = :org")
    async with database.begin() as session:
        await session.execute(change, {"org": org_id, "contents": contents})
    await database.close()


async def numbers_in_the_open(url: str) -> list[str]:
    database = Database(url, pool_size=1)
    async with database.begin() as session:
        rows = await session.execute(text("SELECT identity_number FROM parties ORDER BY identity_number"))
        found = list(rows.scalars())
    await database.close()
    return found


async def left_in_the_open(url: str, folder: Path) -> list[str]:
    """The files of the tables in which one of the numbers can still be read, by whoever takes the disk."""
    database = Database(url, pool_size=1)
    async with database.begin() as session:
        paths = text(
            "SELECT pg_relation_filepath(c.oid), c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE n.nspname IN ('public', 'pg_toast') AND pg_relation_filepath(c.oid) IS NOT NULL"
        )
        files = dict((await session.execute(paths)).all())
    async with database.engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        await connection.execute(text("CHECKPOINT"))
        root = (await connection.execute(text("SHOW data_directory"))).scalar_one()
    await database.close()
    assert files
    wanted = (NUMBER.encode(), OTHER.encode())
    return [
        name for path, name in files.items() if any(number in (Path(root) / path).read_bytes() for number in wanted)
    ]
