"""Proving the books from their lines: kept balances, numbers, chain, accounts. Nothing is changed."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal
from uuid import UUID

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.language import Message, _, grouped
from hoptac.ledger.charts import Account
from hoptac.ledger.entries import FIRST_HASH, Line, entry_hash
from hoptac.ledger.queries.accounts import chart_of
from hoptac.ledger.queries.entries import EntryRow, chain_after, lines_of_entries
from hoptac.ledger.queries.proofs import (
    differing_accounts,
    differing_pairs,
    differing_parties,
    lock_and_read_head,
    number_gaps,
)
from hoptac.ledger.refusals import month_text

FindingKind = Literal[
    "account_balance",
    "party_balance",
    "pair_balance",
    "number_gap",
    "position_gap",
    "broken_chain",
    "missing_line",
    "account",
    "party",
]
_PAGE = 500


class Finding(msgspec.Struct, frozen=True):
    """One fault of the books, in a sentence; `entry_id` where one entry has it."""

    kind: FindingKind
    message: Message
    entry_id: UUID | None = None


async def check_books(session: AsyncSession, org_id: UUID) -> list[Finding]:
    """Every fault found in the organization's books; an empty list proves them whole.

    Postings wait meanwhile, or the parts would be read at different moments.
    """
    findings = await _check_chain(session, org_id)
    for series, year, first, last, count in await number_gaps(session, org_id):
        findings.append(Finding("number_gap", _number_gap(series, year, first, last, count)))
    for account, month, kept, summed in await differing_accounts(session, org_id):
        findings.append(Finding("account_balance", _balance_differs(account, month, kept, summed)))
    for account, _party_id, month, kept, summed in await differing_parties(session, org_id):
        findings.append(Finding("party_balance", _balance_differs(account, month, kept, summed)))
    for debit, credit, month, kept_dong, summed_dong in await differing_pairs(session, org_id):
        findings.append(Finding("pair_balance", _pair_differs(debit, credit, month, kept_dong, summed_dong)))
    return findings


async def _check_chain(session: AsyncSession, org_id: UUID) -> list[Finding]:
    findings: list[Finding] = []
    head = await lock_and_read_head(session, org_id)
    chart = await chart_of(session, org_id)
    position, previous_hash = 0, FIRST_HASH
    while entries := await chain_after(session, org_id, position, limit=_PAGE):
        lines = await lines_of_entries(session, org_id, [entry.id for entry in entries])
        for entry in entries:
            findings.extend(_check_entry(org_id, entry, lines.get(entry.id, []), position, previous_hash, chart))
            position, previous_hash = entry.position, entry.hash
    if head != (position, previous_hash):
        findings.append(Finding("position_gap", _("Thiếu chứng từ ở cuối sổ. Hãy khôi phục dữ liệu từ bản sao lưu.")))
    return findings


def _check_entry(
    org_id: UUID,
    entry: EntryRow,
    lines: list[Line],
    previous_position: int,
    previous_hash: bytes,
    chart: Mapping[str, Account],
) -> Iterator[Finding]:
    name = {"series": entry.series, "number": entry.number, "year": entry.fiscal_year}
    if entry.position != previous_position + 1:
        message = _("Thiếu chứng từ ngay trước %(series)s số %(number)s năm %(year)s.", **name)
        yield Finding("position_gap", message, entry.id)
    if len(lines) != entry.line_count:
        message = _("Chứng từ %(series)s số %(number)s năm %(year)s không đủ dòng như khi ghi sổ.", **name)
        yield Finding("missing_line", message, entry.id)
    recomputed = entry_hash(previous_hash, entry.place(org_id), entry.draft(lines))
    if entry.previous_hash != previous_hash or entry.hash != recomputed:
        message = _("Chứng từ %(series)s số %(number)s năm %(year)s đã bị sửa sau khi ghi sổ.", **name)
        yield Finding("broken_chain", message, entry.id)
    yield from _check_accounts(entry, lines, name, chart)


def _check_accounts(
    entry: EntryRow, lines: list[Line], name: dict[str, str | int], chart: Mapping[str, Account]
) -> Iterator[Finding]:
    sides = {(line.debit_account, line.debit_party_id is None) for line in lines}
    sides |= {(line.credit_account, line.credit_party_id is None) for line in lines}
    for code, lacks_party in sorted((code, lacks) for code, lacks in sides if code is not None):
        account = chart.get(code)
        if account is None or account.has_children:
            message = _(
                "Chứng từ %(series)s số %(number)s năm %(year)s ghi vào tài khoản %(code)s không được phép ghi.",
                **name,
                code=code,
            )
            yield Finding("account", message, entry.id)
        elif account.needs_party and lacks_party:
            message = _(
                "Chứng từ %(series)s số %(number)s năm %(year)s thiếu đối tượng ở tài khoản %(code)s.",
                **name,
                code=code,
            )
            yield Finding("party", message, entry.id)


def _number_gap(series: str, year: int, first: int, last: int, count: int) -> Message:
    return _(
        "Chứng từ %(series)s năm %(year)s chạy từ số %(first)s đến số %(last)s nhưng chỉ có %(count)s chứng từ.",
        series=series,
        year=year,
        first=first,
        last=last,
        count=count,
    )


def _balance_differs(account: str, month: date, kept: tuple[int, int], summed: tuple[int, int]) -> Message:
    return _(
        "Số phát sinh tài khoản %(account)s tháng %(month)s ghi Nợ %(kept_debit)s, Có %(kept_credit)s, "
        "nhưng cộng từ chứng từ là Nợ %(debit)s, Có %(credit)s. Hãy tính lại số dư.",
        account=account,
        month=month_text(month),
        kept_debit=grouped(kept[0]),
        kept_credit=grouped(kept[1]),
        debit=grouped(summed[0]),
        credit=grouped(summed[1]),
    )


def _pair_differs(debit: str, credit: str, month: date, kept_dong: int, summed_dong: int) -> Message:
    return _(
        "Đối ứng Nợ %(debit)s / Có %(credit)s tháng %(month)s ghi %(kept)s, nhưng cộng từ chứng từ là %(summed)s. "
        "Hãy tính lại số dư.",
        debit=debit,
        credit=credit,
        month=month_text(month),
        kept=grouped(kept_dong),
        summed=grouped(summed_dong),
    )
