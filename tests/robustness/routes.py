"""Every route of the app with the names of what it reads, gathered from the handlers and from the code behind them."""

import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from litestar import Litestar
from litestar.handlers import HTTPRouteHandler

import hoptac

SOURCES = "\n".join(path.read_text() for path in sorted(Path(hoptac.__file__).parent.rglob("*.py")))
FORM_FIELDS = sorted(
    set(re.findall(r"""reader\.(?:text|money|date|choice|read)\(\s*"(\w+)""", SOURCES))
    | set(re.findall(r"""(?:posted|values)\.get\("(\w+)""", SOURCES))
    | {"file", "decision-0", "field-0-0", "unit-0-0", "clear_identity_number"}
)
QUERY_FIELDS = sorted(
    set(re.findall(r"""query_params\.get\("(\w+)""", SOURCES))
    | {"status", "number", "next", "q", "sort", "season", "v", "invoice", "standing"}
)


class Route(NamedTuple):
    """One method of one path; `permission` is empty where anybody may come."""

    method: str
    path: str
    permission: str

    def address(self, slug: str, ids: dict[str, str], missing: str) -> str:
        """The path with its parameters filled in, those without an id with `missing`."""
        known = {name: quote(value) for name, value in ({"org": slug} | ids).items()}
        return re.sub(r"\{(\w+):\w+\}", lambda found: known.get(found[1], quote(missing, safe="")), self.path)


def routes_of(app: Litestar) -> list[Route]:
    """Every route but the answers to OPTIONS."""
    return sorted(
        Route(method, route.path, str(handler.opt.get("permission") or ""))
        for route in app.routes
        for handler in getattr(route, "route_handlers", ())
        if isinstance(handler, HTTPRouteHandler)
        for method in handler.http_methods - {"OPTIONS", "HEAD"}
    )
