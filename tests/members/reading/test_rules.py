"""Rows as one would type them, and the verdict on each. Refused and doubted rows stand beside accepted ones."""

import pytest
from tests.members.reading.workbooks import codes, judged, noted, one_sheet, typed

from hoptac.members.reading import RowVerdict


def verdicts_on(table: str) -> list[RowVerdict]:
    return judged(one_sheet(typed(table)))


def outcomes(verdicts: list[RowVerdict]) -> list[tuple[int, str, str]]:
    return [(verdict.row, verdict.status, " ".join(codes(verdict))) for verdict in verdicts]


def test_capital() -> None:
    """Law 17/2023/QH15 Art. 4.12: a contribution is contributed or pledged; Art. 4.19: some contribute none."""
    verdicts = verdicts_on("""
        STT | Họ và tên     | Số CCCD      | Loại thành viên        | Vốn cam kết | Vốn đã góp  | Ngày góp
        1   | Nguyễn Văn An | 092060100001 | Chính thức             | 5.000.000   | 5.000.000   | 01/02/2024
        2   | Trần Thị Bé   | 092060100002 | Chính thức             | 5.000.000   | 2 triệu     | 01/02/2024
        3   | Lê Văn Cường  | 092060100003 | Chính thức             |             | 3.000.000   | 01/02/2024
        4   | Phạm Thị Dung | 092060100004 | Chính thức             | 2.000.000   | 3.000.000   | 01/02/2024
        5   | Võ Văn Em     | 092060100005 | Liên kết không góp vốn |             |             |
        6   | Bùi Thị Gấm   | 092060100006 | Liên kết không góp vốn | 1.000.000   | 1.000.000   |
        7   | Đỗ Văn Hai    | 092060100007 | TVLK                   | 1.000.000   |             |
        8   | Ngô Thị Ích   | 092060100008 | Chính thức             | nhiều lắm   | 1.000.000   |
        9   | Hồ Văn Khoa   | 092060100009 | Chính thức             | 5.000.000   | -1.000.000  |
        10  | Lý Thị Lan    | 092060100010 | Chính thức             | 5.000.000   | 500         |
        11  | Mai Văn Mười  | 092060100011 | Chính thức             | 5.000.000   | 1.000.000   | 31/12/2026
        12  | Cao Thị Năm   | 092060100012 | Chính thức             | 5.000.000   | 1.000.000   | hôm qua
    """)
    assert outcomes(verdicts) == [
        (2, "accepted", ""),
        (3, "accepted", ""),
        (4, "accepted", ""),
        (5, "needs_a_decision", "paid_above_pledge"),
        (6, "accepted", ""),
        (7, "needs_a_decision", "noncontributing_with_capital"),
        (8, "accepted", ""),
        (9, "refused", "unreadable_amount"),
        (10, "refused", "negative_amount"),
        (11, "needs_a_decision", "amount_without_unit"),
        (12, "refused", "future_date"),
        (13, "needs_a_decision", "unreadable_day"),
    ]
    assert [verdict.member.paid_dong for verdict in verdicts[:3]] == [5_000_000, 2_000_000, 3_000_000]
    assert (verdicts[2].member.pledged_dong, noted(verdicts[2])) == (3_000_000, ["pledge_as_paid"])
    assert (verdicts[6].member.member_kind, noted(verdicts[6])) == ("associate_contributing", ["kind_by_capital"])
    assert verdicts[3].decisions == ("import_as_read", "leave_out")
    assert "Điều 4 khoản 19" in str(verdicts[5].reasons[0])


def test_capital_still_to_pay() -> None:
    verdicts = verdicts_on("""
        STT | Họ và tên     | Số CCCD      | Phải góp  | Đã góp    | Còn lại
        1   | Nguyễn Văn An | 092060100001 | 5.000.000 | 3.000.000 | 2.000.000
        2   | Trần Thị Bé   | 092060100002 |           | 3.000.000 | 2.000.000
        3   | Lê Văn Cường  | 092060100003 | 5.000.000 |           | 2.000.000
        4   | Phạm Thị Dung | 092060100004 | 5.000.000 | 3.000.000 | 1.000.000
    """)
    assert [(verdict.member.pledged_dong, verdict.member.paid_dong) for verdict in verdicts[:3]] == [
        (5_000_000, 3_000_000)
    ] * 3
    assert outcomes(verdicts)[3] == (5, "needs_a_decision", "other_remainder")


