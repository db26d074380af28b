"""The proposals for one line, the likeliest first, each with its reason in words."""

from collections.abc import Iterator
from uuid import UUID

import msgspec

from hoptac.bank.proposing.knowledge import Knowledge, KnownEntry, KnownParty, OpenLine, Proposal
from hoptac.bank.proposing.payers import names_agree, payer_of
from hoptac.bank.proposing.recognising import Recognised, codes_of, find_document, recognise, text_of
from hoptac.bank.proposing.words import CAPITAL, DEBT, rule_for
from hoptac.kit.language import Message, _, grouped
from hoptac.kit.vietnamese import search_key

MOST_PROPOSALS = 6
NEAR_DAYS = 10
"""How far the day of an entry may lie from the bank's."""
_SURE_DAYS = 3
_RECEIVABLE, _PAYABLE, _OTHER_PAYABLE = "131", "331", "338"
_COMES_IN = ("131", "138", "141", "331")
"""Accounts whose debit balance is paid to us: debts, advances given."""
_GOES_OUT = ("331", "338", "334", "341", "131")
"""Accounts whose credit balance we pay."""


def propose(line: OpenLine, knowledge: Knowledge) -> list[Proposal]:
    """What the line may be. The last one is the voucher grid, for what nobody recognises; where everything else must be picked
    on purpose it is the first."""
    people = recognise(line, knowledge)
    best: dict[str, Proposal] = {}
    for found in _all(line, knowledge, people):
        proposal = _doubted(found, line, knowledge, people)
        if proposal.key not in best or proposal.score > best[proposal.key].score:
            best[proposal.key] = proposal
    ranked = sorted(best.values(), key=lambda proposal: (proposal.must_be_picked, -proposal.score))
    return _led([*ranked[: MOST_PROPOSALS - 1], _grid(line, knowledge)])


def _led(ranked: list[Proposal]) -> list[Proposal]:
    """The first one is what one key accepts: never one that must be picked."""
    if not ranked[0].must_be_picked:
        return ranked
    reason = _("người chuyển và người được nhắc khác tên; chọn đề xuất bên dưới, hoặc mở chứng từ")
    (grid,) = (proposal for proposal in ranked if proposal.kind == "grid")
    return [msgspec.structs.replace(grid, reason=reason), *(proposal for proposal in ranked if proposal.kind != "grid")]


def _doubted(proposal: Proposal, line: OpenLine, knowledge: Knowledge, people: list[Recognised]) -> Proposal:
    """Whoever pays for somebody else is real, and so is a wrong number: where the line names a payer, what is another party's
    must be picked; and what is the payer's own, where the line names another person too."""
    payer = payer_of(line)
    parties = [knowledge.parties[one] for one in _parties_of(proposal, line, knowledge) if one in knowledge.parties]
    if not payer or not parties:
        return proposal
    if not any(names_agree(payer, party) for party in parties):
        reason = _("%(how)s, tên người chuyển khác", how=proposal.reason)
    elif proposal.kind != "entry" and any(
        not party.is_organization and not names_agree(payer, party)
        for party in (knowledge.parties[found.party_id] for found in people)
    ):
        reason = _("%(how)s, nội dung còn nhắc người khác", how=proposal.reason)
    else:
        return proposal
    return msgspec.structs.replace(proposal, reason=reason, must_be_picked=True)


def _parties_of(proposal: Proposal, line: OpenLine, knowledge: Knowledge) -> frozenset[UUID]:
    if proposal.kind != "entry":
        return frozenset({proposal.party_id} if proposal.party_id else ())
    entries = knowledge.entries.get(line.amount_dong, ())
    same = (one for one in entries if (one.id, one.position) == (proposal.entry_id, proposal.entry_position))
    return next(same).party_ids


def _all(line: OpenLine, knowledge: Knowledge, people: list[Recognised]) -> Iterator[Proposal]:
    yield from _entries(line, knowledge, people)
    yield from _requested(line, knowledge)
    yield from _transfers(line, knowledge)
    key = search_key(text_of(line))
    for found in people:
        party = knowledge.parties[found.party_id]
        if line.is_in:
            yield from _contributions(line, knowledge, party, found, speaks_of_capital=bool(CAPITAL.search(key)))
        yield from _debts(line, knowledge, party, found, speaks_of_debt=bool(DEBT.search(key)))
    yield from _documents(line, knowledge)
    yield from _remembered(line, knowledge)
    yield from _by_words(line, knowledge, key)
    if not people:
        yield from _exact_debts(line, knowledge)


