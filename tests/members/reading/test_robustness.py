"""Whatever stands in the cells, a list is read or refused with a sentence; no row makes the reading fail."""

from collections.abc import Callable
from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.members.reading.workbooks import TODAY

from hoptac.kit.errors import Refusal
from hoptac.kit.sheets import Cell, Sheet, Workbook, read_workbook
from hoptac.members.reading import KnownMembers, judge, summary, understand

CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**13), 10**13),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.datetimes(),
    st.text(max_size=20),
    st.sampled_from(
        ["nt", "-", "x", "TỔNG CỘNG", "I", "Ấp 1", "Nguyễn Văn An", "5.000.000đ", "1,5 triệu", "092060100001",
         "1/2/1960",
         "#REF!", "1960", "Nam", "0912345678", "TVLK", "2 ha", "NGƯỜI LẬP BIỂU", "họ và tên"]
    ),
)  # fmt: skip
HEADINGS: list[Cell] = [
    "STT", "Mã TV", "Họ và tên", "Giới tính", "Ngày sinh", "Số CCCD", "Ngày cấp", "Điện thoại", "Địa chỉ",
    "Loại thành viên",
    "Ngày vào", "Vốn cam kết", "Vốn đã góp", "Còn lại", "Ngày góp", "Diện tích (ha)", "Sản phẩm", "Ghi chú",
]  # fmt: skip
ROWS = st.lists(st.lists(CELLS, min_size=len(HEADINGS), max_size=len(HEADINGS)), max_size=8)


@settings(max_examples=150, deadline=None)
@given(ROWS)
def test_any_cells_under_known_headings(rows: list[list[Cell]]) -> None:
    workbook = Workbook("x.xlsx", (Sheet("DS", [HEADINGS, *rows]),))
    try:
        mapping = understand(workbook).mapping
    except Refusal:
        return
    verdicts = judge(workbook, mapping, known=KnownMembers(), today=TODAY)
    figures = summary(verdicts)
    assert figures.accepted + figures.needs_a_decision + figures.refused == len(verdicts) <= len(rows)
    assert all(verdict.member.name for verdict in verdicts if verdict.status == "accepted")
    assert all(verdict.reasons for verdict in verdicts if verdict.status != "accepted")
    assert all(str(reason) for verdict in verdicts for reason in (*verdict.reasons, *verdict.notes))


def refusal_of(reading: Callable[[], object]) -> str | None:
    """The sentence a reading is refused with; None where it is not."""
    try:
        reading()
    except Refusal as refused:
        return str(refused)
    return None


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=6), max_size=12))
@example([[False, False, "SINH:NAM"]])
def test_any_sheet(rows: list[list[Cell]]) -> None:
    workbook = Workbook("x.xlsx", (Sheet("DS", rows),))
    assert refusal_of(lambda: judge(workbook, understand(workbook).mapping, known=KnownMembers(), today=TODAY)) != ""


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.binary(max_size=400), st.binary(max_size=200).map(lambda tail: b"PK\x03\x04" + tail)))
def test_any_bytes(content: bytes) -> None:
    assert refusal_of(lambda: read_workbook(content, "x.xlsx")) != ""
