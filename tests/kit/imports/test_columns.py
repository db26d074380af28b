"""Columns of a list as they are shown, corrected and sent back."""

from typing import Any

import pytest

from hoptac.kit.imports import (
    ColumnCorrection,
    FieldTwice,
    corrected,
    field_choices,
    pack,
    read_corrections,
    shown_tables,
    unpack_understanding,
)
from hoptac.kit.imports.packing import unpack_mapping
from hoptac.kit.language import LANGUAGES, Message
from hoptac.kit.sheets import read_workbook
from hoptac.kit.tables import Field, Understanding, Vocabulary, understand_workbook

VOCABULARY = Vocabulary(
    (
        Field(key="name", label=Message("Họ và tên"), phrases={1.0: "họ và tên"}),
        Field(key="sum", label=Message("Vốn góp"), phrases={1.0: "vốn góp"}, measure="money", smallest=10_000),
        Field(key="area", label=Message("Diện tích"), phrases={1.0: "diện tích"}, measure="area"),
        Field(key="note", label=Message("Ghi chú"), phrases={1.0: "ghi chú", 0.7: "gc", 0.5: "phụ lục"}, many=True),
        Field(key="ignored", label=Message("Không nhập"), phrases={1.0: "ký nhận"}, many=True),
    ),
    names=[["name"]],
)
PEOPLE = ("Nguyễn Văn An", "Trần Thị Bé", "Lê Văn Cường", "Phạm Thị Dung")


def understood(headings: str, *cells: str) -> Understanding:
    lines = "\n".join(";".join((name, *cells)) for name in PEOPLE)
    return understand_workbook(read_workbook(f"{headings}\n{lines}".encode(), "ds.csv"), VOCABULARY)


def form_of(understanding: Understanding) -> dict[str, str]:
    """The fields as a browser sends them back from the page, nothing touched."""
    sent: dict[str, str] = {}
    for table in shown_tables(understanding, VOCABULARY, "vi"):
        for column in table["columns"]:
            sent[f"field-{column['name']}"] = column["field"]
            if column["units"]:
                offered = [str(unit) for unit, _label in column["units"]]
                stands = [""] if column["has_no_unit"] else [unit for unit in offered if unit == str(column["unit"])]
                sent[f"unit-{column['name']}"] = stands[0]
    return sent


def column(understanding: Understanding, place: int, language: str = "vi") -> dict[str, Any]:
    return shown_tables(understanding, VOCABULARY, language)[0]["columns"][place]


@pytest.mark.parametrize(
    ("headings", "cell", "unit"),
    [
        ("Họ và tên;Vốn góp (đồng)", "5000000", 1),
        ("Họ và tên;Vốn góp (nghìn đồng)", "5000", 1_000),
        ("Họ và tên;Vốn góp (triệu đồng)", "5", 1_000_000),
        ("Họ và tên;Vốn góp (tỷ đồng)", "5", 1_000_000_000),
        ("Họ và tên;Vốn góp", "5", 0),
        ("Họ và tên;Diện tích (m2)", "5000", 1),
        ("Họ và tên;Diện tích (sào)", "5", 360),
        ("Họ và tên;Diện tích (công)", "5", 1_000),
        ("Họ và tên;Diện tích (mẫu)", "5", 3_600),
        ("Họ và tên;Diện tích (ha)", "5", 10_000),
        ("Họ và tên;Ghi chú", "x", None),
        ("Họ và tên;Ký nhận", "x", None),
        ("Họ và tên;Màu áo", "xanh", None),
    ],
)
def test_a_form_sent_back_untouched_corrects_nothing(headings: str, cell: str, unit: int | None) -> None:
    understanding = understood(headings, cell)
    assert understanding.tables[0].columns[1].unit == unit
    assert read_corrections(understanding, form_of(understanding), VOCABULARY) == []


