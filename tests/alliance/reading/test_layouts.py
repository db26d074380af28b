"""Registries as other offices lay them out, and the verdicts on their rows."""

from collections import Counter
from datetime import date

import pytest
from tests.members.reading.workbooks import SheetOf, one_sheet, typed, xlsx

from hoptac.alliance.reading import (
    OrganizationColumnMissing,
    RegistryVerdict,
    judge,
    rejected_workbook,
    totals,
    understand,
    year_of,
)
from hoptac.kit.sheets import Cell, read_workbook

TODAY = date(2026, 11, 22)
PLACES = ("An Bình", "Phú Lợi", "Tân Thành", "Đông Hòa", "Mỹ Đức")


def judged(content: bytes, filename: str = "x.xlsx") -> list[RegistryVerdict]:
    workbook = read_workbook(content, filename)
    return judge(workbook, understand(workbook).mapping, today=TODAY)


def test_a_sheet_a_kind_capital_of_two_years_ratings_and_dong() -> None:
    rows: list[list[Cell]] = [
        ["BÁO CÁO TÌNH HÌNH HỢP TÁC XÃ NĂM 2021"],
        ["Đơn vị tính: đồng"],
        ["STT", "Tên hợp tác xã", "Địa chỉ trụ sở", "Ngành nghề", "Ngày thành lập", "MST", "Họ tên giám đốc", "SĐT",
         "Thành viên",
         None, "Lao động", None, "Vốn điều lệ", None, "Doanh thu", "Lãi/lỗ", "Xếp loại"],
        [*[None] * 8, "Tổng số", "Nữ", "Tổng số", "Nữ", "Năm 2020", "Năm 2021"],
    ]  # fmt: skip
    for place, name in enumerate(PLACES, 1):
        rows.append(
            [place, name, f"Ấp 1, xã {name}, huyện Cái Nước", ["NN", "TTCN", "XD", "TM-DV", "Vận tải"][place - 1],
             date(2015, 3, place), 301234500.0 + place, "Nguyễn Văn A", 912345670.0 + place, 20, 5, 8, 2, 1_000_000_000,
             1_200_000_000, 2_500_000_000, -30_000_000, ["Tốt", "Khá", "Trung bình", "Yếu", "x"][place - 1]]
        )  # fmt: skip
    rows.append(["Tổng cộng", *[None] * 7, 100, 25, 40, 10, 5_000_000_000, 6_000_000_000])
    groups: list[list[Cell]] = [
        ["DANH SÁCH TỔ HỢP TÁC"],
        ["TT", "Tên tổ", "Xã/phường", "Tổ trưởng", "Số tổ viên", "Lĩnh vực"],
    ]
    groups += [
        [place, f"Tổ số {place}", f"xã {name}", "Trần Văn B", 10, "Trồng trọt"] for place, name in enumerate(PLACES, 1)
    ]
    content = xlsx(SheetOf(rows, [(2, 8, 2, 9), (2, 10, 2, 11), (2, 12, 2, 13)], "HTX"), SheetOf(groups, name="THT"))
    verdicts = judged(content)
    figures = totals((verdict.organization for verdict in verdicts), year=2015)
    assert figures.organizations == {"cooperative": 5, "cooperative_group": 5}
    assert (figures.members, figures.group_members, figures.regular_workers) == (100, 50, 40)
    assert (figures.charter_capital_dong, figures.charter_capital_before_dong) == (6_000_000_000, 5_000_000_000)
    assert (figures.profit_dong, figures.effective, figures.founded_in_year) == (-150_000_000, 3, 5)
    first = verdicts[0].organization
    assert (first.district, first.commune, first.founded_year) == ("huyện Cái Nước", "xã An Bình", 2015)
    assert (first.registration_code, first.phone, first.activity_field) == ("0301234501", "0912345671", "agriculture")
    workbook = read_workbook(content, "x.xlsx")
    assert year_of(workbook, understand(workbook).mapping) == 2021


def test_sections_of_kind_and_district() -> None:
    rows: list[list[Cell]] = [
        ["DANH SÁCH HTX, LIÊN HIỆP HTX, QUỸ TDND TRÊN ĐỊA BÀN TỈNH ĐẾN 31/12/2023"],
        [],
        ["STT", "Đơn vị", "Số TV (người)", "LĐ thường xuyên", "Vốn điều lệ (tr.đ)", "Hiệu quả", "Luật 2012"],
        ["A", "HỢP TÁC XÃ", None, None, 6000],
        ["I", "Huyện Cái Nước", None, None, 3000],
        [1, "HTX nông nghiệp An Bình", 20, 5, 1000, "x", "x"],
        [2, "HTX Phú Lợi", 20, 5, 2000, None, "x"],
        ["II", "TP Cà Mau"],
        [1, "HTX vận tải Tân Thành", 20, 5, 1000, "x", "2003"],
        ["B", "LIÊN HIỆP HỢP TÁC XÃ"],
        [1, "Liên hiệp HTX Đất Mũi", 4, 10, 5000, "có", "2012"],
        ["C", "QUỸ TÍN DỤNG NHÂN DÂN"],
        [1, "Tân Thành", 900, 12, 3000, "không", "x"],
        ["Tổng cộng", None, 964, 37, 12000],
        [None, None, None, None, "Cà Mau, ngày 5 tháng 1 năm 2024"],
    ]
    verdicts = judged(one_sheet(rows))
    found = [
        (organization.kind, organization.district, organization.activity_field)
        for organization in (verdict.organization for verdict in verdicts)
    ]
    assert found == [
        ("cooperative", "Huyện Cái Nước", "agriculture"),
        ("cooperative", "Huyện Cái Nước", None),
        ("cooperative", "TP Cà Mau", "transport"),
        ("cooperative_union", None, None),
        ("people_credit_fund", None, "credit"),
    ]
    figures = totals(verdict.organization for verdict in verdicts)
    assert (figures.members, figures.charter_capital_dong) == (964, 12_000_000_000)
    assert (figures.effective, figures.under_2012_law) == (3, 4)
    assert verdicts[0].organization.linked is None


