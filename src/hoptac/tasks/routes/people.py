"""The lists behind the tasks."""

from typing import Any, NamedTuple, get_args

from litestar import Controller, Request, Response, get
from litestar.params import FromPath, FromQuery

from hoptac.capital.rules import caps_of
from hoptac.identity.doors import organization_of, tenant
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import format_date, today
from hoptac.kit.errors import NotFound
from hoptac.kit.keyset import addresses, read_bounds
from hoptac.kit.language import Message, _
from hoptac.kit.pages import dom_id, page
from hoptac.organizations.charter import charter_on
from hoptac.organizations.parameters import list_parameters
from hoptac.tasks.queries.people import ListName, list_people

TITLES: dict[str, tuple[Message, Message | None, str]] = {
    "defaulted": (_("Thành viên không góp vốn, hoặc góp dưới mức tối thiểu"), _("Hạn góp"), "members/{id}/termination"),
    "above-maximum": (_("Thành viên có vốn vượt mức tối đa"), None, "capital/{id}"),
    "left": (_("Người đã ra còn vốn góp"), _("Ngày ra"), "capital/{id}"),
    "agreements": (_("Hợp đồng với thành viên sắp hết hiệu lực"), _("Ngày hết hiệu lực"), "members/{id}/agreements"),
}
"""Of each list what it is called, what its day is, and where below the organization's address a line leads."""


class ShownPerson(NamedTuple):
    """One line."""

    element: str
    href: str
    name: str
    number: str
    day: str
    pledged_dong: int
    paid_dong: int


class PeopleController(Controller):
    """Whose pledge, certificate, agreement or capital a task is about."""

    path = "/{org:str}/tasks/people"

    @get("/{list_name:str}", permission=Permission.READ_CAPITAL)
    async def index(
        self, request: Request[Any, Any, Any], list_name: FromPath[str], after: FromQuery[str] = "",
        before: FromQuery[str] = "",
    ) -> Response[bytes]:  # fmt: skip
        """One page, by name."""
        if list_name not in get_args(ListName):
            raise NotFound
        org, day = organization_of(request), today()
        name: ListName = list_name  # type: ignore[assignment]
        async with tenant(request) as session:
            charter = await charter_on(session, org.id, day)
            caps = caps_of(charter.organization_kind, await list_parameters(session), day)
            found = await list_people(
                session, org.id, name, read_bounds(after, before), today=day,
                minimum_dong=charter.contribution_minimum_dong, percent=caps.one_official,
            )  # fmt: skip
        base = f"/{org.slug}"
        title, day_label, leads_to = TITLES[name]
        previous, following = addresses(f"{base}/tasks/people/{name}", found, {})
        rows = [
            ShownPerson(
                dom_id("person", row.id), f"{base}/{leads_to.format(id=row.id)}", row.name, row.number,
                format_date(row.day) if row.day else "", row.pledged_dong, row.paid_dong,
            )
            for row in found.rows
        ]  # fmt: skip
        return page(
            request, "tasks/people.html", path=f"{base}/tasks", title=title, day_label=day_label, rows=rows,
            previous_href=previous, next_href=following,
        )  # fmt: skip
