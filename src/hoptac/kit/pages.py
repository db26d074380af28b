"""Pages: Jinja templates in two languages, redirects with a word of what was done, downloads, fingerprinted assets."""

import base64
import hashlib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any
from urllib.parse import quote

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import Request
from litestar.datastructures import Cookie
from litestar.response import Response
from litestar.template.base import csrf_token as token_of
from markupsafe import Markup, escape

from hoptac.kit.calendar import format_date, today
from hoptac.kit.language import LANGUAGES, Language, Message, translate
from hoptac.kit.money import format_dong, format_short
from hoptac.settings import ROOT

LANGUAGE_COOKIE = "hoptac_language"
FLASH_COOKIE = "hoptac_flash"
STATIC = ROOT / "static"

_OF_ADDRESSES = "/?#[]@!$&'()*+,;=:%~"

Frame = Callable[[Request[Any, Any, Any], Language], Mapping[str, Any]]
"""What the frame around every page shows (viewer, organization, navigation); made by the identity feature."""


@cache
def asset(path: str) -> str:
    """The address of a static file with a fingerprint of its content, so that it may be kept forever."""
    fingerprint = hashlib.sha256((STATIC / path).read_bytes()).hexdigest()[:10]
    return f"/static/{path}?v={fingerprint}"


def dom_id(kind: str, key: object, part: str = "") -> str:
    """The one maker of element ids: `member-0193…-capital`."""
    return f"{kind}-{key}-{part}" if part else f"{kind}-{key}"


def format_number(value: int | Decimal | Fraction, language: Language = "vi", places: int = 2) -> str:
    """A number in the reader's way: 1.234,5 in Vietnamese, 1,234.5 in English; trailing zeros are dropped."""
    number = Decimal(value.numerator) / Decimal(value.denominator) if isinstance(value, Fraction) else Decimal(value)
    text = f"{number:,.{places}f}" if number != number.to_integral_value() else f"{number:,.0f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text if language == "en" else text.translate(str.maketrans(",.", ".,"))


def _environment(language: Language) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(ROOT / "templates"),
        autoescape=True,
        extensions=["jinja2.ext.i18n"],
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )

    def gettext(msgid: str) -> str:
        return translate(msgid, language)

    def ngettext(singular: str, plural: str, n: int) -> str:
        return translate(singular if n == 1 else plural, language)

    environment.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]

    def quantity(value: int | Decimal | Fraction, places: int = 2) -> str:
        return format_number(value, language, places)

    def percent(value: int | Decimal | Fraction, places: int = 1) -> str:
        return f"{format_number(value, language, places)} %"

    environment.filters |= {
        "dong": lambda amount: quantity(amount) if language == "en" else format_dong(amount),
        "short_dong": lambda amount: format_short(amount, language),
        "date": lambda day: format_date(day) if isinstance(day, date) else "",
        "time": lambda at: f"{at:%H:%M}" if isinstance(at, datetime) else "",
        "number": quantity,
        "quantity": quantity,
        "percent": percent,
        "message": lambda message: translate(message, language),
    }
    environment.globals |= {"asset": asset, "dom_id": dom_id, "language": language}
    return environment


ENVIRONMENTS: dict[Language, Environment] = {language: _environment(language) for language in LANGUAGES}


def language_of(request: Request[Any, Any, Any]) -> Language:
    """The reader's language: chosen at the switch, Vietnamese otherwise."""
    return "en" if request.cookies.get(LANGUAGE_COOKIE) == "en" else "vi"


def _flashes(request: Request[Any, Any, Any], language: Language) -> list[tuple[str, str]]:
    packed = request.cookies.get(FLASH_COOKIE)
    if not packed:
        return []
    try:
        kind, message = msgspec.json.decode(base64.urlsafe_b64decode(packed), type=tuple[str, Message])
        return [(kind, translate(message, language))]
    except (ValueError, KeyError, TypeError, msgspec.DecodeError):
        return []  # A cookie that is not ours says nothing.


def page(request: Request[Any, Any, Any], template: str, *, status: int = 200, **context: Any) -> Response[bytes]:
    """A whole page: the template with its own context inside the frame of who looks and where."""
    language = language_of(request)
    csrf_token = str(token_of({"request": request}))
    flashes = _flashes(request, language)
    frame: Frame = request.app.state.frame
    shown = {
        "csrf_token": csrf_token,
        "csrf_input": Markup('<input type="hidden" name="_csrf_token" value="{}">').format(escape(csrf_token)),
        "flashes": flashes,
        "today": today(),
    }
    text = ENVIRONMENTS[language].get_template(template).render(shown | dict(frame(request, language)) | context)
    headers = {"Cache-Control": "no-store", "Content-Language": language}
    answer = Response(text.encode(), status_code=status, media_type="text/html", headers=headers)
    if FLASH_COOKIE in request.cookies:
        answer.delete_cookie(FLASH_COOKIE)
    return answer


def redirect(
    request: Request[Any, Any, Any], path: str, *, flash: Message | None = None, kind: str = "success"
) -> Response[bytes]:
    """Go on to another page (303) with a word of what was done; an htmx request is told by its own header."""
    is_htmx = request.headers.get("HX-Request") == "true"
    answer = Response(b"", status_code=200 if is_htmx else 303, media_type="text/html")
    # What was typed may have come into the address; a header takes neither line breaks nor letters of any language.
    answer.headers["HX-Redirect" if is_htmx else "Location"] = quote(path, safe=_OF_ADDRESSES)
    if flash is not None:
        packed = base64.urlsafe_b64encode(msgspec.json.encode((kind, flash))).decode()
        answer.set_cookie(Cookie(FLASH_COOKIE, value=packed, max_age=60, httponly=True, samesite="lax"))
    return answer


def download(content: bytes, filename: str, media_type: str) -> Response[bytes]:
    """A file to keep; the name may be Vietnamese."""
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(filename)}",
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(content, media_type=media_type, headers=headers)


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"
