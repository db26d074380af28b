"""Vietnamese first, English complete: messages are written in Vietnamese and looked up for English.

The msgid *is* the Vietnamese sentence, so Vietnamese pages need no catalogue; `locale/en/*.po` (one file per feature)
holds the English of every one of them, and a test fails on a missing translation.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec
from babel.messages.pofile import read_po

T = TypeVar("T")

LOCALE_FOLDER = Path(__file__).resolve().parent.parent / "locale"

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")


class Message(msgspec.Struct, frozen=True):
    """A sentence that is put into a language when it is shown, not when it is made.

    Parameters may be messages themselves. Their types are named, so that a message kept as text (in a cookie, beside a
    row) comes back with the messages inside it.
    """

    msgid: str
    params: dict[str, "Message | str | int | float | bool | None"] = {}

    def __str__(self) -> str:
        return translate(self, "vi")


def _(msgid: str, **params: Any) -> Message:
    """Mark a Vietnamese sentence for translation; `%(name)s` placeholders are filled from `params`."""
    return Message(msgid, params)


_GROUPED = "%(grouped)s"


def grouped(number: int) -> Message:
    """A number as a parameter of a sentence, in the reader's way: 1.234.567 in Vietnamese, 1,234,567 in English."""
    return Message(_GROUPED, {"grouped": number})


def group_digits(number: int, language: str) -> str:
    """'1.234.567', or '1,234,567' in English."""
    text = f"{number:,}"
    return text if language == "en" else text.replace(",", ".")


@cache
def english_catalogue() -> dict[str, str]:
    """Every English sentence by its Vietnamese msgid, read once from all `locale/en/*.po`."""
    sentences: dict[str, str] = {}
    for path in sorted((LOCALE_FOLDER / "en").glob("*.po")):
        with path.open("rb") as file:
            for entry in read_po(file, locale="en"):
                if entry.id and isinstance(entry.id, str) and isinstance(entry.string, str) and entry.string:
                    sentences[entry.id] = entry.string
    return sentences


def translate(text: "str | Message", language: str) -> str:
    """The sentence in the language asked for; parameters that are messages are translated too."""
    msgid = text.msgid if isinstance(text, Message) else text
    sentence = english_catalogue().get(msgid, msgid) if language == "en" else msgid
    if not isinstance(text, Message) or not text.params:
        return sentence
    if msgid == _GROUPED and isinstance(number := text.params["grouped"], int):
        return group_digits(number, language)
    params = {
        key: translate(value, language) if isinstance(value, Message) else value for key, value in text.params.items()
    }
    return sentence % params


def choices_of(names: Mapping[T, Message], language: str) -> list[tuple[T, str]]:
    """(key, words) of each, as a list to choose from is shown."""
    return [(key, translate(name, language)) for key, name in names.items()]


def pack_message(message: Message) -> str:
    """A message as JSON, to be kept and put into a language later."""
    return msgspec.json.encode(message).decode()


def unpack_message(packed: str | bytes) -> Message:
    """The message again, with the messages among its parameters. Raises msgspec.DecodeError for anything else."""
    return msgspec.json.decode(packed, type=Message)
