"""What a statement says outside its lines: whose account it is, what it opened and closed with, what it adds up to."""

import re
from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from hoptac.bank.banks import bank_named
from hoptac.bank.reading.cells import read_amount
from hoptac.kit.money import UnreadableAmount
from hoptac.kit.sheets import Cell, Row
from hoptac.kit.tables.cells import plain_text
from hoptac.kit.vietnamese import clean_text, search_key

Label = Literal["opening", "closing", "debited", "credited", "number", "holder", "currency", "carried"]

_PATTERNS: tuple[tuple[Label, re.Pattern[str]], ...] = (
    ("carried", re.compile(r"\b(?:mang sang|chuyen sang trang|chuyen trang|trang truoc|brought forward|carried forward|so du dau trang|so du cuoi trang|cong trang)\b")),
    ("opening", re.compile(r"\b(?:so du dau|du dau|so du ban dau|so du ky truoc|so du truoc ky|opening bal\w*|beginning bal\w*|start\w* balance|ton dau)\b")),
    ("closing", re.compile(r"\b(?:so du cuoi|du cuoi|closing bal\w*|ending bal\w*|end balance|ton cuoi|so du den cuoi)\b")),
    ("debited", re.compile(r"\b(?:tong (?:so )?(?:tien )?(?:phat sinh |ghi |ps |ben )?no|cong (?:so )?(?:phat sinh|ps) no|doanh so no|total (?:amount )?(?:of )?(?:debit|withdrawal|paid out)\w*|tong (?:so )?(?:tien )?(?:chi|rut|ra|giam)|phat sinh no trong ky)\b")),
    ("credited", re.compile(r"\b(?:tong (?:so )?(?:tien )?(?:phat sinh |ghi |ps |ben )?co|cong (?:so )?(?:phat sinh|ps) co|doanh so co|total (?:amount )?(?:of )?(?:credit|deposit|paid in)\w*|tong (?:so )?(?:tien )?(?:thu|gui|vao|tang|nop)|phat sinh co trong ky)\b")),
    ("number", re.compile(r"\b(?:so tai khoan|so tk|tai khoan so|stk|account (?:no|number|num)|acc(?:t)? no|a c no|so hieu tai khoan)\b")),
    ("holder", re.compile(r"\b(?:chu tai khoan|ten tai khoan|ten tk|ten khach hang|ten chu tai khoan|account name|account holder|customer name|khach hang|customer)\b")),
    ("currency", re.compile(r"\b(?:loai tien(?: te)?|tien te|currency|ccy|dong tien)\b")),
)  # fmt: skip
_FIRST_WORDS = (
    "so ", "du ", "ton ", "tong ", "cong ", "doanh ", "phat ", "mang ", "chuyen ", "trang ", "total", "opening", "beginning",
    "start", "closing", "ending", "end", "brought", "carried",
)  # fmt: skip
_NUMBER = re.compile(r"\d[\d .\-]{4,24}\d")
_AMOUNT = re.compile(r"[(+\-−]?\s?\d[\d.,]*\)?")
_COUNT = re.compile(r"\b(?:so luong|so mon|so giao dich|number of|count|so lenh)\b")
_CURRENCIES = re.compile(r"\b(?:USD|EUR|JPY|GBP|AUD|CNY|SGD|KRW|THB|LAK|KHR)\b")
_SHORTEST_NUMBER = 6
_LONGEST_LABEL, _LONGEST_LABEL_LETTERS = 9, 70  # words with a day behind them, and their letters


class Labels(msgspec.Struct):
    """Everything found so far; the first to say a thing counts, save for the closing balance, where the last one does."""

    number: str = ""
    holder: str = ""
    bank_bin: str = ""
    foreign_currency: str = ""
    opening_dong: int | None = None
    closing_dong: int | None = None
    debited_dong: int | None = None
    credited_dong: int | None = None
    numbers: tuple[str, ...] = ()
    """Every account number that was named as the statement's own."""


def label_of(text: str) -> Label | None:
    """What a text is the label of."""
    key = search_key(text)
    if not key or _COUNT.search(key):
        return None
    return next((label for label, pattern in _PATTERNS if pattern.search(key)), None)


