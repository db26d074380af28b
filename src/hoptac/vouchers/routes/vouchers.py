"""One voucher: the grid it is written in, and its page."""

from functools import partial
from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath, FromQuery

from hoptac.identity.doors import organization_of, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.inventory.queries import choose_item, items_of
from hoptac.inventory.rules import STOCK_ACCOUNTS
from hoptac.kit.calendar import format_date, now, today
from hoptac.kit.errors import NotFound, Refusal, Refusals
from hoptac.kit.forms import FormReader, beside_fields, errors_of, read_form
from hoptac.kit.identifiers import new_id
from hoptac.kit.language import Language, _, translate
from hoptac.kit.pages import PDF, download, format_number, language_of, page, redirect
from hoptac.ledger import chart_of
from hoptac.parties.actions import add_party
from hoptac.parties.queries import find_party, party_names
from hoptac.services.queries import list_seasons
from hoptac.services.rules import BY_DAY
from hoptac.vouchers.actions import open_correction, post_voucher, save_draft
from hoptac.vouchers.documents import GoodsForm, goods_pdf, voucher_pdf
from hoptac.vouchers.drafts import VoucherForm
from hoptac.vouchers.forms import GridRow, account_options, read_voucher, shown_rows, typed_rows, with_room
from hoptac.vouchers.paging import LinePage
from hoptac.vouchers.papers.actions import attach_invoice
from hoptac.vouchers.papers.filling import grid_from_invoice
from hoptac.vouchers.papers.showing import load_documents
from hoptac.vouchers.queries import VoucherDetail, get_voucher
from hoptac.vouchers.reading import EntryPage, load_entry, load_for_paper
from hoptac.vouchers.refusals import NotInThisState
from hoptac.vouchers.rules import KINDS, STATE_NAMES, needs_approval

HEAD_FIELDS = ("kind", "voucher_on", "description", "counterpart_name", "counterpart_address", "enclosed", "event_id")


