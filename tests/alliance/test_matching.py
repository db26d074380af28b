"""Which organization a row is."""

from typing import Any
from uuid import UUID

import pytest

from hoptac.alliance.matching import Candidate, KnownOrganization, Match, match
from hoptac.alliance.reading import OrganizationRow
from hoptac.kit.vietnamese import search_key

NINH_KIEU, O_MON = UUID(int=1), UUID(int=2)


def known(number: int, name: str, **others: Any) -> KnownOrganization:
    empty = {"registration_code": None, "area_id": NINH_KIEU, "commune_name": "", "kind": "cooperative"}
    rest = {"activity_field": None, "founded_year": None, "head_office": "", "legal_representative": "", "phone": None}
    return KnownOrganization(
        id=UUID(int=number), name=name, search_key=search_key(name), keeps_books=False, **(empty | rest | others)
    )


def row(name: str, area: UUID | None = NINH_KIEU, **others: Any) -> Candidate:
    return Candidate(OrganizationRow(name=name, **others), area)


# the row, the registry, the organization it is, or those it could be
ROWS = [
    (row("HTX A"), [known(11, "htx a")], 11, []),
    (row("HTX Á"), [known(11, "htx a")], 11, []),
    (row("HTX A", O_MON), [known(11, "htx a")], None, []),
    (row("HTX A", kind="cooperative_group"), [known(11, "htx a")], None, []),
    (row("HTX B", O_MON, registration_code="1"), [known(11, "htx a", registration_code="1")], 11, []),
    (row("HTX A", registration_code="2"), [known(11, "htx a", registration_code="1")], None, []),
    (row("HTX A", registration_code="2"), [known(11, "htx a")], 11, []),
    (row("HTX A", commune="Xã Y"), [known(11, "htx a", commune_name="Xã X"), known(12, "htx a", commune_name="Xã Y")], 12, []),
    (row("HTX A", O_MON), [known(11, "htx a", area_id=None)], 11, []),
    # Two of one name: by the commune, by the code, or not to be told.
    (row("HTX A"), [known(11, "htx a"), known(12, "htx a")], None, [11, 12]),
    (row("HTX A", commune="Xã Z"), [known(11, "htx a", commune_name="Xã X"), known(12, "htx a", commune_name="Xã Y")], None, [11, 12]),
    (row("HTX A", registration_code="2"), [known(11, "htx a", registration_code="1"), known(12, "htx a")], 12, []),
    (row("HTX A", registration_code="1"), [known(11, "htx a", registration_code="1"), known(12, "htx a")], 11, []),
    (row("HTX A", O_MON), [known(11, "htx a", area_id=None), known(12, "htx a", area_id=None)], None, [11, 12]),
    (row("HTX A"), [known(11, "htx a"), known(12, "htx a", area_id=O_MON)], 11, []),
]  # fmt: skip


def ids(*organizations: KnownOrganization | None) -> list[int]:
    return [int(organization.id) for organization in organizations if organization]


@pytest.mark.parametrize(("candidate", "organizations", "found", "among"), ROWS)
def test_row_is_the_organization_a_new_one_or_one_of_several(
    candidate: Candidate, organizations: list[KnownOrganization], found: int | None, among: list[int]
) -> None:
    [matched] = match([candidate], organizations, districts=[NINH_KIEU, O_MON])
    assert ids(matched.found) == ([found] if found else [])
    assert ids(*matched.among) == among


def test_one_organization_is_given_to_one_row() -> None:
    first, second = match([row("HTX A"), row("HTX A")], [known(11, "htx a")], districts=[NINH_KIEU])
    assert ids(first.found) == [11]
    assert second == Match()


def test_organizations_that_wait_for_an_answer_are_not_given_to_another_row() -> None:
    known_ones = [known(11, "htx a", area_id=None), known(12, "htx a", area_id=None)]
    rows = [row("HTX A", None), row("HTX A", None), row("HTX A", O_MON)]
    matches = match(rows, known_ones, districts=[NINH_KIEU, O_MON])
    assert [ids(*one.among) for one in matches] == [[11, 12], [11, 12], []]
    assert [one.found for one in matches] == [None, None, None]


def test_what_was_settled_comes_first() -> None:
    known_ones = [known(11, "htx a"), known(12, "htx a"), known(13, "htx b")]
    settled = {0: UUID(int=12), 2: UUID(int=99)}  # 99 is in the registry no more
    matches = match([row("HTX A"), row("HTX A"), row("HTX B")], known_ones, districts=[NINH_KIEU], settled=settled)
    assert [ids(one.found) for one in matches] == [[12], [11], [13]]
