"""The organizations below an alliance: the list with its filters, its workbook, and one organization's years."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import msgspec
from litestar import Controller, Request, get
from litestar.params import FromPath
from litestar.response import Response

from hoptac.alliance.exporting import organizations_workbook
from hoptac.alliance.names import COOPERATIVES_AND_FUNDS, FIELD_NAMES, SOURCE_NAMES
from hoptac.alliance.queries import (
    PAGE,
    Filters,
    areas_of_alliance,
    count_organizations,
    get_organization,
    list_organizations,
)
from hoptac.alliance.rollup import list_years
from hoptac.identity.doors import alliance, organization_of
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import today
from hoptac.kit.language import Message, choices_of
from hoptac.kit.pages import XLSX, download, language_of, page
from hoptac.organizations.names import KIND_NAMES


def _read_filters(request: Request[Any, Any, Any], newest: int) -> Filters:
    given = {name: value for name in Filters.__struct_fields__ if (value := request.query_params.get(name, ""))}
    year = given.pop("year", "")
    return Filters(year=int(year) if year.isascii() and year.isdigit() and len(year) == 4 else newest, **given)


def _after(request: Request[Any, Any, Any]) -> tuple[str, UUID] | None:
    """The row the page starts behind; an address typed by hand that makes no sense starts at the beginning."""
    sort, org_id = request.query_params.get("after", ""), request.query_params.get("after_id", "")
    try:
        return (sort, UUID(org_id)) if org_id else None
    except ValueError:
        return None


def _options(messages: dict[str, Message], language: str) -> list[tuple[str, str]]:
    return choices_of(messages, language)


class OrganizationsController(Controller):
    """Every organization of the registry below the alliance."""

    path = "/{org:str}"

    @get("/organizations", permission=Permission.READ_FIGURES)
    async def index(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """A page of organizations by name with their figures of a year."""
        language, here = language_of(request), organization_of(request)
        path = here.alliance_path
        after = _after(request)
        async with alliance(request) as session:
            years, telling = await list_years(session, path)
            filters = _read_filters(request, telling or today().year)
            rows = await list_organizations(session, path, filters, after=after, limit=PAGE + 1)
            count = await count_organizations(session, path, filters)
            areas = await areas_of_alliance(session, path, year=filters.year)
        kept = {name: value for name, value in msgspec.structs.asdict(filters).items() if value}
        shown, base = rows[:PAGE], f"/{here.slug}/organizations"
        last = {"after": shown[-1].sort_key, "after_id": str(shown[-1].id)} if len(rows) > PAGE else {}
        kinds = {"cooperatives": COOPERATIVES_AND_FUNDS} | {
            key: name for key, name in KIND_NAMES.items() if key != "alliance"
        }
        return page(
            request,
            "alliance/organizations.html",
            rows=shown,
            count=count,
            filters=filters,
            years=sorted({filters.year, *years}, reverse=True),
            areas=areas,
            fields=_options(FIELD_NAMES, language),
            kinds=_options(kinds, language),
            sources=_options(SOURCE_NAMES, language),
            field_names=dict(_options(FIELD_NAMES, language)),
            kind_names=dict(_options(KIND_NAMES, language)),
            kept={name: value for name, value in kept.items() if name != "q"},
            export_href=f"{base}.xlsx?{urlencode(kept)}",
            first_href=f"{base}?{urlencode(kept)}" if after else None,
            next_href=f"{base}?{urlencode(kept | last)}" if last else None,
        )

    @get("/organizations.xlsx", permission=Permission.READ_FIGURES)
    async def export(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """The whole list, with the same filters, as a workbook."""
        path = organization_of(request).alliance_path
        async with alliance(request) as session:
            _years, telling = await list_years(session, path)
            filters = _read_filters(request, telling or today().year)
            rows = await list_organizations(session, path, filters, limit=None)
        content = organizations_workbook(rows, filters.year, language_of(request))
        return download(content, f"don-vi-{filters.year}.xlsx", XLSX)

    @get("/organizations/{organization_id:uuid}", permission=Permission.READ_FIGURES)
    async def show(self, request: Request[Any, Any, Any], organization_id: FromPath[UUID]) -> Response[bytes]:
        """One organization: live and declared figures of each year side by side, with source and date."""
        language = language_of(request)
        async with alliance(request) as session:
            facts, years = await get_organization(session, organization_of(request).alliance_path, organization_id)
        return page(
            request,
            "alliance/organization.html",
            facts=facts,
            years=years,
            field_names=dict(_options(FIELD_NAMES, language)),
            kind_names=dict(_options(KIND_NAMES, language)),
        )
