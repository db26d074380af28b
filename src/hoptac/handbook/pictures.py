"""Pictures of the app: one of the desk and one of the phone in each language, taken by scripts/handbook_pictures.py."""

from fractions import Fraction
from pathlib import Path

from markupsafe import Markup

from hoptac.kit.language import Language
from hoptac.kit.pages import STATIC, asset

FOLDER = "handbook"
PHONE_SCALE = Fraction(3, 2)
"""Pictures of the phone hold so many dots for one of the page: the screens of phones show more, the network less."""

_EXTENDED = b"VP8X"
_KIND_AT, _SIZE_AT, _SIZE_BYTES = 12, 24, 3

_PICTURE = Markup(
    '<figure class="shot"><picture>'
    '<source media="screen and (max-width: 47.99rem)" srcset="{phone}" width="{phone_width}" height="{phone_height}">'
    '<img src="{desk}" width="{width}" height="{height}" alt="{alt}" loading="lazy" decoding="async">'
    "</picture></figure>"
)


def picture_path(name: str, language: Language, screen: str) -> str:
    """The file below `static/`; `screen` is "desk" or "phone"."""
    return f"{FOLDER}/{language}/{name}-{screen}.webp"


def size_of(path: Path) -> tuple[int, int]:
    """Width and height in dots of a WebP picture as Chromium writes it; a ValueError for any other file."""
    head = path.read_bytes()[: _SIZE_AT + 2 * _SIZE_BYTES]
    if head[_KIND_AT : _SIZE_AT - 8] != _EXTENDED:
        raise ValueError(f"{path} is no extended WebP picture")
    sizes = head[_SIZE_AT : _SIZE_AT + _SIZE_BYTES], head[_SIZE_AT + _SIZE_BYTES :]
    width, height = (1 + int.from_bytes(size, "little") for size in sizes)
    return width, height


def picture(name: str, alt: str, language: Language) -> Markup:
    """The picture with its size, so that the page does not jump, fetched only when it comes into sight."""
    desk, phone = (picture_path(name, language, screen) for screen in ("desk", "phone"))
    width, height = size_of(STATIC / desk)
    phone_width, phone_height = (round(length / PHONE_SCALE) for length in size_of(STATIC / phone))
    return _PICTURE.format(
        desk=asset(desk), phone=asset(phone), alt=alt, width=width, height=height, phone_width=phone_width,
        phone_height=phone_height,
    )  # fmt: skip
