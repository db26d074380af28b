"""What a year's figures are made of, and how the books and what was declared go together. Pure."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

import msgspec

from hoptac.kit.errors import Refusal
from hoptac.kit.language import _

FIRST_YEAR = 1996
"""The first Law on Cooperatives is of 1996: no list of an alliance is older."""

_REVENUE = ("511", "512", "558")
_INCOME = "5"
_COSTS = "6"


class YearOutOfRange(Refusal):
    """A year before there were lists, or one that has not come."""

    def __init__(self, last: int) -> None:
        message = _("Năm phải từ %(first)s đến %(last)s. Hãy chọn lại năm của danh sách.", first=FIRST_YEAR, last=last)
        super().__init__(message, field="year")


class Subject(msgspec.Struct, frozen=True):
    """The organization that figures are of, with what the figures are grouped by."""

    org_id: UUID
    alliance_path: str
    kind: str
    activity_field: str | None
    area_id: UUID | None


class YearFigures(msgspec.Struct, frozen=True, kw_only=True):
    """One organization's figures of a year. Amounts in đồng, area in m²; answers are 0 or 1; None: not known."""

    members: int | None = None
    official_members: int | None = None
    regular_workers: int | None = None
    charter_capital_dong: int | None = None
    charter_capital_before_dong: int | None = None
    paid_in_dong: int | None = None
    revenue_dong: int | None = None
    profit_dong: int | None = None
    production_area_m2: int | None = None
    effective: int | None = None
    under_2012_law: int | None = None
    linked: int | None = None
    model: int | None = None
    founded_year: int | None = None
    main_product: str = ""


class Movement(msgspec.Struct, frozen=True):
    """What one account moved in the year, in đồng."""

    account: str
    debit_dong: int
    credit_dong: int


def check_year(year: int, *, today: date) -> int:
    """The year itself; raises YearOutOfRange."""
    if not FIRST_YEAR <= year <= today.year:
        raise YearOutOfRange(today.year)
    return year


def revenue_and_profit(movements: Iterable[Movement]) -> tuple[int | None, int | None]:
    """Revenue (turnover of 511, 512, 558) and profit (income less deductions and costs) in đồng, before the year is
    closed into 911; both None where the books say nothing of either (TT 71/2024/TT-BTC, classes 5 and 6)."""
    revenue = profit = 0
    is_known = False
    for movement in movements:
        account = movement.account
        if account.startswith(_REVENUE):
            revenue += movement.credit_dong
            profit += movement.credit_dong
        elif account.startswith((_INCOME, _COSTS)):  # 521, what was taken off revenue, has its figure on the debit side
            profit -= movement.debit_dong
        else:
            continue
        is_known = True
    return (revenue, profit) if is_known else (None, None)


def completed(
    books: YearFigures, declared: YearFigures | None, *, declared_this_year: bool, capital_before_dong: int | None
) -> YearFigures:
    """The books' figures, with what books cannot know taken over from the newest declaration. Revenue and profit are
    taken over only from a declaration of the same year, and only where the books say nothing of them."""
    said = declared or YearFigures()
    this_year = said if declared_this_year else YearFigures()
    return msgspec.structs.replace(
        books,
        regular_workers=said.regular_workers,
        charter_capital_before_dong=capital_before_dong
        if capital_before_dong is not None
        else this_year.charter_capital_before_dong,
        revenue_dong=books.revenue_dong if books.revenue_dong is not None else this_year.revenue_dong,
        profit_dong=books.profit_dong if books.profit_dong is not None else this_year.profit_dong,
        production_area_m2=said.production_area_m2,
        effective=said.effective,
        under_2012_law=said.under_2012_law,
        linked=said.linked,
        model=said.model,
        founded_year=books.founded_year if books.founded_year is not None else said.founded_year,
        main_product=said.main_product,
    )
