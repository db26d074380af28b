"""Lists as other offices lay them out: all hold the same kind of members, none is laid out like the samples."""

import unicodedata
from collections.abc import Sequence
from datetime import date

from hoptac.kit.sheets import Cell
from hoptac.members.reading import RowVerdict, summary
from tests.members.reading.workbooks import (
    NAMES,
    SheetOf,
    codes,
    fields_of,
    identity_number,
    judged,
    noted,
    one_sheet,
    xlsx,
)

NATIONAL_HEADER: list[list[Cell]] = [
    ["ỦY BAN NHÂN DÂN XÃ TÂN BÌNH", None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["HTX NÔNG NGHIỆP TÂN BÌNH", None, None, None, "Độc lập - Tự do - Hạnh phúc"],
]


def is_woman(name: str) -> bool:
    return "Thị" in name


def accepted(verdicts: Sequence[RowVerdict]) -> tuple[int, int, int]:
    figures = summary(verdicts)
    return figures.accepted, figures.accepted_paid_dong, figures.accepted_pledged_dong


def test_headings_on_row_nine_name_in_two_columns_and_thousands() -> None:
    rows = [
        *NATIONAL_HEADER,
        [],
        [None, None, "DANH SÁCH XÃ VIÊN GÓP VỐN ĐIỀU LỆ"],
        [None, None, "(Kèm theo Quyết định số 12/QĐ-HTX ngày 05/3/2024)"],
        [],
        [None] * 6 + ["ĐVT: 1.000 đồng"],
        [],
        ["TT", "Họ và chữ lót", "Tên", "Ngày, tháng, năm sinh", "Số thẻ căn cước", "Nơi cấp", "Mức góp", "Đã nộp", "Còn lại",
         "Ngày nộp", "SĐT", "Thường trú", "Ghi chú"],
    ]  # fmt: skip
    for place, name in enumerate(NAMES, 1):
        family, given = name.rsplit(" ", 1)
        paid = 3000 + 100 * place
        rows.append(
            [place, family, given, f"12/3/19{60 + place}", identity_number(place, 1960 + place), "CA Cần Thơ", 5000, paid,
             5000 - paid, "15/4/2023", f"0912 345 {place:03d}", "ấp 2, xã Tân Bình", "chủ hộ"]
        )  # fmt: skip
    rows += [["Cộng", *[None] * 5, 50_000, 35_500, 14_500], [], [None, "Người lập"], [], [None, "Nguyễn Văn Chín"]]
    verdicts = judged(one_sheet(rows, (3, 2, 3, 8)))
    assert accepted(verdicts) == (10, 35_500_000, 50_000_000)
    member = verdicts[0].member
    assert (member.name, member.born_on, member.phone) == ("Nguyễn Văn An", date(1961, 3, 12), "0912345001")
    assert (member.hamlet, member.contributed_on, member.note) == ("Ấp 2", date(2023, 4, 15), "chủ hộ")


def test_sections_sub_totals_numbered_columns_and_millions() -> None:
    rows: list[list[Cell]] = [
        ["DANH SÁCH THÀNH VIÊN"],
        ["Số TT", "Họ tên chủ hộ", "Năm sinh", None, "Số ĐDCN", "Di động", "Vốn đăng ký (triệu đồng)",
         "Vốn thực góp (triệu đồng)", "Ngày vào HTX", "Diện tích (công)", "Cây trồng"],
        [None, None, "Nam", "Nữ"],
        [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
    ]  # fmt: skip
    for hamlet, names in (("Ấp Bình Lợi", NAMES[:5]), ("Ấp Bình Hòa", NAMES[5:])):
        rows.append(["I" if hamlet == "Ấp Bình Lợi" else "II", hamlet])
        for place, name in enumerate(names, 1):
            born: list[Cell] = [None, 1970] if is_woman(name) else [1970, None]
            number = float(identity_number(place + (10 if hamlet == "Ấp Bình Hòa" else 0), 1970))
            rows.append([place, name, *born, number, 912345670.0 + place, 5, 2.5, "03/2019", 12.5, "Lúa"])
        rows.append([None, f"Cộng {hamlet.lower()}", None, None, None, None, 25, 12.5])
    rows += [[None, "Tổng số hộ: 10"], ["Tổng cộng", *[None] * 5, 50, 25]]
    verdicts = judged(one_sheet(rows, (1, 2, 1, 3), (0, 0, 0, 10)))
    assert accepted(verdicts) == (10, 25_000_000, 50_000_000)
    assert [verdict.member.hamlet for verdict in verdicts[4:6]] == ["Ấp Bình Lợi", "Ấp Bình Hòa"]
    first = verdicts[0].member
    assert (first.identity_number, first.phone, first.gender) == (identity_number(1, 1970), "0912345671", "male")
    assert (first.production_area_m2, first.joined_on) == (12_500, date(2019, 3, 1))
    assert noted(verdicts[0]) == ["only_year_of_birth", "zero_restored", "phone_zero_restored", "only_month"]


VNI = {
    "Nguyeãn Vaên An": "Nguyễn Văn An", "Traàn Thò Beù": "Trần Thị Bé", "Leâ Hoaøng Cöôøng": "Lê Hoàng Cường",
    "Phaïm Thò Dieãm": "Phạm Thị Diễm", "Huyønh Vaên Em": "Huỳnh Văn Em",
}  # fmt: skip


def test_the_vni_font() -> None:
    headings: list[Cell] = ["STT", "Hoï vaø teân", "Naêm sinh", "Soá CMND", "Ñòa chæ", "Voán goùp (ñoàng)"]
    rows = [[place, name, 1960, f"36123450{place}", "AÁp Bình Lôïi", 500_000] for place, name in enumerate(VNI, 1)]
    verdicts = judged(one_sheet([headings, *rows]))
    assert accepted(verdicts) == (5, 2_500_000, 2_500_000)
    assert [verdict.member.name for verdict in verdicts] == list(VNI.values())
    assert {verdict.member.hamlet for verdict in verdicts} == {"Ấp Bình Lợi"}


def semicolons() -> str:
    lines = ["STT;Mã số;Tên xã viên;Giới tính;CMT;Địa chỉ;Cổ phần;Ngày tham gia"]
    for place, name in enumerate(NAMES, 1):
        gender = "Nữ" if is_woman(name) else "Nam"
        lines.append(
            f'{place};XV{place:03d};{name};{gender};3612345{place:02d};"Thôn 3, xã Đông Hòa";1.500.000;2015-03-01'
        )
    return "\n".join(lines)


def test_a_text_file_with_semicolons() -> None:
    for content in (semicolons().encode("utf-8-sig"), unicodedata.normalize("NFD", semicolons()).encode()):
        verdicts = judged(content, "xa-vien.csv")
        assert accepted(verdicts) == (10, 15_000_000, 15_000_000)
        member = verdicts[1].member
        assert (member.number, member.name, member.gender) == ("XV002", "Trần Thị Bé", "female")
        assert (member.identity_number, member.joined_on) == ("361234502", date(2015, 3, 1))


def test_tabs_two_lines_of_headings_and_commas_between_thousands() -> None:
    lines = ["Danh sách xã viên", "ĐVT: nghìn đồng", "TT\tHọ và tên\tVốn góp\t\tSố CCCD", "\t\tCam kết\tĐã góp\t"]
    lines += [f"{place}\t{name}\t5,000\t2,500\t{identity_number(place)}" for place, name in enumerate(NAMES, 1)]
    assert accepted(judged("\n".join(lines).encode("utf-16"), "xa-vien.txt")) == (10, 25_000_000, 50_000_000)


def test_english_headings() -> None:
    headings: list[Cell] = [
        "No.", "Member code", "Full name", "Sex", "Date of birth", "ID number", "Mobile", "Address", "Member type", "Date joined",
        "Pledged capital (VND)", "Paid-in capital (VND)", "Date paid", "Area (ha)", "Main product", "Notes",
    ]  # fmt: skip
    rows: list[list[Cell]] = [
        [place, f"M{place:03d}", name, "F" if is_woman(name) else "M", date(1970, 1, place), identity_number(place, 1970),
         f"09{place:08d}", "Hamlet 3", "Official" if place < 9 else "Associate (non-contributing)", date(2019, 2, place),
         2_000_000 if place < 9 else None, 1_500_000 if place < 9 else None, None, 1.5, "Rice", None]
        for place, name in enumerate(NAMES, 1)
    ]  # fmt: skip
    verdicts = judged(one_sheet([headings, *rows]))
    assert accepted(verdicts) == (10, 12_000_000, 16_000_000)
    assert (verdicts[0].member.gender, verdicts[0].member.production_area_m2) == ("male", 15_000)
    assert verdicts[9].member.member_kind == "associate_noncontributing"


def test_a_list_without_headings() -> None:
    rows: list[list[Cell]] = [
        [place, name, date(1965, 3, place), float(identity_number(place, 1965)), 912345600.0 + place,
         "ấp Phú Thọ, xã Bình Thạnh", 1_000_000, date(2018, 5, place)]
        for place, name in enumerate(NAMES, 1)
    ]  # fmt: skip
    content = one_sheet(rows)
    assert fields_of(content) == [
        "ordinal", "name", "birth", "identity_number", "phone", "address", "paid_dong", "contributed_on",
    ]  # fmt: skip
    assert accepted(judged(content)) == (10, 10_000_000, 10_000_000)


def test_one_heading_over_a_name_in_two_columns_free_numbers_and_signatures() -> None:
    rows = [
        *NATIONAL_HEADER,
        [],
        ["STT", "Họ và tên", None, "Sinh ngày", "CMND/CCCD", None, None, "Địa chỉ", None, None, "Vốn góp (đồng)"],
        [None, None, None, None, "Số", "Ngày cấp", "Nơi cấp", "Ấp", "Xã", "Huyện"],
    ]
    for place, name in enumerate(NAMES, 1):
        rows.append(
            [place, *name.rsplit(" ", 1), "5-6-65", identity_number(place, 1965), "01/02/2021", "Cục CS", "Ấp 2", "Tân Bình",
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
