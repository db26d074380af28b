"""Where a rule stands in the law, said in the reader's language.

Rules name their article in Vietnamese, as it is cited: "Luật Kế toán 2015, Điều 27 khoản 4", "Điều 74.1 Luật 17/2023/QH15".
"""

import re
from functools import cache

from hoptac.kit.language import Message, _

_INSTRUMENTS = (
    (r"Luật Hợp tác xã (?P<year>\d{4})", _("Luật Hợp tác xã %(year)s")),
    (r"Luật Kế toán (?P<year>\d{4})", _("Luật Kế toán %(year)s")),
    (r"Luật (?P<number>\d\S*)", _("Luật %(number)s")),
    (r"Nghị định (?P<number>\d\S*)", _("Nghị định %(number)s")),
    (r"Thông tư (?P<number>\d\S*)", _("Thông tư %(number)s")),
)
_PLACES = (
    (r"Điều (?P<number>[\da-zđ.]+)", _("Điều %(number)s")),
    (r"Điều (?P<number>\d+) khoản (?P<clause>\d+)", _("Điều %(number)s khoản %(clause)s")),
    (
        r"Điều (?P<number>\d+) khoản (?P<clause>\d+) và khoản (?P<other>\d+)",
        _("Điều %(number)s khoản %(clause)s và khoản %(other)s"),
    ),
    (r"Phụ lục (?P<number>\w+)", _("Phụ lục %(number)s")),
    (r"tài khoản (?P<number>\d+)", _("tài khoản %(number)s")),
)
_OF_AN_INSTRUMENT = re.compile(r"(?P<place>Điều [\da-zđ.]+) (?P<instrument>(?:Luật|Nghị định|Thông tư) .+)")


@cache
def cited(article: str) -> Message:
    """The citation as a message; one of a form that is not known here is the same in every language."""
    whole = _OF_AN_INSTRUMENT.fullmatch(article)
    if whole:
        return _("%(place)s %(instrument)s", place=_part(whole["place"]), instrument=_part(whole["instrument"]))
    first, _comma, rest = article.partition(", ")
    return Message("%(first)s, %(rest)s", {"first": _part(first), "rest": cited(rest)}) if rest else _part(first)


def _part(text: str) -> Message:
    for pattern, message in (*_INSTRUMENTS, *_PLACES):
        found = re.fullmatch(pattern, text)
        if found:
            return Message(message.msgid, dict(found.groupdict()))
    return Message(text)
