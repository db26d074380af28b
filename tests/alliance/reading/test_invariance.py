"""Whatever the order, the words, the units and the sheets: the organizations and their figures stay the same."""

from datetime import date
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.alliance.reading.judging import judge_registry
from tests.alliance.reading.offices.organizations import LAYOUT, ORGS
from tests.members.reading.workbooks import SheetOf, xlsx
from tests.support.office_sheets import Block, lines, stacked, ways_of

TODAY = date(2026, 11, 22)
NAMES = ("Tên đơn vị", "Tên HTX", "TÊN HỢP TÁC XÃ", "Tên tổ chức KTTT", "Đơn vị", "Cooperative name", "Tên HTX, THT")
UNITS: dict[str, tuple[str, ...]] = {
    "": ("", " (đồng)"), "_text": (" (đồng)",), "_m": (" (triệu đồng)", " (trđ)", " (tr.đ)", " (ĐVT: triệu đồng)"),
    "_b": (" (tỷ đồng)", " (tỷ)"), "_b_text": (" (tỷ đồng)",),
}  # fmt: skip
MONEY = {"capital": ("Vốn điều lệ", "VỐN ĐIỀU LỆ", "Vốn điều lệ đăng ký"), "revenue": ("Doanh thu", "Tổng doanh thu")}
OTHERS = {
    "kind": ("Loại hình", "Loại hình tổ chức"), "kind_short": ("Loại hình",), "activity": ("Lĩnh vực", "Ngành nghề"),
    "activity_short": ("Lĩnh vực hoạt động",), "district": ("Huyện", "Quận/huyện", "Địa bàn"), "commune": ("Xã/phường", "Xã"),
    "founded": ("Năm thành lập",), "founded_text": ("Ngày thành lập",), "code": ("Mã số thuế", "MST"), "phone": ("Điện thoại", "SĐT"),
    "head": ("Người đại diện", "Giám đốc"), "members": ("Số thành viên", "Số TV", "Tổng số thành viên"),
    "workers": ("Lao động thường xuyên", "Số lao động"), "profit_m": ("Lợi nhuận (triệu đồng)", "Lãi (lỗ) (trđ)"),
    "profit_brackets": ("Lợi nhuận (triệu đồng)",), "area_ha": ("Diện tích (ha)",), "effective": ("Hoạt động hiệu quả", "Hiệu quả"),
    "effective_word": ("Hoạt động có hiệu quả",), "rating": ("Xếp loại",), "law": ("Theo Luật HTX 2012", "Luật 2012"),
    "law_told": ("Chuyển đổi theo luật",), "linked": ("Liên kết chuỗi",), "model": ("HTX điển hình",), "product": ("Sản phẩm chủ lực",),
    "women": ("Nữ", "Thành viên nữ"), "other_m": ("Tổng nguồn vốn (trđ)", "Vốn hoạt động (triệu đồng)"), "average_m": ("Thu nhập bình quân (trđ)",),
    "blank": ("Ghi chú",), "accountant": ("Kế toán",),
}  # fmt: skip
# What means the same in two ways is drawn in one of them.
SAME = ({"kind", "kind_short"}, {"activity", "activity_short"}, {"founded", "founded_text"}, {"law", "law_told"},
        {"profit_m", "profit_brackets"}, {"effective", "effective_word", "rating"})  # fmt: skip


@st.composite
def columns(draw: Any) -> str:
    chosen = [f"{draw(st.sampled_from(NAMES))} = name"]
    for what in draw(st.lists(st.sampled_from(sorted(MONEY)), unique=True)):
        ending = draw(st.sampled_from(sorted(UNITS)))
        chosen.append(f"{draw(st.sampled_from(MONEY[what]))}{draw(st.sampled_from(UNITS[ending]))} = {what}{ending}")
    others = set(draw(st.lists(st.sampled_from(sorted(OTHERS)), min_size=2, max_size=12, unique=True)))
    for alike in SAME:
        others -= set(sorted(others & alike)[1:])
    chosen += [f"{draw(st.sampled_from(OTHERS[way]))} = {way}" for way in sorted(others)]
    return " | ".join([*draw(st.sampled_from([["STT = no"], []])), *draw(st.permutations(chosen))])


TITLES = st.lists(
    st.sampled_from(["", "LIÊN MINH HTX TỈNH CÀ MAU", "DANH SÁCH KINH TẾ TẬP THỂ NĂM 2022", "(Kèm theo Báo cáo số 15/BC-LM)"]),
    max_size=4,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(columns(), st.lists(st.integers(3, 9), max_size=2), TITLES, st.sampled_from(["", "Tổng cộng", "CỘNG"]))
def test_order_words_units_titles_and_sheets(line: str, parts: list[int], titles: list[str], total: str) -> None:
    bounds = sorted({0, len(ORGS), *parts})
    sheets: list[SheetOf] = []
    for first, end in pairwise(bounds):
        block: Block = stacked(lines(*titles), LAYOUT.table(line, ORGS[first:end], total=total))
        sheets.append(block.sheet(f"Trang {first}"))
    verdicts = judge_registry(xlsx(*sheets), "danh-sach.xlsx", year=2022, today=TODAY).verdicts
    assert [(v.organization.name, v.reasons) for v in verdicts if v.status != "accepted"] == []
    found = {verdict.organization.name: verdict.organization for verdict in verdicts}
    fields = LAYOUT.fields(ways_of(line))
    assert {name: {field: getattr(org, field) for field in fields} for name, org in found.items()} == {
        org.name: {field: truth(org) for field, truth in fields.items()} for org in ORGS
    }
