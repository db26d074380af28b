"""The list of events as it is shown: what the organization is offered, in groups, or what fits the words typed."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from hoptac.kit.language import Language, _, translate
from hoptac.vouchers.events.model import Event
from hoptac.vouchers.events.proposals import has_method
from hoptac.vouchers.events.queries import is_on
from hoptac.vouchers.events.showing import CONFIDENCE_NAMES, sides_of
from hoptac.vouchers.events.table import EVENTS, GROUPS

MOST_USED = 6


class ShownEvent(msgspec.Struct, frozen=True):
    """One event in the list; `doubt` is empty where the circular says it in full."""

    id: str
    name: str
    place: str
    debit: str
    credit: str
    confidence: str
    doubt: str


class ShownGroup(msgspec.Struct, frozen=True):
    """Events under one heading; the heading of search results is empty."""

    key: str
    name: str
    events: tuple[ShownEvent, ...]


def on_offer(terms: Mapping[str, int]) -> list[Event]:
    """The events that apply to the organization and that it did not switch off."""
    methods = {
        "vat_deduction": bool(terms["accounting.vat_deduction"]),
        "tracks_internal": bool(terms["accounting.tracks_internal"]),
    }
    return [event for event in EVENTS.values() if is_on(event, terms) and has_method(event.applies, **methods)]


def shown_groups(
    found: Sequence[Event] | None, offered: Iterable[Event], used: Mapping[str, int], language: Language
) -> list[ShownGroup]:
    """What was found, in its order; or everything, first what is used most, then group by group."""
    if found is not None:
        return [ShownGroup("found", "", _shown(found, language))] if found else []
    offered = list(offered)
    often = sorted((event for event in offered if used.get(event.id)), key=lambda event: -used[event.id])[:MOST_USED]
    groups = [ShownGroup("often", translate(_("Hay dùng"), language), _shown(often, language))] if often else []
    for key, name in GROUPS.items():
        of_group = [event for event in offered if event.group == key]
        if of_group:
            groups.append(ShownGroup(key, translate(name, language), _shown(of_group, language)))
    return groups


def _shown(events: Iterable[Event], language: Language) -> tuple[ShownEvent, ...]:
    shown = []
    for event in events:
        debit, credit = sides_of(event)
        doubt = translate(event.doubt, language) if event.doubt else ""
        confidence = translate(CONFIDENCE_NAMES[event.confidence], language)
        name = translate(event.name, language)
        shown.append(ShownEvent(event.id, name, event.place, debit, credit, confidence, doubt))
    return tuple(shown)
