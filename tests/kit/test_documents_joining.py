"""Parts of a paper joined into one file, read back object by object with a reader of the test's own."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from hoptac.kit.documents import render_parts, render_pdf
from hoptac.kit.documents.joining import UnknownPdf, joined

TEMPLATE = """
#let data = json(bytes(sys.inputs.data))
#set document(title: data.names.first(), author: "HTX", date: datetime(year: 2026, month: 3, day: 5))
#set text(font: "Libertinus Serif", lang: "vi")
#for (place, name) in data.names.enumerate() {
  if place > 0 { pagebreak() }
  [*#name* và #emph(name)]
  par(link("https://hoptac.example/(a)/" + name.clusters().first(), name))
  image(bytes("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'><path d='M0 0h1v1z'/></svg>"), alt: name)
}
"""
# Brackets and numbers in texts must not be taken for what they look like.
NAMES = ["An", "12 0 R", "Bà (Út) 7 0 R", "/StructParent 3", "Ẩn \\ Ổi", "(7 0 R", "9 0 R)"]


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "paper.typ"
    path.write_text(TEMPLATE)
    return path


def rendered(template: Path, *parts: list[str]) -> bytes:
    return render_parts(template, ({"names": names} for names in parts))


@dataclass
class Reader:
    """The objects that the table of offsets names."""

    content: bytes

    def __post_init__(self) -> None:
        self.table = int(re.findall(rb"startxref\n(\d+)", self.content)[-1])
        lines = self.content[self.table :].split(b"\r\n")
        self.objects: dict[int, bytes] = {}
        assert lines[0] == b"xref\n0 %d\n0000000000 65535 f" % (len(lines) - 1)
        for number, line in enumerate(lines[1:-1], start=1):
            offset, _generation, kind = line.split()
            if kind == b"n":
                body = self.content[int(offset) :].split(b"\nendobj\n", 1)[0]
                assert body.startswith(b"%d 0 obj\n" % number)
                self.objects[number] = body.split(b"\n", 1)[1]

    def head(self, number: int) -> bytes:
        """An object without its stream and without its texts."""
        head = self.objects[number].partition(b"\nstream\n")[0]
        head = re.sub(rb"/(?:URI|Contents|Alt|Title|Author)(?:\(.*?\)(?=[/>])|<[0-9A-F]*>)", b"", head, flags=re.DOTALL)
        return re.sub(rb"/Alt<[0-9A-F]+>", b"", head)

    def reference(self, number: int, key: str) -> int:
        return int(re.findall(rb"/%b (\d+) 0 R" % key.encode(), self.head(number))[0])

    def of_type(self, kind: str) -> list[int]:
        return [number for number in self.objects if re.search(rb"/Type/%b\b" % kind.encode(), self.head(number))]

    @property
    def root(self) -> int:
        return int(re.findall(rb"/Root (\d+) 0 R", self.content[self.table :])[0])

    @property
    def pages(self) -> list[int]:
        tree = self.head(self.reference(self.root, "Pages"))
        kids = [int(number) for number in re.findall(rb"(\d+) 0 R", tree.partition(b"/Kids")[2])]
        assert b"/Count %d/" % len(kids) in tree
        return kids

    @property
    def parents(self) -> dict[int, int]:
        tree = self.head(self.reference(self.root, "StructTreeRoot"))
        return {int(key): int(number) for key, number in re.findall(rb"(\d+) (\d+) 0 R", tree.partition(b"/Nums")[2])}

    def elements(self, number: int) -> Iterator[int]:
        """A structure element and all below it."""
        yield number
        kids = re.search(rb"/K\[([^\]]*)\]", self.head(number))
        for kid in re.findall(rb"(?<!/Obj )(?<!/Pg )\b(\d+) 0 R", kids[1]) if kids else ():
            assert self.reference(int(kid), "P") == number
            yield from self.elements(int(kid))


@pytest.fixture
def whole(template: Path) -> Reader:
    return Reader(rendered(template, NAMES[:3], NAMES[3:6], NAMES[6:]))


def test_every_page_is_there_once_in_order(whole: Reader) -> None:
    pages = whole.pages
    assert len(pages) == len(set(pages)) == len(NAMES)
    assert sorted(pages) == sorted(whole.of_type("Page"))
    tree = whole.reference(whole.root, "Pages")
    assert all(whole.reference(page, "Parent") == tree for page in pages)
    links = [re.findall(rb"URI\(https://hoptac.example/\(a\)/(.*?)\)>>", whole.objects[annotation]) for annotation in whole.of_type("Annot")]  # fmt: skip
    assert len(links) == len(NAMES)


def test_no_reference_leads_nowhere(whole: Reader) -> None:
    named = {int(number) for number in whole.objects for number in re.findall(rb"(\d+) 0 R", whole.head(number))}
    assert named <= set(whole.objects)
    assert not {number for number in whole.objects if whole.objects[number].startswith(b"<</Type/Catalog")} - {
        whole.root
    }


def test_structure_and_pages_name_each_other(whole: Reader) -> None:
    """Marked content leads to its element by the page's key in the parent tree, and the element back to its page."""
    parents, tree = whole.parents, whole.reference(whole.root, "StructTreeRoot")
    assert b"/ParentTreeNextKey %d>>" % len(parents) in whole.head(tree)
    assert sorted(parents) == list(range(len(parents)))
    document = int(re.findall(rb"/K\[(\d+) 0 R\]", whole.head(tree))[0])
    reached = set(whole.elements(document))
    assert reached == set(whole.of_type("StructElem"))
    for page in whole.pages:
        key = int(re.findall(rb"/StructParents (\d+)", whole.head(page))[0])
        elements = [int(number) for number in re.findall(rb"(\d+) 0 R", whole.objects[parents[key]])]
        assert elements
        assert {whole.reference(element, "Pg") for element in elements} == {page}
        for annotation in re.findall(rb"(\d+) 0 R", whole.head(page).partition(b"/Annots")[2]):
            link = parents[int(re.findall(rb"/StructParent (\d+)", whole.head(int(annotation)))[0])]
            assert b"/S/Link" in whole.head(link)
            assert b"/Obj %b 0 R" % annotation in whole.head(link)


