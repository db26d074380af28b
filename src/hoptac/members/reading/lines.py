"""Which lines of a member list are members: sections, totals, signatures and lines kept free are not."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from hoptac.kit.sheets import Cell, Row
from hoptac.kit.tables import Body, TableMapping, is_ditto, is_person, is_signature, is_total, word_set
from hoptac.kit.tables.cells import is_mark
from hoptac.kit.vietnamese import clean_text, search_key
from hoptac.members.reading.kinds import Kinds, read_gender, read_kinds
from hoptac.members.reading.leaving import says_left
from hoptac.members.reading.places import hamlet_of_section, without_numbering

_PROOF = (
    "number", "birth", "born_male", "born_female", "birth_day", "birth_year", "identity_number", "identity_issued_on",
    "phone", "gender", "joined_on",
)  # fmt: skip
_GENDERS = ("gender", "born_male", "born_female")
_DAYS = ("birth", "identity_issued_on", "joined_on", "contributed_on")
_AMOUNTS = ("pledged_dong", "paid_dong", "paid_part", "remaining_dong", "production_area")
# Lines that are no members begin with one of these; any other line with a number in front and a name is one.
_SUSPECT_WORDS = word_set(
    "tổng cộng tong cong lũy luỹ mang chuyển tổ ấp ap thôn thon xóm xom khóm khom khu bản buôn làng đội nhóm "
    "nhom phum sóc "
    "ngày ngay người nguoi giám giam chủ kế tm ban hội thành tv danh xã phường huyện tỉnh đơn số ghi bằng "
    "trưởng thủ xác "
    "ubnd ký viết liên các hộ đại ông bà i ii iii iv v vi vii viii a b c total sum"
)
_PUNCTUATION = ".:,;()-–*/"
_IDENTITY_AT_LEAST = 6
_KINDS_OF_MEMBERS = (
    "thanh vien chinh thuc", "thanh vien lien ket", "xa vien", "tv chinh thuc", "tv lien ket", "tvlk",
)  # fmt: skip
_MOST_CELLS_OF_A_SECTION = 2
_ROMAN_OR_LETTER = re.compile(r"(?:[IVXLC]+|[A-ZĐ])[.)]?")


class Section(NamedTuple):
    """What the last section line says of the members below it."""

    hamlet: str | None = None
    kinds: Kinds | None = None
    left: str | None = None


class Entries(NamedTuple):
    """The members' lines of a table: their row numbers, their rows, and the section each stands in."""

    numbers: list[int]
    rows: list[Row]
    sections: list[Section]