def _entries(line: OpenLine, knowledge: Knowledge, people: list[Recognised]) -> Iterator[Proposal]:
    """Posted already: the same amount on this account within a few days."""
    known = {found.party_id for found in people}
    for entry in knowledge.entries.get(line.amount_dong, ()):
        days = abs((entry.day - line.transacted_on).days)
        if days > NEAR_DAYS:
            continue
        score = (1000 if days <= _SURE_DAYS else 660) - 10 * days
        if known and entry.party_ids and known.isdisjoint(entry.party_ids):
            score -= 650  # somebody else's
        elif known & entry.party_ids or (line.reference and line.reference in entry.description):
            score += 30
        yield Proposal(
            key=f"entry:{entry.id}:{entry.position}",
            kind="entry",
            score=score,
            reason=_entry_reason(entry, days),
            entry_id=entry.id,
            entry_position=entry.position,
            entry_number=entry.number,
        )


def _entry_reason(entry: KnownEntry, days: int) -> Message:
    if days == 0:
        return _("đã ghi sổ %(number)s, cùng số tiền, cùng ngày", number=entry.number)
    return _("đã ghi sổ %(number)s, cùng số tiền, cách %(days)s ngày", number=entry.number, days=days)


def _requested(line: OpenLine, knowledge: Knowledge) -> Iterator[Proposal]:
    """A code of ours says what the payment is for."""
    for code in codes_of(line):
        request = knowledge.requests.get(code.tail) if code.subject == "request" else None
        if request is None or not line.is_in or not request.account:
            continue
        is_exact = request.amount_dong == line.dong
        reason = _("mã VietQR của khoản đã yêu cầu: %(purpose)s", purpose=request.purpose)
        party = knowledge.parties.get(request.party_id) if request.party_id else None
        yield _voucher(line, knowledge, request.account, 960 if is_exact else 820, reason, party)


def _transfers(line: OpenLine, knowledge: Knowledge) -> Iterator[Proposal]:
    """Between two accounts of the organization's own."""
    said = "".join(filter(str.isalnum, f"{line.description} {line.party_account}".upper()))
    for number, book in knowledge.own_numbers.items():
        if number and (line.party_account == number or number in said):
            reason = _("chuyển giữa hai tài khoản ngân hàng của đơn vị (%(number)s)", number=number)
            yield _voucher(line, knowledge, book, 850, reason, None)


