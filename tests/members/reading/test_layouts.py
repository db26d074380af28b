"""Lists as other offices lay them out: joined headings, pages, ticks, instalments, sections, several tables."""

from datetime import date

from tests.members.reading.workbooks import (
    NAMES,
    NATIONAL_HEADER,
    SheetOf,
    accepted,
    codes,
    identity_number,
    is_woman,
    judged,
    one_sheet,
    xlsx,
)

from hoptac.kit.sheets import Cell


def test_one_heading_over_a_name_in_two_columns_free_numbers_and_signatures() -> None:
    rows = [
        *NATIONAL_HEADER,
        [],
        ["STT", "Họ và tên", None, "Sinh ngày", "CMND/CCCD", None, None, "Địa chỉ", None, None, "Vốn góp (đồng)"],
        [None, None, None, None, "Số", "Ngày cấp", "Nơi cấp", "Ấp", "Xã", "Huyện"],
    ]
    for place, name in enumerate(NAMES, 1):
        rows.append(
            [place, *name.rsplit(" ", 1), "5-6-65", identity_number(place, 1965), "01/02/2021", "Cục CS", "Ấp 2",
             "Tân Bình",
             "Phụng Hiệp", "1.000.000"]
        )  # fmt: skip
    rows += [
        [11],
        [12, *[None] * 9, 0],
        [*[None] * 10, "10.000.000"],
        [*[None] * 7, "Tân Bình, ngày 05 tháng 3 năm 2024"],
        [None, "NGƯỜI LẬP BIỂU", *[None] * 5, "TM. HỘI ĐỒNG QUẢN TRỊ"],
        [None, "(Ký, ghi rõ họ tên)"],
        [None, "Trần Văn Lập", *[None] * 5, "Nguyễn Văn Chủ"],
    ]
    joined = ((3, 1, 4, 2), (3, 4, 3, 6), (3, 7, 3, 9), (3, 0, 4, 0), (3, 3, 4, 3), (3, 10, 4, 10))
    verdicts = judged(one_sheet(rows, *joined))
    assert accepted(verdicts) == (10, 10_000_000, 10_000_000)
    assert verdicts[0].member.name == "Nguyễn Văn An"
    assert (verdicts[0].member.address, verdicts[0].member.hamlet) == ("Ấp 2, Tân Bình, Phụng Hiệp", "Ấp 2")


def test_headings_again_on_every_page() -> None:
    headings: list[list[Cell]] = [
        ["STT", "Họ và tên", "Năm sinh", None, "CCCD", "Vốn góp", None],
        [None, None, "Nam", "Nữ", None, "Số tiền", "Thời gian"],
        ["A", "B", 1, 2, 3, 4, 5],
    ]
    rows: list[list[Cell]] = [["DANH SÁCH GÓP VỐN"], *headings]
    for place, name in enumerate(NAMES, 1):
        if place == 5:
            rows += [["Cộng trang", *[None] * 4, 4_000_000], [], ["Mang sang trang sau"], *headings]
        born: list[Cell] = [None, 1960] if is_woman(name) else [1960, None]
        rows.append([place, name, *born, identity_number(place), 1_000_000, 2019])
    rows.append(["TỔNG CỘNG (bằng chữ: mười triệu đồng)", *[None] * 4, 10_000_000])
    assert accepted(judged(one_sheet(rows))) == (10, 10_000_000, 10_000_000)


def test_kinds_and_genders_as_ticks() -> None:
    rows: list[list[Cell]] = [
        [
            "STT",
            "Tên thành viên",
            "Giới tính",
            None,
            "Năm sinh",
            "Số định danh",
            "Loại thành viên",
            None,
            None,
            "Vốn góp",
        ],
        [None, None, "Nam", "Nữ", None, None, "Chính thức", "Liên kết góp vốn", "LK không góp vốn"],
    ]
    for place, name in enumerate(NAMES, 1):
        ticks: list[Cell] = ["x" if ticked else None for ticked in (place < 7, place in (7, 8), place > 8)]
        gender: list[Cell] = [None, "x"] if is_woman(name) else ["x", None]
        rows.append([place, name, *gender, 1970, identity_number(place, 1970), *ticks, "2tr" if place < 9 else None])
    verdicts = judged(one_sheet(rows, (0, 2, 0, 3), (0, 6, 0, 8)))
    assert accepted(verdicts) == (10, 16_000_000, 16_000_000)
    kinds = [verdict.member.member_kind for verdict in verdicts]
    assert kinds == ["official"] * 6 + ["associate_contributing"] * 2 + ["associate_noncontributing"] * 2
    assert [verdict.member.gender for verdict in verdicts[:2]] == ["male", "female"]