class LineReader:
    """Walks down a table and picks the members' lines."""

    def __init__(self, table: TableMapping, name_columns: Sequence[int], titles: Sequence[str] = ()) -> None:
        """`titles`: the lines above the table; one may say that all members below are associates."""
        self.names = list(name_columns)
        self.name = self.names[0]
        self.ordinal = table.column_of("ordinal")
        self.identity = table.column_of("identity_number")
        self.proof = [column for field in _PROOF for column in table.columns_of(field)]
        self.amounts = [column for field in _AMOUNTS for column in table.columns_of(field)]
        self.genders = {column for field in _GENDERS for column in table.columns_of(field)}
        self.days = {column for field in _DAYS for column in table.columns_of(field)}
        self.unimportant = {*self.amounts, *table.columns_of("note"), *table.columns_of("ignored")}
        self.mapped = sorted(column for column, field in table.fields.items() if field not in ("ignored", "ordinal"))
        self.telling = [column for column in self.mapped if column not in (*self.names, *table.columns_of("note"))]
        self.section = Section(
            kinds=_kinds_of_titles(titles), left=next((text for text in titles if says_left(text)), None)
        )
        self.closed = False

    def read(self, body: Body) -> Entries:
        """The members' lines of `body`."""
        entries = Entries([], [], [])
        for number, row in zip(body.numbers, body.rows, strict=True):
            if self._is_plainly_member(row) or self._is_member(row):
                entries.numbers.append(number)
                entries.rows.append(row)
                entries.sections.append(self.section)
        return entries

    def _is_plainly_member(self, row: Row) -> bool:
        """A name that begins like a name beside a running number or an identity number, or beside anything where the
        list has neither: nearly all lines."""
        name = row[self.name]
        if type(name) is not str or self.closed:
            return False
        words = name.split(None, 1)
        if not words or words[0].strip(_PUNCTUATION).casefold() in _SUSPECT_WORDS:
            return False
        ordinal = row[self.ordinal] if self.ordinal is not None else None
        if type(ordinal) is float or (type(ordinal) is str and ordinal.isdigit()):
            return True
        if self.ordinal is None and self.identity is None:
            return any(row[column] is not None for column in self.telling)
        identity = row[self.identity] if self.identity is not None else None
        return type(identity) is float or (
            type(identity) is str and len(identity) >= _IDENTITY_AT_LEAST and any(map(str.isdigit, identity))
        )

    def _is_member(self, row: Row) -> bool:
        filled = {column: text for column in range(len(row)) if (text := _text(row[column]))}
        if not filled:
            return False
        ordinal = filled.get(self.ordinal, "") if self.ordinal is not None else ""
        name = " ".join(filled[column] for column in self.names if column in filled)
        counted = ordinal.rstrip(".)").isdigit()
        signs = not (counted and name) and self._signs(filled, name)
        proof = {column: text for column in self.proof if (text := filled.get(column)) and self._proves(text, column)}
        has_digits = any(
            _digits(text) >= _IDENTITY_AT_LEAST and not (signs and is_signature(text)) for text in proof.values()
        )
        if not has_digits and any(map(is_total, filter(None, (ordinal, name, next(iter(filled.values())))))):
            return False
        if signs and not has_digits:
            self.closed = True
            return False
        if self.closed and not (name and (counted or has_digits or (is_person(name) and self._has_sum(filled)))):
            return False
        if len(filled) == 1 and not name and not has_digits:
            self._open_section(next(iter(filled.values())))
            return False
        is_member = bool(proof) or (self._has_name(filled, name, counted) if name else self._has_data(filled, counted))
        self.closed = self.closed and not is_member
        return is_member

    def _proves(self, text: str, column: int) -> bool:
        """Whether a cell says something of a person: a number, or a gender or a tick where these are told."""
        if any(map(str.isdigit, text)):
            return text not in ("0", "0.0")
        return column in self.genders and (is_mark(text) or isinstance(read_gender(text), str))

    def _signs(self, filled: dict[int, str], name: str) -> bool:
        """Whether a line is of the signatures. Beside a person's name the office held stands in the note, and a day in
        words in the column of a day."""
        known = self.unimportant | self.days if is_person(name) else set[int]()
        return any(is_signature(text) for column, text in filled.items() if column not in known)

    def _has_sum(self, filled: dict[int, str]) -> bool:
        return any(any(map(str.isdigit, filled.get(column, ""))) for column in self.amounts)

    def _has_data(self, filled: dict[int, str], counted: bool) -> bool:
        """A line without a name: a member's where more than a free number or a sum stands in it."""
        data = [column for column in self.mapped if column in filled and not is_ditto(filled[column])]
        strong = [column for column in data if column not in self.unimportant]
        if not counted and self._is_section_beside(filled, ""):
            return False
        sums = [column for column in data if column in self.amounts and filled[column] not in ("0", "0.0")]
        return bool(strong) or (counted and bool(sums))

    def _has_name(self, filled: dict[int, str], name: str, counted: bool) -> bool:
        others = [
            column
            for column in self.mapped
            if column in filled and column not in self.names and column not in self.unimportant
            and not is_ditto(filled[column])
        ]  # fmt: skip
        if not counted and self._is_section_beside(filled, name):
            return False
        if others:
            return True
        ordinal = filled.get(self.ordinal, "") if self.ordinal is not None else ""
        if hamlet_of_section(name) or _ROMAN_OR_LETTER.fullmatch(ordinal) or _is_kind_of_member(name):
            self._open_section(name)
            return False
        if counted or is_person(name):
            return True
        if self.ordinal is None and any(column in filled for column in self.amounts):
            return True
        self._open_section(name)
        return False

    def _is_section_beside(self, filled: dict[int, str], name: str) -> bool:
        """Whether a short line names a section in another column than that of the names: 'I | Ấp Bình Lợi'."""
        if len(filled) > _MOST_CELLS_OF_A_SECTION or is_person(name):
            return False
        texts = list(filled.values())
        told = next((text for text in texts if hamlet_of_section(text) or _is_kind_of_member(text)), None)
        if told is None and not _ROMAN_OR_LETTER.fullmatch(name):
            return False
        self._open_section(told or texts[-1])
        return True

    def _open_section(self, text: str) -> None:
        hamlet = hamlet_of_section(text)
        kinds = read_kinds(without_numbering(text)) if _is_kind_of_member(text) else None
        if says_left(text):
            self.section = self.section._replace(left=text)
        elif hamlet:
            self.section = self.section._replace(hamlet=hamlet)
        elif isinstance(kinds, Kinds):
            self.section = self.section._replace(kinds=kinds, left=None)


def _kinds_of_titles(titles: Sequence[str]) -> Kinds | None:
    for title in titles:
        key = search_key(title)
        if "thanh vien lien ket" in key and "chinh thuc" not in key:
            kinds = read_kinds(title)
            return kinds if isinstance(kinds, Kinds) else None
    return None


def _is_kind_of_member(text: str) -> bool:
    return search_key(without_numbering(text)).startswith(_KINDS_OF_MEMBERS)


def _digits(text: str) -> int:
    return sum(map(str.isdigit, text))


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return clean_text(cell)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
