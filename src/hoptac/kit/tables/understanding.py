"""A workbook as it was understood: its tables, what every column was taken for and why, and the sheets left out."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from hoptac.kit.calendar import format_date
from hoptac.kit.language import Message, _
from hoptac.kit.sheets import LAST_COLUMN, Cell, Row, Sheet, Workbook, column_letter
from hoptac.kit.tables.columns import Guess, Why, assign, year_said
from hoptac.kit.tables.decoding import decoded_sheet, encodings_of
from hoptac.kit.tables.heading_paths import text_of
from hoptac.kit.tables.headings import HeadingBlock, find_headings, later_headings, same_headings
from hoptac.kit.tables.lines import is_column_numbers
from hoptac.kit.tables.mapping import Mapping, TableMapping, shape_of_table, shape_of_workbook
from hoptac.kit.tables.profile import Profile, sample
from hoptac.kit.tables.sides import sides_of
from hoptac.kit.tables.units import HeadingUnit, heading_unit, unit_line
from hoptac.kit.tables.vocabulary import Field, HeadingPath, Vocabulary
from hoptac.kit.tables.words import key_of

_ROWS_LOOKED_AT = 60
_LINES_ABOVE = 8
_LEAST_MEANING = 1.6  # of a heading block: two clear headings, or a name heading over names
_NAMES_ENOUGH = 0.5
_M2_OF_HECTARE = 10_000
_LEAST_M2 = 300


class ColumnUnderstanding(msgspec.Struct, frozen=True):
    """One column as it is shown to the user; `field` None = not read. `unit` in đồng or m² where it has one, 0 where it
    is unknown and the user must say."""

    column: int
    letter: str
    heading: str
    samples: tuple[str, ...]
    field: str | None
    unit: int | None
    sureness: float
    why: Why


class TableUnderstanding(msgspec.Struct, frozen=True):
    """One table: where it stands (rows as the spreadsheet shows them) and its columns."""

    sheet: str
    heading_first: int
    heading_last: int
    row_first: int
    row_last: int
    columns: tuple[ColumnUnderstanding, ...]


class SkippedSheet(msgspec.Struct, frozen=True):
    """A sheet that is not read, and why."""

    sheet: str
    reason: Message


class Understanding(msgspec.Struct, frozen=True):
    """What the user looks at and may correct. `mapping` is what is read by; `remembered` says that it was known."""

    tables: tuple[TableUnderstanding, ...]
    skipped: tuple[SkippedSheet, ...]
    mapping: Mapping
    remembered: bool = False

    @property
    def shape_key(self) -> str:
        return self.mapping.shape_key


def understand_workbook(
    workbook: Workbook, vocabulary: Vocabulary, remembered: Mapping | None = None, *, year: int | None = None
) -> Understanding:
    """Finds the tables of every sheet. `remembered` is the mapping an earlier workbook of the same headings was read
    by; it decides the columns wherever the headings are the same. `year`: the one whose figures are wanted, of columns
    of several; None for the last. Without any table, `tables` is empty."""
    known = {table.shape_key: table for table in remembered.tables} if remembered else {}
    tables: list[tuple[TableMapping, TableUnderstanding]] = []
    skipped: list[SkippedSheet] = []
    for sheet, encoding in zip(workbook.sheets, encodings_of(workbook.sheets), strict=True):
        plain = decoded_sheet(sheet, encoding) if encoding else sheet
        found = _tables_of(_Source(plain, encoding or "", vocabulary, year), known)
        tables += found
        if not found:
            skipped.append(SkippedSheet(sheet.name, _("Không tìm thấy cột tên trong trang tính này.")))
    mappings = tuple(mapping for mapping, _shown in tables)
    mapping = Mapping(mappings, shape_of_workbook(mappings))
    return Understanding(
        tuple(shown for _mapping, shown in tables),
        tuple(skipped),
        mapping,
        any(table.shape_key in known for table in mappings),
    )


class _Source(NamedTuple):
    """A sheet in Unicode, the old font it was in, what is looked for in it, and of which year."""

    sheet: Sheet
    encoding: str
    vocabulary: Vocabulary
    year: int | None


def _tables_of(source: _Source, known: dict[str, TableMapping]) -> list[tuple[TableMapping, TableUnderstanding]]:
    sheet = source.sheet
    blocks: list[HeadingBlock | None] = [*_blocks_of(sheet, source.vocabulary)] or [None]
    ends = [block.first for block in blocks[1:] if block] + [len(sheet.rows)]
    readers = [reader for block, end in zip(blocks, ends, strict=True) for reader in _readers_of(source, block, end)]
    if len(readers) == 1 and readers[0].meaning < _LEAST_MEANING:
        # What was taken for headings may be the title over a list that has none.
        headless = _TableReader(source, None, len(sheet.rows))
        readers = [max(readers[0], headless, key=lambda reader: reader.meaning)]
    return [reader.read(known) for reader in readers if reader.has_names()]


def _readers_of(source: _Source, block: HeadingBlock | None, end: int) -> list["_TableReader"]:
    """A reader for each table under one line of headings."""
    whole = _TableReader(source, block, end)
    sides = sides_of(whole.paths, source.vocabulary, lambda column: len(whole.profile(column).cells)) if block else []
    if sides in ([], [(0, len(whole.paths) - 1)]):
        return [whole]
    return [_TableReader(source, block, end, side) for side in sides]


def _blocks_of(sheet: Sheet, vocabulary: Vocabulary) -> list[HeadingBlock]:
    """The headings of every table of a sheet; the same headings met again on the next page start no new table."""
    first = find_headings(sheet.rows, sheet.merged, vocabulary)
    if first is None:
        return []
    blocks = [first]
    for number in later_headings(sheet.rows, first.last + 1, vocabulary):
        last = blocks[-1]
        if number <= last.last or same_headings(sheet.rows[number], _texts_of(last)):
            continue
        start = max(last.last + 1, number - 1)
        block = find_headings(sheet.rows, sheet.merged, vocabulary, start, number + 1)
        if block and shape_of_table(block.paths) != shape_of_table(last.paths):
            blocks.append(block)
    return blocks


def _texts_of(block: HeadingBlock) -> frozenset[str]:
    return frozenset(key_of(text) for path in block.paths for text in path)


class _TableReader:
    """Understands one table of a sheet: the rows from `block` to `end`, the columns from the first to the last of
    `side`."""

    def __init__(
        self, source: _Source, block: HeadingBlock | None, end: int, side: tuple[int, int] = (0, LAST_COLUMN)
    ) -> None:
        sheet, self.encoding, vocabulary, year = source
        self.sheet, self.vocabulary, self.end, self.side = sheet, vocabulary, end, side
        self.first = block.last + 1 if block else 0
        self.block = block
        if block and self.first < end and is_column_numbers(sheet.rows[self.first]):
            self.first += 1
        step = max(1, (end - self.first) // _ROWS_LOOKED_AT)
        rows = sheet.rows[self.first : end : step]
        if side != (0, LAST_COLUMN):
            rows = [[None] * side[0] + row[side[0] : side[1] + 1] for row in rows]
        self.sampled: list[Row] = [row for row in rows if any(cell is not None for cell in row)]
        width = max((len(row) for row in self.sampled), default=0)
        self.paths: tuple[HeadingPath, ...] = _within(block.paths, side) if block else ((),) * width
        self._profiles: dict[int, Profile] = {}
        self.guesses = assign(self.paths, self.profile, vocabulary, headless=block is None, year=year)
        self.meaning = sum(guess.sureness for guess in self.guesses)

    def profile(self, column: int) -> Profile:
        if column not in self._profiles:
            self._profiles[column] = Profile(sample(self.sampled, column), len(self.sampled))
        return self._profiles[column]

    def has_names(self) -> bool:
        """Whether this is a table of the kind looked for: it has a name column, and headings that mean enough or
        names in that column."""
        columns = {guess.field: column for column, guess in enumerate(self.guesses)}
        group = next((group for group in self.vocabulary.names if columns.keys() >= set(group)), None)
        if group is None:
            return False
        return self.meaning >= _LEAST_MEANING or self.profile(columns[group[0]]).people >= _NAMES_ENOUGH

    def read(self, known: dict[str, TableMapping]) -> tuple[TableMapping, TableUnderstanding]:
        shape_key = shape_of_table(self.paths)
        remembered = known.get(shape_key)
        if remembered:
            self.guesses = self._remembered(remembered)
        stated = self._stated()
        said = {
            column: unit
            for column in stated
            if (unit := remembered and remembered.said_against(column, stated[column]))
        }
        mapping = TableMapping(
            sheet=self.sheet.name,
            heading_first=self.block.first + 1 if self.block else 0,
            heading_last=self.block.last + 1 if self.block else 0,
            row_first=self.first + 1,
            row_last=self.end,
            fields={column: guess.field for column, guess in enumerate(self.guesses) if guess.field},
            units=self._units(stated, said, remembered),
            encoding=self.encoding,
            shape_key=shape_key,
            column_first=self.side[0],
            column_last=self.side[1],
            years={column: guess.year for column, guess in enumerate(self.guesses) if guess.year},
            stated={column: unit for column, unit in stated.items() if unit},
            said=said,
        )
        return mapping, self._shown(mapping)

    def _remembered(self, remembered: TableMapping) -> list[Guess]:
        """What the columns were the last time, save that of the columns of several years those of the year wanted count:
        the years of the headings are no part of a shape."""
        guesses = [Guess(remembered.fields.get(column), 1.0, "remembered") for column in range(len(self.paths))]
        of_year = [(column, guess) for column, guess in enumerate(self.guesses) if guess.year]
        fields = {guess.field for _column, guess in of_year}
        dated = [column for column, path in enumerate(self.paths) if year_said(path)]
        for column in dated:
            if guesses[column].field in fields:
                guesses[column] = guesses[column]._replace(field=None)
        for column, guess in of_year:
            guesses[column] = guess._replace(sureness=1.0, why="remembered")
        return guesses

    def _measured(self) -> Iterator[tuple[int, Field]]:
        """The columns that have a unit."""
        for column, guess in enumerate(self.guesses):
            field = self.vocabulary.fields.get(guess.field or "")
            if field is not None and field.measure is not None:
                yield column, field

    def _stated(self) -> dict[int, int | None]:
        """A unit of the column's own heading, else the one of the line above the table, else None."""
        lines = self._unit_lines()
        stated: dict[int, int | None] = {}
        for column, field in self._measured():
            measure = field.measure or ""
            units = [getattr(heading_unit(text), measure) for text in reversed(self.paths[column])]
            units += [getattr(line, measure) for line in lines]
            stated[column] = next((unit for unit in units if unit), None)
        return stated

    def _units(
        self, stated: dict[int, int | None], said: dict[int, int], remembered: TableMapping | None
    ) -> dict[int, int]:
        """What a person said of a list that states the same, else what it states, else what was remembered."""
        units: dict[int, int] = {}
        for column, field in self._measured():
            unit = said.get(column) or stated[column]
            if unit is None and remembered:
                unit = remembered.units.get(column) or None
            units[column] = self._believed(unit, field, column, is_said=column in said)
        return units

    def _unit_lines(self) -> list[HeadingUnit]:
        if self.block is None:
            return []
        above = self.sheet.rows[max(0, self.block.first - _LINES_ABOVE) : self.block.first]
        texts = [text_of(cell) for row in reversed(above) for cell in row if isinstance(cell, str)]
        return [unit for text in texts if (unit := unit_line(text))]

    def _believed(self, unit: int | None, field: Field, column: int, *, is_said: bool) -> int:
        """Without a unit, amounts are đồng; areas are hectares, or m² where they are in the hundreds. Amounts too small
        for their unit have 0, an unknown one, stated or not, unless a person said it; 'ĐVT: triệu đồng' over amounts written out is not believed
        either."""
        median = self.profile(column).median
        if field.measure == "area":
            return unit or (1 if median is not None and median >= _LEAST_M2 else _M2_OF_HECTARE)
        usual = self.profile(column).usual_amount
        if usual * (unit or 1) < field.smallest and usual and not is_said:
            return 0
        return 1 if field.largest and usual * (unit or 1) > field.largest else unit or 1

    def _shown(self, mapping: TableMapping) -> TableUnderstanding:
        columns = tuple(
            ColumnUnderstanding(
                column=column,
                letter=column_letter(column),
                heading=" / ".join(path),
                samples=_samples(self.sampled, column),
                field=guess.field,
                unit=mapping.units.get(column),
                sureness=guess.sureness,
                why=guess.why,
            )
            for column, (path, guess) in enumerate(zip(self.paths, self.guesses, strict=True))
            if path or self.profile(column).cells
        )
        return TableUnderstanding(
            mapping.sheet, mapping.heading_first, mapping.heading_last, mapping.row_first, mapping.row_last, columns
        )


def _within(paths: tuple[HeadingPath, ...], side: tuple[int, int]) -> tuple[HeadingPath, ...]:
    return tuple(path if side[0] <= column <= side[1] else () for column, path in enumerate(paths))


def _samples(rows: Sequence[Row], column: int) -> tuple[str, ...]:
    """The first three different values."""
    found: dict[str, None] = {}
    for row in rows:
        text = _shown_cell(row[column]) if column < len(row) else ""
        if text:
            found[text] = None
        if len(found) == 3:
            break
    return tuple(found)


def _shown_cell(cell: Cell) -> str:
    if isinstance(cell, date):
        return format_date(cell)
    return text_of(cell)
