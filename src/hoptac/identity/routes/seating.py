"""The pages of an organization's seats, the same for those who lead it and for the platform's administrators."""

from typing import Any, NamedTuple
from uuid import UUID

from litestar import Request, Response

from hoptac.identity.actions.newcomers import seat_by_contact
from hoptac.identity.actions.seats import end_seat
from hoptac.identity.doors import shared, viewer_of
from hoptac.identity.forms import read_seat
from hoptac.identity.permissions import ROLE_NAMES
from hoptac.identity.queries.seats import HeldSeat, list_seats
from hoptac.identity.routes.shown import state_of
from hoptac.identity.rules.seats import leading_role, roles_of
from hoptac.kit.calendar import format_date, now, today
from hoptac.kit.errors import Refusal, Refusals
from hoptac.kit.forms import FormReader, errors_of, read_form
from hoptac.kit.keyset import addresses, read_bounds
from hoptac.kit.language import _, translate
from hoptac.kit.pages import dom_id, language_of, page, redirect


class SeatsPlace(NamedTuple):
    """Whose seats, and where their pages lie: `home` shows the list, `path` is what the deeds are sent to."""

    org_id: UUID
    name: str
    kind: str
    home: str
    path: str
    is_platform: bool


class ShownSeat(NamedTuple):
    """One line of the list in the reader's words."""

    element: str
    id: str
    person_id: str
    name: str
    sign_in_name: str
    role: str
    since: str
    until: str
    state: str
    hue: str
    may_renew: bool


def _shown(request: Request[Any, Any, Any], seats: list[HeldSeat]) -> list[ShownSeat]:
    language, at = language_of(request), now()
    rows = []
    for seat in seats:
        state = state_of(seat.locked_at, seat.one_time_until, at)
        rows.append(
            ShownSeat(
                dom_id("seat", seat.id), str(seat.id), str(seat.person_id), seat.name, seat.phone or seat.email or "",
                translate(ROLE_NAMES[seat.role], language), format_date(seat.valid_from),
                format_date(seat.valid_to) if seat.valid_to else "",
                translate(state.word, language) if state else "", state.hue if state else "",
                may_renew=seat.one_time_until is not None and seat.locked_at is None,
            )
        )  # fmt: skip
    return rows


async def seats_context(request: Request[Any, Any, Any], place: SeatsPlace) -> dict[str, Any]:
    """The list of seats as the page asks for it: open or ended, searched, one page."""
    asked = request.query_params
    q, ended = asked.get("q", ""), asked.get("ended", "") == "1"
    bounds = read_bounds(asked.get("after", ""), asked.get("before", ""))
    async with shared(request) as session:
        found, count = await list_seats(session, place.org_id, q=q, ended=ended, bounds=bounds, today=today())
    previous, following = addresses(place.home, found, {"q": q, "ended": "1" if ended else ""})
    return {
        "place_of_seats": place, "seats": _shown(request, found.rows), "seat_count": count, "q": q, "ended": ended,
        "previous_href": previous, "next_href": following,
    }  # fmt: skip


def new_seat_page(
    request: Request[Any, Any, Any],
    place: SeatsPlace,
    values: dict[str, Any] | None = None,
    errors: dict[str, str] | None = None,
) -> Response[bytes]:
    """The form that gives a role to somebody."""
    roles = [(role, translate(ROLE_NAMES[role], language_of(request))) for role in roles_of(place.kind)]
    return page(
        request, "identity/seats/new.html", status=422 if errors else 200, place_of_seats=place, roles=roles,
        values=values or {}, errors=errors or {},
    )  # fmt: skip


async def create_seat(request: Request[Any, Any, Any], place: SeatsPlace) -> Response[bytes]:
    """Give a role; for somebody new show the one-time password, this once and on no other page."""
    reader = FormReader(await read_form(request))
    try:
        form = read_seat(reader, roles_of(place.kind))
        async with shared(request) as session:
            seated = await seat_by_contact(
                session, place.org_id, place.kind, form.contact, role=form.role,
                actor_id=viewer_of(request).person_id, today=today(), now=now(),
            )  # fmt: skip
    except (Refusal, Refusals) as refused:
        return new_seat_page(request, place, reader.values, errors_of(refused, language_of(request)))
    if seated.one_time_password:
        return one_time_page(request, seated.name, seated.sign_in_name, seated.one_time_password, back=place.home)
    said = _("%(name)s từ hôm nay là %(role)s.", name=seated.name, role=ROLE_NAMES[form.role])
    return redirect(request, place.home, flash=said)


def one_time_page(
    request: Request[Any, Any, Any], name: str, sign_in_name: str, password: str, *, back: str
) -> Response[bytes]:
    """The one-time password to be told on. It is in this answer alone: no cookie and no address carries it."""
    return page(
        request, "identity/one_time_password.html", name=name, sign_in_name=sign_in_name, password=password, back=back
    )


async def delete_seat(request: Request[Any, Any, Any], place: SeatsPlace, seat_id: UUID) -> Response[bytes]:
    """End a seat; who ended their own is led home, for this page is theirs no more."""
    viewer = viewer_of(request)
    try:
        async with shared(request) as session:
            seat = await end_seat(
                session, place.org_id, place.kind, seat_id, actor_id=viewer.person_id, today=today(), now=now()
            )
    except Refusal as refusal:
        return redirect(request, place.home, flash=refusal.message, kind="error")
    said = _("%(name)s thôi làm %(role)s từ hôm nay.", name=seat.name, role=ROLE_NAMES[seat.role])
    has_left = not place.is_platform and seat.person_id == viewer.person_id and seat.role == leading_role(place.kind)
    return redirect(request, "/" if has_left else place.home, flash=said)
