"""The whole handbook in one language: every page rendered once and kept, as long as the law says the same."""

from functools import lru_cache

from hoptac.handbook.chapters import CHAPTER_NAMES
from hoptac.handbook.facts import Law, facts_for
from hoptac.handbook.text import Page, read_page
from hoptac.kit.language import Language
from hoptac.kit.pages import ENVIRONMENTS


@lru_cache(maxsize=4)
def handbook(language: Language, law: Law) -> tuple[Page, ...]:
    """Every page, in the order of the chapters."""
    facts = facts_for(language, law)
    environment = ENVIRONMENTS[language]
    return tuple(
        read_page(name, environment.get_template(f"handbook/text/{language}/{name}.md").render(facts), language)
        for name in CHAPTER_NAMES
    )
