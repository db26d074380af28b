"""Hamlets in titles, section lines and addresses: '… - ẤP BÌNH LỢI', 'I. Ấp Bình Lợi', 'Ấp 3, xã Bình Thạnh'."""

import re

from hoptac.kit.vietnamese import clean_text, person_name

_HAMLET_WORDS = (
    "ấp|thôn|xóm|khóm|bản|buôn|làng|khu phố|khu vực|khu dân cư|khu|"
    "tổ dân phố|tổ(?! hợp tác| chức| trưởng| phó| viên)|đội|phum|sóc|ap|thon|xom|khom"
)
_NUMBERING = r"(?:(?:[IVXLC]+|[A-ZĐ]|\d{1,2})\s*[.)\-/:]\s*|[*+•–-]\s*)?"
_SECTION = re.compile(rf"{_NUMBERING}(?P<place>(?:{_HAMLET_WORDS})\b\s*[^:(;]+?)\s*(?:[:(;].*)?", re.IGNORECASE)
_IN_TITLE = re.compile(r"(?<!\w)(?P<place>(?:ấp|thôn|xóm|khóm|bản|buôn|khu phố|tổ dân phố)\s+[^,;:(–]+)", re.IGNORECASE)
_IN_ADDRESS = re.compile(rf"(?P<place>(?:{_HAMLET_WORDS})\s+[^,;]+?)\s*(?:[,;-]\s.*|[,;].*)?", re.IGNORECASE)
_AFTER_PLACE = re.compile(r"\s[-–]\s|\s+(?:xã|phường|huyện|năm|tháng)\s", re.IGNORECASE)
_NUMBER_OF_SECTION = re.compile(rf"^{_NUMBERING}")
_LONGEST = 40


def _place(text: str) -> str:
    cleaned = clean_text(text).rstrip(" .-–")
    return person_name(cleaned) if cleaned.isupper() else cleaned[0].upper() + cleaned[1:]


def hamlet_of_section(text: str) -> str | None:
    """The hamlet a line over several members names."""
    found = _SECTION.fullmatch(text)
    return _place(found["place"]) if found and len(found["place"]) <= _LONGEST else None


def hamlet_of_title(text: str) -> str | None:
    """The hamlet at the end of a title."""
    found = _IN_TITLE.search(text)
    place = _AFTER_PLACE.split(found["place"])[0] if found else ""
    return _place(place) if place and len(place) <= _LONGEST else None


def hamlet_of_address(address: str) -> str | None:
    """The hamlet an address begins with."""
    found = _IN_ADDRESS.fullmatch(address)
    return _place(found["place"]) if found and len(found["place"]) <= _LONGEST else None


def without_numbering(text: str) -> str:
    """'II. Thành viên liên kết' without the number."""
    return _NUMBER_OF_SECTION.sub("", text)
