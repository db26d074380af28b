"""Refusals: a rule says no in a sentence that names the reason, the field and, where it is law, the article."""

from hoptac.kit.articles import cited
from hoptac.kit.language import Message, _, translate


class Refusal(Exception):
    """A business rule said no; `message` tells the person why and what to do.

    `article` is where the rule stands, as it is cited in Vietnamese; `explained_at` is the address of a page that explains the rule.
    """

    def __init__(
        self,
        message: Message,
        *,
        field: str | None = None,
        article: str | None = None,
        explained_at: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.article = article
        self.explained_at = explained_at

    def __str__(self) -> str:
        return self.sentence("vi")

    def whole(self) -> Message:
        """What it says with the article behind it where the rule is law."""
        if not self.article:
            return self.message
        return Message("%(sentence)s (%(article)s)", {"sentence": self.message, "article": cited(self.article)})

    def sentence(self, language: str) -> str:
        """The whole sentence in a language."""
        return translate(self.whole(), language)


class Refusals(Exception):
    """Several refusals of one form, each beside its own field."""

    def __init__(self, refusals: list[Refusal]) -> None:
        super().__init__(refusals)
        self.refusals = refusals

    def __str__(self) -> str:
        return " ".join(str(refusal) for refusal in self.refusals)


class NotFound(Refusal):
    """Nothing under that id in this organization; another organization's id looks exactly the same."""

    def __init__(self, message: Message | None = None) -> None:
        super().__init__(message or _("Không tìm thấy mục này."))
