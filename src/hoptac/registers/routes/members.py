"""The register of members as of a day (Law 17/2023/QH15 Art. 15)."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromQuery

from hoptac.identity.doors import organization_of, reading, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import format_date, today
from hoptac.kit.countries import country_name
from hoptac.kit.keyset import addresses, read_bounds
from hoptac.kit.language import Language, translate
from hoptac.kit.pages import dom_id, format_number, language_of, page
from hoptac.members.rules import KIND_NAMES
from hoptac.parties.identity_numbers import masked
from hoptac.registers.lines import NOTHING_HELD, day_text, held_by, percent_text
from hoptac.registers.queries.head import get_head
from hoptac.registers.queries.members import (
    SORTS,
    Deed,
    RegisterMember,
    Sort,
    Sums,
    deeds_of,
    list_register_page,
    sum_register,
)
from hoptac.registers.routes.asking import asked_day
from hoptac.registers.routes.prints import print_asked


class ShownMember(NamedTuple):
    """One line of the register in the reader's words; `paid` and `certificates` have a tuple of texts for each."""

    element: str
    href: str
    name: str
    number: str
    kind: str
    since: str
    address: str
    nationality: str
    identity_number: str
    paid_in: str
    ratio: str
    paid: list[tuple[str, str, str, str]]
    certificates: list[tuple[str, str]]


def shown_members(
    path: str, rows: Sequence[RegisterMember], deeds: Mapping[UUID, Sequence[Deed]], sums: Sums, language: Language
) -> list[ShownMember]:
    """The rows as words, made here and not in the template, where filters called for each of fifty rows take the time."""
    kinds = {key: translate(name, language) for key, name in KIND_NAMES.items()}
    shown: list[ShownMember] = []
    for row in rows:
        held = held_by(deeds[row.id], language) if row.id in deeds else NOTHING_HELD
        shown.append(
            ShownMember(
                dom_id("member", row.id), f"{path}/{row.id}", row.name, row.number, kinds[row.kind],
                day_text(row.since), row.address or "", country_name(row.nationality, language),
                masked(row.identity_number), format_number(held.paid_dong, language),
                percent_text(held.ratio(sums.pledged_dong), held.paid_dong, language),
                [
                    (format_date(one.day), one.asset, one.quantity, format_number(one.dong, language))
                    for one in held.paid
                ],
                [(one.whole, format_date(one.issued_on)) for one in held.certificates],
            )
        )  # fmt: skip
    return shown


class MemberRegisterController(Controller):
    """The register on the screen, and asked for as a file."""

    path = "/{org:str}/members/register"

    @get("/", permission=Permission.READ_MEMBERS)
    async def show(
        self,
        request: Request[Any, Any, Any],
        on: FromQuery[str] = "",
        q: FromQuery[str] = "",
        sort: FromQuery[str] = "name",
        all: FromQuery[str] = "",
        after: FromQuery[str] = "",
        before: FromQuery[str] = "",
    ) -> Response[bytes]:
        """Fifty members as they stood at the end of a day, identity numbers masked."""
        order: Sort = sort if sort in SORTS else "name"
        org, viewer, language, every_kind = (
            organization_of(request),
            viewer_of(request),
            language_of(request),
            bool(all),
        )
        async with reading(request) as session:
            head = await get_head(session, org.id)
            asked = asked_day(request, head, on)
            found = await list_register_page(
                session, org.id, asked.day, q=q, sort=order, bounds=read_bounds(after, before), every_kind=every_kind
            )
            sums = await sum_register(session, org.id, asked.day, q=q, every_kind=every_kind)
            deeds = await deeds_of(session, org.id, asked.day, [row.id for row in found.rows])
        members = f"/{org.slug}/members"
        kept = {"on": asked.typed, "all": "1" if every_kind else "", "q": q}
        previous, following = addresses(f"{members}/register", found, kept | {"sort": "" if order == "name" else order})
        return page(
            request,
            "registers/members.html",
            status=asked.status,
            head=head,
            asked=asked,
            is_today=asked.day == today(),
            rows=[] if asked.errors else shown_members(members, found.rows, deeds, sums, language),
            sums=sums,
            q=q,
            sort=order,
            every_kind=every_kind,
            path=members,
            kept=kept,
            previous_href=previous,
            next_href=following,
            may_open=viewer.may(Permission.OPEN_IDENTITY_NUMBERS),
        )

    @post("/prints", permission=Permission.READ_MEMBERS)
    async def print(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Ask for it as a workbook or on paper."""
        return await print_asked(request, "members", f"/{organization_of(request).slug}/members/register")
