"""The banks and their BINs, as a dated list: a bank that changes its name or number gets a further line, none is edited."""

import csv
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

import msgspec

from hoptac.kit.vietnamese import search_key

BANKS_FILE = Path(__file__).resolve().parent / "data" / "banks.csv"


class Bank(msgspec.Struct, frozen=True):
    """One bank; `names` are what statements call it, without accents; the line holds from `valid_from` on."""

    bin: str
    short_name: str
    name: str
    names: tuple[str, ...]
    valid_from: date


@cache
def banks() -> Mapping[str, Bank]:
    """Each bank by its BIN, in the order of the file; of several lines of one BIN the newest."""
    with BANKS_FILE.open(encoding="utf-8", newline="") as file:
        rows = [_bank(row) for row in csv.DictReader(file)]
    return MappingProxyType({bank.bin: bank for bank in sorted(rows, key=lambda bank: bank.valid_from)})


def _bank(row: dict[str, str]) -> Bank:
    names, since = tuple(row["names"].split("|")), date.fromisoformat(row["valid_from"])
    return Bank(row["bin"], row["short_name"], row["name"], names, since)


def bank_named(text: str) -> Bank | None:
    """The bank that a line of text names; the longest name counts, for 'Sài Gòn Công Thương' is not 'Sài Gòn'."""
    said = f" {search_key(text)} "
    named = [(len(name), bank) for bank in banks().values() for name in bank.names if f" {name} " in said]
    return max(named, key=lambda found: found[0])[1] if named else None
