"""Every rule of posting through its form: what is told on the left, on the right what an accountant writes down by hand.

The cooperative keeps internal transactions apart and deducts VAT; An is an official member with an agreement in force,
Bình one without, the company and the bank are outsiders. Sums are small on purpose: 100, 10 of tax, 60 of cost.
"""

import pytest
from tests.ledger.notation import lines
from tests.vouchers.events.conftest import choose
from tests.vouchers.events.recording import errors, posted, record

A = {"amount": "100"}
AN, BINH, CTY, BANK = ({"party": key} for key in ("an", "binh", "cty", "agri"))
VAT = {"vat": "10"}
COST = {"cost": "60"}


def by(through):
    return {"through": through}


CAPITAL = [
    ("CAP-05", A, "Nợ 4211 / Có 4118 100"),
    ("CAP-05", A | {"profit": "internal"}, "Nợ 4212 / Có 4118 100"),
    ("CAP-06", A, "Nợ 418 / Có 4118 100"),
    ("CAP-07", A | BINH | by("cash"), "Nợ 1111 / Có 4118@binh 100"),
    ("CAP-08", A | by("bank"), "Nợ 1121 / Có 4118 100"),
]
SUPPORT = [
    ("SUP-01", A | by("bank"), "Nợ 1121 / Có 4421 100"),
    ("SUP-02", A, "Nợ 212 / Có 4422 100"),
    ("SUP-03", A | by("bank"), "Nợ 1121 / Có 342 100"),
    ("SUP-04", A | by("cash"), "Nợ 342 / Có 1111 100"),
    ("SUP-05", A | by("bank"), "Nợ 1121 / Có 5118 100"),
    ("SUP-05", A | CTY | by("owed"), "Nợ 138@cty / Có 5118 100"),
    ("SUP-06", A | {"received": "asset"}, "Nợ 212 / Có 558 100"),
    ("SUP-06", A | {"received": "bank"} | CTY, "Nợ 1121 / Có 558@cty 100"),
    ("SUP-07", A | {"fund": "money"}, "Nợ 4211 / Có 4421 100"),
    ("SUP-07", A | {"fund": "asset", "profit": "internal"}, "Nợ 4212 / Có 4422 100"),
    ("SUP-08", A, "Nợ 4211 / Có 4118 100"),
    ("SUP-09", A | CTY | {"received": "bank"}, "Nợ 1121 / Có 338 100 @cty"),
    ("SUP-09", A | VAT | CTY | {"received": "goods"}, "Nợ 156 / Có 338 100 @cty\nNợ 156 / Có 3331 10"),
    ("SUP-10", A | CTY, "Nợ 338@cty / Có 558 100"),
]
FUNDS = [
    ("FND-01", A, "Nợ 4211 / Có 4421 100"),
    ("FND-02", A | {"fund": "equity"}, "Nợ 4211 / Có 418 100"),
    ("FND-02", A | {"fund": "welfare"}, "Nợ 4211 / Có 3532 100"),
    ("FND-03", A | by("cash"), "Nợ 418 / Có 1111 100"),
    ("FND-04", A | VAT | by("bank"), "Nợ 212 / Có 1121 100\nNợ 1332 / Có 1121 10\nNợ 4421 / Có 4422 100"),
    ("FND-05", A, "Nợ 4421 / Có 4422 100"),
    ("FND-06", A | VAT | CTY | by("owed"), "Nợ 2422 / Có 331 100 @cty\nNợ 1332 / Có 331 10 @cty"),
    ("FND-06", A | by("cash"), "Nợ 2422 / Có 1111 100"),
    ("FND-07", A, "Nợ 212 / Có 2422 100\nNợ 4421 / Có 4422 100"),
    ("FND-08", A, "Nợ 1121 / Có 4421 100"),
    ("FND-09", A | VAT | CTY | by("owed"), "Nợ 131@cty / Có 558 100\nNợ 131@cty / Có 3331 10"),
    ("FND-10", {"worn": "70", "rest": "30"}, "Nợ 2142 / Có 212 70\nNợ 658 / Có 212 30"),
    ("FND-11", A | {"gain": "20"}, "Nợ 4422 / Có 4421 100\nNợ 4211 / Có 4421 20"),
    ("FND-11", A, "Nợ 4422 / Có 4421 100"),
    ("DIV-01", A | AN, "Nợ 4211 / Có 338 100 @an"),
    ("DIV-02", A | AN | {"withheld": "5"} | by("cash"), "Nợ 338 / Có 1111 95 @an\nNợ 338 / Có 3338 5 @an"),
    ("DIV-02", A | AN | by("bank"), "Nợ 338 / Có 1121 100 @an"),
]
SALES = [
    ("SAL-01", A | VAT | AN | by("cash"), "Nợ 1111 / Có 5121@an 100\nNợ 1111 / Có 3331 10"),
    (
        "SAL-01",
        A | VAT | AN | COST | by("owed"),
        "Nợ 131@an / Có 5121 100\nNợ 131@an / Có 3331 10\nNợ 6121@an / Có 156 60",
    ),
    ("SAL-01", A | VAT | AN | by("bank") | {"what": "services"}, "Nợ 1121 / Có 5122@an 100\nNợ 1121 / Có 3331 10"),
    ("SAL-02", A | AN | by("owed"), "Nợ 131@an / Có 5121 100"),
    ("SAL-03", AN | COST | {"stock": "materials"}, "Nợ 6121@an / Có 152 60"),
    ("SAL-04", {"members": "70", "others": "30"}, "Nợ 6122 / Có 154 70\nNợ 6113 / Có 154 30"),
    (
        "SAL-05",
        A | VAT | AN | {"interest": "12", "interest_now": "4"},
        "Nợ 131@an / Có 5121 100\nNợ 131@an / Có 3331 10\nNợ 131 / Có 338 12 @an\nNợ 338@an / Có 558 4",
    ),
    ("SAL-06", A | VAT | by("cash"), "Nợ 1111 / Có 5111 100\nNợ 1111 / Có 3331 10"),
    (
        "SAL-06",
        A | CTY | COST | by("owed") | {"what": "products", "stock": "consigned"},
        "Nợ 131@cty / Có 5112 100\nNợ 6112@cty / Có 157 60",
    ),
    ("SAL-07", COST | {"cost_of": "services", "stock": "work"}, "Nợ 6113 / Có 154 60"),
    ("SAL-08", A | VAT | AN | by("offset"), "Nợ 331@an / Có 5122 100\nNợ 331@an / Có 3331 10"),
    ("SAL-08", A | AN | by("cash"), "Nợ 1111 / Có 5122@an 100"),
    ("DED-01", A | VAT | CTY | by("owed"), "Nợ 521 / Có 131 100 @cty\nNợ 3331 / Có 131 10 @cty"),
    ("DED-01", A | VAT | by("cash"), "Nợ 521 / Có 1111 100\nNợ 3331 / Có 1111 10"),
    ("DED-02", COST | {"stock": "goods", "cost_of": "internal"}, "Nợ 156 / Có 6121 60"),
    ("DED-03", A | {"revenue": "internal_goods"}, "Nợ 5121 / Có 521 100"),
]
PRODUCE = [
    ("PUR-01", A | VAT | CTY | by("owed"), "Nợ 156 / Có 331 100 @cty\nNợ 1331 / Có 331 10 @cty"),
    ("PUR-01", A | by("cash") | {"stock": "materials"}, "Nợ 152 / Có 1111 100"),
    (
        "PUR-02",
        A | VAT | CTY | COST | by("owed"),
        "Nợ 131@cty / Có 5111 100\nNợ 131@cty / Có 3331 10\nNợ 6111@cty / Có 156 60",
    ),
    ("PUR-03", A | AN, "Nợ 003@an 100"),
    ("PUR-04", A | AN | by("cash") | {"consigned": "90"}, "Nợ 1111 / Có 331 100 @an\nCó 003@an 90"),
    ("PUR-04", A | AN | by("owed") | {"buyer": "cty"}, "Nợ 131@cty / Có 331@an 100"),
    ("PUR-05", A | VAT | AN, "Nợ 331@an / Có 5113 100\nNợ 331@an / Có 3331 10"),
    ("PUR-06", A | AN | by("bank"), "Nợ 331 / Có 1121 100 @an"),
    ("COL-01", A | AN | {"interest": "3"} | by("cash"), "Nợ 1111 / Có 131 100 @an\nNợ 1111 / Có 558@an 3"),
    ("COL-02", A | AN, "Nợ 331@an / Có 131@an 100"),
    ("COL-03", A | BINH | {"received": "goods"}, "Nợ 156 / Có 338 100 @binh"),
    ("COL-04", A | BINH | by("cash"), "Nợ 338 / Có 1111 100 @binh"),
]
LABOUR = [
    ("LAB-01", A | BINH | {"purpose": "work"}, "Nợ 154 / Có 334 100 @binh"),
    ("LAB-01", A | BINH | {"purpose": "deferred"}, "Nợ 2421 / Có 334 100 @binh"),
    (
        "LAB-02",
        BINH | {"employer": "21", "worker": "10", "purpose": "management"},
        "Nợ 642@binh / Có 335 21\nNợ 334 / Có 335 10 @binh",
    ),
    ("LAB-03", A | BINH, "Nợ 334 / Có 3338 100 @binh"),
    ("LAB-04", A | BINH | by("cash"), "Nợ 334 / Có 1111 100 @binh"),
    (
        "LAB-05",
        A | VAT | BINH | COST,
        "Nợ 334@binh / Có 5112 100\nNợ 334@binh / Có 3331 10\nNợ 6112@binh / Có 156 60",
    ),
]
LOANS = [
    ("LOAN-01", A | BANK | {"received": "bank"}, "Nợ 1121 / Có 341 100 @agri"),
    ("LOAN-01", A | BANK | {"received": "supplier", "supplier": "cty"}, "Nợ 331@cty / Có 341@agri 100"),
    ("LOAN-02", A | BANK | by("bank"), "Nợ 658@agri / Có 1121 100"),
    ("LOAN-02", A | BANK | by("owed") | {"purpose": "building"}, "Nợ 2422 / Có 338 100 @agri"),
    ("LOAN-03", A | BANK | by("bank"), "Nợ 341 / Có 1121 100 @agri"),
    ("ILN-01", A | AN | by("cash") | {"collateral": "500"}, "Nợ 13211 / Có 1111 100 @an\nNợ 006@an 500"),
    (
        "ILN-02",
        A | AN | by("cash") | {"interest": "12", "interest_now": "1"},
        "Nợ 13211 / Có 1111 88 @an\nNợ 13211 / Có 338 12 @an\nNợ 338@an / Có 5123 1",
    ),
    ("ILN-03", A | AN | by("owed"), "Nợ 13212@an / Có 5123 100"),
    ("ILN-04", A | AN, "Nợ 008@an 100"),
    (
        "ILN-05",
        AN | by("bank") | {"principal": "100", "interest": "5"},
        "Nợ 1121 / Có 13211 100 @an\nNợ 1121 / Có 13212 5 @an",
    ),
]
TAXES = [
    ("DEP-01", A | {"purpose": "management", "wear": "tangible"}, "Nợ 642 / Có 2141 100"),
    ("DEP-02", A | {"fund": "formed", "wear": "tangible"}, "Nợ 3533 / Có 2141 100"),
    ("PRV-01", A | {"purpose": "debts"}, "Nợ 642 / Có 229 100"),
    ("PRV-01", A | {"purpose": "member_stock"}, "Nợ 6121 / Có 229 100"),
    (
        "PRV-02",
        CTY | {"covered": "70", "rest": "30"},
        "Nợ 229 / Có 131 70 @cty\nNợ 642 / Có 131 30 @cty\nNợ 004@cty 100",
    ),
    ("VAT-01", A | {"input": "goods"}, "Nợ 3331 / Có 1331 100"),
    ("CIT-01", A, "Nợ 659 / Có 3334 100"),
    ("CIT-01", A | {"direction": "less"}, "Nợ 3334 / Có 659 100"),
    ("CIT-02", A | {"tax": "vat"} | by("bank"), "Nợ 3331 / Có 1121 100"),
]
ROWS = [*CAPITAL, *SUPPORT, *FUNDS, *SALES, *PRODUCE, *LABOUR, *LOANS, *TAXES]