@pytest.mark.parametrize(
    ("sent", "corrections"),
    [
        ({"field-0-1": "note"}, [ColumnCorrection(0, 1, "note")]),
        ({"field-0-1": ""}, [ColumnCorrection(0, 1, None)]),
        ({"field-0-1": "nonsense"}, [ColumnCorrection(0, 1, None)]),
        ({"unit-0-1": "1000"}, [ColumnCorrection(0, 1, "sum", 1_000)]),
        ({"unit-0-1": "7"}, []),  # no unit of money
        ({"unit-0-1": "10000"}, []),  # hectares are none either
        ({"unit-0-1": "abc"}, []),
        ({"field-0-1": "area", "unit-0-1": "10000"}, [ColumnCorrection(0, 1, "area", 10_000)]),
        ({"field-7-1": "note", "field-0-99": "note"}, []),
    ],
)
def test_what_a_form_corrects(sent: dict[str, str], corrections: list[ColumnCorrection]) -> None:
    understanding = understood("Họ và tên;Vốn góp (triệu đồng)", "5")
    assert read_corrections(understanding, form_of(understanding) | sent, VOCABULARY) == corrections


def test_a_correction_is_in_what_is_shown_and_in_what_is_read_by() -> None:
    understanding = understood("Họ và tên;Màu áo", "5")
    mended = corrected(understanding, [ColumnCorrection(0, 1, "sum", 1_000)], VOCABULARY)
    assert (mended.mapping.tables[0].fields[1], mended.mapping.tables[0].units[1]) == ("sum", 1_000)
    assert (column(mended, 1)["field"], column(mended, 1)["unit"], column(mended, 1)["sureness"]) == (
        "sum",
        1_000,
        "đã sửa",
    )
    assert mended.shape_key == understanding.shape_key
    assert unpack_understanding(pack(mended)) == mended


def test_two_columns_cannot_be_the_same_thing_unless_it_may_be_several() -> None:
    understanding = understood("Họ và tên;Vốn góp;Màu áo;Màu mũ", "5000000", "x", "y")
    notes = [ColumnCorrection(0, 2, "note"), ColumnCorrection(0, 3, "note")]
    assert corrected(understanding, notes, VOCABULARY).mapping.tables[0].columns_of("note") == [2, 3]
    with pytest.raises(FieldTwice) as refused:
        corrected(understanding, [ColumnCorrection(0, 2, "sum", 1)], VOCABULARY)
    assert "“Vốn góp”: B, C" in str(refused.value)
    swapped = [ColumnCorrection(0, 1, None), ColumnCorrection(0, 2, "sum", 1)]
    assert corrected(understanding, swapped, VOCABULARY).mapping.tables[0].columns_of("sum") == [2]


@pytest.mark.parametrize(
    ("headings", "cell", "vietnamese", "english", "hue"),
    [
        ("Họ và tên;Vốn góp (đồng)", "5000000", "chắc chắn", "sure", "green"),
        ("Họ và tên;Vốn góp", "5", "thiếu đơn vị", "unit missing", "orange"),
        ("Họ và tên;GC", "x", "khá chắc", "fairly sure", "secondary"),
        ("Họ và tên;Phụ lục", "x", "chưa chắc", "not sure", "orange"),
        ("Họ và tên;Ký nhận", "x", "", "", ""),
        ("Họ và tên;Màu áo", "xanh", "", "", ""),
    ],
)
def test_how_surely_a_column_was_understood(headings: str, cell: str, vietnamese: str, english: str, hue: str) -> None:
    understanding = understood(headings, cell)
    assert [column(understanding, 1, language)["sureness"] for language in LANGUAGES] == [vietnamese, english]
    assert column(understanding, 1)["hue"] == hue
    assert shown_tables(understanding, VOCABULARY, "vi")[0]["unsure"] == (hue == "orange")


