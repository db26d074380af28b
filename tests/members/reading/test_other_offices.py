"""The same twelve people in the lists of many offices: who they are and what they paid is the same in each."""

import pytest
from tests.members.reading.offices.lists import LISTS, Office
from tests.members.reading.offices.people import LAYOUT, PEOPLE
from tests.members.reading.workbooks import judged, xlsx


@pytest.mark.parametrize("name", LISTS)
def test_everybody_is_read_as_they_are(name: str) -> None:
    _check(LISTS[name], xlsx(*LISTS[name].sheets), "danh-sach.xlsx")


def _check(office: Office, content: bytes, filename: str) -> None:
    verdicts = judged(content, filename)
    assert [
        (verdict.status, verdict.row, verdict.member.name, verdict.reasons)
        for verdict in verdicts
        if verdict.status != "accepted"
    ] == []
    found = {verdict.member.name: verdict.member for verdict in verdicts}
    assert len(verdicts) == len(PEOPLE)
    fields = LAYOUT.fields(office.ways)
    assert {
        person.name: {field: getattr(found.get(person.name), field, "nobody") for field in fields} for person in PEOPLE
    } == {person.name: {field: truth(person) for field, truth in fields.items()} for person in PEOPLE}