def as_set(found):
    return sorted(map(repr, found))


@pytest.mark.parametrize(("event_id", "fields", "expected"), ROWS, ids=[row[0] for row in ROWS])
async def test_what_is_told_is_booked_as_the_circular_says(accountant, database, furnished, event_id, fields, expected):
    await choose(database, furnished, tracks_internal=1, vat_deduction=1)
    done = await record(accountant, furnished, event_id, fields)
    assert done.status_code == 200, errors(done)
    entries = await posted(database, furnished)
    assert as_set(line for _series, _purpose, booked in entries for line in booked) == as_set(lines(expected))
    assert {purpose for _series, purpose, _lines in entries} == {event_id}


# Without separate tracking everything is external (Law 17/2023/QH15, Art. 91.2); without deduction revenue is gross.
PLAIN = [
    ("SAL-02", "SAL-06", A | AN | by("owed"), "Nợ 131@an / Có 5111 100"),
    ("SAL-02", "SAL-06", A | BINH | COST | by("cash"), "Nợ 1111 / Có 5111@binh 100\nNợ 6111@binh / Có 156 60"),
    ("SAL-03", "SAL-07", AN | COST, "Nợ 6111@an / Có 156 60"),
    ("SAL-04", "SAL-04", {"all": "100"}, "Nợ 6113 / Có 154 100"),
    ("SAL-05", "SAL-05", A | AN | {"interest": "12"}, "Nợ 131@an / Có 5111 100\nNợ 131 / Có 338 12 @an"),
    ("SAL-08", "SAL-08", A | AN | by("cash"), "Nợ 1111 / Có 5113@an 100"),
    ("ILN-03", "ILN-03", A | AN | by("cash"), "Nợ 1111 / Có 5118@an 100"),
    ("PUR-01", "PUR-01", A | VAT | by("cash"), "Nợ 156 / Có 1111 100"),
    ("VAT-02", "VAT-02", A | {"revenue": "services"}, "Nợ 5113 / Có 3331 100"),
    ("FND-01", "FND-01", A, "Nợ 4211 / Có 4421 100"),
]


