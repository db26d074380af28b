"""People who can sign in, as the platform's administrators see and help them."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath, FromQuery

from hoptac.identity.actions.passwords import give_one_time_password
from hoptac.identity.actions.people import add_person, lock_sign_in, unlock_sign_in
from hoptac.identity.doors import shared, viewer_of
from hoptac.identity.forms import read_contact
from hoptac.identity.permissions import ROLE_NAMES
from hoptac.identity.queries.deeds import list_deeds
from hoptac.identity.queries.people import get_person, list_people
from hoptac.identity.queries.seats import list_seats_of_person
from hoptac.identity.routes.platform.places import PEOPLE
from hoptac.identity.routes.seating import one_time_page
from hoptac.identity.routes.shown import shown_deeds, state_of
from hoptac.kit.calendar import now, today
from hoptac.kit.errors import Refusal, Refusals
from hoptac.kit.forms import FormReader, errors_of, read_form
from hoptac.kit.keyset import addresses, read_bounds
from hoptac.kit.language import Message, _
from hoptac.kit.pages import language_of, page, redirect

_DEEDS_SHOWN = 10


def _new_page(
    request: Request[Any, Any, Any], values: dict[str, Any], errors: dict[str, str] | None = None
) -> Response[bytes]:
    status = 422 if errors else 200
    return page(request, "identity/platform/people/new.html", status=status, values=values, errors=errors or {})


def _back(
    request: Request[Any, Any, Any], person_id: UUID, said: Message, *, is_refused: bool = False
) -> Response[bytes]:
    return redirect(request, f"{PEOPLE}/{person_id}", flash=said, kind="error" if is_refused else "success")


class PlatformPeopleController(Controller):
    """Everybody who can sign in."""

    path = PEOPLE

    @get("/", platform=True)
    async def index(
        self,
        request: Request[Any, Any, Any],
        q: FromQuery[str] = "",
        after: FromQuery[str] = "",
        before: FromQuery[str] = "",
    ) -> Response[bytes]:
        """A page of people by given name; found by name without accents, phone or e-mail address."""
        async with shared(request) as session:
            found, count = await list_people(session, q=q, bounds=read_bounds(after, before), today=today())
        previous, following = addresses(PEOPLE, found, {"q": q})
        at = now()
        return page(
            request, "identity/platform/people/index.html", count=count, q=q, previous_href=previous,
            next_href=following, rows=[(row, state_of(row.locked_at, row.one_time_until, at)) for row in found.rows],
        )  # fmt: skip

    @get("/new", platform=True)
    async def new(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """The form of somebody new."""
        return _new_page(request, {})

    @post("/", platform=True)
    async def create(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Add somebody; their one-time password is shown this once."""
        reader = FormReader(await read_form(request))
        try:
            contact = read_contact(reader)
            async with shared(request) as session:
                person_id, password = await add_person(
                    session, contact, actor_id=viewer_of(request).person_id, now=now()
                )
        except (Refusal, Refusals) as refused:
            return _new_page(request, reader.values, errors_of(refused, language_of(request)))
        sign_in_name = contact.phone or contact.email or ""
        return one_time_page(request, contact.name, sign_in_name, password, back=f"{PEOPLE}/{person_id}")

    @get("/{person_id:uuid}", platform=True)
    async def show(self, request: Request[Any, Any, Any], person_id: FromPath[UUID]) -> Response[bytes]:
        """One person: how they sign in, where they sit, what was done."""
        async with shared(request) as session:
            person = await get_person(session, person_id)
            seats = await list_seats_of_person(session, person_id)
            deeds, _before = await list_deeds(session, person_id=person_id)
        return page(
            request, "identity/platform/people/show.html", person=person, seats=seats, role_names=ROLE_NAMES,
            state=state_of(person.locked_at, person.one_time_until, now()), day=today(),
            deeds=shown_deeds(request, deeds[:_DEEDS_SHOWN]), is_self=person_id == viewer_of(request).person_id,
        )  # fmt: skip

    @post("/{person_id:uuid}/one-time-password", platform=True)
    async def reset(self, request: Request[Any, Any, Any], person_id: FromPath[UUID]) -> Response[bytes]:
        """A one-time password in place of the forgotten one."""
        try:
            async with shared(request) as session:
                person = await get_person(session, person_id)
                password = await give_one_time_password(
                    session, person_id, actor_id=viewer_of(request).person_id, now=now()
                )
        except Refusal as refusal:
            return _back(request, person_id, refusal.message, is_refused=True)
        return one_time_page(
            request, person.name, person.phone or person.email or "", password, back=f"{PEOPLE}/{person_id}"
        )

    @post("/{person_id:uuid}/lock", platform=True)
    async def lock(self, request: Request[Any, Any, Any], person_id: FromPath[UUID]) -> Response[bytes]:
        """Lock a sign-in."""
        try:
            async with shared(request) as session:
                await lock_sign_in(session, person_id, actor_id=viewer_of(request).person_id, now=now())
        except Refusal as refusal:
            return _back(request, person_id, refusal.message, is_refused=True)
        return _back(request, person_id, _("Đã khóa đăng nhập. Mọi thiết bị của người này đã bị đăng xuất."))

    @post("/{person_id:uuid}/unlock", platform=True)
    async def unlock(self, request: Request[Any, Any, Any], person_id: FromPath[UUID]) -> Response[bytes]:
        """Unlock a sign-in."""
        async with shared(request) as session:
            await unlock_sign_in(session, person_id, actor_id=viewer_of(request).person_id, now=now())
        return _back(request, person_id, _("Đã mở khóa. Người này đăng nhập lại được bằng mật khẩu cũ."))
