"""The charter of one day, as other rooms read it: every clause in a field of its own type. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Literal
from uuid import UUID

import msgspec

from hoptac.kit.calendar import add_months
from hoptac.organizations.charter.clauses import CLAUSES, bound_on
from hoptac.organizations.charter.clauses import capital as of_capital
from hoptac.organizations.charter.clauses import governance as of_governance
from hoptac.organizations.charter.clauses import income as of_income
from hoptac.organizations.charter.clauses import members as of_members
from hoptac.organizations.parameters import Parameter

GovernanceModel = Literal["full", "reduced"]
Body = Literal["board", "general_meeting", "director"]
MODELS: Mapping[int, GovernanceModel] = {of_governance.FULL: "full", of_governance.REDUCED: "reduced"}


class Saying(msgspec.Struct, frozen=True, array_like=True):
    """What a clause says from a day on: a number, words, or neither where it says nothing any more."""

    key: str
    valid_from: date
    value: int | None
    words: str | None
    basis: str
    version_id: UUID | None = None

    @property
    def is_silent(self) -> bool:
        """Whether it says that nothing is set any more."""
        return self.value is None and self.words is None


class Charter(msgspec.Struct, frozen=True):
    """What counts on `day`. None, or '' for words, where neither the charter nor the law says anything; a number that the law
    gives where the charter is silent stands here already. Sums are đồng."""

    day: date
    organization_kind: str
    sayings: Mapping[str, Saying]
    """What the charter itself says, by the key of the clause; silent ones are left out."""

    minimum_age: int | None
    admission_conditions: str
    several_cooperatives_allowed: bool
    membership_fee_dong: int | None
    membership_fee_is_yearly: bool
    minimum_use_dong: int | None
    """Of one official member in a year (Art. 40.4.c)."""
    inactivity_months: int | None
    """Without use or labour for so long, without a break: membership ends (Art. 33.1.e)."""
    expulsion: str

    contribution_minimum_dong: int | None
    contribution_maximum_dong: int | None
    contribution_maximum_percent: int | None
    """Of the charter capital, as the charter says it; the caps of the law (Art. 74) stand beside it."""
    contribution_deadline_months: int | None
    """The charter's, never longer than the law's of that day (Art. 74.4)."""
    contribution_forms: str
    valuation: str
    refund_days: int | None
    refund_months: int | None
    refund_terms: str
    transfers_allowed: bool
    certificates: str
    overdue_debts: str

    governance_model: GovernanceModel | None
    """None where nobody has said which of the two it is."""
    board_members: int | None
    board_term_years: int | None
    director_term_years: int | None
    supervisors: int | None
    supervisors_term_years: int | None
    meetings: str
    delegates: str
    agenda_change_days: int | None

    internal_transactions_percent: int | None
    indivisible_of_internal_percent: int
    indivisible_of_external_percent: int | None
    by_usage_and_labour_percent: int | None
    usage_weight_percent: int | None
    funds: str
    distribution: str
    assets_and_losses: str
    pay: str
    disputes: str

    def admission_body(self, member_kind: str) -> Body | None:
        """Who decides on an admission: of a non-contributing associate the director (Art. 68.4.đ, 71.3.g); of others the board
        in the full model (Art. 66.6), the general meeting in the reduced one (Art. 70.9). None while no model is said."""
        if member_kind == "associate_noncontributing":
            return "director"
        if self.governance_model is None:
            return None
        return "board" if self.governance_model == "full" else "general_meeting"

    def refund_due(self, ended_on: date) -> date | None:
        """The last day to pay a contribution back (Art. 40.8); None where the charter sets no time."""
        if self.refund_months is not None:
            return add_months(ended_on, self.refund_months)
        return ended_on + timedelta(days=self.refund_days) if self.refund_days is not None else None


def in_force(sayings: Iterable[Saying], day: date) -> dict[str, Saying]:
    """Of each clause what counts on a day, silent ones left out; `sayings` in the order in which they were set."""
    found: dict[str, Saying] = {}
    for saying in sayings:
        before = found.get(saying.key)
        if saying.valid_from <= day and (before is None or before.valid_from <= saying.valid_from):
            found[saying.key] = saying
    return {key: saying for key, saying in found.items() if not saying.is_silent}


def charter_of(
    organization_kind: str, sayings: Iterable[Saying], parameters: Sequence[Parameter], day: date
) -> Charter:
    """The charter of a day out of everything ever said, in the order in which it was set, and the law's numbers."""
    counts = in_force(sayings, day)

    def number(key: str) -> int | None:
        said = counts.get(key)
        if said is not None:
            return said.value
        bound = bound_on(CLAUSES[key].otherwise, organization_kind, parameters, day)
        return bound.value if bound else None

    def own(key: str) -> int | None:
        said = counts.get(key)
        return said.value if said else None

    def words(key: str) -> str:
        said = counts.get(key)
        return (said.words if said else None) or ""

    of_law = bound_on(CLAUSES[of_capital.DEADLINE].at_most, organization_kind, parameters, day)
    deadlines = [
        months for months in (own(of_capital.DEADLINE), of_law.value if of_law else None) if months is not None
    ]
    return Charter(
        day=day,
        organization_kind=organization_kind,
        sayings=counts,
        minimum_age=number(of_members.MINIMUM_AGE),
        admission_conditions=words(of_members.ADMISSION),
        several_cooperatives_allowed=own(of_members.SEVERAL) != 0,
        membership_fee_dong=own(of_members.FEE),
        membership_fee_is_yearly=own(of_members.FEE_EVERY) == of_members.YEARLY,
        minimum_use_dong=own(of_members.MINIMUM_USE),
        inactivity_months=own(of_members.INACTIVITY),
        expulsion=words(of_members.EXPULSION),
        contribution_minimum_dong=own(of_capital.MINIMUM),
        contribution_maximum_dong=own(of_capital.MAXIMUM),
        contribution_maximum_percent=own(of_capital.MAXIMUM_PERCENT),
        contribution_deadline_months=min(deadlines, default=None),
        contribution_forms=words(of_capital.FORMS),
        valuation=words(of_capital.VALUATION),
        refund_days=own(of_capital.REFUND_DAYS),
        refund_months=own(of_capital.REFUND_MONTHS),
        refund_terms=words(of_capital.REFUND_TERMS),
        transfers_allowed=bool(own(of_capital.TRANSFERS)),
        certificates=words(of_capital.CERTIFICATES),
        overdue_debts=words(of_capital.OVERDUE_DEBTS),
        governance_model=MODELS.get(own(of_governance.MODEL) or 0),
        board_members=own(of_governance.BOARD_MEMBERS),
        board_term_years=number(of_governance.BOARD_TERM),
        director_term_years=number(of_governance.DIRECTOR_TERM),
        supervisors=own(of_governance.SUPERVISORS),
        supervisors_term_years=number(of_governance.SUPERVISORS_TERM),
        meetings=words(of_governance.MEETINGS),
        delegates=words(of_governance.DELEGATES),
        agenda_change_days=number(of_governance.AGENDA_CHANGE),
        internal_transactions_percent=own(of_income.INTERNAL_TRANSACTIONS),
        indivisible_of_internal_percent=own(of_income.INDIVISIBLE_INTERNAL) or 0,
        indivisible_of_external_percent=number(of_income.INDIVISIBLE_EXTERNAL),
        by_usage_and_labour_percent=number(of_income.BY_USAGE_AND_LABOUR),
        usage_weight_percent=own(of_income.USAGE_WEIGHT),
        funds=words(of_income.FUNDS),
        distribution=words(of_income.DISTRIBUTION),
        assets_and_losses=words(of_income.ASSETS_AND_LOSSES),
        pay=words(of_income.PAY),
        disputes=words(of_income.DISPUTES),
    )
