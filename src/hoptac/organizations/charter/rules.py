"""May a version of the charter say this? Judged by the law of the day from which it counts. Pure.

Law 17/2023/QH15 Art. 40 and the articles that each clause names.
"""

from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from hoptac.kit.errors import Refusal, Refusals
from hoptac.organizations.charter.charter import Charter
from hoptac.organizations.charter.clauses import CLAUSES, LONGEST_WORDS, Clause, range_on
from hoptac.organizations.charter.clauses.capital import MAXIMUM, MINIMUM, REFUND_DAYS, REFUND_MONTHS
from hoptac.organizations.charter.clauses.governance import MODEL, REDUCED
from hoptac.organizations.charter.clauses.members import FEE, FEE_EVERY
from hoptac.organizations.charter.refusals import (
    AboveLaw,
    AdoptedInFuture,
    BelowLaw,
    FeeSpanWithoutFee,
    FileMissing,
    FileNoPdf,
    FileTooLarge,
    FullModelRequired,
    MaximumAboveCap,
    MaximumBelowMinimum,
    NumberUnreadable,
    RefundTimeTwice,
    ResolutionMissing,
    ValidBeforeAdopted,
    WordsTooLong,
)
from hoptac.organizations.parameters import Parameter, find_parameter, value_on

Value = int | str | None
LARGEST_MB = 10


class Adoption(msgspec.Struct, frozen=True):
    """What somebody wants to write down: which resolution, from which day, and the clauses that change (None: the charter no
    longer says it)."""

    adopted_on: date
    resolution: str
    valid_from: date
    changes: Mapping[str, Value]


class Facts(msgspec.Struct, frozen=True):
    """What the registers say of the organization today. `activity_field` None where nobody has said it."""

    officials: int = 0
    charter_capital_dong: int = 0
    paid_dong: int = 0
    activity_field: str | None = None


def value_of(charter: Charter, key: str) -> Value:
    """What the charter itself says of a clause; None where it is silent."""
    said = charter.sayings.get(key)
    return None if said is None else said.value if said.value is not None else said.words


def check_adoption(
    adoption: Adoption, before: Charter, parameters: Sequence[Parameter], facts: Facts, *, today: date
) -> None:
    """Raises Refusals, each beside its field: the days, then each clause that changes, then what must fit together.

    `before` is the charter of the day from which the version counts (Art. 40, 61.2).
    """
    found = [*_of_days(adoption, today), *_of_clauses(adoption, before.organization_kind, parameters)]
    if not found:
        found = list(_together(adoption, before, parameters, facts))
    if found:
        raise Refusals(found)


def _of_days(adoption: Adoption, today: date) -> list[Refusal]:
    found: list[Refusal] = []
    if not adoption.resolution:
        found.append(ResolutionMissing())
    if adoption.adopted_on > today:
        found.append(AdoptedInFuture(today))
    if adoption.valid_from < adoption.adopted_on:
        found.append(ValidBeforeAdopted(adoption.adopted_on))
    return found


def _of_clauses(adoption: Adoption, organization_kind: str, parameters: Sequence[Parameter]) -> list[Refusal]:
    found: list[Refusal] = []
    for key, value in adoption.changes.items():
        try:
            check_value(CLAUSES[key], value, organization_kind, parameters, adoption.valid_from)
        except Refusal as refused:
            found.append(refused)
    return found


def check_value(
    clause: Clause, value: Value, organization_kind: str, parameters: Sequence[Parameter], day: date
) -> None:
    """May one clause say this by the law of a day? Raises BelowLaw, AboveLaw, NumberUnreadable, WordsTooLong."""
    if value is None:
        return
    if isinstance(value, str):
        if len(value) > LONGEST_WORDS:
            raise WordsTooLong(clause, len(value))
        return
    if clause.unit == "choice":
        if value not in clause.choices:
            raise NumberUnreadable(clause)
        return
    allowed = range_on(clause, organization_kind, parameters, day)
    if allowed.least and value < allowed.least.value:
        raise BelowLaw(clause, allowed.least)
    if allowed.most and value > allowed.most.value:
        raise AboveLaw(clause, allowed.most)
    least, most = clause.likely
    if not least <= value <= most:
        raise NumberUnreadable(clause)


