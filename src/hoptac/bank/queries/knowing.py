"""What the registers and the books know that may concern some lines: the knowledge that proposals are made from.

A dozen small statements, each bounded by what the lines themselves say (names, numbers, amounts, days), so that a page of
fifty costs the same whether there are a hundred lines or five thousand.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import BigInteger, Text, Uuid, and_, any_, bindparam, cast, func, not_, or_, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.bank.models import BANK_LINES, BANK_MATCHES, PAYMENT_REQUESTS
from hoptac.bank.proposing import Knowledge, KnownParty, Memory, OpenLine, Request
from hoptac.bank.proposing.recognising import (
    codes_of,
    names_in,
    number_forms,
    numbers_in,
    phones_in,
    recognise,
    text_of,
)
from hoptac.bank.proposing.words import telling_words
from hoptac.bank.queries.accounts import BankAccountRow, list_accounts
from hoptac.bank.queries.documents import find_documents
from hoptac.bank.queries.entries import find_entries
from hoptac.bank.queries.ties import IS_TAKEN_BACK, TIED_ENTRY
from hoptac.capital.models import HOLDINGS
from hoptac.ledger.models import LINES, PARTY_BALANCES
from hoptac.members.models import Member
from hoptac.parties.models import Party
from hoptac.vouchers.models import Voucher

_parties, _members, _held = Party.__table__.c, Member.__table__.c, HOLDINGS.c
_balances, _requests, _lines, _matches = PARTY_BALANCES.c, PAYMENT_REQUESTS.c, BANK_LINES.c, BANK_MATCHES.c
_vouchers, _booked = Voucher.__table__.c, LINES.c
_ORG_ID = bindparam("org_id", type_=Uuid())
_MOST_ORGANIZATIONS = 2_000
DEBT_ACCOUNTS = ("131", "138", "141", "331", "334", "338", "341")
"""Accounts kept by party on which somebody may owe, or be owed, what a line moves."""


def _any(name: str, type_: Any) -> Any:
    return any_(bindparam(name, type_=ARRAY(type_)))


_NUMBERS = select(_members.party_id, _members.number).where(_members.org_id == _ORG_ID)
_tail = func.right(cast(_parties.id, Text), 10)
_BY_NAME = select(_parties.search_key, _parties.id).where(
    _parties.org_id == _ORG_ID, _parties.search_key == _any("names", Text())
)
_BY_PHONE = select(_parties.phone, _parties.id).where(
    _parties.org_id == _ORG_ID, _parties.phone == _any("phones", Text())
)
_BY_TAIL = select(_parties.id, _tail).where(_parties.org_id == _ORG_ID, _tail == _any("tails", Text()))
_ORGANIZATIONS = (
    select(_parties.id, _parties.search_key)
    .where(_parties.org_id == _ORG_ID, _parties.kind == "organization")
    .limit(_MOST_ORGANIZATIONS)
)
_DETAILS = (
    select(
        *(
            _parties.id,
            _parties.name,
            _parties.search_key,
            _parties.kind,
            _parties.phone,
            _members.number,
            _members.kind,
        ),
        func.coalesce(_held.pledged_dong - _held.paid_dong, 0),
    )
    .select_from(
        Party.__table__.outerjoin(
            Member.__table__, (_members.org_id == _parties.org_id) & (_members.party_id == _parties.id)
        ).outerjoin(HOLDINGS, (_held.org_id == _parties.org_id) & (_held.party_id == _parties.id))
    )
    .where(_parties.org_id == _ORG_ID, _parties.id == _any("ids", Uuid()))
)
_balance = cast(func.sum(_balances.debit_dong - _balances.credit_dong), BigInteger)
_ON_DEBT_ACCOUNTS = or_(*(and_(_balances.account >= code, _balances.account < f"{code}:") for code in DEBT_ACCOUNTS))
_DEBTS = (
    select(_balances.account, _balances.party_id, _balance)
    .where(_balances.org_id == _ORG_ID, _ON_DEBT_ACCOUNTS, _balances.party_id == _any("ids", Uuid()))
    .group_by(_balances.account, _balances.party_id)
    .having(_balance != 0)
    .order_by(_balances.account)
)
_OWING = (
    select(_balances.account, _balances.party_id, _balance)
    .where(_balances.org_id == _ORG_ID, _ON_DEBT_ACCOUNTS)
    .group_by(_balances.account, _balances.party_id)
    .having(_balance == _any("amounts", BigInteger()))
)
_REQUESTS = select(
    _requests.code, _requests.id, _requests.party_id, _requests.account, _requests.amount_dong, _requests.purpose
).where(_requests.org_id == _ORG_ID, _requests.code == _any("codes", Text()))
# What lines were booked against: as it was proposed, or, where the accountant wrote the voucher, as it was posted.
_contra = func.coalesce(
    func.nullif(_matches.contra_account, ""),
    func.nullif(
        func.coalesce(
            func.nullif(_booked.debit_account, bindparam("book", type_=_booked.debit_account.type)),
            _booked.credit_account,
        ),
        bindparam("book", type_=_booked.debit_account.type),
    ),
)
_booked_party = func.coalesce(_matches.party_id, _booked.debit_party_id, _booked.credit_party_id)
_MEMORIES = (
    select(_lines.memory_key, _lines.party_account, _lines.amount_dong > 0, _contra, _booked_party)
    .select_from(
        BANK_LINES.join(BANK_MATCHES, (_matches.org_id == _lines.org_id) & (_matches.line_id == _lines.id))
        .outerjoin(Voucher.__table__, (_vouchers.org_id == _matches.org_id) & (_vouchers.id == _matches.voucher_id))
        .outerjoin(
            LINES,
            (_booked.org_id == _matches.org_id)
            & (_booked.entry_id == TIED_ENTRY)
            & (_booked.position == func.greatest(_matches.entry_position, 1)),
        )
    )
    .where(
        _lines.org_id == _ORG_ID,
        _matches.kind != "skipped",
        not_(IS_TAKEN_BACK),
        or_(_lines.memory_key == _any("keys", Text()), _lines.party_account == _any("payers", Text())),
    )
    .order_by(_matches.made_at.desc())
    .limit(bindparam("limit"))
)
_MOST_MEMORIES = 1_000


async def load_knowledge(
    session: AsyncSession, org_id: UUID, account: BankAccountRow, lines: Sequence[OpenLine]
) -> Knowledge:
    """Everything that may concern these lines of one bank account."""
    numbers = await _numbers(session, org_id, lines)
    by_name, by_phone, by_tail = await _people(session, org_id, lines)
    organizations = await _organizations(session, org_id)
    requests = await _requests_of(session, org_id, lines)
    by_words, by_payer = await _memories(session, org_id, account.ledger_account, lines)
    documents = await find_documents(session, org_id, lines)
    entries = await find_entries(session, org_id, account, lines)
    ids = {party_id for found in (numbers, by_name, by_phone) for these in found.values() for party_id in these}
    ids |= {party_id for _words, party_id in organizations} | set(by_tail.values())
    ids |= {memory.party_id for found in (by_words, by_payer) for memory in found.values() if memory.party_id}
    ids |= {request.party_id for request in requests.values() if request.party_id}
    ids |= {document.party_id for document in documents.values()}
    ids |= {party_id for these in entries.values() for entry in these for party_id in entry.party_ids}
    knowledge = Knowledge(
        book=account.ledger_account,
        parties=await _details(session, org_id, ids),
        by_number=numbers,
        by_name=by_name,
        by_phone=by_phone,
        by_tail=by_tail,
        organizations=organizations,
        requests=requests,
        entries=entries,
        by_words=by_words,
        by_payer=by_payer,
        documents=documents,
        own_numbers={
            one.number: one.ledger_account
            for one in await list_accounts(session, org_id)
            if one.id != account.id and one.number
        },
    )
    return await _with_exact_debts(session, org_id, knowledge, lines)


async def _numbers(session: AsyncSession, org_id: UUID, lines: Sequence[OpenLine]) -> dict[str, list[UUID]]:
    """The members whose numbers the lines name, by the form of the number, and by its digits alone where it has no others."""
    wanted = {number for line in lines for number in numbers_in(text_of(line))}
    found: defaultdict[str, list[UUID]] = defaultdict(list)
    if not wanted:
        return found
    for party_id, number in await session.execute(_NUMBERS, {"org_id": org_id}):
        form = number_forms(number)
        for one in {form, form.lstrip("abcdefghijklmnopqrstuvwxyz")} & wanted:
            found[one].append(party_id)
    return found


async def _people(
    session: AsyncSession, org_id: UUID, lines: Sequence[OpenLine]
) -> tuple[dict[str, list[UUID]], dict[str, list[UUID]], dict[str, UUID]]:
    """By whole name, by telephone, and by the end of the id that a payment code keeps."""
    names = sorted({name for line in lines for name in names_in(text_of(line))})
    phones = sorted({phone for line in lines for phone in phones_in(text_of(line))})
    tails = sorted({code.tail for line in lines for code in codes_of(line) if code.subject != "request"})
    by_name = await _grouped(session, _BY_NAME, {"org_id": org_id, "names": names} if names else None)
    by_phone = await _grouped(session, _BY_PHONE, {"org_id": org_id, "phones": phones} if phones else None)
    by_tail: dict[str, UUID] = {}
    if tails:
        rows = await session.execute(_BY_TAIL, {"org_id": org_id, "tails": tails})
        by_tail = {tail: party_id for party_id, tail in rows}
    return by_name, by_phone, by_tail


async def _grouped(session: AsyncSession, statement: Any, asked: dict[str, Any] | None) -> dict[str, list[UUID]]:
    found: defaultdict[str, list[UUID]] = defaultdict(list)
    rows = [tuple(row) for row in await session.execute(statement, asked)] if asked else []
    for key, party_id in rows:
        found[key].append(party_id)
    return found


async def _organizations(session: AsyncSession, org_id: UUID) -> list[tuple[frozenset[str], UUID]]:
    rows = await session.execute(_ORGANIZATIONS, {"org_id": org_id})
    return [(telling_words(key), party_id) for party_id, key in rows]


async def _requests_of(session: AsyncSession, org_id: UUID, lines: Sequence[OpenLine]) -> dict[str, Request]:
    codes = {code.text: code.tail for line in lines for code in codes_of(line) if code.subject == "request"}
    if not codes:
        return {}
    rows = await session.execute(_REQUESTS, {"org_id": org_id, "codes": sorted(codes)})
    return {codes[code]: Request(*about) for code, *about in rows}


async def _memories(
    session: AsyncSession, org_id: UUID, book: str, lines: Sequence[OpenLine]
) -> tuple[dict[tuple[str, bool], Memory], dict[tuple[str, bool], Memory]]:
    """What became of lines of the same words and of the same payer's account, the last time."""
    keys = sorted({line.memory_key for line in lines if line.memory_key})
    payers = sorted({line.party_account for line in lines if line.party_account})
    by_words: dict[tuple[str, bool], Memory] = {}
    by_payer: dict[tuple[str, bool], Memory] = {}
    if not keys and not payers:
        return by_words, by_payer
    asked = {"org_id": org_id, "keys": keys, "payers": payers, "book": book, "limit": _MOST_MEMORIES}
    for key, payer, comes_in, account, party_id in await session.execute(_MEMORIES, asked):
        if not account:
            continue
        memory = Memory(account, party_id)
        if key:
            by_words.setdefault((key, comes_in), memory)
        if payer:
            by_payer.setdefault((payer, comes_in), memory)
    return by_words, by_payer


