"""What a column looks like from its cells, whatever stands above it."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property
from itertools import pairwise

from hoptac.kit.sheets import Cell
from hoptac.kit.tables.cells.texts import MARKS
from hoptac.kit.tables.lines import is_ditto
from hoptac.kit.tables.words import word_set
from hoptac.kit.vietnamese import clean_text, search_key, strip_accents

# Half of the Vietnamese are called by one of the first four; a column of such first words is a column of names.
_SURNAMES = word_set(
    "nguyen tran le pham huynh hoang phan vu vo dang bui do ho ngo duong ly "
    "an au bach banh ca cao chau chu chung co cu da dam danh dao dau diep dinh doan dong du ha han hau hua kha "
    "khong khuat "
    "kieu kim la lac lai lam lieu lo luc luong luu mac mach mai nghiem ninh nong ong phi phu phung phuong "
    "quach quan que son "
    "ta tang thach thai than thi thieu tieu to ton tong tra trang tri trieu trinh truong tu uong vi vien vuong "
    "ksor rcham rmah siu kpa nie ayun ede hmok giang sung vang thao ma lau mua hang"
)
_DATE = re.compile(r"\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*(?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}.*")
_MONEY_TEXT = re.compile(
    r"(?:\d{1,3}(?:[.,]\d{3})+|\d{4,12})\s*(?:d|dong|vnd|₫)?|\d+(?:[.,]\d+)?\s*(?:trieu|tr|k|nghin|ty)\b.*"
)
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:(?:\.\d{3})+|(?:,\d{3})+)")
_SEPARATORS = str.maketrans("", "", " .-'\u00a0")
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_SMALLEST_SUM = 1_000


class Profile:
    """The filled cells of a column, or a fair sample of them."""

    def __init__(self, cells: Iterable[Cell], rows: int) -> None:
        """`rows`: how many rows the sample was taken from."""
        self.rows = rows
        self.cells: list[Cell] = []
        self.texts: list[str] = []
        for cell in cells:
            text = clean_text(cell) if isinstance(cell, str) else ""
            if cell is not None and (text or not isinstance(cell, str)) and not is_ditto(text):
                self.cells.append(cell)
                self.texts.append(text)

    def share(self, is_such: Callable[[Cell, str], bool]) -> float:
        """The share of the filled cells for which `is_such(cell, cleaned text)` holds."""
        if not self.cells:
            return 0.0
        return sum(map(is_such, self.cells, self.texts)) / len(self.cells)

    @property
    def filled(self) -> float:
        """The share of the rows that have something here."""
        return len(self.cells) / self.rows if self.rows else 0.0

    @cached_property
    def marks(self) -> float:
        return self.share(lambda _cell, text: text.casefold() in MARKS)

    @cached_property
    def dates(self) -> float:
        return self.share(is_date)

    @cached_property
    def years(self) -> float:
        return self.share(is_year)

    @cached_property
    def identities(self) -> float:
        return self.share(lambda cell, text: len(digits_of(cell, text)) in (9, 11, 12))

    @cached_property
    def phones(self) -> float:
        return self.share(is_phone)

    @cached_property
    def sums(self) -> float:
        return self.share(is_sum)

    @cached_property
    def numbers(self) -> float:
        return self.share(lambda cell, text: _number(cell, text) is not None)

    @cached_property
    def people(self) -> float:
        """The share that begins with a surname and has two words or more."""
        return self.share(lambda _cell, text: is_person(text))

    @cached_property
    def single_words(self) -> float:
        return self.share(lambda _cell, text: text.isalpha())

    @cached_property
    def words(self) -> float:
        """The share with letters in it, dates and sums aside."""
        return self.share(lambda cell, text: any(map(str.isalpha, text)) and not is_date(cell, text))

    @cached_property
    def counts_up(self) -> float:
        """The share of the cells that are one more than the cell before: a running number."""
        numbers = [_number(cell, text) for cell, text in zip(self.cells, self.texts, strict=True)]
        steps = [b - a for a, b in pairwise(numbers) if a is not None and b is not None]
        return sum(step == 1 for step in steps) / max(len(self.cells) - 1, 1) if steps else 0.0

    @cached_property
    def median(self) -> float | None:
        """The middle one of the numbers."""
        numbers = sorted(
            number
            for cell, text in zip(self.cells, self.texts, strict=True)
            if (number := _number(cell, text)) is not None
        )
        return numbers[len(numbers) // 2] if numbers else None

    @cached_property
    def usual_amount(self) -> float:
        """The middle one of the numbers above zero; 0 without any."""
        cells = zip(self.cells, self.texts, strict=True)
        numbers = sorted(number for cell, text in cells if (number := _number(cell, text) or 0) > 0)
        return numbers[len(numbers) // 2] if numbers else 0


def sample(rows: Sequence[Sequence[Cell]], column: int) -> list[Cell]:
    """The cells of one column of the rows given."""
    return [row[column] for row in rows if column < len(row)]


def _number(cell: Cell, text: str) -> float | None:
    """A bare number, also as text: '1.500' and '1,500' are fifteen hundred, '1,5' is one and a half."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return float(cell)
    if not text or not text.isascii() or not text.replace(".", "").replace(",", "").isdigit():
        return None
    if _GROUPED.fullmatch(text) or text.isdigit():
        return float(text.replace(".", "").replace(",", ""))
    return float(text.replace(",", ".")) if text.count(".") + text.count(",") == 1 else None


def digits_of(cell: Cell, text: str) -> str:
    """The digits of a number that is a name and not an amount; '' where other things stand there."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and cell > 0 else ""
    if isinstance(cell, int) and not isinstance(cell, bool):
        return str(cell)
    plain = text.translate(_SEPARATORS)
    return plain if plain.isascii() and plain.isdigit() else ""


def is_date(cell: Cell, text: str) -> bool:
    """A day, as a date or as text; not a bare year."""
    return isinstance(cell, date) or bool(text and _DATE.fullmatch(text))


def is_year(cell: Cell, text: str) -> bool:
    digits = digits_of(cell, text)
    return len(digits) == 4 and _FIRST_YEAR <= int(digits) <= _LAST_YEAR


def is_phone(cell: Cell, text: str) -> bool:
    digits = digits_of(cell, text.removeprefix("+"))
    if len(digits) == 9:
        return digits[0] in "35789"
    return (len(digits) == 10 and digits[0] == "0") or (len(digits) == 11 and digits.startswith(("84", "01")))


def is_sum(cell: Cell, text: str) -> bool:
    """An amount of đồng: a number of thousands, or a text with thousands parted or with triệu."""
    if isinstance(cell, bool) or is_date(cell, text):
        return False
    if isinstance(cell, int | float):
        return cell >= _SMALLEST_SUM and cell % 100 == 0 and not is_year(cell, text)
    return bool(text) and bool(_MONEY_TEXT.fullmatch(_plain_sum(text))) and not is_year(cell, text)


def _plain_sum(text: str) -> str:
    """'1,5 Triệu' as '1,5 trieu', '500.000đ' as '500.000 d'."""
    return strip_accents(text.casefold().replace("đ", " d"))


def is_person(text: str) -> bool:
    parts = search_key(text).split()
    return 2 <= len(parts) <= 6 and parts[0] in _SURNAMES and not any(map(str.isdigit, text))