class VouchersController(Controller):
    """A voucher by its own id while it is written, and by its entry's id once it is posted."""

    path = "/{org:str}/vouchers"

    @get("/new", permission=Permission.WRITE_VOUCHERS)
    async def new(
        self, request: Request[Any, Any, Any], kind: FromQuery[str] = "receipt", invoice: FromQuery[UUID | None] = None
    ) -> Response[bytes]:
        """An empty grid, or one that an e-invoice fills in."""
        values = {"kind": kind if kind in KINDS else "receipt", "voucher_on": format_date(today())}
        rows: list[GridRow] = []
        if invoice is not None:
            async with tenant(request) as session:
                filled, rows = await grid_from_invoice(session, organization_of(request).id, invoice)
            values |= filled
        values["request_key"] = str(new_id())
        return await _grid(request, values, rows, {})

    @post("/", permission=Permission.WRITE_VOUCHERS)
    async def create(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Keep a new voucher, and post it where that was the button."""
        return await _save(request, None)

    @get("/{voucher_id:uuid}/edit", permission=Permission.WRITE_VOUCHERS)
    async def edit(self, request: Request[Any, Any, Any], voucher_id: FromPath[UUID]) -> Response[bytes]:
        """The grid with what was kept."""
        org = organization_of(request)
        async with tenant(request) as session:
            voucher = await get_voucher(session, org.id, voucher_id)
            form = voucher.form()
            names = await party_names(session, org.id, _parties(form))
            items = await items_of(session, org.id, (line.item_id for line in form.lines))
        values = {name: str(getattr(voucher, name)) for name in HEAD_FIELDS}
        values |= {"voucher_on": format_date(voucher.voucher_on), "version": str(voucher.version)}
        written = partial(format_number, language=language_of(request))
        return await _grid(request, values, shown_rows(form, names, written, items), {}, voucher)

    @post("/{voucher_id:uuid}", permission=Permission.WRITE_VOUCHERS)
    async def update(self, request: Request[Any, Any, Any], voucher_id: FromPath[UUID]) -> Response[bytes]:
        """Keep what was changed, and post it where that was the button."""
        return await _save(request, voucher_id)

    @get("/{voucher_id:uuid}", permission=Permission.READ_LEDGER)
    async def show(
        self, request: Request[Any, Any, Any], voucher_id: FromPath[UUID], after: FromQuery[str] = ""
    ) -> Response[bytes]:
        """The voucher as it stands: being written, waiting, or in the books with its corrections; its lines by the hundred."""
        org, language, viewer = organization_of(request), language_of(request), viewer_of(request)
        async with tenant(request) as session:
            shown = await load_entry(session, org.id, voucher_id, after=_number(after) or 0)
            documents = await load_documents(
                session, org.id, voucher_id=shown.voucher.id if shown.voucher else None,
                entry_id=shown.entry.id if shown.entry else None, on=shown.on, today=today(), language=language,
            )  # fmt: skip
        voucher, lines = shown.voucher, shown.page
        here = f"/{org.slug}/vouchers/{voucher_id}"
        return page(
            request,
            "vouchers/show.html",
            path=f"/{org.slug}/vouchers",
            shown=shown,
            voucher=voucher,
            documents=documents,
            lines_of_all=_shown_of_all(lines, language),
            previous_href=None if lines.previous_after is None else f"{here}?after={lines.previous_after}",
            next_href=None if lines.next_after is None else f"{here}?after={lines.next_after}",
            kind_name=translate(KINDS[voucher.kind].name, language) if voucher else None,
            state_name=translate(STATE_NAMES[voucher.state], language) if voucher else translate(STATE_NAMES["posted"], language),
            needs_approval=bool(voucher) and _waits(voucher, shown.approval),
            is_own=bool(voucher) and voucher.prepared_by == viewer.person_id,
            may_write=viewer.may(Permission.WRITE_VOUCHERS),
            may_post=viewer.may(Permission.POST_VOUCHERS),
            may_approve=viewer.may(Permission.APPROVE_VOUCHERS),
        )  # fmt: skip

    @post("/{entry_id:uuid}/correction", permission=Permission.WRITE_VOUCHERS)
    async def correct(self, request: Request[Any, Any, Any], entry_id: FromPath[UUID]) -> Response[bytes]:
        """Open the draft that corrects a posted voucher."""
        org = organization_of(request)
        try:
            async with tenant(request) as session:
                voucher_id = await open_correction(
                    session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(), entry_id=entry_id
                )
        except NotFound:
            raise
        except Refusal as refused:
            return redirect(request, f"/{org.slug}/vouchers/{entry_id}", flash=refused.whole(), kind="error")
        return redirect(request, f"/{org.slug}/vouchers/{voucher_id}/edit")

    @get("/{voucher_id:uuid}/voucher.pdf", permission=Permission.READ_LEDGER)
    async def paper(self, request: Request[Any, Any, Any], voucher_id: FromPath[UUID]) -> Response[bytes]:
        """The voucher on paper: forms 01-TT, 02-TT, 01-VT, 02-VT, or a general voucher."""
        return await _paper(request, voucher_id, None)

    @get("/{voucher_id:uuid}/goods.pdf", permission=Permission.READ_LEDGER)
    async def goods_paper(self, request: Request[Any, Any, Any], voucher_id: FromPath[UUID]) -> Response[bytes]:
        """Form 01-VT or 02-VT of the goods on a voucher of another kind, such as a purchase that was paid at once."""
        return await _paper(request, voucher_id, "goods")

    @get("/{voucher_id:uuid}/purchase-list.pdf", permission=Permission.READ_LEDGER)
    async def purchase_list(self, request: Request[Any, Any, Any], voucher_id: FromPath[UUID]) -> Response[bytes]:
        """Form 06-VT: what was bought without invoices."""
        return await _paper(request, voucher_id, "purchases")


async def _paper(request: Request[Any, Any, Any], voucher_id: UUID, form: GoodsForm | None) -> Response[bytes]:
    org = organization_of(request)
    async with tenant(request) as session:
        contents = await load_for_paper(session, org.id, voucher_id)
    paper = goods_pdf(contents, form) if form else voucher_pdf(contents)
    return download(await paper, f"{contents.file_name}.pdf", PDF)


async def _save(request: Request[Any, Any, Any], voucher_id: UUID | None) -> Response[bytes]:
    """Keep the posted grid; the button `deed` says whether it is to be posted as well, in the same transaction."""
    reader, org, viewer = FormReader(await read_form(request)), organization_of(request), viewer_of(request)
    is_posting = reader.values.get("deed") == "post" and viewer.may(Permission.POST_VOUCHERS)
    voucher = saved_id = None
    try:
        async with tenant(request) as session:
            voucher = await get_voucher(session, org.id, voucher_id) if voucher_id else None
            adding = partial(add_party, session, org_id=org.id, actor_id=viewer.person_id, now=now())
            form = await read_voucher(
                reader,
                chart=await chart_of(session, org.id),
                find_party=partial(find_party, session, org.id),
                find_item=partial(choose_item, session, org.id),
                add_party=lambda name, kind: adding(name=name, kind=kind),
                seasons=await list_seasons(session, org.id),
                adjusts_entry_id=voucher.adjusts_entry_id if voucher else None,
            )
            saved_id = await save_draft(
                session, org_id=org.id, actor_id=viewer.person_id, now=now(), form=form, voucher_id=voucher_id,
                request_key=reader.request_key(), version=_version(reader),
            )  # fmt: skip
            invoice_id = reader.uuid("invoice")
            if invoice_id is not None and voucher is None:
                await attach_invoice(
                    session, org_id=org.id, actor_id=viewer.person_id, now=now(), invoice_id=invoice_id,
                    voucher_ids=[saved_id],
                )  # fmt: skip
            posted = None
            if is_posting:
                posted = await post_voucher(
                    session, org_id=org.id, actor_id=viewer.person_id, now=now(), voucher_id=saved_id
                )
    except NotFound:
        raise
    except (Refusal, Refusals) as refused:
        if isinstance(refused, NotInThisState) and voucher is None and saved_id:  # the same new form, sent once more
            return redirect(request, f"/{org.slug}/vouchers/{saved_id}")
        rows = typed_rows(reader.values)
        errors = _errors(refused, len(rows), language_of(request))
        return await _grid(request, reader.values, rows, errors, voucher)
    if posted is None:
        return redirect(request, f"/{org.slug}/vouchers/{saved_id}", flash=_("Đã lưu, chưa ghi sổ."))
    done = _("Đã ghi sổ %(series)s số %(number)s.", series=posted.series, number=posted.number)
    return redirect(request, f"/{org.slug}/vouchers/{posted.id}", flash=done)


def _errors(refused: Refusal | Refusals, row_count: int, language: Language) -> dict[str, str]:
    """Each sentence where the grid has a place for it: the ledger's day is the voucher's, what has no row stands above."""
    found = {
        "voucher_on" if field == "entry_on" else field: sentence
        for field, sentence in errors_of(refused, language).items()
    }
    return beside_fields(found, {*HEAD_FIELDS, *(f"line-{place}" for place in range(row_count))})


def _waits(voucher: VoucherDetail, approval: int) -> bool:
    return voucher.state != "approved" and needs_approval(voucher.kind, approval, pays_out=voucher.form().pays_out)


def _version(reader: FormReader) -> int | None:
    return _number(reader.values.get("version", ""))


def _number(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None


def _shown_of_all(lines: LinePage, language: Language) -> str | None:
    """'101–200' of several pages; None where one page shows them all."""
    if lines.previous_after is None and lines.next_after is None:
        return None
    first, last = lines.after + 1, lines.after + len(lines.lines)
    return f"{format_number(first, language=language)}–{format_number(last, language=language)}"


def _parties(form: VoucherForm) -> list[UUID | None]:
    return [party for line in form.lines for party in (line.debit_party_id, line.credit_party_id)]


def _has_goods(kind: str, rows: list[GridRow]) -> bool:
    """Whether the grid opens with its columns of goods; the script shows them when an account of stock is typed."""
    is_of_goods = kind in KINDS and KINDS[kind].has_items
    return is_of_goods or any(
        row.item or row.debit.startswith(STOCK_ACCOUNTS) or row.credit.startswith(STOCK_ACCOUNTS) for row in rows
    )


async def _grid(
    request: Request[Any, Any, Any],
    values: dict[str, str],
    rows: list[GridRow],
    errors: dict[str, str],
    voucher: VoucherDetail | None = None,
) -> Response[bytes]:
    org, language = organization_of(request), language_of(request)
    async with tenant(request) as session:
        chart = await chart_of(session, org.id)
        seasons = await list_seasons(session, org.id)
        original: EntryPage | None = None
        if voucher and voucher.adjusts_entry_id:
            original = await load_entry(session, org.id, voucher.adjusts_entry_id)
    return page(
        request,
        "vouchers/edit.html",
        status=422 if errors else 200,
        path=f"/{org.slug}/vouchers",
        voucher=voucher,
        original=original,
        kind=KINDS.get(values.get("kind", ""), KINDS["general"]),
        kinds=[(key, translate(kind.name, language)) for key, kind in KINDS.items()],
        values=values,
        rows=with_room(rows),
        seasons=[(str(season.id), season.name) for season in seasons],
        by_day=BY_DAY,
        with_goods=_has_goods(values.get("kind", ""), rows),
        accounts=account_options(chart, language),
        by_party=[account.code for account in chart.values() if account.needs_party and not account.has_children],
        errors=errors,
        may_post=viewer_of(request).may(Permission.POST_VOUCHERS),
    )
