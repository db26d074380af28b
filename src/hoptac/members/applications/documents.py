"""The poster with the QR code of the online form, to hang up where people come by."""

from datetime import date

from hoptac.kit.documents import breakable, qr_svg, render_pdf


def poster_pdf(*, organization_name: str, url: str, phone: str, printed_on: date) -> bytes:
    """One A4 page. Raises UnprintableText for a character that the font does not have."""
    data = {
        "organization_name": breakable(organization_name),
        "url": url,
        "phone": phone,
        "qr": qr_svg(url),
        "date": {"year": printed_on.year, "month": printed_on.month, "day": printed_on.day},
    }
    return render_pdf("members/applications/poster.typ", data)
