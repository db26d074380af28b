"""Statements: send one, see how it was read, point out columns, say whose it is, keep its lines."""

import asyncio
from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from hoptac.bank.actions import bring_in_statement, choose_account, confirm_statement, correct_columns
from hoptac.bank.actions.statements import judge_file, refuse_file_again, separate_lines
from hoptac.bank.files import read_file, unpack_statement
from hoptac.bank.queries.accounts import list_accounts
from hoptac.bank.queries.statements import get_statement, list_statements
from hoptac.bank.reading import VOCABULARY
from hoptac.identity.doors import organization_of, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import now
from hoptac.kit.errors import NotFound, Refusal, Refusals
from hoptac.kit.forms import FormReader, errors_of, read_form
from hoptac.kit.imports import (
    field_choices,
    read_corrections,
    read_upload,
    shown_skipped,
    shown_tables,
    unpack_understanding,
)
from hoptac.kit.imports.files import LARGEST_FORM_BYTES
from hoptac.kit.language import _, grouped, translate, unpack_message
from hoptac.kit.pages import language_of, page, redirect

LINES_SHOWN = 20


class StatementsController(Controller):
    """A statement is kept when it proves itself; what is kept is never changed."""

    path = "/{org:str}/bank/statements"

    @get("/", permission=Permission.READ_BANK)
    async def index(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """The statements so far, and the form to send one."""
        return await _index(request, {})

    @post("/", permission=Permission.IMPORT_BANK, request_max_body_size=LARGEST_FORM_BYTES)
    async def create(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Read a file; what is no statement, or came before, is refused and not kept."""
        reader, org = FormReader(await read_form(request)), organization_of(request)
        try:
            filename, content = await read_upload(reader)
            read = await asyncio.to_thread(read_file, content, filename)
            async with tenant(request) as session:
                await refuse_file_again(session, org.id, read.sha256)
                judged = await judge_file(session, org.id, read)
                statement_id = await bring_in_statement(
                    session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(), read=read,
                    judged=judged, bank_account_id=reader.uuid("bank_account_id"),
                )  # fmt: skip
        except NotFound:
            raise
        except Refusal as refused:
            refused.field = refused.field or "file"
            return await _index(request, errors_of(refused, language_of(request)))
        return redirect(request, f"/{org.slug}/bank/statements/{statement_id}")

    @get("/{statement_id:uuid}", permission=Permission.READ_BANK)
    async def show(self, request: Request[Any, Any, Any], statement_id: FromPath[UUID]) -> Response[bytes]:
        """How the file was read, what proves it, and the button that keeps its lines; after the deed, what it did."""
        org, language = organization_of(request), language_of(request)
        async with tenant(request) as session:
            detail = await get_statement(session, org.id, statement_id)
            accounts = await list_accounts(session, org.id)
            statement = unpack_statement(detail.found) if detail.found else None
            separated = None
            if statement is not None and detail.bank_account_id and detail.state != "done":
                separated = await separate_lines(session, org.id, detail.bank_account_id, statement)
        understanding = unpack_understanding(detail.mapping)
        return page(
            request,
            "bank/statements/show.html",
            path=f"/{org.slug}/bank",
            here=f"/{org.slug}/bank/statements/{statement_id}",
            detail=detail,
            statement=statement,
            separated=separated,
            account=next((one for one in accounts if one.id == detail.bank_account_id), None),
            accounts=[(str(one.id), one.label) for one in accounts],
            refusal=translate(unpack_message(detail.refusal), language) if detail.refusal else None,
            lines_shown=LINES_SHOWN,
            tables=shown_tables(understanding, VOCABULARY, language),
            skipped=shown_skipped(understanding, language),
            fields=field_choices(VOCABULARY, language),
            is_remembered=understanding.remembered,
            may_import=viewer_of(request).may(Permission.IMPORT_BANK),
        )

    @post("/{statement_id:uuid}/columns", permission=Permission.IMPORT_BANK)
    async def correct(self, request: Request[Any, Any, Any], statement_id: FromPath[UUID]) -> Response[bytes]:
        """Read the file again by the columns as the person says they are."""
        reader, org = FormReader(await read_form(request)), organization_of(request)
        try:
            async with tenant(request) as session:
                detail = await get_statement(session, org.id, statement_id)
                corrections = read_corrections(unpack_understanding(detail.mapping), reader.values, VOCABULARY)
                await correct_columns(session, org_id=org.id, statement_id=statement_id, corrections=corrections)
        except NotFound:
            raise
        except (Refusal, Refusals) as refused:
            return _refused(request, statement_id, refused)
        return redirect(request, _path(request, statement_id), flash=_("Đã đọc lại sao kê."))

    @post("/{statement_id:uuid}/account", permission=Permission.IMPORT_BANK)
    async def choose(self, request: Request[Any, Any, Any], statement_id: FromPath[UUID]) -> Response[bytes]:
        """Say whose statement it is."""
        reader, org = FormReader(await read_form(request)), organization_of(request)
        chosen = reader.uuid("bank_account_id")
        try:
            if chosen is not None:
                async with tenant(request) as session:
                    await choose_account(session, org_id=org.id, statement_id=statement_id, bank_account_id=chosen)
        except NotFound:
            raise
        except Refusal as refused:
            return _refused(request, statement_id, refused)
        return redirect(request, _path(request, statement_id))

    @post("/{statement_id:uuid}/confirmation", permission=Permission.IMPORT_BANK)
    async def confirm(self, request: Request[Any, Any, Any], statement_id: FromPath[UUID]) -> Response[bytes]:
        """Keep the new lines for good, and go on to what they may be."""
        org = organization_of(request)
        try:
            async with tenant(request) as session:
                done = await confirm_statement(
                    session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(), statement_id=statement_id
                )
        except NotFound:
            raise
        except Refusal as refused:
            return _refused(request, statement_id, refused)
        told = _("Đã nhập %(new)s dòng.", new=grouped(done.new))
        if done.known:
            told = _(
                "Đã nhập %(new)s dòng mới; bỏ qua %(known)s dòng đã có.",
                new=grouped(done.new),
                known=grouped(done.known),
            )
        return redirect(request, f"/{org.slug}/bank/accounts/{done.bank_account_id}/lines", flash=told)


def _path(request: Request[Any, Any, Any], statement_id: UUID) -> str:
    return f"/{organization_of(request).slug}/bank/statements/{statement_id}"


def _refused(request: Request[Any, Any, Any], statement_id: UUID, refused: Refusal | Refusals) -> Response[bytes]:
    first = refused.refusals[0] if isinstance(refused, Refusals) else refused
    return redirect(request, _path(request, statement_id), flash=first.whole(), kind="error")


async def _index(request: Request[Any, Any, Any], errors: dict[str, str]) -> Response[bytes]:
    org = organization_of(request)
    async with tenant(request) as session:
        accounts = await list_accounts(session, org.id)
        statements = await list_statements(session, org.id)
    labels = {account.id: account.label for account in accounts}
    return page(
        request,
        "bank/statements/index.html",
        status=422 if errors else 200,
        path=f"/{org.slug}/bank",
        rows=[(row, labels.get(row.bank_account_id, "") if row.bank_account_id else "") for row in statements],
        accounts=[(str(account.id), account.label) for account in accounts],
        errors=errors,
        may_import=viewer_of(request).may(Permission.IMPORT_BANK),
    )
