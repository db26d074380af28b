"""The journal of vouchers, those that wait, and the suggestions of the grid."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get
from litestar.params import FromQuery

from hoptac.identity.doors import organization_of, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.inventory.rules import costing_of
from hoptac.inventory.stock import cost_on
from hoptac.kit.calendar import parse_date, today
from hoptac.kit.errors import Refusal
from hoptac.kit.language import translate
from hoptac.kit.money import format_dong
from hoptac.kit.pages import language_of, page
from hoptac.kit.quantities import format_quantity, parse_quantity
from hoptac.ledger.queries.entries import list_entries
from hoptac.ledger.queries.sums_of_entries import totals_of
from hoptac.organizations.terms import terms_on
from hoptac.parties.queries import suggest_parties
from hoptac.vouchers.newcomers import offers_for
from hoptac.vouchers.papers.queries.documents import counts_for_list
from hoptac.vouchers.queries import list_open
from hoptac.vouchers.rules import KINDS, STATE_NAMES

PAGE_SIZE = 50


class VoucherListsController(Controller):
    """What is posted, newest first, and what is not posted yet."""

    path = "/{org:str}/vouchers"

    @get("/", permission=Permission.READ_LEDGER)
    async def index(self, request: Request[Any, Any, Any], before: FromQuery[int] = 0) -> Response[bytes]:
        """Posted vouchers by their place in the books."""
        org = organization_of(request)
        async with tenant(request) as session:
            entries = await list_entries(session, org.id, limit=PAGE_SIZE + 1, before=before or None)
            totals = await totals_of(session, org.id, [entry.id for entry in entries])
            waiting, documents = await counts_for_list(session, org.id, [entry.id for entry in entries])
        shown = entries[:PAGE_SIZE]
        return page(
            request,
            "vouchers/index.html",
            path=f"/{org.slug}/vouchers",
            rows=[(entry, totals.get(entry.id, 0), documents.get(entry.id, 0)) for entry in shown],
            waiting=waiting,
            next_href=f"?before={shown[-1].position}" if len(entries) > PAGE_SIZE else None,
            is_first=not before,
            kinds=_kinds(request),
            may_write=viewer_of(request).may(Permission.WRITE_VOUCHERS),
        )

    @get("/open", permission=Permission.READ_LEDGER)
    async def waiting(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Vouchers that are being written, wait for approval, or are approved."""
        org, language = organization_of(request), language_of(request)
        async with tenant(request) as session:
            rows = await list_open(session, org.id)
        names = {key: translate(kind.name, language) for key, kind in KINDS.items()}
        return page(
            request,
            "vouchers/open.html",
            path=f"/{org.slug}/vouchers",
            rows=[(row, names[row.kind], translate(STATE_NAMES[row.state], language)) for row in rows],
            kinds=_kinds(request),
            may_write=viewer_of(request).may(Permission.WRITE_VOUCHERS),
        )

    @get("/parties", permission=Permission.READ_LEDGER)
    async def parties(
        self, request: Request[Any, Any, Any], q: FromQuery[str] = "", new: FromQuery[str] = ""
    ) -> Response[list[dict[str, str]]]:
        """Suggestions for a party while its name is typed; with `new`, behind them the offers to add whom nobody knows."""
        org, language = organization_of(request), language_of(request)
        may_add = bool(new) and viewer_of(request).may(Permission.WRITE_VOUCHERS)
        async with tenant(request) as session:
            found = await suggest_parties(session, org.id, q)
            offers = await offers_for(session, org.id, q) if may_add else []
        known = [{"id": str(party.id), "name": party.name, "address": party.address} for party in found]
        return Response(
            [
                *known,
                *({"id": key, "name": name, "address": translate(words, language)} for key, name, words in offers),
            ],
            headers={"Cache-Control": "no-store"},
        )

    @get("/cost", permission=Permission.READ_LEDGER)
    async def cost(
        self,
        request: Request[Any, Any, Any],
        item: FromQuery[UUID],
        account: FromQuery[str],
        quantity: FromQuery[str],
        day: FromQuery[str] = "",
    ) -> Response[dict[str, str]]:
        """What so much of an item costs when it leaves on a day, for the grid."""
        org = organization_of(request)
        try:
            amount, on = parse_quantity(quantity), parse_date(day) or today()
        except Refusal:
            amount, on = None, today()
        if amount is None:
            return Response({}, headers={"Cache-Control": "no-store"})
        async with tenant(request) as session:
            costing = (await terms_on(session, org.id, on))["accounting.stock_costing"]
            cost_dong, there = await cost_on(session, org.id, item, account, amount, on=on, costing=costing_of(costing))
        told = {"amount": format_dong(cost_dong), "available": format_quantity(there.quantity)}
        return Response(told, headers={"Cache-Control": "no-store"})


def _kinds(request: Request[Any, Any, Any]) -> list[tuple[str, str]]:
    language = language_of(request)
    return [(key, translate(kind.name, language)) for key, kind in KINDS.items()]
