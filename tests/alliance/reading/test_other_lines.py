"""Lines of registries that are no organizations, sheets that sum others up, and what nobody can tell."""

from datetime import date

import pytest
from tests.alliance.reading.judging import judge_registry
from tests.alliance.reading.offices.organizations import LAYOUT, ORGS
from tests.members.reading.workbooks import xlsx
from tests.support.office_sheets import Block, beside, lines, stacked

from hoptac.alliance.reading import RegistryVerdict, judge, understand
from hoptac.kit.sheets import Cell, read_workbook

TODAY = date(2026, 11, 22)
LINE = (
    "STT = no | Tên đơn vị = name | Loại hình = kind | Huyện = district | Mã số thuế = code | Điện thoại = phone | "
    "Số thành viên = members | Vốn điều lệ (triệu đồng) = capital_m | Ghi chú = blank"
)
NAME, KIND, MEMBERS, CAPITAL, NOTE = 1, 2, 6, 7, 8
table = LAYOUT.table


def verdicts_on(*blocks: Block, year: int = 2022) -> list[RegistryVerdict]:
    return judge_registry(xlsx(stacked(*blocks).sheet()), "x.xlsx", year=year, today=TODAY).verdicts


def capital_of(verdicts: list[RegistryVerdict]) -> int:
    return sum(v.organization.charter_capital_dong or 0 for v in verdicts if v.status == "accepted")


CAPITAL_OF_ALL = sum(org.figure(500) for org in ORGS) * 1_000_000


@pytest.mark.parametrize(
    ("label", "at", "kinds"),
    [
        ("TỔNG CỘNG", 0, None), ("Tổng số: 12 đơn vị", 1, None), ("Cộng huyện U Minh", 1, None), ("Tổng HTX", 1, "8 HTX"),
        ("CỘNG (I+II)", 1, None), ("Tổng toàn tỉnh", 1, None), ("Cộng lũy kế", 1, None), ("Toàn tỉnh", 1, None),
        ("Tổng hợp tác xã", 1, None), ("Tổng cộng HTX, LHHTX, THT", 0, "12"),
    ],
)  # fmt: skip
def test_sums_are_no_organizations(label: str, at: int, kinds: Cell) -> None:
    total: list[Cell] = [None] * 9
    total[at], total[KIND], total[MEMBERS], total[CAPITAL] = label, kinds, 700, 40_000
    block = table(LINE)
    block.rows.insert(6, list(total))
    verdicts = verdicts_on(block, lines(total))
    assert [verdict.status for verdict in verdicts] == ["accepted"] * 12
    assert capital_of(verdicts) == CAPITAL_OF_ALL


@pytest.mark.parametrize(
    "summary",
    [
        lines(["STT", "Huyện", "Số HTX", "Số thành viên", "Vốn điều lệ"], [1, "Cái Nước", 4, 120, 5_200]),
        lines(["STT", "Đơn vị", "Số HTX", "Số thành viên", "Vốn điều lệ"], [1, "Huyện Cái Nước", 4, 120, 5_200]),
        lines(["STT", "Đơn vị", "Số HTX", "Thành viên"], [1, "Xã Tân Bình", 4, 120], [2, "Phường 5", 2, 60]),
        lines(["TT", "Lĩnh vực", "Số HTX", "Vốn điều lệ"], [1, "Nông nghiệp", 6, 5_200], [2, "Xây dựng", 1, 2_000]),
        lines(["TT", "Loại hình", "Số lượng", "Vốn điều lệ"], [1, "HTX", 8, 5_200], [2, "Tổ hợp tác", 2, 2_000]),
        lines(["Chỉ tiêu", "ĐVT", "Năm 2021", "Năm 2022"], ["Số HTX", "HTX", 7, 8], ["Vốn điều lệ", "tr.đ", 1, 2]),
    ],
)
def test_summaries_are_no_part_of_the_registry(summary: Block) -> None:
    content = xlsx(summary.sheet("Tổng hợp"), table(LINE).sheet("Chi tiết"))
    verdicts = judge_registry(content, "x.xlsx", year=2022, today=TODAY).verdicts
    assert {verdict.sheet for verdict in verdicts} == {"Chi tiết"}
    beside_it = verdicts_on(beside(table(LINE), summary))
    assert capital_of(verdicts) == capital_of(beside_it) == CAPITAL_OF_ALL


def test_a_year_the_list_does_not_have_is_asked_about() -> None:
    block = table(
        "STT = no | Tên HTX = name | Doanh thu 2021 (triệu đồng) = revenue2021_m | "
        "Doanh thu 2022 (triệu đồng) = revenue2022_m"
    )
    for year, status in ((2021, "accepted"), (2022, "accepted"), (2023, "needs_a_decision")):
        assert {verdict.status for verdict in verdicts_on(block, year=year)} == {status}


