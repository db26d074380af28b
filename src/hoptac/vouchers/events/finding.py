"""Finding an event by a few words, accents aside: 'tra luong', 'ban phan', 'thu no', 'nop thue', '334'. Pure."""

from collections.abc import Iterable, Mapping
from functools import cache

from hoptac.kit.language import translate
from hoptac.kit.vietnamese import search_key
from hoptac.vouchers.events.model import Event, codes_of
from hoptac.vouchers.events.table import EVENTS, GROUPS

IN_NAME, IN_WORDS, IN_ORDER = 4, 2, 3
"""A whole word counts so much, the beginning of one half of it; the words one after the other in the name a little more."""


@cache
def _words_of(event_id: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of the name in both languages, and all that it may be found by besides."""
    event = EVENTS[event_id]
    names = [search_key(translate(event.name, language)) for language in ("vi", "en")]
    groups = [search_key(translate(GROUPS[event.group], language)) for language in ("vi", "en")]
    codes = {code for pair in event.pairs for side in (pair.debit, pair.credit) for code in codes_of(event, side)}
    further = " ".join([*groups, event.words, search_key(event.id), *sorted(codes)])
    return tuple(" ".join(names).split()), tuple(further.split())


def score(event: Event, words: tuple[str, ...]) -> int:
    """How well the event fits the words; 0 where one of them is nowhere."""
    name, further = _words_of(event.id)
    total = 0
    for word in words:
        best = max(_fit(word, name, IN_NAME), _fit(word, further, IN_WORDS))
        if not best:
            return 0
        total += best
    return total + (IN_ORDER if " ".join(words) in " ".join(name) else 0)


def _fit(word: str, among: tuple[str, ...], weight: int) -> int:
    if word in among:
        return weight
    return weight // 2 if any(known.startswith(word) for known in among) else 0


def find_events(typed: str, among: Iterable[Event], used: Mapping[str, int]) -> list[Event]:
    """The events that fit, the best first; of equals the one used more often, then the order of the table."""
    words = tuple(search_key(typed).split())
    scored = [(score(event, words), event) for event in among]
    return [
        event for points, event in sorted(scored, key=lambda found: (-found[0], -used.get(found[1].id, 0))) if points
    ]
