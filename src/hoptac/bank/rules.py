"""What an account must be, which lines are known already, and what a line is remembered by. Pure."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

import msgspec

from hoptac.bank.banks import banks
from hoptac.bank.reading import StatementLine
from hoptac.bank.refusals import BankUnknown, BookNotBelow112, BookTaken, BookUnknown, NumberTaken, NumberUnreadable
from hoptac.kit.vietnamese import search_key
from hoptac.kit.vietqr import is_account_number
from hoptac.ledger.charts import Account

MONEY_AT_BANK = "1121"
_LONGEST_MEMORY = 120
_SEPARATORS = str.maketrans("", "", " .-_")

LineKey = tuple[date, int, str, int | None]
"""Day, amount, reference, running balance: what the bank tells of a line, once for each occurrence."""


class KnownLine(msgspec.Struct, frozen=True):
    """A line that is kept already."""

    day: date
    amount_dong: int
    reference: str
    balance_dong: int | None
    description: str


class Separated(msgspec.Struct, frozen=True):
    """The lines that are new, each with the number of its occurrence, and how many are known."""

    new: tuple[tuple[StatementLine, int], ...]
    known: int


def plain_number(typed: str) -> str:
    """An account number without what people write between its digits."""
    return typed.translate(_SEPARATORS).upper()


def check_account(
    number: str,
    bank_bin: str,
    ledger_account: str,
    *,
    chart: Mapping[str, Account],
    others: Iterable[tuple[str, str, str]],
) -> None:
    """Raises NumberUnreadable, BankUnknown, BookNotBelow112, BookUnknown, BookTaken, NumberTaken.

    TT 71/2024, TK 112: a book for each account at each bank. `others`: number, BIN and book of each other account.
    """
    if number and not is_account_number(number):
        raise NumberUnreadable
    if bank_bin and bank_bin not in banks():
        raise BankUnknown
    check_book(ledger_account, chart=chart)
    for other_number, other_bin, other_book in others:
        if other_book == ledger_account:
            raise BookTaken(ledger_account, other_number or other_book)
        if number and (other_number, other_bin) == (number, bank_bin):
            raise NumberTaken(number)


def check_book(code: str, *, chart: Mapping[str, Account]) -> None:
    """Raises BookNotBelow112, BookUnknown."""
    if not code.startswith(MONEY_AT_BANK):
        raise BookNotBelow112(code)
    account = chart.get(code)
    if account is None or account.has_children:
        raise BookUnknown(code)


def separate(read: Sequence[StatementLine], known: Sequence[KnownLine]) -> Separated:
    """Which lines of a statement are not known yet. Overlapping statements tell the same lines, perhaps in another layout:
    one without references, or without balances. Each known line is met by one line that was read, the most alike first.
    """
    left: defaultdict[tuple[date, int], list[KnownLine]] = defaultdict(list)
    for one in known:
        left[one.day, one.amount_dong].append(one)
    is_met = [False] * len(read)
    for is_same in _WAYS_TO_BE_THE_SAME:
        for place, line in enumerate(read):
            there = left.get((line.day, line.amount_dong))
            if is_met[place] or not there:
                continue
            met = next((one for one in there if is_same(line, one)), None)
            if met is not None:
                there.remove(met)
                is_met[place] = True
    occurrences = Counter((one.day, one.amount_dong, one.reference, one.balance_dong) for one in known)
    new: list[tuple[StatementLine, int]] = []
    for line, met in zip(read, is_met, strict=True):
        if met:
            continue
        key = (line.day, line.amount_dong, line.reference, line.balance_dong)
        occurrences[key] += 1
        new.append((line, occurrences[key]))
    return Separated(tuple(new), sum(is_met))


def _is_whole(line: StatementLine, one: KnownLine) -> bool:
    return (line.reference, line.balance_dong, line.description) == (one.reference, one.balance_dong, one.description)


def _by_reference_and_balance(line: StatementLine, one: KnownLine) -> bool:
    if not line.reference and line.balance_dong is None:
        return False
    return (line.reference, line.balance_dong) == (one.reference, one.balance_dong)


def _by_balance(line: StatementLine, one: KnownLine) -> bool:
    has_one_reference = not (line.reference and one.reference)
    return has_one_reference and line.balance_dong is not None and line.balance_dong == one.balance_dong


def _by_reference(line: StatementLine, one: KnownLine) -> bool:
    has_one_balance = line.balance_dong is None or one.balance_dong is None
    return has_one_balance and bool(line.reference) and line.reference == one.reference


def _by_text(line: StatementLine, one: KnownLine) -> bool:
    """Where neither references nor balances can be compared, the words decide."""
    comparable = (line.reference and one.reference) or (line.balance_dong is not None and one.balance_dong is not None)
    return not comparable and search_key(line.description) == search_key(one.description)


_WAYS_TO_BE_THE_SAME: tuple[Callable[[StatementLine, KnownLine], bool], ...] = (
    _is_whole,
    _by_reference_and_balance,
    _by_balance,
    _by_reference,
    _by_text,
)


def memory_key(description: str) -> str:
    """The words of a description that come again: 'phi sms' of 'PHI SMS 01/2026 REF 8812'; words with digits differ."""
    words = [word for word in search_key(description).split() if not any(map(str.isdigit, word))]
    return " ".join(words)[:_LONGEST_MEMORY]
