"""The dashboard: the alliance's figures of a year beside those of the year before, never from a cache."""

from typing import Any

from litestar import Controller, Request, get
from litestar.response import Response

from hoptac.alliance.dashboard import attention, capital_chart, filters_of_group, kpis, list_href, share_of
from hoptac.alliance.indicators import named_groups
from hoptac.alliance.names import GROUPING_NAMES
from hoptac.alliance.rollup import GROUPINGS, capital_by_year, check_grouping, sums_of_years, years_with_figures
from hoptac.identity.doors import alliance, organization_of
from hoptac.identity.permissions import Permission
from hoptac.indicators.rules import FIRST_YEAR
from hoptac.kit.calendar import today
from hoptac.kit.language import translate
from hoptac.kit.pages import language_of, page


class DashboardController(Controller):
    """What an alliance opens in the morning."""

    path = "/{org:str}/dashboard"

    @get("/", permission=Permission.READ_FIGURES)
    async def show(self, request: Request[Any, Any, Any], year: int | None = None, by: str = "area") -> Response[bytes]:
        """The newest year by default; by area, activity field or kind."""
        language, here, grouping = language_of(request), organization_of(request), check_grouping(by)
        path, slug = here.alliance_path, here.slug
        async with alliance(request) as session:
            years = await years_with_figures(session, path)
            is_a_year = year is not None and FIRST_YEAR <= year <= today().year
            of_year = year if year is not None and is_a_year else (years[0] if years else today().year)
            now, before = await sums_of_years(session, path, year=of_year, by=grouping)
            groups = await named_groups(session, now, by=grouping, language=language)
            # The sums hold two years already; only the years before them are read for the drawing.
            earlier = await capital_by_year(session, path, last=of_year - 2, years=3)
        capital = [
            *earlier,
            (of_year - 1, before.totals["charter_capital_dong"]),
            (of_year, now.totals["charter_capital_dong"]),
        ]
        rows = [
            (
                group,
                list_href(slug, of_year, **filters_of_group(grouping, group.key)),
                list_href(slug, of_year, kind="cooperatives", source="counted") + _and(grouping, group.key),
                list_href(slug, of_year, kind="cooperative_group", source="counted") + _and(grouping, group.key),
                share_of(group.figures["effective"], group.figures["effective_known"]),
            )
            for group in groups
        ]
        return page(
            request,
            "alliance/dashboard.html",
            year=of_year,
            years=years if of_year in years else [of_year, *years],
            by=grouping,
            groupings=[(key, translate(GROUPING_NAMES[key], language)) for key in GROUPINGS],
            grouping_name=translate(GROUPING_NAMES[grouping], language),
            has_figures=bool(years),
            totals=now.totals,
            kpis=kpis(slug, of_year, now.totals, before.totals, language),
            rows=rows,
            chart=capital_chart(capital, language),
            attention=attention(slug, of_year, now, language),
        )


def _and(by: Any, key: str) -> str:
    return "".join(f"&{name}={value}" for name, value in filters_of_group(by, key).items())
