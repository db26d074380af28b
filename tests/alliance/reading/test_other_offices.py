"""The same twelve organizations in the registries of many alliances: their figures are the same in each."""

from datetime import date

import pytest
from tests.alliance.reading.judging import judge_registry
from tests.alliance.reading.offices.organizations import LAYOUT, ORGS
from tests.alliance.reading.offices.registries import REGISTRIES
from tests.members.reading.workbooks import xlsx

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("name", REGISTRIES)
def test_every_organization_is_read_as_it_is(name: str) -> None:
    office = REGISTRIES[name]
    verdicts = judge_registry(xlsx(*office.sheets), "danh-sach.xlsx", year=office.year, today=TODAY).verdicts
    not_accepted = [
        (verdict.row, verdict.organization.name, verdict.reasons)
        for verdict in verdicts
        if verdict.status != "accepted"
    ]
    assert not_accepted == []
    found = {verdict.organization.name.removeprefix("Hợp tác xã "): verdict.organization for verdict in verdicts}
    fields = LAYOUT.fields(office.ways)
    assert len(verdicts) == len(ORGS)
    assert {
        org.name: {field: getattr(found.get(org.name) or found.get(org.bare), field, "none") for field in fields}
        for org in ORGS
    } == {org.name: {field: truth(org) for field, truth in fields.items()} for org in ORGS}
