"""PDF files of typst joined into one, structure and all, so that what PDF/A-2a promises of each holds for the whole.

A page takes half a megabyte from its layout until its file is written, so a thousand pages are written in parts. The
parts are of one paper: the first lends the whole its title, dates and colours. Only files as typst writes them are
understood (every object plain and by itself, one table of offsets); anything else is refused, not guessed at.
"""

import base64
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

_TRAILER = re.compile(
    rb"trailer\n<</Size (?P<size>\d+)/Root (?P<root>\d+) 0 R/Info (?P<info>\d+) 0 R"
    rb"/ID\[\((?P<permanent>[^()]+)\)\((?P<changing>[^()]+)\)\]>>\nstartxref\n(?P<offset>\d+)\n%%EOF\s*"
)
_OBJECT = re.compile(rb"(\d+) 0 obj\n(.*)\nendobj\s*", re.DOTALL)
_CATALOG = re.compile(
    rb"<</Type/Catalog/Pages (?P<pages>\d+) 0 R/Metadata (?P<metadata>\d+) 0 R/OutputIntents \d+ 0 R/Lang\([^()]*\)"
    rb"/StructTreeRoot (?P<structure>\d+) 0 R/MarkInfo<<[^<>]*>>/ViewerPreferences<<[^<>]*>>>>"
)
_PAGES = re.compile(rb"<</Type/Pages/Count \d+/Kids\[(?P<kids>[^\[\]]*)\]>>")
_STRUCTURE = re.compile(
    rb"<</Type/StructTreeRoot/RoleMap(?P<roles><<[^<>]*>>)/K\[(?P<document>\d+) 0 R\]"
    rb"/ParentTree<</Nums\[(?P<parents>(?:\d+ \d+ 0 R ?)*)\]>>/ParentTreeNextKey (?P<next_key>\d+)>>"
)
_DOCUMENT = re.compile(rb"<</Type/StructElem/S/Document/P \d+ 0 R/K\[(?P<elements>[^\[\]]*)\]>>")
_PARENT = re.compile(rb"(\d+)( \d+ 0 R)")
# Text, in brackets that may hold balanced ones, is passed over whatever it says.
_NUMBER = re.compile(
    rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)"
    rb"|(\d+)(?= 0 R)|(?<=/StructParent )(\d+)|(?<=/StructParents )(\d+)",
    re.DOTALL,
)
_REFERENCE = re.compile(rb"(\d+)(?= 0 R)")
_PAGE_TOTAL = re.compile(rb"(?<=<xmpTPg:NPages>)\d+(?=</)")
_STREAM, _END_OF_STREAM = b"\nstream\n", b"\nendstream"
_UNUSED = b"0000000000 65535 f\r\n"


class UnknownPdf(ValueError):
    """A file that typst did not write, or no longer writes in this way: a fault of the program, not of its user."""


def _read(pattern: re.Pattern[bytes], text: bytes) -> dict[str, bytes]:
    found = pattern.fullmatch(text)
    if found is None:
        raise UnknownPdf(text[:200])
    return found.groupdict()


@dataclass(frozen=True, slots=True)
class _File:
    """A file taken apart: its objects without their frames, the numbers of those that are one for a whole file, and the
    lists that these hold."""

    head: bytes
    objects: list[bytes]
    root: int
    info: int
    pages: int
    metadata: int
    structure: int
    document: int
    permanent: bytes
    changing: bytes
    kids: bytes
    roles: bytes
    elements: bytes
    parents: bytes
    next_key: int

    @classmethod
    def read(cls, content: bytes) -> "_File":
        trailer = _read(_TRAILER, content[content.rfind(b"trailer\n") :])
        table = int(trailer["offset"])
        lines = content[table:].split(b"\n", int(trailer["size"]) + 2)
        if lines[:2] != [b"xref", b"0 %b" % trailer["size"]]:
            raise UnknownPdf(content[table : table + 200])
        offsets = [int(line[:10]) for line in lines[3:-1]]
        ends = zip(offsets, [*offsets[1:], table], strict=True)
        objects = [_object(content[start:end], number) for number, (start, end) in enumerate(ends, start=1)]
        root, info = int(trailer["root"]), int(trailer["info"])
        catalog = _read(_CATALOG, objects[root - 1])
        pages, metadata, structure = (int(catalog[name]) for name in ("pages", "metadata", "structure"))
        tree = _read(_STRUCTURE, objects[structure - 1])
        document = int(tree["document"])
        return cls(
            content[: offsets[0]], objects, root, info, pages, metadata, structure, document,
            trailer["permanent"], trailer["changing"],
            _read(_PAGES, objects[pages - 1])["kids"], tree["roles"],
            _read(_DOCUMENT, objects[document - 1])["elements"], tree["parents"], int(tree["next_key"]),
        )  # fmt: skip


