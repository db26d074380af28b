"""Units in headings and in the line above a table: '(triệu đồng)', 'ĐVT: 1.000đ', 'Diện tích (công)'."""

import re
from typing import Literal, NamedTuple

from hoptac.kit.vietnamese import clean_text, strip_accents

Measure = Literal["money", "area"]
_Table = tuple[tuple[int, re.Pattern[str]], ...]

# đồng is "dong" without its accents, as are động of lao động, hợp đồng and hội đồng: those are no unit.
_NOT_A_UNIT = r"(?<!lao )(?<!hoat )(?<!hop )(?<!hoi )(?<!van )(?<!bien )(?<!tac )"
_DONG = r"(?:dong|vnd|d)\b"
_MONEY = (
    (10**9, re.compile(rf"\bbillions?\b|\bbn\b|(?:\b(?:ty|ti)|\b10\s*\^\s*9|\b1[.,]?000[.,]?000[.,]?000)\s*{_DONG}")),
    (
        10**6,
        re.compile(
            rf"\bmillions?\b|\b(?:mil|mn|mio)\b|(?:\b(?:trieu|tr)\.?|\b10\s*\^\s*6|\b1[.,]?000[.,]?000)\s*{_DONG}"
        ),
    ),
    (
        10**3,
        re.compile(
            rf"\bthousands?\b|^x ?1[.,]?000\b|'000\b|(?:\b(?:nghin|ngan|ng)\.?|\b10\s*\^\s*3|\b1[.,]?000)\s*{_DONG}"
        ),
    ),
    (1, re.compile(rf"{_NOT_A_UNIT}\b(?:dong|vnd)\b")),
)
_ALONE_MONEY = {"trieu": 10**6, "tr": 10**6, "nghin": 10**3, "ngan": 10**3, "k": 10**3, "ty": 10**9, "d": 1, "vnd": 1}
_AREA = (
    (1_000, re.compile(r"\b1[.,]?000\s*(?:m2|met vuong)\b|\bcong dat\b|\bcong tam\b")),
    (1, re.compile(r"\b(?:m2|met vuong)\b")),
    (10_000, re.compile(r"\b(?:ha|hecta|hec ta|hectares?)\b")),
)
# A southern công is 1,000 m², a northern sào 360 m² and mẫu 3,600 m².
_ALONE_AREA = {"cong": 1_000, "sao": 360, "mau": 3_600}
_OTHER_UNITS = frozenset(
    {"phan tram", "%", "nguoi", "ho", "thanh vien", "lao dong", "tuoi", "nam", "kg", "tan", "cp", "co phan"}
)
_MOST_WORDS_OF_A_UNIT = 2
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_UNIT_LABEL = re.compile(r"\b(?:dvt|don vi tinh|don vi|unit)\b\s*[:.\-]?\s*(.*)")


class HeadingUnit(NamedTuple):
    """The units a text names, and the text without them."""

    money: int | None
    area: int | None
    rest: str


def _plain(text: str) -> str:
    return strip_accents(clean_text(text)).lower().replace("²", "2")


def _named(text: str, table: _Table, alone: dict[str, int], *, whole: bool) -> int | None:
    for factor, pattern in table:
        if pattern.search(text):
            return factor
    words = text.replace(".", " ").split()
    if whole and words:
        return alone.get(words[0]) if len(words) <= 2 else None
    return None


def _units(text: str, *, whole: bool) -> tuple[int | None, int | None]:
    area = _named(text, _AREA, _ALONE_AREA, whole=whole)
    money = None if area and not whole else _named(text, _MONEY, _ALONE_MONEY, whole=whole and not area)
    return money, area


def heading_unit(text: str) -> HeadingUnit:
    """The unit in the brackets of a heading, after 'ĐVT', or in its words: 'Vốn góp (triệu đồng)', 'Diện tích công'."""
    plain = _plain(text)
    money = area = None
    for bracket in _IN_BRACKETS.finditer(plain):
        inside = _UNIT_LABEL.sub(r"\1", bracket[1]).strip()
        found_money, found_area = _units(inside, whole=True)
        money, area = money or found_money, area or found_area
    outside = _IN_BRACKETS.sub(" ", plain)
    label = _UNIT_LABEL.search(outside)
    if not money and not area:
        money, area = _units(label[1] if label else outside, whole=label is not None)
    if not area and outside.startswith("dien tich"):
        area = _ALONE_AREA.get(outside.split()[-1])
    return HeadingUnit(money, area, _without_units(text) if money or area else text)


def _without_units(text: str) -> str:
    """Brackets whose inside is nothing but a unit go; other brackets say something about the column and stay."""
    cleaned = clean_text(text)

    def keep(bracket: re.Match[str]) -> str:
        money, area = _units(_UNIT_LABEL.sub(r"\1", _plain(bracket[1])).strip(), whole=True)
        return " " if money or area else bracket[0]

    return clean_text(_IN_BRACKETS.sub(keep, cleaned))


def is_unit(text: str) -> bool:
    """Whether a text is nothing but a unit: '(triệu đồng)', 'ha', '(%)'."""
    inside = _UNIT_LABEL.sub(r"\1", _plain(text)).strip(" ()[].:")
    if inside in _OTHER_UNITS:
        return True
    return len(inside.split()) <= _MOST_WORDS_OF_A_UNIT and any(_units(inside, whole=True))


def unit_line(text: str) -> HeadingUnit | None:
    """The units of a line above a table: 'ĐVT: 1.000đ', '(Đơn vị tính: triệu đồng)'. None for any other line."""
    plain = _plain(text)
    label = _UNIT_LABEL.search(plain)
    if label is None and not (plain.startswith("(") and len(plain) <= 30):
        return None
    about = (label[1] if label else plain).strip(" ().;,")
    money, area = _units(about, whole=len(about.split()) <= 2)
    return HeadingUnit(money, area, "") if money or area else None