def _together(adoption: Adoption, before: Charter, parameters: Sequence[Parameter], facts: Facts) -> list[Refusal]:
    """What the charter would say as a whole; only what changes is judged, so an old clause does not stop a new one."""
    changes = adoption.changes

    def after(key: str) -> Value:
        return changes[key] if key in changes else value_of(before, key)

    found: list[Refusal] = []
    minimum, maximum = after(MINIMUM), after(MAXIMUM)
    if isinstance(maximum, int) and (MAXIMUM in changes or MINIMUM in changes):
        if isinstance(minimum, int) and maximum < minimum:
            found.append(MaximumBelowMinimum(CLAUSES[MAXIMUM if MAXIMUM in changes else MINIMUM], minimum))
        elif MAXIMUM in changes:
            found += _above_cap(maximum, before.organization_kind, parameters, facts, adoption.valid_from)
    if (REFUND_DAYS in changes or REFUND_MONTHS in changes) and None not in (after(REFUND_DAYS), after(REFUND_MONTHS)):
        found.append(RefundTimeTwice(CLAUSES[REFUND_MONTHS if REFUND_MONTHS in changes else REFUND_DAYS]))
    if (FEE in changes or FEE_EVERY in changes) and after(FEE) is None and after(FEE_EVERY) is not None:
        found.append(FeeSpanWithoutFee(CLAUSES[FEE_EVERY]))
    if changes.get(MODEL) == REDUCED and must_be_full(before.organization_kind, facts, parameters, adoption.valid_from):
        is_union = before.organization_kind == "cooperative_union"
        found.append(FullModelRequired(CLAUSES[MODEL], facts.officials, is_union=is_union))
    return found


def _above_cap(
    maximum_dong: int, organization_kind: str, parameters: Sequence[Parameter], facts: Facts, day: date
) -> list[Refusal]:
    """Above the cap of Art. 74.1 of today's charter capital; not judged while so few are members that it is being founded."""
    is_union = organization_kind == "cooperative_union"
    founders = "membership.cooperative_union_cooperatives" if is_union else "membership.cooperative_official_members"
    if not facts.charter_capital_dong or facts.officials < (value_on(parameters, founders, day) or 0):
        return []
    cap = find_parameter(parameters, f"capital.one_official_member_{'union' if is_union else 'cooperative'}", day)
    if cap is None or maximum_dong * 100 <= cap.value * facts.charter_capital_dong:
        return []
    most_dong = cap.value * facts.charter_capital_dong // 100
    return [MaximumAboveCap(CLAUSES[MAXIMUM], cap.value, most_dong, cap.basis)]


def must_be_full(organization_kind: str, facts: Facts, parameters: Sequence[Parameter], day: date) -> bool:
    """Whether the reduced model is closed to it (Art. 56.2): a union of so many members; a cooperative that is surely not
    micro (Decree 113/2024 Art. 5: so many official members and so much capital), where the field's numbers are known."""
    if organization_kind == "cooperative_union":
        most = value_on(parameters, "governance.full_model_from_union_members", day)
        return most is not None and facts.officials >= most
    if organization_kind != "cooperative" or facts.activity_field != "agriculture":
        return False
    members = value_on(parameters, "governance.small_agriculture_members", day)
    capital_dong = value_on(parameters, "governance.small_agriculture_capital", day)
    if members is None or capital_dong is None:
        return False
    return facts.officials >= members and facts.paid_dong >= capital_dong


def check_text(content: bytes) -> None:
    """The text of the charter as a PDF. Raises FileMissing, FileTooLarge, FileNoPdf."""
    if not content:
        raise FileMissing
    if len(content) > LARGEST_MB * 1_048_576:
        raise FileTooLarge(LARGEST_MB)
    if not content.startswith(b"%PDF-"):
        raise FileNoPdf
