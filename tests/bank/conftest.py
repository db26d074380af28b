"""A cooperative whose members are in its register, with an account at a bank, and statements as files for it."""

from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from hoptac.bank.actions import accept, add_account, bring_in_statement, confirm_statement
from hoptac.bank.actions.accounts import AccountForm
from hoptac.bank.actions.statements import judge_file
from hoptac.bank.files import read_file
from hoptac.bank.proposing import propose
from hoptac.bank.queries.accounts import get_account
from hoptac.bank.queries.knowing import load_knowledge
from hoptac.bank.queries.lines import list_lines
from hoptac.capital.importing import import_file
from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_tenant

NOW = datetime(2026, 2, 10, 3, 0, tzinfo=UTC)
TODAY = date(2026, 2, 10)
ACCOUNTANT, CHAIR = new_id(), new_id()
TESTS = Path(__file__).parents[1]
SAMPLE = TESTS / "bank" / "reading" / "samples" / "sao-ke-2026-01.xlsx"
MEMBERS = TESTS / "members" / "reading" / "samples" / "htx-tan-hung-clean.xlsx"
AGRIBANK = AccountForm("970405", "1890201009999", "HTX Nông nghiệp Tân Hưng", "1121")


@pytest.fixture
async def agribank(database, tan_hung):
    """Tân Hưng's account, its book 1121."""
    async with enter_tenant(database, tan_hung.id) as session:
        return await add_account(session, org_id=tan_hung.id, actor_id=CHAIR, now=NOW, form=AGRIBANK)


@pytest.fixture
async def members(database, tan_hung):
    """The 120 members of the sample list, TV0001 to TV0120."""
    result = await import_file(
        database, org_id=tan_hung.id, actor_id=CHAIR, content=MEMBERS.read_bytes(), filename=MEMBERS.name, dry_run=False,
        today=date(2026, 1, 1), now=datetime(2026, 1, 1, 3, 0, tzinfo=UTC),
    )  # fmt: skip
    assert result["accepted"] == 120


async def bring_in(session, org, content, filename="sao-ke.xlsx", account_id=None):
    """Read a statement and keep its lines."""
    read = read_file(content, filename)
    judged = await judge_file(session, org.id, read)
    statement_id = await bring_in_statement(
        session, org_id=org.id, actor_id=ACCOUNTANT, now=NOW, read=read, judged=judged, bank_account_id=account_id
    )
    return await confirm_statement(session, org_id=org.id, actor_id=ACCOUNTANT, now=NOW, statement_id=statement_id)


async def open_lines(session, org, account_id):
    """The open lines of an account."""
    return [row.line for row in (await list_lines(session, org.id, account_id, "open")).rows]


async def proposals_of(session, org, account_id, lines=None):
    """Each open line with what is proposed for it."""
    account = await get_account(session, org.id, account_id)
    lines = lines if lines is not None else await open_lines(session, org, account_id)
    knowledge = await load_knowledge(session, org.id, account, lines)
    return {line.id: propose(line, knowledge) for line in lines}


async def accept_line(session, org, line_id: UUID, choice: str, **how):
    """Accept a proposal as the accountant."""
    return await accept(session, org_id=org.id, actor_id=ACCOUNTANT, now=NOW, line_id=line_id, choice=choice, **how)
