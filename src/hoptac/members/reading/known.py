"""The members an organization has already, as far as an import must know them."""

from collections.abc import Iterable
from datetime import date

import msgspec

from hoptac.kit.countries import VIETNAM
from hoptac.kit.vietnamese import search_key


class KnownMember(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A member of the register. `id` is the caller's own; amounts in đồng, as they stand today."""

    id: str
    name: str
    number: str | None = None
    identity_number: str | None = None
    born_on: date | None = None
    born_year: int | None = None
    phone: str | None = None
    pledged_dong: int = 0
    paid_dong: int = 0
    nationality: str = VIETNAM
    left_on: date | None = None
    """Since when the member is none any more."""


class KnownMembers:
    """The register, looked up by identity number, by member number and by name with year of birth."""

    def __init__(self, members: Iterable[KnownMember] = ()) -> None:
        self.by_identity: dict[str, list[KnownMember]] = {}
        self.by_number: dict[str, KnownMember] = {}
        self.by_person: dict[tuple[str, int | None], list[KnownMember]] = {}
        for member in members:
            if member.identity_number:
                self.by_identity.setdefault(member.identity_number, []).append(member)
            if member.number:
                self.by_number[member.number.casefold()] = member
            year = member.born_on.year if member.born_on else member.born_year
            self.by_person.setdefault((search_key(member.name), year), []).append(member)

    def __bool__(self) -> bool:
        return bool(self.by_person)
