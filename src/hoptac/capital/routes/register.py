"""The register of capital, the journals of contributions and refunds, and one member's capital."""

import asyncio
from fractions import Fraction
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Controller, Request, Response, get
from litestar.params import FromPath, FromQuery

from hoptac.capital import queries
from hoptac.capital.forms import ASSET_KIND_NAMES, CERTIFICATE_REASON_NAMES, ENDING_NAMES
from hoptac.capital.queries import Slice
from hoptac.capital.queries.assets import list_assets
from hoptac.capital.rules import is_founding, most_to_contribute, most_to_pledge_more, ratio_in_hundredths
from hoptac.capital.sheets import ALL_METHOD_NAMES, ALL_REASON_NAMES, capital_workbook
from hoptac.identity.doors import organization_of, reading, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import today
from hoptac.kit.language import Message, _, translate
from hoptac.kit.pages import XLSX, download, language_of, page
from hoptac.members.rules import KIND_NAMES

EVERYTHING = 1_000_000
FORMS = {
    "pledge": "pledges/new",
    "contribution": "contributions/new",
    "in_kind": "assets/new",
    "refund": "refunds/new",
    "transfer": "transfers/new",
}
"""What the list may be opened for: a name in it then leads to the member's form, not to the member."""
DEED_NAMES: dict[str, Message] = {
    "pledge": _("Chọn thành viên để ghi cam kết"),
    "contribution": _("Chọn thành viên để ghi vốn góp"),
    "in_kind": _("Chọn thành viên góp vốn bằng hiện vật"),
    "refund": _("Chọn thành viên được hoàn trả vốn góp"),
    "transfer": _("Chọn thành viên chuyển phần vốn góp đi"),
}


def named(names: dict[str, Message], language: str) -> dict[str, str]:
    """The words of a closed set in the reader's language."""
    return {key: translate(name, language) for key, name in names.items()}


def _edges(found: Slice, path: str, key: str, **fields: str) -> dict[str, Any]:
    kept = {name: value for name, value in fields.items() if value}

    def address(side: str, row: Any) -> str:
        return f"{path}?{urlencode(kept | {side: getattr(row, key)})}"

    return {
        "previous_href": address("before", found.rows[0]) if found.rows and found.has_previous else None,
        "next_href": address("after", found.rows[-1]) if found.rows and found.has_next else None,
    }


