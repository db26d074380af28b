"""The understanding of a workbook can be corrected, stored and used again; rows not taken in are given back."""

import msgspec
import pytest
from tests.members.reading.workbooks import NAMES, TODAY, SheetOf, identity_number, judged, one_sheet, typed, xlsx

from hoptac.kit.sheets import read_workbook
from hoptac.kit.tables import Mapping
from hoptac.members.reading import (
    KnownMembers,
    NameColumnMissing,
    RowVerdict,
    judge,
    rejected_workbook,
    summary,
    understand,
)

HEADINGS = ["STT", "Họ và tên", "Số CCCD", "Tiền nộp lần đầu khi vào", "Vụ mùa"]


def content(count: int = 5, name: str = "DS", headings: list[str] = HEADINGS) -> bytes:
    rows = [[place, NAMES[place - 1], identity_number(place), 1_000_000, "Lúa"] for place in range(1, count + 1)]
    return one_sheet([headings, *rows], name=name)


def test_a_corrected_mapping_is_what_the_rows_are_read_by() -> None:
    workbook = read_workbook(content(), "x.xlsx")
    understanding = understand(workbook)
    table = understanding.tables[0]
    assert (table.heading_first, table.row_first, table.row_last) == (1, 2, 6)
    assert (table.columns[1].letter, table.columns[1].samples) == ("B", NAMES[:3])
    assert table.columns[4].field is None
    corrected = (
        understanding.mapping.with_field(0, 4, "main_product").with_field(0, 3, "paid_dong").with_unit(0, 3, 1000)
    )
    corrected = corrected.with_field(0, 0, None)
    verdicts = judge(workbook, corrected, known=KnownMembers(), today=TODAY)
    assert verdicts[0].member.main_product == "Lúa"
    assert summary(verdicts).accepted_paid_dong == 5_000_000_000


def test_a_mapping_can_be_stored_and_is_remembered_by_the_shape_of_the_headings() -> None:
    first = understand(read_workbook(content(), "x.xlsx"))
    corrected = first.mapping.with_field(0, 4, "main_product")
    stored = msgspec.json.decode(msgspec.json.encode(corrected), type=Mapping)
    assert stored == corrected
    workbook = read_workbook(content(8, "Danh sách mới", ["stt", "HỌ VÀ  TÊN", *HEADINGS[2:]]), "y.xlsx")
    again = understand(workbook, remembered=stored)
    assert again.shape_key == first.shape_key
    assert again.remembered
    assert (again.tables[0].columns[4].field, again.tables[0].columns[4].why) == ("main_product", "remembered")
    assert len(judge(workbook, again.mapping, known=KnownMembers(), today=TODAY)) == 8


def test_other_headings_are_another_shape() -> None:
    first = understand(read_workbook(content(), "x.xlsx"))
    other = understand(read_workbook(content(headings=["STT", "Họ và tên", "Số CCCD", "Vốn góp", "Vụ mùa"]), "x.xlsx"),
                       remembered=first.mapping)  # fmt: skip
    assert other.shape_key != first.shape_key
    assert not other.remembered


def test_verdicts_can_be_stored() -> None:
    verdicts = judged(content())
    packed = msgspec.msgpack.encode(verdicts)
    assert msgspec.msgpack.decode(packed, type=list[RowVerdict]) == verdicts


@pytest.mark.parametrize(
    "table",
    [
        "STT | Năm sinh | Vốn góp \n 1 | 1960 | 1.000.000 \n 2 | 1961 | 2.000.000",
        "STT | Ấp | Số hộ | Vốn góp \n 1 | Bình Lợi | 5 | 5.000.000",
        "Doanh thu | Chi phí \n 5 | 4",
    ],
)
def test_a_workbook_without_a_name_column_is_refused(table: str) -> None:
    with pytest.raises(NameColumnMissing) as refused:
        understand(read_workbook(one_sheet(typed(table)), "x.xlsx"))
    assert "Họ và tên" in str(refused.value)


def test_a_mapping_without_a_name_column_is_refused() -> None:
    workbook = read_workbook(content(), "x.xlsx")
    mapping = understand(workbook).mapping.with_field(0, 1, None)
    with pytest.raises(NameColumnMissing):
        judge(workbook, mapping, known=KnownMembers(), today=TODAY)


def test_rows_not_taken_in_are_given_back_and_can_be_corrected() -> None:
    sheet = SheetOf(
        [
            ["DANH SÁCH"],
            ["STT", "Họ và tên", "Năm sinh", None, "Số CCCD"],
            [None, None, "Nam", "Nữ"],
            [1, "Nguyễn Văn An", 1960, None, "092060100001"],
            [2, "Trần Thị Bé", None, 1970, 931578.0],
            [3, None, 1970, None, "092070100003"],
        ],
        [(1, 2, 1, 3)],
        "Ấp 1",
    )
    workbook = read_workbook(xlsx(sheet), "x.xlsx")
    mapping = understand(workbook).mapping
    verdicts = judge(workbook, mapping, known=KnownMembers(), today=TODAY)
    given_back = read_workbook(rejected_workbook(workbook, mapping, verdicts), "khong-nhap.xlsx")
    (back,) = given_back.sheets
    assert back.name == "Ấp 1"
    assert back.rows[0] == ["STT", "Họ và tên", "Năm sinh / Nam", "Năm sinh / Nữ", "Số CCCD", "Lý do", "Dòng gốc"]
    assert [(row[1], row[4], row[6]) for row in back.rows[1:]] == [
        ("Trần Thị Bé", 931578.0, 5.0),
        (None, "092070100003", 6.0),
    ]
    assert "không đủ 12 số" in str(back.rows[1][5])
    again = judge(given_back, understand(given_back).mapping, known=KnownMembers(), today=TODAY)
    assert [(verdict.status, verdict.member.gender) for verdict in again] == [
        ("refused", "female"),
        ("refused", "male"),
    ]


def test_nothing_to_give_back() -> None:
    workbook = read_workbook(content(), "x.xlsx")
    mapping = understand(workbook).mapping
    verdicts = judge(workbook, mapping, known=KnownMembers(), today=TODAY)
    assert rejected_workbook(workbook, mapping, verdicts).startswith(b"PK")
