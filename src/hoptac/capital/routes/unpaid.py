"""What is pledged and not paid: the list that one collects by."""

import asyncio
from typing import Any, cast

from litestar import Controller, Request, Response, get
from litestar.params import FromQuery

from hoptac.capital.queries.unpaid import SOON_DAYS, Standing, all_unpaid, list_unpaid, sum_unpaid
from hoptac.capital.sheets import unpaid_workbook
from hoptac.identity.doors import organization_of, reading, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import format_date, today
from hoptac.kit.identifiers import new_id
from hoptac.kit.keyset import addresses, read_bounds
from hoptac.kit.pages import XLSX, download, format_number, language_of, page

_STANDINGS = ("", "late", "soon")


def _standing(typed: str) -> Standing:
    return cast(Standing, typed) if typed in _STANDINGS else ""


class UnpaidController(Controller):
    """Who owes what is pledged."""

    path = "/{org:str}/capital/unpaid"

    @get("/", permission=Permission.READ_CAPITAL)
    async def index(
        self,
        request: Request[Any, Any, Any],
        q: FromQuery[str] = "",
        standing: FromQuery[str] = "",
        after: FromQuery[str] = "",
        before: FromQuery[str] = "",
    ) -> Response[bytes]:
        """By name, fifty at a time: all, the late, or those due soon."""
        org, language, viewer, day = organization_of(request), language_of(request), viewer_of(request), today()
        which, bounds = _standing(standing), read_bounds(after, before)
        async with reading(request) as session:
            found = await list_unpaid(session, org.id, today=day, standing=which, q=q, bounds=bounds)
            sums = await sum_unpaid(session, org.id, today=day, standing=which, q=q)
        path, can_ask = f"/{org.slug}/capital/unpaid", viewer.may(Permission.REQUEST_PAYMENT)
        previous, following = addresses(path, found, {"q": q, "standing": which})
        # Words are made here and not in the template: filters called in a loop of fifty are most of a page's time.
        rows = [
            (
                row.id, row.name, row.number, format_number(row.pledged_dong, language),
                format_number(row.paid_dong, language), format_number(row.rest_dong, language),
                format_date(row.due_on), row.days_late(day), format_date(row.reminded_on) if row.reminded_on else "",
            )
            for row in found.rows
        ]  # fmt: skip
        return page(
            request, "capital/unpaid/index.html", rows=rows, sums=sums, q=q, standing=which, path=path,
            previous_href=previous, next_href=following, soon_days=SOON_DAYS, may_ask=can_ask,
            request_key=str(new_id()),
        )  # fmt: skip

    @get("/export.xlsx", permission=Permission.READ_CAPITAL)
    async def export(
        self, request: Request[Any, Any, Any], q: FromQuery[str] = "", standing: FromQuery[str] = ""
    ) -> Response[bytes]:
        """The same list as a workbook."""
        org, day = organization_of(request), today()
        async with reading(request) as session:
            rows = await all_unpaid(session, org.id, today=day, standing=_standing(standing), q=q)
        content = await asyncio.to_thread(unpaid_workbook, rows, org.name, day, language_of(request))
        return download(content, f"con-phai-gop-{org.slug}-{day:%Y%m%d}.xlsx", XLSX)
