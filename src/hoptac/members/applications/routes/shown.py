"""What the pages of applications show: choices in the reader's words, findings, the list's lines."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from hoptac.kit.articles import cited
from hoptac.kit.calendar import format_date
from hoptac.kit.countries import country_choices
from hoptac.kit.language import Language, choices_of, translate
from hoptac.kit.pages import dom_id, format_number
from hoptac.members.applications.queries import ApplicationDetail, ApplicationRow
from hoptac.members.applications.rules import SOURCE_NAMES, Finding
from hoptac.members.kinds.rights import KIND_REMARKS
from hoptac.members.rules import GENDER_NAMES, KIND_NAMES, PARTY_KIND_NAMES


class ShownFinding(NamedTuple):
    """A condition in the reader's words."""

    level: str
    sentence: str
    article: str


class ShownApplication(NamedTuple):
    """One line of the list."""

    element: str
    href: str
    name: str
    kind: str
    source: str
    received_on: str
    ended_on: str
    pledge: str
    phone: str


def kind_choices(language: Language) -> list[tuple[str, str, str]]:
    """The kinds of member, each with what it means."""
    return [
        (key, translate(name, language), translate(KIND_REMARKS[key], language)) for key, name in KIND_NAMES.items()
    ]


def form_choices(language: Language) -> dict[str, Any]:
    """What the form of an application is drawn with."""
    return {
        "kinds": kind_choices(language),
        "party_kinds": choices_of(PARTY_KIND_NAMES, language),
        "genders": choices_of(GENDER_NAMES, language),
        "countries": country_choices(language),
    }


def shown_findings(findings: Sequence[Finding], language: Language) -> list[ShownFinding]:
    """The conditions, those that stand in the way first."""
    order = ("refused", "question", "note", "met")
    return [
        ShownFinding(one.level, translate(one.message, language), _cited(one.article, language))
        for one in sorted(findings, key=lambda one: order.index(one.level))
    ]


def _cited(article: str, language: Language) -> str:
    return translate(cited(article), language) if article else ""


def shown_rows(path: str, rows: Sequence[ApplicationRow], language: Language) -> list[ShownApplication]:
    """The lines as words."""
    return [
        ShownApplication(
            dom_id("application", row.id),
            f"{path}/{row.id}",
            row.name,
            translate(KIND_NAMES[row.kind], language),
            translate(SOURCE_NAMES[row.source], language),
            format_date(row.received_on),
            format_date(row.ended_on) if row.ended_on else "",
            format_number(row.pledge_dong, language) if row.pledge_dong else "",
            row.phone or "",
        )
        for row in rows
    ]


def values_of(detail: ApplicationDetail) -> dict[str, Any]:
    """An application as the form shows it, but for the identity number: an empty box leaves it as it is."""
    applying = detail.applying
    values: dict[str, Any] = {name: getattr(applying, name) for name in applying.__struct_fields__}
    ticked = "1" if applying.is_foreign_invested else ""
    born = applying.born_on or applying.born_year
    return values | {"born": born, "identity_number": "", "is_foreign_invested": ticked}
