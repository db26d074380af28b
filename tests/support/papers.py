"""Reading a printed paper back: what can be selected on its pages, and how many there are."""

import re
import zlib

_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)\sendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)


def _unescaped(literal: bytes) -> bytes:
    """The bytes of a literal string of a PDF file (ISO 32000-1, 7.3.4.2)."""

    def byte_of(found: re.Match[bytes]) -> bytes:
        code = found[1]
        return bytes([int(code, 8)]) if code.isdigit() else _ESCAPES.get(code, code)

    return re.sub(rb"\\([0-7]{1,3}|.)", byte_of, literal, flags=re.DOTALL)


def _unpacked(body: bytes) -> bytes:
    packed = _STREAM.search(body)
    assert packed, "not a stream"
    return zlib.decompressobj().decompress(packed[1]) if b"/FlateDecode" in body else packed[1]


def _letters(objects: dict[int, bytes], font: int) -> dict[int, str]:
    """The letters of a font's glyphs, by their numbers."""
    reference = re.search(rb"/ToUnicode (\d+) 0 R", objects[font])
    assert reference, "a font without its letters"
    return {
        int(glyph, 16): bytes.fromhex(letters.decode()).decode("utf-16-be")
        for glyph, letters in re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n", _unpacked(objects[int(reference[1])]))
    }


def _page_text(content: bytes, fonts: dict[bytes, dict[int, str]]) -> str:
    text = ""
    for shown in re.findall(rb"\bBT\b(.*?)\nET\b", content, re.DOTALL):
        font: dict[int, str] = {}
        # Balanced parentheses stand unescaped in a string, so its end is known by what follows.
        tokens = rb"/(f\d+) \S+ Tf|\((.*?)\)(?=\]TJ| ?Tj|-?[\d.]+\()|<([0-9A-Fa-f]+)>"
        for name, literal, digits in re.findall(tokens, shown, re.DOTALL):
            font = fonts[name] if name else font
            glyphs = bytes.fromhex(digits.decode()) if digits else _unescaped(literal)
            if not glyphs.startswith(b"\xfe\xff"):  # a note for screen readers beside the glyphs, not glyphs
                text += "".join(font[int.from_bytes(glyphs[i : i + 2])] for i in range(0, len(glyphs), 2))
    return text


def printed_text(pdf: bytes) -> str:
    """What can be selected on the pages, without spaces: glyph numbers read back through the fonts' ToUnicode maps."""
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    text = ""
    for body in objects.values():
        content = re.search(rb"/Contents (\d+) 0 R", body)
        if not re.search(rb"/Type\s*/Page\b", body) or content is None:
            continue
        resources = re.search(rb"/Resources (\d+) 0 R", body)
        named = objects[int(resources[1])] if resources else body
        listed = re.search(rb"/Font\s*<<(.*?)>>", named, re.DOTALL)
        fonts = {
            name: _letters(objects, int(font))
            for name, font in re.findall(rb"/(f\d+) (\d+) 0 R", listed[1] if listed else b"")
        }
        text += _page_text(_unpacked(objects[int(content[1])]), fonts)
    return plain(text)


def page_count(pdf: bytes) -> int:
    """How many pages a paper has."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def plain(text: str) -> str:
    """A text without its spaces."""
    return re.sub(r"\s", "", text)
