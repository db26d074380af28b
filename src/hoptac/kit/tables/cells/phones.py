"""Telephone numbers as lists hold them."""

import re

from hoptac.kit.language import _
from hoptac.kit.sheets import Cell
from hoptac.kit.tables.cells.flaws import Flawed
from hoptac.kit.tables.cells.reason import Reason, excerpt
from hoptac.kit.vietnamese import clean_text

_SEVERAL = re.compile(r"\s*(?:[/;,|]|\bhoặc\b| - |\n)\s*")
_WITHIN = re.compile(r"(?<![\d+])\+?\d[\d .-]{7,12}\d(?!\d)")
_SEPARATORS = str.maketrans("", "", " .-()'\u00a0\u2013")
# Mobile numbers of 11 digits lost one in 2018.
_PREFIXES_OF_2018 = {
    "0120": "070", "0121": "079", "0122": "077", "0126": "076", "0128": "078", "0123": "083", "0124": "084",
    "0125": "085", "0127": "081", "0129": "082", "0162": "032", "0163": "033", "0164": "034", "0165": "035",
    "0166": "036", "0167": "037", "0168": "038", "0169": "039", "0186": "056", "0188": "058", "0199": "059",
}  # fmt: skip

_ZERO_RESTORED = Reason("phone_zero_restored", _("Số 0 ở đầu số điện thoại đã được thêm lại."))
_NEW_PREFIX = Reason("old_phone_prefix", _("Số điện thoại 11 số đã được đổi sang đầu số mới."))


def _unusual_phone(text: str) -> Reason:
    message = _("Số điện thoại “%(text)s” không đủ 10 số; giữ như trong tệp.", text=excerpt(text))
    return Reason("unusual_phone", message)


def _other_phones(text: str) -> Reason:
    return Reason("other_phones", _("Ô điện thoại ghi “%(text)s”; chỉ lấy số đầu.", text=excerpt(text)))


def read_phone(cell: Cell) -> str | Flawed | None:
    """A number of ten digits with the zero in front; +84 becomes 0, a number of before 2018 gets its new prefix.
    What is no such number is kept as it stands, with a note."""
    if isinstance(cell, str):
        if len(cell) == 10 and cell.isdigit() and cell[0] == "0" and cell.isascii():
            return cell
        text = clean_text(cell)
    elif isinstance(cell, float) and cell.is_integer():
        text = str(int(cell))
    else:
        text = str(cell)
    if not any(map(str.isdigit, text)):
        return None
    parts = [part for part in _SEVERAL.split(text) if any(map(str.isdigit, part))]
    read = _read_one(parts[0] if parts else text)
    if len(parts) > 1:
        read = Flawed(read.value, noted=(*read.noted, _other_phones(text)))
    return read if read.noted else read.value


def _read_one(text: str) -> Flawed:
    digits = text.translate(_SEPARATORS)
    international = digits.startswith(("+84", "0084")) or (digits.startswith("84") and len(digits) == 11)
    if international:
        digits = "0" + digits.removeprefix("+").removeprefix("00").removeprefix("84").removeprefix("0")
    if not (digits.isascii() and digits.isdigit()):
        within = _WITHIN.search(text)
        read = _read_one(within[0]) if within else None
        if read and not any(note.code == "unusual_phone" for note in read.noted):
            return read._replace(noted=(*read.noted, _other_phones(text)))
        return Flawed(text, noted=(_unusual_phone(text),))
    restored = len(digits) in (9, 10) and digits[0] != "0"
    if restored:
        digits = "0" + digits
    notes = (_ZERO_RESTORED,) if restored else ()
    if len(digits) == 11 and digits[:4] in _PREFIXES_OF_2018:
        return Flawed(_PREFIXES_OF_2018[digits[:4]] + digits[4:], noted=(*notes, _NEW_PREFIX))
    if len(digits) == 10 or (len(digits) == 11 and digits.startswith("02")):
        return Flawed(digits, noted=notes)
    return Flawed(text, noted=(_unusual_phone(text),))
