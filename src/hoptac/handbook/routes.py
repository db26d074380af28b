"""The pages of the handbook, open to everybody: they hold no data."""

from typing import Any

from litestar import Controller, Request, Response, Router, get
from litestar.params import FromPath, FromQuery

from hoptac.handbook.book import handbook
from hoptac.handbook.chapters import CHAPTERS
from hoptac.handbook.facts import law_on
from hoptac.handbook.search import search
from hoptac.handbook.text import Page
from hoptac.identity.doors import find_viewer
from hoptac.identity.frame import Place
from hoptac.kit.calendar import today
from hoptac.kit.errors import NotFound
from hoptac.kit.language import _, translate
from hoptac.kit.pages import language_of, page
from hoptac.organizations.parameters import list_parameters


class HandbookController(Controller):
    """The contents with a search, and each page."""

    path = "/handbook"

    @get("/", public=True)
    async def index(self, request: Request[Any, Any, Any], q: FromQuery[str] = "") -> Response[bytes]:
        """Every page with a line of what it holds, or what a search finds."""
        pages = await _pages(request)
        return page(
            request,
            "handbook/index.html",
            navigation=_places(request, pages, ""),
            q=q,
            found=search(pages, q),
            chapters=[(chapter.icon, one) for chapter, one in zip(CHAPTERS, pages, strict=True)],
        )

    @get("/{name:str}", public=True)
    async def show(self, request: Request[Any, Any, Any], name: FromPath[str]) -> Response[bytes]:
        """One page in the reader's language."""
        pages = await _pages(request)
        at = next((place for place, one in enumerate(pages) if one.name == name), None)
        if at is None:
            raise NotFound
        return page(
            request,
            "handbook/show.html",
            navigation=_places(request, pages, name),
            chapter=pages[at],
            before=pages[at - 1] if at else None,
            after=pages[at + 1] if at + 1 < len(pages) else None,
        )


async def _pages(request: Request[Any, Any, Any]) -> tuple[Page, ...]:
    async with request.app.state.database.begin() as session:
        parameters = await list_parameters(session)
    return handbook(language_of(request), law_on(parameters, today()))


def _places(request: Request[Any, Any, Any], pages: tuple[Page, ...], current: str) -> list[Place]:
    """The way back to work or to the sign-in page, then the pages."""
    language, viewer = language_of(request), find_viewer(request)
    way_out = (_("Về nơi làm việc"), "/", "home") if viewer else (_("Đăng nhập"), "/sign-in", "sign-in")
    label, href, icon = way_out
    return [
        Place(translate(label, language), href, icon, is_current=False),
        *(
            Place(one.title, f"/handbook/{one.name}", chapter.icon, is_current=one.name == current)
            for chapter, one in zip(CHAPTERS, pages, strict=True)
        ),
    ]


router = Router(path="", route_handlers=[HandbookController])
