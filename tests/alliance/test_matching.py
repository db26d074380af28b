"""Which organization a row is."""

from typing import Any
from uuid import UUID

import pytest

from hoptac.alliance.matching import Candidate, KnownOrganization, match
from hoptac.alliance.reading import OrganizationRow
from hoptac.kit.vietnamese import search_key

NINH_KIEU, O_MON = UUID(int=1), UUID(int=2)


def known(number: int, name: str, **others: Any) -> KnownOrganization:
    empty = {"registration_code": None, "area_id": NINH_KIEU, "commune_name": "", "kind": "cooperative"}
    rest = {"activity_field": None, "founded_year": None, "head_office": "", "legal_representative": "", "phone": None}
    return KnownOrganization(
        id=UUID(int=number), search_key=search_key(name), keeps_books=False, **(empty | rest | others)
    )


def row(name: str, area: UUID | None = NINH_KIEU, **others: Any) -> Candidate:
    return Candidate(OrganizationRow(name=name, **others), area)


@pytest.mark.parametrize(
    ("candidate", "organizations", "found"),
    [
        (row("HTX A"), [known(11, "htx a")], 11),
        (row("HTX Á"), [known(11, "htx a")], 11),
        (row("HTX A", O_MON), [known(11, "htx a")], None),
        (row("HTX A", kind="cooperative_group"), [known(11, "htx a")], None),
        (row("HTX B", O_MON, registration_code="1"), [known(11, "htx a", registration_code="1")], 11),
        (row("HTX A", registration_code="2"), [known(11, "htx a", registration_code="1")], None),
        (row("HTX A", registration_code="2"), [known(11, "htx a")], 11),
        (row("HTX A", commune="Xã Y"), [known(11, "htx a", commune_name="Xã X"), known(12, "htx a", commune_name="Xã Y")], 12),
        (row("HTX A", O_MON), [known(11, "htx a", area_id=None)], 11),
        (row("HTX A", O_MON), [known(11, "htx a", area_id=None), known(12, "htx a", area_id=None)], None),
    ],
)  # fmt: skip
def test_row_is_the_organization_or_a_new_one(
    candidate: Candidate, organizations: list[KnownOrganization], found: int | None
) -> None:
    [matched] = match([candidate], organizations, districts=[NINH_KIEU, O_MON])
    assert (matched.id if matched else None) == (UUID(int=found) if found else None)


def test_one_organization_is_given_to_one_row() -> None:
    first, second = match([row("HTX A"), row("HTX A")], [known(11, "htx a")], districts=[NINH_KIEU])
    assert first is not None
    assert second is None
