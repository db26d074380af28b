"""Workbooks in an OLE container: old .xls, and anything locked with a password."""

import io
import struct
from xml.parsers.expat import ExpatError

import msoffcrypto
import olefile
from msoffcrypto.exceptions import DecryptionError, FileFormatError, ParseError

from hoptac.kit.sheets.extents import old_extents, refuse_too_far
from hoptac.kit.sheets.refusals import NotAWorkbook, ProtectedWorkbook

# Excel "protects the structure" of a workbook by encrypting it with this word, which everybody's Excel knows.
_WORD_OF_EXCEL = "VelvetSweatshop"
_OLD_STREAMS = ("Workbook", "Book")
# All of what the two libraries raise on containers with a few bytes changed; they do not look before they read.
_BROKEN = (FileFormatError, ParseError, ExpatError, OSError, struct.error, ValueError, LookupError, AssertionError)


def unlocked(content: bytes) -> bytes:
    """`content` of an OLE container as it can be read: itself, or decrypted where no password of the user's is needed.

    Raises ProtectedWorkbook where there is one, NotAWorkbook where the container holds no workbook, TooManyCells.
    """
    if _is_locked(content):
        return _decrypted(content)
    for extent in old_extents(_old_stream(content)):
        refuse_too_far(extent)
    return content


def _is_locked(content: bytes) -> bool:
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as container:
            if container.exists("EncryptedPackage"):
                return True
            if container.exists("Book"):
                return False  # Excel 95; the reader finds its password record itself
        return msoffcrypto.OfficeFile(io.BytesIO(content)).is_encrypted()
    except _BROKEN as broken:
        raise NotAWorkbook from broken


def _decrypted(content: bytes) -> bytes:
    plain = io.BytesIO()
    try:
        file = msoffcrypto.OfficeFile(io.BytesIO(content))
        file.load_key(password=_WORD_OF_EXCEL)
        file.decrypt(plain)
    except (DecryptionError, *_BROKEN) as refused:
        raise ProtectedWorkbook from refused
    return plain.getvalue()


def _old_stream(content: bytes) -> bytes:
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as container:
            for name in _OLD_STREAMS:
                if container.exists(name):
                    return container.openstream(name).read()
    except _BROKEN as broken:
        raise NotAWorkbook from broken
    raise NotAWorkbook
