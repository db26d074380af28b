"""Headings are found wherever they stand, joined or not, and flattened to one path a column."""

import pytest

from hoptac.kit.language import _
from hoptac.kit.sheets import Cell, MergedRange, Sheet, Workbook
from hoptac.kit.tables import Field, Profile, Vocabulary, key_of, understand_workbook
from hoptac.kit.tables.headings import find_headings, same_headings
from hoptac.kit.tables.lines import is_column_numbers, is_ditto, is_signature, is_total


def _people(profile: Profile) -> float:
    return profile.people


VOCABULARY = Vocabulary(
    [
        Field(key="ordinal", label=_("Số thứ tự"), phrases={1.0: "stt, số tt"}),
        Field(key="name", label=_("Họ và tên"), phrases={1.0: "họ và tên, họ tên"}, looks=_people, alone=0.6,
        headless=0.6,
              never="vợ, chồng", continued_by="given_name"),
        Field(key="given_name", label=_("Tên (không có họ)"), phrases={}),
        Field(key="birth", label=_("Ngày sinh hoặc năm sinh"), phrases={1.0: "năm sinh, ngày sinh"}),
        Field(key="born_male", label=_("Năm sinh (nam)"), phrases={1.1: "năm sinh nam", 0.85: "nam"}),
        Field(key="born_female", label=_("Năm sinh (nữ)"), phrases={1.1: "năm sinh nữ", 0.85: "nữ"}),
        Field(key="paid_dong", label=_("Vốn đã góp"), phrases={1.0: "vốn góp, đã góp, vốn góp số tiền"},
        measure="money",
              smallest=10_000, largest=10**10, latest=True),
        Field(key="note", label=_("Ghi chú"), phrases={1.0: "ghi chú"}, many=True),
    ],
    names=[["name"]],
)  # fmt: skip
DATA: list[list[Cell]] = [
    [1.0, "Nguyễn Văn An", 1960.0, None, "5.000.000"],
    [2.0, "Trần Thị Bé", None, 1961.0, "500.000"],
]
TWO_ROWS: list[list[Cell]] = [["STT", "Họ và tên", "Năm sinh", None, "Vốn góp"], [None, None, "Nam", "Nữ", "Số tiền"]]
PATHS = (("STT",), ("Họ và tên",), ("Năm sinh", "Nam"), ("Năm sinh", "Nữ"), ("Vốn góp", "Số tiền"))


