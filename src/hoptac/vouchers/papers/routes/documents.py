"""Documents: sent to a voucher, opened, taken away, marked."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from hoptac.identity.doors import organization_of, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import now
from hoptac.kit.errors import NotFound, Refusal, Refusals
from hoptac.kit.forms import FormReader, read_form
from hoptac.kit.language import Message, _
from hoptac.kit.pages import language_of, redirect
from hoptac.vouchers.papers.actions import attach, detach, mark_document
from hoptac.vouchers.papers.files import papers_of
from hoptac.vouchers.papers.giving import give, has_it, nothing_new
from hoptac.vouchers.papers.kinds import KINDS, LARGEST_FORM_BYTES
from hoptac.vouchers.papers.queries.documents import get_document, get_place
from hoptac.vouchers.papers.rules import Mark, read_reason

PLACE = "#documents"
"""The part of the voucher's page where what was done is seen. What is to be read stands at the top of the page."""


class DocumentsController(Controller):
    """What lies on a posted voucher stays; what lies on a draft may be taken away."""

    path = "/{org:str}"

    @post(
        "/vouchers/{voucher_id:uuid}/documents",
        permission=Permission.WRITE_VOUCHERS,
        request_max_body_size=LARGEST_FORM_BYTES,
    )
    async def attach(self, request: Request[Any, Any, Any], voucher_id: FromPath[UUID]) -> Response[bytes]:
        """Keep the files sent, all or none."""
        org = organization_of(request)
        try:
            papers = await papers_of(request)
            async with tenant(request) as session:
                attached = await attach(
                    session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(), some_id=voucher_id,
                    papers=papers,
                )  # fmt: skip
        except NotFound:
            raise
        except (Refusal, Refusals) as refused:
            return _refused(request, voucher_id, refused)
        told = _("Đã đính kèm %(count)s giấy tờ.", count=attached.new)
        if attached.known and attached.new:
            told = _(
                "Đã đính kèm %(count)s giấy tờ; %(known)s tệp đã có ở đây.", count=attached.new, known=attached.known
            )
        elif attached.known:
            told = _("Tệp này đã có ở đây, không lưu thêm.")
        place = "" if attached.known else PLACE
        return redirect(request, _page(request, attached.page_id) + place, flash=told)

    @get("/documents/{document_id:uuid}", permission=Permission.READ_LEDGER)
    async def show(self, request: Request[Any, Any, Any], document_id: FromPath[UUID]) -> Response[Any]:
        """The file itself."""
        org = organization_of(request)
        async with tenant(request) as session:
            if has_it(request, document_id):
                await get_place(session, org.id, document_id)
                return nothing_new(document_id)
            document = await get_document(session, org.id, document_id)
        return give(document.content, document.name, KINDS[document.kind], document_id)

    @post("/documents/{document_id:uuid}/removal", permission=Permission.WRITE_VOUCHERS)
    async def remove(self, request: Request[Any, Any, Any], document_id: FromPath[UUID]) -> Response[bytes]:
        """Take it away from a draft."""
        org = organization_of(request)
        async with tenant(request) as session:
            place = await get_place(session, org.id, document_id)
        back = place.voucher_id or place.entry_id or document_id
        try:
            async with tenant(request) as session:
                await detach(
                    session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(), document_id=document_id
                )
        except NotFound:
            raise
        except Refusal as refused:
            return _refused(request, back, refused)
        return redirect(request, _page(request, back) + PLACE, flash=_("Đã gỡ giấy tờ khỏi chứng từ."))

    @post("/documents/{document_id:uuid}/mistake", permission=Permission.WRITE_VOUCHERS)
    async def say_mistaken(self, request: Request[Any, Any, Any], document_id: FromPath[UUID]) -> Response[bytes]:
        """Say that it lies there by mistake; it stays."""
        return await _mark(request, document_id, "mistaken", _("Đã đánh dấu đính nhầm. Giấy tờ vẫn được giữ."))

    @post("/documents/{document_id:uuid}/permanence", permission=Permission.APPROVE_VOUCHERS)
    async def keep_for_good(self, request: Request[Any, Any, Any], document_id: FromPath[UUID]) -> Response[bytes]:
        """Decide that it is kept for good (Decree 174/2016, Art. 14)."""
        return await _mark(request, document_id, "permanent", _("Đã ghi nhận lưu vĩnh viễn."))


async def _mark(request: Request[Any, Any, Any], document_id: UUID, mark: Mark, done: Message) -> Response[bytes]:
    reader, org = FormReader(await read_form(request)), organization_of(request)
    async with tenant(request) as session:
        place = await get_place(session, org.id, document_id)
    back = place.voucher_id or place.entry_id or document_id
    try:
        reason = read_reason(reader.values.get("reason", ""))
        async with tenant(request) as session:
            await mark_document(
                session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(), document_id=document_id,
                mark=mark, reason=reason,
            )  # fmt: skip
    except NotFound:
        raise
    except Refusal as refused:
        return _refused(request, back, refused)
    return redirect(request, _page(request, back) + PLACE, flash=done)


def _page(request: Request[Any, Any, Any], page_id: UUID) -> str:
    return f"/{organization_of(request).slug}/vouchers/{page_id}"


def _refused(request: Request[Any, Any, Any], page_id: UUID, refused: Refusal | Refusals) -> Response[bytes]:
    refusals = refused.refusals if isinstance(refused, Refusals) else [refused]
    sentence = " ".join(refusal.sentence(language_of(request)) for refusal in refusals[:3])
    return redirect(request, _page(request, page_id), flash=Message("%(all)s", {"all": sentence}), kind="error")