async def _details(session: AsyncSession, org_id: UUID, ids: Iterable[UUID]) -> dict[UUID, KnownParty]:
    """The parties with what they owe and have pledged."""
    asked = {"org_id": org_id, "ids": sorted(ids)}
    if not asked["ids"]:
        return {}
    debts: defaultdict[UUID, dict[str, int]] = defaultdict(dict)
    for account, party_id, balance in await session.execute(_DEBTS, asked):
        debts[party_id][account] = balance
    return {
        party_id: KnownParty(
            id=party_id,
            name=name,
            key=key,
            is_organization=kind == "organization",
            member_number=number or "",
            phone=phone or "",
            rest_dong=rest if member_kind in ("official", "associate_contributing") else None,
            debts=debts.get(party_id, {}),
        )
        for party_id, name, key, kind, phone, number, member_kind, rest in await session.execute(_DETAILS, asked)
    }


async def _with_exact_debts(
    session: AsyncSession, org_id: UUID, knowledge: Knowledge, lines: Sequence[OpenLine]
) -> Knowledge:
    """For lines that name nobody: who owes exactly that."""
    amounts = sorted({line.amount_dong for line in lines if not recognise(line, knowledge)})
    if not amounts:
        return knowledge
    owing: defaultdict[tuple[str, int], list[UUID]] = defaultdict(list)
    for account, party_id, balance in await session.execute(_OWING, {"org_id": org_id, "amounts": amounts}):
        owing[account, balance].append(party_id)
    missing = {ids[0] for ids in owing.values() if len(ids) == 1} - knowledge.parties.keys()
    more = await _details(session, org_id, missing)
    parties = {**knowledge.parties, **more}
    return msgspec.structs.replace(knowledge, owing=owing, parties=parties)
