"""Papers to print: PDF files from typst templates, and QR codes."""

from hoptac.kit.documents.pdf import UnprintableText, render_in_turn, render_parts, render_pdf
from hoptac.kit.documents.qr import qr_svg, qr_svgs
from hoptac.kit.documents.room import breakable, most_lines

__all__ = [
    "UnprintableText",
    "breakable",
    "most_lines",
    "qr_svg",
    "qr_svgs",
    "render_in_turn",
    "render_parts",
    "render_pdf",
]