def test_ages() -> None:
    """Law 17/2023/QH15 Art. 30.1: 18 years; 30.2: 15 for associates who do not contribute. A contribution made as a
    minor is no hindrance: real lists have it."""
    verdicts = verdicts_on("""
        STT | Họ và tên        | Ngày sinh  | Số CCCD      | Loại thành viên        | Vốn góp   | Ngày góp
        1   | Nguyễn Văn An    | 22/11/2008 | 092208100001 | Chính thức             | 1.000.000 | 05/06/2020
        2   | Trần Thị Bé      | 23/11/2008 | 092208100002 | Chính thức             | 1.000.000 | 05/06/2020
        3   | Lê Văn Cường     | 2009       | 092209100003 | Liên kết góp vốn       | 1.000.000 |
        4   | Phạm Thị Dung    | 2010       | 092210100004 | Liên kết không góp vốn |           |
        5   | Võ Văn Em        | 2012       | 092212100005 | Liên kết không góp vốn |           |
        6   | HTX Tân Phú      | 2020       | 1801234567   | Chính thức             | 1.000.000 |
        7   | Bùi Văn Gấm      | 01/01/2030 | 092030100007 | Chính thức             | 1.000.000 |
    """)
    assert outcomes(verdicts) == [
        (2, "accepted", ""),
        (3, "refused", "too_young"),
        (4, "refused", "too_young"),
        (5, "accepted", ""),
        (6, "refused", "too_young"),
        (7, "accepted", ""),
        (8, "refused", "future_date"),
    ]
    assert "Điều 30 khoản 1" in str(verdicts[1].reasons[0])
    assert "Điều 30 khoản 2" in str(verdicts[4].reasons[0])
    assert (verdicts[5].member.kind, verdicts[5].member.identity_number) == ("organization", "1801234567")


def test_who_was_met_before() -> None:
    verdicts = verdicts_on("""
        STT | Mã TV | Họ và tên     | Năm sinh | Số CCCD      | Điện thoại | Vốn góp
        1   | A1    | Nguyễn Văn An | 1960     | 092060100001 |            | 1.000.000
        2   | A2    | Trần Thị Bé   | 1970     | 092060100001 |            | 1.000.000
        3   | A3    | Nguyễn Văn An | 1960     |              |            | 1.000.000
        4   | A4    | Nguyễn Văn An | 1961     |              |            | 1.000.000
        5   | A4    | Lê Văn Cường  | 1962     | 092062100005 |            | 1.000.000
        6   |       | Võ Văn Em     |          |              | 0912345678 | 1.000.000
        7   |       | Võ Văn Em     |          |              | 0987654321 | 1.000.000
        8   |       | Võ Văn Em     |          |              |            | 1.000.000
        9   |       |               | 1970     | 092070100009 |            | 1.000.000
        10  |       | Bùi Thị Gấm   | 1970     | 092070100009 |            | 1.000.000
    """)
    assert outcomes(verdicts) == [
        (2, "accepted", ""),
        (3, "needs_a_decision", "repeated_identity_number"),
        (4, "needs_a_decision", "repeated_person"),
        (5, "accepted", ""),
        (6, "needs_a_decision", "repeated_number"),
        (7, "accepted", ""),
        (8, "accepted", ""),
        (9, "needs_a_decision", "repeated_person"),
        (10, "refused", "no_name"),
        (11, "needs_a_decision", "repeated_identity_number"),
    ]
    assert verdicts[1].decisions == ("import_as_separate_member", "leave_out")
    assert "trang “DS”, dòng 2" in str(verdicts[1].reasons[0])
    assert noted(verdicts[3]) == ["only_year_of_birth", "no_identity_number"]


