"""The same twelve people in the lists of many offices: who they are and what they paid is the same in each."""

import pytest
from tests.members.reading.offices.lists import LISTS
from tests.members.reading.offices.more_lists import MORE_LISTS
from tests.members.reading.offices.people import LAYOUT, PEOPLE
from tests.members.reading.offices.putting_together import Office
from tests.members.reading.workbooks import judged, xlsx

EVERY_LIST = LISTS | MORE_LISTS


@pytest.mark.parametrize("name", EVERY_LIST)
def test_everybody_is_read_as_they_are(name: str) -> None:
    _check(EVERY_LIST[name], xlsx(*EVERY_LIST[name].sheets), "danh-sach.xlsx")


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
