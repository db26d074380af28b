"""Whatever the order, the words, the units, the file and the sheets: the members and their sums stay the same."""

import csv
import io
from html import escape
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.members.reading.offices.people import LAYOUT, PEOPLE, Person
from tests.members.reading.workbooks import SheetOf, accepted, judged, xlsx
from tests.support.office_sheets import Block, lines, stacked

from hoptac.kit.sheets import Cell

PAID = sum(person.paid for person in PEOPLE)
PLEDGED = sum(person.pledged for person in PEOPLE)

NAMES = (
    "Họ và tên", "HỌ TÊN", "Họ tên chủ hộ", "Tên thành viên", "Tên xã viên", "Họ và tên thành viên", "Tên TV", "Chủ hộ",
    "Người góp vốn", "Full name", "Họ, tên", "Ông/Bà",
)  # fmt: skip
IDENTITIES = (
    "CCCD", "Số CMND/CCCD", "Số định danh cá nhân", "Căn cước công dân", "SỐ CCCD", "Số ĐDCN", "CMND/CCCD/Định danh",
    "Số thẻ căn cước", "ID number",
)  # fmt: skip
PAYMENTS = (
    "Vốn góp", "Vốn đã góp", "Số tiền đã nộp", "Vốn thực góp", "Số tiền góp", "Giá trị phần vốn góp", "Đã góp", "Tiền góp",
    "Vốn góp thực tế", "Số vốn góp", "Paid-in capital",
)  # fmt: skip
PLEDGES = ("Vốn cam kết", "Cam kết góp", "Vốn phải góp", "Vốn đăng ký góp", "Mức cam kết", "Số tiền cam kết", "Pledged")
UNITS: dict[str, tuple[str, ...]] = {
    "": ("", " (đồng)", " (VNĐ)", " (đ)"), "_text": ("", " (đồng)"), "_sign": ("",), "_comma": ("", " (VND)"),
    "_k": (" (1.000đ)", " (nghìn đồng)", " (ngàn đ)"), "_k_text": (" (1.000 đồng)", " (nghìn đồng)"),
    "_m": (" (triệu đồng)", " (trđ)", " (Tr.đ)"), "_m_text": (" (triệu đồng)",),
}  # fmt: skip
OTHERS = {
    "year": ("Năm sinh", "NĂM SINH", "Sinh năm"), "born_text": ("Ngày sinh", "Ngày tháng năm sinh"),
    "gender": ("Giới tính", "Nam/Nữ", "Phái"), "phone": ("Điện thoại", "SĐT", "Số ĐT", "ĐT liên hệ"),
    "phone_number": ("Số điện thoại", "Di động"), "address": ("Địa chỉ", "Nơi ở", "Thường trú"),
    "joined": ("Ngày vào HTX", "Ngày gia nhập", "Ngày kết nạp"), "joined_year": ("Năm vào", "Năm vào HTX"),
    "contributed": ("Ngày góp", "Ngày nộp", "Thời điểm góp vốn"), "area_m2": ("Diện tích (m2)", "Diện tích đất (m²)"),
    "percent": ("Tỷ lệ (%)", "% vốn góp", "Tỷ lệ vốn góp (%)"), "signed": ("Ký nhận", "Chữ ký"), "spouse": ("Họ tên vợ/chồng",),
    "blank": ("Ghi chú",), "code": ("Mã TV", "Mã số thành viên", "Số thẻ TV"), "household": ("Số nhân khẩu",),
    "lowest": ("Vốn góp tối thiểu",), "ethnicity": ("Dân tộc",), "tax_code": ("Mã số thuế cá nhân",),
}  # fmt: skip


@st.composite
def columns(draw: Any) -> str:
    """A line of columns: names, numbers and sums under any of their headings, others beside them, in any order."""

    def money(what: str, headings: tuple[str, ...]) -> str:
        ending = draw(st.sampled_from(sorted(UNITS)))
        return f"{draw(st.sampled_from(headings))}{draw(st.sampled_from(UNITS[ending]))} = {what}{ending}"

    chosen = [
        f"{draw(st.sampled_from(NAMES))} = {draw(st.sampled_from(['name', 'capitals']))}",
        f"{draw(st.sampled_from(IDENTITIES))} = {draw(st.sampled_from(['id', 'id_number', 'id_spaced']))}",
        money("paid", PAYMENTS),
        money("pledged", PLEDGES),
    ]
    if draw(st.booleans()):
        chosen.append(f"{draw(st.sampled_from(['STT', 'TT', 'Số TT']))} = {draw(st.sampled_from(['no', 'no_text']))}")
    others = draw(st.lists(st.sampled_from(sorted(OTHERS)), max_size=7, unique=True))
    chosen += [f"{draw(st.sampled_from(OTHERS[way]))} = {way}" for way in others]
    return " | ".join(draw(st.permutations(chosen)))