def test_what_is_no_member() -> None:
    verdicts = verdicts_on("""
        STT | Họ và tên                  | Năm sinh | Số CCCD      | Vốn góp    | Ghi chú
        I   | Ấp 1                       |          |              | 2.000.000  |
        1   | Nguyễn Văn An              | 1960     | 092060100001 | 1.000.000  | giám đốc
        2   | Tống Văn Cộng              | 1960     | 092060100002 | 1.000.000  | tổ trưởng
            | Cộng ấp 1                  |          |              | 2.000.000  |
        II  | Ấp 2                       |          |              |            |
            | Thành viên liên kết góp vốn |          |              |            |
        3   | Tổ hợp tác số 5            |          |              | 1.000.000  |
        4   | Ngày Văn Tháng             | 1960     | 092060100004 | 1.000.000  |
        5   |                            |          |              |            |
        6   |                            |          |              | 0          |
        7   |                            |          |              | 1.000.000  |
            |                            |          |              | 5.000.000  |
        Tổng cộng |                      |          |              | 5.000.000  |
            |                            |          |              |            | Ngày … tháng … năm 2025
            | NGƯỜI LẬP BIỂU             |          |              |            | GIÁM ĐỐC
            | Trần Văn Lập               |          |              |            | Nguyễn Văn Chủ
    """)
    assert [(verdict.row, verdict.member.name, verdict.status) for verdict in verdicts] == [
        (3, "Nguyễn Văn An", "accepted"),
        (4, "Tống Văn Cộng", "accepted"),
        (8, "Tổ hợp tác số 5", "accepted"),
        (9, "Ngày Văn Tháng", "accepted"),
        (12, "", "refused"),
    ]
    assert [verdict.member.hamlet for verdict in verdicts[:3]] == ["Ấp 1", "Ấp 1", "Ấp 2"]
    assert [verdict.member.member_kind for verdict in verdicts[1:3]] == ["official", "associate_contributing"]


@pytest.mark.parametrize("ditto", ["nt", "-nt-", "″", '"', "như trên", "NT"])
def test_dittos_take_the_value_above(ditto: str) -> None:
    verdicts = verdicts_on(f"""
        STT | Họ và tên     | Số CCCD      | Địa chỉ      | Loại thành viên  | Ngày vào   | Vốn góp
        1   | Nguyễn Văn An | 092060100001 | {ditto}      | Liên kết góp vốn | 01/02/2020 | 1.000.000
        2   | Trần Thị Bé   | 092060100002 | Ấp 1, xã Tân | {ditto}          | {ditto}    | 1.000.000
        3   | Lê Văn Cường  | 092060100003 | {ditto}      | {ditto}          | {ditto}    | 1.000.000
    """)
    assert [verdict.member.address for verdict in verdicts] == [None, "Ấp 1, xã Tân", "Ấp 1, xã Tân"]
    assert {verdict.member.member_kind for verdict in verdicts} == {"associate_contributing"}
    assert {str(verdict.member.joined_on) for verdict in verdicts} == {"2020-02-01"}
    assert noted(verdicts[0]) == ["nothing_above"]
    assert noted(verdicts[2]) == ["value_as_above", "address_as_above"]


def test_names() -> None:
    verdicts = verdicts_on("""
        Họ và tên               | Năm sinh | Số CCCD
        NGUYỄN THỊ ỔI           | 1960     | 092060100001
        1. Trần Văn Bảy         | 1960     | 092060100002
        Ông Lê Văn Cường        | 1960     | 092060100003
        Ông Văn Tám             | 1960     | 092060100004
        CÔNG TY TNHH MIỀN TÂY   |          | 1801234567
        12345                   | 1960     | 092060100006
    """)
    assert [verdict.member.name for verdict in verdicts] == [
        "Nguyễn Thị Ổi",
        "Trần Văn Bảy",
        "Lê Văn Cường",
        "Ông Văn Tám",
        "CÔNG TY TNHH MIỀN TÂY",
        "",
    ]
    assert codes(verdicts[-1]) == ["no_name"]
