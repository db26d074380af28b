"""A task, how near its day is, and whom it concerns. Pure."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Literal

import msgspec

from hoptac.identity.permissions import Permission
from hoptac.kit.language import Message

State = Literal["overdue", "soon", "later"]
STATES: tuple[State, ...] = ("overdue", "soon", "later")
SOON_DAYS = 30
DEEDS = frozenset(
    {
        Permission.RECORD_CONTRIBUTION,
        Permission.RECORD_REFUND,
        Permission.ISSUE_CERTIFICATE,
        Permission.WRITE_MEMBERS,
        Permission.WRITE_DISCLOSURES,
        Permission.WRITE_PERSONAL_DATA,
        Permission.RECORD_AGREEMENT,
        Permission.RECORD_DUTY,
        Permission.RECORD_OFFICE,
        Permission.FILE_YEAR,
    }
)
"""By which tasks are done."""


class Task(msgspec.Struct, frozen=True):
    """One duty that is not done. `key` names it for as long as it lasts; `path` leads, below the organization's address, to
    where it is done, by whoever has `permission`. Without a day the law sets none: it is then near where `is_pressing`."""

    key: str
    title: Message
    advice: Message
    article: str
    due_on: date | None
    path: str
    button: Message
    permission: Permission
    is_pressing: bool = False
    since: date | None = None
    """Of a breach: the first day of it, where it is known."""
    duty: str = ""
    period: str = ""
    """Where a deed of `duty_records` makes it go away."""
    opens: Permission = Permission.READ_CAPITAL
    """What one must be allowed to open `path`."""

    def state(self, today: date) -> State:
        """Overdue after its day, soon in the 30 days before it."""
        if self.due_on is None:
            return "soon" if self.is_pressing else "later"
        days = (self.due_on - today).days
        return "overdue" if days < 0 else "soon" if days <= SOON_DAYS else "later"


def in_order(tasks: Iterable[Task], today: date) -> list[Task]:
    """The most urgent first; those without a day behind those that have one."""
    return sorted(tasks, key=lambda task: (STATES.index(task.state(today)), task.due_on or date.max, task.key))


def told_to(tasks: Collection[Task], may: Collection[Permission]) -> list[Task]:
    """The tasks a person is told of: those they may do something about. Who may do nothing about any of them and still sees
    the page (the supervisory board inspects, Art. 69) is told of all."""
    return [task for task in tasks if task.permission in may] if DEEDS & set(may) else list(tasks)


def counts(
    tasks: Collection[Task], may: Collection[Permission], seen: Mapping[str, str], today: date
) -> tuple[int, int]:
    """How many are overdue and how many near, of those a person is told of and has not seen in that state."""
    states = [state for task in told_to(tasks, may) if (state := task.state(today)) and seen.get(task.key) != state]
    return states.count("overdue"), states.count("soon")
