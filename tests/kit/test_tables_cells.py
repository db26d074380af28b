"""Amounts, areas, counts, telephones and units in headings, as offices write them."""

from datetime import date
from typing import Any

import pytest

from hoptac.kit.sheets import Cell
from hoptac.kit.tables.cells import (
    Flawed,
    Flaws,
    amount_reader,
    area_reader,
    is_mark,
    read_column,
    read_count,
    read_phone,
)
from hoptac.kit.tables.cells import year_reader as years
from hoptac.kit.tables.units import heading_unit, unit_line


def value_and_codes(read: Any) -> tuple[Any, list[str]]:
    if isinstance(read, Flawed):
        return read.value, [reason.code for reason in (*read.refused, *read.doubted, *read.noted)]
    return read, []


@pytest.mark.parametrize(
    ("cell", "unit", "dong", "said"),
    [
        (5_000_000.0, 1, 5_000_000, []),
        ("5.000.000đ", 1, 5_000_000, []),
        ("1000.000 ", 1, 1_000_000, []),
        ("1,5 triệu", 1, 1_500_000, []),
        (2.5, 1_000_000, 2_500_000, []),
        ("500.000đ", 1_000_000, 500_000, []),
        ("2 triệu", 1_000, 2_000_000, []),
        (0.0, 1, 0, []),
        ("-", 1, None, []),
        ("chưa góp", 1, None, []),
        (5.0, 1, 5, ["amount_without_unit"]),
        (5_000.0, 0, 5_000, ["amount_without_unit"]),
        (-1_000_000.0, 1, None, ["negative_amount"]),
        ("năm triệu", 1, 5_000_000, []),
        (date(2020, 1, 1), 1, None, ["unreadable_amount"]),
        (True, 1, None, ["unreadable_amount"]),
        ("#REF!", 1, None, ["unreadable_amount"]),
    ],
)
def test_amounts(cell: Cell, unit: int, dong: int | None, said: list[str]) -> None:
    assert value_and_codes(amount_reader(unit, [cell])(cell)) == (dong, said)


def test_a_loss_is_an_amount_where_it_may_be() -> None:
    assert amount_reader(1_000_000, [], may_be_negative=True)(-114.0) == -114_000_000


def test_commas_part_thousands_where_all_of_a_column_of_thousands_is_written_so() -> None:
    cells: list[Cell] = ["500", "1,000", "2,500"]
    assert [amount_reader(1_000, cells)(cell) for cell in cells] == [500_000, 1_000_000, 2_500_000]
    assert value_and_codes(amount_reader(1_000, ["1,5", "1,000"])("1,000")) == (None, ["unreadable_amount"])


@pytest.mark.parametrize(
    ("cell", "unit", "area", "said"),
    [
        (5.83, 10_000, 58_300, []),
        ("1,5", 10_000, 15_000, []),
        ("1,250", 10_000, 12_500, []),
        ("12.500", 1, 12_500, []),
        ("3 công", 10_000, 3_000, []),
        ("2,5 ha", 1, 25_000, []),
        ("5.000 m²", 10_000, 5_000, []),
        (12.5, 1_000, 12_500, []),
        ("không", 1, None, []),
        ("hai mẫu 3", 1, None, ["unreadable_area"]),
        (-2.0, 1, None, ["unreadable_area"]),
    ],
)
def test_areas(cell: Cell, unit: int, area: int | None, said: list[str]) -> None:
    assert value_and_codes(area_reader(unit)(cell)) == (area, said)


@pytest.mark.parametrize(
    ("cell", "phone", "said"),
    [
        ("0912345678", "0912345678", []),
        ("0912 345 678", "0912345678", []),
        ("0912.345.678", "0912345678", []),
        (948176672.0, "0948176672", ["phone_zero_restored"]),
        ("+84 912 345 678", "0912345678", []),
        ("84912345678", "0912345678", []),
        ("01678123456", "0378123456", ["old_phone_prefix"]),
        (1678123456.0, "0378123456", ["phone_zero_restored", "old_phone_prefix"]),
        ("02923 812 345", "02923812345", []),
        ("0912345678 / 0939244734", "0912345678", ["other_phones"]),
        ("091234", "091234", ["unusual_phone"]),
        ("không có", None, []),
    ],
)
def test_telephones(cell: Cell, phone: str | None, said: list[str]) -> None:
    assert value_and_codes(read_phone(cell)) == (phone, said)