def test_the_year_asked_for_counts_and_not_the_last() -> None:
    block = table(
        "STT = no | Tên HTX = name | Vốn điều lệ (trđ) > 2020 = capital2020_m | Vốn điều lệ (trđ) > 2021 = before_m | "
        "Vốn điều lệ (trđ) > 2022 = capital_m | Vốn điều lệ (trđ) > 2023 = capital2023_m"
    )
    for year in (2021, 2022, 2023):
        first = verdicts_on(block, year=year)[0].organization
        assert first.charter_capital_dong == ORGS[0].figure(500, year) * 1_000_000
        assert first.charter_capital_before_dong == ORGS[0].figure(500, year - 1) * 1_000_000


@pytest.mark.parametrize(
    "note", ["Đã giải thể năm 2021", "đã giải thể", "Bị thu hồi GCN ĐKKD", "Đã sáp nhập vào HTX A"]
)
def test_what_is_dissolved_needs_a_decision(note: str) -> None:
    block = table(LINE)
    block.rows[3][NOTE] = note
    assert [place for place, verdict in enumerate(verdicts_on(block), 1) if verdict.status != "accepted"] == [3]


def test_notes_that_say_nothing_of_an_end() -> None:
    block = table(LINE)
    notes = (
        "chờ giải thể",
        "Ngừng hoạt động",
        "mới thành lập",
        "chuyển đổi năm 2014",
        "Sáp nhập từ 2 HTX",
        "OCOP 3 sao",
    )
    for place, note in enumerate(notes, 1):
        block.rows[place][NOTE] = note
    assert {verdict.status for verdict in verdicts_on(block)} == {"accepted"}


@pytest.mark.parametrize(("unit", "cell"), [("capital_m", 900_000_000), ("capital", 900), ("capital_b", 900_000_000)])
def test_capital_in_another_unit_needs_a_decision(unit: str, cell: Cell) -> None:
    word = {"capital_m": "triệu đồng", "capital": "đồng", "capital_b": "tỷ đồng"}[unit]
    block = table(f"STT = no | Tên HTX = name | Vốn điều lệ ({word}) = {unit}")
    block.rows[5][2] = cell
    assert [place for place, verdict in enumerate(verdicts_on(block), 1) if verdict.status != "accepted"] == [5]


@pytest.mark.parametrize("way", ["capital_m", "capital_b"])
def test_capital_too_small_for_its_unit_needs_decisions(way: str) -> None:
    for heading in ("Vốn điều lệ", "Vốn điều lệ (đồng)"):
        verdicts = verdicts_on(table(f"STT = no | Tên HTX = name | {heading} = {way}"))
        assert {verdict.status for verdict in verdicts} <= {"needs_a_decision", "refused"}


def test_a_hidden_sheet_is_asked_about() -> None:
    old = table(LINE, ORGS[:6]).sheet("2021")._replace(hidden=True)
    verdicts = judge_registry(xlsx(old, table(LINE).sheet("2022")), "x.xlsx", year=2022, today=TODAY).verdicts
    assert {verdict.status for verdict in verdicts if verdict.sheet == "2022"} == {"accepted"}
    assert {verdict.status for verdict in verdicts if verdict.sheet == "2021"} == {"needs_a_decision"}


def test_names_again_in_other_communes_are_other_organizations() -> None:
    block = table("STT = no | Tên HTX = name | Xã = commune | Huyện = district | Số thành viên = members")
    for row in block.rows[1:]:
        row[1] = "HTX Tân Tiến"
    assert {verdict.status for verdict in verdicts_on(block)} == {"accepted"}


def test_no_row_is_lost_when_cells_are_missing() -> None:
    block = table(LINE)
    block.rows[1][NAME] = None
    block.rows[2][0] = None
    block.rows[3][2:] = [None] * 7
    block.rows[4][KIND] = block.rows[4][MEMBERS] = None
    verdicts = verdicts_on(block)
    assert [verdict.status for verdict in verdicts] == ["refused"] + ["accepted"] * 11


def test_a_remembered_list_gives_the_figures_of_the_year_asked_for() -> None:
    block = table(
        "STT = no | Tên HTX = name | Vốn điều lệ (trđ) > 2020 = capital2020_m | Vốn điều lệ (trđ) > 2021 = before_m | "
        "Vốn điều lệ (trđ) > 2022 = capital_m | Doanh thu = revenue"
    )
    workbook = read_workbook(xlsx(block.sheet()), "x.xlsx")
    remembered = understand(workbook, year=2021).mapping.with_field(0, 5, None)
    for year in (2021, 2022):
        mapping = understand(workbook, remembered=remembered, year=year).mapping
        first = judge(workbook, mapping, today=TODAY, year=year)[0].organization
        assert first.charter_capital_dong == ORGS[0].figure(500, year) * 1_000_000
        assert first.charter_capital_before_dong == ORGS[0].figure(500, year - 1) * 1_000_000
        assert first.revenue_dong is None
