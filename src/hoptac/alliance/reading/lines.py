"""Which lines of a registry are organizations: totals, sections and signatures are not, but a section tells of them."""

import re
from typing import NamedTuple

import msgspec

from hoptac.alliance.reading.rows import ActivityField, Kind
from hoptac.alliance.reading.words import field_of_word, is_generic, kind_of_name, kind_of_word
from hoptac.kit.sheets import Row
from hoptac.kit.tables import Body, TableMapping, is_ditto, is_signature, is_total
from hoptac.kit.tables.cells import plain_text
from hoptac.kit.vietnamese import search_key

_PROOF = ("registration_code", "representative", "phone", "kind", "founded_year", "commune", "activity_field")
_NUMBERING = re.compile(r"^(?:(?:[IVXLC]+|[A-ZĐ]|\d{1,2}(?:\.\d{1,2})*)\s*[.)\-/:]\s*|[*+•–-]\s*)")
_AREA = re.compile(
    r"(?:địa bàn\s+)?(?P<area>(?:huyện|quận|thị xã|thành phố|tp\.?|thị trấn)\s+[^:(;]{2,40}?)\s*(?:[:(;].*)?",
    re.IGNORECASE,
)
_COMMUNE = re.compile(r"(?P<area>(?:xã|phường|đặc khu)\s+[^:(;]{1,40}?)\s*(?:[:(;].*)?", re.IGNORECASE)
_FEWEST_DIGITS = 6
_STOPPED = re.compile(r"\b(?:ngung|tam ngung|dung|khong) hoat dong\b|\bgiai the\b")
_ROMAN_OR_LETTER = re.compile(r"(?:[IVXLC]+|[A-ZĐ])[.)]?")


class Section(msgspec.Struct, frozen=True):
    """What the last section lines say of the organizations below them."""

    kind: Kind | None = None
    activity_field: ActivityField | None = None
    district: str | None = None
    commune: str | None = None
    stopped: bool = False


class Entries(NamedTuple):
    """The organizations' lines of a table: their row numbers, their rows, and the section each stands in."""

    numbers: list[int]
    rows: list[Row]
    sections: list[Section]


class LineReader:
    """Walks down a table and picks the organizations' lines."""

    def __init__(self, table: TableMapping, name_column: int) -> None:
        self.name = name_column
        self.ordinal = table.column_of("ordinal")
        self.proof = [column for field in _PROOF if (column := table.column_of(field)) is not None]
        self.mapped = [column for column, field in table.fields.items() if field not in ("ordinal", "ignored", "note")]
        self.numbers = [column for field in ("registration_code", "phone") for column in table.columns_of(field)]
        self.levels: list[tuple[str, str]] = []
        self.section = Section()
        self.stopped = False
        self.closed = False

    def read(self, body: Body) -> Entries:
        """The organizations' lines of `body`."""
        entries = Entries([], [], [])
        for number, row in zip(body.numbers, body.rows, strict=True):
            if self._is_organization(row):
                entries.numbers.append(number)
                entries.rows.append(row)
                entries.sections.append(msgspec.structs.replace(self.section, stopped=self.stopped))
        return entries

    def _is_organization(self, row: Row) -> bool:
        ordinal = plain_text(row[self.ordinal]) if self.ordinal is not None else ""
        name = plain_text(row[self.name])
        counted = ordinal.rstrip(".)").isdigit()
        proven = any(row[column] is not None and plain_text(row[column]) not in ("", "0") for column in self.proof)
        if name and proven and (counted or kind_of_name(name)) and not is_generic(name):
            self.closed = False
            return True
        return self._looked_at_closely(row, ordinal, name, counted, proven)

    def _looked_at_closely(self, row: Row, ordinal: str, name: str, counted: bool, proven: bool) -> bool:
        texts = [text for cell in row if (text := plain_text(cell))]
        if not texts:
            return False
        label = name or texts[0]
        is_sum = any(map(is_total, filter(None, (ordinal, name, texts[0]))))
        if is_sum and not (proven and (counted or self._has_number(row))):
            return False
        if not counted and not self._has_number(row) and any(map(is_signature, texts)):
            self.closed = True
            return False
        alone = len(texts) == 1 + bool(ordinal and name)
        if not (proven and counted) and self._is_section(ordinal if name else "", label, alone=alone):
            return False
        if self.closed and not counted:
            return False
        if name:
            return counted or proven or kind_of_name(name) is not None
        data = [column for column in self.mapped if (text := plain_text(row[column])) and not is_ditto(text)]
        return proven and len(data) > 1

    def _has_number(self, row: Row) -> bool:
        """Whether a telephone or a code stands there; a day below the list is none."""
        texts = (plain_text(row[column]) for column in self.numbers)
        return any(sum(map(str.isdigit, text)) >= _FEWEST_DIGITS and not is_signature(text) for text in texts)

    def _is_section(self, ordinal: str, label: str, *, alone: bool) -> bool:
        """Takes in what a section line says; a Roman number or letter in front makes a section of any line. `alone`:
        nothing else stands in the line."""
        text = _NUMBERING.sub("", label)
        stopped = _STOPPED.search(search_key(text)) is not None
        area, commune = _AREA.fullmatch(text), _COMMUNE.fullmatch(text)
        if is_generic(text) and not _ends_in_number(text):
            self._open("kind", kind_of_word(text))
            self._open("activity_field", field_of_word(text))
        elif area:
            self._open("district", area["area"])
        elif commune:
            self._open("commune", commune["area"])
        elif not (_ROMAN_OR_LETTER.fullmatch(ordinal) or (stopped and alone)):
            return False
        if stopped or kind_of_word(text):
            self.stopped = stopped
        return True

    def _open(self, level: str, value: str | None) -> None:
        """Begins a section; those begun inside the last one of its level end with it."""
        if value is None:
            return
        opened = [name for name, _value in self.levels]
        kept = self.levels[: opened.index(level)] if level in opened else self.levels
        self.levels = [*kept, (level, value)]
        self.section = msgspec.convert(dict(self.levels), Section)


def _ends_in_number(text: str) -> bool:
    return search_key(text)[-1:].isdigit()
