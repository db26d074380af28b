"""B01 worked out by hand: each account has its place, parties are never netted, 200 = 500 whatever is posted."""

from datetime import date

import pytest
from tests.statements.replay import balances, book

from hoptac.statements.rules.financial_position import financial_position


def position(text, to_on=date(2026, 12, 31)):
    return financial_position(balances(book(text), date(to_on.year, 1, 1), to_on))


def amounts(found, *codes):
    return {code: found.statement.line(code).amount_dong for code in codes}


def test_a_small_cooperative_at_its_year_end():
    """Each line is the sum in the comment beside it, in thousand đồng as the accountant would add it up."""
    found = position("""
        31/12/2025 Nợ 1121 / Có 4111 300.000 @an
        31/12/2025 Nợ 2111 / Có 4118 200.000
        31/12/2025 Nợ 212  / Có 4422 100.000
        10/01 Nợ 1111 / Có 1121 60.000
        12/01 Nợ 156  / Có 331  80.000 @phan_bon
        20/01 Nợ 331  / Có 1111 90.000 @phan_bon
        25/01 Nợ 156  / Có 331  30.000 @giong
        02/02 Nợ 131  / Có 5111 70.000 @binh
        02/02 Nợ 6111 / Có 156  50.000
        03/02 Nợ 1111 / Có 131  20.000 @chin
        15/02 Nợ 642  / Có 334  15.000 @sau
        20/02 Nợ 334  / Có 1111 17.000 @sau
        20/02 Nợ 334  / Có 3338 1.000  @muoi
        28/02 Nợ 642  / Có 2141 10.000
        28/02 Nợ 4422 / Có 2142 5.000
        01/03 Nợ 1121 / Có 341  40.000 @agribank
        01/03 Nợ 133  / Có 1121 4.000
        05/03 Nợ 13211 / Có 1121 25.000 @an
        06/03 Nợ 642  / Có 229  3.000
        09/03 Nợ 003 12.000
    """)
    assert amounts(
        found,
        *("110", "120", "130", "137", "140", "150", "151", "152", "160", "161", "162", "170", "180", "200"),
        *("300", "310", "320", "330", "340", "350", "360", "370", "380"),
        *("400", "410", "420", "430", "440", "500"),
    ) == {
        # 1111: 60 − 90 + 20 − 17 = −27 (overdrawn: not an asset); 1121: 300 − 60 + 40 − 4 − 25 = 251
        "110": 251_000,
        "120": 0,
        # 131 binh 70; 331 phan_bon 90 − 80 = 10 paid ahead; 334 sau 17 − 15 = 2 and muoi 1 paid too much; 13211 an 25
        "130": 70_000 + 10_000 + 2_000 + 1_000 + 25_000,
        "137": 25_000,
        "140": 80_000 + 30_000 - 50_000,
        "150": 200_000 - 10_000,
        "151": 200_000,
        "152": -10_000,
        "160": 100_000 - 5_000,
        "161": 100_000,
        "162": -5_000,
        "170": 4_000,
        "180": -3_000,
        "200": 251_000 + 108_000 + 60_000 + 190_000 + 95_000 + 4_000 - 3_000,
        "300": 30_000 + 20_000 + 1_000 + 40_000 + 27_000,
        "310": 30_000,  # giong
        "320": 20_000,  # chin paid ahead
        "330": 1_000,
        "340": 0,
        "350": 40_000,
        "360": 27_000,  # the overdrawn cash, by the residual rule
        "370": 0,
        "380": 0,
        "400": 500_000 - 8_000 + 95_000,
        "410": 300_000 + 200_000,
        # not closed yet: revenue 70 − cost 50 − management 15 + 10 + 3
        "420": 70_000 - 50_000 - 28_000,
        "430": 0,
        "440": 100_000 - 5_000,
        "500": 118_000 + 587_000,
    }
    assert amounts(found, "200") == {"200": 705_000}
    assert found.difference_dong == (0, 0)
    assert [(one.account, one.side, one.line, one.amount_dong) for one in found.residuals] == [
        ("1111", "credit", "360", 27_000)
    ]
    assert found.unclosed_dong == -8_000
    assert {line.code: line.previous_dong for line in found.statement.lines if line.previous_dong} == {
        "110": 300_000, "150": 200_000, "151": 200_000, "160": 100_000, "161": 100_000, "200": 600_000,
        "400": 600_000, "410": 500_000, "440": 100_000, "500": 600_000,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "line", "amount", "is_residual"),
    [
        ("Nợ 131@an / Có 1111 5", "130", 5, False),
        ("Nợ 1111 / Có 131@an 5", "320", 5, False),
        ("Nợ 138@an / Có 1111 5", "130", 5, False),
        ("Nợ 1111 / Có 138@an 5", "360", 5, False),
        ("Nợ 141@an / Có 1111 5", "130", 5, False),
        ("Nợ 1111 / Có 141@an 5", "360", 5, True),
        ("Nợ 331@an / Có 1111 5", "130", 5, False),
        ("Nợ 1111 / Có 332@an 5", "370", 5, False),
        ("Nợ 33211@an / Có 1111 5", "130", 5, True),
        ("Nợ 3334 / Có 1111 5", "170", 5, False),
        ("Nợ 1111 / Có 3334 5", "330", 5, False),
        ("Nợ 335 / Có 1111 5", "130", 5, True),
        ("Nợ 1111 / Có 335 5", "360", 5, False),
        ("Nợ 3532 / Có 1111 5", "130", 5, True),
        ("Nợ 1111 / Có 3531 5", "360", 5, False),
        ("Nợ 341@an / Có 1111 5", "130", 5, True),
        ("Nợ 342 / Có 1111 5", "130", 5, True),
        ("Nợ 1111 / Có 342 5", "380", 5, False),
        ("Nợ 1111 / Có 13211@an 5", "360", 5, True),
        ("Nợ 1111 / Có 152 5", "360", 5, True),
        ("Nợ 1111 / Có 2421 5", "360", 5, True),
        ("Nợ 1111 / Có 212 5", "360", 5, True),
        ("Nợ 2141 / Có 1111 5", "152", 5, False),
        ("Nợ 4111@an / Có 1111 5", "410", -5, False),
        ("Nợ 4211 / Có 1111 5", "420", -5, False),
        ("Nợ 418 / Có 1111 5", "430", -5, False),
        ("Nợ 4421 / Có 1111 5", "440", -5, False),
        ("Nợ 642 / Có 1111 5", "420", -5, False),
        ("Nợ 9111 / Có 1111 5", "420", -5, False),
    ],
)
def test_every_side_of_every_account_has_its_line(text, line, amount, is_residual):
    found = position(f"02/01 Nợ 1111 / Có 4118 100\n02/01 {text.replace(' 5', '')} 5".replace("  ", " "))
    before = position("02/01 Nợ 1111 / Có 4118 100")
    assert found.statement.line(line).amount_dong - before.statement.line(line).amount_dong == amount
    assert [one.line for one in found.residuals] == ([line] if is_residual else [])
    assert found.difference_dong == (0, 0)


