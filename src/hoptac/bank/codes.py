"""The short code in the purpose of a payment: whom and what it pays is known again when it comes back in a statement.

`HTG` and ten more letters: two letters for us, one for what is paid, eight for the end of the id, one to check. Banks cut,
join and capitalise what payers write; the code survives as long as its twelve characters stand together.
"""

import re
from typing import Literal, NamedTuple
from uuid import UUID

from hoptac.kit.vietqr import LONGEST_PURPOSE, plain_purpose

_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # 32 letters, without 0, 1, I and O
_TAIL_BITS, _LETTERS = 40, 8
_CODE = re.compile(rf"HT([GNK])([{_ALPHABET}]{{{_LETTERS}}})([{_ALPHABET}])")
_NOT_OF_A_CODE = re.compile(r"[^0-9A-Z]")

Subject = Literal["pledge", "receivable", "request"]
_MARKS: dict[Subject, str] = {"pledge": "G", "receivable": "N", "request": "K"}
_SUBJECTS: dict[str, Subject] = {mark: subject for subject, mark in _MARKS.items()}


class PaymentCode(NamedTuple):
    """What a code says: the kind of payment, and the last ten hexadecimal digits of an id (of a party, of a request)."""

    subject: Subject
    tail: str

    @property
    def text(self) -> str:
        """The code as it was written into the purpose."""
        return _with_check(_MARKS[self.subject], int(self.tail, 16))


def payment_code(subject: Subject, id_: UUID) -> str:
    """'HTG2B7KQ9MZXR': the code of a party's pledge or debt, or of one payment request."""
    return _with_check(_MARKS[subject], int(id_.hex[-_TAIL_BITS // 4 :], 16))


def tail_of(id_: UUID) -> str:
    """What a code keeps of an id."""
    return id_.hex[-_TAIL_BITS // 4 :]


def purpose_with_code(code: str, words: str) -> str:
    """The purpose of a payment: the code first, so that it is not what is cut off, then as many whole words as fit."""
    purpose = code
    for word in plain_purpose(words).split():
        if len(purpose) + 1 + len(word) > LONGEST_PURPOSE:
            break
        purpose += f" {word}"
    return purpose


def codes_in(text: str) -> tuple[PaymentCode, ...]:
    """The codes in a description, each once; letters that are a code by chance fail the check."""
    glued = _NOT_OF_A_CODE.sub("", text.upper())
    found: dict[PaymentCode, None] = {}
    for start in range(len(glued)):
        match = _CODE.match(glued, start)
        if match is None:
            continue
        value = 0
        for letter in match[2]:
            value = value * len(_ALPHABET) + _ALPHABET.index(letter)
        if match[0] == _with_check(match[1], value):
            found[PaymentCode(_SUBJECTS[match[1]], f"{value:010x}")] = None
    return tuple(found)


def _with_check(mark: str, value: int) -> str:
    letters, rest = "", value
    for _place in range(_LETTERS):
        rest, digit = divmod(rest, len(_ALPHABET))
        letters = _ALPHABET[digit] + letters
    # Weighted by its place, so that two letters changed for each other do not go unnoticed.
    check = sum(place * _ALPHABET.index(letter) for place, letter in enumerate(letters, start=1))
    return f"HT{mark}{letters}{_ALPHABET[(check * 7 + ord(mark)) % len(_ALPHABET)]}"
