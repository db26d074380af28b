"""Whom a row names: recognised by number, tax code or name without accents, or proposed to be added. Pure."""

import re
from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

import msgspec

from hoptac.kit.tables import is_person
from hoptac.kit.vietnamese import clean_text, search_key
from hoptac.opening.balances import NewParty

_SEPARATORS = re.compile(r"[\s.\-]")
_FORMS = re.compile(
    r"\b(?:cong ty|cty|ct|tnhh|co phan|cp|mtv|mot thanh vien|dntn|doanh nghiep tu nhan|dn|hop tac xa|htx|ong|ba|anh|chi|ho)\b"
)
"""Words of a name that one writes out and another shortens or leaves away."""
_ORGANIZATION = re.compile(
    r"^(?:cong ty|cty|tnhh|dntn|doanh nghiep|htx|hop tac xa|lien hiep|lien minh|ngan hang|nh|quy|ubnd|uy ban|chi cuc|cuc|so|phong|"
    r"truong|cua hang|dai ly|nha may|xi nghiep|trung tam|bao hiem|bhxh|kho bac|chi nhanh|to chuc|hoi|vien|tap doan|tong cong ty|"
    r"agribank|vietcombank|vietinbank|bidv|thue)\b"
)
_CODE_LENGTHS = (10, 13)
MOST_CANDIDATES = 6


class KnownParty(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A party of the organization; `number` is that of a member."""

    id: UUID
    name: str
    identity_number: str | None = None
    number: str | None = None


class Found(NamedTuple):
    """Who it is; or who it might be, where several are; or nobody known."""

    party: KnownParty | None = None
    candidates: tuple[KnownParty, ...] = ()
    other_spelling: bool = False
    """Found by its name in another spelling."""


class KnownParties:
    """Everyone the organization deals with, looked up in the ways that lists name people."""

    def __init__(self, parties: Iterable[KnownParty]) -> None:
        self.by_id: dict[UUID, KnownParty] = {}
        self._by_identity: dict[str, KnownParty] = {}
        self._by_number: dict[str, KnownParty] = {}
        self._by_name: dict[str, list[KnownParty]] = {}
        self._by_key: dict[str, list[KnownParty]] = {}
        self._by_core: dict[str, list[KnownParty]] = {}
        for party in parties:
            self.by_id[party.id] = party
            if party.identity_number:
                self._by_identity[party.identity_number] = party
            self._by_number[str(party.id)] = party  # chosen from suggestions
            if party.number:
                self._by_number[party.number.casefold()] = party
            key = search_key(party.name)
            self._by_name.setdefault(party.name.casefold(), []).append(party)
            self._by_key.setdefault(key, []).append(party)
            self._by_core.setdefault(core_of(key), []).append(party)
        self._known: dict[tuple[str, str, str], Found] = {}

    def find(self, name: str, code: str = "", identity_number: str = "") -> Found:
        """Who is named so. The tax code or identity number decides, then a member's number, then the whole name as it is
        written, then the name without accents; a name that is alike but for words such as "công ty" is asked about."""
        asked = (name, code, identity_number)
        if asked not in self._known:
            self._known[asked] = self._find(name, code, identity_number)
        return self._known[asked]

    def _find(self, name: str, code: str, identity_number: str) -> Found:
        by_identity = self._by_identity.get(digits_of(identity_number)) or self._by_identity.get(digits_of(code))
        if by_identity is not None:
            return Found(by_identity, other_spelling=bool(name) and search_key(by_identity.name) != search_key(name))
        key = search_key(name)
        by_number = self._by_number.get(code.strip().casefold()) if code else None
        if by_number is not None and (not name or search_key(by_number.name) == key):
            return Found(by_number)
        named = self._without_other_number(self._by_name.get(clean_text(name).casefold(), []), identity_number)
        if len(named) == 1:
            return Found(named[0])
        alike = self._without_other_number(self._by_key.get(key, []), identity_number) if key else []
        if len(alike) == 1:
            return Found(alike[0], other_spelling=True)
        if alike:
            return Found(candidates=tuple(alike[:MOST_CANDIDATES]))
        core = core_of(key)
        near = self._without_other_number(self._by_core.get(core, []), identity_number) if core else []
        others = [one for one in near if one is not by_number]
        return Found(candidates=tuple(([by_number] if by_number else []) + others)[:MOST_CANDIDATES])

    @staticmethod
    def _without_other_number(parties: list[KnownParty], identity_number: str) -> list[KnownParty]:
        """Two numbers are two parties, whatever their names."""
        digits = digits_of(identity_number)
        return [one for one in parties if not digits or not one.identity_number or one.identity_number == digits]


def core_of(key: str) -> str:
    """A search key without the words for what kind of party it is: 'cong ty tnhh minh tam' is 'minh tam'."""
    return " ".join(_FORMS.sub(" ", key).split())


def digits_of(text: str) -> str:
    """The digits of a tax code or identity number, '' for anything else; a branch's dash is left away."""
    plain = _SEPARATORS.sub("", text)
    return plain if plain.isascii() and plain.isdigit() and len(plain) in (9, 10, 12, 13) else ""


def new_party(name: str, identity_number: str = "") -> NewParty:
    """Whom to add for a name nobody has."""
    digits = digits_of(identity_number)
    return NewParty(clean_text(name), digits or None, kind_of(name, digits))


def kind_of(name: str, digits: str = "") -> str:
    """Organization by its words or by a tax code of one, household by 'hộ', else a person where it looks like a name."""
    key = search_key(name)
    if _ORGANIZATION.match(key) or (len(digits) in _CODE_LENGTHS and not is_person(name)):
        return "organization"
    if key.startswith("ho ") and name.strip().casefold().startswith("hộ"):
        return "household"
    return "individual" if is_person(name) else "group"
