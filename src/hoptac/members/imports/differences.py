"""What a list says differently of members who are in the register already, field by field. Pure."""

from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from typing import Any, Protocol
from uuid import UUID

import msgspec

from hoptac.kit.calendar import format_date
from hoptac.kit.language import Message, _
from hoptac.members.forms import MemberForm
from hoptac.members.reading import MemberRow, RowVerdict

FIELD_NAMES: dict[str, Message] = {
    "name": _("Họ và tên"),
    "gender": _("Giới tính"),
    "born": _("Ngày sinh"),
    "identity_number": _("Số căn cước"),
    "identity_issued_on": _("Ngày cấp căn cước"),
    "phone": _("Điện thoại"),
    "address": _("Địa chỉ"),
    "hamlet": _("Ấp, thôn"),
    "joined_on": _("Ngày vào"),
    "production_area_m2": _("Diện tích sản xuất (m²)"),
    "main_product": _("Sản phẩm chính"),
    "nationality": _("Quốc tịch"),
}
"""What an update may change. The number and the kind of member have deeds of their own, capital has its register."""


class Known(Protocol):
    """What is asked of a member of the register."""

    @property
    def id(self) -> UUID: ...
    @property
    def name(self) -> str: ...
    @property
    def number(self) -> str: ...


class Difference(msgspec.Struct, frozen=True):
    """One field of one member: what stands in the register (None: nothing) and what the list says."""

    party_id: UUID
    field: str
    before: Any
    after: Any

    @property
    def is_filling(self) -> bool:
        """Whether the register says nothing yet."""
        return self.before is None

    @property
    def key(self) -> str:
        """The name of this difference in a form; another one as soon as the register says something else."""
        told = sha256(f"{self.before}\t{self.after}".encode()).hexdigest()[:12]
        return f"{self.party_id}:{self.field}:{told}"


class Differing(msgspec.Struct, frozen=True):
    """A member of whom a list says something else."""

    party_id: UUID
    name: str
    number: str
    fields: tuple[Difference, ...]


def differing(verdicts: Iterable[RowVerdict], register: Mapping[UUID, Known]) -> list[Differing]:
    """The members met in a list of whom it says something else, in the order of the list."""
    found: list[Differing] = []
    for verdict in verdicts:
        if verdict.status != "unchanged" or verdict.known_id is None:
            continue
        member = register.get(UUID(verdict.known_id))
        if member is None:
            continue
        fields = differences_of(verdict.member, member)
        if fields:
            found.append(Differing(member.id, member.name, member.number, fields))
    return found


def differences_of(row: MemberRow, member: Any) -> tuple[Difference, ...]:
    """What a line says and the register does not; a line that says nothing of a field changes nothing in it."""
    found: list[Difference] = []
    for field in FIELD_NAMES:
        before, after = _known(field, member), _told(field, row)
        if after is None or after == before or (field == "born" and _same_birth(before, after)):
            continue
        found.append(Difference(member.id, field, before, after))
    return tuple(found)


def _told(field: str, row: MemberRow) -> Any:
    if field == "born":
        return row.born_on or row.born_year
    return getattr(row, field) or None


def _known(field: str, member: Any) -> Any:
    if field == "born":
        return member.born_on or member.born_year
    value = getattr(member, field)
    return None if value == "" else value


def _same_birth(before: date | int | None, after: date | int) -> bool:
    """A list that knows the year alone says nothing against a day in that year."""
    return isinstance(before, date) and not isinstance(after, date) and before.year == after


def changed_form(form: MemberForm, differences: Iterable[Difference]) -> MemberForm:
    """The member with these differences taken over."""
    values: dict[str, Any] = {}
    for one in differences:
        if one.field == "born":
            is_day = isinstance(one.after, date)
            values |= {"born_on": one.after if is_day else None, "born_year": one.after.year if is_day else one.after}
        else:
            values[one.field] = one.after
    return msgspec.structs.replace(form, **values)


def shown(value: Any) -> str:
    """A value as the page shows it, but for what has words of its own (gender, country, identity number)."""
    if value is None:
        return ""
    return format_date(value) if isinstance(value, date) else str(value)
