"""The page of members who may stand in the register twice."""

from typing import Any, NamedTuple
from uuid import UUID

from litestar import Controller, Request, Response, Router, get, post
from litestar.params import FromQuery

from hoptac.identity.doors import organization_of, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import format_date, now
from hoptac.kit.forms import FormReader, read_form
from hoptac.kit.identifiers import known_uuid
from hoptac.kit.language import _, translate
from hoptac.kit.pages import language_of, page, redirect
from hoptac.ledger import balances_of_parties
from hoptac.members.duplicates.actions import tell_apart
from hoptac.members.duplicates.queries import list_distinct, list_people
from hoptac.members.duplicates.rules import SIGN_NAMES, find_duplicates
from hoptac.members.queries import PAID_IN, MemberDetail, members_of
from hoptac.parties.identity_numbers import masked

PAGE_SIZE = 20


class ShownMember(NamedTuple):
    """One of the two, as the page puts them side by side."""

    id: UUID
    href: str
    name: str
    number: str
    born: str
    identity_number: str
    phone: str
    place: str
    joined_on: str
    paid_dong: int


class ShownPair(NamedTuple):
    """Two members who may be one, and why it is thought so."""

    sign: str
    members: tuple[ShownMember, ShownMember]


class DuplicatesController(Controller):
    """Pairs, and telling them apart."""

    path = "/{org:str}/members/duplicates"

    @get("/", permission=Permission.READ_MEMBERS)
    async def index(self, request: Request[Any, Any, Any], number: FromQuery[int] = 1) -> Response[bytes]:
        """Twenty pairs at a time, the surest first."""
        org, language, viewer = organization_of(request), language_of(request), viewer_of(request)
        async with tenant(request) as session:
            pairs = find_duplicates(await list_people(session, org.id), await list_distinct(session, org.id))
            pages = max(1, -(-len(pairs) // PAGE_SIZE))
            here = min(max(number, 1), pages)
            first = (here - 1) * PAGE_SIZE
            chosen = pairs[first : first + PAGE_SIZE]
            ids = sorted({party_id for one in chosen for party_id in one.pair})
            members = await members_of(session, org.id, ids)
            paid = await balances_of_parties(session, org.id, PAID_IN, ids)
        rows = [
            ShownPair(
                translate(SIGN_NAMES[one.sign], language),
                (_shown(org.slug, members[one.pair[0]], paid), _shown(org.slug, members[one.pair[1]], paid)),
            )
            for one in chosen
        ]
        path = f"/{org.slug}/members/duplicates"
        return page(
            request, "members/duplicates/index.html", rows=rows, total=len(pairs), path=path,
            shown=f"{first + 1}–{first + len(rows)}",
            previous_href=f"{path}?number={here - 1}" if here > 1 else None,
            next_href=f"{path}?number={here + 1}" if here < pages else None,
            may_write=viewer.may(Permission.WRITE_MEMBERS), may_merge=viewer.may(Permission.MERGE_MEMBERS), may_see_capital=viewer.may(Permission.READ_CAPITAL),
        )  # fmt: skip

    @post("/distinct", permission=Permission.WRITE_MEMBERS)
    async def distinct(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """These are two people."""
        org, values = organization_of(request), FormReader(await read_form(request)).values
        async with tenant(request) as session:
            await tell_apart(
                session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(),
                one=known_uuid(values.get("one", "")), other=known_uuid(values.get("other", "")),
            )  # fmt: skip
        done = _("Đã ghi: đây là hai người khác nhau.")
        return redirect(request, f"/{org.slug}/members/duplicates", flash=done)


def _shown(slug: str, member: MemberDetail, paid: Any) -> ShownMember:
    born = format_date(member.born_on) if member.born_on else str(member.born_year or "")
    address = member.address or ""
    hamlet = "" if (member.hamlet or "") in address else member.hamlet  # an address often begins with it
    place = ", ".join(filter(None, (hamlet, address)))
    joined = format_date(member.joined_on) if member.joined_on else ""
    return ShownMember(
        member.id, f"/{slug}/members/{member.id}", member.name, member.number, born, masked(member.identity_number),
        member.phone or "", place, joined, paid[member.id],
    )  # fmt: skip


router = Router(path="", route_handlers=[DuplicatesController])
