"""A list beside the register: members it has already, changed sums, and numbers that belong to others."""

from datetime import date
from pathlib import Path

from msgspec.structs import replace
from tests.members.reading.workbooks import codes, judged, noted, one_sheet, typed

from hoptac.members.reading import KnownMember, RowVerdict, summary

SAMPLES = Path(__file__).parent / "samples"

REGISTER = [
    KnownMember("m1", "Nguyễn Văn An", "TV01", "092060100001", date(1960, 3, 5), 1960, "0912345678", 5_000_000,
    3_000_000),
    KnownMember("m2", "Trần Thị Bé", "TV02", None, None, 1970, None, 1_000_000, 1_000_000),
    KnownMember("m3", "Lê Văn Cường", "TV03", "361234567", None, None, None, 1_000_000, 1_000_000),
    KnownMember("m4", "Phan Thị Mơ", "TV04", None, None, 1980, None, 0, 0, left_on=date(2025, 9, 1)),
]  # fmt: skip


def outcomes(table: str) -> list[tuple[str, str, str | None]]:
    verdicts = judged(one_sheet(typed(table)), known=REGISTER)
    return [(verdict.status, " ".join(codes(verdict)), verdict.known_id) for verdict in verdicts]


def test_rows_of_members_known_by_identity_number() -> None:
    assert outcomes("""
        Mã TV | Họ và tên     | Ngày sinh  | Số CCCD      | Vốn cam kết | Vốn đã góp
        TV01  | NGUYỄN VĂN AN | 05/03/1960 | 092060100001 | 5.000.000   | 3.000.000
    """) == [("unchanged", "", "m1")]
    assert outcomes("""
        Mã TV | Họ và tên     | Ngày sinh  | Số CCCD      | Vốn cam kết | Vốn đã góp
        TV01  | Nguyễn Văn An | 1960       | 092060100001 | 5.000.000   | 5.000.000
    """) == [("needs_a_decision", "other_sums", "m1")]
    assert outcomes("""
        Mã TV | Họ và tên     | Ngày sinh  | Số CCCD      | Vốn đã góp
              | Nguyễn Văn An | 06/03/1960 | 092060100001 | 3.000.000
              | Nguyễn Văn Em | 05/03/1960 | 092060100001 | 3.000.000
    """) == [
        ("needs_a_decision", "identity_number_of_another", None),
        ("needs_a_decision", "repeated_identity_number identity_number_of_another", None),
    ]


def test_a_doubtful_row_of_a_member_brings_in_nobody() -> None:
    table = """
        Mã TV | Họ và tên     | Năm sinh | Số CCCD      | Vốn cam kết | Vốn đã góp
        TV01  | Nguyễn Văn An | 1960     | 092060100001 | 5.000.000   | 6.000.000
    """
    (row,) = judged(one_sheet(typed(table)), known=REGISTER)
    assert (row.status, codes(row), row.decisions, row.known_id) == (
        "needs_a_decision", ["paid_above_pledge", "other_sums"], ("leave_out",), "m1",
    )  # fmt: skip
    (same,) = judged(one_sheet(typed(table)), known=[replace(REGISTER[0], paid_dong=6_000_000)])
    assert (same.status, "paid_above_pledge" in noted(same), same.known_id) == ("unchanged", True, "m1")


def test_rows_of_members_known_by_their_number_or_name() -> None:
    assert outcomes("""
        Mã TV | Họ và tên    | Năm sinh | Số CCCD      | Vốn góp
        tv02  | Trần Thị Bé  | 1970     |              | 1.000.000
        TV02  | Võ Thị Dung  | 1970     | 092070100009 | 1.000.000
        TV03  | Lê Văn Cường |          | 092060100077 | 1.000.000
    """) == [
        ("unchanged", "", "m2"),
        ("needs_a_decision", "repeated_number number_of_another", None),
        ("needs_a_decision", "other_identity_number", "m3"),
    ]
    assert outcomes("""
        STT | Họ và tên    | Năm sinh | Số CCCD      | Vốn góp
        1   | Trần Thị Bé  | 1970     |              | 1.000.000
        2   | Trần Thị Bé  | 1971     |              | 1.000.000
        3   | Lê Văn Cường |          | 092060100077 | 1.000.000
    """) == [("unchanged", "", "m2"), ("accepted", "", None), ("accepted", "", None)]
    assert outcomes("""
        STT | Họ và tên    | Năm sinh | Số CCCD      | Vốn góp
        1   | Trần Thị Bé  | 1970     | 092170100055 | 1.000.000
    """) == [("needs_a_decision", "person_of_register", None)]


def test_who_has_left_is_not_brought_back_by_a_list() -> None:
    assert outcomes("""
        Mã TV | Họ và tên    | Năm sinh | Vốn góp
        TV04  | Phan Thị Mơ  | 1980     | 1.000.000
    """) == [("needs_a_decision", "has_left", "m4")]


def test_a_list_that_says_nothing_of_capital_changes_none() -> None:
    assert outcomes("""
        STT | Họ và tên     | Năm sinh | Số CCCD      | Điện thoại
        1   | Nguyễn Văn An | 1960     | 092060100001 | 0987654321
    """) == [("unchanged", "", "m1")]


def test_a_sum_that_differs_is_told_with_both_sums() -> None:
    table = """
        STT | Họ và tên     | Số CCCD      | Vốn góp   | Điện thoại
        1   | Nguyễn Văn An | 092060100001 | 4.000.000 | 0987654321
    """
    (verdict,) = judged(one_sheet(typed(table)), known=REGISTER)
    assert "4.000.000" in str(verdict.reasons[0])
    assert "3.000.000" in str(verdict.reasons[0])
    assert verdict.decisions == ("leave_out",)


def test_another_telephone_is_noted() -> None:
    table = """
        STT | Họ và tên     | Số CCCD      | Điện thoại
        1   | Nguyễn Văn An | 092060100001 | 0987654321
    """
    (verdict,) = judged(one_sheet(typed(table)), known=REGISTER)
    assert noted(verdict) == ["other_phone_in_register"]


def registered(verdicts: list[RowVerdict]) -> list[KnownMember]:
    """The accepted rows as the register holds them after the import."""
    return [
        KnownMember(
            f"{verdict.sheet}-{verdict.row}", verdict.member.name, verdict.member.number,
            verdict.member.identity_number,
            verdict.member.born_on, verdict.member.born_year, verdict.member.phone, verdict.member.pledged_dong or 0,
            verdict.member.paid_dong,
        )
        for verdict in verdicts
        if verdict.status == "accepted"
    ]  # fmt: skip


def test_the_same_list_again_changes_nothing() -> None:
    for path in sorted(SAMPLES.glob("*.xlsx")):
        first = judged(path.read_bytes())
        again = judged(path.read_bytes(), known=registered(first))
        before, after = summary(first), summary(again)
        assert (after.accepted, after.unchanged) == (0, before.accepted), path.name
        assert (after.needs_a_decision, after.refused) == (before.needs_a_decision, before.refused), path.name


def test_the_same_list_again_without_identity_numbers() -> None:
    table = """
        STT | Họ và tên     | Vốn góp   | Điện thoại
        1   | Nguyễn Văn An | 1.000.000 | 0912345678
        2   | Nguyễn Văn An | 2.000.000 | 0987654321
        3   | Trần Thị Bé   | 1.000.000 |
    """
    content = one_sheet(typed(table))
    first = judged(content)
    again = judged(content, known=registered(first))
    assert [verdict.status for verdict in first] == ["accepted"] * 3
    assert [verdict.status for verdict in again] == ["unchanged"] * 3
