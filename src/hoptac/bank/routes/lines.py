"""The lines of an account with what is proposed for each, and the one deed of deciding about a line."""

from datetime import date
from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath, FromQuery

from hoptac.bank.actions import accept, skip, undo
from hoptac.bank.actions.matching import Accepted
from hoptac.bank.proposing import Proposal, propose, spread
from hoptac.bank.queries.accounts import BankAccountRow, get_account
from hoptac.bank.queries.knowing import load_knowledge
from hoptac.bank.queries.lines import SHOWN, LineRow, Place, count_lines, get_line, list_lines
from hoptac.identity.doors import organization_of, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import now
from hoptac.kit.errors import NotFound, Refusal, Refusals
from hoptac.kit.forms import FormReader, read_form
from hoptac.kit.language import Message, _, translate
from hoptac.kit.pages import language_of, page, redirect
from hoptac.parties.identity_numbers import masked
from hoptac.vouchers.rules import STATE_NAMES

DEEDS = ("accept", "draft", "skip", "undo")


class LinesController(Controller):
    """What the bank says, line by line, and what it becomes in the books."""

    path = "/{org:str}/bank"

    @get("/accounts/{bank_account_id:uuid}/lines", permission=Permission.READ_BANK)
    async def index(
        self,
        request: Request[Any, Any, Any],
        bank_account_id: FromPath[UUID],
        status: FromQuery[str] = "open",
        after: FromQuery[str] = "",
        before: FromQuery[str] = "",
    ) -> Response[bytes]:
        """Fifty lines, the oldest first; those that are open with their proposals."""
        org = organization_of(request)
        shown = SHOWN.get(status, "open")
        async with tenant(request) as session:
            account = await get_account(session, org.id, bank_account_id)
            found = await list_lines(
                session, org.id, bank_account_id, shown, after=_place(after), before=_place(before)
            )
            counts = await count_lines(session, org.id, bank_account_id)
            proposals: dict[UUID, list[Proposal]] = {}
            if shown == "open":
                lines = [row.line for row in found.rows if row.is_open]
                knowledge = await load_knowledge(session, org.id, account, lines)
                proposals = spread({line.id: propose(line, knowledge) for line in lines})
        path = f"/{org.slug}/bank/accounts/{bank_account_id}/lines?status={shown}"
        return page(
            request,
            "bank/lines/index.html",
            path=f"/{org.slug}/bank",
            account=account,
            shown=shown,
            counts=counts,
            rows=[_shown(request, row, proposals.get(row.line.id, [])) for row in found.rows],
            refusal=None,
            previous_href=f"{path}&before={_address(found.rows[0])}" if found.has_previous and found.rows else None,
            next_href=f"{path}&after={_address(found.rows[-1])}" if found.has_next else None,
            may_match=viewer_of(request).may(Permission.MATCH_BANK),
        )

    @post("/lines/{line_id:uuid}/decision", permission=Permission.MATCH_BANK)
    async def decide(self, request: Request[Any, Any, Any], line_id: FromPath[UUID]) -> Response[bytes]:
        """Accept a proposal, write it as a draft to change it first, put the line aside, or open it again."""
        reader, org, viewer = FormReader(await read_form(request)), organization_of(request), viewer_of(request)
        deed = reader.values.get("deed", "accept")
        who = {"org_id": org.id, "actor_id": viewer.person_id, "now": now(), "line_id": line_id}
        refusal: Message | None = None
        go_on: str | None = None
        try:
            async with tenant(request) as session:
                if deed == "skip":
                    await skip(session, **who)
                elif deed == "undo":
                    await undo(session, **who)
                else:
                    accepted = await accept(
                        session, **who, choice=reader.values.get("choice", ""), in_grid=deed == "draft",
                        may_post=viewer.may(Permission.POST_VOUCHERS),
                    )  # fmt: skip
                    is_in_grid = deed == "draft" or reader.values.get("choice") == "grid"
                    go_on = _where_to_go_on(f"/{org.slug}", line_id, accepted) if is_in_grid else None
        except NotFound:
            raise
        except Refusals as refused:
            refusal = refused.refusals[0].whole()
        except Refusal as refused:
            refusal = refused.whole()
        if go_on is not None:
            return redirect(request, go_on)
        return await _answer(request, line_id, refusal)


def _where_to_go_on(home: str, line_id: UUID, accepted: Accepted) -> str | None:
    """Where what was opened to be changed is finished: the grid, or for capital the form of the contribution."""
    if accepted.contributor_id is not None:
        return f"{home}/bank/lines/{line_id}/contributions/{accepted.contributor_id}/new"
    return f"{home}/vouchers/{accepted.voucher_id}/edit" if accepted.voucher_id and accepted.is_waiting else None


async def _answer(request: Request[Any, Any, Any], line_id: UUID, refusal: Message | None) -> Response[bytes]:
    """The row as it stands now; to a browser without scripts, its page again."""
    org = organization_of(request)
    async with tenant(request) as session:
        row = await get_line(session, org.id, line_id)
        account = await get_account(session, org.id, row.bank_account_id)
        if request.headers.get("HX-Request") != "true":
            back = f"/{org.slug}/bank/accounts/{account.id}/lines"
            kind = "error" if refusal else "success"
            done = _("Dòng chờ đến khi chứng từ ghi sổ.") if row.is_in_work else _("Đã xong dòng này.")
            return redirect(request, back, flash=refusal or done, kind=kind)
        proposals = await _proposals(session, org.id, account, row)
    return page(
        request,
        "bank/lines/decided.swap.html",
        status=422 if refusal else 200,
        path=f"/{org.slug}/bank",
        row=_shown(request, row, proposals),
        refusal=translate(refusal, language_of(request)) if refusal else None,
        may_match=True,
    )


async def _proposals(session: Any, org_id: UUID, account: BankAccountRow, row: LineRow) -> list[Proposal]:
    if not row.is_open:
        return []
    return propose(row.line, await load_knowledge(session, org_id, account, [row.line]))


def _shown(request: Request[Any, Any, Any], row: LineRow, proposals: list[Proposal]) -> dict[str, Any]:
    """A row in the reader's words."""
    language = language_of(request)
    line = row.line
    state = translate(STATE_NAMES[row.voucher_state], language) if row.voucher_state else ""
    return {
        "line": line,
        "payer": " · ".join(filter(None, (line.party_name, masked(line.party_account)))),
        "is_open": row.is_open,
        "is_in_work": row.is_in_work,
        "is_draft": row.voucher_state == "draft",
        "is_taken_back": row.is_taken_back,
        "kind": row.kind,
        "entry_id": row.entry_id,
        "entry_number": row.entry_number,
        "voucher_id": row.voucher_id,
        "voucher_state": state,
        "may_undo": row.kind in ("entry", "skipped") or (row.kind == "voucher" and row.voucher_state != "posted"),
        "proposals": [(proposal, translate(proposal.reason, language)) for proposal in proposals],
    }


def _address(row: LineRow) -> str:
    return f"{row.line.transacted_on.isoformat()}~{row.position}"


def _place(typed: str) -> Place | None:
    """The place that an address names; one typed by hand that makes no sense is the beginning."""
    day, _between, position = typed.partition("~")
    try:
        return Place(date.fromisoformat(day), int(position)) if len(position) < 16 else None
    except ValueError:
        return None
