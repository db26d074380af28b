"""What is decided about a voucher: sent for approval, approved, sent back, posted, given up."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, post
from litestar.params import FromPath

from hoptac.identity.doors import organization_of, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import now
from hoptac.kit.errors import NotFound, Refusal, Refusals
from hoptac.kit.forms import FormReader, read_form
from hoptac.kit.language import Message, _
from hoptac.kit.pages import language_of, redirect
from hoptac.vouchers.actions import approve, discard, post_voucher, send_back, submit, withdraw


class DecisionsController(Controller):
    """Each decision is a deed of its own, with its own permission."""

    path = "/{org:str}/vouchers/{voucher_id:uuid}"

    @post("/submission", permission=Permission.WRITE_VOUCHERS)
    async def submit(self, request: Request[Any, Any, Any], voucher_id: FromPath[UUID]) -> Response[bytes]:
        """Ask somebody else to approve it."""
        return await _decide(request, voucher_id, submit, _("Đã gửi duyệt."))

    @post("/withdrawal", permission=Permission.WRITE_VOUCHERS)
    async def withdraw(self, request: Request[Any, Any, Any], voucher_id: FromPath[UUID]) -> Response[bytes]:
        """Take it back to go on writing."""
        return await _decide(request, voucher_id, withdraw, _("Đã rút về để sửa."))

    @post("/approval", permission=Permission.APPROVE_VOUCHERS)
    async def approve(self, request: Request[Any, Any, Any], voucher_id: FromPath[UUID]) -> Response[bytes]:
        """Approve it as it was shown."""
        version = _version(FormReader(await read_form(request)))
        return await _decide(request, voucher_id, approve, _("Đã duyệt."), version=version)

    @post("/return", permission=Permission.APPROVE_VOUCHERS)
    async def send_back(self, request: Request[Any, Any, Any], voucher_id: FromPath[UUID]) -> Response[bytes]:
        """Send it back with the reason."""
        note = FormReader(await read_form(request)).values.get("note", "")
        return await _decide(request, voucher_id, send_back, _("Đã trả lại cho người lập."), note=note)

    @post("/discarding", permission=Permission.WRITE_VOUCHERS)
    async def discard(self, request: Request[Any, Any, Any], voucher_id: FromPath[UUID]) -> Response[bytes]:
        """Give it up; it stays on record."""
        return await _decide(request, voucher_id, discard, _("Đã bỏ chứng từ này."))

    @post("/posting", permission=Permission.POST_VOUCHERS)
    async def post(self, request: Request[Any, Any, Any], voucher_id: FromPath[UUID]) -> Response[bytes]:
        """Write it into the books for good, as it was shown."""
        version = _version(FormReader(await read_form(request)))
        return await _decide(request, voucher_id, post_voucher, _("Đã ghi sổ."), version=version)


async def _decide(
    request: Request[Any, Any, Any],
    voucher_id: UUID,
    deed: Callable[..., Awaitable[object]],
    done: Message,
    **wanted: Any,
) -> Response[bytes]:
    """Do it and show the voucher again, with a word of what was done or the reason why not."""
    org, back = organization_of(request), f"/{organization_of(request).slug}/vouchers/{voucher_id}"
    try:
        async with tenant(request) as session:
            await deed(
                session,
                org_id=org.id,
                actor_id=viewer_of(request).person_id,
                now=now(),
                voucher_id=voucher_id,
                **wanted,
            )
    except NotFound:
        raise
    except Refusals as refused:
        sentence = " ".join(refusal.sentence(language_of(request)) for refusal in refused.refusals[:3])
        return redirect(request, back, flash=Message("%(all)s", {"all": sentence}), kind="error")
    except Refusal as refused:
        return redirect(request, back, flash=refused.whole(), kind="error")
    return redirect(request, back, flash=done)


def _version(reader: FormReader) -> int:
    """The version that was shown; a form without one is no form of ours and fits no voucher."""
    typed = reader.values.get("version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0
