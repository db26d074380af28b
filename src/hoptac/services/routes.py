"""Pages of seasons: the list with how many lines of the books name each, new, change."""

from typing import Any, NamedTuple
from uuid import UUID

from litestar import Controller, Request, Response, Router, get, post
from litestar.params import FromPath

from hoptac.identity.doors import organization_of, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import format_date, now, today
from hoptac.kit.errors import NotFound, Refusal, Refusals
from hoptac.kit.forms import FormReader, errors_of, read_form
from hoptac.kit.language import _
from hoptac.kit.pages import dom_id, language_of, page, redirect
from hoptac.services.actions import add_season, change_season
from hoptac.services.forms import read_season
from hoptac.services.queries import count_lines, get_season, list_seasons
from hoptac.services.rules import SeasonRow


class ShownSeason(NamedTuple):
    """One line of the list: `cost` and `services` lead to the books S17 and S23 of the season's days."""

    element: str
    name: str
    href: str
    first_on: str
    last_on: str
    is_now: bool
    line_count: int
    cost: str
    services: str


def _shown(base: str, season: SeasonRow, count: int) -> ShownSeason:
    of = f"season={season.id}&from={season.first_on.isoformat()}&to={season.last_on.isoformat()}"
    return ShownSeason(
        dom_id("season", season.id),
        season.name,
        f"{base}/seasons/{season.id}/edit",
        format_date(season.first_on),
        format_date(season.last_on),
        season.first_on <= today() <= season.last_on,
        count,
        f"{base}/books/S17?{of}",
        f"{base}/books/S23?{of}",
    )


class SeasonsController(Controller):
    """The register of seasons."""

    path = "/{org:str}/seasons"

    @get("/", permission=Permission.READ_LEDGER)
    async def index(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Every season, the newest first."""
        org = organization_of(request)
        async with tenant(request) as session:
            seasons = await list_seasons(session, org.id)
            counts = await count_lines(session, org.id)
        return page(
            request,
            "seasons/index.html",
            path=f"/{org.slug}/seasons",
            rows=[_shown(f"/{org.slug}", season, counts.get(season.id, 0)) for season in seasons],
            may_write=viewer_of(request).may(Permission.WRITE_VOUCHERS),
        )

    @get("/new", permission=Permission.WRITE_VOUCHERS)
    async def new(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """An empty form."""
        return _form(request, {}, {})

    @post("/", permission=Permission.WRITE_VOUCHERS)
    async def create(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Enter a season."""
        reader, org = FormReader(await read_form(request)), organization_of(request)
        try:
            form = read_season(reader)
            async with tenant(request) as session:
                await add_season(session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(), form=form)
        except (Refusal, Refusals) as refused:
            return _form(request, reader.values, errors_of(refused, language_of(request)))
        return redirect(request, f"/{org.slug}/seasons", flash=_("Đã thêm vụ %(name)s.", name=form.name))

    @get("/{season_id:uuid}/edit", permission=Permission.WRITE_VOUCHERS)
    async def edit(self, request: Request[Any, Any, Any], season_id: FromPath[UUID]) -> Response[bytes]:
        """The form with what was entered."""
        async with tenant(request) as session:
            season = await get_season(session, organization_of(request).id, season_id)
        days = {name: format_date(getattr(season, name)) for name in ("first_on", "last_on")}
        return _form(request, {"name": season.name} | days, {}, season)

    @post("/{season_id:uuid}", permission=Permission.WRITE_VOUCHERS)
    async def update(self, request: Request[Any, Any, Any], season_id: FromPath[UUID]) -> Response[bytes]:
        """Write what changed."""
        reader, org = FormReader(await read_form(request)), organization_of(request)
        async with tenant(request) as session:
            season = await get_season(session, org.id, season_id)
        try:
            form = read_season(reader)
            async with tenant(request) as session:
                await change_season(
                    session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(), season_id=season_id,
                    form=form,
                )  # fmt: skip
        except NotFound:
            raise
        except (Refusal, Refusals) as refused:
            return _form(request, reader.values, errors_of(refused, language_of(request)), season)
        return redirect(request, f"/{org.slug}/seasons", flash=_("Đã ghi thay đổi."))


def _form(
    request: Request[Any, Any, Any], values: dict[str, Any], errors: dict[str, str], season: SeasonRow | None = None
) -> Response[bytes]:
    return page(
        request,
        "seasons/edit.html" if season else "seasons/new.html",
        status=422 if errors else 200,
        path=f"/{organization_of(request).slug}/seasons",
        season=season,
        values=values,
        errors=errors,
    )


router = Router(path="", route_handlers=[SeasonsController])
