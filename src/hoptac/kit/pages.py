"""Pages: Jinja templates in two languages, redirects with a word of what was done, downloads, fingerprinted assets."""

import base64
import hashlib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any, Literal
from urllib.parse import quote

import msgspec
from jinja2 import Environment
from litestar import Request
from litestar.datastructures import Cookie
from litestar.response import Response
from litestar.template.base import csrf_token as token_of
from markupsafe import Markup, escape

from hoptac.kit.calendar import day_of, format_date, format_moment, today
from hoptac.kit.language import LANGUAGES, Language, Message, group_digits, translate
from hoptac.kit.money import format_dong, format_short
from hoptac.kit.templates import make_environment
from hoptac.settings import ROOT

LANGUAGE_COOKIE = "hoptac_language"
FLASH_COOKIE = "hoptac_flash"
LONGEST_COOKIE = 3_800
"""Browsers drop a cookie of more than 4,096 bytes, name and value together, without a word."""
STATIC = ROOT / "static"

FlashKind = Literal["success", "error", "warning", "info"]
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
    if isinstance(value, int):
        return group_digits(value, language)
    number = Decimal(value.numerator) / Decimal(value.denominator) if isinstance(value, Fraction) else Decimal(value)
    text = f"{number:,.{places}f}" if number != number.to_integral_value() else f"{number:,.0f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text if language == "en" else text.translate(str.maketrans(",.", ".,"))


def _environment(language: Language) -> Environment:
    def quantity(value: int | Decimal | Fraction, places: int = 2) -> str:
        return format_number(value, language, places)

    def percent(value: int | Decimal | Fraction, places: int = 1) -> str:
        return f"{format_number(value, language, places)} %"

    filters = {
        "dong": lambda amount: quantity(amount) if language == "en" else format_dong(amount),
        "short_dong": lambda amount: format_short(amount, language),
        "date": lambda day: format_date(day_of(day)) if isinstance(day, date) else "",
        "moment": lambda at: format_moment(at) if isinstance(at, datetime) else "",
        "number": quantity,
        "quantity": quantity,
        "percent": percent,
        "message": lambda message: translate(message, language),
    }
    return make_environment(language, asset=asset, filters=filters, names={"dom_id": dom_id})


ENVIRONMENTS: dict[Language, Environment] = {language: _environment(language) for language in LANGUAGES}


def language_of(request: Request[Any, Any, Any]) -> Language:
    """The reader's language: chosen at the switch, Vietnamese otherwise."""
    return "en" if request.cookies.get(LANGUAGE_COOKIE) == "en" else "vi"


def _flashes(request: Request[Any, Any, Any], language: Language) -> list[tuple[str, str]]:
    packed = request.cookies.get(FLASH_COOKIE)
    if not packed:
        return []
    try:
        kind, message = msgspec.json.decode(base64.urlsafe_b64decode(packed), type=tuple[FlashKind, Message])
        return [(kind, translate(message, language))]
    except (ValueError, KeyError, TypeError, msgspec.DecodeError):
        return []  # A cookie that is not ours says nothing.


def _pack_flash(kind: FlashKind, message: Message) -> str:
    """The flash as a cookie can hold it; texts within it, such as a name somebody pasted, are cut until it fits."""
    longest = LONGEST_COOKIE
    packed = base64.urlsafe_b64encode(msgspec.json.encode((kind, message)))
    while len(packed) > LONGEST_COOKIE and longest:
        longest //= 2
        packed = base64.urlsafe_b64encode(msgspec.json.encode((kind, _cut(message, longest))))
    return packed.decode()


def _cut(message: Message, longest: int) -> Message:
    """The message with every text in it cut to `longest` characters."""
    cut: dict[str, Any] = {}
    for name, value in message.params.items():
        if isinstance(value, Message):
            cut[name] = _cut(value, longest)
        else:
            cut[name] = f"{value[:longest]}…" if isinstance(value, str) and len(value) > longest else value
    return Message(message.msgid, cut)


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
    request: Request[Any, Any, Any], path: str, *, flash: Message | None = None, kind: FlashKind = "success"
) -> Response[bytes]:
    """Go on to another page (303) with a word of what was done; an htmx request is told by its own header."""
    is_htmx = request.headers.get("HX-Request") == "true"
    answer = Response(b"", status_code=200 if is_htmx else 303, media_type="text/html")
    # What was typed may have come into the address; a header takes neither line breaks nor letters of any language.
    answer.headers["HX-Redirect" if is_htmx else "Location"] = quote(path, safe=_OF_ADDRESSES)
    if flash is not None:
        packed, secure = _pack_flash(kind, flash), request.app.state.settings.is_secure
        answer.set_cookie(Cookie(FLASH_COOKIE, value=packed, max_age=60, httponly=True, samesite="lax", secure=secure))
    return answer


def attachment(filename: str) -> dict[str, str]:
    """The headers of a file to keep; the name may be Vietnamese."""
    return {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(filename)}",
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }


def download(content: bytes, filename: str, media_type: str) -> Response[bytes]:
    """A file to keep."""
    return Response(content, media_type=media_type, headers=attachment(filename))


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"