@pytest.mark.parametrize(("event_id", "followed", "fields", "expected"), PLAIN, ids=[row[0] for row in PLAIN])
async def test_by_the_direct_method_and_without_internal_transactions(
    accountant, database, furnished, event_id, followed, fields, expected
):
    await record(accountant, furnished, event_id, fields)
    entries = await posted(database, furnished)
    assert as_set(line for _series, _purpose, booked in entries for line in booked) == as_set(lines(expected))
    assert {purpose for _series, purpose, _lines in entries} == {followed}


def test_every_event_with_a_form_is_here():
    from hoptac.vouchers.events.table import EVENTS

    tested = {row[0] for row in [*ROWS, *PLAIN]}
    assert tested == {event.id for event in EVENTS.values() if event.place == "form"}


@pytest.mark.parametrize(
    ("who", "tracks", "followed", "expected", "said"),
    [
        (AN, 1, "SAL-01", "Nợ 131@an / Có 5121 100", "là thành viên chính thức có hợp đồng còn hiệu lực"),
        (BINH, 1, "SAL-06", "Nợ 131@binh / Có 5111 100", "Chưa có hợp đồng còn hiệu lực với Lê Thị Bình (mẫu 03-BH)"),
        (CTY, 1, "SAL-06", "Nợ 131@cty / Có 5111 100", "không phải thành viên chính thức"),
        (AN, 0, "SAL-06", "Nợ 131@an / Có 5111 100", "không theo dõi riêng giao dịch nội bộ"),
    ],
)
async def test_a_sale_is_internal_or_external_by_who_buys(
    accountant, database, furnished, who, tracks, followed, expected, said
):
    await choose(database, furnished, tracks_internal=tracks, vat_deduction=1)
    asked = await record(accountant, furnished, "SAL-01", A | who | by("owed"), deed="preview")
    assert said in asked.text
    await record(accountant, furnished, "SAL-01", A | who | by("owed"))
    assert await posted(database, furnished) == [("GV", followed, lines(expected))]
