"""The list of events as it is shown: what the organization is offered, in groups, or what fits the words typed."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

import msgspec

from hoptac.kit.language import Language, _, translate
from hoptac.vouchers.events.model import Event
from hoptac.vouchers.events.proposals import has_method
from hoptac.vouchers.events.queries import is_on
from hoptac.vouchers.events.showing import CONFIDENCE_NAMES, sides_of
from hoptac.vouchers.events.table import EVENTS, GROUPS

MOST_USED = 6
CIRCULAR = "TT 71/2024 PL I "
"""What every reference begins with; the list says the account and paragraph alone."""


class ShownEvent(msgspec.Struct, frozen=True):
    """One event in the list; `doubt` is empty where the circular says it in full, `reference` is where it says so."""

    id: str
    name: str
    place: str
    debit: str
    credit: str
    reference: str
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
    found: Sequence[Event] | None,
    offered: Iterable[Event],
    used: Mapping[str, int],
    terms: Mapping[str, int],
    language: Language,
) -> list[ShownGroup]:
    """What was found, in its order; or everything, first what is used most, then group by group."""
    shown = partial(_shown, tracks_internal=bool(terms["accounting.tracks_internal"]), language=language)
    if found is not None:
        return [ShownGroup("found", "", shown(found))] if found else []
    offered = list(offered)
    often = sorted((event for event in offered if used.get(event.id)), key=lambda event: -used[event.id])[:MOST_USED]
    groups = [ShownGroup("often", translate(_("Hay dùng"), language), shown(often))] if often else []
    for key, name in GROUPS.items():
        of_group = [event for event in offered if event.group == key]
        if of_group:
            groups.append(ShownGroup(key, translate(name, language), shown(of_group)))
    return groups


def _shown(events: Iterable[Event], *, tracks_internal: bool, language: Language) -> tuple[ShownEvent, ...]:
    shown = []
    for event in events:
        debit, credit = sides_of(event, tracks_internal=tracks_internal)
        doubt = translate(event.doubt, language) if event.doubt else ""
        confidence = translate(CONFIDENCE_NAMES[event.confidence], language)
        name = translate(event.name, language)
        reference = event.reference.removeprefix(CIRCULAR)
        shown.append(ShownEvent(event.id, name, event.place, debit, credit, reference, confidence, doubt))
    return tuple(shown)
