"""VietQR: what is due from whom, a code for it, and a code for any other amount."""

from functools import partial
from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath, FromQuery
from markupsafe import Markup

from hoptac.bank.actions import request_payment
from hoptac.bank.actions.requests import RequestForm
from hoptac.bank.codes import payment_code, purpose_with_code
from hoptac.bank.queries.accounts import BankAccountRow, list_accounts
from hoptac.bank.queries.requests import get_due, get_request, list_due, list_requests
from hoptac.bank.refusals import NoBankAccount, NothingDue
from hoptac.identity.doors import organization_of, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import now
from hoptac.kit.documents import qr_svg
from hoptac.kit.errors import NotFound, Refusal, Refusals
from hoptac.kit.forms import FormReader, errors_of, read_form
from hoptac.kit.identifiers import read_uuid
from hoptac.kit.language import Message, _, translate
from hoptac.kit.pages import language_of, page, redirect
from hoptac.kit.vietqr import vietqr
from hoptac.ledger import chart_of
from hoptac.parties.queries import find_party, party_names
from hoptac.vouchers.refusals import PartyUnclear

CREDITED = ("131", "138", "141", "338", "5111", "5112", "5113", "5118", "558")
"""What a request is usually credited to."""


class PaymentRequestsController(Controller):
    """A code leads to the organization's account with the amount and a purpose that is known again."""

    path = "/{org:str}/bank/qr"

    @get("/", permission=Permission.REQUEST_PAYMENT)
    async def index(self, request: Request[Any, Any, Any], q: FromQuery[str] = "") -> Response[bytes]:
        """Who has something to pay, and the form for any other amount."""
        return await _index(request, {}, {}, q)

    @post("/requests", permission=Permission.REQUEST_PAYMENT)
    async def create(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Keep a request, so that its code is known again, and show it."""
        reader, org = FormReader(await read_form(request)), organization_of(request)
        try:
            async with tenant(request) as session:
                party_id = await _party(reader, partial(find_party, session, org.id))
                request_id = await request_payment(
                    session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(),
                    form=_read(reader, party_id),
                )  # fmt: skip
        except NotFound:
            raise
        except (Refusal, Refusals) as refused:
            return await _index(request, reader.values, errors_of(refused, language_of(request)), "")
        return redirect(request, f"/{org.slug}/bank/qr/{request_id}")

    @get("/{payment_request_id:uuid}", permission=Permission.REQUEST_PAYMENT)
    async def show(self, request: Request[Any, Any, Any], payment_request_id: FromPath[UUID]) -> Response[bytes]:
        """The code of a request."""
        org = organization_of(request)
        async with tenant(request) as session:
            asked = await get_request(session, org.id, payment_request_id)
            accounts = await list_accounts(session, org.id)
            names = await party_names(session, org.id, [asked.party_id])
        account = next(one for one in accounts if one.id == asked.bank_account_id)
        payer = names.get(asked.party_id, "") if asked.party_id else ""
        return _code(request, account, asked.amount_dong, asked.code, asked.purpose, payer)

    @get("/pledges/{party_id:uuid}", permission=Permission.REQUEST_PAYMENT)
    async def pledge(self, request: Request[Any, Any, Any], party_id: FromPath[UUID]) -> Response[bytes]:
        """The code of what a member has pledged and not paid."""
        org = organization_of(request)
        async with tenant(request) as session:
            due = await get_due(session, org.id, party_id)
            account = _receiving(await list_accounts(session, org.id))
        if due.pledged_rest_dong <= 0:
            raise NothingDue
        words = f"{due.number} gop von"
        code = payment_code("pledge", party_id)
        return _code(request, account, due.pledged_rest_dong, code, words, due.name, _("Góp vốn đã cam kết"))

    @get("/receivables/{party_id:uuid}", permission=Permission.REQUEST_PAYMENT)
    async def receivable(self, request: Request[Any, Any, Any], party_id: FromPath[UUID]) -> Response[bytes]:
        """The code of what a party owes on 131."""
        org = organization_of(request)
        async with tenant(request) as session:
            due = await get_due(session, org.id, party_id)
            account = _receiving(await list_accounts(session, org.id))
        if due.receivable_dong <= 0:
            raise NothingDue
        words = f"{due.number} tra no"
        code = payment_code("receivable", party_id)
        return _code(request, account, due.receivable_dong, code, words, due.name, _("Trả nợ"))


def _receiving(accounts: list[BankAccountRow]) -> BankAccountRow:
    """The first account that a code can lead to. Raises NoBankAccount."""
    account = next((one for one in accounts if one.is_for_qr), None)
    if account is None:
        raise NoBankAccount
    return account


def _code(
    request: Request[Any, Any, Any],
    account: BankAccountRow,
    amount_dong: int,
    code: str,
    words: str,
    payer: str,
    title: Message | None = None,
) -> Response[bytes]:
    purpose = purpose_with_code(code, words)
    text = vietqr(account.bank_bin, account.number, amount_dong=amount_dong, purpose=purpose)
    language = language_of(request)
    return page(
        request,
        "bank/requests/show.html",
        path=f"/{organization_of(request).slug}/bank",
        account=account,
        amount_dong=amount_dong,
        purpose=purpose,
        words=translate(title, language) if title else words,
        payer=payer,
        qr=Markup(qr_svg(text)),  # noqa: S704 - drawn here
        text=text,
    )


async def _party(reader: FormReader, find: Any) -> UUID | None:
    """The party chosen from the suggestions, or the only one of the name typed in whole."""
    typed = reader.values.get("party", "").strip()
    if not typed:
        return None
    found = reader.uuid("party-id") or await find(typed)
    if found is None:
        unclear = PartyUnclear(typed)
        unclear.field = "party"
        raise unclear
    return found


def _read(reader: FormReader, party_id: UUID | None) -> RequestForm:
    amount = reader.money("amount_dong", required=True, label=_("số tiền"))
    purpose = reader.text("purpose", required=True, label=_("nội dung"))
    account_id = reader.read("bank_account_id", read_uuid, required=True, label=_("tài khoản nhận tiền"))
    account = reader.text("account")
    reader.finish()
    return RequestForm(account_id or UUID(int=0), amount or 0, purpose, party_id, account)


async def _index(
    request: Request[Any, Any, Any], values: dict[str, str], errors: dict[str, str], q: str
) -> Response[bytes]:
    org, language = organization_of(request), language_of(request)
    async with tenant(request) as session:
        accounts = [one for one in await list_accounts(session, org.id) if one.is_for_qr]
        due = await list_due(session, org.id, q)
        requests = await list_requests(session, org.id)
        chart = await chart_of(session, org.id)
    credited = [
        (code, f"{code} {chart[code].name_en if language == 'en' else chart[code].name_vi}")
        for code in CREDITED
        if code in chart and not chart[code].has_children
    ]
    return page(
        request,
        "bank/requests/index.html",
        status=422 if errors else 200,
        path=f"/{org.slug}/bank",
        accounts=[(str(account.id), account.label) for account in accounts],
        credited=credited,
        due=due,
        requests=requests,
        q=q,
        values=values,
        errors=errors,
        may_import=viewer_of(request).may(Permission.IMPORT_BANK),
    )
