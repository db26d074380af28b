"""PDF/A files from typst templates: the same data gives the same bytes on every machine."""

import re
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec
import typst

from hoptac.kit.documents.joining import joined
from hoptac.kit.errors import Refusal
from hoptac.kit.language import _
from hoptac.settings import ROOT

TEMPLATES = ROOT / "templates"
_REMEMBERED_COMPILES = 35
_PAGE_OBJECT = re.compile(rb"<</Type/Page/")
_MISSING_GLYPH = re.compile(r'the text `"(?P<text>.+?)"` could not be displayed')


class UnprintableText(Refusal):
    """A character no font of the paper has, such as a picture sign; printed, it would be an empty box."""

    def __init__(self, text: str) -> None:
        super().__init__(_("Không in được ký tự “%(text)s”. Hãy bỏ hoặc thay ký tự đó rồi in lại.", text=text))
        self.text = text


@cache
def _fonts() -> typst.Fonts:
    """The fonts inside the typst package alone: what a machine has installed must not change a paper."""
    return typst.Fonts(include_system_fonts=False)


@cache
def _nothing() -> typst.Compiler:
    return typst.Compiler(TEMPLATES / "documents/empty.typ", root=TEMPLATES, font_paths=_fonts())


def forget_layouts() -> None:
    """typst remembers the layouts of about thirty compiles, half a megabyte a page and more, and has no call to drop them.

    Compiling nothing that many times ages them out in some milliseconds (github.com/messense/typst-py issue 104).
    """
    for _turn in range(_REMEMBERED_COMPILES):
        _nothing().compile(format="svg")


def render_pdf(template: Path | str, data: dict[str, Any]) -> bytes:
    """The PDF/A-2a file of a typst template, named by its path under templates/ or by an absolute path.

    The template reads `data` with `json(bytes(sys.inputs.data))`: values, never markup. It sets the document's date
    itself, from `data`. The call blocks for as long as it lays out; from a coroutine run it in a thread.
    Raises UnprintableText for a character that the fonts do not have.
    """
    path = TEMPLATES / template
    root = TEMPLATES if path.is_relative_to(TEMPLATES) else path.parent
    inputs = msgspec.json.encode(data).decode()
    try:
        return typst.compile(
            path,
            root=root,
            font_paths=_fonts(),
            format="pdf",
            sys_inputs={"data": inputs},
            pdf_standards="a-2a",
            timestamp=0,  # no clock: a template that asks for today would otherwise differ from day to day
        )
    except typst.TypstError as error:
        missing = _MISSING_GLYPH.search(str(error))
        if missing is None:
            raise
        raise UnprintableText(missing["text"]) from error


def _render_part(template: Path | str, data: dict[str, Any], laid_out: Callable[[], None]) -> bytes:
    try:
        return render_pdf(template, data)
    finally:
        forget_layouts()
        laid_out()


def _nobody_counts() -> None:
    """What is done when a part is laid out and nobody watches."""


def render_parts(
    template: Path | str, parts: Iterable[dict[str, Any]], *, laid_out: Callable[[], None] = _nobody_counts
) -> bytes:
    """One PDF/A-2a file of one or more parts, each the data of a `render_pdf` by itself: it takes the memory of one part.
    `laid_out` is called after each part.

    The data of a part are asked for while the parts before are laid out. Title and dates are those of the first part.
    Raises UnprintableText; blocks as `render_pdf` does.
    """
    rest = iter(parts)
    first, second = next(rest), next(rest, None)
    if second is None:
        content = render_pdf(template, first)
        laid_out()
        return content
    printer = ThreadPoolExecutor(max_workers=1)
    try:
        printed = deque(printer.submit(_render_part, template, data, laid_out) for data in chain((first, second), rest))
        return joined(printed.popleft().result() for _part in range(len(printed)))
    finally:
        printer.shutdown(cancel_futures=True)


def render_in_turn(template: Path | str, parts: Iterable[dict[str, Any]]) -> bytes:
    """One PDF/A-2a file of parts whose pages are numbered through: each part is told in `pages_before` how many pages the
    parts before it took. One part after the other, in the memory of one. Raises UnprintableText; blocks as `render_pdf`.
    """

    def printed() -> Iterable[bytes]:
        pages = 0
        for data in parts:
            part = _render_part(template, data | {"pages_before": pages}, _nobody_counts)
            pages += len(_PAGE_OBJECT.findall(part))
            yield part

    return joined(printed())
