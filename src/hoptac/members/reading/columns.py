"""The members' lines of one table, field by field: each column read into what a member has."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from hoptac.kit.countries import VIETNAM, find_country
from hoptac.kit.sheets import Cell
from hoptac.kit.tables import FieldReader, TableMapping, is_person, words
from hoptac.kit.tables.cells import Flawed, Flaws, Reason, is_mark, plain_text, read_column, read_phone, read_text
from hoptac.kit.tables.reader import joined
from hoptac.kit.vietnamese import person_name, search_key
from hoptac.members.reading import reasons
from hoptac.members.reading.days import Birth, birth_reader, day_reader, issue_day_reader
from hoptac.members.reading.fields import VOCABULARY
from hoptac.members.reading.identity import identity_reader
from hoptac.members.reading.kinds import Kinds, party_kind_of, read_gender, read_kinds
from hoptac.members.reading.leaving import is_inactive, says_left
from hoptac.members.reading.lines import Entries
from hoptac.members.reading.places import hamlet_of_address, hamlet_of_title
from hoptac.members.reading.verdicts import Gender, PartyKind

_TICKED_KINDS = {
    "official_mark": Kinds("official"),
    "contributing_mark": Kinds("associate_contributing"),
    "noncontributing_mark": Kinds("associate_noncontributing"),
}
_NO_KINDS = Kinds()
_CAPITAL = re.compile(r"\b(?:von|gop|co phan|capital|contribut\w*|share|paid)\b")
_PRICED = re.compile(r"\b(?:don gia|so luong|khoi luong|san luong|price|quantity)\b")
_OTHER_MONEY = re.compile(
    r"\b(?:nhan (?:tien|qua|phan|giong|vat tu|ho tro)|ho tro|tro cap|phan bon|vat tu|con giong|thu mua|"
    r"ban (?:lua|hang|san pham)|chia lai|co tuc|tien lai|cong no|con no|vay|thuy loi|tien (?:nuoc|dien)|bao hiem|"
    r"tien luong|tien cong|loan|debt|subsidy)\b"
)
_PARTS = frozenset({"dot", "lan", "them", "trong", "bo", "nop"})
_POLITE = re.compile(r"(?:ông|bà|anh|chị)(?:\s*[:.]\s*|\s+)|[ôb]\s*[:.]\s*", re.IGNORECASE)
_BESIDE_A_NAME = re.compile(r"[(\-–,:;/]")
_YEAR_BESIDE = re.compile(
    r"(?P<name>[^\d(]*?\w)\s*[,;(–-]?\s*(?:(?:sinh\s+)?năm|sinh|s\.?\s?n\.?|ns)?\s*[:.]?\s*(?P<year>(?:19|20)\d\d)\s*\)?",
    re.IGNORECASE,
)
_POLITE_INITIALS = frozenset("ôÔbBaAcC")
_WORDS_OF_A_WHOLE_NAME = 3
_NUMBER_IN_FRONT = re.compile(r"\d{1,4}\s*[.)\-/]\s*")


class MemberColumns(FieldReader):
    """Reads the columns of one table of members."""

    def __init__(
        self,
        table: TableMapping,
        entries: Entries,
        today: date,
        *,
        titles: Sequence[str] = (),
        headings: Sequence[str] = (),
    ) -> None:
        """`titles`: the lines above the table and the name of the sheet, which may name a hamlet. `headings`: those of
        its columns."""
        super().__init__(table, entries.rows, VOCABULARY)
        self.entries, self.titles, self.today, self.headings = entries, titles, today, headings

    def names(self) -> list[str]:
        """Surname and given name joined, where they stand in two columns; '' where there is no name. A year of birth
        behind a name is kept apart."""
        columns = [
            column
            for field in ("surname", "middle_name", "name", "given_name")
            for column in self.table.columns_of(field)
        ]
        parts = [read_column(self.cells(column), read_text, Flaws()) for column in columns]
        if len(parts) > 1:
            parts = [[part and _with_capital(person_name(part)) for part in column] for column in parts]
        names = [name or "" for name in joined(parts, " ")]
        self.years_beside: list[int | None] = [None] * len(names)
        for place, name in enumerate(names):
            told = _YEAR_BESIDE.fullmatch(name) if name[-5:].rstrip(")")[-4:].isdigit() else None
            if told and int(told["year"]) <= self.today.year:
                names[place], self.years_beside[place] = told["name"], int(told["year"])
        return [_name(name) if name else "" for name in names]

    def days(self, field: str) -> list[date | None]:
        return self._dittoed(field, day_reader(self.today), reasons.VALUE_AS_ABOVE)

    def issue_days(self) -> list[date | None]:
        return self._dittoed("identity_issued_on", issue_day_reader(self.today), reasons.VALUE_AS_ABOVE)

    def _dittoed(self, field: str, read: Any, above: Reason) -> list[Any]:
        return self.with_dittos(field, read, above, reasons.NOTHING_ABOVE)

    def identities(self) -> list[str | None]:
        """The number of each, that of an old card where there is no other."""
        own, old = (self._identities(field) for field in ("identity_number", "old_identity_number"))
        if not self.has("old_identity_number"):
            return own
        flawed = self.flaws.refused
        return [
            number or (None if place in flawed else other)
            for place, (number, other) in enumerate(zip(own, old, strict=True))
        ]

    def _identities(self, field: str) -> list[str | None]:
        column = self.table.column_of(field)
        if column is None:
            return self.nothing
        cells = self.cells(column)
        flaws = self.flaws if field == "identity_number" else Flaws()
        return read_column(cells, identity_reader(cells), flaws)

    def phones(self) -> list[str | None]:
        return self.read("phone", read_phone)

    def nationalities(self, kinds: list[PartyKind]) -> tuple[list[str | None], list[bool]]:
        """The country of each person, and which organizations have foreign investment: by the tick, or because the list
        calls them foreign, for a member that is a legal person is a Vietnamese one (Law 17/2023/QH15 Art. 30.1)."""
        countries = self._dittoed("nationality", read_nationality, reasons.VALUE_AS_ABOVE)
        ticks = self.read("foreign_invested", is_mark)
        found: list[str | None] = []
        invested: list[bool] = []
        for place, (country, tick, kind) in enumerate(zip(countries, ticks, kinds, strict=True)):
            is_organization = kind == "organization"
            is_foreign = country not in (None, VIETNAM)
            if is_organization and is_foreign and not tick:
                self.flaws.note(place, reasons.FOREIGN_ORGANIZATION)
            found.append(None if is_organization else country)
            invested.append(is_organization and bool(tick or is_foreign))
        return found, invested

    def births(self) -> tuple[list[Birth], list[Gender | None]]:
        """Days and years of birth, with the genders that two columns for men and women tell."""
        read = birth_reader(self.today)
        if self.has("birth_year") or (self.has("birth_day") and self.has("birth_month") and self.has("birth")):
            read_births = read_column(self._joined_births(), read, self.flaws)
        else:
            read_births = self.read("birth", read)
        births: list[Birth] = [
            birth if birth and birth[1] else (None, beside)
            for birth, beside in zip(read_births, self.years_beside, strict=True)
        ]
        genders: list[Gender | None] = list(self.read("gender", read_gender))
        for field, gender in (("born_male", "male"), ("born_female", "female")):
            column = self.table.column_of(field)
            if column is not None:
                self._read_gendered(column, gender, births, genders)
        if self.has("born_female") and not self.has("born_male") and not self.has("gender") and any(genders):
            genders = [gender or "male" for gender in genders]  # only the women are ticked
        return births, genders

    def _read_gendered(self, column: int, gender: Any, births: list[Birth], genders: list[Any]) -> None:
        """A day, a year or a tick in the column of the men or of the women."""
        cells = self.cells(column)
        ticked = [cell is not None and is_mark(cell) for cell in cells]
        plain = [None if tick else cell for tick, cell in zip(ticked, cells, strict=True)]
        read: list[Birth | None] = read_column(plain, birth_reader(self.today), self.flaws)
        for place, birth in enumerate(read):
            if birth and birth[1]:
                births[place] = birth
            if ticked[place] or (birth and birth[1]):
                genders[place] = gender

    def _joined_births(self) -> list[Cell]:
        fields = ("birth_day", "birth_month", "birth_year" if self.has("birth_year") else "birth")
        columns = [column for field in fields if (column := self.table.column_of(field)) is not None]
        return ["/".join(filter(None, (plain_text(row[column]) for column in columns))) or None for row in self.rows]

    def member_kinds(self) -> list[Kinds]:
        """What the column of the kind says, or the ticked column, or the section the line stands in."""
        kinds = self._dittoed("member_kind", read_kinds, reasons.VALUE_AS_ABOVE)
        ticked = {field: self.read(field, is_mark) for field in _TICKED_KINDS if self.has(field)}
        sections = self.entries.sections
        if not ticked and not any(section.kinds for section in sections):
            return [kind or _NO_KINDS for kind in kinds]
        found: list[Kinds] = []
        for place, kind in enumerate(kinds):
            mark = next((_TICKED_KINDS[field] for field, marks in ticked.items() if marks[place]), None)
            found.append(kind or mark or sections[place].kinds or _NO_KINDS)
        return found

    def doubt_who_left(self, names: Sequence[str]) -> None:
        """Whoever the list says left, died or took the capital out is asked about."""
        said: list[list[str | None]] = [
            [name if _BESIDE_A_NAME.search(name) and says_left(name) else None for name in names],
            [section.left for section in self.entries.sections],
        ]
        for field, is_gone in (("note", says_left), ("standing", is_inactive), ("left_on", _has_digits)):
            said += [
                read_column(
                    self.cells(column), lambda cell, is_gone=is_gone: _if(is_gone, plain_text(cell)), self.flaws
                )
                for column in self.table.columns_of(field)
            ]
        for place, texts in enumerate(zip(*said, strict=True)):
            gone = next(filter(None, texts), None)
            if gone:
                self.flaws.add(place, Flawed(None, doubted=(reasons.may_have_left(gone),)))

    def doubt_other_money(self) -> None:
        """Money that the list does not call capital, in a list of purchases, aid or debts, is asked about."""
        column = self.table.column_of("paid_dong")
        if column is None or self._says(_CAPITAL, [self._heading(column), *self.titles]):
            return
        if self._says(_PRICED, self.headings) or self._says(_OTHER_MONEY, [*self.headings, *self.titles]):
            for place, row in enumerate(self.rows):
                if row[column] is not None:
                    self.flaws.add(place, Flawed(None, doubted=(reasons.unclear_money(self._heading(column)),)))

    def _heading(self, column: int) -> str:
        place = column - self.table.column_first
        return self.headings[place] if place < len(self.headings) else ""

    @staticmethod
    def _says(what: re.Pattern[str], texts: Sequence[str]) -> bool:
        return any(what.search(search_key(text)) for text in texts)

    def year_of_balance(self, column: int) -> int | None:
        """The year of a column that is named by a year, and not said to be what was paid in it."""
        said = words(self._heading(column))
        if any(word.key in _PARTS for word in said):
            return None
        return next((int(word.typed) for word in said if word.key == "yyyy" and word.typed.isdigit()), None)

    def party_kinds(self, names: list[str], kinds: list[Kinds]) -> list[PartyKind]:
        words: list[Kinds | None] = self.read("party_kind", read_kinds)
        return [
            (word.party_kind if word else None) or kind.party_kind or party_kind_of(name)
            for name, kind, word in zip(names, kinds, words, strict=True)
        ]

    def places(self) -> tuple[list[str | None], list[str | None]]:
        """Addresses, and the hamlets: of their own column, of the address, of the section, or of the title."""
        fields = [field for field in ("address", "hamlet", "commune", "district", "province") if self.has(field)]
        parts = {field: self._dittoed(field, read_text, reasons.ADDRESS_AS_ABOVE) for field in fields}
        if "hamlet" in parts:
            parts["hamlet"] = self.said_once(parts["hamlet"], reasons.ADDRESS_AS_ABOVE)
        addresses = joined(list(parts.values()), ", ") if parts else self.nothing
        return addresses, self._hamlets(parts.get("hamlet", self.nothing), addresses)

    def _hamlets(self, own: list[str | None], addresses: list[str | None]) -> list[str | None]:
        title = next((hamlet for text in reversed(self.titles) if (hamlet := hamlet_of_title(text))), None)
        known: dict[str, str | None] = {}
        hamlets: list[str | None] = []
        for place, (hamlet, address) in enumerate(zip(own, addresses, strict=True)):
            source = address if hamlet is None or "," in hamlet else None
            if source and source not in known:
                known[source] = hamlet_of_address(source)
            found = known[source] if source else hamlet
            found = found or self.entries.sections[place].hamlet
            if not found and title:
                found = title
                self.flaws.note(place, reasons.HAMLET_FROM_TITLE)
            hamlets.append(found)
        return hamlets


def _if(is_such: Callable[[str], bool], text: str) -> str | None:
    return text if is_such(text) else None


def _with_capital(part: str) -> str:
    """A part of a name; the old fonts have no capital for 'Á'."""
    return part[0].upper() + part[1:]


def _has_digits(text: str) -> bool:
    return any(map(str.isdigit, text))


def read_nationality(cell: Cell) -> str | Flawed | None:
    """The code of a country; what names none needs a decision, for whoever is foreign counts towards a cap."""
    text = plain_text(cell)
    if not text:
        return None
    return find_country(text) or Flawed(None, doubted=(reasons.unknown_nationality(text),))


def _name(text: str) -> str:
    """A name written in capitals gets small letters, save an organization's; a number in front goes; what has no
    letters is no name. 'Ông', 'Bà' go before a whole name only: Ông is a surname too."""
    if text[0].isdigit():
        text = _NUMBER_IN_FRONT.sub("", text)
    polite = _POLITE.match(text) if text[0] in _POLITE_INITIALS else None
    if polite:
        rest = text[polite.end() :]
        text = rest if len(rest.split()) >= _WORDS_OF_A_WHOLE_NAME and is_person(rest) else text
    if not any(map(str.isalpha, text)):
        return ""
    return person_name(text) if party_kind_of(text) in ("individual", "household") else text