@pytest.mark.parametrize(
    ("above", "merged", "first"),
    [
        ([], (), 0),
        ([], (MergedRange(0, 2, 0, 3), MergedRange(0, 0, 1, 0), MergedRange(0, 1, 1, 1)), 0),
        ([["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], [None], ["DANH SÁCH GÓP VỐN"]], (), 3),
        ([["DANH SÁCH GÓP VỐN"], [None]], (MergedRange(0, 0, 0, 4),), 2),
        ([[None]] * 40 + [["Tên HTX:", "HTX Tân Hưng"], ["Điện thoại:", "0912345678"]], (), 42),
    ],
    ids=["plain", "joined", "titles", "joined title right above", "row 43"],
)
def test_two_rows_of_headings_are_one_path_a_column(
    above: list[list[Cell]], merged: tuple[MergedRange, ...], first: int
) -> None:
    block = find_headings([*above, *TWO_ROWS, *DATA], merged, VOCABULARY)
    assert block is not None
    assert (block.first, block.last, block.paths) == (first, first + 1, PATHS)


def test_data_is_no_heading() -> None:
    assert find_headings(DATA, (), VOCABULARY) is None
    assert same_headings(["STT", None, "Vốn góp"], frozenset({"stt", "von gop"}))
    assert not same_headings(["STT", "An", "Vốn góp"], frozenset({"stt", "von gop"}))


def understood(rows: list[list[Cell]], name: str = "DS") -> list[str | None]:
    understanding = understand_workbook(Workbook("x", (Sheet(name, rows),)), VOCABULARY)
    return [column.field for column in understanding.tables[0].columns] if understanding.tables else []


def test_what_a_column_is() -> None:
    one_row: list[list[Cell]] = [["Số TT", "HO TEN", "Năm sinh (nam)", "Nu", "Da gop (dong)"], *DATA]
    assert understood(one_row) == ["ordinal", "name", "born_male", "born_female", "paid_dong"]
    assert understood([*TWO_ROWS, *DATA]) == ["ordinal", "name", "born_male", "born_female", "paid_dong"]


def test_accents_part_words() -> None:
    meanings = VOCABULARY.meanings
    assert set(meanings(("Năm sinh", "Nam"))) == {"birth", "born_male"}
    assert "born_male" not in meanings(("Năm",))
    assert meanings(("Họ và tên",))["name"] == meanings(("HO VA TEN",))["name"] == 1.0
    assert not meanings(("Họ tên vợ/chồng",))


def test_the_last_year_counts() -> None:
    rows: list[list[Cell]] = [["Họ và tên", "Vốn góp 2023", "Vốn góp 2024", "Vốn góp 2022"]]
    rows += [["Nguyễn Văn An", 1_000_000, 2_000_000, 3_000_000], ["Trần Thị Bé", 1_000_000, 2_000_000, 3_000_000]]
    assert understood(rows) == ["name", None, "paid_dong", None]


def test_a_list_without_a_column_of_names_is_left_out() -> None:
    understanding = understand_workbook(
        Workbook("x", (Sheet("Tổng hợp", [["STT", "Vốn góp"], [1.0, 5_000_000.0]]),)), VOCABULARY
    )
    assert not understanding.tables
    assert [skipped.sheet for skipped in understanding.skipped] == ["Tổng hợp"]


@pytest.mark.parametrize(
    ("amounts", "line", "heading", "unit"),
    [
        ([5_000_000.0, 2_000_000.0], None, "Vốn góp", 1),
        ([5.0, 2.5], None, "Vốn góp (triệu đồng)", 1_000_000),
        ([5_000.0, 2_500.0], "ĐVT: 1.000đ", "Vốn góp", 1_000),
        ([5_000.0, 2_500.0], "ĐVT: triệu đồng", "Vốn góp (nghìn đồng)", 1_000),
        ([5_000_000.0, 2_500_000.0], "ĐVT: triệu đồng", "Vốn góp", 1),
        ([5.0, 2.5], None, "Vốn góp", 0),
        (["500.000", "300.000"], None, "Vốn góp", 1),
        (["500.000đ", "1,5 triệu"], None, "Vốn góp", 1),
    ],
)
def test_units(amounts: list[Cell], line: str | None, heading: str, unit: int) -> None:
    rows: list[list[Cell]] = [
        [None, line],
        ["Họ và tên", heading],
        ["Nguyễn Văn An", amounts[0]],
        ["Trần Thị Bé", amounts[1]],
    ]
    understanding = understand_workbook(Workbook("x", (Sheet("DS", rows),)), VOCABULARY)
    assert understanding.mapping.tables[0].units == {1: unit}


@pytest.mark.parametrize(
    ("text", "total", "signature", "ditto"),
    [
        ("TỔNG CỘNG", True, False, False),
        ("Tổng số hộ: 89", True, False, False),
        ("Cộng ấp 1", True, False, False),
        ("tong cong", True, False, False),
        ("Tống Văn Cộng", False, False, False),
        ("Tong Van Cong", False, False, False),
        ("NGƯỜI LẬP BIỂU", False, True, False),
        ("Tân Bình, ngày … tháng … năm 2025", False, True, False),
        ("ngày 05 tháng 3 năm 2024", False, True, False),
        ("(Ký, ghi rõ họ tên)", False, True, False),
        ("nt", False, False, True),
        ("-nt-", False, False, True),
        ("N.T", False, False, True),
        ('"', False, False, True),
        ("như trên", False, False, True),
        ("Nt Văn A", False, False, False),
        ("-", False, False, False),
    ],
)
def test_lines_that_are_no_entries(text: str, total: bool, signature: bool, ditto: bool) -> None:
    assert (is_total(text), is_signature(text), is_ditto(text)) == (total, signature, ditto)


@pytest.mark.parametrize(
    ("row", "numbers"),
    [
        ([1.0, 2.0, 3.0, 4.0], True),
        (["(1)", "(2)", "(3)"], True),
        (["A", "B", 1.0, 2.0, "3=1+2"], True),
        ([1.0, "Nguyễn Văn An", 3.0], False),
        ([1.0, 1.0, 1.0], False),
        ([1.0, None, 2.0], False),
    ],
)
def test_lines_that_number_the_columns(row: list[Cell], numbers: bool) -> None:
    assert is_column_numbers(row) is numbers


def test_keys() -> None:
    assert key_of("  Số CMND/CCCD ") == "so cmnd cccd"
    assert key_of("Vốn góp năm 2024") == key_of("VON GOP NAM 2023")
