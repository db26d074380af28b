"""The form that strangers send an application by, and what the code tells of it.

Nobody is signed in here. What is answered never depends on who is a member, and the state page names nobody.
"""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath, FromQuery

from hoptac.identity.actions.sign_in import note_attempt
from hoptac.identity.doors import OrganizationRef, public_tenant
from hoptac.identity.routes.sign_in import address_of
from hoptac.identity.rules.sign_in import ATTEMPT_WINDOW, TooManyAttempts
from hoptac.kit.calendar import now, today
from hoptac.kit.countries import VIETNAM
from hoptac.kit.errors import NotFound, Refusal, Refusals
from hoptac.kit.forms import FormReader, errors_of, read_form
from hoptac.kit.identifiers import new_id
from hoptac.kit.language import _
from hoptac.kit.pages import language_of, page, redirect
from hoptac.members.applications.actions import receive_online
from hoptac.members.applications.forms import LARGEST_PUBLIC_BYTES, read_public_application
from hoptac.members.applications.queries import find_public_state, is_form_open, read_charter
from hoptac.members.applications.refusals import FormClosed, TooManyApplications
from hoptac.members.applications.routes.shown import form_choices
from hoptac.organizations.charter import Charter

SENT_FROM_ONE_ADDRESS = 20
"""In the time that the limit looks back: a whole hamlet may sit behind one address of the telephone company."""
SENT_TO_ONE_ORGANIZATION = 60


class JoinController(Controller):
    """Under `/{org}/join`, while the board has the form open; otherwise there is no such page."""

    path = "/{org:str}/join"

    @get("/", public=True)
    async def new(
        self, request: Request[Any, Any, Any], org: FromPath[str], code: FromQuery[str] = ""
    ) -> Response[bytes]:
        """The form; or, with a code, on to the state of that application."""
        if code.strip():
            return redirect(request, f"/{org}/join/{code.strip().lower()}")
        try:
            place, charter = await _open_form(request, org)
        except FormClosed as closed:
            return _closed(request, org, closed)
        values = {"kind": "official", "party_kind": "individual", "nationality": VIETNAM, "request_key": str(new_id())}
        return _form_page(request, place, charter, values, {})

    @post("/", public=True, request_max_body_size=LARGEST_PUBLIC_BYTES)
    async def create(self, request: Request[Any, Any, Any], org: FromPath[str]) -> Response[bytes]:
        """Keep the application and tell its code."""
        try:
            place, charter = await _open_form(request, org)
        except FormClosed as closed:
            return _closed(request, org, closed)
        reader = FormReader(await read_form(request))
        try:
            applying = read_public_application(reader, today())
            await _limit(request, place)
            async with public_tenant(request, org) as (_place, session):
                received = await receive_online(
                    session, org_id=place.id, now=now(), applying=applying, request_key=reader.request_key()
                )
        except NotFound:
            raise
        except (Refusal, Refusals) as refused:
            errors = errors_of(refused, language_of(request))
            status = 429 if isinstance(refused, TooManyApplications) else 422
            return _form_page(request, place, charter, reader.values, errors, status=status)
        done = _("Đã gửi đơn. Hãy ghi lại mã đơn để xem kết quả.")
        return redirect(request, f"/{place.slug}/join/{received.code}", flash=done)

    @get("/{code:str}", public=True)
    async def show(self, request: Request[Any, Any, Any], org: FromPath[str], code: FromPath[str]) -> Response[bytes]:
        """State and days of the application with this code, and nothing else."""
        async with public_tenant(request, org) as (place, session):
            found = await find_public_state(session, place.id, code)
        status = 200 if found else 404
        return page(
            request, "members/applications/state.html", status=status, place_name=place.name, found=found,
            code=code if found else "", path=f"/{place.slug}/join",
        )  # fmt: skip


async def _open_form(request: Request[Any, Any, Any], slug: str) -> tuple[OrganizationRef, Charter]:
    """The organization and what its charter asks; raises FormClosed, and NotFound where nothing is."""
    async with public_tenant(request, slug) as (place, session):
        if not await is_form_open(session, place.id):
            raise FormClosed
        return place, await read_charter(session, place.id, today())


async def _limit(request: Request[Any, Any, Any], place: OrganizationRef) -> None:
    """Raises TooManyApplications."""
    limits = {f"join:{address_of(request)}": SENT_FROM_ONE_ADDRESS, f"join-to:{place.id}": SENT_TO_ONE_ORGANIZATION}
    try:
        async with request.app.state.database.begin() as session:
            await note_attempt(session, limits, now=now())
    except TooManyAttempts:
        raise TooManyApplications(int(ATTEMPT_WINDOW.total_seconds()) // 60) from None


def _closed(request: Request[Any, Any, Any], slug: str, closed: FormClosed) -> Response[bytes]:
    """No form; who has a code may still look."""
    return page(request, "members/applications/closed.html", status=404, sentence=closed.message, path=f"/{slug}/join")


def _form_page(
    request: Request[Any, Any, Any], place: OrganizationRef, charter: Charter, values: dict[str, Any],
    errors: dict[str, str], *, status: int = 422,
) -> Response[bytes]:  # fmt: skip
    return page(
        request, "members/applications/join.html", status=status if errors else 200, place_name=place.name,
        path=f"/{place.slug}/join", values=values, errors=errors, charter=charter, **form_choices(language_of(request)),
    )  # fmt: skip
