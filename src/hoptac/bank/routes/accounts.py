"""The bank accounts of an organization: what each holds and what waits, and the form of one."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath, FromQuery

from hoptac.bank.actions import add_account, change_account, choose_account
from hoptac.bank.actions.accounts import AccountForm
from hoptac.bank.banks import banks
from hoptac.bank.queries.accounts import get_account, list_accounts, states_of_accounts
from hoptac.bank.queries.comparison import book_balance
from hoptac.identity.doors import organization_of, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import now
from hoptac.kit.errors import NotFound, Refusal, Refusals
from hoptac.kit.forms import FormReader, errors_of, read_form
from hoptac.kit.language import _
from hoptac.kit.pages import language_of, page, redirect
from hoptac.ledger import chart_of

FIELDS = ("bank_bin", "number", "holder", "ledger_account", "statement_id")


class BankAccountsController(Controller):
    """Accounts at banks, each with its own book."""

    path = "/{org:str}/bank"

    @get("/", permission=Permission.READ_BANK)
    async def index(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Every account with its last balance by the bank, its book of that day, and how many lines wait."""
        org, viewer = organization_of(request), viewer_of(request)
        async with tenant(request) as session:
            accounts = await list_accounts(session, org.id)
            states = await states_of_accounts(session, org.id)
            books = {
                account.id: await book_balance(session, org.id, account, states[account.id].last_on)
                for account in accounts
                if account.id in states
            }
        return page(
            request,
            "bank/index.html",
            path=f"/{org.slug}/bank",
            rows=[(account, states.get(account.id), books.get(account.id)) for account in accounts],
            may_import=viewer.may(Permission.IMPORT_BANK),
            may_request=viewer.may(Permission.REQUEST_PAYMENT),
        )

    @get("/accounts/new", permission=Permission.IMPORT_BANK)
    async def new(
        self,
        request: Request[Any, Any, Any],
        bank_bin: FromQuery[str] = "",
        number: FromQuery[str] = "",
        holder: FromQuery[str] = "",
        statement_id: FromQuery[str] = "",
    ) -> Response[bytes]:
        """The form; a statement of an account that nobody has entered brings its own words along."""
        values = {"bank_bin": bank_bin, "number": number, "holder": holder, "statement_id": statement_id}
        return await _form(request, values, {})

    @post("/accounts", permission=Permission.IMPORT_BANK)
    async def create(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Enter an account; a statement that waited for it is its own now."""
        reader, org = FormReader(await read_form(request)), organization_of(request)
        statement_id = reader.uuid("statement_id")
        try:
            async with tenant(request) as session:
                account_id = await add_account(
                    session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(), form=_read(reader)
                )
                if statement_id:
                    await choose_account(session, org_id=org.id, statement_id=statement_id, bank_account_id=account_id)
        except NotFound:
            raise
        except (Refusal, Refusals) as refused:
            return await _form(request, reader.values, errors_of(refused, language_of(request)))
        back = f"/{org.slug}/bank/statements/{statement_id}" if statement_id else f"/{org.slug}/bank"
        return redirect(request, back, flash=_("Đã thêm tài khoản ngân hàng."))

    @get("/accounts/{bank_account_id:uuid}/edit", permission=Permission.IMPORT_BANK)
    async def edit(self, request: Request[Any, Any, Any], bank_account_id: FromPath[UUID]) -> Response[bytes]:
        """The form with what is known."""
        async with tenant(request) as session:
            account = await get_account(session, organization_of(request).id, bank_account_id)
        values = {name: str(getattr(account, name, "")) for name in FIELDS}
        return await _form(request, values, {}, bank_account_id)

    @post("/accounts/{bank_account_id:uuid}", permission=Permission.IMPORT_BANK)
    async def update(self, request: Request[Any, Any, Any], bank_account_id: FromPath[UUID]) -> Response[bytes]:
        """Mend the bank, the number or the holder."""
        reader, org = FormReader(await read_form(request)), organization_of(request)
        try:
            async with tenant(request) as session:
                await get_account(session, org.id, bank_account_id)
                await change_account(
                    session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(),
                    bank_account_id=bank_account_id, form=_read(reader),
                )  # fmt: skip
        except NotFound:
            raise
        except (Refusal, Refusals) as refused:
            errors = errors_of(refused, language_of(request))
            return await _form(request, reader.values, errors, bank_account_id)
        return redirect(request, f"/{org.slug}/bank", flash=_("Đã sửa tài khoản ngân hàng."))


def _read(reader: FormReader) -> AccountForm:
    reader.text("number", required=True, label=_("số tài khoản"))
    reader.finish()
    return AccountForm(*(reader.text(name) for name in AccountForm.__struct_fields__))


async def _form(
    request: Request[Any, Any, Any], values: dict[str, str], errors: dict[str, str], account_id: UUID | None = None
) -> Response[bytes]:
    org = organization_of(request)
    async with tenant(request) as session:
        chart = await chart_of(session, org.id)
        taken = {account.ledger_account for account in await list_accounts(session, org.id)}
    books = [
        (code, f"{code} {account.name_vi}")
        for code, account in chart.items()
        if code.startswith("1121") and not account.has_children and (account_id or code not in taken)
    ]
    return page(
        request,
        "bank/accounts/edit.html",
        status=422 if errors else 200,
        path=f"/{org.slug}/bank",
        account_id=account_id,
        banks=[(bank.bin, f"{bank.short_name} · {bank.name}") for bank in banks().values()],
        books=books,
        values=values,
        errors=errors,
    )