def _object(content: bytes, number: int) -> bytes:
    found = _OBJECT.fullmatch(content)
    if found is None or int(found[1]) != number:
        raise UnknownPdf(content[:200])
    return found[2]


class _Whole:
    """The file as it grows: the first part's objects, then those of the others under numbers after its own; last what is
    one for the whole."""

    def __init__(self, first: _File) -> None:
        self.first = first
        self.size = len(first.objects)
        self.pieces, self.length = [first.head], len(first.head)
        self.offsets: dict[int, int] = {}
        self.digest = hashlib.sha256()
        self.kids, self.elements, self.parents = [first.kids], [first.elements], [first.parents]
        self.next_key = first.next_key
        last = (first.pages, first.structure, first.document, first.metadata)
        self._put((number, body) for number, body in enumerate(first.objects, start=1) if number not in last)

    def _put(self, objects: Iterable[tuple[int, bytes]]) -> None:
        framed: list[bytes] = []
        for number, body in objects:
            self.offsets[number] = self.length
            framed.append(b"%d 0 obj\n%b\nendobj\n" % (number, body))
            self.length += len(framed[-1])
        self.pieces.append(b"".join(framed))
        self.digest.update(self.pieces[-1])

    def add(self, file: _File) -> None:
        """The pages and the structure of one more part."""
        first, start, key = self.first, self.size, self.next_key
        if file.roles != first.roles:
            raise UnknownPdf(file.roles)
        shared = {file.pages: first.pages, file.structure: first.structure, file.document: first.document}
        moved = {b"%d" % old: b"%d" % shared.get(old, old + start) for old in range(1, len(file.objects) + 1)}

        def number(found: re.Match[bytes]) -> bytes:
            if found.lastindex is None:
                return found[0]
            return moved[found[0]] if found.lastindex == 1 else b"%d" % (int(found[0]) + key)

        def numbered(body: bytes) -> bytes:
            head, stream, data = body.partition(_STREAM)
            # Nearly all objects hold neither text nor keys: the plain search spares a third of the joining.
            numbers = _NUMBER if b"(" in head or b"/StructParent" in head else _REFERENCE
            return numbers.sub(number, head) + stream + data

        left_out = {file.root, file.info, file.metadata, *shared}
        self._put(
            (place + start, numbered(body)) for place, body in enumerate(file.objects, start=1) if place not in left_out
        )
        self.size += len(file.objects)
        self.kids.append(numbered(file.kids))
        self.elements.append(numbered(file.elements))
        parents = numbered(file.parents)
        self.parents.append(_PARENT.sub(lambda found: b"%d%b" % (int(found[1]) + key, found[2]), parents))
        self.next_key += file.next_key

    def written(self) -> bytes:
        """The whole file."""
        first, kids = self.first, b" ".join(self.kids)
        total = kids.count(b" R")
        changing = base64.b64encode(self.digest.digest()[:16])
        about = first.objects[first.metadata - 1].partition(_STREAM)[2].removesuffix(_END_OF_STREAM)
        about = _PAGE_TOTAL.sub(b"%d" % total, about.replace(first.changing, changing))
        tree = (first.roles, first.document, b" ".join(self.parents), self.next_key)
        document = (first.structure, b" ".join(self.elements))
        self._put(
            [
                (first.pages, b"<</Type/Pages/Count %d/Kids[%b]>>" % (total, kids)),
                (
                    first.structure,
                    b"<</Type/StructTreeRoot/RoleMap%b/K[%d 0 R]/ParentTree<</Nums[%b]>>/ParentTreeNextKey %d>>" % tree,
                ),
                (first.document, b"<</Type/StructElem/S/Document/P %d 0 R/K[%b]>>" % document),
                (
                    first.metadata,
                    b"<</Length %d/Type/Metadata/Subtype/XML>>%b%b%b" % (len(about), _STREAM, about, _END_OF_STREAM),
                ),
            ]
        )
        return b"".join((*self.pieces, self._ending(changing)))

    def _ending(self, changing: bytes) -> bytes:
        """The table of offsets and the trailer."""
        first, size = self.first, self.size + 1
        offsets = map(self.offsets.get, range(1, size))
        lines = (_UNUSED if offset is None else b"%010d 00000 n\r\n" % offset for offset in offsets)
        trailer = b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[(%b)(%b)]>>\nstartxref\n%d\n%%%%EOF" % (
            size, first.root, first.info, first.permanent, changing, self.length,
        )  # fmt: skip
        return b"".join((b"xref\n0 %d\n%b" % (size, _UNUSED), *lines, trailer))


def joined(parts: Iterable[bytes]) -> bytes:
    """The pages of all parts in their order, as one tagged file; the same parts give the same bytes. Raises UnknownPdf."""
    rest = iter(parts)
    first = next(rest)
    whole: _Whole | None = None
    for part in rest:
        whole = whole or _Whole(_File.read(first))
        whole.add(_File.read(part))
    return whole.written() if whole else first