def starts_as_label(text: str) -> Label | None:
    """What a short text is the label of from its first word on: beside a day, a sentence may speak of anything."""
    if not text[0].isalpha() or text.count(" ") >= _LONGEST_LABEL or len(text) > _LONGEST_LABEL_LETTERS:
        return None
    key = search_key(text)
    if not key.startswith(_FIRST_WORDS):
        return None
    return next((label for label, pattern in _PATTERNS if pattern.match(key)), None)


def read_labels(rows: Iterable[Row], labels: Labels, *, balance: int | None = None) -> None:
    """Take in what rows say that are no lines; `balance` is the column in which a table says its balances."""
    kept = [[None if cell == "" else cell for cell in row] for row in rows]
    for place, row in enumerate(kept):
        below = kept[place + 1] if place + 1 < len(kept) else []
        for column, cell in enumerate(row):
            if not isinstance(cell, str):
                continue
            _read_bank(cell, labels)
            label = label_of(cell)
            if label is None or label == "carried":
                continue
            if label in ("number", "holder", "currency"):
                _read_words(label, cell, row[column + 1 :], labels)
            else:
                _read_figure(label, cell, row, column, below, balance, labels)


def _read_bank(text: str, labels: Labels) -> None:
    if not labels.bank_bin and (bank := bank_named(text)):
        labels.bank_bin = bank.bin


def _read_words(label: Label, text: str, behind: Sequence[Cell], labels: Labels) -> None:
    own = clean_text(text).partition(":")[2].strip()
    said = own or next((plain_text(cell) for cell in behind if plain_text(cell).strip(": ")), "").strip(": ")
    if label == "currency":
        found = _CURRENCIES.search(said.upper())
        labels.foreign_currency = labels.foreign_currency or (found[0] if found else "")
    elif label == "holder":
        labels.holder = labels.holder or said
    else:
        _read_number(said or clean_text(text), labels)


def _read_number(said: str, labels: Labels) -> None:
    """'1890201009999 - HTX NÔNG NGHIỆP TÂN HƯNG': the number, and whose it is."""
    found = _NUMBER.search(said)
    number = "".join(filter(str.isdigit, found[0])) if found else ""
    if len(number) < _SHORTEST_NUMBER or found is None:
        return
    if number not in labels.numbers:
        labels.numbers = (*labels.numbers, number)
    labels.number = labels.number or number
    rest = said[found.end() :].strip(" -–—:,;()")
    if (
        rest
        and any(map(str.isalpha, rest))
        and not labels.holder
        and not _CURRENCIES.search(rest.upper())
        and rest.upper() != "VND"
    ):
        labels.holder = rest


def _read_figure(
    label: Label, text: str, row: Row, column: int, below: Row, balance: int | None, labels: Labels
) -> None:
    """The amount in the label's own cell, else in the column of balances, else to its right, else below it."""
    own = _amount_in(clean_text(text).rpartition(":")[2]) if ":" in text else _amount_at_end(text)
    right = (_amount(cell) for cell in row[column + 1 :])
    in_balance = (
        _amount(row[balance])
        if balance is not None and balance < len(row) and label in ("opening", "closing")
        else None
    )
    under = _amount(below[column]) if column < len(below) else None
    dong = next((found for found in (own, in_balance, *right, under) if found is not None), None)
    if dong is None:
        return
    name = f"{label}_dong"
    if label == "closing" or getattr(labels, name) is None:
        setattr(labels, name, abs(dong) if label in ("debited", "credited") else dong)


def _amount(cell: Cell) -> int | None:
    try:
        found = read_amount(cell)
    except UnreadableAmount:
        return None
    return found.signed if found else None


def _amount_in(text: str) -> int | None:
    found = _AMOUNT.search(text)
    return (
        _amount(text.strip()) if found and _amount(text.strip()) is not None else _amount(found[0]) if found else None
    )


def _amount_at_end(text: str) -> int | None:
    """'Số dư đầu kỳ 152.340.000 VND', but not the day in 'Số dư đầu ngày 01/01/2026'."""
    found = re.search(
        r"(?<![\d/.-])(\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{2})?)\s*(?:vnd|đ|đồng)?\s*$", clean_text(text), re.IGNORECASE
    )
    return _amount(found[1]) if found else None
