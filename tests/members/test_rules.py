"""The law of membership and the numbers of members, as tables: what is refused stands beside what is accepted."""

from datetime import date

import pytest

from hoptac.kit.errors import Refusal, Refusals
from hoptac.kit.forms import FormReader
from hoptac.members.forms import MemberForm, UnreadableArea, parse_area, read_member
from hoptac.members.rules import BrokenIdentityNumber, NumberSeries, TooYoung, check_age, identity_number_of

TODAY = date(2026, 11, 22)
TYPED = {"number": "TV001", "name": "  Nguyễn  Văn An ", "party_kind": "individual", "kind": "official"}


@pytest.mark.parametrize(
    ("kind", "party_kind", "born_on", "born_year", "refused"),
    [
        ("official", "individual", date(2008, 11, 22), 2008, False),  # eighteen today
        ("official", "individual", date(2008, 11, 23), 2008, True),
        ("associate_contributing", "individual", date(2008, 11, 23), 2008, True),
        ("associate_noncontributing", "individual", date(2008, 11, 23), 2008, False),
        ("associate_noncontributing", "individual", date(2011, 11, 22), 2011, False),  # fifteen today
        ("associate_noncontributing", "individual", date(2011, 11, 23), 2011, True),
        ("official", "individual", None, 2008, False),  # can be eighteen
        ("official", "individual", None, 2009, True),
        ("official", "individual", None, None, False),
        ("official", "household", None, 2020, False),  # a household has no age
        ("official", "organization", date(2020, 1, 1), 2020, False),
    ],
)
def test_the_age_of_members(
    kind: str, party_kind: str, born_on: date | None, born_year: int | None, refused: bool
) -> None:
    if not refused:
        check_age(kind=kind, party_kind=party_kind, born_on=born_on, born_year=born_year, today=TODAY)
        return
    with pytest.raises(TooYoung, match="Điều 30"):
        check_age(kind=kind, party_kind=party_kind, born_on=born_on, born_year=born_year, today=TODAY)


@pytest.mark.parametrize(
    ("typed", "party_kind", "number"),
    [
        ("092062001234", "individual", "092062001234"),
        ("092 062 001 234", "individual", "092062001234"),
        ("361234567", "individual", "361234567"),
        ("92062001234", "individual", None),
        ("000000000000", "individual", None),
        ("09206200123a", "individual", None),
        ("1801234567", "individual", None),
        ("1801234567", "organization", "1801234567"),
        ("1801234567-001", "organization", "1801234567001"),
    ],
)
def test_identity_numbers(typed: str, party_kind: str, number: str | None) -> None:
    if number is None:
        with pytest.raises(BrokenIdentityNumber):
            identity_number_of(typed, party_kind)
    else:
        assert identity_number_of(typed, party_kind) == number


@pytest.mark.parametrize(
    ("taken", "given"),
    [
        ([], ["TV001", "TV002"]),
        (["TV001", "TV009"], ["TV010", "TV011"]),
        (["7", "12"], ["13", "14"]),
        (["HTX-01", "HTX-02", "5"], ["HTX-03", "HTX-04"]),
        (["an", "ba"], ["TV001", "TV002"]),
        (["tv003", "TV002", "TV001"], ["TV004"]),  # a number in other letters is the same number
    ],
)
def test_the_next_free_numbers(taken: list[str], given: list[str]) -> None:
    series = NumberSeries(taken)
    assert [series.next() for _number in given] == given


def read(**typed: str) -> MemberForm:
    return read_member(FormReader(TYPED | typed), TODAY)


def test_a_form_is_read() -> None:
    form = read(born="5/3/1962", identity_number="092062001234", production_area_m2="5.000", joined_on="27/05/2019")
    assert (form.name, form.born_on, form.born_year) == ("Nguyễn Văn An", date(1962, 3, 5), 1962)
    assert (form.identity_number, form.production_area_m2, form.joined_on) == (
        "092062001234",
        5000,
        date(2019, 5, 27),
    )
    assert read(born="1962").born_year == 1962
    assert read().phone is None


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ({"name": ""}, ["name"]),
        ({"number": " "}, ["number"]),
        ({"kind": "guest"}, ["kind"]),
        ({"born": "2015"}, ["born"]),
        ({"born": "1/1/2030"}, ["born"]),
        ({"born": "hôm qua"}, ["born"]),
        ({"joined_on": "1/1/2030"}, ["joined_on"]),
        ({"identity_number": "123"}, ["identity_number"]),
        ({"production_area_m2": "-5"}, ["production_area_m2"]),
        ({"name": "", "identity_number": "12", "joined_on": "1/1/2030"}, ["identity_number", "joined_on", "name"]),
    ],
)
def test_what_is_refused_stands_beside_its_field(typed: dict[str, str], fields: list[str]) -> None:
    with pytest.raises(Refusals) as caught:
        read(**typed)
    assert sorted(str(refusal.field) for refusal in caught.value.refusals) == fields


@pytest.mark.parametrize("typed", ["", "một công", "1,5e3", "99999999999"])
def test_areas_that_are_none(typed: str) -> None:
    with pytest.raises(UnreadableArea) as caught:
        parse_area(typed)
    assert isinstance(caught.value, Refusal)