def test_parties_are_never_netted_and_details_of_taxes_neither():
    found = position("""
        02/01 Nợ 131 / Có 5111 100 @an
        02/01 Nợ 1111 / Có 131 40 @binh
        02/01 Nợ 3331 / Có 1111 7
        02/01 Nợ 659 / Có 3334 9
    """)
    assert amounts(found, "130", "320", "170", "330", "110") == {
        "130": 100, "320": 40, "170": 7, "330": 9, "110": 40 - 7,
    }  # fmt: skip


def test_claims_between_units_of_one_cooperative_are_eliminated_as_far_as_they_meet():
    found = position("""
        02/01 Nợ 1361 / Có 1111 50
        02/01 Nợ 1111 / Có 3361 30
        02/01 Nợ 1368 / Có 1111 5
    """)
    assert amounts(found, "130", "360", "200", "500") == {"130": 20 + 5, "360": 25, "200": 25, "500": 25}
    assert [(one.account, one.amount_dong) for one in found.parts if one.kind == "elimination"] == [
        ("1361", -30), ("3361", -30),
    ]  # fmt: skip
    assert found.difference_dong == (0, 0)


def test_the_parts_of_a_line_are_the_line():
    found = position("""
        02/01 Nợ 13211 / Có 1111 50 @an
        02/01 Nợ 131 / Có 5111 100 @an
        02/01 Nợ 2111 / Có 331 70 @may
        02/01 Nợ 642 / Có 2141 10
    """)
    for line in found.statement.lines:
        assert sum(part.amount_dong for part in found.parts_of(line.code)) == line.amount_dong, line.code
    assert {part.account for part in found.parts_of("137")} == {"13211"}
    assert {part.account for part in found.parts_of("420")} == {"5111", "642"}


def test_as_of_any_day_and_the_beginning_of_its_year():
    text = """
        31/12/2025 Nợ 1111 / Có 4118 10
        15/03 Nợ 1111 / Có 4118 7
        16/03 Nợ 1111 / Có 4118 5
    """
    for day, now, before in (
        (date(2025, 12, 31), 10, 0),
        (date(2026, 3, 14), 10, 10),
        (date(2026, 3, 15), 17, 10),
        (date(2027, 1, 1), 22, 22),
    ):
        line = position(text, day).statement.line("200")
        assert (line.amount_dong, line.previous_dong) == (now, before)