class RegisterController(Controller):
    """Who holds, owes and pays what."""

    path = "/{org:str}/capital"

    @get("/", permission=Permission.READ_CAPITAL)
    async def index(
        self,
        request: Request[Any, Any, Any],
        q: FromQuery[str] = "",
        deed: FromQuery[str] = "",
        after: FromQuery[UUID | None] = None,
        before: FromQuery[UUID | None] = None,
    ) -> Response[bytes]:
        """Members who may hold capital, fifty at a time; `deed`: to choose one for it."""
        org, deed = organization_of(request), deed if deed in FORMS else ""
        async with reading(request) as session:
            found = await queries.list_register(session, org.id, q=q, after=after, before=before)
            totals = await queries.find_totals(session, org.id)
        path = f"/{org.slug}/capital"
        return page(
            request,
            "capital/index.html",
            rows=found.rows,
            totals=totals,
            q=q,
            deed=deed,
            form=f"/{FORMS[deed]}" if deed else "",
            choosing=DEED_NAMES[deed] if deed else None,
            path=path,
            kind_names=named(KIND_NAMES, language_of(request)),
            **_edges(found, path, "party_id", q=q, deed=deed),
        )

    @get("/contributions", permission=Permission.READ_CAPITAL)
    async def journal(
        self,
        request: Request[Any, Any, Any],
        q: FromQuery[str] = "",
        after: FromQuery[UUID | None] = None,
        before: FromQuery[UUID | None] = None,
    ) -> Response[bytes]:
        """Every contribution, the newest first, fifty at a time."""
        org = organization_of(request)
        async with reading(request) as session:
            found = await queries.list_journal(session, org.id, q=q, after=after, before=before)
            totals = await queries.find_totals(session, org.id)
        path = f"/{org.slug}/capital/contributions"
        return page(
            request,
            "capital/contributions/index.html",
            rows=found.rows,
            totals=totals,
            q=q,
            path=path,
            method_names=named(ALL_METHOD_NAMES, language_of(request)),
            **_edges(found, path, "id", q=q),
        )

    @get("/refunds", permission=Permission.READ_CAPITAL)
    async def refunds(
        self,
        request: Request[Any, Any, Any],
        q: FromQuery[str] = "",
        after: FromQuery[UUID | None] = None,
        before: FromQuery[UUID | None] = None,
    ) -> Response[bytes]:
        """Every refund, the newest first, fifty at a time."""
        org, language = organization_of(request), language_of(request)
        async with reading(request) as session:
            found = await queries.list_refunds(session, org.id, q=q, after=after, before=before)
            totals = await queries.find_totals(session, org.id)
        path = f"/{org.slug}/capital/refunds"
        return page(
            request,
            "capital/refunds/index.html",
            rows=found.rows,
            totals=totals,
            q=q,
            path=path,
            method_names=named(ALL_METHOD_NAMES, language),
            reason_names=named(ALL_REASON_NAMES, language),
            may_refund=viewer_of(request).may(Permission.RECORD_REFUND),
            **_edges(found, path, "id", q=q),
        )

    @get("/export.xlsx", permission=Permission.READ_CAPITAL)
    async def export(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """The registers as a workbook."""
        org = organization_of(request)
        async with tenant(request) as session:
            register = await queries.list_register(session, org.id, length=EVERYTHING)
            journal = await queries.list_journal(session, org.id, length=EVERYTHING)
            refunds = await queries.list_refunds(session, org.id, length=EVERYTHING)
        language = language_of(request)
        content = await asyncio.to_thread(
            capital_workbook, register.rows, journal.rows, refunds.rows, org.name, language
        )
        return download(content, f"von-gop-{org.slug}-{today():%Y%m%d}.xlsx", XLSX)

    @get("/{party_id:uuid}", permission=Permission.READ_CAPITAL)
    async def show(self, request: Request[Any, Any, Any], party_id: FromPath[UUID]) -> Response[bytes]:
        """One member's pledges, contributions, refunds and certificates."""
        org, viewer = organization_of(request), viewer_of(request)
        async with tenant(request) as session:
            capital = await queries.get_member_capital(session, org.id, party_id, on=today())
            assets = await list_assets(session, org.id, party_id)
        standing, language = capital.standing, language_of(request)
        certificates = capital.certificates
        paid_dong, is_member = standing.holding.paid_dong, standing.left_on is None
        is_paid_in_full = paid_dong > 0 and standing.holding.rest_dong == 0
        return page(
            request,
            "capital/show.html",
            party_id=party_id,
            path=f"/{org.slug}/capital",
            capital=capital,
            standing=standing,
            holding=standing.holding,
            ratio=Fraction(
                ratio_in_hundredths(standing.holding.pledged_dong, standing.capital.charter_capital_dong), 100
            ),
            is_founding=is_founding(standing.capital, standing.caps),
            most_to_contribute_dong=most_to_contribute(standing.capital, standing.holding, standing.caps),
            most_to_pledge_dong=most_to_pledge_more(standing.capital, standing.holding, standing.caps),
            kind_names=named(KIND_NAMES, language),
            method_names=named(ALL_METHOD_NAMES, language),
            reason_names=named(ALL_REASON_NAMES, language),
            certificate_reasons=named(CERTIFICATE_REASON_NAMES, language),
            assets=assets,
            asset_kinds=named(dict(ASSET_KIND_NAMES.items()), language),
            ending_names=named(ENDING_NAMES, language),
            may_certify=viewer.may(Permission.ISSUE_CERTIFICATE),
            may_refund=viewer.may(Permission.RECORD_REFUND) and paid_dong > 0,
            may_retract=viewer.may(Permission.RETRACT_CAPITAL),
            may_read_books=viewer.may(Permission.READ_LEDGER),
            may_pledge=is_member and viewer.may(Permission.RECORD_PLEDGE),
            may_contribute=is_member and viewer.may(Permission.RECORD_CONTRIBUTION),
            may_issue=is_member
            and viewer.may(Permission.ISSUE_CERTIFICATE)
            and is_paid_in_full
            and not (certificates and certificates[-1].is_in_force and certificates[-1].amount_dong == paid_dong),
        )
