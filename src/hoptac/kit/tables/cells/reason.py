"""One sentence about a row or a cell of a table."""

import msgspec

from hoptac.kit.language import Message


class Reason(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """`code` names the kind of sentence, for decisions and for counting."""

    code: str
    message: Message

    def __str__(self) -> str:
        return str(self.message)


_LONGEST_EXCERPT = 60


def excerpt(value: object) -> str:
    """What a cell holds, short enough for a sentence; a whole number without the '.0' that workbooks keep."""
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()
    return text if len(text) <= _LONGEST_EXCERPT else f"{text[:_LONGEST_EXCERPT]}…"