def test_a_remembered_column_says_so() -> None:
    first = understood("Họ và tên;Màu áo", "xanh")
    mapping = corrected(first, [ColumnCorrection(0, 1, "note")], VOCABULARY).mapping
    workbook = read_workbook("HỌ VÀ TÊN;Màu  áo\nLê Văn Út;đỏ".encode(), "khac.csv")
    again = understand_workbook(workbook, VOCABULARY, mapping)
    assert (again.remembered, column(again, 1)["field"], column(again, 1)["sureness"]) == (
        True,
        "note",
        "như lần trước",
    )


def test_a_column_can_be_said_to_be_anything_but_known_and_not_read() -> None:
    assert [key for key, _label in field_choices(VOCABULARY, "vi")] == ["name", "sum", "area", "note"]


def corrected_unit(understanding: Understanding, unit: int) -> Understanding:
    return corrected(understanding, [ColumnCorrection(0, 1, "sum", unit)], VOCABULARY)


def understood_again(heading: str, cell: str, remembered: Understanding, above: str = "") -> Understanding:
    """The next list, read with what is remembered of the one before, as it is stored."""
    stored = unpack_mapping(pack(remembered.mapping))
    lines = "\n".join(f"{name};{cell}" for name in PEOPLE)
    content = f"{above}\n{heading}\n{lines}" if above else f"{heading}\n{lines}"
    return understand_workbook(read_workbook(content.encode(), "ds.csv"), VOCABULARY, stored)


def unit_of(understanding: Understanding) -> int | None:
    assert understanding.mapping.tables[0].units.get(1) == understanding.tables[0].columns[1].unit
    return understanding.tables[0].columns[1].unit


THOUSANDS = "Họ và tên;Vốn góp (nghìn đồng)"
NO_UNIT = "Họ và tên;Vốn góp"


def test_a_unit_said_against_the_heading_is_remembered_until_it_is_said_anew() -> None:
    first = understood(THOUSANDS, "500")
    assert unit_of(first) == 1_000
    second = understood_again(THOUSANDS, "600", corrected_unit(first, 1_000_000))
    assert (unit_of(second), column(second, 1)["sureness"]) == (1_000_000, "như lần trước")
    third = understood_again(THOUSANDS, "700", second)  # confirmed as it was, without being said again
    assert unit_of(third) == 1_000_000
    back = understood_again(THOUSANDS, "800", corrected_unit(third, 1_000))
    assert unit_of(back) == 1_000


def test_a_unit_said_against_the_line_above_counts_while_that_line_says_the_same() -> None:
    first = understood_again(NO_UNIT, "500", understood(NO_UNIT, "5"), above="ĐVT: nghìn đồng")
    assert unit_of(first) == 1_000
    said = corrected_unit(first, 1_000_000)
    assert unit_of(understood_again(NO_UNIT, "600", said, above="ĐVT: nghìn đồng")) == 1_000_000
    assert unit_of(understood_again(NO_UNIT, "5", said, above="ĐVT: tỷ đồng")) == 1_000_000_000


def test_a_small_amount_in_the_unit_that_was_said_is_believed_and_asked_about_where_nobody_said_it() -> None:
    millions = "Họ và tên;Vốn góp (triệu đồng)"
    said = corrected_unit(understood(millions, "5"), 1_000)  # 5,000 đồng: too small for what the list calls a sum
    assert unit_of(understood_again(millions, "5", said)) == 1_000
    assert unit_of(understood(NO_UNIT, "5")) == 0


def test_a_field_said_and_its_unit_left_alone_says_nothing_of_the_unit() -> None:
    heading = "Họ và tên;Phụ lục (nghìn đồng)"
    first = understood(heading, "500")
    form = form_of(first) | {"field-0-1": "sum"}
    told = corrected(first, read_corrections(first, form, VOCABULARY), VOCABULARY)
    assert told.mapping.tables[0].said == {}
    assert unit_of(understood_again(heading, "500", told)) == 1_000
