"""One's own account: name and contact, password, open sessions, language."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post

from hoptac.identity.actions.passwords import change_password
from hoptac.identity.actions.people import change_contact
from hoptac.identity.actions.sign_in import check_old_password, hash_of, sign_out_everywhere
from hoptac.identity.doors import SESSION_COOKIE, shared, viewer_of
from hoptac.identity.forms import read_contact
from hoptac.identity.permissions import ROLE_NAMES
from hoptac.identity.queries.people import PersonDetail, get_person
from hoptac.identity.queries.seats import list_seats_of_person
from hoptac.identity.queries.sessions import list_sessions
from hoptac.identity.rules.passwords import PASSWORD_MINIMUM, PasswordsDiffer
from hoptac.kit.calendar import now, today
from hoptac.kit.errors import Refusal, Refusals
from hoptac.kit.forms import FormReader, errors_of, read_form
from hoptac.kit.language import _
from hoptac.kit.pages import language_of, page, redirect


def _token_hash(request: Request[Any, Any, Any]) -> bytes:
    return hash_of(request.cookies.get(SESSION_COOKIE, ""))


async def _person(request: Request[Any, Any, Any]) -> PersonDetail:
    async with shared(request) as session:
        return await get_person(session, viewer_of(request).person_id)


def _contact_page(
    request: Request[Any, Any, Any], values: dict[str, Any], errors: dict[str, str] | None = None
) -> Response[bytes]:
    status = 422 if errors else 200
    return page(request, "identity/account/edit.html", status=status, values=values, errors=errors or {})


def _password_page(request: Request[Any, Any, Any], errors: dict[str, str] | None = None) -> Response[bytes]:
    template = "first_password" if viewer_of(request).has_one_time_password else "password"
    return page(
        request, f"identity/account/{template}.html", status=422 if errors else 200, errors=errors or {},
        minimum=PASSWORD_MINIMUM,
    )  # fmt: skip


async def _change_contact(request: Request[Any, Any, Any], reader: FormReader, person_id: UUID) -> bool:
    """Whether anything changed; a new way to sign in asks for the password, so that an open window is no leave to take
    the account over."""
    contact, person = read_contact(reader), await _person(request)
    if (contact.phone, contact.email) != (person.phone, person.email):
        typed = reader.values.get("old_password", "")
        await check_old_password(request.app.state.database, person_id=person_id, typed=typed, now=now())
    async with shared(request) as session:
        return await change_contact(session, contact, person_id=person_id, now=now())


class AccountController(Controller):
    """Pages of whoever is signed in."""

    path = "/account"

    @get("/", own=True)
    async def show(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Everything about one's sign-in on one page."""
        person_id = viewer_of(request).person_id
        async with shared(request) as session:
            person = await get_person(session, person_id)
            seats = await list_seats_of_person(session, person_id)
            sessions = await list_sessions(session, person_id, now=now())
        here, day = _token_hash(request), today()
        return page(
            request,
            "identity/account/show.html",
            person=person,
            seats=[seat for seat in seats if seat.valid_to is None or seat.valid_to > day],
            role_names=ROLE_NAMES,
            sessions=[(one, one.token_hash == here) for one in sessions],
        )

    @get("/edit", own=True)
    async def edit(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """The form of name, phone and e-mail address."""
        person = await _person(request)
        return _contact_page(request, {"name": person.name, "phone": person.phone, "email": person.email})

    @post("/", own=True)
    async def update(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Change name, phone or e-mail address."""
        reader = FormReader(await read_form(request))
        try:
            changed = await _change_contact(request, reader, viewer_of(request).person_id)
        except (Refusal, Refusals) as refused:
            return _contact_page(request, reader.values, errors_of(refused, language_of(request)))
        said = _("Đã ghi thay đổi.") if changed else _("Không có gì thay đổi.")
        return redirect(request, "/account", flash=said)

    @get("/password", own=True, before_own_password=True)
    async def new_password(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """The form of a new password; at the first sign-in it is all there is."""
        return _password_page(request)

    @post("/password", own=True, before_own_password=True)
    async def create_password(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Set a password of one's own. The one-time password was typed a moment ago and is not asked for again."""
        posted, viewer = await read_form(request), viewer_of(request)
        password = str(posted.get("password", ""))
        try:
            if not viewer.has_one_time_password:
                typed = str(posted.get("old_password", ""))
                await check_old_password(request.app.state.database, person_id=viewer.person_id, typed=typed, now=now())
            if password != str(posted.get("password_again", "")):
                raise PasswordsDiffer
            async with shared(request) as session:
                await change_password(
                    session, person_id=viewer.person_id, password=password, token_hash=_token_hash(request), now=now()
                )
        except Refusal as refusal:
            return _password_page(request, errors_of(refusal, language_of(request)))
        if viewer.has_one_time_password:
            return redirect(request, "/", flash=_("Đã đặt mật khẩu. Từ nay hãy đăng nhập bằng mật khẩu này."))
        return redirect(request, "/account", flash=_("Đã đổi mật khẩu. Các thiết bị khác đã được đăng xuất."))

    @post("/sign-out-everywhere", own=True)
    async def sign_out_everywhere(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Close every session, this one too."""
        async with shared(request) as session:
            await sign_out_everywhere(session, viewer_of(request).person_id, now=now())
        answer = redirect(request, "/sign-in", flash=_("Đã đăng xuất mọi thiết bị."))
        answer.delete_cookie(SESSION_COOKIE)
        return answer
