"""The district that a sheet or its title says all its organizations lie in."""

import re

from hoptac.alliance.reading.words import is_generic, kind_of_word
from hoptac.kit.sheets import Workbook
from hoptac.kit.tables import Mapping, TableMapping, sheet_of, titles_of, word_set
from hoptac.kit.vietnamese import clean_text, person_name, search_key

_NAMED = re.compile(
    r"(?<!\w)(?P<kind>huyện|quận|thị xã|thành phố|tx\.?|tp\.?|h\.|q\.)\s*(?P<name>[^,;:()–\d-]{2,40}?|\d{1,2})"
    r"(?=\s*(?:[,;:()–-]|$|\bnăm\b|\btỉnh\b|\bđến\b|\btrên\b|\bquý\b|\btháng\b))",
    re.IGNORECASE,
)
_WORDS = {"h.": "Huyện", "q.": "Quận", "tx": "Thị xã", "tx.": "Thị xã", "tp": "TP", "tp.": "TP"}
_CITIES_OF_THEIR_OWN = frozenset({"can tho", "ha noi", "ho chi minh", "hcm", "da nang", "hai phong", "hue"})
_NO_DISTRICT = word_set(
    "sheet trang danh sach ds bang bieu tong hop phu luc mau thong ke bao cao data htx tht toan tinh"
)
_MOST_WORDS = 4


def districts_of(workbook: Workbook, mapping: Mapping) -> list[str | None]:
    """The district of each table without a column for it: named in its sheet's name or title; or the bare name of the
    sheet, where there is one such sheet for each of several districts."""
    plain = [_plain_name(table) for table in mapping.tables]
    several = len(set(filter(None, plain))) > 1 and all(plain)
    return [
        None if table.column_of("district") is not None else _named(workbook, table) or (name if several else None)
        for table, name in zip(mapping.tables, plain, strict=True)
    ]


def _named(workbook: Workbook, table: TableMapping) -> str | None:
    sheet = sheet_of(workbook, table)
    texts = [clean_text(table.place), *reversed(titles_of(sheet, table) if sheet else [])]
    for text in texts:
        for found in _NAMED.finditer(text):
            kind, name = found["kind"].casefold(), found["name"].strip()
            is_city = kind.startswith(("tp", "thành")) and search_key(name) in _CITIES_OF_THEIR_OWN
            if not is_city:
                said = _WORDS.get(kind, kind.capitalize())
                return f"{said} {person_name(name)}"
    return None


def _plain_name(table: TableMapping) -> str | None:
    """The name of a sheet that could be a district's: a few words, none of them about lists or kinds."""
    name = table.place
    words = search_key(name).split()
    is_other = not _NO_DISTRICT.isdisjoint(words) or is_generic(name) or kind_of_word(name)
    if is_other or not 1 <= len(words) <= _MOST_WORDS or any(map(str.isdigit, name)) or "!" in name:
        return None
    return name
