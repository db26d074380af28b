"""Things contributed: valued and handed over, their two papers, and the day on which they are the cooperative's."""

import asyncio
from collections.abc import Mapping
from typing import Any, cast
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from hoptac.capital.actions import complete_asset, drop_asset, record_asset
from hoptac.capital.asset_documents import handover_pdf, paper_of, valuation_pdf
from hoptac.capital.forms import ASSET_KIND_NAMES, ASSET_NAMES, VALUATION_NAMES, read_asset, read_reason
from hoptac.capital.queries import get_standing
from hoptac.capital.queries.assets import get_asset
from hoptac.capital.queries.certificates import list_holders
from hoptac.capital.routes.telling import tell
from hoptac.capital.rules import IN_KIND_ACCOUNTS, THINGS, AssetKind, Valuation, most_to_contribute
from hoptac.identity.doors import organization_of, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import now, today
from hoptac.kit.errors import NotFound, Refusal, Refusals
from hoptac.kit.forms import FormReader, beside_fields, errors_of, read_form
from hoptac.kit.identifiers import new_id
from hoptac.kit.language import Language, _, choices_of, grouped, translate
from hoptac.kit.pages import PDF, download, language_of, page, redirect
from hoptac.ledger import Account, chart_of

_FIELDS = (
    "amount_dong", "asset_kind", "asset", "asset_quantity", "account", "right_of_use_period", "valuation", "valued_by",
    "valuation_number", "valued_on", "handed_over_on", "approval", "note",
)  # fmt: skip


def asset_accounts(chart: Mapping[str, Account], language: Language) -> list[tuple[str, str]]:
    """What a contributed thing may become, each with its words; the organization's own accounts stand below theirs."""
    order = {code: place for place, code in enumerate(ASSET_NAMES)}
    found: list[tuple[int, str, str]] = []
    for code, account in chart.items():
        above = next((known for known in IN_KIND_ACCOUNTS if code.startswith(known)), None)
        if above is None or account.has_children:
            continue
        own = account.name_en if language == "en" else account.name_vi
        words = translate(ASSET_NAMES[above], language) if code == above else own
        found.append((order[above], code, f"{words} ({code})"))
    return [(code, words) for _place, code, words in sorted(found)]


class AssetsController(Controller):
    """Things that one member contributes."""

    path = "/{org:str}/capital/{party_id:uuid}/assets"

    @get("/new", permission=Permission.RECORD_CONTRIBUTION)
    async def new(self, request: Request[Any, Any, Any], party_id: FromPath[UUID]) -> Response[bytes]:
        """The form of the handing over."""
        values = {"valued_on": today(), "handed_over_on": today(), "valuation": "board", "request_key": str(new_id())}
        return await _form(request, party_id, values, {})

    @post("/", permission=Permission.RECORD_CONTRIBUTION)
    async def create(self, request: Request[Any, Any, Any], party_id: FromPath[UUID]) -> Response[bytes]:
        """Keep it; nothing is booked yet."""
        org, reader = organization_of(request), FormReader(await read_form(request))
        try:
            form = read_asset(reader)
            async with tenant(request) as session:
                recorded = await record_asset(
                    session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(), party_id=party_id,
                    amount_dong=form.amount_dong, account=form.account, thing=form.thing, handed=form.handed,
                    approval=form.approval, note=form.note, request_key=form.request_key,
                )  # fmt: skip
        except NotFound:
            raise
        except (Refusal, Refusals) as refused:
            return await _form(request, party_id, reader.values, errors_of(refused, language_of(request)))
        done = _("Đã ghi giao nhận tài sản %(amount)s đồng. Chưa tính là đã góp.", amount=grouped(form.amount_dong))
        return redirect(request, f"/{org.slug}/capital/{party_id}/assets/{recorded.id}", flash=done)

    @get("/{asset_id:uuid}", permission=Permission.READ_CAPITAL)
    async def show(
        self, request: Request[Any, Any, Any], party_id: FromPath[UUID], asset_id: FromPath[UUID]
    ) -> Response[bytes]:
        """What was handed over, its papers, and what is still to be done."""
        return await _show(request, party_id, asset_id, {}, {})

    @post("/{asset_id:uuid}/completion", permission=Permission.RECORD_CONTRIBUTION)
    async def complete(
        self, request: Request[Any, Any, Any], party_id: FromPath[UUID], asset_id: FromPath[UUID]
    ) -> Response[bytes]:
        """Book it on the day on which it is the cooperative's."""
        org, reader = organization_of(request), FormReader(await read_form(request))
        completed_on = reader.date("completed_on")
        try:
            reader.finish()
            async with tenant(request) as session:
                recorded = await complete_asset(
                    session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(), party_id=party_id,
                    asset_id=asset_id, completed_on=completed_on, approval=reader.text("approval"),
                )  # fmt: skip
                asset = await get_asset(session, org.id, party_id, asset_id)
        except NotFound:
            raise
        except (Refusal, Refusals) as refused:
            errors = errors_of(refused, language_of(request))
            errors = {"completed_on" if field == "contributed_on" else field: said for field, said in errors.items()}
            return await _show(request, party_id, asset_id, reader.values, errors)
        done = _("Đã ghi sổ góp vốn %(amount)s đồng.", amount=grouped(asset.amount_dong))
        path = f"/{org.slug}/capital/{party_id}"
        return tell(request, path, recorded, done=done, amount_dong=asset.amount_dong)

    @post("/{asset_id:uuid}/dropping", permission=Permission.RECORD_CONTRIBUTION)
    async def drop(
        self, request: Request[Any, Any, Any], party_id: FromPath[UUID], asset_id: FromPath[UUID]
    ) -> Response[bytes]:
        """Give it up before it is complete."""
        org, reader = organization_of(request), FormReader(await read_form(request))
        try:
            async with tenant(request) as session:
                await drop_asset(
                    session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(), party_id=party_id,
                    asset_id=asset_id, reason=read_reason(reader),
                )  # fmt: skip
        except NotFound:
            raise
        except Refusal as refused:
            errors = errors_of(refused, language_of(request))
            return await _show(request, party_id, asset_id, reader.values, errors)
        return redirect(request, f"/{org.slug}/capital/{party_id}", flash=_("Đã ghi thôi góp tài sản này."))

    @get("/{asset_id:uuid}/valuation.pdf", permission=Permission.READ_CAPITAL)
    async def valuation(
        self, request: Request[Any, Any, Any], party_id: FromPath[UUID], asset_id: FromPath[UUID]
    ) -> Response[bytes]:
        """The minutes of the valuation, to sign."""
        paper = await _paper(request, party_id, asset_id)
        return download(await asyncio.to_thread(valuation_pdf, paper), "bien-ban-dinh-gia.pdf", PDF)

    @get("/{asset_id:uuid}/handover.pdf", permission=Permission.READ_CAPITAL)
    async def handover(
        self, request: Request[Any, Any, Any], party_id: FromPath[UUID], asset_id: FromPath[UUID]
    ) -> Response[bytes]:
        """The record of the handing over (Art. 76.3), to sign."""
        paper = await _paper(request, party_id, asset_id)
        return download(await asyncio.to_thread(handover_pdf, paper), "bien-ban-giao-nhan.pdf", PDF)


