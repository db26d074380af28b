"""The dashboard: the alliance's figures of a year beside those of the year before."""

from typing import Any

from litestar import Controller, Request, get
from litestar.params import FromQuery
from litestar.response import Response

from hoptac.alliance.dashboard import attention, billions, capital_chart, coming_in, group_rows, kpis
from hoptac.alliance.indicators import named_groups
from hoptac.alliance.names import GROUPING_NAMES
from hoptac.alliance.rollup import GROUPINGS, check_grouping, read_year
from hoptac.identity.doors import organization_of, reading_alliance
from hoptac.identity.permissions import Permission
from hoptac.indicators.rules import FIRST_YEAR
from hoptac.kit.calendar import today
from hoptac.kit.language import translate
from hoptac.kit.pages import language_of, page


class DashboardController(Controller):
    """What an alliance opens in the morning."""

    path = "/{org:str}/dashboard"

    @get("/", permission=Permission.READ_FIGURES)
    async def show(
        self, request: Request[Any, Any, Any], year: FromQuery[int | None] = None, by: FromQuery[str] = "area"
    ) -> Response[bytes]:
        """By default the newest year that most have given figures of; by area, activity field or kind."""
        language, here, grouping = language_of(request), organization_of(request), check_grouping(by)
        path, slug = here.alliance_path, here.slug
        async with reading_alliance(request) as session:
            sums = await read_year(session, path, year=_asked(year), or_year=today().year, by=grouping)
            groups = await named_groups(session, sums.now, by=grouping, language=language)
        of_year, totals = sums.year, sums.now.totals
        return page(
            request,
            "alliance/dashboard.html",
            year=of_year,
            years=sorted({of_year, today().year, *sums.years}, reverse=True),
            shown_coming_in=coming_in(of_year, totals),
            newest=sums.years[0] if sums.years else of_year,
            newest_coming_in=coming_in(sums.years[0], sums.newest) if sums.years and sums.years[0] > of_year else None,
            by=grouping,
            groupings=[(key, translate(GROUPING_NAMES[key], language)) for key in GROUPINGS],
            grouping_name=translate(GROUPING_NAMES[grouping], language),
            has_figures=bool(sums.years),
            totals=totals,
            total_capital=billions(totals["charter_capital_dong"] or 0, language),
            kpis=kpis(slug, of_year, totals, sums.before, language),
            rows=group_rows(slug, of_year, grouping, groups, language),
            chart=capital_chart(sums.capital, language),
            attention=attention(slug, of_year, totals, language),
        )


def _asked(year: int | None) -> int | None:
    """A year that can have figures; for any other the newest is shown."""
    return year if year is not None and FIRST_YEAR <= year <= today().year else None
