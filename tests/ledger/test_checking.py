"""Damage planted by the superuser, past every trigger and key, is found; balances are rebuilt from the lines."""

import pytest
from sqlalchemy import text
from tests.conftest import Cooperative
from tests.ledger.notation import party
from tests.ledger.test_postings import CONTRIBUTION, post

from hoptac.kit.db import Database
from hoptac.kit.language import translate
from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger import Finding, balance_of_party, check_books, rebuild_balances

LAST = "(SELECT max(position) FROM entries WHERE org_id = :id)"
ENTRY_2 = "(SELECT id FROM entries WHERE org_id = :id AND position = 2)"


async def plant(database: Database, org: Cooperative, *statements: str) -> None:
    async with database.begin() as session:
        await session.execute(text("SET LOCAL session_replication_role = replica"))
        for statement in statements:
            result = await session.execute(text(statement), {"id": org.id})
            assert result.rowcount > 0


async def findings(database: Database, org: Cooperative) -> list[Finding]:
    async with enter_tenant(database, org.id) as session:
        return await check_books(session, org.id)


async def keep_books(database: Database, org: Cooperative) -> None:
    for name in ("an", "binh", "chi", "dung"):
        await post(database, org, f"Nợ 1121 / Có 4111 5.000.000 @{name}\nNợ 1111 / Có 5121 30.000")
    assert await findings(database, org) == []


@pytest.mark.parametrize(
    ("damage", "kinds"),
    [
        (["UPDATE entries SET description = 'khác' WHERE org_id = :id AND position = 2"], {"broken_chain"}),
        (["UPDATE entries SET prepared_by = org_id WHERE org_id = :id AND position = 2"], {"broken_chain"}),
        (
            [f"UPDATE lines SET amount_dong = 1 WHERE org_id = :id AND position = 1 AND entry_id = {ENTRY_2}"],
            {"broken_chain", "account_balance", "party_balance", "pair_balance"},
        ),
        (
            [f"DELETE FROM lines WHERE org_id = :id AND position = 2 AND entry_id = {ENTRY_2}"],
            {"broken_chain", "missing_line", "account_balance", "pair_balance"},
        ),
        (
            [
                f"DELETE FROM lines WHERE org_id = :id AND entry_id = {ENTRY_2}",
                "DELETE FROM entries WHERE org_id = :id AND position = 2",
            ],
            {"broken_chain", "position_gap", "number_gap", "account_balance", "party_balance", "pair_balance"},
        ),
        (
            [
                f"DELETE FROM lines WHERE entry_id = (SELECT id FROM entries WHERE org_id = :id AND position = {LAST})",
                f"DELETE FROM entries WHERE org_id = :id AND position = {LAST}",
            ],
            {"position_gap", "account_balance", "party_balance", "pair_balance"},
        ),
        (["UPDATE entries SET number = 9 WHERE org_id = :id AND position = 2"], {"broken_chain", "number_gap"}),
        (
            ["UPDATE entries SET hash = sha256('x') WHERE org_id = :id AND position = 4"],
            {"broken_chain", "position_gap"},
        ),
        (["UPDATE ledger_heads SET position = 9 WHERE org_id = :id"], {"position_gap"}),
        (
            ["UPDATE account_balances SET debit_dong = debit_dong + 1 WHERE org_id = :id AND account = '1121'"],
            {"account_balance"},
        ),
        (["DELETE FROM account_balances WHERE org_id = :id AND account = '1121'"], {"account_balance"}),
        (["INSERT INTO account_balances VALUES (:id, '1331', '2026-01-01', 5, 0)"], {"account_balance"}),
        ([f"DELETE FROM party_balances WHERE org_id = :id AND party_id = '{party('an')}'"], {"party_balance"}),
        (
            [f"INSERT INTO party_balances VALUES (:id, '4111', '{party('em')}', '2026-01-01', 0, 5)"],
            {"party_balance"},
        ),
        (["UPDATE pair_balances SET amount_dong = amount_dong - 1 WHERE org_id = :id"], {"pair_balance"}),
        (["INSERT INTO pair_balances VALUES (:id, '642', '1111', '2026-01-01', 5)"], {"pair_balance"}),
        (
            [
                "UPDATE lines SET credit_account = '711' WHERE org_id = :id AND credit_account = '5121'",
                "UPDATE account_balances SET account = '711' WHERE org_id = :id AND account = '5121'",
                "UPDATE pair_balances SET credit_account = '711' WHERE org_id = :id AND credit_account = '5121'",
            ],
            {"broken_chain", "account"},
        ),
        (
            [
                "UPDATE lines SET credit_account = '512' WHERE org_id = :id AND credit_account = '5121'",
                "UPDATE account_balances SET account = '512' WHERE org_id = :id AND account = '5121'",
                "UPDATE pair_balances SET credit_account = '512' WHERE org_id = :id AND credit_account = '5121'",
            ],
            {"broken_chain", "account"},
        ),
        (
            [
                "UPDATE lines SET credit_party_id = NULL WHERE org_id = :id AND credit_party_id IS NOT NULL",
                "DELETE FROM party_balances WHERE org_id = :id",
            ],
            {"broken_chain", "party"},
        ),
    ],
)
async def test_planted_damage_is_found(
    database: Database, superuser_database: Database, tan_hung: Cooperative, damage: list[str], kinds: set[str]
) -> None:
    await keep_books(database, tan_hung)
    await plant(superuser_database, tan_hung, *damage)
    found = await findings(database, tan_hung)
    assert {finding.kind for finding in found} == kinds
    for finding in found:
        assert "%(" not in str(finding.message)
        assert translate(finding.message, "en") != str(finding.message)


async def test_balances_are_rebuilt_from_the_lines(
    database: Database, superuser_database: Database, tan_hung: Cooperative, phu_loi: Cooperative
) -> None:
    for org in (tan_hung, phu_loi):
        await keep_books(database, org)
        await plant(
            superuser_database,
            org,
            "UPDATE account_balances SET debit_dong = debit_dong + 1 WHERE org_id = :id",
            "DELETE FROM party_balances WHERE org_id = :id",
            "UPDATE pair_balances SET amount_dong = 1 WHERE org_id = :id",
        )
    async with enter_tenant(database, tan_hung.id) as session:
        await rebuild_balances(session, tan_hung.id)
    assert await findings(database, tan_hung) == []
    assert await findings(database, phu_loi) != []
    await post(database, tan_hung, CONTRIBUTION)
    async with enter_tenant(database, tan_hung.id) as session:
        assert await balance_of_party(session, tan_hung.id, "4111", party("an")) == 10_000_000
    assert await findings(database, tan_hung) == []


async def test_empty_books_are_whole(database: Database, tan_hung: Cooperative) -> None:
    assert await findings(database, tan_hung) == []
