"""A list between the file and the register, pure: read, corrected, and the rows that will be brought in."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from hoptac.kit.sheets import Workbook, read_workbook
from hoptac.kit.tables import ColumnUnderstanding, Understanding
from hoptac.kit.tables import Mapping as ListMapping
from hoptac.ledger.refusals import MOST_LINES
from hoptac.members.imports.refusals import ListTooLong
from hoptac.members.reading import VOCABULARY, Decision, RowVerdict, Summary, understand

_VERDICTS = msgspec.msgpack.Decoder(list[RowVerdict])
_UNDERSTANDING = msgspec.msgpack.Decoder(Understanding)
_MAPPING = msgspec.msgpack.Decoder(ListMapping)
_ENCODER = msgspec.msgpack.Encoder()

LEAVE_OUT: Decision = "leave_out"
MONEY_UNITS = (1, 1_000, 1_000_000)
AREA_UNITS = (1, 1_000, 10_000)

Decided = Mapping[str, Decision]
"""Answers to rows in need of one, by `row_key`."""


class ReadList(msgspec.Struct, frozen=True):
    """A file that was found to be a member list."""

    filename: str
    content: bytes
    sha256: bytes
    workbook: Workbook
    understanding: Understanding


class ColumnCorrection(msgspec.Struct, frozen=True):
    """What a person says one column is; `field` None = not read; `unit` in đồng or m² where the field has one."""

    table: int
    column: int
    field: str | None
    unit: int | None = None


def read_list(content: bytes, filename: str) -> ReadList:
    """Read and understand a workbook; slow for a large one, so call it in a thread.

    Raises the refusals of `hoptac.kit.sheets`, NameColumnMissing and ListTooLong.
    """
    workbook = read_workbook(content, filename)
    understanding = understand(workbook)
    rows = sum(table.row_last - table.row_first + 1 for table in understanding.tables)
    if rows > MOST_LINES:
        raise ListTooLong(rows)
    return ReadList(filename, content, hashlib.sha256(content).digest(), workbook, understanding)


def understood_again(workbook: Workbook, remembered: ListMapping | None) -> Understanding:
    """The same workbook with the help of how its shape was read before."""
    return understand(workbook, remembered=remembered)


def row_key(sheet: str, row: int) -> str:
    """The name of a row within its file."""
    return f"{sheet}\t{row}"


def is_brought_in(verdict: RowVerdict, decided: Decided) -> bool:
    """Whether confirming the import brings this row in."""
    if verdict.status == "accepted":
        return True
    answer = decided.get(row_key(verdict.sheet, verdict.row), LEAVE_OUT)
    return verdict.status == "needs_a_decision" and answer != LEAVE_OUT and answer in verdict.decisions


def brought_in(verdicts: Iterable[RowVerdict], decided: Decided) -> list[RowVerdict]:
    """The rows that confirming brings in, in the order of the file."""
    return [verdict for verdict in verdicts if is_brought_in(verdict, decided)]


def settled_before(verdicts: Sequence[RowVerdict], earlier: Decided) -> list[RowVerdict]:
    """The same file again: a row that a decision brought in the last time is in the register already."""
    if not earlier:
        return list(verdicts)
    return [
        msgspec.structs.replace(verdict, status="unchanged", reasons=(), decisions=())
        if verdict.status == "needs_a_decision" and is_brought_in(verdict, earlier)
        else verdict
        for verdict in verdicts
    ]


def corrected(understanding: Understanding, corrections: Iterable[ColumnCorrection]) -> Understanding:
    """The understanding with what a person says of columns, in what is shown and in what is read by."""
    mapping, tables = understanding.mapping, list(understanding.tables)
    for correction in corrections:
        table = tables[correction.table]
        unit = _unit_of(correction)
        mapping = mapping.with_field(correction.table, correction.column, correction.field)
        if unit is not None:
            mapping = mapping.with_unit(correction.table, correction.column, unit)
        columns = tuple(
            _corrected_column(column, correction, unit) if column.column == correction.column else column
            for column in table.columns
        )
        tables[correction.table] = msgspec.structs.replace(table, columns=columns)
    return msgspec.structs.replace(understanding, tables=tuple(tables), mapping=mapping)


def _corrected_column(
    column: ColumnUnderstanding, correction: ColumnCorrection, unit: int | None
) -> ColumnUnderstanding:
    if (column.field, column.unit) == (correction.field, unit):
        return column
    return msgspec.structs.replace(column, field=correction.field, unit=unit, sureness=1.0, why="remembered")


def _unit_of(correction: ColumnCorrection) -> int | None:
    """The unit said, or the plainest one of the field's measure; None for a field that has none."""
    field = VOCABULARY.fields.get(correction.field) if correction.field else None
    if field is None or field.measure is None:
        return None
    return correction.unit or 1


def counts_of(understood: Summary) -> dict[str, int]:
    """A summary as it is stored."""
    return msgspec.structs.asdict(understood)


def pack(value: Sequence[RowVerdict] | Understanding | ListMapping) -> bytes:
    """Msgpack of what was shown."""
    return _ENCODER.encode(value)


def unpack_verdicts(packed: bytes) -> list[RowVerdict]:
    """The verdicts as they were shown."""
    return _VERDICTS.decode(packed)


def unpack_understanding(packed: bytes) -> Understanding:
    """The understanding as it was shown."""
    return _UNDERSTANDING.decode(packed)


def unpack_mapping(packed: bytes) -> ListMapping:
    """A remembered mapping."""
    return _MAPPING.decode(packed)
