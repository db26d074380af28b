"""Reading a year as it is written: text that an accountant can read, a voucher a paragraph, its lines in Nợ/Có notation.

    05/03/2025 SAL-01 Bán phân NPK cho ông An, chưa thu (=npk_an)
      Nợ 131 / Có 5121   4.830.000 @an #DX2425
      Nợ 6121 / Có 156   4.490.000 {NPK 7}

Behind the day stands the event, `-` for a voucher of the grid, `DK` for the opening list of capital, `SD` for the opening
balances, `KC` for the closing of a year, or `sửa:npk_an` for a correction of the voucher that is marked `(=npk_an)`: its lines are the difference. Behind an
amount stand the party, {item quantity}, #season and [source of the money]. `#` begins a remark.
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import msgspec
from tests.ledger.notation import line, party

from hoptac.kit.money import parse_dong
from hoptac.ledger import Line

FOLDER = Path(__file__).parent
_HEAD = re.compile(r"(?P<day>\d\d/\d\d/\d{4}) (?P<event>\S+) (?P<description>.+?)(?: \(=(?P<label>\w+)\))?")
_ITEM, _SEASON, _SOURCE = re.compile(r"\{(\w+) ([\d.,]+)\}"), re.compile(r"#(\w+)"), re.compile(r"\[([^\]]+)\]")


class Written(NamedTuple):
    """One voucher as it is written; `corrects` is the label of the one that it corrects."""

    on: date
    event: str
    description: str
    label: str
    corrects: str
    lines: tuple[Line, ...]


class Person(NamedTuple):
    """One party: its key in the notation, what it is, and what stood in its name when the books began, in đồng."""

    key: str
    name: str
    kind: str
    standing: str
    pledged_dong: int
    paid_dong: int
    agreement_on: date | None


def _day(text: str) -> date:
    day, month, year = map(int, text.split("/"))
    return date(year, month, day)


def _line(text: str) -> Line:
    item, season, source = (pattern.search(text) for pattern in (_ITEM, _SEASON, _SOURCE))
    plain = line(_ITEM.sub("", _SOURCE.sub("", _SEASON.sub("", text))).strip())
    return msgspec.structs.replace(
        plain,
        item_id=party(item[1]) if item else None,
        quantity=Decimal(item[2].replace(",", ".")) if item else None,
        season_id=party(season[1]) if season else None,
        source=source[1] if source else "",
    )


def read(name: str) -> Iterator[Written]:
    """The vouchers of a text, in its order."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    rows = "\n".join(row for row in text.splitlines() if not row.startswith("#"))
    for paragraph in filter(None, map(str.strip, rows.split("\n\n"))):
        head, *lines = paragraph.splitlines()
        found = _HEAD.fullmatch(head)
        assert found, f"{name}: not the head of a voucher: {head}"
        corrects = found["event"].removeprefix("sửa:") if found["event"].startswith("sửa:") else ""
        event = "" if corrects or found["event"] == "-" else found["event"]
        on, label = _day(found["day"]), found["label"] or ""
        yield Written(on, event, found["description"], label, corrects, tuple(map(_line, lines)))


def read_people() -> Iterator[Person]:
    """Everybody the cooperative deals with."""
    for row in (FOLDER / "people.txt").read_text(encoding="utf-8").splitlines():
        if row and not row.startswith("#"):
            key, name, kind, *rest = (part.strip() for part in row.split("|"))
            standing, pledged, paid, agreement = [*rest, "", "", "", ""][:4]
            of = (parse_dong(pledged) or 0, parse_dong(paid) or 0, _day(agreement) if agreement else None)
            yield Person(key, name, kind, standing, *of)


BEFORE = ("2024.txt",)
MONTHS = tuple(f"2025-{month:02d}.txt" for month in range(1, 13))
CLOSINGS = {2024: "2024-closing.txt", 2025: "2025-closing.txt"}
AFTER = "2026.txt"


def written(*, closed: bool, after: bool = False) -> list[Written]:
    """All that is in the books: to the end of 2025, with its closing or without; `after`: with 2026 as well."""
    names = [*BEFORE, CLOSINGS[2024], *MONTHS, *([CLOSINGS[2025]] if closed else []), *([AFTER] if after else [])]
    return [voucher for name in names for voucher in read(name)]
