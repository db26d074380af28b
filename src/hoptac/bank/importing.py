"""The command line's import of a statement: tried or kept, with every line told and what it may be."""

import asyncio
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.bank.actions import add_account, bring_in_statement, confirm_statement
from hoptac.bank.actions.accounts import AccountForm
from hoptac.bank.actions.statements import check_same_account, judge_file, refuse_file_again, separate_lines
from hoptac.bank.files import Judged, ReadFile, read_file
from hoptac.bank.proposing import OpenLine, Proposal, propose, spread
from hoptac.bank.queries.accounts import BankAccountRow, list_accounts
from hoptac.bank.queries.knowing import load_knowledge
from hoptac.bank.reading import Statement, StatementLine
from hoptac.bank.refusals import NothingNew, StatementRefusedStill
from hoptac.bank.rules import Separated, check_book, memory_key, plain_number
from hoptac.kit.db import Database
from hoptac.kit.identifiers import new_id
from hoptac.kit.language import translate
from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger import chart_of


async def import_file(
    database: Database, *, org_id: UUID, actor_id: UUID, content: bytes, filename: str, account: str, dry_run: bool,
    now: datetime,
) -> dict[str, Any]:  # fmt: skip
    """Read a statement into the account whose book or number is `account` and, unless `dry_run`, keep its new lines; a
    book without a bank account gets the one that the statement names.

    Answers with counts, sums in đồng and every line with its likeliest proposal. Raises the refusals of the reader,
    StatementImportedAlready, StatementOfAnotherAccount, NothingNew, and those of `check_book`.
    """
    read = await asyncio.to_thread(read_file, content, filename)
    async with enter_tenant(database, org_id) as session:
        await refuse_file_again(session, org_id, read.sha256)
        judged = await judge_file(session, org_id, read)
        if judged.statement is None:
            raise judged.refusal or StatementRefusedStill()
        statement = judged.statement
        found = await _account(session, org_id, account, statement)
        separated = Separated(tuple((line, 1) for line in statement.lines), 0)
        if found is not None:
            check_same_account(statement, found)
            separated = await separate_lines(session, org_id, found.id, statement)
        if not separated.new:
            raise NothingNew(separated.known)
        target = found or _named_by(statement, account)
        rows = await _rows(session, org_id, target, separated)
        if not dry_run:
            await _keep(session, org_id, actor_id, now, read, judged, target, is_new=found is None)
    return _told(statement, separated, target, rows)


async def _account(session: AsyncSession, org_id: UUID, code: str, statement: Statement) -> BankAccountRow | None:
    """By its book or its number; None where the book is there and no account has it. Raises what `check_book` does."""
    accounts = await list_accounts(session, org_id)
    plain = plain_number(code)
    found = next((one for one in accounts if plain in (one.ledger_account, one.number)), None)
    if found is not None:
        return found
    if plain != plain_number(statement.number) or not plain:
        check_book(code, chart=await chart_of(session, org_id))
        return None
    taken = {one.ledger_account for one in accounts}
    free = [one for one in await chart_of(session, org_id) if one.startswith("1121") and one not in taken]
    check_book(free[0] if free else "", chart=await chart_of(session, org_id))
    return None


def _named_by(statement: Statement, code: str) -> BankAccountRow:
    """The account that a statement names, not entered yet."""
    book = code if code.startswith("112") else "1121"
    return BankAccountRow(new_id(), statement.bank_bin, plain_number(statement.number), statement.holder, book)


async def _keep(
    session: AsyncSession, org_id: UUID, actor_id: UUID, now: datetime, read: ReadFile, judged: Judged,
    account: BankAccountRow, *, is_new: bool,
) -> None:  # fmt: skip
    deed: dict[str, Any] = {"org_id": org_id, "actor_id": actor_id, "now": now}
    account_id = account.id
    if is_new:
        form = AccountForm(account.bank_bin, account.number, account.holder, account.ledger_account)
        account_id = await add_account(session, **deed, form=form)
    statement_id = await bring_in_statement(session, **deed, read=read, judged=judged, bank_account_id=account_id)
    await confirm_statement(session, **deed, statement_id=statement_id)


async def _rows(
    session: AsyncSession, org_id: UUID, account: BankAccountRow, separated: Separated
) -> list[dict[str, Any]]:
    lines = [_open_line(line) for line, _occurrence in separated.new]
    knowledge = await load_knowledge(session, org_id, account, lines)
    proposals = spread({line.id: propose(line, knowledge) for line in lines})
    return [
        _row(line, proposals[open_line.id][0])
        for (line, _occurrence), open_line in zip(separated.new, lines, strict=True)
    ]


def _open_line(line: StatementLine) -> OpenLine:
    return OpenLine(
        new_id(), line.day, line.amount_dong, line.balance_dong, line.reference, line.description, line.party_name,
        line.party_account, memory_key(line.description),
    )  # fmt: skip


def _row(line: StatementLine, proposal: Proposal) -> dict[str, Any]:
    return {
        "row": line.row,
        "transacted_on": line.day.isoformat(),
        "amount_dong": line.amount_dong,
        "balance_dong": line.balance_dong,
        "reference": line.reference,
        "description": line.description,
        "proposal": proposal.kind,
        "debit_account": proposal.debit_account,
        "credit_account": proposal.credit_account,
        "party": proposal.party_name,
        "entry": proposal.entry_number,
        "reason": translate(proposal.reason, "vi"),
    }


def _told(
    statement: Statement, separated: Separated, account: BankAccountRow, rows: list[dict[str, Any]]
) -> dict[str, Any]:
    counts = {
        "lines": len(statement.lines),
        "new": len(separated.new),
        "known": separated.known,
        "credited_dong": statement.credited_dong,
        "debited_dong": statement.debited_dong,
        "opening_dong": statement.opening_dong,
        "closing_dong": statement.closing_dong,
        "proof": statement.proof,
    }
    named = msgspec.structs.asdict(account)
    about = {name: named[name] for name in ("ledger_account", "bank_bin", "number", "holder")}
    return counts | {"account": about, "rows": rows}
