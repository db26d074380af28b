"""The paper on which a member gets her code, two on a sheet of A4."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from hoptac.kit.calendar import day_of, format_date
from hoptac.kit.documents import breakable, qr_svg, render_parts
from hoptac.portal.actions.codes import Printed

_SHEETS_A_PART = 25
_A_SHEET = 2


def address_of_code(site_url: str, slug: str, code: str) -> str:
    """What the QR code opens."""
    return f"{site_url}/me/begin?{urlencode({'org': slug, 'code': code})}"


def _papers(printed: Sequence[Printed], site_url: str, slug: str) -> Iterator[dict[str, Any]]:
    for one in printed:
        yield {
            "name": breakable(one.name), "number": one.number, "code": one.code,
            "until": format_date(day_of(one.expires_at)), "qr": qr_svg(address_of_code(site_url, slug, one.code)),
        }  # fmt: skip


def codes_pdf(printed: Sequence[Printed], *, organization: str, slug: str, site_url: str, today: date) -> bytes:
    """All papers as one PDF file, in the order given; raises UnprintableText. Blocks: from a coroutine run it in a thread."""
    papers = list(_papers(printed, site_url, slug))
    size = _SHEETS_A_PART * _A_SHEET
    common = {
        "organization": breakable(organization), "slug": slug, "address": f"{site_url}/me/begin",
        "date": {"year": today.year, "month": today.month, "day": today.day},
    }  # fmt: skip
    parts = (common | {"papers": papers[start : start + size]} for start in range(0, len(papers), size))
    return render_parts("portal/codes.typ", parts)
