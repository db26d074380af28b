"""The templates' engine: what a template says of itself is put in when it is compiled, not each time it is shown.

Half of a page's time went into looking up the same forty sentences again. So `_("…")` without parameters becomes the
sentence in the environment's language, and `asset("…")` the address with its fingerprint, while the template is read:
the engine then joins them with the markup around them. For the same reason components are imported without context
(they are then made once), but for the two macros of buttons.html that hold a form's token.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import Markup

from hoptac.kit.language import Language, translate
from hoptac.settings import ROOT

_CALL = ("name", "lparen", "string", "rparen")
_OF_SOMETHING = ("dot", "pipe")
"""Stand before a name that is somebody else's: an attribute or a filter."""


class Folding(Extension):
    """Puts in the results of the environment's `folded` functions where they are called with one string alone."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """See the engine's documentation of extensions."""
        folded: Mapping[str, Callable[[str], str]] = self.environment.folded  # type: ignore[attr-defined]
        tokens = list(stream)
        at, before = 0, ""
        while at < len(tokens):
            token, call = tokens[at], tokens[at : at + len(_CALL)]
            if token.value in folded and before not in _OF_SOMETHING and tuple(one.type for one in call) == _CALL:
                yield from _constant(token.lineno, folded[token.value](call[2].value))
                at, before = at + len(_CALL), "rparen"
            else:
                yield token
                at, before = at + 1, token.type


def _constant(line: int, text: str) -> Iterator[Token]:
    yield Token(line, "lparen", "(")
    yield Token(line, "string", text)
    yield Token(line, "pipe", "|")
    yield Token(line, "name", "safe")
    yield Token(line, "rparen", ")")


def make_environment(
    language: Language, *, asset: Callable[[str], str], filters: Mapping[str, Any], names: Mapping[str, Any]
) -> Environment:
    """The engine for one language. Sentences are trusted markup, what is put into them is escaped."""
    environment = Environment(
        loader=FileSystemLoader(ROOT / "templates"),
        autoescape=True,
        extensions=[Folding],
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )

    def sentence(msgid: str, **params: Any) -> Markup:
        return Markup(translate(msgid, language)) % params  # noqa: S704 - written by us, in the code and its catalogue

    environment.extend(folded={"_": sentence, "asset": asset})
    environment.filters |= filters
    environment.globals |= {"_": sentence, "asset": asset, "language": language, **names}
    return environment