TITLES = st.lists(
    st.sampled_from(
        ["", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "HTX NÔNG NGHIỆP TÂN BÌNH", "DANH SÁCH THÀNH VIÊN GÓP VỐN",
         "(Kèm theo Quyết định số 12/QĐ-HTX ngày 05/3/2024)", "Năm 2025"]
    ),
    max_size=5,
)  # fmt: skip


def _sheets(line: str, parts: list[int], titles: list[str], gaps: set[int], total: str) -> list[SheetOf]:
    """The people cut at `parts` into sheets; empty rows before the people whose places are `gaps`."""
    bounds = sorted({0, len(PEOPLE), *parts})
    made: list[SheetOf] = []
    for first, end in pairwise(bounds):
        people = PEOPLE[first:end]
        block = LAYOUT.table(line, people, total=total)
        above = len(block.rows) - len(people) - bool(total)
        body = list(block.rows[:above])
        for person, row in zip(people, block.rows[above:], strict=False):
            body += [[], row] if person.place in gaps else [row]
        body += block.rows[above + len(people) :]
        made.append(stacked(lines(*titles), Block(body, block.joined)).sheet(f"Trang {first}"))
    return made


def _check(content: bytes, filename: str) -> None:
    verdicts = judged(content, filename)
    assert accepted(verdicts) == (len(PEOPLE), PAID, PLEDGED), [v for v in verdicts if v.status != "accepted"][:2]
    assert {_of(v.member) for v in verdicts} == {_of(person) for person in PEOPLE}


def _of(one: Any) -> tuple[str, str, int, int]:
    pledged, paid = (one.pledged, one.paid) if isinstance(one, Person) else (one.pledged_dong, one.paid_dong)
    return one.name, one.identity_number, pledged, paid


@settings(max_examples=150, deadline=None)
@given(
    columns(),
    st.lists(st.integers(4, 8), max_size=1),
    TITLES,
    st.sets(st.integers(1, 12), max_size=4),
    st.sampled_from(["", "Cộng", "TỔNG CỘNG", "Tổng cộng: 12 thành viên"]),
)
def test_order_words_units_titles_gaps_and_sheets(
    line: str, parts: list[int], titles: list[str], gaps: set[int], total: str
) -> None:
    _check(xlsx(*_sheets(line, parts, titles, gaps, total)), "danh-sach.xlsx")


def _shown(cell: Cell) -> str:
    if cell is None:
        return ""
    return f"{cell:%d/%m/%Y}" if hasattr(cell, "strftime") else f"{cell:g}" if isinstance(cell, float) else str(cell)


def as_text(sheet: SheetOf, delimiter: str) -> str:
    target = io.StringIO()
    csv.writer(target, delimiter=delimiter).writerows([[_shown(cell) for cell in row] for row in sheet.rows])
    return target.getvalue()


def as_page(sheet: SheetOf) -> bytes:
    rows = "".join(f"<tr>{''.join(f'<td>{escape(_shown(c))}</td>' for c in row)}</tr>" for row in sheet.rows)
    return f"<html><meta charset='utf-8'><table>{rows}</table></html>".encode()


@settings(max_examples=100, deadline=None)
@given(
    columns(), TITLES, st.sampled_from([",", ";", "\t", "|"]), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "page"])
)
def test_the_same_list_as_text_and_as_a_page(line: str, titles: list[str], delimiter: str, letters: str) -> None:
    (sheet,) = _sheets(line, [], titles, set(), "Cộng")
    if letters == "page":
        _check(as_page(sheet), "danh-sach.xls")
    else:
        _check(as_text(sheet, delimiter).encode(letters), "danh-sach.csv")
