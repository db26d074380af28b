"""The text of a page: Markdown in sections that links can name, with its pictures and tables.

`# Title` comes first, then a few lines of lead, then `## Heading {:#anchor}`; the anchor is the same in each language.
What stands in bold is what the app itself shows, word for word: a test compares it with the app's own sentences.
"""

import re
from collections.abc import Sequence

import msgspec
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup

from hoptac.handbook.pictures import picture
from hoptac.kit.language import Language

_END_OF_BLOCK = re.compile(r"</(?:td|th|li|p|dt|dd|h\d|span|pre)>")
_ANCHOR = re.compile(r"\s*\{:#([a-z0-9-]+)\}$")


class Section(msgspec.Struct, frozen=True):
    """What stands under one heading, as it is shown and as it is searched."""

    anchor: str
    heading: str
    html: Markup
    text: str


class Page(msgspec.Struct, frozen=True):
    """A whole page; the lead stands above the first heading."""

    name: str
    title: str
    lead: Markup
    summary: str
    sections: tuple[Section, ...]


def _name_headings(state: StateCore) -> None:
    """Take the anchor out of the heading's words and make it the element's id."""
    for opening, inline in zip(state.tokens, state.tokens[1:], strict=False):
        found = _ANCHOR.search(inline.content) if opening.type == "heading_open" else None
        if found:
            opening.attrSet("id", found[1])
            inline.content = inline.content[: found.start()]


def _free_pictures(state: StateCore) -> None:
    """A picture that is a paragraph of its own stands in none: a figure may not be within one."""
    for opening, inline, closing in zip(state.tokens, state.tokens[1:], state.tokens[2:], strict=False):
        if opening.type == "paragraph_open" and [child.type for child in inline.children or ()] == ["image"]:
            opening.hidden = closing.hidden = True


def _show_picture(
    renderer: RendererHTML, tokens: Sequence[Token], place: int, options: OptionsDict, env: EnvType
) -> str:
    token = tokens[place]
    alt = renderer.renderInlineAsText(token.children or [], options, env)
    return picture(str(token.attrGet("src")), alt, env["language"])


def _open_table(*_about: object) -> str:
    return '<div class="table-frame"><table class="table">'


def _close_table(*_about: object) -> str:
    return "</table></div>"


def _show_commands(
    _renderer: RendererHTML, tokens: Sequence[Token], place: int, _options: OptionsDict, _env: EnvType
) -> str:
    """A long line scrolls in its frame, also by keyboard."""
    return Markup('<pre tabindex="0"><code>{}</code></pre>').format(tokens[place].content)


def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": True}).enable("table")
    reader.core.ruler.before("inline", "heading_names", _name_headings)
    reader.core.ruler.after("inline", "free_pictures", _free_pictures)
    reader.add_render_rule("image", _show_picture)
    reader.add_render_rule("fence", _show_commands)
    reader.add_render_rule("table_open", _open_table)
    reader.add_render_rule("table_close", _close_table)
    return reader


_READER = _reader()


def read_page(name: str, source: str, language: Language) -> Page:
    """The page that a source is; a ValueError where it does not begin with its title or a heading has no anchor."""
    env: EnvType = {"language": language}
    tokens = _READER.parse(source, env)
    starts = [place for place, token in enumerate(tokens) if token.type == "heading_open" and token.tag == "h2"]
    if not tokens or tokens[0].tag != "h1":
        raise ValueError(f"{name} ({language}) does not begin with its title")
    parts = [tokens[3 : starts[0] if starts else len(tokens)]]
    parts += [tokens[start:end] for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True)]
    lead = Markup(_render(parts[0], env))  # noqa: S704 - our own files
    sections = tuple(_section(name, part, env) for part in parts[1:])
    return Page(name, tokens[1].content, lead, _plain(lead), sections)


def _render(tokens: Sequence[Token], env: EnvType) -> str:
    return _READER.renderer.render(tokens, _READER.options, env)


def _section(name: str, tokens: Sequence[Token], env: EnvType) -> Section:
    anchor, heading = tokens[0].attrGet("id"), tokens[1].content
    if not anchor:
        raise ValueError(f"{name} ({env['language']}): “{heading}” has no anchor")
    html = Markup(_render(tokens[3:], env))  # noqa: S704 - our own files
    return Section(str(anchor), heading, html, _plain(html))


def _plain(html: Markup) -> str:
    """The words alone; what stands in two cells or lines stays two words."""
    return Markup(_END_OF_BLOCK.sub(r"\g<0> ", str(html))).striptags()  # noqa: S704 - taken apart, not shown
