"""Deciding about a line: tied to what is posted, made into a voucher or a contribution, put aside; and taking that back.

The account's row is locked first, so decisions about its lines wait for each other: the second of two clicks, tabs or
people finds what the first has done. The database has room for one match of a line whatever the code does.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import bindparam, delete, insert
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.bank.models import BANK_MATCHES
from hoptac.bank.proposing import OpenLine, Proposal, propose
from hoptac.bank.queries.accounts import BankAccountRow, get_account
from hoptac.bank.queries.knowing import load_knowledge
from hoptac.bank.queries.lines import LineRow, get_line
from hoptac.bank.refusals import LineGoesOut, LineInWork, LineMatched, NotMatched, PostedByMatch, ProposalGone
from hoptac.capital.actions import record_contribution
from hoptac.capital.postings import CONTRIBUTED_CAPITAL
from hoptac.kit import audit
from hoptac.kit.calendar import format_date
from hoptac.kit.errors import Refusal
from hoptac.kit.identifiers import new_id
from hoptac.kit.vietnamese import clean_text
from hoptac.ledger.queries.accounts import chart_of
from hoptac.organizations.terms import terms_on
from hoptac.vouchers.actions import discard, post_voucher, save_draft, submit
from hoptac.vouchers.drafts import DraftLine, VoucherForm
from hoptac.vouchers.rules import needs_approval, place_party

_INSERT = insert(BANK_MATCHES)
_DELETE = delete(BANK_MATCHES).where(
    BANK_MATCHES.c.org_id == bindparam("of_org"), BANK_MATCHES.c.line_id == bindparam("of_line")
)
_LONGEST_DESCRIPTION = 300


class Accepted(msgspec.Struct, frozen=True):
    """What became of a line; `voucher_id` is to be opened where somebody must go on with it, or the form of the contribution
    of `contributor_id`, of which nothing is written yet."""

    kind: str
    entry_id: UUID | None = None
    voucher_id: UUID | None = None
    is_waiting: bool = False
    """The voucher waits for approval, or to be finished; the contribution to be recorded."""
    contributor_id: UUID | None = None
    warning: Refusal | None = None
    """A cap on capital that is passed while the organization is being founded."""


async def accept(
    session: AsyncSession,
    *,
    org_id: UUID,
    actor_id: UUID,
    now: datetime,
    line_id: UUID,
    choice: str,
    in_grid: bool = False,
    may_post: bool = True,
) -> Accepted:
    """Do what a proposal says. `in_grid`: only write the draft, to be changed in the voucher grid before it is posted; a
    contribution has no voucher, and is left to its form (`contribute`).

    Raises NotFound, LineMatched, LineInWork, ProposalGone, and what the rooms below refuse: a cap on capital, a closed month, a line
    that cannot be posted.
    """
    account, row = await _open_line(session, org_id, line_id)
    line = row.line
    knowledge = await load_knowledge(session, org_id, account, [line])
    proposal = next((one for one in propose(line, knowledge) if one.key == choice), None)
    if proposal is None:
        raise ProposalGone
    if proposal.kind == "contribution" and in_grid:
        return Accepted("contribution", is_waiting=True, contributor_id=proposal.party_id)
    if row.kind is not None:
        await session.execute(_DELETE, {"of_org": org_id, "of_line": line_id})  # one that does not hold any more
    if proposal.kind == "entry" and not in_grid:
        accepted = Accepted("entry", entry_id=proposal.entry_id)
    elif proposal.kind == "contribution" and proposal.party_id:
        accepted = await _contribute(
            session, org_id, actor_id, now, account, line, proposal.party_id, line.transacted_on, said_of(line)
        )
    else:
        is_draft = in_grid or proposal.kind == "grid" or not may_post
        accepted = await _write_voucher(session, org_id, actor_id, now, line, proposal, is_draft=is_draft)
    match = {"kind": accepted.kind, "entry_id": accepted.entry_id, "voucher_id": accepted.voucher_id}
    match |= {
        "entry_position": proposal.entry_position if accepted.kind == "entry" else 0,
        "party_id": proposal.party_id,
    }
    match |= {"contra_account": "" if accepted.is_waiting and in_grid else proposal.contra_account}
    await _keep(session, org_id, actor_id, now, account, line_id, match)
    return accepted


async def contribute(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, line_id: UUID, party_id: UUID,
    contributed_on: date, note: str,
) -> Accepted:  # fmt: skip
    """Record a line as a member's contribution: its sum is the line's, its account the line's; day and note are as typed.

    Raises NotFound, MemberNotFound, LineMatched, LineGoesOut and what `record_contribution` refuses.
    """
    account, row = await _open_line(session, org_id, line_id)
    if not row.line.is_in:
        raise LineGoesOut
    if row.kind is not None:
        await session.execute(_DELETE, {"of_org": org_id, "of_line": line_id})
    accepted = await _contribute(session, org_id, actor_id, now, account, row.line, party_id, contributed_on, note)
    match = {"kind": "contribution", "entry_id": accepted.entry_id, "voucher_id": None, "entry_position": 0}
    match |= {"party_id": party_id, "contra_account": CONTRIBUTED_CAPITAL}
    await _keep(session, org_id, actor_id, now, account, line_id, match)
    return accepted


async def skip(session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, line_id: UUID) -> None:
    """Put a line aside: it is to be booked nowhere, or elsewhere. Raises NotFound, LineMatched."""
    account, row = await _open_line(session, org_id, line_id)
    if row.kind is not None:
        await session.execute(_DELETE, {"of_org": org_id, "of_line": line_id})
    nothing = {"entry_id": None, "voucher_id": None, "entry_position": 0, "party_id": None, "contra_account": ""}
    await _keep(session, org_id, actor_id, now, account, line_id, {"kind": "skipped"} | nothing)


async def undo(session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, line_id: UUID) -> None:
    """Open a line again as long as nothing was posted by its match; a voucher that was written for it is given up.

    Raises NotFound, NotMatched, PostedByMatch (Accounting Law, Art. 27: what is posted is adjusted).
    """
    row = await get_line(session, org_id, line_id)
    await get_account(session, org_id, row.bank_account_id, lock=True)
    row = await get_line(session, org_id, line_id)
    if row.kind is None or row.is_taken_back:
        raise NotMatched
    if row.kind == "contribution" or (row.kind == "voucher" and row.voucher_state == "posted"):
        raise PostedByMatch
    if row.kind == "voucher" and row.voucher_id and row.voucher_state != "discarded":
        await discard(session, org_id=org_id, actor_id=actor_id, now=now, voucher_id=row.voucher_id)
    await session.execute(_DELETE, {"of_org": org_id, "of_line": line_id})
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="undo_bank_match", subject=("bank_line", line_id),
        detail={"kind": row.kind, "entry_id": str(row.entry_id or ""), "voucher_id": str(row.voucher_id or "")},
    )  # fmt: skip


async def _open_line(session: AsyncSession, org_id: UUID, line_id: UUID) -> tuple[BankAccountRow, LineRow]:
    """The line behind its account's lock, that nothing has become of yet; what was given up or taken back is nothing."""
    row = await get_line(session, org_id, line_id)
    account = await get_account(session, org_id, row.bank_account_id, lock=True)
    row = await get_line(session, org_id, line_id)
    if row.is_in_work:
        raise LineInWork
    if not row.is_open:
        raise LineMatched
    return account, row


