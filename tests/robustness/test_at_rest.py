"""What lies in the database: no identity number stands there as it is written, in no table, in no form."""

from sqlalchemy import text
from tests.capital.deeds import Deeds, M
from tests.conftest import Cooperative
from tests.members.imports.test_importing import ACTOR, NOW, brought, members_list
from tests.members.reading.workbooks import TODAY, identity_number

from hoptac.capital.importing import import_members
from hoptac.capital.queries.certificates import list_certificates
from hoptac.kit.db import Database
from hoptac.kit.identifiers import new_id
from hoptac.kit.jobs import request_job
from hoptac.kit.jobs.queries import take_job
from hoptac.kit.stored_files import get_file, store_file
from hoptac.kit.tenancy import enter_tenant
from hoptac.members.actions import register_member
from hoptac.members.forms import MemberForm
from hoptac.members.queries import find_holder_of_identity, get_member
from hoptac.opening.importing import bring_in_list as bring_in_balances
from hoptac.opening.importing import read_list as read_balances
from hoptac.parties.actions import PartyForm, add_parties
from hoptac.parties.queries import find_party
from hoptac.resealing import SEALED_COLUMNS
from hoptac.schema import metadata

MEMBER, LISTED, BUYER = "092060100001", identity_number(7), "092070200002"
PHONE = "0918000333"
PLAIN_BYTES = {
    # Fingerprints, hashes and proofs.
    "web_sessions.token_hash", "stored_files.sha256", "member_imports.sha256", "opening_imports.sha256",
    "registry_imports.sha256", "bank_statements.sha256", "entries.previous_hash", "entries.hash", "ledger_heads.hash",
    "parties.identity_number_index", "applications.identity_number_index", "data_keys.proof", "member_codes.code_hash",
    # How columns of a list are called, never what stands in them.
    "import_mappings.mapping",
    # Of the books themselves: lines that name a party by its id; what an invoice says, which tax law keeps in the open.
    "vouchers.lines", "received_invoices.contents",
}  # fmt: skip


async def places_of(superuser_database: Database, org_id, *, wanted: str) -> set[str]:
    """The tables in which a row of the organization holds the letters, as text or among the bytes of a column."""
    found: set[str] = set()
    among_bytes = wanted.encode().hex()
    async with superuser_database.begin() as session:
        for table in metadata.sorted_tables:
            mine = " WHERE org_id = :org" if "org_id" in table.c else ""
            rows = await session.execute(text(f"SELECT t::text FROM {table.name} t{mine}"), {"org": org_id})
            if any(wanted in row or among_bytes in row for row in rows.scalars()):
                found.add(table.name)
    return found


async def test_no_number_stands_in_any_table(
    database: Database, superuser_database: Database, tan_hung: Cooperative
) -> None:
    org_id = tan_hung.id
    async with enter_tenant(database, org_id) as session:
        form = MemberForm("TV-1", "Nguyễn Văn Tám", "individual", "official", identity_number=MEMBER, phone=PHONE)
        member_id = (await register_member(session, org_id=org_id, actor_id=ACTOR, now=NOW, form=form)).party_id
        buyer = PartyForm("Trần Thị Sáu", "individual", BUYER)
        (buyer_id,) = await add_parties(session, org_id=org_id, now=NOW, parties=[buyer])
    listed = members_list(f"A7|Trần Văn An|{LISTED}|5000000")
    import_id = await brought(database, tan_hung, listed)
    shared = {"org_id": org_id, "actor_id": ACTOR, "now": NOW}
    async with enter_tenant(database, org_id) as session:
        await import_members(session, import_id=import_id, today=TODAY, **shared)
    deeds = Deeds(database, org_id)
    await deeds.pledge(member_id, 5 * M)
    await deeds.pay(member_id, 5 * M)
    await deeds.certify(member_id)
    csv = f"Tài khoản,Đối tượng,Mã số thuế,Dư Nợ,Dư Có\n131,Trần Thị Sáu,{BUYER},5000000,\n".encode()
    async with enter_tenant(database, org_id) as session:
        await bring_in_balances(session, read=read_balances(csv, "so-du.csv"), today=TODAY, **shared)
        file_id = await store_file(session, org_id, name="cccd.txt", content=MEMBER.encode(), at=NOW)
        job_id = await request_job(session, kind="print", subject_id=new_id(), content=LISTED.encode(), **shared)

    async with enter_tenant(database, org_id) as session:
        assert (await get_member(session, org_id, member_id)).identity_number == MEMBER
        assert (await list_certificates(session, org_id, member_id))[0].contents.holder_identity_number == MEMBER
        assert await find_holder_of_identity(session, org_id, LISTED) is not None
        assert await find_party(session, org_id, BUYER) == buyer_id
        assert await get_file(session, org_id, file_id) == ("cccd.txt", MEMBER.encode())
        task = await take_job(session, org_id, job_id)
        assert task is not None
        assert task.content == LISTED.encode()
    assert await places_of(superuser_database, org_id, wanted=PHONE) == {"parties"}  # what looks for them does find
    for number in (MEMBER, LISTED, BUYER):
        assert await places_of(superuser_database, org_id, wanted=number) == set(), number


def test_every_column_of_bytes_is_sealed_or_known_to_hold_nothing_of_a_person() -> None:
    kept = {
        f"{table.name}.{column.name}"
        for table in metadata.sorted_tables
        for column in table.c
        if column.type.__class__.__name__ == "LargeBinary"
    }
    assert kept - {f"{one.table}.{one.column}" for one in SEALED_COLUMNS} == PLAIN_BYTES
