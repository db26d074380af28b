"""QR codes as vector drawings."""

from io import BytesIO

import segno


def qr_svg(text: str) -> str:
    """The QR code of `text` as one `<svg>` element that takes the size of its surroundings, quiet zone included.

    Level Q: a quarter of the code may be stained or folded away, for papers that lie in a drawer for years.
    """
    drawing = BytesIO()
    segno.make(text, error="q", micro=False).save(
        drawing, kind="svg", xmldecl=False, omitsize=True, svgclass=None, lineclass=None, nl=False
    )
    return drawing.getvalue().decode()