async def _contribute(
    session: AsyncSession, org_id: UUID, actor_id: UUID, now: datetime, account: BankAccountRow, line: OpenLine,
    party_id: UUID, contributed_on: date, note: str,
) -> Accepted:  # fmt: skip
    """CAP-01 by bank, with the caps of Art. 74, through the register of contributions."""
    recorded = await record_contribution(
        session, org_id=org_id, actor_id=actor_id, now=now, party_id=party_id, amount_dong=line.dong, method="bank",
        contributed_on=contributed_on, request_key=new_id(), note=note, account=account.ledger_account,
    )  # fmt: skip
    return Accepted("contribution", entry_id=recorded.entry_id, warning=recorded.warning)


async def _write_voucher(
    session: AsyncSession, org_id: UUID, actor_id: UUID, now: datetime, line: OpenLine, proposal: Proposal, *, is_draft: bool,
) -> Accepted:  # fmt: skip
    """A bank note in the vouchers' room: posted, or sent to be approved where the organization wants that."""
    chart = await chart_of(session, org_id)
    parties = place_party(proposal.debit_account, proposal.credit_account, proposal.party_id, chart)
    row = DraftLine(
        debit_account=proposal.debit_account,
        credit_account=proposal.credit_account,
        amount_dong=line.dong,
        debit_party_id=parties[0],
        credit_party_id=parties[1],
        description=said_of(line),
    )
    form = VoucherForm(
        kind="bank_credit" if line.is_in else "bank_debit",
        voucher_on=line.transacted_on,
        description=said_of(line),
        lines=(row,),
        counterpart_name=proposal.party_name or line.party_name,
        enclosed=f"Sao kê ngân hàng, số {line.reference}" if line.reference else "Sao kê ngân hàng",
    )
    deed: dict[str, Any] = {"org_id": org_id, "actor_id": actor_id, "now": now}
    voucher_id = await save_draft(session, **deed, form=form, request_key=new_id())
    if is_draft:
        return Accepted("voucher", voucher_id=voucher_id, is_waiting=True)
    terms = await terms_on(session, org_id, line.transacted_on)
    if needs_approval(form.kind, terms["accounting.approval"]):
        await submit(session, **deed, voucher_id=voucher_id)
        return Accepted("voucher", voucher_id=voucher_id, is_waiting=True)
    posted = await post_voucher(session, **deed, voucher_id=voucher_id)
    return Accepted("voucher", entry_id=posted.id, voucher_id=voucher_id)


def said_of(line: OpenLine) -> str:
    """What the bank says of the line, as the text of a voucher."""
    said = clean_text(line.description)[:_LONGEST_DESCRIPTION]
    return said or f"Theo sao kê ngân hàng ngày {format_date(line.transacted_on)}"


async def _keep(
    session: AsyncSession, org_id: UUID, actor_id: UUID, now: datetime, account: BankAccountRow, line_id: UUID,
    match: dict[str, Any],
) -> None:  # fmt: skip
    about = {"org_id": org_id, "line_id": line_id, "bank_account_id": account.id, "made_by": actor_id, "made_at": now}
    await session.execute(_INSERT, about | match)
    detail = {name: str(match[name]) for name in ("kind", "entry_id", "voucher_id", "contra_account") if match[name]}
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="match_bank_line", subject=("bank_line", line_id),
        detail=detail,
    )  # fmt: skip
