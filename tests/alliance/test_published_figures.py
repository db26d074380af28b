"""The published lists, through the database: their sums are those that the alliances published."""

import pytest
from tests.alliance.conftest import Alliance, BringIn

from hoptac.alliance.indicators import indicators_json
from hoptac.kit.db import Database

PUBLISHED = [
    (
        "can-tho-2018",
        {"cooperatives": 244, "people_credit_funds": 0, "cooperative_unions": 0, "cooperative_groups": 1346,
         "charter_capital_dong": 560_000_000_000, "charter_capital_before_dong": None, "members": 4900,
         "regular_workers": 5200, "effective": 102, "under_2012_law": 195, "revenue_dong": 883_305_000_000,
         "founded_in_year": 40},
        {"agriculture": 121, "handicraft": 24, "construction": 31, "trade_services": 38, "transport": 30},
        9,
    ),
    (
        "can-tho-2022",
        {"cooperatives": 309, "people_credit_funds": 0, "cooperative_unions": 0, "cooperative_groups": 1450,
         "charter_capital_dong": 730_450_000_000, "charter_capital_before_dong": 694_310_000_000, "members": 7300,
         "regular_workers": 8100, "effective": 219, "under_2012_law": 309, "revenue_dong": 849_981_000_000,
         "founded_in_year": 0},
        {"agriculture": 151, "handicraft": 33, "construction": 40, "trade_services": 50, "transport": 35},
        9,
    ),
    (
        "ca-mau-2020",
        {"cooperatives": 249, "people_credit_funds": 2, "cooperative_unions": 0, "cooperative_groups": 0,
         "charter_capital_dong": 440_342_000_000, "charter_capital_before_dong": None, "members": 4011,
         "regular_workers": 4033, "effective": 137, "under_2012_law": 249, "revenue_dong": 630_519_000_000,
         "founded_in_year": 0},
        {"agriculture": 172, "handicraft": 20, "construction": 16, "trade_services": 27, "transport": 12, "credit": 2},
        9,
    ),
    (
        "thai-binh-2020",
        {"cooperatives": 445, "people_credit_funds": 0, "cooperative_unions": 1, "cooperative_groups": 192,
         "charter_capital_dong": 1_150_000_000_000, "charter_capital_before_dong": None, "members": 410_000,
         "regular_workers": 16_000, "effective": 268, "under_2012_law": 446, "revenue_dong": 1_693_592_000_000,
         "founded_in_year": 0},
        {"agriculture": 229, "handicraft": 51, "construction": 57, "trade_services": 59, "transport": 50},
        8,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "totals", "fields", "districts"), PUBLISHED, ids=[row[0] for row in PUBLISHED])
async def test_sums_of_a_list_are_the_published_ones(
    alliance: Alliance, bring_in: BringIn, rollup_database: Database, name: str, totals: dict[str, int | None],
    fields: dict[str, int], districts: int,
) -> None:  # fmt: skip
    year = int(name[-4:])
    result = await bring_in(alliance, name)
    by_field = await indicators_json(rollup_database, alliance.slug, year, "field")
    by_area = await indicators_json(rollup_database, alliance.slug, year, "area")
    by_kind = await indicators_json(rollup_database, alliance.slug, year, "kind")
    assert (result["needs_a_decision"], result["refused"], result["rows"]) == (0, 0, [])
    assert {key: by_area["totals"][key] for key in totals} == totals
    assert by_area["totals"] == by_field["totals"] == by_kind["totals"]
    legal = {
        group["key"]: group["cooperatives"] + group["cooperative_unions"]
        for group in by_field["groups"]
        if group["cooperatives"] + group["cooperative_unions"]
    }
    assert legal == fields
    assert len(by_area["groups"]) == districts
    assert sum(group["cooperatives"] for group in by_area["groups"]) == totals["cooperatives"]
    declared = sum(result["organizations"].values())
    assert (by_area["totals"]["declared"], by_area["totals"]["live"], by_area["totals"]["missing"]) == (declared, 0, 0)


async def test_two_years_stand_beside_each_other(
    alliance: Alliance, bring_in: BringIn, rollup_database: Database
) -> None:
    await bring_in(alliance, "can-tho-2022")
    await bring_in(alliance, "can-tho-2018")
    of_2022 = await indicators_json(rollup_database, alliance.slug, 2022)
    of_2018 = await indicators_json(rollup_database, alliance.slug, 2018)
    assert of_2022["totals"]["cooperatives"] == 309
    assert of_2018["totals"]["cooperatives"] == 244
    assert of_2018["totals"]["cooperative_groups"] == 1346
    assert [group["name"] for group in of_2022["groups"]][:2] == ["Bình Thủy", "Cái Răng"]
