"""Cells of member lists, as typed and as spreadsheets keep them, and what is understood of them."""

from datetime import date, datetime
from typing import Any

import pytest
from tests.members.reading.workbooks import TODAY

from hoptac.kit.sheets import Cell
from hoptac.kit.tables.cells import Flawed
from hoptac.members.reading.days import age_on, birth_reader, day_reader
from hoptac.members.reading.identity import identity_reader, registration_code, year_of_birth
from hoptac.members.reading.kinds import Kinds, party_kind_of, read_gender, read_kinds
from hoptac.members.reading.places import hamlet_of_address, hamlet_of_section, hamlet_of_title


def value_and_codes(read: Any) -> tuple[Any, list[str]]:
    """What was read, and the codes of all that is said about it."""
    if isinstance(read, Flawed):
        return read.value, [reason.code for reason in (*read.refused, *read.doubted, *read.noted)]
    return read, []


@pytest.mark.parametrize(
    ("cell", "number", "said"),
    [
        ("092057827036", "092057827036", []),
        ("093 057 032701", "093057032701", []),
        ("093.057.032.701", "093057032701", []),
        ("'093057032701", "093057032701", []),
        ("361234567", "361234567", []),
        (361234567.0, "361234567", []),
        (93162637385.0, "093162637385", ["zero_restored"]),
        ("93162637385", "093162637385", ["zero_restored"]),
        (1057032701.0, "001057032701", ["zero_restored"]),
        (12345678.0, "012345678", ["zero_restored"]),
        ("361234567 / 093057032701", "093057032701", ["identity_number_within"]),
        ("CMND: 361 234 567", "361234567", ["identity_number_within"]),
        ("093057032701 (cấp 12/5/2021)", "093057032701", ["identity_number_within"]),
        ("chưa có", None, []),
        ("-", None, []),
        (0.0, None, []),
        ("0930736", None, ["broken_identity_number"]),
        ("093 050 3", None, ["broken_identity_number"]),
        (931578.0, None, ["broken_identity_number"]),
        ("09305703270", None, ["broken_identity_number"]),
        (99162637385.0, None, ["broken_identity_number"]),
        (93962637385.0, None, ["broken_identity_number"]),
        (3057032701.0, None, ["broken_identity_number"]),
        ("0912345678", None, ["broken_identity_number"]),
        ("0930570327011", None, ["broken_identity_number"]),
        ("000000000000", None, ["broken_identity_number"]),
        ("9.3057E+10", None, ["broken_identity_number"]),
        ("B1234567", None, ["broken_identity_number"]),
        (-5.0, None, ["broken_identity_number"]),
        (5.5, None, ["broken_identity_number"]),
    ],
)
def test_identity_numbers(cell: Cell, number: str | None, said: list[str]) -> None:
    assert value_and_codes(identity_reader(["361234567"])(cell)) == (number, said)


def test_a_zero_of_an_old_card_is_restored_beside_other_old_cards_only() -> None:
    assert value_and_codes(identity_reader(["093057032701"])(12345678.0)) == (None, ["broken_identity_number"])


def test_a_broken_number_is_shown_as_the_list_shows_it() -> None:
    (reason,) = identity_reader([])(931578.0).refused
    assert "“931578”" in str(reason)


@pytest.mark.parametrize(
    ("cell", "code"),
    [("1801234567", "1801234567"), (301234567.0, "0301234567"), ("1801234567-001", "1801234567001"), ("18", None)],
)
def test_codes_of_organizations(cell: Cell, code: str | None) -> None:
    assert registration_code(cell) == code


def test_year_of_birth_that_a_number_tells() -> None:
    years = [year_of_birth(number) for number in ("093057032701", "093162637385", "093302434673", "361234567")]
    assert years == [1957, 1962, 2002, None]


@pytest.mark.parametrize(
    ("cell", "born_on", "born_year", "said"),
    [
        (date(1957, 8, 25), date(1957, 8, 25), 1957, []),
        (datetime.fromisoformat("1957-08-25T07:30"), date(1957, 8, 25), 1957, []),
        ("25/08/1957", date(1957, 8, 25), 1957, []),
        ("5-6-65", date(1965, 6, 5), 1965, []),
        (1962.0, None, 1962, ["only_year_of_birth"]),
        ("1957", None, 1957, ["only_year_of_birth"]),
        ("00/00/1960", None, 1960, ["only_year_of_birth"]),
        ("khoảng 1950", None, 1950, ["only_year_of_birth"]),
        ("không rõ", None, None, []),
        ("31/02/60", None, None, ["unreadable_birth"]),
        ("?!", None, None, ["unreadable_birth"]),
        (date(2027, 1, 1), None, None, ["future_date"]),
        (2030.0, None, None, ["future_date"]),
    ],
)
def test_births(cell: Cell, born_on: date | None, born_year: int | None, said: list[str]) -> None:
    assert value_and_codes(birth_reader(TODAY)(cell)) == ((born_on, born_year), said)