async def _paper(request: Request[Any, Any, Any], party_id: UUID, asset_id: UUID) -> dict[str, Any]:
    org_id = organization_of(request).id
    async with tenant(request) as session:
        asset = await get_asset(session, org_id, party_id, asset_id)
        standing = await get_standing(session, org_id, party_id, on=today())
        holders = await list_holders(session, org_id, [party_id])
    return paper_of(asset, holders[party_id], charter_capital_dong=standing.capital.charter_capital_dong)


async def _show(
    request: Request[Any, Any, Any], party_id: UUID, asset_id: UUID, values: dict[str, Any], errors: dict[str, str]
) -> Response[bytes]:
    org, language = organization_of(request), language_of(request)
    async with tenant(request) as session:
        asset = await get_asset(session, org.id, party_id, asset_id)
        standing = await get_standing(session, org.id, party_id, on=today())
    return page(
        request,
        "capital/assets/show.html",
        status=422 if errors else 200,
        path=f"/{org.slug}/capital",
        here=f"/{org.slug}/capital/{party_id}",
        standing=standing,
        asset=asset,
        kind_name=translate(ASSET_KIND_NAMES[cast(AssetKind, asset.asset_kind)], language),
        valuation_name=translate(VALUATION_NAMES[cast(Valuation, asset.valuation)], language),
        may_contribute=viewer_of(request).may(Permission.RECORD_CONTRIBUTION),
        values=values,
        errors=beside_fields(errors, ("completed_on", "approval", "reason")),
    )


async def _form(
    request: Request[Any, Any, Any], party_id: UUID, values: dict[str, Any], errors: dict[str, str]
) -> Response[bytes]:
    org, language = organization_of(request), language_of(request)
    async with tenant(request) as session:
        standing = await get_standing(session, org.id, party_id, on=today())
        chart = await chart_of(session, org.id)
    return page(
        request,
        "capital/assets/new.html",
        status=422 if errors else 200,
        path=f"/{org.slug}/capital",
        here=f"/{org.slug}/capital/{party_id}",
        standing=standing,
        most_dong=most_to_contribute(standing.capital, standing.holding, standing.caps),
        kinds=[(kind, translate(ASSET_KIND_NAMES[kind], language)) for kind in ASSET_KIND_NAMES if kind in THINGS],
        valuations=choices_of(VALUATION_NAMES, language),
        accounts=asset_accounts(chart, language),
        values=values,
        errors=beside_fields(errors, _FIELDS),
    )
