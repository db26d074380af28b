"""Cells as people write them: amounts, identity numbers, days, telephones, names."""

from datetime import date, datetime

import pytest
from tests.members.reading.workbooks import NAMES, codes, identity_number, judged, one_sheet

from hoptac.kit.sheets import Cell
from hoptac.members.reading import RowVerdict


def read(heading: str, cell: Cell, usual: Cell) -> RowVerdict:
    """The verdict on the first of ten rows, which has `cell` under `heading` where the others have `usual`."""
    rows: list[list[Cell]] = [["STT", "Họ và tên", "Số CCCD", heading]]
    rows += [[place, name, identity_number(place), usual] for place, name in enumerate(NAMES, 1)]
    rows[1][3] = cell
    return judged(one_sheet(rows))[0]


@pytest.mark.parametrize(
    ("cell", "dong"),
    [
        ("5tr", 5_000_000),
        ("5tr500", 5_500_000),
        ("5tr5", 5_500_000),
        ("5 triệu rưỡi", 5_500_000),
        ("5 triệu 500 ngàn", 5_500_000),
        ("1,5 tỷ", 1_500_000_000),
        ("1.5 tỉ", 1_500_000_000),
        ("năm triệu", 5_000_000),
        ("Năm triệu đồng", 5_000_000),
        ("hai triệu năm trăm nghìn đồng", 2_500_000),
        ("Hai triệu năm trăm ngàn đồng chẵn", 2_500_000),
        ("mười lăm triệu", 15_000_000),
        ("hai mươi mốt triệu rưỡi", 21_500_000),
        ("một trăm lẻ năm triệu", 105_000_000),
        ("năm trăm nghìn", 500_000),
        ("5 000 000", 5_000_000),
        ("5\u00a0000\u00a0000", 5_000_000),
        ("5.000.000", 5_000_000),
        ("5,000,000", 5_000_000),
        ("5.000.000,00", 5_000_000),
        ("5,000,000.00", 5_000_000),
        ("5.000.000.-", 5_000_000),
        ("5.000.000 đ", 5_000_000),
        ("5.000.000đ.", 5_000_000),
        ("5.000.000 đồng", 5_000_000),
        ("5.000.000 VNĐ", 5_000_000),
        ("VNĐ 5.000.000", 5_000_000),
        ("'5000000", 5_000_000),
        ("5 tr.đ", 5_000_000),
        ("5trđ", 5_000_000),
        ("500 ngàn", 500_000),
        ("500k", 500_000),
        ("500.000đ (tiền mặt)", 500_000),
        (5_000_000.0, 5_000_000),
        ("2.500.000 + 500.000", None),
        ("5.000.00", None),
        ("#REF!", None),
        ("#N/A", None),
        ("(500.000)", None),
        ("-500.000", None),
        (-500_000, None),
        ("năm", None),
        ("ba bốn triệu", None),
        (date(2020, 5, 1), None),
        ("", 0),
        ("-", 0),
        ("0", 0),
        ("chưa góp", 0),
        ("không", 0),
    ],
)
def test_amounts(cell: Cell, dong: int | None) -> None:
    verdict = read("Vốn góp (đồng)", cell, 2_000_000)
    if dong is None:
        assert verdict.status in ("refused", "needs_a_decision"), verdict.member.paid_dong
    else:
        assert (verdict.status, verdict.member.paid_dong) == ("accepted", dong)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("092060204601", "092060204601"),
        ("'092060204601", "092060204601"),
        (" 092 060 204 601 ", "092060204601"),
        ("092.060.204.601", "092060204601"),
        ("092-060-204-601", "092060204601"),
        (92060204601, "092060204601"),
        (92060204601.0, "092060204601"),
        ("92060204601", "092060204601"),
        ("092060204601.0", "092060204601"),
        ("CCCD: 092060204601", "092060204601"),
        ("Số 092060204601 cấp ngày 01/02/2021", "092060204601"),
        ("092060204601 (CMND cũ 361234567)", "092060204601"),
        ("092060204601\n01/02/2021", "092060204601"),
        ("０９２０６０２０４６０１", "092060204601"),
        ("361234567", "361234567"),
        ("361 234 567", "361234567"),
        (361234567, "361234567"),
        ("CMND 361234567", "361234567"),
        (8190204601, "008190204601"),
        (1060204601, "001060204601"),
        ("0920602046", None),
        ("09206020460", None),
        ("0920602046012", None),
        ("09206O204601", None),
        ("9.2060204601E+10", None),
        ("36123456x", None),
        ("000000000000", None),
        ("", ""),
        ("chưa có", ""),
        ("không có", ""),
        ("x", ""),
    ],
)
def test_identity_numbers(cell: Cell, number: str | None) -> None:
    rows: list[list[Cell]] = [["STT", "Họ và tên", "Số CMND/CCCD", "Vốn góp"]]
    rows += [[place, name, identity_number(place), 1_000_000] for place, name in enumerate(NAMES, 1)]
    rows[1][2], rows[2][2] = cell, "361234999"
    verdict = judged(one_sheet(rows))[0]
    if number is None:
        assert codes(verdict) == ["broken_identity_number"]
    else:
        assert (verdict.status, verdict.member.identity_number or "") == ("accepted", number)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("01/3/2016", date(2016, 3, 1)),
        ("1.3.16", date(2016, 3, 1)),
        ("1-3-2016", date(2016, 3, 1)),
        ("01 / 03 / 2016", date(2016, 3, 1)),
        ("ngày 1 tháng 3 năm 2016", date(2016, 3, 1)),
        ("Ngày 01 tháng 03 năm 2016", date(2016, 3, 1)),
        ("01 tháng 3, 2016", date(2016, 3, 1)),
        ("2016-03-01", date(2016, 3, 1)),
        ("2016-03-01 00:00:00", date(2016, 3, 1)),
        ("1/3/2016 7:30", date(2016, 3, 1)),
        ("3/2016", date(2016, 3, 1)),
        ("03-2016", date(2016, 3, 1)),
        ("tháng 3/2016", date(2016, 3, 1)),
        ("Tháng 3 năm 2016", date(2016, 3, 1)),
        ("T3/2016", date(2016, 3, 1)),
        ("th.3/2016", date(2016, 3, 1)),
        ("3/16", date(2016, 3, 1)),
        ("2016", date(2016, 1, 1)),
        ("năm 2016", date(2016, 1, 1)),
        (2016, date(2016, 1, 1)),
        (42430, date(2016, 3, 1)),
        ("42430", date(2016, 3, 1)),
        (date(2016, 3, 1), date(2016, 3, 1)),
        (datetime.fromisoformat("2016-03-01T08:00:00"), date(2016, 3, 1)),
        ("01/03/2016.", date(2016, 3, 1)),
        ("'01/03/2016", date(2016, 3, 1)),
        ("01/03/2016 (đợt 1)", date(2016, 3, 1)),
        ("01032016", date(2016, 3, 1)),
        ("", None),
        ("...", None),
        ("không nhớ", None),
    ],
)
def test_days(cell: Cell, day: date | None) -> None:
    verdict = read("Ngày vào HTX", cell, "05/05/2015")
    assert (verdict.status, verdict.member.joined_on) == ("accepted", day)


