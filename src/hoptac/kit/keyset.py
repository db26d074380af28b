"""Pages of a long list by keyset: a page begins after the last row of the one before, whatever its number."""

from collections.abc import Sequence
from typing import Any, Generic, Literal, NamedTuple, TypeVar
from urllib.parse import urlencode
from uuid import UUID

from sqlalchemy import Select, Uuid, bindparam, tuple_

from hoptac.kit.vietnamese import search_key

PAGE_SIZE = 50
_MOST_WORDS = 6
_BETWEEN = "~"

Direction = Literal["first", "after", "before"]
T = TypeVar("T")


class Place(NamedTuple):
    """Where a page begins or ends: the key a row is sorted by, and its id."""

    key: str
    id: UUID


class Bounds(NamedTuple):
    """Which page: the one after a place, the one before it, or the first."""

    after: Place | None = None
    before: Place | None = None

    @property
    def direction(self) -> Direction:
        """Which of the three statements to run."""
        return "after" if self.after else "before" if self.before else "first"

    @property
    def params(self) -> dict[str, Any]:
        """The place as parameters of the statement."""
        place = self.after or self.before
        return {"place_key": place.key, "place_id": place.id} if place else {}


class Page(NamedTuple, Generic[T]):
    """One page, and whether there is more on either side."""

    rows: list[T]
    has_previous: bool
    has_next: bool


def read_bounds(after: str = "", before: str = "") -> Bounds:
    """The bounds an address names; one typed by hand that makes no sense is the beginning of the list."""
    return Bounds(_read_place(after), _read_place(before))


def _read_place(text: str) -> Place | None:
    key, _between, row_id = text.rpartition(_BETWEEN)
    try:
        return Place(key, UUID(row_id))
    except ValueError:
        return None


def paged(statement: Select[*tuple[Any, ...]], key: Any, id_: Any, direction: Direction) -> Select[*tuple[Any, ...]]:
    """The statement, ordered and cut to one page and one row more; make it once for each direction."""
    place = tuple_(bindparam("place_key", type_=key.type), bindparam("place_id", type_=Uuid()))
    if direction == "before":
        return statement.where(tuple_(key, id_) < place).order_by(key.desc(), id_.desc()).limit(PAGE_SIZE + 1)
    if direction == "after":
        statement = statement.where(tuple_(key, id_) > place)
    return statement.order_by(key, id_).limit(PAGE_SIZE + 1)


def page_of(found: Sequence[T], bounds: Bounds) -> Page[T]:
    """The page among the rows that `paged` found."""
    more, rows = len(found) > PAGE_SIZE, list(found[:PAGE_SIZE])
    if bounds.direction == "before":
        rows.reverse()
        return Page(rows, has_previous=more, has_next=True)
    return Page(rows, has_previous=bounds.after is not None, has_next=more)


def addresses(path: str, page: Page[Any], kept: dict[str, str]) -> tuple[str | None, str | None]:
    """Where the pages before and after lie; rows carry `sort_key` and `id`. `kept` are the list's other parameters."""
    if not page.rows:
        return None, None

    def address(side: str, row: Any) -> str:
        fields = kept | {side: f"{row.sort_key}{_BETWEEN}{row.id}"}
        return f"{path}?{urlencode({name: value for name, value in fields.items() if value})}"

    return (
        address("before", page.rows[0]) if page.has_previous else None,
        address("after", page.rows[-1]) if page.has_next else None,
    )


def search_words(q: str) -> list[str]:
    """The words of a search without accents, each to be found at the beginning of a word. A number is one word however
    it is parted: '0912 345 678', '+84 912.345.678'."""
    text = q.strip()
    digits = "".join(filter(str.isdigit, text))
    if digits.isascii() and len(digits) > 2 and not any(map(str.isalpha, text)) and "@" not in text:
        return ["0" + digits[2:] if text.startswith("+84") else digits]
    return search_key(text).split()[:_MOST_WORDS]


def matching(statement: Select[*tuple[Any, ...]], searched: Any, words: int) -> Select[*tuple[Any, ...]]:
    """The statement, narrowed to rows in whose `searched` text (words parted by spaces, one in front) all words begin."""
    for place in range(words):
        statement = statement.where(searched.like(bindparam(f"word_{place}")))
    return statement


def word_params(words: Sequence[str]) -> dict[str, str]:
    """The words as parameters of `matching`; letters and digits alone, so nothing in them means more to LIKE."""
    return {f"word_{place}": f"% {word}%" for place, word in enumerate(words)}
