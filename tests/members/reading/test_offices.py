"""Lists as other offices write them: other words, units, fonts, letters and languages than the samples."""

import unicodedata
from datetime import date

from tests.members.reading.workbooks import (
    NAMES,
    NATIONAL_HEADER,
    accepted,
    fields_of,
    identity_number,
    is_woman,
    judged,
    noted,
    one_sheet,
)

from hoptac.kit.sheets import Cell


def test_headings_on_row_nine_name_in_two_columns_and_thousands() -> None:
    rows = [
        *NATIONAL_HEADER,
        [],
        [None, None, "DANH SÁCH XÃ VIÊN GÓP VỐN ĐIỀU LỆ"],
        [None, None, "(Kèm theo Quyết định số 12/QĐ-HTX ngày 05/3/2024)"],
        [],
        [None] * 6 + ["ĐVT: 1.000 đồng"],
        [],
        ["TT", "Họ và chữ lót", "Tên", "Ngày, tháng, năm sinh", "Số thẻ căn cước", "Nơi cấp", "Mức góp", "Đã nộp",
         "Còn lại",
         "Ngày nộp", "SĐT", "Thường trú", "Ghi chú"],
    ]  # fmt: skip
    for place, name in enumerate(NAMES, 1):
        family, given = name.rsplit(" ", 1)
        paid = 3000 + 100 * place
        rows.append(
            [place, family, given, f"12/3/19{60 + place}", identity_number(place, 1960 + place), "CA Cần Thơ", 5000,
             paid,
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
        "No.", "Member code", "Full name", "Sex", "Date of birth", "ID number", "Mobile", "Address", "Member type",
        "Date joined",
        "Pledged capital (VND)", "Paid-in capital (VND)", "Date paid", "Area (ha)", "Main product", "Notes",
    ]  # fmt: skip
    rows: list[list[Cell]] = [
        [place, f"M{place:03d}", name, "F" if is_woman(name) else "M", date(1970, 1, place), identity_number(place,
         1970),
         f"09{place:08d}", "Hamlet 3", "Official" if place < 9 else "Associate (non-contributing)", date(2019, 2,
         place),
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
    titled = one_sheet([["DANH SÁCH THÀNH VIÊN HTX TÂN BÌNH - ẤP 1"], [], *rows])
    assert accepted(judged(titled)) == (10, 10_000_000, 10_000_000)
