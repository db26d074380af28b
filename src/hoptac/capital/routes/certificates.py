"""Issuing and downloading certificates, and the page anybody checks one on."""

import asyncio
from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from hoptac.capital.actions import issue_certificate
from hoptac.capital.documents import certificate_pdf
from hoptac.capital.queries import find_certificate, find_certificate_by_code
from hoptac.identity.doors import organization_of, public_tenant, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import now
from hoptac.kit.errors import NotFound, Refusal
from hoptac.kit.language import _
from hoptac.kit.pages import PDF, download, page, redirect


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
                    site_url=str(request.base_url).rstrip("/"),
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
        async with tenant(request) as session:
            found = await find_certificate(session, organization_of(request).id, certificate_id)
        if found is None or found.party_id != party_id:
            raise NotFound
        content = await asyncio.to_thread(certificate_pdf, [found.contents])
        return download(content, f"giay-chung-nhan-{found.number.replace('/', '-')}.pdf", PDF)


class CertificateCheckController(Controller):
    """Is this paper genuine? Anybody who holds it may ask; the answer names no person and no sum."""

    path = "/{org:str}/certificates/check"

    @get("/{code:str}", public=True)
    async def show(self, request: Request[Any, Any, Any], org: FromPath[str], code: FromPath[str]) -> Response[bytes]:
        """Validity, number and date of the certificate with this code."""
        async with public_tenant(request, org) as (organization, session):
            found = await find_certificate_by_code(session, organization.id, code)
        status = 200 if found else 404
        issuer = organization.name
        return page(request, "capital/certificates/check.html", status=status, certificate=found, issuer=issuer)
