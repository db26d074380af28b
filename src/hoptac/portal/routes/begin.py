"""Using a paper code: the page that the QR code opens."""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromQuery

from hoptac.identity.actions.sign_in import close_session, note_attempt, open_session, sign_in
from hoptac.identity.doors import SESSION_COOKIE, OrganizationRef, find_viewer, public_tenant, shared, viewer_of
from hoptac.identity.routes.sign_in import address_of, keep_session
from hoptac.identity.rules.sign_in import device_of
from hoptac.kit.calendar import now, today
from hoptac.kit.errors import NotFound, Refusal, Refusals
from hoptac.kit.forms import FormReader, errors_of, read_form
from hoptac.kit.language import _, translate
from hoptac.kit.pages import language_of, page, redirect
from hoptac.kit.tenancy import enter_tenant
from hoptac.portal.actions.codes import look_up_paper
from hoptac.portal.actions.links import begin, link_existing
from hoptac.portal.forms import choices_of, read_begin
from hoptac.portal.queries.access import Paper, find_user_of
from hoptac.portal.rules import CONTACT_TRIES, CodeUnknown, CodeUsed, fits, hash_of_code, known_phone, masked_contact


async def _organization(request: Request[Any, Any, Any], slug: str) -> OrganizationRef:
    """Raises CodeUnknown: a mistyped organization is a mistyped code."""
    try:
        async with public_tenant(request, slug.strip().lower()) as (organization, _session):
            return organization
    except NotFound:
        raise CodeUnknown from None


def _code_page(request: Request[Any, Any, Any], values: dict[str, str], errors: dict[str, str]) -> Response[bytes]:
    kept = {name: values.get(name, "") for name in ("org", "code")}
    return page(request, "portal/begin/code.html", status=422 if errors else 200, values=kept, errors=errors)


def _paper_page(
    request: Request[Any, Any, Any],
    organization: OrganizationRef,
    paper: Paper,
    values: dict[str, str],
    errors: dict[str, str],
) -> Response[bytes]:
    """The form for one paper. What the register has of the phone is shown masked."""
    viewer = find_viewer(request)
    phone, choices = known_phone(paper.phone), choices_of(paper)
    masks = {
        "same": masked_contact(paper.sign_in_name) if paper.sign_in_name else "",
        "kept": masked_contact(phone) if phone else "",
    }
    return page(
        request, "portal/begin/new.html", status=422 if errors else 200, issuer=organization.name, paper=paper,
        choices=choices, masks=masks, who=values.get("who") or choices[0], values=values, errors=errors,
        signed_in_as=viewer.name if viewer else "",
        may_link=viewer is not None and fits(paper.party_kind, paper.party_name, viewer.name),
    )  # fmt: skip


async def _sign_in_again(request: Request[Any, Any, Any], org: OrganizationRef, code: str, pin: str) -> Response[bytes]:
    """The same form sent twice, or a second tab: whoever used the paper and knows the PIN is let in. Raises CodeUsed."""
    async with enter_tenant(request.app.state.database, org.id) as session:
        name = await find_user_of(session, org.id, hash_of_code(org.id, code))
    try:
        signed_in = await sign_in(
            request.app.state.database, name=name or "", password=pin, address=address_of(request),
            device=device_of(request.headers.get("User-Agent", "")), old_token=request.cookies.get(SESSION_COOKIE),
            now=now(),
        )  # fmt: skip
    except Refusal:
        raise CodeUsed from None
    answer = redirect(request, "/me")
    keep_session(request, answer, signed_in.token)
    return answer


class BeginController(Controller):
    """From a paper to a page of one's own."""

    path = "/me/begin"

    @get("/", public=True)
    async def new(
        self, request: Request[Any, Any, Any], org: FromQuery[str] = "", code: FromQuery[str] = ""
    ) -> Response[bytes]:
        """Ask for the code, or with one that opens, for a PIN. Looking uses nothing up."""
        values = {"org": org, "code": code}
        if not code.strip():
            asked = {"code": translate(_("Hãy nhập mã trên phiếu."), language_of(request))}
            return _code_page(request, values, asked if "code" in request.query_params else {})
        try:
            organization = await _organization(request, org)
            paper = await look_up_paper(
                request.app.state.database, organization.id, code, address=address_of(request), now=now()
            )
        except Refusal as refusal:
            return _code_page(request, values, errors_of(refusal, language_of(request)))
        return _paper_page(request, organization, paper, values, {})

    @post("/", public=True)
    async def create(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Use the paper and sign in with the PIN just chosen."""
        reader, database = FormReader(await read_form(request)), request.app.state.database
        code = reader.values.get("code", "")
        try:
            organization = await _organization(request, reader.values.get("org", ""))
            try:
                paper = await look_up_paper(database, organization.id, code, address=address_of(request), now=now())
            except CodeUsed:
                return await _sign_in_again(request, organization, code, reader.values.get("pin", ""))
        except Refusal as refusal:
            return _code_page(request, reader.values, errors_of(refusal, language_of(request)))
        try:
            form = read_begin(reader, paper)
            async with shared(request) as session:
                await note_attempt(session, {f"contact:{paper.id}": CONTACT_TRIES}, now=now(), field="contact")
            async with enter_tenant(database, organization.id) as session:
                begun = await begin(
                    session, org_id=organization.id, code=code, phone=form.phone, email=form.email, pin=form.pin,
                    today=today(), now=now(),
                )  # fmt: skip
                if old_token := request.cookies.get(SESSION_COOKIE):
                    await close_session(session, old_token)
                device = device_of(request.headers.get("User-Agent", ""))
                token = await open_session(session, person_id=begun.person_id, device=device, by_pin=True, now=now())
        except CodeUsed as used:  # the same form, sent twice at the same moment
            try:
                return await _sign_in_again(request, organization, code, reader.values.get("pin", ""))
            except CodeUsed:
                return _code_page(request, reader.values, errors_of(used, language_of(request)))
        except (Refusal, Refusals) as refused:
            errors = errors_of(refused, language_of(request))
            return _paper_page(request, organization, paper, reader.values, errors)
        said = _("Đã đặt mã PIN. Từ nay đăng nhập bằng số điện thoại hoặc thư điện tử và mã PIN này.")
        answer = redirect(request, f"/me/{begun.link_id}", flash=said)
        keep_session(request, answer, token)
        return answer

    @post("/link", member=True)
    async def link(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Use the paper with the sign-in that one has."""
        posted, database = await read_form(request), request.app.state.database
        values = {name: str(posted.get(name, "")) for name in ("org", "code")}
        organization: OrganizationRef | None = None
        paper: Paper | None = None
        try:
            organization = await _organization(request, values["org"])
            paper = await look_up_paper(
                database, organization.id, values["code"], address=address_of(request), now=now()
            )
            async with enter_tenant(database, organization.id) as session:
                begun = await link_existing(
                    session, org_id=organization.id, code=values["code"], person_id=viewer_of(request).person_id,
                    now=now(),
                )  # fmt: skip
        except CodeUsed:  # sent twice, or used by somebody else: her own list says which
            return redirect(request, "/me")
        except Refusal as refusal:
            errors = errors_of(refusal, language_of(request))
            if organization is None or paper is None:
                return _code_page(request, values, errors)
            return _paper_page(request, organization, paper, values, errors)
        return redirect(request, f"/me/{begun.link_id}", flash=_("Đã nối với tài khoản đang đăng nhập."))