@pytest.mark.parametrize("cell", ["31/02/2016", "13/13/2016", "1/3", "quý I/2016", "đầu năm 2016", "32/1/2016"])
def test_days_that_cannot_be_told_need_a_decision(cell: Cell) -> None:
    assert (read("Ngày vào HTX", cell, "05/05/2015").status) == "needs_a_decision"


@pytest.mark.parametrize(
    ("cell", "year"),
    [
        ("12/03/1960", 1960),
        ("1960", 1960),
        (1960, 1960),
        ("1960.", 1960),
        ("12.3.60", 1960),
        ("3/1960", 1960),
        ("__/__/1960", 1960),
        ("00/00/1960", 1960),
        ("Sinh năm 1960", 1960),
        ("12/03/1960 (66 tuổi)", 1960),
        ("SN 1960", 1960),
        (22000, 1960),
        ("60", None),
        ("", None),
        ("không rõ", None),
    ],
)
def test_births(cell: Cell, year: int | None) -> None:
    verdict = read("Ngày sinh", cell, "05/05/1955")
    assert (verdict.status, verdict.member.born_year) == ("accepted", year)


@pytest.mark.parametrize(
    ("cell", "phone"),
    [
        (912345678, "0912345678"),
        ("0912345678", "0912345678"),
        ("0912.345.678", "0912345678"),
        ("0912 345 678", "0912345678"),
        ("(0912) 345678", "0912345678"),
        ("+84912345678", "0912345678"),
        ("84912345678", "0912345678"),
        ("01223456789", "0773456789"),
        ("0912345678/0987654321", "0912345678"),
        ("0912345678 - 0987654321", "0912345678"),
        ("0912345678 (con)", "0912345678"),
        ("ĐT: 0912345678", "0912345678"),
        ("02923831234", "02923831234"),
        ("Không", None),
        ("", None),
    ],
)
def test_phones(cell: Cell, phone: str | None) -> None:
    verdict = read("Số ĐT", cell, "0987654321")
    assert (verdict.status, verdict.member.phone) == ("accepted", phone)


