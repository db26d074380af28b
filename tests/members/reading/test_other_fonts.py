"""The lists of many offices typed in the fonts of before Unicode, whole or below headings typed anew."""

from collections.abc import Callable

import pytest
from tests.kit.test_vietnamese_legacy_fonts import to_tcvn3, to_vni
from tests.kit.test_vietnamese_viqr import to_viqr
from tests.members.reading.offices.lists import LISTS
from tests.members.reading.offices.people import PEOPLE
from tests.members.reading.workbooks import SheetOf, accepted, judged, xlsx

from hoptac.kit.sheets import Cell

PAID = sum(person.paid for person in PEOPLE)
FONTS = {"tcvn3": to_tcvn3, "vni": to_vni, "viqr": to_viqr}


def typed(sheet: SheetOf, font: Callable[[str], str], from_row: int = 0) -> SheetOf:
    rows: list[list[Cell]] = [
        [font(cell) if isinstance(cell, str) and number >= from_row else cell for cell in row]
        for number, row in enumerate(sheet.rows)
    ]
    return sheet._replace(rows=rows)


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("font", FONTS)
def test_the_same_people_in_an_old_font(font: str, name: str) -> None:
    sheets = LISTS[name].sheets
    verdicts = judged(xlsx(*(typed(sheet, FONTS[font]) for sheet in sheets)))
    assert accepted(verdicts)[:2] == (len(PEOPLE), PAID)
    assert {verdict.member.name for verdict in verdicts} == {person.name for person in PEOPLE}


def test_a_sheet_in_each_font_and_headings_typed_anew() -> None:
    first, second = LISTS["the name of the hamlet in the title"].sheets
    verdicts = judged(xlsx(typed(first, to_tcvn3, 3), typed(second, to_vni)))
    assert accepted(verdicts)[:2] == (len(PEOPLE), PAID)
    assert {verdict.member.name for verdict in verdicts} == {person.name for person in PEOPLE}
