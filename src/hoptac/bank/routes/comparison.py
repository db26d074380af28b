"""The bank's balance and the book's, side by side."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get
from litestar.params import FromPath, FromQuery

from hoptac.bank.queries.accounts import get_account
from hoptac.bank.queries.comparison import book_balance, compare_on
from hoptac.bank.queries.statements import list_done
from hoptac.identity.doors import organization_of, tenant
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import UnreadableDate, format_date, parse_date
from hoptac.kit.language import translate
from hoptac.kit.pages import language_of, page


class ComparisonController(Controller):
    """At the end of each statement, and on any day asked for."""

    path = "/{org:str}/bank/accounts/{bank_account_id:uuid}/comparison"

    @get("/", permission=Permission.READ_BANK)
    async def show(
        self, request: Request[Any, Any, Any], bank_account_id: FromPath[UUID], on: FromQuery[str] = ""
    ) -> Response[bytes]:
        """Both balances of a day with what makes the difference; the end of the last statement by default."""
        org, language = organization_of(request), language_of(request)
        async with tenant(request) as session:
            account = await get_account(session, org.id, bank_account_id)
            statements = [one for one in await list_done(session, org.id, bank_account_id) if one.last_on]
            ends = sorted({one.last_on for one in statements if one.last_on}, reverse=True)[:12]
            day = _day(on) or (ends[0] if ends else None)
            found = await compare_on(session, org.id, account, day) if day else None
            books = {end: await book_balance(session, org.id, account, end) for end in ends}
        closings = {one.last_on: one.closing_dong for one in statements}
        return page(
            request,
            "bank/comparison.html",
            path=f"/{org.slug}/bank",
            account=account,
            day=day,
            typed=on or (format_date(day) if day else ""),
            found=found,
            parts=[
                (translate(part.name, language), translate(part.advice, language), part)
                for part in (found.parts if found else ())
            ],
            ends=[(end, closings.get(end), books[end]) for end in ends],
        )


def _day(typed: str) -> Any:
    try:
        return parse_date(typed) if typed else None
    except UnreadableDate:
        return None
