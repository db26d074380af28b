"""QR codes as vector drawings."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import segno

_QUIET = 4  # modules around the code that stay white
_MASK = 3
"""One mask for all: choosing the best of the eight takes 5 of 7 ms, and whatever reads codes reads any of them."""
_DARK = re.compile(r"1+")
_MANY = 150
"""From so many codes on, finding out what each bit changes is worth it; of an address with a code of sixteen letters these
are about a hundred bits."""


def _modules(content: str | bytes) -> str:
    """All modules of a code, row by row, '1' for a dark one; bytes stand in it as they are.

    Level Q: a quarter of the code may be stained or folded away, for papers that lie in a drawer for years.
    """
    mode = "byte" if isinstance(content, bytes) else None
    rows = segno.make(content, error="q", mode=mode, micro=False, mask=_MASK).matrix
    return "".join("1" if dark else "0" for row in rows for dark in row)


@lru_cache(maxsize=64)
def _plain(length: int) -> int:
    return int(_modules(b"0" * length), 2)


@lru_cache(maxsize=4_096)
def _changed_by(length: int, place: int, bit: int) -> int:
    """The modules that change when this bit of a text of this length does, as one number.

    Data, correction and mask of a code are sums without carry, so what a bit changes hangs on no other bit.
    """
    content = bytearray(b"0" * length)
    content[place] ^= 1 << bit
    return _plain(length) ^ int(_modules(bytes(content)), 2)


def _drawn(modules: str) -> str:
    side = int(len(modules) ** 0.5)
    size = side + 2 * _QUIET
    lines = "".join(
        f"M{dark.start() + _QUIET} {place + _QUIET}.5h{dark.end() - dark.start()}"
        for place in range(side)
        for dark in _DARK.finditer(modules[place * side : (place + 1) * side])
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"><path stroke="#000" d="{lines}"/></svg>'
    )


def qr_svg(text: str) -> str:
    """The QR code of `text` as one `<svg>` element that takes the size of its surroundings, quiet zone included."""
    return _drawn(_modules(text))


def qr_svgs(texts: Sequence[str]) -> Iterator[str]:
    """A code for each text, in their order. Of many texts those of one length, as the addresses of a thousand papers are, are
    made from the first of them by what their other bits change: a fifth of the time."""
    if len(texts) < _MANY:
        yield from map(qr_svg, texts)
        return
    firsts: dict[int, tuple[bytes, int, int]] = {}
    for text in texts:
        content = text.encode()
        if len(content) not in firsts:
            modules = _modules(content)
            firsts[len(content)] = (content, int(modules, 2), len(modules))
        first, number, width = firsts[len(content)]
        for place, (one, other) in enumerate(zip(first, content, strict=True)):
            differing = one ^ other
            while differing:
                lowest = differing & -differing
                number ^= _changed_by(len(content), place, lowest.bit_length() - 1)
                differing ^= lowest
        yield _drawn(f"{number:0{width}b}")