def test_instalments_are_added_up_unless_the_list_does_so_itself() -> None:
    for headings, sums in (
        (["Lần 1", "Lần 2"], [1_000_000, 500_000]),
        ([2021, "Năm 2022"], [1_000_000, 500_000]),
        (["Đợt 1", "Đợt 2", "Cộng"], [1_000_000, 500_000, 1_500_000]),
        (["Bằng tiền", "Bằng tài sản", "Tổng số"], [1_000_000, 500_000, 1_500_000]),
    ):
        rows = [["STT", "Họ tên", "CMND", "Vốn góp"], [None, None, None, *headings]]
        rows += [[place, name, f"3612345{place:02d}", *sums] for place, name in enumerate(NAMES, 1)]
        assert accepted(judged(one_sheet(rows, (0, 3, 0, 2 + len(sums))))) == (10, 15_000_000, 15_000_000), headings


def test_day_month_and_year_of_birth_apart() -> None:
    rows = [
        ["Stt", "Họ và tên", "Ngày sinh", None, None, "Số CC", "Số tiền đóng"],
        [None, None, "Ngày", "Tháng", "Năm"],
    ]
    rows += [[place, name, place, 3, 1970, identity_number(place, 1970), "500k"] for place, name in enumerate(NAMES, 1)]
    verdicts = judged(one_sheet(rows, (0, 2, 0, 4)))
    assert accepted(verdicts) == (10, 5_000_000, 5_000_000)
    assert verdicts[8].member.born_on == date(1970, 3, 9)


def test_headings_on_row_thirty_beside_empty_columns() -> None:
    rows: list[list[Cell]] = [[]] * 29
    rows = [
        *rows,
        [None, None, "Stt", None, "Hộ gia đình", "Ấp/Khóm", "Điện thoại liên hệ", None, "Tiền cổ phần đã đóng"],
    ]
    rows += [
        [None, None, place, None, name, f"Ấp {place}", "0912-345-678", None, "1.000.000 đồng"]
        for place, name in enumerate(NAMES, 1)
    ]
    verdicts = judged(one_sheet(rows))
    assert accepted(verdicts) == (10, 10_000_000, 10_000_000)
    assert (verdicts[2].row, verdicts[2].member.hamlet, verdicts[2].member.phone) == (33, "Ấp 3", "0912345678")


def test_a_list_without_accents() -> None:
    headings: list[Cell] = ["STT", "HO VA TEN", "NAM SINH", "SO CMND", "DIA CHI", "SO TIEN GOP (DONG)", "NGAY GOP"]
    bare = ["NGUYEN VAN AN", "TRAN THI BE", "TONG VAN CONG", "LE HOANG EM", "TO THI NAM"]
    rows: list[list[Cell]] = [
        [place, name, 1960 + place, f"36123450{place}", "AP 3" if place == 1 else "nt", 500_000, "1/1/2020"]
        for place, name in enumerate(bare, 1)
    ]
    verdicts = judged(one_sheet([headings, *rows, ["TONG CONG", *[None] * 4, 2_500_000]]))
    assert accepted(verdicts) == (5, 2_500_000, 2_500_000)
    assert verdicts[2].member.name == "Tong Van Cong"
    assert verdicts[4].member.address == "AP 3"


def test_two_tables_in_one_sheet_and_sheets_that_are_no_lists() -> None:
    rows: list[list[Cell]] = [
        ["DANH SÁCH THÀNH VIÊN CHÍNH THỨC"],
        ["STT", "Họ và tên", "CCCD", "Vốn góp"],
        *([place, name, identity_number(place), 1_000_000] for place, name in enumerate(NAMES[:5], 1)),
        [],
        ["DANH SÁCH THÀNH VIÊN LIÊN KẾT KHÔNG GÓP VỐN"],
        ["STT", "Họ và tên", "Điện thoại", "CCCD", "Địa chỉ"],
        *([place, name, "0912345678", identity_number(place + 20), "Ấp 1"] for place, name in enumerate(NAMES[5:], 1)),
    ]
    guide: list[list[Cell]] = [
        ["Cột", "Cách ghi"],
        ["Họ và tên", "Ghi có dấu"],
        ["Năm sinh", "Bốn số"],
        ["CCCD", "12 số"],
    ]
    by_hamlet: list[list[Cell]] = [["STT", "Ấp", "Số thành viên", "Vốn góp"], [1, "Bình Lợi", 5, 5_000_000]]
    content = xlsx(SheetOf(rows), SheetOf(guide, name="Hướng dẫn"), SheetOf(by_hamlet, name="Tổng hợp"))
    verdicts = judged(content)
    assert accepted(verdicts) == (10, 5_000_000, 5_000_000)
    assert {verdict.sheet for verdict in verdicts} == {"DS"}
    assert [verdict.member.member_kind for verdict in verdicts[4:6]] == ["official", "associate_noncontributing"]