@pytest.mark.parametrize(
    ("cell", "count", "said"),
    [(45.0, 45, []), ("1.250", 1250, []), ("45 người", 45, []), ("45 hộ", 45, []), ("-", None, []), (4.5, None,
     ["unreadable_count"]),
     (-4.0, None, ["unreadable_count"]), ("vài chục", None, ["unreadable_count"])],
)  # fmt: skip
def test_counts(cell: Cell, count: int | None, said: list[str]) -> None:
    assert value_and_codes(read_count(cell)) == (count, said)


def test_years() -> None:
    read = years(date(2026, 11, 22))
    assert [read(cell) for cell in (1999.0, "2015", date(2015, 3, 1), "12/3/2015")] == [1999, 2015, 2015, 2015]
    assert value_and_codes(read(2030.0)) == (None, ["future_date"])
    assert value_and_codes(read("lâu rồi")) == (None, ["unreadable_year"])


def test_ticks() -> None:
    assert all(map(is_mark, ["x", "X", " x ", "✓", "có", 1.0, True, "1"]))
    assert not any(map(is_mark, ["không", 0.0, False, "o", 2.0, "12"]))


def test_a_column_is_read_once_a_value_and_keeps_what_is_said_of_each_row() -> None:
    seen: list[Cell] = []
    flaws = Flaws()

    def read(cell: Cell) -> Any:
        seen.append(cell)
        return read_phone(cell)

    values = read_column(["0912345678", None, 912345678.0, "0912345678", 912345678.0], read, flaws)
    assert values == ["0912345678", None, "0912345678", "0912345678", "0912345678"]
    assert seen == ["0912345678", 912345678.0]
    assert sorted(flaws.noted) == [2, 4]


@pytest.mark.parametrize(
    ("heading", "money", "area", "rest"),
    [
        ("Vốn góp (đồng)", 1, None, "Vốn góp"),
        ("Vốn góp (đ)", 1, None, "Vốn góp"),
        ("Vốn góp (triệu đồng)", 1_000_000, None, "Vốn góp"),
        ("Vốn góp (tr.đ)", 1_000_000, None, "Vốn góp"),
        ("Vốn góp (trđ)", 1_000_000, None, "Vốn góp"),
        ("Vốn góp (1.000đ)", 1_000, None, "Vốn góp"),
        ("Vốn góp (nghìn đồng)", 1_000, None, "Vốn góp"),
        ("Vốn góp (ngàn đồng)", 1_000, None, "Vốn góp"),
        ("Vốn góp (ĐVT: tỷ đồng)", 10**9, None, "Vốn góp"),
        ("Vốn góp, triệu đồng", 1_000_000, None, "Vốn góp, triệu đồng"),
        ("Vốn góp (đã nộp)", None, None, "Vốn góp (đã nộp)"),
        ("Diện tích (ha)", None, 10_000, "Diện tích"),
        ("Diện tích (m2)", None, 1, "Diện tích"),
        ("Diện tích (1000 m²)", None, 1_000, "Diện tích"),
        ("Diện tích (công)", None, 1_000, "Diện tích"),
        ("Diện tích công", None, 1_000, "Diện tích công"),
        ("Số hợp đồng", None, None, "Số hợp đồng"),
        ("Số lao động", None, None, "Số lao động"),
        ("Hội đồng quản trị", None, None, "Hội đồng quản trị"),
    ],
)
def test_units_in_headings(heading: str, money: int | None, area: int | None, rest: str) -> None:
    assert heading_unit(heading) == (money, area, rest)


@pytest.mark.parametrize(
    ("line", "money"),
    [
        ("ĐVT: 1.000 đồng", 1_000),
        ("Đơn vị tính: triệu đồng", 1_000_000),
        ("(Đơn vị: đồng)", 1),
        ("ĐVT: nghìn", 1_000),
        ("(triệu đồng)", 1_000_000),
        ("Đơn vị: HTX Tân Hưng", None),
        ("Tổng số tiền 5 triệu đồng", None),
        ("Danh sách góp vốn", None),
    ],
)
def test_units_in_the_line_above(line: str, money: int | None) -> None:
    unit = unit_line(line)
    assert (unit.money if unit else None) == money
