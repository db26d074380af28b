"""What a clause of the charter is: its unit, its article, and how far the Law lets the charter go. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

import msgspec

from hoptac.kit.language import Message, _
from hoptac.organizations.parameters import Parameter, find_parameter

Unit = Literal["dong", "percent", "years", "months", "days", "people", "choice", "words"]
Group = Literal["members", "capital", "governance", "income", "other"]

UNIT_NAMES: Mapping[Unit, Message] = {
    "dong": _("đồng"),
    "percent": _("%"),
    "years": _("năm"),
    "months": _("tháng"),
    "days": _("ngày"),
    "people": _("người"),
}
"""What stands behind the number."""
LARGEST: Mapping[Unit, int] = {
    "dong": 1_000_000_000_000_000,
    "percent": 100,
    "years": 100,
    "months": 1_200,
    "days": 3_650,
    "people": 1_000,
}
"""Past it stands a slip of the keyboard; no rule of law is meant."""
SMALLEST: Mapping[Unit, int] = {"percent": 0}
"""Of the other units 1: a clause of nothing is a clause left out."""
LONGEST_WORDS = 4_000
GROUP_NAMES: Mapping[Group, Message] = {
    "members": _("Thành viên"),
    "capital": _("Vốn góp"),
    "governance": _("Đại hội và bộ máy"),
    "income": _("Thu nhập và các quỹ"),
    "other": _("Việc khác"),
}


class Clause(msgspec.Struct, frozen=True):
    """One thing the Law leaves to the charter. `at_least` and `at_most` are keys of legal parameters, in which `{kind}` stands
    for the kind of organization (cooperative, union); the bounds themselves are lawful. `silent` says what holds where the
    charter says nothing; `otherwise` names the number that the law then has."""

    key: str
    group: Group
    name: Message
    unit: Unit
    article: str
    silent: Message
    at_least: str = ""
    at_most: str = ""
    otherwise: str = ""
    """The legal parameter that counts where the charter is silent."""
    choices: Mapping[int, Message] = {}
    kinds: tuple[str, ...] = ()
    """The kinds of organization it is for; () for all."""
    is_more_than_nothing: bool = False
    """Of a percentage: 0 would make no sense."""

    @property
    def slug(self) -> str:
        """Its name in forms and addresses."""
        return self.key.rpartition(".")[2].lower().replace("-", "_")

    @property
    def likely(self) -> tuple[int, int]:
        """The smallest and the largest number that anybody means."""
        return 1 if self.is_more_than_nothing else SMALLEST.get(self.unit, 1), LARGEST[self.unit]

    def is_for(self, organization_kind: str) -> bool:
        """Whether an organization of this kind has such a clause."""
        return not self.kinds or organization_kind in self.kinds


class Bound(msgspec.Struct, frozen=True):
    """A number of the law that the charter may reach and not pass."""

    value: int
    basis: str


class Range(msgspec.Struct, frozen=True):
    """How far the charter may go on a day; None where the Law sets no bound."""

    least: Bound | None = None
    most: Bound | None = None


def bound_on(key: str, organization_kind: str, parameters: Sequence[Parameter], day: date) -> Bound | None:
    """A number of the law in force on a day; None where there is none, or no key."""
    kind = "union" if organization_kind == "cooperative_union" else "cooperative"
    found = find_parameter(parameters, key.format(kind=kind), day) if key else None
    return Bound(found.value, found.basis) if found else None


def range_on(clause: Clause, organization_kind: str, parameters: Sequence[Parameter], day: date) -> Range:
    """What the law in force on a day lets a clause say."""
    of = (organization_kind, parameters, day)
    return Range(bound_on(clause.at_least, *of), bound_on(clause.at_most, *of))
