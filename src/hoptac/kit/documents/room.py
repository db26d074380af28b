"""How much room a text takes on paper at most, told before it is laid out; and long runs made to break."""

import re

# At most so wide, in em, are the letters of Libertinus Serif, whose bold is its widest.
_LOWER, _UPPER, _DIGIT, _SPACE, _WIDEST = 0.62, 0.82, 0.52, 0.25, 1.03
_WIDE_LETTERS = frozenset("mwMW")
_LONG_RUN = re.compile(r"\S{30}")


def breakable(text: str) -> str:
    """The text with a place to break in every run of thirty characters, which could else run over the border."""
    return _LONG_RUN.sub("\\g<0>\u200b", text)


def most_lines(text: str, width: float) -> int:
    """The most lines of `width` em that the text can take, broken between its words."""
    lines, filled = 1, 0.0
    for word in text.split():
        length = sum(map(_width, word))
        if filled and filled + _SPACE + length > width:
            lines, filled = lines + 1, 0.0
        filled += length + (_SPACE if filled else 0.0)
        if filled > width:  # the word alone is longer than a line and breaks where it may
            lines, filled = lines + 2 * int(filled / width), width
    return lines


def _width(letter: str) -> float:
    if letter in _WIDE_LETTERS:
        return _WIDEST
    if letter.islower():
        return _LOWER
    if letter.isupper():
        return _UPPER
    return _DIGIT if letter.isdigit() else _WIDEST
