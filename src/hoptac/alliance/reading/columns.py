"""The organizations' lines of one table, field by field."""

import re
from collections.abc import Sequence
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
from hoptac.kit.tables.cells import Flawed, is_mark, plain_text, read_count, read_phone, read_text, year_reader

_TICKED_FIELDS: dict[str, ActivityField] = {
    "agriculture_mark": "agriculture",
    "handicraft_mark": "handicraft",
    "construction_mark": "construction",
    "trade_services_mark": "trade_services",
    "transport_mark": "transport",
}
_COMMUNE = re.compile(r"(?:xã|phường|thị trấn|x\.|p\.|tt\.)\s+[^,;]+", re.IGNORECASE)
_DISTRICT = re.compile(r"(?:huyện|quận|thị xã|thành phố|h\.|q\.|tx\.|tp\.?)\s+[^,;]+", re.IGNORECASE)
_SEPARATORS = str.maketrans("", "", " .'\u00a0")


class RegistryColumns(FieldReader):
    """Reads the columns of one table of organizations."""

    def __init__(self, table: TableMapping, entries: Entries, titles: Sequence[str], today: date) -> None:
        """`titles`: the lines above the table and the name of the sheet, which may name one kind for all."""
        super().__init__(table, entries.rows, VOCABULARY)
        self.entries, self.titles, self.today = entries, titles, today

    def kinds(self, names: list[str]) -> list[Kind]:
        """By the column of kinds, the section, the name, the sheet and its title, in this order."""
        words = self._dittoed("kind", _read_kind)
        usual: Kind | None = next((kind for text in reversed(self.titles) if (kind := kind_of_word(text))), None)
        found: list[Kind] = []
        for place, (word, name) in enumerate(zip(words, names, strict=True)):
            kind = word or kind_of_name(name) or self.entries.sections[place].kind or usual
            if kind is None:
                self.flaws.note(place, reasons.KIND_ASSUMED)
            found.append(kind or "cooperative")
        return found

    def activity_fields(self, names: list[str], kinds: list[Kind]) -> list[ActivityField | None]:
        """By the column, the ticked column or the section; else by the name; a credit fund's is credit."""
        words = self._dittoed("activity_field", _read_field)
        ticked = {field: self.read(field, is_mark) for field in _TICKED_FIELDS if self.has(field)}
        found: list[ActivityField | None] = []
        for place, word in enumerate(words):
            mark: ActivityField | None = next(
                (_TICKED_FIELDS[field] for field, marks in ticked.items() if marks[place]), None
            )
            known = word or mark or self.entries.sections[place].activity_field
            if known is None:
                known = "credit" if kinds[place] == "people_credit_fund" else field_of_name(names[place])
                if known:
                    self.flaws.note(place, reasons.FIELD_BY_NAME)
            found.append(known)
        return found

    def places(self) -> tuple[list[str | None], list[str | None], list[str | None]]:
        """District, commune and address; what has no column of its own is looked for in the address and the section."""
        districts, communes, addresses = (
            self._dittoed(field, read_text) for field in ("district", "commune", "address")
        )
        sections = self.entries.sections
        return (
            [
                own or _within(_DISTRICT, address) or section.district
                for own, address, section in zip(districts, addresses, sections, strict=True)
            ],
            [own or _within(_COMMUNE, address) for own, address in zip(communes, addresses, strict=True)],
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
        if self.has(field):
            return [bool(answer) for answer in self.read(field, readers.get(field, read_answer))]
        ticked = self.table.columns_of("effective_mark") if field == "effective" else []
        if not ticked:
            return self.nothing
        return [any(row[column] is not None and is_mark(row[column]) for column in ticked) for row in self.rows]


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
