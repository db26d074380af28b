"""E-invoices received: sent, looked through, booked by an event or in the grid, put aside."""

from collections.abc import Sequence
from typing import Any, cast
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath, FromQuery

from hoptac.identity.doors import organization_of, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import now, today
from hoptac.kit.errors import NotFound, Refusal
from hoptac.kit.forms import FormReader, read_form
from hoptac.kit.language import Message, _, translate
from hoptac.kit.pages import language_of, page, redirect
from hoptac.organizations.profile import get_profile
from hoptac.organizations.terms import terms_on
from hoptac.vouchers.events.listing import on_offer
from hoptac.vouchers.papers.actions import bring_back, enter_seller, receive, set_aside
from hoptac.vouchers.papers.e_invoices import faults_of
from hoptac.vouchers.papers.files import judge_all, judged_invoice, read_files
from hoptac.vouchers.papers.giving import give
from hoptac.vouchers.papers.kinds import KINDS, LARGEST_FORM_BYTES
from hoptac.vouchers.papers.proposing import is_for_another, remarks_on, suggested
from hoptac.vouchers.papers.queries.documents import places_of
from hoptac.vouchers.papers.queries.invoices import (
    Standing,
    count_waiting,
    get_invoice,
    get_invoice_file,
    list_invoices,
)
from hoptac.vouchers.papers.queries.sellers import find_seller
from hoptac.vouchers.papers.rules import read_reason
from hoptac.vouchers.papers.showing import shown_places

STANDINGS: tuple[tuple[Standing, Message], ...] = (
    ("waiting", _("Chưa ghi sổ")),
    ("booked", _("Đã kèm chứng từ")),
    ("aside", _("Để riêng")),
)
LINES_SHOWN = 100
Received = Sequence[tuple[str, UUID, bool]]
"""Of files just sent: the label of the invoice, its id, whether it is new."""


