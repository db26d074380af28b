"""Clauses and versions as the pages show them, in the reader's language."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec

from hoptac.kit.articles import cited
from hoptac.kit.errors import Refusal
from hoptac.kit.language import Language, Message, _, translate
from hoptac.organizations.charter.charter import Charter, in_force
from hoptac.organizations.charter.clauses import CLAUSES, GROUP_NAMES, UNIT_NAMES, Clause, bound_on, range_on
from hoptac.organizations.charter.queries import Said, VersionRow
from hoptac.organizations.charter.refusals import quantity
from hoptac.organizations.charter.rules import Value, check_value, value_of


class ShownClause(msgspec.Struct, frozen=True):
    """One clause: what it says (`value` '' where nothing), since when and by what, and how far the law lets it go."""

    key: str
    slug: str
    name: str
    unit: str
    unit_name: str
    article: str
    value: str
    typed: str | int
    valid_from: date | None
    basis: str
    silent: str
    allowed: str
    unlawful: str
    options: tuple[tuple[str, str], ...]


def value_text(clause: Clause, value: Value, language: Language) -> str:
    """A value in words, '' where the clause says nothing."""
    if value is None:
        return ""
    return value if isinstance(value, str) else translate(quantity(clause, value), language)


def _allowed(clause: Clause, said: Said, day: date) -> Message | None:
    allowed = range_on(clause, said.organization_kind, said.parameters, day)
    least, most = allowed.least, allowed.most
    if least and most:
        return _(
            "Luật cho từ %(least)s đến %(most)s (%(article)s).",
            least=quantity(clause, least.value),
            most=quantity(clause, most.value),
            article=cited(most.basis),
        )
    if least:
        return _(
            "Luật đòi ít nhất %(least)s (%(article)s).", least=quantity(clause, least.value), article=cited(least.basis)
        )
    if most:
        return _(
            "Luật cho nhiều nhất %(most)s (%(article)s).", most=quantity(clause, most.value), article=cited(most.basis)
        )
    return None


def _silent(clause: Clause, said: Said, day: date) -> Message:
    otherwise = bound_on(clause.otherwise, said.organization_kind, said.parameters, day)
    if otherwise is None:
        return clause.silent
    return Message("%(silent)s: %(value)s", {"silent": clause.silent, "value": quantity(clause, otherwise.value)})


def _unlawful(clause: Clause, value: Value, said: Said, day: date) -> Refusal | None:
    """Why the law of a day would refuse what the charter says: a law may have changed since."""
    try:
        check_value(clause, value, said.organization_kind, said.parameters, day)
    except Refusal as refused:
        return refused
    return None


def shown_clause(clause: Clause, said: Said, charter: Charter, language: Language) -> ShownClause:
    """One clause on the day of `charter`."""
    saying, value = charter.sayings.get(clause.key), value_of(charter, clause.key)
    allowed, unlawful = _allowed(clause, said, charter.day), _unlawful(clause, value, said, charter.day)
    unit_name = UNIT_NAMES.get(clause.unit)
    return ShownClause(
        key=clause.key,
        slug=clause.slug,
        name=translate(clause.name, language),
        unit=clause.unit,
        unit_name=translate(unit_name, language) if unit_name else "",
        article=translate(cited(clause.article), language),
        value=value_text(clause, value, language),
        typed="" if value is None else value,
        valid_from=saying.valid_from if saying else None,
        basis=saying.basis if saying else "",
        silent=translate(_silent(clause, said, charter.day), language),
        allowed=translate(allowed, language) if allowed else "",
        unlawful=unlawful.sentence(language) if unlawful else "",
        options=tuple((str(one), translate(name, language)) for one, name in clause.choices.items()),
    )


def shown_groups(said: Said, charter: Charter, language: Language) -> list[tuple[str, str, list[ShownClause]]]:
    """Every clause that such an organization has, group by group: its key, its name, its clauses."""
    clauses = [clause for clause in CLAUSES.values() if clause.is_for(said.organization_kind)]
    return [
        (
            group,
            translate(name, language),
            [shown_clause(clause, said, charter, language) for clause in clauses if clause.group == group],
        )
        for group, name in GROUP_NAMES.items()
    ]


def version_in_force(versions: Sequence[VersionRow], day: date) -> VersionRow | None:
    """The version that counts last on a day; `versions` with the last first."""
    return next((version for version in versions if version.valid_from <= day), None)


def changes_of(said: Said, version: VersionRow, language: Language) -> list[dict[str, Any]]:
    """What a version changed, each clause with what it said before on the day from which it counts."""
    own = [saying for saying in said.sayings if saying.version_id == version.id]
    if not own:
        return []
    before = in_force(said.sayings[: said.sayings.index(own[0])], version.valid_from)
    shown = {saying.key: saying for saying in own}
    return [
        {
            "slug": clause.slug,
            "name": translate(clause.name, language),
            "before": _text_of(clause, before.get(clause.key), language),
            "after": _text_of(clause, shown[clause.key], language),
        }
        for clause in CLAUSES.values()
        if clause.key in shown
    ]


def _text_of(clause: Clause, saying: Any, language: Language) -> str:
    if saying is None:
        return ""
    return value_text(clause, saying.value if saying.value is not None else saying.words, language)