def test_what_is_said_of_the_file_is_said_of_the_whole(template: Path, whole: Reader) -> None:
    about = whole.objects[whole.reference(whole.root, "Metadata")].decode()
    first = Reader(render_pdf(template, {"names": NAMES[:3]}))
    assert f"<xmpTPg:NPages>{len(NAMES)}</xmpTPg:NPages>" in about
    assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in about
    text = about.partition("\nstream\n")[2].removesuffix("\nendstream")
    assert about.startswith(f"<</Length {len(text.encode())}/Type/Metadata")
    permanent, changing = re.findall(r"/ID\[\((.*?)\)\((.*?)\)\]", whole.content[whole.table :].decode())[0]
    assert f"<xmpMM:InstanceID>{changing}</xmpMM:InstanceID>" in about
    assert f"<xmpMM:DocumentID>{permanent}</xmpMM:DocumentID>" in about
    assert changing.encode() not in first.content


def test_contents_are_those_of_the_parts(template: Path, whole: Reader) -> None:
    parts = [Reader(render_pdf(template, {"names": names})) for names in (NAMES[:3], NAMES[3:6], NAMES[6:])]

    def contents(reader: Reader) -> list[bytes]:
        streams = [reader.objects[reader.reference(page, "Contents")] for page in reader.pages]
        return [zlib.decompress(stream.partition(b"\nstream\n")[2]) for stream in streams]

    def texts(reader: Reader) -> list[bytes]:
        return re.findall(rb"/(?:Alt|Contents)(?:\(.*?\)|<[0-9A-F]+>)(?=/A\[|>>)", reader.content)

    assert contents(whole) == [stream for part in parts for stream in contents(part)]
    assert sorted(texts(whole)) == sorted(text for part in parts for text in texts(part))
    assert rb"/Alt(9 0 R\))" in texts(whole)


def test_one_part_is_itself_and_the_same_parts_the_same_bytes(template: Path) -> None:
    assert rendered(template, NAMES) == render_pdf(template, {"names": NAMES})
    assert rendered(template, NAMES[:2], NAMES[2:]) == rendered(template, NAMES[:2], NAMES[2:])
    assert rendered(template, NAMES[:2], NAMES[2:]) != rendered(template, NAMES[:2], [*NAMES[2:-1], "Ý"])


def test_a_file_of_another_shape_is_refused(template: Path) -> None:
    part = render_pdf(template, {"names": ["An"]})
    cuts: list[Any] = [b"", b"%PDF-1.7\n%%EOF", part[:-20], part.replace(b"/Kids[", b"/Kids [")]
    for other in cuts:
        with pytest.raises(UnknownPdf):
            joined([part, other])