class InvoicesController(Controller):
    """An invoice waits until it lies on a voucher."""

    path = "/{org:str}/invoices"

    @get("/", permission=Permission.READ_LEDGER)
    async def index(
        self, request: Request[Any, Any, Any], standing: FromQuery[str] = "waiting", number: FromQuery[int] = 1
    ) -> Response[bytes]:
        """The invoices that wait, or that became something, and the form to send more."""
        known = {key for key, _name in STANDINGS}
        return await _index(
            request, cast(Standing, standing if standing in known else "waiting"), min(max(number, 1), 10_000)
        )

    @post("/", permission=Permission.WRITE_VOUCHERS, request_max_body_size=LARGEST_FORM_BYTES)
    async def create(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Read each file; what is no invoice is refused by itself and not kept."""
        org = organization_of(request)
        try:
            files = await read_files(request)
        except Refusal as refused:
            return await _index(request, refusals=[refused])
        papers, refusals = await judge_all(files, judged_invoice)
        async with tenant(request) as session:
            kept = await receive(
                session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(), papers=papers
            )
        if len(kept) == 1 and not refusals:
            invoice_id, is_new = kept[0]
            told = _("Đã nhận hóa đơn.") if is_new else _("Hóa đơn này đã nhận trước đó, không lưu thêm.")
            return redirect(
                request, f"/{org.slug}/invoices/{invoice_id}", flash=told, kind="success" if is_new else "info"
            )
        received = [
            (f"{paper.invoice.seller.name}, {paper.invoice.series} {paper.invoice.number}", *one)
            for paper, one in zip(papers, kept, strict=True)
            if paper.invoice is not None
        ]
        return await _index(request, received=received, refusals=refusals)

    @get("/{invoice_id:uuid}", permission=Permission.READ_LEDGER)
    async def show(self, request: Request[Any, Any, Any], invoice_id: FromPath[UUID]) -> Response[bytes]:
        """What the invoice says, what does not fit, and the ways to book it."""
        org, language, viewer = organization_of(request), language_of(request), viewer_of(request)
        async with tenant(request) as session:
            detail = await get_invoice(session, org.id, invoice_id)
            invoice = detail.read()
            places = shown_places(await places_of(session, org.id, invoice_ids=[invoice_id]))
            seller = await find_seller(session, org.id, invoice.seller)
            terms = await terms_on(session, org.id, today())
            own_tax_code = (await get_profile(session, org.id)).registration_code or ""
        return page(
            request,
            "vouchers/invoices/show.html",
            path=f"/{org.slug}/invoices",
            vouchers=f"/{org.slug}/vouchers",
            detail=detail,
            invoice=invoice,
            items=invoice.items[:LINES_SHOWN],
            left_out=max(0, len(invoice.items) - LINES_SHOWN),
            places=places,
            seller=seller,
            faults=[translate(fault, language) for fault in faults_of(invoice, today())],
            remarks=[translate(remark, language) for remark in remarks_on(invoice, own_tax_code)],
            events=[(event.id, translate(event.name, language)) for event in suggested(on_offer(terms))],
            may_write=viewer.may(Permission.WRITE_VOUCHERS),
        )

    @get("/{invoice_id:uuid}/file", permission=Permission.READ_LEDGER)
    async def file(self, request: Request[Any, Any, Any], invoice_id: FromPath[UUID]) -> Response[Any]:
        """The XML as it was sent."""
        async with tenant(request) as session:
            name, content = await get_invoice_file(session, organization_of(request).id, invoice_id)
        return give(content, name, KINDS["xml"], invoice_id)

    @post("/{invoice_id:uuid}/seller", permission=Permission.WRITE_VOUCHERS)
    async def enter_seller(self, request: Request[Any, Any, Any], invoice_id: FromPath[UUID]) -> Response[bytes]:
        """Make the seller a party."""
        return await _do(request, invoice_id, enter_seller, _("Đã thêm người bán vào danh sách đối tượng."))

    @post("/{invoice_id:uuid}/setting-aside", permission=Permission.WRITE_VOUCHERS)
    async def set_aside(self, request: Request[Any, Any, Any], invoice_id: FromPath[UUID]) -> Response[bytes]:
        """It is not to be booked; the reason is kept."""
        reader = FormReader(await read_form(request))
        reason = reader.values.get("reason", "")
        return await _do(request, invoice_id, set_aside, _("Đã để riêng hóa đơn này."), reason=reason)

    @post("/{invoice_id:uuid}/return", permission=Permission.WRITE_VOUCHERS)
    async def bring_back(self, request: Request[Any, Any, Any], invoice_id: FromPath[UUID]) -> Response[bytes]:
        """It waits again."""
        return await _do(request, invoice_id, bring_back, _("Hóa đơn này lại chờ ghi sổ."))


async def _do(
    request: Request[Any, Any, Any], invoice_id: UUID, deed: Any, done: Message, *, reason: str | None = None
) -> Response[bytes]:
    org = organization_of(request)
    here = f"/{org.slug}/invoices/{invoice_id}"
    try:
        wanted = {} if reason is None else {"reason": read_reason(reason)}
        async with tenant(request) as session:
            await deed(
                session,
                org_id=org.id,
                actor_id=viewer_of(request).person_id,
                now=now(),
                invoice_id=invoice_id,
                **wanted,
            )
    except NotFound:
        raise
    except Refusal as refused:
        return redirect(request, here, flash=refused.whole(), kind="error")
    return redirect(request, here, flash=done)


async def _index(
    request: Request[Any, Any, Any],
    standing: Standing = "waiting",
    number: int = 1,
    *,
    received: Received = (),
    refusals: Sequence[Refusal] = (),
) -> Response[bytes]:
    org, language = organization_of(request), language_of(request)
    path = f"/{org.slug}/invoices"
    async with tenant(request) as session:
        rows, has_more = await list_invoices(session, org.id, standing, number=number)
        waiting = await count_waiting(session, org.id)
        own_tax_code = (await get_profile(session, org.id)).registration_code or ""
    return page(
        request,
        "vouchers/invoices/index.html",
        status=422 if refusals and not received else 200,
        path=path,
        rows=[(row, is_for_another(row.buyer_tax_code, own_tax_code)) for row in rows],
        standing=standing,
        tabs_shown=[
            (
                translate(name, language),
                f"{path}?standing={key}",
                key == standing,
                waiting if key == "waiting" else None,
            )
            for key, name in STANDINGS
        ],
        previous_href=f"{path}?standing={standing}&number={number - 1}" if number > 1 else None,
        next_href=f"{path}?standing={standing}&number={number + 1}" if has_more else None,
        received=received,
        refused=[refusal.sentence(language) for refusal in refusals],
        may_write=viewer_of(request).may(Permission.WRITE_VOUCHERS),
    )
