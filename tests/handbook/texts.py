"""The texts of the handbook as the tests read them: files, headings, links, pictures, and what stands in bold."""

import re
from pathlib import Path

from hoptac.handbook.chapters import CHAPTER_NAMES
from hoptac.kit.language import LANGUAGES
from hoptac.settings import ROOT

TEXTS = ROOT / "templates" / "handbook" / "text"
TEMPLATES = ROOT / "templates"
PAGES = [(language, name) for name in CHAPTER_NAMES for language in LANGUAGES]

HEADING = re.compile(r"^(#+) (.+?)(?: \{:#([a-z0-9-]+)\})?$", re.MULTILINE)
LINK = re.compile(r"\]\((/[^)\s]*)\)")
PICTURE = re.compile(r"!\[([^\]]*)\]\(([a-z-]+)\)")
BOLD = re.compile(r"\*\*(.+?)\*\*")
CODE = re.compile(r"`([^`\n]+)`")
FENCE = re.compile(r"```sh\n(.*?)```", re.DOTALL)


def source(language: str, name: str) -> str:
    """The file of a page as it was written."""
    return (TEXTS / language / f"{name}.md").read_text(encoding="utf-8")


def anchors(name: str) -> set[str]:
    """What links may name on a page."""
    return {anchor for _marks, _text, anchor in HEADING.findall(source("vi", name)) if anchor}


def leads_somewhere(address: str) -> bool:
    """Whether an address below /handbook is that of a page, and of a section of it."""
    path, _hash, anchor = address.partition("#")
    name = path.removeprefix("/handbook").removeprefix("/")
    if not name:
        return not anchor
    return name in CHAPTER_NAMES and (not anchor or anchor in anchors(name))


def templates_of_the_app() -> list[Path]:
    """Every template that is not the handbook's own text."""
    return sorted(TEMPLATES.rglob("*.html"))
