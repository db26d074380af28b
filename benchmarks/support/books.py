"""Books of any length, filled by SQL as the superuser: four lines an entry over two years, five hundred parties.

Only what reading needs is true of them: positions and numbers without gaps, lines, kept balances; the hashes are not.
"""

from uuid import UUID

import asyncpg

from benchmarks.support.place import Place, driver_url, found
from hoptac.kit.db import Database
from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger import rebuild_balances

LINES_PER_ENTRY = 4
PARTIES = 500
DAYS = 730
"""From 1 January 2025."""

_PARTIES = """
INSERT INTO parties (org_id, id, kind, name, sort_key, search_key, created_at)
SELECT $1, md5('p' || n)::uuid, 'individual', 'Nguyễn Văn ' || n, lpad(n::text, 6, '0'), 'nguyen van ' || n, now()
FROM generate_series(0, $2 - 1) n
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
SELECT org_id, id, line, entry_on, {lines},
    CASE WHEN kind = 0 THEN (ARRAY['131', '131', '6111', '1121'])[line]
         WHEN kind = 1 THEN (ARRAY['156', '133', '331', '642'])[line]
         ELSE (ARRAY['131', '6121', '1111', '154'])[line] END,
    CASE WHEN kind = 0 THEN (ARRAY['5111', '3331', '156', '131'])[line]
         WHEN kind = 1 THEN (ARRAY['331', '331', '1121', '334'])[line]
         ELSE (ARRAY['5121', '156', '131', '334'])[line] END,
    100000 + position % 977 * 1000,
    CASE WHEN (kind = 0 AND line <= 2) OR (kind = 1 AND line = 3) OR (kind = 2 AND line = 1)
        THEN md5('p' || position % {parties})::uuid END,
    CASE WHEN (kind = 0 AND line = 4) OR (kind = 1 AND line <> 3) OR (kind = 2 AND line >= 3)
        THEN md5('p' || position % {parties})::uuid END,
    ''
FROM entries, LATERAL (SELECT position % 3 AS kind) kinds, generate_series(1, {lines}) line
WHERE org_id = $1
"""


async def fill_books(place: Place, database: Database, slug: str, lines: int) -> UUID:
    """An organization whose books have so many lines; its id. Triggers and foreign keys are left out while filling."""
    org_id = await found(database, slug)
    entries = lines // LINES_PER_ENTRY
    shape = {"days": DAYS, "lines": LINES_PER_ENTRY, "parties": PARTIES}
    superuser = await asyncpg.connect(driver_url(place.superuser_url))
    try:
        await superuser.execute("SET session_replication_role = replica")
        await superuser.execute(_PARTIES, org_id, PARTIES)
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
