"""Books of any length, filled by SQL as the superuser: four lines an entry over two years, with the parties that a large
cooperative has: members and other customers on 131, suppliers on 331, workers on 334.

Only what reading needs is true of them: positions and numbers without gaps, lines, kept balances; the hashes are not.
"""

from uuid import UUID

import asyncpg

from benchmarks.support.place import Place, driver_url, found
from hoptac.kit.db import Database
from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger import rebuild_balances

LINES_PER_ENTRY = 4
CUSTOMERS, SUPPLIERS, WORKERS = 400, 20, 30
DAYS = 730
"""From 1 January 2025."""

_PARTIES = """
INSERT INTO parties (org_id, id, kind, name, sort_key, search_key, created_at)
SELECT $1, md5(kind || n)::uuid, 'individual', 'Nguyễn Văn ' || n, kind || lpad(n::text, 6, '0'), 'nguyen van ' || n, now()
FROM (VALUES ('c', {customers}), ('s', {suppliers}), ('w', {workers})) kinds (kind, count), generate_series(0, count - 1) n
"""
_ENTRIES = """
INSERT INTO entries (org_id, id, position, series, fiscal_year, number, entry_on, description, source_kind, source_id,
    purpose, line_count, prepared_by, posted_at, previous_hash, hash)
SELECT $1::uuid, md5($1::uuid::text || n)::uuid, n, 'GV', 2025 + day / 365, n, '2025-01-01'::date + day,
    'Bán vật tư cho thành viên', 'bench', md5('s' || n)::uuid, 'bench', {lines}, $1::uuid, now(),
    decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex')
FROM generate_series(1, $2::int) n, LATERAL (SELECT ((n - 1)::bigint * {days} / $2::int)::int AS day) days
"""
_LINES = """
INSERT INTO lines (org_id, entry_id, position, entry_on, line_count, debit_account, credit_account, amount_dong,
    debit_party_id, credit_party_id, description)
SELECT org_id, id, line, entry_on, {lines}, debit, credit, 100000 + position % 977 * 1000,
    CASE debit WHEN '131' THEN customer WHEN '331' THEN supplier WHEN '334' THEN worker END,
    CASE credit WHEN '131' THEN customer WHEN '331' THEN supplier WHEN '334' THEN worker END,
    ''
FROM entries,
    LATERAL (SELECT md5('c' || position % {customers})::uuid AS customer, md5('s' || position % {suppliers})::uuid AS supplier,
        md5('w' || position % {workers})::uuid AS worker) parties,
    LATERAL (VALUES (0, 1, '131', '5111'), (0, 2, '131', '3331'), (0, 3, '6111', '156'), (0, 4, '1121', '131'),
        (1, 1, '156', '331'), (1, 2, '133', '331'), (1, 3, '331', '1121'), (1, 4, '642', '334'),
        (2, 1, '131', '5121'), (2, 2, '6121', '156'), (2, 3, '1111', '131'), (2, 4, '154', '334')
    ) pairs (kind, line, debit, credit)
WHERE org_id = $1 AND kind = position % 3
"""


async def fill_books(place: Place, database: Database, slug: str, lines: int) -> UUID:
    """An organization whose books have so many lines; its id. Triggers and foreign keys are left out while filling."""
    org_id = await found(database, slug)
    entries = lines // LINES_PER_ENTRY
    parties = {"customers": CUSTOMERS, "suppliers": SUPPLIERS, "workers": WORKERS}
    shape = {"days": DAYS, "lines": LINES_PER_ENTRY, **parties}
    superuser = await asyncpg.connect(driver_url(place.superuser_url))
    try:
        await superuser.execute("SET session_replication_role = replica")
        await superuser.execute(_PARTIES.format(**shape), org_id)
        await superuser.execute(_ENTRIES.format(**shape), org_id, entries)
        await superuser.execute(_LINES.format(**shape), org_id)
        head = "INSERT INTO ledger_heads (org_id, position, hash) VALUES ($1, $2, decode(repeat('00', 32), 'hex'))"
        await superuser.execute(head, org_id, entries)
        async with enter_tenant(database, org_id) as session:
            await rebuild_balances(session, org_id)
        await superuser.execute("ANALYZE")
    finally:
        await superuser.close()
    return org_id
