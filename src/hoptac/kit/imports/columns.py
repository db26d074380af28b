"""Columns of a list as a person sees and corrects them: heading, samples, what each was taken for, its unit, how surely."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from hoptac.kit.errors import Refusal
from hoptac.kit.language import Message, _, translate
from hoptac.kit.tables import ColumnUnderstanding, Field, TableUnderstanding, Understanding, Vocabulary

_UNIT_NAMES: dict[str, dict[int, Message]] = {
    "money": {
        1: _("đồng"),
        1_000: _("nghìn đồng"),
        1_000_000: _("triệu đồng"),
        1_000_000_000: _("tỷ đồng"),
    },
    "area": {
        1: _("m²"),
        360: _("sào (360 m²)"),
        1_000: _("công (1.000 m²)"),
        3_600: _("mẫu (3.600 m²)"),
        10_000: _("ha"),
    },
}
_SURE, _FAIRLY_SURE = 0.85, 0.6
_UNSURE = "orange"
_IGNORED = "ignored"  # the field of columns that are known and not read


class ColumnCorrection(msgspec.Struct, frozen=True):
    """What a person says one column is; `field` None = not read; `unit` in đồng or m² where the field has one."""

    table: int
    column: int
    field: str | None
    unit: int | None = None


class FieldTwice(Refusal):
    """Two columns of one table were said to be the same thing, of which there is one."""

    def __init__(self, label: Message, letters: str, sheet: str) -> None:
        message = _(
            "Trang “%(sheet)s” có nhiều cột cùng hiểu là “%(label)s”: %(letters)s. Hãy chọn lại, chỉ để một cột.",
            sheet=sheet,
            label=label,
            letters=letters,
        )
        super().__init__(message)


def corrected(
    understanding: Understanding, corrections: Iterable[ColumnCorrection], vocabulary: Vocabulary
) -> Understanding:
    """The understanding with what a person says of columns, in what is shown and in what is read by. Raises FieldTwice."""
    mapping, tables = understanding.mapping, list(understanding.tables)
    for correction in corrections:
        table = tables[correction.table]
        unit = _unit_of(correction, vocabulary)
        mapping = mapping.with_field(correction.table, correction.column, correction.field)
        if unit is not None:
            before = next((column.unit for column in table.columns if column.column == correction.column), None)
            is_said = correction.unit is not None and correction.unit != before
            mapping = mapping.with_unit(correction.table, correction.column, unit, is_said=is_said)
        columns = tuple(
            _corrected_column(column, correction, unit) if column.column == correction.column else column
            for column in table.columns
        )
        tables[correction.table] = msgspec.structs.replace(table, columns=columns)
    for table in tables:
        _check_each_once(table, vocabulary)
    return msgspec.structs.replace(understanding, tables=tuple(tables), mapping=mapping)


def _corrected_column(
    column: ColumnUnderstanding, correction: ColumnCorrection, unit: int | None
) -> ColumnUnderstanding:
    if (column.field, column.unit) == (correction.field, unit):
        return column
    return msgspec.structs.replace(column, field=correction.field, unit=unit, sureness=1.0, why="corrected")


def _unit_of(correction: ColumnCorrection, vocabulary: Vocabulary) -> int | None:
    """The unit said, or the plainest one of the field's measure; None for a field that has none."""
    field = _field(correction.field, vocabulary)
    if field is None or field.measure is None:
        return None
    return correction.unit or 1


def _field(key: str | None, vocabulary: Vocabulary) -> Field | None:
    return vocabulary.fields.get(key) if key else None


def _check_each_once(table: TableUnderstanding, vocabulary: Vocabulary) -> None:
    taken = Counter(column.field for column in table.columns if column.field)
    for key, count in taken.items():
        field = _field(key, vocabulary)
        if count > 1 and field is not None and not field.many:
            letters = ", ".join(column.letter for column in table.columns if column.field == key)
            raise FieldTwice(field.label, letters, table.sheet)


