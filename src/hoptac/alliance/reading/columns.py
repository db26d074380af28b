"""The organizations' lines of one table, field by field."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from hoptac.alliance.reading import reasons
from hoptac.alliance.reading.answers import read_answer, read_effective, read_under_2012_law
from hoptac.alliance.reading.fields import VOCABULARY
from hoptac.alliance.reading.lines import Entries
from hoptac.alliance.reading.rows import ActivityField, Kind
from hoptac.alliance.reading.words import field_of_name, field_of_word, kind_of_name, kind_of_word
from hoptac.kit.sheets import Cell
from hoptac.kit.tables import FieldReader, TableMapping
from hoptac.kit.tables.cells import (
    Flawed,
    is_mark,
    plain_text,
    read_column,
    read_count,
    read_phone,
    read_text,
    year_reader,
)
from hoptac.kit.vietnamese import search_key

_TICKED_FIELDS: dict[str, ActivityField] = {
    "agriculture_mark": "agriculture",
    "handicraft_mark": "handicraft",
    "construction_mark": "construction",
    "trade_services_mark": "trade_services",
    "transport_mark": "transport",
    "credit_mark": "credit",
    "environment_mark": "environment",
    "other_mark": "other",
}
_TICKED_KINDS: dict[str, Kind] = {
    "union_mark": "cooperative_union",
    "fund_mark": "people_credit_fund",
    "group_mark": "cooperative_group",
    "cooperative_mark": "cooperative",
}
_DISSOLVED = re.compile(
    r"\b(?:(?:da|bi) giai the|giai the (?:nam|ngay|thang)|thu hoi (?:gcn|giay)|(?:da )?(?:sap nhap|hop nhat) vao|xoa (?:ten|so))\b"
)
_STOPPED = re.compile(r"\b(?:ngung|dung hoat dong|giai the|khong hoat dong|cho giai the|khong con)\b")
_COMMUNE = re.compile(r"(?:xã|phường|thị trấn|x\.|p\.|tt\.)\s+[^,;]+", re.IGNORECASE)
_DISTRICT = re.compile(r"(?:huyện|quận|thị xã|thành phố|h\.|q\.|tx\.|tp\.?)\s+[^,;]+", re.IGNORECASE)
_SEPARATORS = str.maketrans("", "", " .'\u00a0")


class RegistryColumns(FieldReader):
    """Reads the columns of one table of organizations."""

    def __init__(
        self,
        table: TableMapping,
        entries: Entries,
        today: date,
        *,
        titles: Sequence[str] = (),
        usual_district: str | None = None,
    ) -> None:
        """`titles`: the lines above the table and the name of the sheet, which may name one kind for all;
        `usual_district`: the one that they say all lie in."""
        super().__init__(table, entries.rows, VOCABULARY)
        self.entries, self.titles, self.today, self.usual_district = entries, titles, today, usual_district

    def kinds(self, names: list[str]) -> list[Kind]:
        """By the column of kinds, the section, the name, the sheet and its title, in this order."""
        words = self._dittoed("kind", _read_kind)
        marks = self._ticked(_TICKED_KINDS)
        usual: Kind | None = next((kind for text in reversed(self.titles) if (kind := kind_of_word(text))), None)
        found: list[Kind] = []
        for place, (word, mark, name) in enumerate(zip(words, marks, names, strict=True)):
            kind = word or mark or kind_of_name(name) or self.entries.sections[place].kind or usual
            if kind is None:
                self.flaws.note(place, reasons.KIND_ASSUMED)
            found.append(kind or "cooperative")
        return found

    def activity_fields(self, names: list[str], kinds: list[Kind]) -> list[ActivityField | None]:
        """By the column, the ticked column or the section; else by the name; a credit fund's is credit."""
        words = self._dittoed("activity_field", _read_field)
        marks = self._ticked(_TICKED_FIELDS)
        found: list[ActivityField | None] = []
        for place, (word, mark) in enumerate(zip(words, marks, strict=True)):
            known = word or mark or self.entries.sections[place].activity_field
            if known is None:
                known = "credit" if kinds[place] == "people_credit_fund" else field_of_name(names[place])
                if known:
                    self.flaws.note(place, reasons.FIELD_BY_NAME)
            found.append(known)
        return found

    def _ticked(self, meant: Mapping[str, Any]) -> list[Any]:
        """What the ticked column of each row means; None where none is."""
        ticked = {field: self.read(field, is_mark) for field in meant if self.has(field)}
        return [
            next((meant[field] for field, marks in ticked.items() if marks[place]), None)
            for place in range(len(self.rows))
        ]

    def places(self) -> tuple[list[str | None], list[str | None], list[str | None]]:
        """District, commune and address; what has no column of its own is looked for in the address and the section."""
        communes, addresses = (self._dittoed(field, read_text) for field in ("commune", "address"))
        districts = self.said_once(self._dittoed("district", read_text), reasons.VALUE_AS_ABOVE)
        sections = self.entries.sections
        usual = self.usual_district if not self.has("district") else None
        return (
            [
                own or _within(_DISTRICT, address) or section.district or usual
                for own, address, section in zip(districts, addresses, sections, strict=True)
            ],
            [
                own or _within(_COMMUNE, address) or section.commune
                for own, address, section in zip(communes, addresses, sections, strict=True)
            ],
            addresses,
        )

    def _dittoed(self, field: str, read: Any) -> list[Any]:
        return self.with_dittos(field, read, reasons.VALUE_AS_ABOVE, reasons.NOTHING_ABOVE)

    def founded_years(self) -> list[int | None]:
        return self.read("founded_year", year_reader(self.today))

    def codes(self) -> list[str | None]:
        return self.read("registration_code", _read_code)

    def phones(self) -> list[str | None]:
        return self.read("phone", read_phone)

    def counts(self, field: str) -> list[int | None]:
        return self.read(field, read_count)

    def answers(self, field: str) -> list[bool | None]:
        """True or False where the list has the column: blank is no. None where it has none."""
        readers = {"effective": read_effective, "under_2012_law": read_under_2012_law}
        read = [
            read_column(self.cells(column), readers.get(field, read_answer), self.flaws)
            for column in self.table.columns_of(field)
        ]
        if field == "effective":
            read = read or [self._marked(column) for column in self.table.columns_of("effective_mark")]
        answers: list[bool | None] = [any(parts) for parts in zip(*read, strict=True)] if read else self.nothing
        if field != "effective":
            return answers
        return [False if stopped else answer for answer, stopped in zip(answers, self._stopped(), strict=True)]

    def _marked(self, column: int) -> list[bool]:
        return [row[column] is not None and is_mark(row[column]) for row in self.rows]

    def _stopped(self) -> list[bool]:
        """Who no longer works, by a tick, a word or the section: whatever else is said, that is not effective."""
        ticked = [self._marked(column) for column in self.table.columns_of("stopped_mark")]
        column = self.table.column_of("standing")
        return [
            any(marks[place] for marks in ticked)
            or self.entries.sections[place].stopped
            or (column is not None and _STOPPED.search(search_key(plain_text(row[column]))) is not None)
            for place, row in enumerate(self.rows)
        ]

    def doubt_dissolved(self) -> None:
        """What the list says was dissolved or merged into another is asked about."""
        for field in ("note", "standing", "name"):
            for column in self.table.columns_of(field):
                for place, row in enumerate(self.rows):
                    text = plain_text(row[column])
                    if text and _DISSOLVED.search(search_key(text)):
                        self.flaws.add(place, Flawed(None, doubted=(reasons.may_be_dissolved(text),)))

    def doubt_other_years(self, year: int | None) -> None:
        """Where a list has columns of several years and none of the year asked for, its figures are asked about."""
        for column, told in self.table.years.items():
            if year is None or told == year or self.table.fields[column] == "charter_capital_before_dong":
                continue
            for place, row in enumerate(self.rows):
                if row[column] is not None:
                    self.flaws.add(place, Flawed(None, doubted=(reasons.other_year(told, year),)))


def _within(pattern: re.Pattern[str], address: str | None) -> str | None:
    found = pattern.search(address) if address else None
    return found[0].strip() if found else None


def _read_kind(cell: Cell) -> Kind | Flawed | None:
    text = plain_text(cell)
    return kind_of_word(text) or (Flawed(None, noted=(reasons.unknown_kind(text),)) if text else None)


def _read_field(cell: Cell) -> ActivityField | Flawed | None:
    text = plain_text(cell)
    return field_of_word(text) or (Flawed("other", noted=(reasons.unknown_field(text),)) if text else None)


def _read_code(cell: Cell) -> str | Flawed | None:
    """A tax code of 10 digits, or 13 with a branch; older registration numbers are kept as they stand."""
    text = plain_text(cell)
    digits = text.translate(_SEPARATORS).replace("-", "")
    if not any(map(str.isdigit, text)):
        return None
    if not digits.isascii() or not digits.isdigit():
        return Flawed(text, noted=(reasons.unusual_code(text),))
    if len(digits) in (9, 12) and digits[0] != "0":
        return Flawed("0" + digits, noted=(reasons.zero_restored(text),))
    return digits if len(digits) in (10, 13) else Flawed(digits, noted=(reasons.unusual_code(text),))
