"""The certificates of one member: issued, downloaded, replaced and withdrawn; and the page anybody checks one on."""

import asyncio
from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from hoptac.capital.actions import issue_certificate, replace_certificate, withdraw_certificate
from hoptac.capital.documents import certificate_pdf
from hoptac.capital.forms import REPLACEMENT_NAMES, WITHDRAWAL_NAMES, read_replacement, read_withdrawal
from hoptac.capital.queries import CertificateRow, find_certificate, find_certificate_by_code, get_standing
from hoptac.capital.refusals import CertificateNotFound
from hoptac.identity.doors import organization_of, public_tenant, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import now, today
from hoptac.kit.errors import NotFound, Refusal, Refusals
from hoptac.kit.forms import FormReader, beside_fields, errors_of, read_form
from hoptac.kit.language import _, choices_of
from hoptac.kit.pages import PDF, download, language_of, page, redirect


def site_of(request: Request[Any, Any, Any]) -> str:
    """Where the pages are reached from outside."""
    return str(request.base_url).rstrip("/")


class CertificatesController(Controller):
    """Certificates of one member."""

    path = "/{org:str}/capital/{party_id:uuid}/certificates"

    @post("/", permission=Permission.ISSUE_CERTIFICATE)
    async def create(self, request: Request[Any, Any, Any], party_id: FromPath[UUID]) -> Response[bytes]:
        """Issue the certificate; a refusal is said on the member's page."""
        org = organization_of(request)
        back = f"/{org.slug}/capital/{party_id}"
        try:
            async with tenant(request) as session:
                await issue_certificate(
                    session,
                    org_id=org.id,
                    actor_id=viewer_of(request).person_id,
                    now=now(),
                    party_id=party_id,
                    site_url=site_of(request),
                )
        except NotFound:
            raise
        except Refusal as refusal:
            return redirect(request, back, flash=refusal.message, kind="error")
        return redirect(request, back, flash=_("Đã cấp giấy chứng nhận. Hãy tải về để in và ký."))

    @get("/{certificate_id:uuid}/certificate.pdf", permission=Permission.READ_CAPITAL)
    async def show(
        self, request: Request[Any, Any, Any], party_id: FromPath[UUID], certificate_id: FromPath[UUID]
    ) -> Response[bytes]:
        """The certificate as it was issued."""
        found = await _get(request, party_id, certificate_id)
        content = await asyncio.to_thread(certificate_pdf, [found.contents])
        return download(content, f"giay-chung-nhan-{found.number.replace('/', '-')}.pdf", PDF)

    @get("/{certificate_id:uuid}/replacement/new", permission=Permission.ISSUE_CERTIFICATE)
    async def replacement(
        self, request: Request[Any, Any, Any], party_id: FromPath[UUID], certificate_id: FromPath[UUID]
    ) -> Response[bytes]:
        """The form: why the paper is issued again or exchanged, and on what basis."""
        return await _form(request, "replacement", party_id, certificate_id, {"reason": "lost"}, {})

    @post("/{certificate_id:uuid}/replacement", permission=Permission.ISSUE_CERTIFICATE)
    async def replace(
        self, request: Request[Any, Any, Any], party_id: FromPath[UUID], certificate_id: FromPath[UUID]
    ) -> Response[bytes]:
        """A new paper under a new number; the old one is void."""
        org, reader = organization_of(request), FormReader(await read_form(request))
        try:
            reason, basis = read_replacement(reader)
            async with tenant(request) as session:
                recorded = await replace_certificate(
                    session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(), party_id=party_id,
                    certificate_id=certificate_id, reason=reason, basis=basis, site_url=site_of(request),
                )  # fmt: skip
                made = await find_certificate(session, org.id, recorded.id)
        except NotFound:
            raise
        except (Refusal, Refusals) as refused:
            errors = errors_of(refused, language_of(request))
            return await _form(request, "replacement", party_id, certificate_id, reader.values, errors)
        number = made.number if made else ""
        done = _("Đã cấp giấy mới số %(number)s; giấy cũ không còn hiệu lực.", number=number)
        return redirect(request, f"/{org.slug}/capital/{party_id}", flash=done)

    @get("/{certificate_id:uuid}/withdrawal/new", permission=Permission.ISSUE_CERTIFICATE)
    async def withdrawal(
        self, request: Request[Any, Any, Any], party_id: FromPath[UUID], certificate_id: FromPath[UUID]
    ) -> Response[bytes]:
        """The form: why, when and by which decision the paper is withdrawn."""
        async with tenant(request) as session:
            standing = await get_standing(session, organization_of(request).id, party_id, on=today())
        reason = "issued_wrongly" if standing.left_on is None else "membership_ended"
        values = {"reason": reason, "withdrawn_on": today()}
        return await _form(request, "withdrawal", party_id, certificate_id, values, {})

    @post("/{certificate_id:uuid}/withdrawal", permission=Permission.ISSUE_CERTIFICATE)
    async def withdraw(
        self, request: Request[Any, Any, Any], party_id: FromPath[UUID], certificate_id: FromPath[UUID]
    ) -> Response[bytes]:
        """The paper is void from then on."""
        org, reader = organization_of(request), FormReader(await read_form(request))
        try:
            reason, basis, withdrawn_on = read_withdrawal(reader)
            async with tenant(request) as session:
                await withdraw_certificate(
                    session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(), party_id=party_id,
                    certificate_id=certificate_id, reason=reason, basis=basis, withdrawn_on=withdrawn_on,
                )  # fmt: skip
        except NotFound:
            raise
        except (Refusal, Refusals) as refused:
            errors = errors_of(refused, language_of(request))
            return await _form(request, "withdrawal", party_id, certificate_id, reader.values, errors)
        return redirect(request, f"/{org.slug}/capital/{party_id}", flash=_("Đã thu hồi giấy chứng nhận."))


async def _get(request: Request[Any, Any, Any], party_id: UUID, certificate_id: UUID) -> CertificateRow:
    async with tenant(request) as session:
        found = await find_certificate(session, organization_of(request).id, certificate_id)
    if found is None or found.party_id != party_id:
        raise CertificateNotFound
    return found


async def _form(
    request: Request[Any, Any, Any],
    deed: str,
    party_id: UUID,
    certificate_id: UUID,
    values: dict[str, Any],
    errors: dict[str, str],
) -> Response[bytes]:
    org, language = organization_of(request), language_of(request)
    certificate = await _get(request, party_id, certificate_id)
    async with tenant(request) as session:
        standing = await get_standing(session, org.id, party_id, on=today())
    return page(
        request,
        f"capital/certificates/{deed}.html",
        status=422 if errors else 200,
        path=f"/{org.slug}/capital",
        here=f"/{org.slug}/capital/{party_id}",
        standing=standing,
        certificate=certificate,
        reasons=choices_of(REPLACEMENT_NAMES, language)
        if deed == "replacement"
        else choices_of(WITHDRAWAL_NAMES, language),
        values=values,
        errors=beside_fields(errors, ("reason", "basis", "withdrawn_on")),
    )


class CertificateCheckController(Controller):
    """Is this paper genuine? Anybody who holds it may ask; the answer names no person, no organization and no sum."""

    path = "/{org:str}/certificates/check"

    @get("/{code:str}", public=True)
    async def show(self, request: Request[Any, Any, Any], org: FromPath[str], code: FromPath[str]) -> Response[bytes]:
        """Validity, number and date of the certificate with this code, and nothing else."""
        async with public_tenant(request, org) as (organization, session):
            found = await find_certificate_by_code(session, organization.id, code)
        return page(request, "capital/certificates/check.html", status=200 if found else 404, certificate=found)
