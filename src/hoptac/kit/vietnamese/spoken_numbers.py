"""Numbers read from words: 'hai triệu năm trăm nghìn'."""

import re

from hoptac.kit.vietnamese.text import search_key

_DIGITS = {
    "khong": 0, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "nham": 5, "sau": 6, "bay": 7,
    "tam": 8, "chin": 9,
}  # fmt: skip
_SCALES = {"nghin": 10**3, "ngan": 10**3, "trieu": 10**6, "ty": 10**9, "ti": 10**9}
_DIGIT = f"(?:{'|'.join(_DIGITS)})"
_GROUP = re.compile(
    rf"(?:(?P<hundreds>{_DIGIT}) tram)?"
    rf"(?: ?(?:(?:linh|le) (?P<after>{_DIGIT})|(?:(?P<tens>{_DIGIT}) )?(?P<ten>muoi)(?: (?P<ones>{_DIGIT}))?"
    rf"|(?P<one>{_DIGIT})))?"
)


def number_in_words(text: str) -> int | None:
    """The whole number that words say, with or without accents; None for anything else.

    It counts thousands at least ('năm trăm nghìn'), so that no name or single word is taken for a number; 'rưỡi' is half
    of the scale before it.
    """
    words = search_key(text).split()
    scales = [_SCALES[word] for word in words if word in _SCALES]
    if not scales:
        return None
    half = words[-1] == "ruoi" and words[-2] in _SCALES
    number = _number(words[:-1] if half else words)
    return None if number is None else number + (scales[-1] // 2 if half else 0)


def _number(words: list[str]) -> int | None:
    """Past a billion one counts billions: 'một nghìn tỷ'."""
    place = max((place for place, word in enumerate(words) if word in ("ty", "ti")), default=None)
    if place is None:
        return _below_billion(words)
    billions, rest = _below_billion(words[:place]), _below_billion(words[place + 1 :]) if words[place + 1 :] else 0
    return None if billions is None or rest is None else billions * 10**9 + rest


def _below_billion(words: list[str]) -> int | None:
    total, group, last = 0, list[str](), 10**9
    for word in words:
        if word not in _SCALES:
            group.append(word)
            continue
        value, scale = _below_thousand(group), _SCALES[word]
        if value is None or scale >= last:
            return None
        total, group, last = total + value * scale, [], scale
    rest = _below_thousand(group) if group or not total else 0
    return None if rest is None else total + rest


def _below_thousand(words: list[str]) -> int | None:
    found = _GROUP.fullmatch(" ".join(words)) if words else None
    if found is None:
        return None
    tens = (_DIGITS[found["tens"]] if found["tens"] else 1) * 10 if found["ten"] else 0
    ones = found["after"] or found["ones"] or found["one"]
    hundreds = _DIGITS[found["hundreds"]] * 100 if found["hundreds"] else 0
    return hundreds + tens + (_DIGITS[ones] if ones else 0)
