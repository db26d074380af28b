"""The sample registries give the figures that the alliances published."""

from datetime import date
from pathlib import Path

import pytest

from hoptac.alliance.reading import RegistryTotals, judge, totals, understand, year_of
from hoptac.kit.sheets import read_workbook

SAMPLES = Path(__file__).parent / "samples"
MILLION = 10**6


def totals_of(name: str) -> tuple[int | None, RegistryTotals]:
    workbook = read_workbook((SAMPLES / f"{name}.xlsx").read_bytes(), f"{name}.xlsx")
    mapping = understand(workbook).mapping
    year = year_of(workbook, mapping)
    verdicts = judge(workbook, mapping, today=date(2026, 11, 22))
    assert {verdict.status for verdict in verdicts} == {"accepted"}
    return year, totals((verdict.organization for verdict in verdicts), year=year)


@pytest.mark.parametrize(
    ("name", "organizations", "capital", "before", "members", "workers", "effective", "converted", "districts",
     "revenue"),
    [
        ("can-tho-2018", {"cooperative": 244, "cooperative_group": 1346}, 560_000, None, 4900, 5200, 102, 195, 9,
         883_305),
        ("can-tho-2022", {"cooperative": 309, "cooperative_group": 1450}, 730_450, 694_310, 7300, 8100, 219, 309, 9,
         849_981),
        ("ca-mau-2020", {"cooperative": 247, "people_credit_fund": 2}, 440_342, None, 4011, 4033, 137, 249, 9, 630_519),
        ("thai-binh-2020", {"cooperative": 445, "cooperative_union": 1, "cooperative_group": 192}, 1_150_000, None,
         410_000,
         16_000, 268, 446, 8, 1_693_592),
    ],
)  # fmt: skip
def test_published_figures(
    name: str, organizations: dict[str, int], capital: int, before: int | None, members: int, workers: int,
    effective: int, converted: int, districts: int, revenue: int,
) -> None:  # fmt: skip
    _year, figures = totals_of(name)
    assert figures.organizations == organizations
    assert figures.charter_capital_dong == capital * MILLION
    assert figures.charter_capital_before_dong == (before * MILLION if before else None)
    assert (figures.members, figures.regular_workers) == (members, workers)
    assert (figures.effective, figures.under_2012_law, figures.districts) == (effective, converted, districts)
    assert figures.revenue_dong == revenue * MILLION


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("can-tho-2018", {"agriculture": 121, "handicraft": 24, "construction": 31, "trade_services": 38,
         "transport": 30}),
        ("can-tho-2022", {"agriculture": 151, "handicraft": 33, "construction": 40, "trade_services": 50,
         "transport": 35}),
        ("ca-mau-2020", {"agriculture": 172, "handicraft": 20, "construction": 16, "trade_services": 27,
         "transport": 12,
                         "credit": 2}),
        ("thai-binh-2020", {"agriculture": 229, "handicraft": 51, "construction": 57, "trade_services": 59,
         "transport": 50}),
    ],
)  # fmt: skip
def test_activity_fields(name: str, fields: dict[str, int]) -> None:
    year, figures = totals_of(name)
    assert figures.activity_fields == fields
    assert year == int(name[-4:])


def test_founded_in_the_year() -> None:
    _year, figures = totals_of("can-tho-2018")
    assert (figures.founded_in_year, figures.founded_in_year_by_field["agriculture"]) == (40, 18)
