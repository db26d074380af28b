"""The grid in which balances are typed, proved and posted."""

from datetime import date
from typing import Any

from litestar import Controller, Request, Response, get, post

from hoptac.identity.doors import organization_of, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import format_date, now, today
from hoptac.kit.errors import Refusal, Refusals
from hoptac.kit.forms import FormReader, errors_of, read_form
from hoptac.kit.identifiers import new_id
from hoptac.kit.language import _
from hoptac.kit.pages import language_of, page, redirect
from hoptac.ledger import chart_of
from hoptac.opening.actions.postings import check_none_in_force, post_opening, prove_opening
from hoptac.opening.forms import problems_of, read_first_day, read_grid, typed_rows, with_room
from hoptac.opening.queries.standing import known_parties, load_standing
from hoptac.opening.reading import Circumstances
from hoptac.opening.routes.showing import shown_proof


class OpeningGridController(Controller):
    """Typed by hand: everything is in the form until it is posted."""

    path = "/{org:str}/accounting/opening"

    @get("/new", permission=Permission.POST_OPENING)
    async def new(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """An empty grid."""
        return await _grid(request, {"first_on": format_date(date(today().year, 1, 1))}, {}, [], None)

    @post("/", permission=Permission.POST_OPENING)
    async def create(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Prove what was typed, and post it where that was the button."""
        reader, org = FormReader(await read_form(request)), organization_of(request)
        language, proof, posted = language_of(request), None, None
        try:
            first_on = read_first_day(reader)
            async with tenant(request) as session:
                parties = await known_parties(session, org.id)
                standing = await load_standing(session, org.id, first_on=first_on, entry_on=first_on)
                check_none_in_force(standing.in_force)
                about = Circumstances(
                    standing.chart, parties, first_on, "tt71", standing.tracks_internal, bool(standing.register)
                )
                opening = read_grid(reader, about, may_add=reader.values.get("add_parties") == "1")
                found, against = await prove_opening(session, org.id, opening)
                proof = shown_proof(opening, found, against, language)
                if reader.values.get("deed") == "post":
                    posted = await post_opening(
                        session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(), opening=opening,
                        source_id=new_id(),
                    )  # fmt: skip
        except (Refusal, Refusals) as refused:
            errors = {field: text for field, text in errors_of(refused, language).items() if field}
            return await _grid(request, reader.values, errors, problems_of(refused, language), proof)
        if posted is None:
            return await _grid(request, reader.values, {}, [], proof)
        done = _(
            "Đã ghi số dư đầu kỳ ở chứng từ %(series)s %(number)s.",
            series=posted.series,
            number=f"{posted.number}/{posted.fiscal_year}",
        )
        return redirect(request, f"/{org.slug}/accounting/opening", flash=done)


async def _grid(
    request: Request[Any, Any, Any],
    values: dict[str, str],
    errors: dict[str, str],
    problems: list[str],
    proof: dict[str, Any] | None,
) -> Response[bytes]:
    org, language = organization_of(request), language_of(request)
    async with tenant(request) as session:
        chart = await chart_of(session, org.id)
    accounts = [
        (account.code, account.name_en if language == "en" else account.name_vi)
        for account in chart.values()
        if not account.has_children and not account.code.startswith(("5", "6", "9"))
    ]
    return page(
        request,
        "opening/new.html",
        status=422 if errors or problems else 200,
        path=f"/{org.slug}/accounting",
        parties=f"/{org.slug}/vouchers/parties",
        values=values,
        rows=with_room(typed_rows(values)),
        accounts=accounts,
        by_party=[code for code, _name in accounts if chart[code].needs_party],
        errors=errors,
        problems=problems,
        proof=proof,
    )
