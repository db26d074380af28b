"""What is said of each row of a member list, and what was understood of it."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

import msgspec

from hoptac.kit.tables.cells import Reason

Status = Literal["accepted", "needs_a_decision", "refused", "unchanged"]
Decision = Literal["import_as_separate_member", "import_as_read", "leave_out"]
Gender = Literal["male", "female"]
PartyKind = Literal["individual", "household", "group", "organization"]
MemberKind = Literal["official", "associate_contributing", "associate_noncontributing"]


class MemberRow(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A member as understood from one row. Amounts in đồng, area in m²; `born_year` also where the day is known.

    `pledged_dong` is None where the list has no such column and nothing was paid; `nationality` (ISO 3166-1 alpha-2)
    where the list does not say it.
    """

    number: str | None = None
    name: str = ""
    kind: PartyKind = "individual"
    gender: Gender | None = None
    born_on: date | None = None
    born_year: int | None = None
    identity_number: str | None = None
    identity_issued_on: date | None = None
    phone: str | None = None
    address: str | None = None
    hamlet: str | None = None
    member_kind: MemberKind = "official"
    joined_on: date | None = None
    pledged_dong: int | None = None
    paid_dong: int = 0
    contributed_on: date | None = None
    production_area_m2: int | None = None
    main_product: str | None = None
    note: str | None = None
    nationality: str | None = None
    is_foreign_invested: bool = False


class RowVerdict(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The verdict on one row.

    `row` is the number the spreadsheet shows. `reasons` say why it is not accepted, `notes` what was mended silently.
    `decisions` are the answers a user may give to a row in need of one; `known_id` the member it met in the register.
    """

    sheet: str
    row: int
    status: Status
    member: MemberRow
    reasons: tuple[Reason, ...] = ()
    notes: tuple[Reason, ...] = ()
    decisions: tuple[Decision, ...] = ()
    known_id: str | None = None


class Summary(msgspec.Struct, frozen=True):
    """Counts of the verdicts, and the đồng of the accepted rows."""

    accepted: int
    accepted_paid_dong: int
    accepted_pledged_dong: int
    needs_a_decision: int
    refused: int
    unchanged: int


def summary(verdicts: Iterable[RowVerdict]) -> Summary:
    """How many rows of each verdict, and what the accepted ones have paid and pledged."""
    counts = dict.fromkeys(("accepted", "needs_a_decision", "refused", "unchanged"), 0)
    paid = pledged = 0
    for verdict in verdicts:
        counts[verdict.status] += 1
        if verdict.status == "accepted":
            paid += verdict.member.paid_dong
            pledged += verdict.member.pledged_dong or 0
    return Summary(
        accepted=counts["accepted"],
        accepted_paid_dong=paid,
        accepted_pledged_dong=pledged,
        needs_a_decision=counts["needs_a_decision"],
        refused=counts["refused"],
        unchanged=counts["unchanged"],
    )