@pytest.mark.parametrize(
    ("cell", "name", "kind"),
    [
        ("  Nguyễn   Văn  Út ", "Nguyễn Văn Út", "individual"),
        ("\u00a0Nguyễn\u00a0Văn Út\u00a0", "Nguyễn Văn Út", "individual"),
        ("Nguyễn Văn Út", "Nguyễn Văn Út", "individual"),
        ("NGUYỄN VĂN ÚT", "Nguyễn Văn Út", "individual"),
        ("Ông Nguyễn Văn Út", "Nguyễn Văn Út", "individual"),
        ("Ô. Nguyễn Văn Út", "Nguyễn Văn Út", "individual"),
        ("Bà: Trần Thị Út", "Trần Thị Út", "individual"),
        ("1. Nguyễn Văn Út", "Nguyễn Văn Út", "individual"),
        ("Nguyễn Văn Út (Hai Lúa)", "Nguyễn Văn Út (Hai Lúa)", "individual"),
        ("Hộ ông Nguyễn Văn Út", "Hộ ông Nguyễn Văn Út", "household"),
        ("HỘ BÀ TRẦN THỊ ÚT", "Hộ Bà Trần Thị Út", "household"),
        ("Hộ Nguyễn Văn Út", "Hộ Nguyễn Văn Út", "household"),
        ("Công ty TNHH Lúa Vàng", "Công ty TNHH Lúa Vàng", "organization"),
        ("CÔNG TY TNHH MTV LÚA VÀNG", "CÔNG TY TNHH MTV LÚA VÀNG", "organization"),
        ("Cty CP Lúa Vàng", "Cty CP Lúa Vàng", "organization"),
        ("DNTN Út Mười", "DNTN Út Mười", "organization"),
        ("HTX Thạnh Phú", "HTX Thạnh Phú", "organization"),
        ("UBND xã Tân Bình", "UBND xã Tân Bình", "organization"),
        ("Tổ hợp tác số 3", "Tổ hợp tác số 3", "group"),
        ("Ông Văn Út", "Ông Văn Út", "individual"),
        ("Danh Sà Rây", "Danh Sà Rây", "individual"),
        ("H'Hen Niê", "H'Hen Niê", "individual"),
        ("Y Blô Ayun", "Y Blô Ayun", "individual"),
        ("K’Brôl", "K’Brôl", "individual"),
        ("Giàng A Páo", "Giàng A Páo", "individual"),
        ("Bàn Thị Mùi", "Bàn Thị Mùi", "individual"),
        ("Thủ Văn Hội", "Thủ Văn Hội", "individual"),
        ("Chủ Thị Trưởng", "Chủ Thị Trưởng", "individual"),
        ("Kế Văn Toán", "Kế Văn Toán", "individual"),
        ("Tổng Văn Cộng", "Tổng Văn Cộng", "individual"),
        ("Lưu Kế", "Lưu Kế", "individual"),
        ("Út", "Út", "individual"),
    ],
)
def test_names(cell: str, name: str, kind: str) -> None:
    rows: list[list[Cell]] = [["STT", "Họ và tên", "Số CCCD", "Vốn góp"]]
    rows += [[place, other, identity_number(place), 1_000_000] for place, other in enumerate(NAMES, 1)]
    rows[4][1] = cell
    verdict = judged(one_sheet(rows))[3]
    assert (verdict.status, verdict.member.name, verdict.member.kind) == ("accepted", name, kind)
