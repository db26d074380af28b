"""The same twelve organizations in the registries of many alliances: their figures are the same in each."""

from datetime import date

import pytest
from tests.alliance.reading.judging import judge_registry
from tests.alliance.reading.offices.more_registries import MORE_REGISTRIES
from tests.alliance.reading.offices.organizations import LAYOUT, ORGS, Org
from tests.alliance.reading.offices.registries import REGISTRIES, Registry
from tests.members.reading.workbooks import xlsx

FIGURES = {
    "members", "regular_workers", "charter_capital_dong", "charter_capital_before_dong", "revenue_dong", "profit_dong",
}  # fmt: skip
TODAY = date(2026, 11, 22)


EVERY_REGISTRY = REGISTRIES | MORE_REGISTRIES


@pytest.mark.parametrize("name", EVERY_REGISTRY)
def test_every_organization_is_read_as_it_is(name: str) -> None:
    office = EVERY_REGISTRY[name]
    verdicts = judge_registry(xlsx(*office.sheets), "danh-sach.xlsx", year=office.year, today=TODAY).verdicts
    not_accepted = [
        (verdict.row, verdict.organization.name, verdict.reasons)
        for verdict in verdicts
        if verdict.status != "accepted"
    ]
    assert not_accepted == []
    fields = LAYOUT.fields(office.ways)
    assert len(verdicts) == len(ORGS)
    read = {
        org.name: {field: getattr(verdict.organization, field) for field in fields}
        for org, verdict in zip(_in_order(office), verdicts, strict=True)
    }
    assert read == {org.name: {field: truth(org) for field, truth in fields.items()} for org in ORGS}
    others = FIGURES - fields.keys()
    invented = {field for field in others for one in verdicts if getattr(one.organization, field) is not None}
    assert invented == set()


def _in_order(office: Registry) -> list[Org]:
    """The organizations in the order of the list: those that stopped last where they have a section of their own."""
    texts = [cell for sheet in office.sheets for row in sheet.rows for cell in row if isinstance(cell, str)]
    return sorted(ORGS, key=lambda org: org.stopped) if "HTX NGỪNG HOẠT ĐỘNG" in texts else list(ORGS)