@pytest.mark.parametrize(
    ("cell", "day", "said"),
    [
        (date(2019, 5, 27), date(2019, 5, 27), []),
        ("20.10.2023", date(2023, 10, 20), []),
        ("11-3-18", date(2018, 3, 11), []),
        (2015.0, date(2015, 1, 1), ["only_year"]),
        ("2015", date(2015, 1, 1), ["only_year"]),
        ("05/2018", date(2018, 5, 1), ["only_month"]),
        ("Tháng 5 năm 2018", date(2018, 5, 1), ["only_month"]),
        ("chưa góp", None, []),
        ("khi thành lập", None, ["unreadable_day"]),
        ("31/12/2026", None, ["future_date"]),
        ("12/2026", None, ["future_date"]),
    ],
)
def test_days_of_what_was_done(cell: Cell, day: date | None, said: list[str]) -> None:
    assert value_and_codes(day_reader(TODAY)(cell)) == (day, said)


@pytest.mark.parametrize(
    ("born_on", "born_year", "age"),
    [
        (date(2008, 11, 22), 2008, 18),
        (date(2008, 11, 23), 2008, 17),
        (None, 2008, 18),
        (None, 2009, 17),
        (None, None, None),
    ],
)
def test_ages(born_on: date | None, born_year: int | None, age: int | None) -> None:
    assert age_on(TODAY, born_on, born_year) == age


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Nguyễn Văn A", "individual"),
        ("Hồ Văn B", "individual"),
        ("To Van C", "individual"),
        ("Hộ ông Nguyễn Văn A", "household"),
        ("HTX Thạnh Phú", "organization"),
        ("Hợp tác xã Thạnh Phú", "organization"),
        ("Công ty TNHH Miền Tây", "organization"),
        ("CÔNG TY TNHH MIỀN TÂY", "organization"),
        ("Cong Van D", "individual"),
        ("Tổ hợp tác số 5", "group"),
        ("Trương Văn Hợp", "individual"),
    ],
)
def test_kinds_of_party_by_their_names(name: str, kind: str) -> None:
    assert party_kind_of(name) == kind


@pytest.mark.parametrize(
    ("word", "kinds"),
    [
        ("Chính thức", Kinds("official")),
        ("TVCT", Kinds("official")),
        ("Liên kết góp vốn", Kinds("associate_contributing", is_associate=True)),
        ("TV LK góp vốn", Kinds("associate_contributing", is_associate=True)),
        ("Liên kết không góp vốn", Kinds("associate_noncontributing", is_associate=True)),
        ("LKKGV", Kinds("associate_noncontributing", is_associate=True)),
        ("TVLK", Kinds(None, is_associate=True)),
        ("Liên kết", Kinds(None, is_associate=True)),
        ("Xã viên", Kinds("official")),
        ("Hộ gia đình", Kinds(None, "household")),
        ("Tổ chức", Kinds(None, "organization")),
        ("Associate (non-contributing)", Kinds("associate_noncontributing", is_associate=True)),
        ("Official", Kinds("official")),
    ],
)
def test_words_for_kinds_of_member(word: str, kinds: Kinds) -> None:
    assert read_kinds(word) == kinds


def test_words_that_are_not_understood_are_noted() -> None:
    assert value_and_codes(read_kinds("Hạng A")) == (Kinds(), ["unknown_member_kind"])
    assert value_and_codes(read_gender("khác")) == (None, ["unknown_gender"])
    assert [read_gender(word) for word in ("Nam", "NỮ", "nu", "F")] == ["male", "female", "female", "female"]


@pytest.mark.parametrize(
    ("read", "text", "hamlet"),
    [
        (hamlet_of_title, "DANH SÁCH THÀNH VIÊN HTX BÌNH THẠNH - ẤP BÌNH LỢI", "Ấp Bình Lợi"),
        (hamlet_of_title, "Danh sách xã viên ấp 3 năm 2024", "Ấp 3"),
        (hamlet_of_title, "DANH SÁCH THÀNH VIÊN HTX BÌNH THẠNH", None),
        (hamlet_of_section, "I. Ấp Bình Lợi", "Ấp Bình Lợi"),
        (hamlet_of_section, "Tổ 1:", "Tổ 1"),
        (hamlet_of_section, "2) Khóm 4 (12 hộ)", "Khóm 4"),
        (hamlet_of_section, "Tổ hợp tác số 5", None),
        (hamlet_of_section, "Tô Văn Ấp", None),
        (hamlet_of_address, "Ấp Bình Lợi, xã Bình Thạnh", "Ấp Bình Lợi"),
        (hamlet_of_address, "ấp 2 - xã Tân Bình", "Ấp 2"),
        (hamlet_of_address, "12 đường Ba Tháng Hai, phường Xuân Khánh", None),
    ],
)
def test_hamlets(read: Any, text: str, hamlet: str | None) -> None:
    assert read(text) == hamlet
