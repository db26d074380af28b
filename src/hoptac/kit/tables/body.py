"""The rows of a table that may be entries: without blank lines, headings met again, and the numbers of the columns."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from hoptac.kit.sheets import MergedRange, Row, Sheet, Workbook, column_letter
from hoptac.kit.tables.decoding import decoded_sheet
from hoptac.kit.tables.heading_paths import heading_texts, text_of
from hoptac.kit.tables.headings import same_headings
from hoptac.kit.tables.lines import is_column_numbers
from hoptac.kit.tables.mapping import TableMapping
from hoptac.kit.tables.words import key_of
from hoptac.kit.vietnamese import Encoding, clean_text

_LINES_ABOVE = 10
_MOST_TITLES = 3  # a line of more cells is one of another table


class Body(NamedTuple):
    """Rows with the numbers the spreadsheet shows for them; all rows are as wide as the table."""

    numbers: list[int]
    rows: list[Row]


def sheet_of(workbook: Workbook, table: TableMapping) -> Sheet | None:
    """The sheet of a table, in Unicode; None where the workbook has no sheet of that name."""
    sheet = next((sheet for sheet in workbook.sheets if sheet.name == table.sheet), None)
    if sheet is None or not table.encoding:
        return sheet
    return decoded_sheet(sheet, Encoding(table.encoding))


def body_of(sheet: Sheet, table: TableMapping, name_column: int, joined: Collection[int] = ()) -> Body:
    """The rows of the table. In the columns `joined`, cells joined downwards count for each of their rows."""
    first, last = table.row_first - 1, min(table.row_last, len(sheet.rows))
    width = max(table.fields, default=0) + 1
    typed, keys = _headings(sheet, table)
    body = Body([], [])
    for number, row in enumerate(_own(_filled(sheet, first, last, joined), table), first + 1):
        if len(row) < width:
            row = row + [None] * (width - len(row))
        name = row[name_column]
        if (name is None or _is_short(name) or _caseless(name) in typed) and _is_heading(row, keys):
            continue
        body.numbers.append(number)
        body.rows.append(row)
    return body


def titles_of(sheet: Sheet, table: TableMapping) -> list[str]:
    """The texts of the lines above the headings of a table, from the top; not of the lines of the table before."""
    top = table.heading_first - 1
    above: list[list[str]] = []
    for row in reversed(sheet.rows[max(0, top - _LINES_ABOVE) : top] if top > 0 else []):
        if sum(cell is not None and cell != "" for cell in row) > _MOST_TITLES:
            break
        above.append([text for cell in row if isinstance(cell, str) and (text := clean_text(cell))])
    return [text for texts in reversed(above) for text in texts]


def column_headings(sheet: Sheet, table: TableMapping) -> list[str]:
    """The heading of every column from `column_first` on; letters where the list has no headings."""
    if table.heading_first:
        texts = heading_texts(sheet, table.heading_first - 1, table.heading_last - 1)
        return texts[table.column_first : table.column_last + 1]
    width = max((len(row) for row in sheet.rows[table.row_first - 1 : table.row_last]), default=0)
    return [column_letter(column) for column in range(width)]


def _is_short(cell: object) -> bool:
    return not isinstance(cell, str) or len(cell) <= 4


def _is_heading(row: Row, keys: frozenset[str]) -> bool:
    """Blank, or a heading row met again, or the line that numbers the columns."""
    if all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in row):
        return True
    return is_column_numbers(row) or (bool(keys) and same_headings(row, keys))


def _caseless(cell: object) -> object:
    return cell.strip().casefold() if isinstance(cell, str) else cell


def _headings(sheet: Sheet, table: TableMapping) -> tuple[frozenset[object], frozenset[str]]:
    if not table.heading_first:
        return frozenset(), frozenset()
    rows = sheet.rows[table.heading_first - 1 : table.heading_last]
    cells = [cell for row in rows for cell in row if cell is not None]
    texts = [text_of(cell) for cell in cells]
    return frozenset(map(_caseless, cells)), frozenset(key_of(text) for text in texts if text)


def _own(rows: list[Row], table: TableMapping) -> Iterable[Row]:
    """The rows without the cells of the tables beside this one."""
    left, right = table.column_first, table.column_last + 1
    if not left and all(len(row) <= right for row in rows):
        return rows
    return ([None] * left + row[left:right] for row in rows)


def _filled(sheet: Sheet, first: int, last: int, joined: Collection[int]) -> list[Row]:
    rows = sheet.rows[first:last]
    for area in sheet.merged:
        if _is_joined_downwards(area, first, last, joined):
            value = sheet.rows[area.first_row][area.first_column]
            for number in range(area.first_row + 1 - first, min(area.last_row + 1, last) - first):
                rows[number] = [
                    value if column == area.first_column else cell for column, cell in enumerate(rows[number])
                ]
    return rows


def _is_joined_downwards(area: MergedRange, first: int, last: int, joined: Collection[int]) -> bool:
    return (
        area.last_row > area.first_row
        and first <= area.first_row < last
        and area.first_column == area.last_column
        and area.first_column in joined
    )
