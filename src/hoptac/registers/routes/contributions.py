"""The register of contributions (S31) as of a day."""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromQuery

from hoptac.identity.doors import organization_of, reading
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import today
from hoptac.kit.keyset import addresses, read_bounds
from hoptac.kit.language import translate
from hoptac.kit.pages import language_of, page
from hoptac.members.rules import KIND_NAMES
from hoptac.registers.queries.contributions import list_holdings_page, sum_holdings
from hoptac.registers.queries.head import get_head
from hoptac.registers.routes.asking import asked_day
from hoptac.registers.routes.prints import print_asked
from hoptac.registers.sheets import LEFT, ratio_text


class ContributionRegisterController(Controller):
    """Who had pledged, paid in and got back how much."""

    path = "/{org:str}/capital/register"

    @get("/", permission=Permission.READ_CAPITAL)
    async def show(
        self,
        request: Request[Any, Any, Any],
        on: FromQuery[str] = "",
        q: FromQuery[str] = "",
        after: FromQuery[str] = "",
        before: FromQuery[str] = "",
    ) -> Response[bytes]:
        """Fifty at a time, by name, with the sums of all."""
        org, language = organization_of(request), language_of(request)
        async with reading(request) as session:
            head = await get_head(session, org.id)
            asked = asked_day(request, head, on)
            found = await list_holdings_page(session, org.id, asked.day, q=q, bounds=read_bounds(after, before))
            sums = await sum_holdings(session, org.id, asked.day)
        path = f"/{org.slug}/capital"
        previous, following = addresses(f"{path}/register", found, {"on": asked.typed, "q": q})
        kinds = {kind: translate(name, language) for kind, name in KIND_NAMES.items()}
        rows = [] if asked.errors else found.rows
        return page(
            request,
            "registers/contributions.html",
            status=asked.status,
            asked=asked,
            is_today=asked.day == today(),
            rows=[
                (
                    row,
                    kinds[row.kind] if row.kind else translate(LEFT, language),
                    ratio_text(row.paid_dong, sums, language),
                )
                for row in rows
            ],
            sums=sums,
            sum_ratio=ratio_text(sums.paid_dong, sums, language),
            q=q,
            path=path,
            previous_href=previous,
            next_href=following,
        )

    @post("/prints", permission=Permission.READ_CAPITAL)
    async def print(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Ask for it as a workbook or on paper."""
        return await print_asked(request, "contributions", f"/{organization_of(request).slug}/capital/register")
