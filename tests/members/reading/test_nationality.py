"""Nationality in member lists: recognised by its heading, in words and codes; what names no country asks."""

import pytest
from tests.members.reading.workbooks import codes, fields_of, identity_number, judged, noted, one_sheet, typed

from hoptac.members.reading import KnownMember, RowVerdict


def verdicts(*lines: str, heading: str = "Họ và tên|CCCD|Quốc tịch|Vốn đã góp (đồng)") -> list[RowVerdict]:
    return judged(one_sheet(typed("\n".join((heading, *lines)))))


def line(written: str, name: str = "Trần Văn An", place: int = 1) -> str:
    return f"{name}|{identity_number(place)}|{written}|5.000.000"


@pytest.mark.parametrize("heading", ["Quốc tịch", "QUỐC TỊCH", "Quoc tich", "Nationality", "Citizenship", "Quốc gia"])
def test_the_column_is_recognised(heading: str) -> None:
    rows = [["Họ và tên", "CCCD", heading], *([f"Trần Văn {n}", identity_number(n), "Việt Nam"] for n in range(5))]
    assert fields_of(one_sheet(rows)) == ["name", "identity_number", "nationality"]


def test_a_list_without_headings_shows_countries() -> None:
    names = ("Nguyễn Văn An", "Trần Thị Bé", "Lê Văn Cường", "Phạm Thị Dung", "Võ Văn Em")
    rows = [[name, identity_number(place), "Việt Nam"] for place, name in enumerate(names)]
    assert fields_of(one_sheet(rows))[2] == "nationality"


@pytest.mark.parametrize(
    ("written", "country"),
    [
        ("Việt Nam", "VN"), ("viet nam", "VN"), ("VN", "VN"), ("VNM", "VN"), ("", None),
        ("Hàn Quốc", "KR"), ("han quoc", "KR"), ("KR", "KR"), ("Korea", "KR"), ("Nhật Bản", "JP"), ("Mỹ", "US"),
        ("Đài Loan", "TW"),
    ],
)  # fmt: skip
def test_countries_are_read_as_they_are_written(written: str, country: str | None) -> None:
    [verdict] = verdicts(line(written))
    assert (verdict.status, verdict.member.nationality, verdict.member.is_foreign_invested) == (
        "accepted",
        country,
        False,
    )


def test_as_above_is_the_country_above() -> None:
    first, second = verdicts(line("Hàn Quốc"), line("nt", "Lê Văn Bé", 2))
    assert (first.member.nationality, second.member.nationality) == ("KR", "KR")
    assert "value_as_above" in noted(second)


@pytest.mark.parametrize("written", ["Khmer", "nước ngoài", "x", "Cần Thơ"])
def test_what_names_no_country_needs_a_decision(written: str) -> None:
    [verdict] = verdicts(line(written))
    assert (verdict.status, codes(verdict)) == ("needs_a_decision", ["unknown_nationality"])
    assert verdict.decisions == ("import_as_read", "leave_out")
    assert f"“{written}”" in str(verdict.reasons[0])


@pytest.mark.parametrize(
    ("name", "written", "nationality", "is_foreign_invested", "notes"),
    [
        ("Công ty TNHH Hàn Việt", "Hàn Quốc", None, True, ["foreign_organization"]),
        ("Công ty TNHH Thạnh Phú", "Việt Nam", None, False, []),
        ("Công ty TNHH Thạnh Phú", "", None, False, []),
        ("Hộ ông Kim", "Hàn Quốc", "KR", False, []),
        ("Kim Văn Hàn", "Hàn Quốc", "KR", False, []),
    ],
)
def test_an_organization_of_another_country_is_one_with_foreign_investment(
    name: str, written: str, nationality: str | None, is_foreign_invested: bool, notes: list[str]
) -> None:
    [verdict] = verdicts(line(written, name))
    assert verdict.status == "accepted"
    assert (verdict.member.nationality, verdict.member.is_foreign_invested) == (nationality, is_foreign_invested)
    assert [note for note in noted(verdict) if note == "foreign_organization"] == notes


def test_a_tick_says_which_organizations_have_foreign_investment() -> None:
    heading = "Họ và tên|CCCD|Có vốn đầu tư nước ngoài|Vốn đã góp (đồng)"
    lines = [f"Công ty {n}||{tick}|5.000.000" for n, tick in enumerate(("x", "", "có", "không", "x"))]
    found = verdicts(*lines, f"Trần Văn An|{identity_number(1)}|x|5.000.000", heading=heading)
    assert [verdict.member.is_foreign_invested for verdict in found] == [True, False, True, False, True, False]
    assert [verdict.member.paid_dong for verdict in found] == [5_000_000] * 6  # "vốn … nước ngoài" is no capital


def test_the_register_stays_and_the_difference_is_noted() -> None:
    known = KnownMember("1", "Trần Văn An", None, identity_number(1), None, None, None, 5_000_000, 5_000_000, "VN")
    content = one_sheet(typed(f"Họ và tên|CCCD|Quốc tịch|Vốn đã góp (đồng)\n{line('Hàn Quốc')}"))
    [verdict] = judged(content, known=[known])
    assert verdict.status == "unchanged"
    assert "other_nationality_in_register" in noted(verdict)
    [same] = judged(one_sheet(typed(f"Họ và tên|CCCD|Quốc tịch|Vốn đã góp (đồng)\n{line('VN')}")), known=[known])
    assert "other_nationality_in_register" not in noted(same)
