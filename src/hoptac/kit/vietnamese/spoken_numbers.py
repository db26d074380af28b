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
    total, group, last = 0, [], 0
    for place, word in enumerate(words):
        if word == "ruoi" and last and not group and place == len(words) - 1:
            return total + last // 2
        if word not in _SCALES:
            group.append(word)
            continue
        value, scale = _below_thousand(group), _SCALES[word]
        if not group and word in ("ty", "ti") and last and last < 10**9:
            value = total  # 'một nghìn tỷ', 'hai triệu tỷ': what was said so far counts the billions
            total = 0
        elif value is None or (last and scale >= last):
            return None
        total, group, last = total + value * scale, [], scale
    if not last:
        return None
    rest = _below_thousand(group) if group else 0
    return None if rest is None else total + rest


def _below_thousand(words: list[str]) -> int | None:
    found = _GROUP.fullmatch(" ".join(words)) if words else None
    if found is None:
        return None
    tens = (_DIGITS[found["tens"]] if found["tens"] else 1) * 10 if found["ten"] else 0
    ones = found["after"] or found["ones"] or found["one"]
    hundreds = _DIGITS[found["hundreds"]] * 100 if found["hundreds"] else 0
    return hundreds + tens + (_DIGITS[ones] if ones else 0)