def test_cells_joined_downwards_hold_for_each_of_their_rows() -> None:
    rows: list[list[Cell]] = [["STT", "Họ và tên", "Số CCCD", "Địa chỉ", "Phần vốn góp (tr.đ)"]]
    rows += [
        [place, name, identity_number(place), {1: "Thôn 1, xã A", 6: "Thôn 2, xã A"}.get(place), 5]
        for place, name in enumerate(NAMES, 1)
    ]
    verdicts = judged(one_sheet(rows, (1, 3, 5, 3), (6, 3, 10, 3)))
    assert [verdict.member.hamlet for verdict in verdicts] == ["Thôn 1"] * 5 + ["Thôn 2"] * 5
    assert accepted(verdicts) == (10, 50_000_000, 50_000_000)


def test_amounts_without_a_unit_that_cannot_be_dong_are_asked_about() -> None:
    rows = [["STT", "Họ và tên", "Số CCCD", "Vốn góp"]]
    rows += [[place, name, identity_number(place), 2_000 + place] for place, name in enumerate(NAMES, 1)]
    verdicts = judged(one_sheet(rows))
    assert {(verdict.status, *codes(verdict)) for verdict in verdicts} == {("needs_a_decision", "amount_without_unit")}


def test_a_unit_above_amounts_written_out_is_not_believed() -> None:
    rows: list[list[Cell]] = [["Đơn vị tính: triệu đồng"], ["STT", "Họ và tên", "Số CCCD", "Vốn góp"]]
    rows += [[place, name, identity_number(place), 5_000_000] for place, name in enumerate(NAMES, 1)]
    assert accepted(judged(one_sheet(rows))) == (10, 50_000_000, 50_000_000)


def test_a_web_page_of_founders_under_the_name_of_a_workbook() -> None:
    headings = [
        "TT",
        "Sáng lập viên",
        "Ngày sinh",
        "Giấy CMND",
        "Nơi ĐKHK thường trú",
        "Giá trị phần vốn góp",
        "Tỷ lệ (%)",
    ]
    lines = [headings]
    lines += [
        [str(place), name.upper(), "01-02-1970", f"3612345{place:02d}", "Khóm 4, P. Trà An", "20.000.000,00", "10"]
        for place, name in enumerate(NAMES, 1)
    ]
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in line)}</tr>" for line in lines)
    verdicts = judged(f"<html><body><table>{table}</table></body></html>".encode(), "bao-cao.xls")
    assert accepted(verdicts) == (10, 200_000_000, 200_000_000)
    assert verdicts[0].member.name == "Nguyễn Văn An"


def test_members_of_a_union_are_cooperatives() -> None:
    rows: list[list[Cell]] = [["STT", "Tên HTX thành viên", "Mã số thuế", "Người đại diện", "Vốn góp (triệu đồng)"]]
    rows += [[place, f"HTX {name}", 1801234500.0 + place, name, 200] for place, name in enumerate(NAMES, 1)]
    verdicts = judged(one_sheet(rows))
    assert accepted(verdicts) == (10, 2_000_000_000, 2_000_000_000)
    member = verdicts[0].member
    assert (member.name, member.kind, member.identity_number) == ("HTX Nguyễn Văn An", "organization", "1801234501")


def test_three_rows_of_headings() -> None:
    rows: list[list[Cell]] = [
        ["STT", "Họ và tên", "Giấy tờ", None, "Vốn góp", None, None, None],
        [None, None, "CCCD", None, "Cam kết", None, "Thực góp", None],
        [None, None, "Số", "Ngày cấp", "Số tiền", "Ngày", "Số tiền", "Ngày"],
    ]
    for place, name in enumerate(NAMES, 1):
        sums: list[Cell] = [5_000_000, date(2020, 1, 1), 3_000_000, date(2020, 2, 1)]
        rows.append([place, name, identity_number(place), date(2021, 1, 1), *sums])
    joined = [(0, 2, 0, 3), (0, 4, 0, 7), (1, 2, 1, 3), (1, 4, 1, 5), (1, 6, 1, 7), (0, 0, 2, 0), (0, 1, 2, 1)]
    for content in (one_sheet(rows), one_sheet(rows, *joined)):
        verdicts = judged(content)
        assert accepted(verdicts) == (10, 30_000_000, 50_000_000)
        assert verdicts[0].member.contributed_on == date(2020, 2, 1)
