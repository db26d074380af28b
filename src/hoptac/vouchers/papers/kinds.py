"""What a file is, judged by its bytes and never by its name, and how it is given back. Pure."""

from collections.abc import Mapping

import msgspec

from hoptac.kit.language import Message, _
from hoptac.vouchers.papers.refusals import FileEmpty, FileNotTaken, FileTooLarge, PhotoNotTaken, XmlTooLarge

MEGABYTE = 1_048_576
LARGEST_BYTES = 10 * MEGABYTE
"""Of one file."""
LARGEST_XML_BYTES = 3 * MEGABYTE
"""An e-invoice of thousands of lines has less; each element of it costs memory when it is read."""
MOST_FILES = 20
"""In one form."""
LARGEST_FORM_BYTES = 6 * LARGEST_BYTES
"""Of a form with several files in it."""


class FileKind(msgspec.Struct, frozen=True):
    """One kind of file that is taken: its media type, the ending that its name is given, and how a browser shows it."""

    key: str
    media_type: str
    suffix: str
    name: Message
    is_image: bool = False
    is_shown: bool = True


KINDS: Mapping[str, FileKind] = {
    kind.key: kind
    for kind in (
        FileKind("jpeg", "image/jpeg", ".jpg", _("Ảnh"), is_image=True),
        FileKind("png", "image/png", ".png", _("Ảnh"), is_image=True),
        FileKind("webp", "image/webp", ".webp", _("Ảnh"), is_image=True),
        FileKind("pdf", "application/pdf", ".pdf", _("Tệp PDF")),
        FileKind("xml", "application/xml", ".xml", _("Hóa đơn điện tử"), is_shown=False),
    )
}
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_PHOTOS_OF_PHONES = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif")
_LONGEST_NAME = 120


def kind_of(name: str, content: bytes) -> FileKind:
    """The kind of a file. Raises FileEmpty, FileTooLarge, XmlTooLarge, PhotoNotTaken, FileNotTaken."""
    if not content:
        raise FileEmpty(name)
    if len(content) > LARGEST_BYTES:
        raise FileTooLarge(name, LARGEST_BYTES // MEGABYTE)
    key = _key_of(content)
    if key is None:
        if content[4:8] == b"ftyp" and content[8:12] in _PHOTOS_OF_PHONES:
            raise PhotoNotTaken(name)
        raise FileNotTaken(name)
    if key == "xml" and len(content) > LARGEST_XML_BYTES:
        raise XmlTooLarge(name, LARGEST_XML_BYTES // MEGABYTE)
    return KINDS[key]


def _key_of(content: bytes) -> str | None:
    if content.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "webp"
    if content.startswith(b"%PDF-"):
        return "pdf"
    return "xml" if _begins_as_xml(content[:256]) else None


def _begins_as_xml(start: bytes) -> bool:
    """'<' as the first letter, in UTF-8 or UTF-16, behind the mark that such files may begin with."""
    for bom in _BOMS:
        start = start.removeprefix(bom)
    return start.replace(b"\0", b"").lstrip().startswith(b"<")


def file_name(name: str, kind: FileKind) -> str:
    """The name as it is shown and given back: without folders, not too long, with the ending of what the file is."""
    plain = name.replace("\\", "/").rpartition("/")[2].strip() or "tep"
    stem = plain.rpartition(".")[0] or plain
    return stem[:_LONGEST_NAME] + kind.suffix
