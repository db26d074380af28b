"""Names of people as they are written down: clean, and in capitals only where Vietnamese has them."""

import re

from hoptac.kit.vietnamese.text import clean_text

_WORD = re.compile(r"[^\W\d_]+")
_LOOK_ALIKES = str.maketrans({"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ"})


def person_name(text: str) -> str:
    """'NGUYỄN THỊ ỔI' becomes 'Nguyễn Thị Ổi'; a name that is not all capitals keeps the letters it was given."""
    name = clean_text(text).translate(_LOOK_ALIKES)
    if not name.isupper():
        return name
    return _WORD.sub(lambda word: word[0][0] + word[0][1:].lower(), name)
