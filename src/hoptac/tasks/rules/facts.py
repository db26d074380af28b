"""What the registers say of an organization, as the rules of tasks take it. Sums are whole đồng."""

from collections.abc import Sequence
from datetime import date

import msgspec

from hoptac.capital.rules import Caps
from hoptac.offices.rules import Holder
from hoptac.organizations.charter import GovernanceModel
from hoptac.organizations.parameters import Parameter, find_parameter, value_on
from hoptac.tasks.rules.history import Run


class Owed(msgspec.Struct, frozen=True):
    """Members who have not paid all they pledged by some day: how many, what they lack, the earliest of their days."""

    members: int = 0
    dong: int = 0
    first_on: date | None = None


class CapitalFacts(msgspec.Struct, frozen=True):
    """What is pledged and paid, by whom it is too much, and what waits."""

    charter_dong: int = 0
    overdue: Owed = Owed()
    soon: Owed = Owed()
    later: Owed = Owed()
    defaulted: Owed = Owed()
    """Of the overdue those who paid nothing or less than the charter's minimum (Art. 74.6.a)."""
    to_reregister: Owed = Owed()
    """Of the overdue those whose day came after the last registration of charter capital (Art. 74.7)."""
    above_maximum: int = 0
    above_run: Run | None = None
    associates_run: Run | None = None
    foreigners_run: Run | None = None
    left_holding: Owed = Owed()
    """Who has left and still has capital here; `first_on` is the day the first of them left."""
    uncertified: int = 0
    changed_run: Run | None = None
    """Since when the charter capital differs so much from the registered one that it must be registered."""


class MemberFacts(msgspec.Struct, frozen=True):
    """How many members there are, and the agreements with them that end."""

    members: int = 0
    officials: int = 0
    foreign_officials: int = 0
    few_run: Run | None = None
    foreign_run: Run | None = None
    agreements_ending: int = 0
    agreements_end_on: date | None = None


class Waiting(msgspec.Struct, frozen=True):
    """So many papers of a kind that wait, and the earliest of their days."""

    count: int = 0
    first_on: date | None = None


class PaperFacts(msgspec.Struct, frozen=True):
    """Applications that are not decided, documents that are not posted, requests that are not answered."""

    applications: int = 0
    to_post: Waiting = Waiting()
    requests: Waiting = Waiting()


class Record(msgspec.Struct, frozen=True):
    """A deed of `duty_records` that counts."""

    duty: str
    period: str
    done_on: date
    amount_dong: int | None = None


class Laws(msgspec.Struct, frozen=True):
    """The dated numbers of the law in force on one day."""

    parameters: Sequence[Parameter]
    day: date

    def number(self, key: str) -> int | None:
        """The number; None where the law has none on the day."""
        return value_on(self.parameters, key, self.day)

    def basis(self, key: str) -> str:
        """Where it stands, as the parameter cites it; '' where there is none."""
        found = find_parameter(self.parameters, key, self.day)
        return found.basis if found else ""


class Facts(msgspec.Struct, frozen=True):
    """Everything the rules of tasks look at, on `today`."""

    today: date
    organization_kind: str
    founded_year: int | None
    entered_on: date
    """When the organization was written into the registry here: of what was due before, nobody is asked who does not say
    that it was founded earlier."""
    laws: Laws
    caps: Caps
    minimum_dong: int | None = None
    """The charter's lowest contribution."""
    refund_due_on: date | None = None
    """Until when the charter has the capital returned to the one who left first."""
    governance_model: GovernanceModel | None = None
    capital: CapitalFacts = CapitalFacts()
    members: MemberFacts = MemberFacts()
    papers: PaperFacts = PaperFacts()
    records: Sequence[Record] = ()
    holders: Sequence[Holder] = ()
    year_to_file: int | None = None
    filing_due_on: date | None = None

    @property
    def is_group(self) -> bool:
        """A cooperative group has no charter capital, board or revocation (Art. 4.21)."""
        return self.organization_kind == "cooperative_group"

    def records_of(self, duty: str) -> list[Record]:
        """The deeds of one duty, the last done first."""
        return sorted((one for one in self.records if one.duty == duty), key=lambda one: one.done_on, reverse=True)

    def was_asked_of(self, due_on: date, year: int) -> bool:
        """Whether what is due on a day for a year is this organization's duty: it was there in that year."""
        if self.founded_year is not None:
            return self.founded_year <= year
        return due_on >= self.entered_on
