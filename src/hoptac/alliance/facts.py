"""What a yearly list says of an organization apart from its figures, and what of it the registry takes over. Pure."""

from typing import Any
from uuid import UUID

import msgspec

from hoptac.alliance.matching import Candidate, KnownOrganization
from hoptac.kit.vietnamese import clean_text


class Facts(msgspec.Struct, frozen=True):
    """Empty where the list says nothing."""

    registration_code: str | None
    area_id: UUID | None
    commune_name: str
    activity_field: str | None
    founded_year: int | None
    head_office: str
    legal_representative: str
    phone: str | None


FACT_NAMES = Facts.__struct_fields__


def facts_of(candidate: Candidate) -> Facts:
    """What a row says."""
    row = candidate.row
    return Facts(
        row.registration_code or None, candidate.area_id, clean_text(row.commune or ""), row.activity_field,
        row.founded_year, clean_text(row.address or ""), clean_text(row.representative or ""), row.phone or None,
    )  # fmt: skip


def facts_after(
    known: KnownOrganization, said: Facts, *, is_newest: bool, province_id: UUID | None
) -> dict[str, Any] | None:
    """The facts of an organization once the list is taken in; None where they stay as they are.

    What the newest list says replaces what stood there, an older one only fills what was empty; an organization that
    keeps its books here knows itself better than any list. The whole province is no answer to "where".
    """
    old = {name: getattr(known, name) for name in FACT_NAMES}
    replaces = is_newest and not known.keeps_books
    new = {name: _newer(old[name], getattr(said, name), replaces=replaces) for name in FACT_NAMES}
    if said.area_id and known.area_id == province_id:
        new["area_id"] = said.area_id
    return None if new == old else new


def _newer(old: Any, said: Any, *, replaces: bool) -> Any:
    if said in (None, ""):
        return old
    return said if replaces or old in (None, "") else old
