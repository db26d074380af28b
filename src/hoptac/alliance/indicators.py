"""An alliance's sums of a year with the names of their groups, for the dashboard and for the command line."""

from typing import Any

import msgspec

from hoptac.alliance.names import FIELD_NAMES, UNKNOWN_NAMES
from hoptac.alliance.queries import area_names
from hoptac.alliance.rollup import By, YearSums, check_grouping, read_year
from hoptac.kit.db import Database
from hoptac.kit.language import translate
from hoptac.kit.prepared import Reader
from hoptac.kit.tenancy import read_alliance
from hoptac.organizations.names import FIELDS, KIND_NAMES, KINDS
from hoptac.organizations.queries import find_alliance
from hoptac.organizations.rules import AllianceUnknown

_LAST = "~~"


class NamedGroup(msgspec.Struct, frozen=True):
    """The sums of one group under its name; the key is empty where organizations name no such thing."""

    key: str
    name: str
    figures: dict[str, int | None]


async def named_groups(session: Reader, sums: YearSums, *, by: By, language: str) -> list[NamedGroup]:
    """The groups in the order people expect: areas by name, fields and kinds as in their lists, the unknown last."""
    unknown = translate(UNKNOWN_NAMES[by], language)
    areas = await area_names(session, [group.key for group in sums.groups]) if by == "area" else {}
    messages = {"field": FIELD_NAMES, "kind": KIND_NAMES}.get(by, {})
    order: dict[str, str] = {key: sort for key, (_name, sort) in areas.items()}
    order |= {key: f"{place:02d}" for place, key in enumerate({"field": FIELDS, "kind": KINDS}.get(by, ()))}
    names = {key: name for key, (name, _sort) in areas.items()}
    names |= {key: translate(message, language) for key, message in messages.items()}
    groups = sorted(sums.groups, key=lambda group: (order.get(group.key, _LAST), group.key))
    return [NamedGroup(group.key, names.get(group.key, unknown), group.figures) for group in groups]


async def indicators_json(
    rollup: Database, alliance: str, year: int, by: str = "area", *, language: str = "vi"
) -> dict[str, Any]:
    """{"totals": …, "groups": [{"key", "name", …}]} of a year; `alliance` is its slug, `by` area, field or kind.

    Amounts in đồng, areas in m². Raises AllianceUnknown or GroupingUnknown.
    """
    grouping = check_grouping(by)
    async with rollup.begin() as session:
        found = await find_alliance(session, alliance)
    if found is None:
        raise AllianceUnknown(alliance)
    async with read_alliance(rollup, found.path) as session:
        sums = (await read_year(session, found.path, year=year, or_year=year, by=grouping)).now
        groups = await named_groups(session, sums, by=grouping, language=language)
    return {
        "alliance": alliance,
        "year": year,
        "by": grouping,
        "totals": sums.totals,
        "groups": [{"key": group.key, "name": group.name} | group.figures for group in groups],
    }