def _contributions(
    line: OpenLine, knowledge: Knowledge, party: KnownParty, found: Recognised, *, speaks_of_capital: bool
) -> Iterator[Proposal]:
    """A pledge that is not paid yet (CAP-01), or money for capital that nobody has pledged."""
    if party.rest_dong is None:
        return
    by_code = any(code.subject == "pledge" and knowledge.by_tail.get(code.tail) == party.id for code in codes_of(line))
    if 0 < line.dong <= party.rest_dong:
        base = 860 if by_code or speaks_of_capital else 560 if line.dong == party.rest_dong else 430
        reason = _("%(how)s; còn cam kết chưa góp %(rest)s đ", how=found.how, rest=grouped(party.rest_dong))
        yield Proposal(
            key=f"contribution:{party.id}",
            kind="contribution",
            score=base + found.sureness // 2,
            reason=reason,
            debit_account=knowledge.book,
            credit_account="4111",
            party_id=party.id,
            party_name=party.name,
        )
    elif by_code or speaks_of_capital:
        reason = _(
            "%(how)s; nói góp vốn nhưng cam kết còn lại chỉ %(rest)s đ, nên giữ ở phải trả khác",
            how=found.how,
            rest=grouped(party.rest_dong),
        )
        yield _voucher(line, knowledge, _OTHER_PAYABLE, 760 + found.sureness // 2, reason, party)


def _debts(
    line: OpenLine, knowledge: Knowledge, party: KnownParty, found: Recognised, *, speaks_of_debt: bool
) -> Iterator[Proposal]:
    """What the party owes, or is owed; the very amount first, then a part of it; then an advance."""
    accounts = _COMES_IN if line.is_in else _GOES_OUT
    has_debt = False
    for account, balance in party.debts.items():
        due = balance if line.is_in else -balance
        if due <= 0 or not account.startswith(accounts):
            continue
        has_debt = True
        base = 800 if due == line.dong else 700 if due > line.dong else 640
        reason = _("%(how)s; %(claim)s", how=found.how, claim=_claim(account, due, line.dong, comes_in=line.is_in))
        yield _voucher(line, knowledge, account, base + found.sureness // 2 + 20 * speaks_of_debt, reason, party)
    if has_debt:
        return
    account = _RECEIVABLE if line.is_in else _PAYABLE
    reason = (
        _("%(how)s; chưa có nợ, ghi là tiền trả trước", how=found.how)
        if line.is_in
        else _("%(how)s; chưa có khoản phải trả, ghi là ứng trước cho người bán", how=found.how)
    )
    yield _voucher(line, knowledge, account, 400 + found.sureness // 2 + 100 * speaks_of_debt, reason, party)


def _claim(account: str, due: int, dong: int, *, comes_in: bool) -> Message:
    if due == dong:
        words = _("đang nợ đúng %(due)s đ") if comes_in else _("đang phải trả đúng %(due)s đ")
    elif due > dong:
        words = _("đang nợ %(due)s đ, trả một phần") if comes_in else _("đang phải trả %(due)s đ, trả một phần")
    else:
        words = _("đang nợ %(due)s đ, trả dư") if comes_in else _("đang phải trả %(due)s đ, trả dư")
    claim = Message(words.msgid, {"due": grouped(due)})
    return _("%(claim)s ở tài khoản %(account)s", claim=claim, account=account)


def _documents(line: OpenLine, knowledge: Knowledge) -> Iterator[Proposal]:
    """An invoice or a voucher that the description names."""
    document = find_document(line, knowledge)
    party = knowledge.parties.get(document.party_id) if document else None
    if document and party:
        reason = _("nội dung nhắc chứng từ %(name)s", name=document.name)
        yield _voucher(line, knowledge, document.account, 780, reason, party)


def _remembered(line: OpenLine, knowledge: Knowledge) -> Iterator[Proposal]:
    """As it was booked the last time."""
    memory = knowledge.by_words.get((line.memory_key, line.is_in)) if line.memory_key else None
    score, reason = 680, _("nội dung giống lần trước")
    if memory is None and line.party_account:
        memory = knowledge.by_payer.get((line.party_account, line.is_in))
        score, reason = 620, _("tài khoản chuyển giống lần trước")
    if memory is None or not memory.account or memory.account.startswith("4111"):
        return
    party = knowledge.parties.get(memory.party_id) if memory.party_id else None
    yield _voucher(line, knowledge, memory.account, score, reason, party)


def _by_words(line: OpenLine, knowledge: Knowledge, key: str) -> Iterator[Proposal]:
    rule = rule_for(key, comes_in=line.is_in, dong=line.dong)
    if rule is not None and not rule.account.startswith(("334", "341")):
        yield _voucher(line, knowledge, rule.account, 600, rule.reason, None)
    elif rule is not None:
        people = [found for found in recognise(line, knowledge) if found.sureness >= 50]
        party = knowledge.parties[people[0].party_id] if people else None
        if party is not None:
            yield _voucher(line, knowledge, rule.account, 610, rule.reason, party)


def _exact_debts(line: OpenLine, knowledge: Knowledge) -> Iterator[Proposal]:
    """Nobody is named, but exactly one party owes exactly this."""
    for account in _COMES_IN if line.is_in else _GOES_OUT:
        parties = knowledge.owing.get((account, line.amount_dong), ())
        if len(parties) == 1 and (party := knowledge.parties.get(parties[0])):
            reason = (
                _("chỉ một người đang nợ đúng số tiền này ở tài khoản %(account)s", account=account)
                if line.is_in
                else _("chỉ phải trả đúng số tiền này cho một người ở tài khoản %(account)s", account=account)
            )
            yield _voucher(line, knowledge, account, 450, reason, party)


def _voucher(
    line: OpenLine, knowledge: Knowledge, account: str, score: int, reason: Message, party: KnownParty | None
) -> Proposal:
    debit, credit = (knowledge.book, account) if line.is_in else (account, knowledge.book)
    return Proposal(
        key=f"voucher:{debit}:{credit}:{party.id if party else ''}",
        kind="voucher",
        score=score,
        reason=reason,
        debit_account=debit,
        credit_account=credit,
        party_id=party.id if party else None,
        party_name=party.name if party else "",
    )


def _grid(line: OpenLine, knowledge: Knowledge) -> Proposal:
    """Nothing is known: the accountant says what it is."""
    return Proposal(
        key="grid",
        kind="grid",
        score=0,
        reason=_("chưa rõ của ai; mở chứng từ để tự định khoản"),
        debit_account=knowledge.book if line.is_in else "",
        credit_account="" if line.is_in else knowledge.book,
    )


def spread(proposals: dict[UUID, list[Proposal]]) -> dict[UUID, list[Proposal]]:
    """On a page, an entry is the first proposal of one line at most: of the lines that would have it, the likeliest."""
    first: dict[str, tuple[int, UUID]] = {}
    for line_id, ranked in proposals.items():
        top = ranked[0]
        if top.kind == "entry" and top.score > first.get(top.key, (-1, line_id))[0]:
            first[top.key] = (top.score, line_id)
    found: dict[UUID, list[Proposal]] = {}
    for line_id, ranked in proposals.items():
        top = ranked[0]
        if top.kind == "entry" and first[top.key][1] != line_id and len(ranked) > 1:
            ranked = [*_led(ranked[1:]), msgspec.structs.replace(top, score=-1)]
        found[line_id] = ranked
    return found
