"""Changing the data key: everything that is sealed under an earlier one is sealed anew, organization by organization.

This is done as the role that owns the tables: the app may change neither certificates nor files. Each organization is a
transaction of its own; a run that was ended in the middle is finished by the next one, since both keys open.
"""

from collections import Counter
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Table, bindparam, delete, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.bank.models import BANK_STATEMENTS
from hoptac.capital.models import CERTIFICATES
from hoptac.capital.sealing import PLACE as CERTIFICATE_PLACE
from hoptac.capital.sealing import SEALED_FIELD
from hoptac.kit.db import Database
from hoptac.kit.key_proofs import DataKeyProof
from hoptac.kit.sealing import fingerprints, keys, open_sealed, open_text, seal, seal_text, sealed_bytes, version_of
from hoptac.kit.tenancy import enter_tenant
from hoptac.organizations.models import Organization
from hoptac.parties.identity_numbers import PLACE as NUMBER_PLACE
from hoptac.schema import metadata


class SealedColumn(NamedTuple):
    """One column of bytes that is sealed; its place is "table.column" unless another is said."""

    table: str
    column: str
    place: str
    found_by: str | None = None
    """The column that holds the fingerprint beside it."""


SEALED_COLUMNS = (
    SealedColumn("parties", "sealed_identity_number", NUMBER_PLACE, "identity_number_index"),
    SealedColumn("applications", "sealed_identity_number", NUMBER_PLACE, "identity_number_index"),
    *(
        SealedColumn(table, column, f"{table}.{column}")
        for table, column in (
            ("member_imports", "mapping"),
            ("member_imports", "verdicts"),
            ("opening_imports", "mapping"),
            ("opening_imports", "verdicts"),
            ("registry_imports", "mapping"),
            ("registry_imports", "verdicts"),
            (BANK_STATEMENTS.name, "mapping"),
            (BANK_STATEMENTS.name, "found"),
            ("jobs", "content"),
            ("stored_files", "content"),
            ("register_prints", "content"),
        )
    ),
)
"""Beside these, the holder's identity number inside `certificates.contents`, as text."""

LOCK = text("SELECT id FROM organizations WHERE id = :org FOR NO KEY UPDATE")
FILES_MAY_CHANGE = text("ALTER TABLE stored_files DISABLE TRIGGER stored_files_final")
FILES_ARE_FINAL = text("ALTER TABLE stored_files ENABLE TRIGGER stored_files_final")


async def reseal_everything(owner: Database) -> dict[str, int]:
    """How many values of each table were sealed anew under the newest key; keys that no value needs any more are forgotten,
    so that they need not be at hand at the next start (backups of before still need them). Raises KeyMissing."""
    async with owner.begin() as session:
        org_ids = list((await session.execute(select(Organization.id).order_by(Organization.id))).scalars())
    counts: Counter[str] = Counter()
    for org_id in org_ids:
        async with enter_tenant(owner, org_id) as session:
            counts.update(await reseal_organization(session, org_id))
    async with owner.begin() as session:
        await session.execute(delete(DataKeyProof).where(DataKeyProof.version < keys().newest.version))
    return dict(counts)


async def reseal_organization(session: AsyncSession, org_id: UUID) -> Counter[str]:
    """All of one organization, in the transaction of the session; members who are just being entered wait."""
    counts: Counter[str] = Counter()
    await session.execute(LOCK, {"org": org_id})
    await session.execute(FILES_MAY_CHANGE)
    for sealed in SEALED_COLUMNS:
        counts[sealed.table] += await _reseal_column(session, org_id, sealed)
    await session.execute(FILES_ARE_FINAL)
    counts[CERTIFICATES.name] += await _reseal_certificates(session, org_id)
    return counts


async def _reseal_column(session: AsyncSession, org_id: UUID, sealed: SealedColumn) -> int:
    """A value at a time: files are large."""
    table: Table = metadata.tables[sealed.table]
    column = table.c[sealed.column]
    of_org = {"of_org": org_id}
    here = (table.c.org_id == bindparam("of_org"), table.c.id == bindparam("of_row"))
    ids = select(table.c.id).where(table.c.org_id == bindparam("of_org"), column.is_not(None))
    reading, change = select(column).where(*here), update(table).where(*here)
    done = 0
    for row_id in list((await session.execute(ids, of_org)).scalars()):
        at = of_org | {"of_row": row_id}
        value: bytes = (await session.execute(reading, at)).scalar_one()
        if version_of(value) == keys().newest.version:
            continue
        plain = open_sealed(org_id, sealed.place, value)
        values: dict[str, Any] = {sealed.column: seal(org_id, sealed.place, plain)}
        if sealed.found_by is not None:
            values[sealed.found_by] = fingerprints(org_id, sealed.place, plain)[0]
        await session.execute(change.values(values), at)
        done += 1
    return done


async def _reseal_certificates(session: AsyncSession, org_id: UUID) -> int:
    given = CERTIFICATES.c
    rows = await session.execute(select(given.id, given.contents).where(given.org_id == org_id))
    done = 0
    for certificate_id, contents in rows.all():
        kept = contents[SEALED_FIELD]
        if not kept or version_of(sealed_bytes(kept)) == keys().newest.version:
            continue
        number = open_text(org_id, CERTIFICATE_PLACE, kept)
        contents |= {SEALED_FIELD: seal_text(org_id, CERTIFICATE_PLACE, number)}
        change = update(CERTIFICATES).where(given.org_id == org_id, given.id == certificate_id)
        await session.execute(change.values(contents=contents))
        done += 1
    return done