def read_corrections(
    understanding: Understanding, values: Mapping[str, str], vocabulary: Vocabulary
) -> list[ColumnCorrection]:
    """The columns of a posted form (`field-<table>-<column>`, `unit-…`) that differ from what was understood."""
    found: list[ColumnCorrection] = []
    for place, table in enumerate(understanding.tables):
        for column in table.columns:
            name = f"{place}-{column.column}"
            if f"field-{name}" not in values:
                continue
            field = _field(values[f"field-{name}"], vocabulary)
            unit = _read_unit(values.get(f"unit-{name}", ""), field, column)
            key = field.key if field else None
            if (key, unit or column.unit) != (_shown_field(column), column.unit):
                found.append(ColumnCorrection(place, column.column, key, unit))
    return found


def _shown_field(column: ColumnUnderstanding) -> str | None:
    """A column that is known and not read is shown as not read."""
    return None if column.field == _IGNORED else column.field


def _read_unit(typed: str, field: Field | None, column: ColumnUnderstanding) -> int | None:
    unit = int(typed) if typed.isascii() and typed.isdigit() else None
    if field is None or field.measure is None or unit is None:
        return None
    return unit if unit in _UNIT_NAMES[field.measure] or unit == column.unit else None


def field_choices(vocabulary: Vocabulary, language: str) -> list[tuple[str, str]]:
    """What a column may be said to be."""
    return [
        (field.key, translate(field.label, language)) for field in vocabulary.fields.values() if field.key != _IGNORED
    ]


def shown_skipped(understanding: Understanding, language: str) -> list[tuple[str, str]]:
    """The sheets that are not read, each with the reason."""
    return [(sheet.sheet, translate(sheet.reason, language)) for sheet in understanding.skipped]


def shown_tables(understanding: Understanding, vocabulary: Vocabulary, language: str) -> list[dict[str, Any]]:
    """The tables with their columns in the reader's words, for `imports/_columns.html`."""
    shown: list[dict[str, Any]] = []
    for place, table in enumerate(understanding.tables):
        columns = [_shown_column(place, column, vocabulary, language) for column in table.columns]
        rows = {"sheet": table.sheet, "row_first": table.row_first, "row_last": table.row_last}
        shown.append({**rows, "columns": columns, "unsure": sum(column["hue"] == _UNSURE for column in columns)})
    return shown


def _shown_column(place: int, column: ColumnUnderstanding, vocabulary: Vocabulary, language: str) -> dict[str, Any]:
    field = _field(_shown_field(column), vocabulary)
    hue, sureness = _sureness(column, is_read=field is not None)
    return {
        "name": f"{place}-{column.column}",
        "letter": column.letter,
        "heading": column.heading,
        "samples": " · ".join(column.samples),
        "field": field.key if field else "",
        "unit": column.unit,
        "units": _units(field, column.unit, language),
        "has_no_unit": field is not None and column.unit == 0,
        "sureness": translate(sureness, language) if sureness else "",
        "hue": hue,
    }


def _sureness(column: ColumnUnderstanding, *, is_read: bool) -> tuple[str, Message | None]:
    """The hue and the words for how surely a column was understood; nothing for one that is not read."""
    if column.why == "corrected":
        return "azure", _("đã sửa")
    if not is_read:
        return "", None
    if column.unit == 0:
        return _UNSURE, _("thiếu đơn vị")
    if column.why == "remembered":
        return "azure", _("như lần trước")
    if column.sureness >= _SURE:
        return "green", _("chắc chắn")
    return ("secondary", _("khá chắc")) if column.sureness >= _FAIRLY_SURE else (_UNSURE, _("chưa chắc"))


def _units(field: Field | None, unit: int | None, language: str) -> list[tuple[int, str]]:
    if field is None or field.measure is None:
        return []
    named = [(size, translate(name, language)) for size, name in _UNIT_NAMES[field.measure].items()]
    # A unit that a heading named and no choice has must not be lost when the form is sent back.
    return named if not unit or unit in dict(named) else [*named, (unit, f"{unit:,}".replace(",", "."))]
