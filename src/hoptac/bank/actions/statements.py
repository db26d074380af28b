"""Bringing statements in: understood and shown first, then their new lines kept for good; a line that is known is skipped."""

import asyncio
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import bindparam, insert, update
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.bank.actions.accounts import fill_in
from hoptac.bank.files import Judged, ReadFile, judge, judge_remembered, unpack_statement
from hoptac.bank.models import BANK_LINES, BANK_STATEMENTS, LIST_KIND
from hoptac.bank.queries.accounts import BankAccountRow, get_account, list_accounts, lock_accounts
from hoptac.bank.queries.statements import (
    StatementDetail,
    get_statement,
    known_lines,
    last_position,
    statements_of_file,
)
from hoptac.bank.reading import VOCABULARY, Statement
from hoptac.bank.refusals import (
    AccountToChoose,
    NothingNew,
    StatementImportedAlready,
    StatementOfAnotherAccount,
    StatementRefusedStill,
)
from hoptac.bank.rules import Separated, memory_key, plain_number, separate
from hoptac.kit import audit
from hoptac.kit.bulk import insert_rows
from hoptac.kit.identifiers import new_id
from hoptac.kit.imports import (
    ColumnCorrection,
    corrected,
    find_mapping,
    pack,
    remember_mapping,
    seal_columns,
    unpack_understanding,
)
from hoptac.kit.language import pack_message
from hoptac.kit.sheets import read_workbook
from hoptac.kit.stored_files import get_file, store_file
from hoptac.kit.vietnamese import clean_text

_INSERT = insert(BANK_STATEMENTS)
_UPDATE = update(BANK_STATEMENTS).where(
    BANK_STATEMENTS.c.org_id == bindparam("of_org"), BANK_STATEMENTS.c.id == bindparam("of_statement")
)
_LINE_COLUMNS = (
    "id", "position", "row", "transacted_on", "amount_dong", "balance_dong", "reference", "occurrence", "description",
    "party_name", "party_account", "memory_key",
)  # fmt: skip


class BroughtIn(msgspec.Struct, frozen=True):
    """What confirming a statement did."""

    bank_account_id: UUID
    new: int
    known: int


async def judge_file(session: AsyncSession, org_id: UUID, read: ReadFile) -> Judged:
    """The file read as statements of its headings were read before, where there were any."""
    remembered = await find_mapping(session, org_id, LIST_KIND, read.understanding.shape_key)
    if remembered:
        return await asyncio.to_thread(judge_remembered, read.workbook, remembered)
    return await asyncio.to_thread(judge, read.workbook, read.understanding)


async def refuse_file_again(session: AsyncSession, org_id: UUID, sha256: bytes) -> None:
    """Raises StatementImportedAlready where a file of this content is in."""
    for earlier in await statements_of_file(session, org_id, sha256):
        if earlier.finished_at is not None:
            raise StatementImportedAlready(earlier.finished_at, earlier.counts.get("lines", 0))


async def bring_in_statement(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, read: ReadFile, judged: Judged,
    bank_account_id: UUID | None,
) -> UUID:  # fmt: skip
    """Keep a statement that was read; no line of it is kept yet. The same file, not confirmed, is the same statement.

    Raises StatementImportedAlready, StatementOfAnotherAccount, NotFound.
    """
    await lock_accounts(session, org_id)  # the same file sent twice at once is kept once
    await refuse_file_again(session, org_id, read.sha256)
    account = await _account_for(session, org_id, judged.statement, bank_account_id)
    values = _values(judged) | {"bank_account_id": account.id if account else None}
    open_one = next(iter(await statements_of_file(session, org_id, read.sha256)), None)
    if open_one is not None:
        await _change(session, org_id, open_one.id, values)
        return open_one.id
    file_id = await store_file(session, org_id, name=clean_text(read.filename), content=read.content, at=now)
    statement_id = new_id()
    about = {"org_id": org_id, "id": statement_id, "file_id": file_id, "sha256": read.sha256, "state": "understood"}
    about |= {"created_by": actor_id, "created_at": now, "finished_at": None}
    await session.execute(_INSERT, about | seal_columns(org_id, BANK_STATEMENTS.name, values))
    return statement_id


async def correct_columns(
    session: AsyncSession, *, org_id: UUID, statement_id: UUID, corrections: Iterable[ColumnCorrection]
) -> None:
    """Read a statement again by the columns as a person says they are. Raises NotFound, StatementImportedAlready, FieldTwice."""
    detail = await _open_statement(session, org_id, statement_id)
    understanding = corrected(unpack_understanding(detail.mapping), corrections, VOCABULARY)
    filename, content = await get_file(session, org_id, detail.file_id)
    workbook = await asyncio.to_thread(read_workbook, content, filename)
    judged = await asyncio.to_thread(judge, workbook, understanding)
    chosen = detail.bank_account_id
    account = await _account_for(session, org_id, judged.statement, chosen)
    await _change(session, org_id, statement_id, _values(judged) | {"bank_account_id": account.id if account else None})


