"""Whom a line is from or to: by a code, a member's number, a payer's account known from before, a name, a telephone."""

import re
from collections.abc import Iterator, Sequence
from uuid import UUID

import msgspec

from hoptac.bank.codes import PaymentCode, codes_in
from hoptac.bank.proposing.knowledge import Document, Knowledge, OpenLine
from hoptac.bank.proposing.payers import LONGEST_NAME, SHORTEST_NAME
from hoptac.bank.proposing.words import company_words
from hoptac.kit.language import Message, _
from hoptac.kit.vietnamese import search_key

_NUMBER = re.compile(r"(?<![a-z0-9])([a-z]{1,6})[ .\-/]?0*(\d{1,7})(?![a-z0-9])")
_BEHIND_A_WORD = re.compile(r"\b(?:tv|thanh vien|ma so|ma tv|ms|xv|xa vien|so tv)\s*:?\s*0*(\d{1,7})\b")
_MAY_BE_LETTERS = ("tv", "xv", "ms")
"""Words before a number that may as well be the letters of the numbering: 'TV 20'."""
_PHONE = re.compile(r"(?<!\d)(?:84|0)(\d{9})(?!\d)")
_DOCUMENT = re.compile(
    r"\b(?P<kind>hd|hoa don|hdon|inv|invoice|pt|pc|bc|bn|gv|pn|px)\s*(?:so\s*)?(?P<number>\d{1,8})(?:\s(?P<year>20\d{2}))?\b"
)
_INVOICES = frozenset({"hd", "hoa don", "hdon", "inv", "invoice"})


class Recognised(msgspec.Struct, frozen=True):
    """Somebody a line may be from, how surely (0 to 100), and by what."""

    party_id: UUID
    sureness: int
    how: Message


def number_forms(number: str) -> str:
    """A member's number as it is compared: 'TV0004', 'tv-4' and 'TV 4' are 'tv4'."""
    key = search_key(number).replace(" ", "")
    found = re.fullmatch(r"([a-z]*)0*(\d+)([a-z0-9]*)", key)
    return f"{found[1]}{found[2]}{found[3]}" if found else key


def numbers_in(text: str) -> list[str]:
    """What may be members' numbers in a description, in the form of `number_forms`, and without their letters."""
    lowered = search_key(text)
    found = [f"{letters}{digits}" for letters, digits in _NUMBER.findall(lowered)]
    return list(dict.fromkeys([*found, *_BEHIND_A_WORD.findall(lowered)]))


def names_in(text: str) -> list[str]:
    """Every run of two to seven words of a description, as search keys: one of them may be a name."""
    words = search_key(text).split()
    return [
        " ".join(words[start : start + length])
        for start in range(len(words))
        for length in range(SHORTEST_NAME, LONGEST_NAME + 1)
        if start + length <= len(words)
    ]


def phones_in(text: str) -> list[str]:
    """Telephone numbers in a description, from 0 on."""
    return [f"0{digits}" for digits in _PHONE.findall(text)]


def documents_in(text: str) -> list[tuple[str, int, int | None]]:
    """(kind, number, year) of invoices ('hd') and vouchers ('pt', 'bc', …) that a description names."""
    return [
        (
            "hd" if found["kind"] in _INVOICES else found["kind"],
            int(found["number"]),
            int(found["year"]) if found["year"] else None,
        )
        for found in _DOCUMENT.finditer(search_key(text))
    ]


def document_name(kind: str, number: int, year: int | None) -> str:
    """The name a document is looked up by."""
    return f"{kind} {number}" + (f"/{year}" if year else "")


def text_of(line: OpenLine) -> str:
    """All that a line says."""
    return f"{line.description} {line.party_name}".strip()


def codes_of(line: OpenLine) -> tuple[PaymentCode, ...]:
    """The payment codes in a line."""
    return codes_in(line.description)


def find_document(line: OpenLine, knowledge: Knowledge) -> Document | None:
    """The document that the line names and the books have."""
    if not knowledge.documents:
        return None
    names = (document_name(*found) for found in documents_in(line.description))
    return next((knowledge.documents[name] for name in names if name in knowledge.documents), None)


def recognise(line: OpenLine, knowledge: Knowledge) -> list[Recognised]:
    """Everybody the line may be from or to, the surest first, each once."""
    best: dict[UUID, Recognised] = {}
    for found in _found(line, knowledge):
        if found.party_id in knowledge.parties and found.sureness > best.get(found.party_id, _NOBODY).sureness:
            best[found.party_id] = found
    return sorted(best.values(), key=lambda found: -found.sureness)


_NOBODY = Recognised(UUID(int=0), -1, Message(""))


def _found(line: OpenLine, knowledge: Knowledge) -> Iterator[Recognised]:
    for code in codes_of(line):
        party_id = knowledge.by_tail.get(code.tail)
        if party_id and code.subject != "request":
            yield Recognised(party_id, 95, _("mã VietQR trong nội dung"))
    text = text_of(line)
    yield from _numbered(text, knowledge)
    memory = knowledge.by_payer.get((line.party_account, line.is_in)) if line.party_account else None
    if memory and memory.party_id:
        yield Recognised(memory.party_id, 80, _("tài khoản chuyển đã gặp lần trước"))
    yield from _named(text, knowledge)
    for phone in phones_in(text):
        yield from _each(knowledge.by_phone.get(phone, ()), 60, _("số điện thoại trong nội dung"))


def _numbered(text: str, knowledge: Knowledge) -> Iterator[Recognised]:
    """Whose number the text says: with the letters of the numbering, or without any next to the name.

    TV0020 is not TH-020, whatever the digits: the line may be meant for another numbering, or another cooperative.
    """
    said, numbers = f" {search_key(text)} ", numbers_in(text)
    for number in numbers:
        ids = knowledge.by_number.get(number, ())
        if number.isdigit():
            has_letters = any(f"{letters}{number}" in numbers for letters in _MAY_BE_LETTERS)
            ids = [
                party.id
                for party in map(knowledge.parties.get, ids)
                if party
                and f" {party.key} " in said
                and not (has_letters and number_forms(party.member_number) != number)
            ]
        yield from _each(ids, 85, _("mã số thành viên trong nội dung"))


def _each(ids: Sequence[UUID], sureness: int, how: Message) -> Iterator[Recognised]:
    """All whom it fits; several are each less sure."""
    several = _("%(how)s, trùng %(count)s người", how=how, count=len(ids))
    for party_id in ids:
        yield Recognised(party_id, sureness if len(ids) == 1 else sureness // 2, how if len(ids) == 1 else several)


def _named(text: str, knowledge: Knowledge) -> Iterator[Recognised]:
    """The longest name in the text; 'Nguyễn Văn' is not Nguyễn Văn An. Organizations by the words that tell them apart."""
    names = [name for name in names_in(text) if name in knowledge.by_name]
    longest = [name for name in names if not any(name != other and name in other for other in names)]
    for name in dict.fromkeys(longest):
        yield from _each(knowledge.by_name[name], 75, _("tên trong nội dung"))
    key = search_key(text)
    words, named = frozenset(key.split()), company_words(key)
    for telling, party_id in knowledge.organizations:
        if len(telling) >= SHORTEST_NAME and telling <= words:
            yield Recognised(party_id, 70, _("tên đơn vị trong nội dung"))
        elif len(telling & named) >= SHORTEST_NAME:
            yield Recognised(party_id, 55, _("tên viết tắt của đơn vị trong nội dung"))
