"""Papers to print: PDF files from typst templates, and QR codes."""

from hoptac.kit.documents.pdf import UnprintableText, render_pdf
from hoptac.kit.documents.qr import qr_svg

__all__ = ["UnprintableText", "qr_svg", "render_pdf"]