async def choose_account(session: AsyncSession, *, org_id: UUID, statement_id: UUID, bank_account_id: UUID) -> None:
    """Say whose statement it is. Raises NotFound, StatementImportedAlready, StatementOfAnotherAccount."""
    detail = await _open_statement(session, org_id, statement_id)
    statement = unpack_statement(detail.found) if detail.found else None
    account = await _account_for(session, org_id, statement, bank_account_id)
    await _change(session, org_id, statement_id, {"bank_account_id": account.id if account else None})


async def confirm_statement(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, statement_id: UUID
) -> BroughtIn:
    """Keep the new lines of a statement for good, all of them or none, and remember how its layout was read.

    Raises NotFound, StatementImportedAlready, StatementRefusedStill, AccountToChoose, StatementOfAnotherAccount,
    NothingNew.
    """
    detail = await _open_statement(session, org_id, statement_id)
    if detail.found is None:
        raise StatementRefusedStill
    if detail.bank_account_id is None:
        raise AccountToChoose
    statement = unpack_statement(detail.found)
    account = await get_account(session, org_id, detail.bank_account_id, lock=True)
    check_same_account(statement, account)
    separated = await separate_lines(session, org_id, account.id, statement)
    if not separated.new:
        raise NothingNew(separated.known)
    await fill_in(session, org_id, account, statement)
    await _keep_lines(session, org_id, account.id, statement_id, separated)
    counts = detail.counts | {"new": len(separated.new), "known": separated.known}
    await _change(session, org_id, statement_id, {"state": "done", "finished_at": now, "counts": counts})
    await remember_mapping(session, org_id, LIST_KIND, unpack_understanding(detail.mapping).mapping)
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="import_bank_statement",
        subject=("bank_statement", statement_id), detail=counts | {"bank_account_id": str(account.id)},
    )  # fmt: skip
    return BroughtIn(account.id, len(separated.new), separated.known)


async def separate_lines(session: AsyncSession, org_id: UUID, bank_account_id: UUID, statement: Statement) -> Separated:
    """The lines of a statement that the account does not have yet."""
    known = await known_lines(session, org_id, bank_account_id, statement.first_on, statement.last_on)
    return separate(statement.lines, known)


def check_same_account(statement: Statement, account: BankAccountRow) -> None:
    """Raises StatementOfAnotherAccount."""
    stated = plain_number(statement.number)
    if stated and account.number and stated != account.number:
        raise StatementOfAnotherAccount(stated, account.number)


async def _open_statement(session: AsyncSession, org_id: UUID, statement_id: UUID) -> StatementDetail:
    detail = await get_statement(session, org_id, statement_id, lock=True)
    if detail.finished_at is not None:
        raise StatementImportedAlready(detail.finished_at, detail.counts.get("lines", 0))
    return detail


async def _account_for(
    session: AsyncSession, org_id: UUID, statement: Statement | None, bank_account_id: UUID | None
) -> BankAccountRow | None:
    """The account that was chosen, else the one of the number in the file, else the only one there is."""
    accounts = await list_accounts(session, org_id)
    stated = plain_number(statement.number) if statement else ""
    same = next((account for account in accounts if stated and account.number == stated), None)
    if bank_account_id is not None:
        account = await get_account(session, org_id, bank_account_id)
        if statement is not None:
            check_same_account(statement, account)
        if same is not None and same.id != account.id:
            raise StatementOfAnotherAccount(stated, account.label)
        return account
    if stated:
        return same or next((account for account in accounts if not account.number), None)
    return accounts[0] if len(accounts) == 1 else None


def _values(judged: Judged) -> dict[str, Any]:
    """The columns that hold what was read."""
    statement, refusal = judged.statement, judged.refusal
    counts: dict[str, Any] = {}
    if statement is not None:
        counts = {"lines": len(statement.lines), "proof": statement.proof}
        counts |= {"credited_dong": statement.credited_dong, "debited_dong": statement.debited_dong}
    return {
        "mapping": pack(judged.understanding),
        "found": pack(statement) if statement else None,
        "refusal": pack_message(refusal.whole()) if refusal else None,
        "opening_dong": statement.opening_dong if statement else None,
        "closing_dong": statement.closing_dong if statement else None,
        "first_on": statement.first_on if statement else None,
        "last_on": statement.last_on if statement else None,
        "counts": counts,
    }


async def _keep_lines(
    session: AsyncSession, org_id: UUID, bank_account_id: UUID, statement_id: UUID, separated: Separated
) -> None:
    after = await last_position(session, org_id, bank_account_id)
    rows = [
        (
            new_id(), after + number, line.row, line.day, line.amount_dong, line.balance_dong, line.reference, occurrence,
            line.description, line.party_name, line.party_account, memory_key(line.description),
        )
        for number, (line, occurrence) in enumerate(separated.new, start=1)
    ]  # fmt: skip
    shared = {"org_id": org_id, "bank_account_id": bank_account_id, "statement_id": statement_id}
    await insert_rows(session, BANK_LINES, _LINE_COLUMNS, rows, shared=shared)


async def _change(session: AsyncSession, org_id: UUID, statement_id: UUID, values: dict[str, Any]) -> None:
    changed = _UPDATE.values(seal_columns(org_id, BANK_STATEMENTS.name, values))
    await session.execute(changed, {"of_org": org_id, "of_statement": statement_id})