def test_activity_fields_as_ticks_and_capital_in_billions() -> None:
    rows: list[list[Cell]] = [
        ["STT", "Tên HTX", "Quận, huyện", "Lĩnh vực", *[None] * 4, "Vốn điều lệ (tỷ đồng)", "Hoạt động", None],
        [None, None, None, "Nông nghiệp", "TTCN", "Xây dựng", "TM-DV", "Vận tải", None, "Hiệu quả", "Không hiệu quả"],
    ]
    for place, name in enumerate(PLACES):
        ticks: list[Cell] = ["x" if field == place else None for field in range(5)]
        effective: list[Cell] = ["x", None] if place < 3 else [None, "x"]
        rows.append([place + 1, f"HTX {name}", "Ninh Kiều", *ticks, 1.5, *effective])
    verdicts = judged(one_sheet(rows, (0, 3, 0, 7), (0, 9, 0, 10)))
    fields = [verdict.organization.activity_field for verdict in verdicts]
    assert fields == ["agriculture", "handicraft", "construction", "trade_services", "transport"]
    figures = totals(verdict.organization for verdict in verdicts)
    assert (figures.charter_capital_dong, figures.effective) == (7_500_000_000, 3)


def test_verdicts() -> None:
    verdicts = judged(
        one_sheet(
            typed("""
                STT | Tên đơn vị    | Loại hình   | Huyện   | Mã số thuế | Thành lập | Số thành viên | Vốn điều lệ (trđ)
                1   | HTX An Bình       | Hợp tác xã  | U Minh  | 1801234501 | 2015          | 20            | 1.000
                2   | HTX An Bình 2     | Hợp tác xã  | U Minh  | 1801234501 | 2015          | 20            | 1.000
                3   | HTX An Bình       | Hợp tác xã  | U Minh  |            | 2015          | 20            | 1.000
                4   | HTX An Bình       | Hợp tác xã  | Cà Mau  |            | 2015          | 20            | 1.000
                5   |                   | Hợp tác xã  | U Minh  | 1801234505 | 2015          | 20            | 1.000
                6   | HTX Phú Lợi       | Hợp tác xã  | U Minh  | 1801234506 | 2030          | 20            | 1.000
                7   | HTX Tân Thành     | Hợp tác xã  | U Minh  | 1801234507 | 2015          | hai mươi      | 1.000
                8   | HTX Đông Hòa      | Hợp tác xã  | U Minh  | 1801234508 | 2015          | 20            | -5
                9   | Tổ 3              | Tổ hợp tác  | U Minh  |            | 2015          | 20            |
                10  | Chợ Mới           |             | U Minh  | 57.07.F.12 | không rõ      | 20            | 1 tỷ
            """)
        )
    )
    assert [(verdict.status, [reason.code for reason in verdict.reasons]) for verdict in verdicts] == [
        ("accepted", []),
        ("needs_a_decision", ["repeated_code"]),
        ("needs_a_decision", ["repeated_name"]),
        ("accepted", []),
        ("refused", ["no_name"]),
        ("refused", ["future_date"]),
        ("refused", ["unreadable_count"]),
        ("refused", ["negative_amount"]),
        ("accepted", []),
        ("accepted", []),
    ]
    assert verdicts[1].decisions == ("import_as_separate_organization", "leave_out")
    assert verdicts[8].organization.kind == "cooperative_group"
    last = verdicts[9]
    assert (last.organization.kind, last.organization.charter_capital_dong) == ("cooperative", 10**9)
    assert Counter(note.code for note in last.notes) == {"kind_assumed": 1, "unusual_code": 1, "unreadable_year": 1}


def test_rows_not_taken_in_are_given_back() -> None:
    content = one_sheet(typed("STT | Tên đơn vị | Số thành viên \n 1 | HTX An Bình | vài chục \n 2 | HTX Phú Lợi | 20"))
    workbook = read_workbook(content, "x.xlsx")
    mapping = understand(workbook).mapping
    back = rejected_workbook(workbook, mapping, judge(workbook, mapping, today=TODAY), "en")
    rows = read_workbook(back, "y.xlsx").sheets[0].rows
    assert rows[0] == ["STT", "Tên đơn vị", "Số thành viên", "Reason", "Original row"]
    assert len(rows) == 2


def test_a_workbook_without_a_name_column_is_refused() -> None:
    with pytest.raises(OrganizationColumnMissing):
        understand(read_workbook(one_sheet(typed("Doanh thu | Chi phí \n 5 | 4 \n 6 | 3")), "x.xlsx"))
