"""Asking the registers of one organization what they say, and the rules what follows from it."""

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.capital.rules import Capital, Caps, Group, caps_of, is_founding
from hoptac.disclosures.queries import list_open
from hoptac.ledger import filed_years
from hoptac.ledger.queries.entries import find_edges
from hoptac.members.applications.queries import count_applications
from hoptac.offices.queries import list_current
from hoptac.organizations.charter import charter_on
from hoptac.organizations.parameters import list_parameters
from hoptac.personal_data.queries.requests import list_open_requests
from hoptac.statements.rules.filing import due_on
from hoptac.tasks.queries.capital import Debts, Standing, read_debts, read_standing
from hoptac.tasks.queries.history import (
    above_by_day,
    associates_by_day,
    foreigners_by_day,
    officials_by_day,
    whole_by_day,
)
from hoptac.tasks.queries.registers import (
    count_ending_agreements,
    count_members,
    find_organization,
    list_counting_records,
)
from hoptac.tasks.rules import Task, tasks_of
from hoptac.tasks.rules.capital import is_above, is_change_to_register
from hoptac.tasks.rules.facts import CapitalFacts, Facts, Laws, MemberFacts, Owed, PaperFacts, Record, Waiting
from hoptac.tasks.rules.history import Change, Run, running
from hoptac.tasks.rules.members import fewest, is_few, is_foreign_quota_passed


async def read_tasks(session: AsyncSession, org_id: UUID, today: date) -> list[Task]:
    """Every duty of an organization that is not done, the most urgent first; in at most a dozen statements, and one more for
    each thing that is wrong now."""
    return tasks_of(await read_facts(session, org_id, today))


async def read_facts(session: AsyncSession, org_id: UUID, today: date) -> Facts:
    """What the registers say today."""
    kind, founded_year, entered_on = await find_organization(session, org_id)
    laws = Laws(await list_parameters(session), today)
    charter = await charter_on(session, org_id, today)
    caps = caps_of(kind, laws.parameters, today)
    records = await list_counting_records(session, org_id)
    registered = next((one for one in records if one.duty == "capital_registration"), None)
    debts = await read_debts(
        session, org_id, today=today, minimum_dong=charter.contribution_minimum_dong,
        registered_on=registered.done_on if registered else None,
    )  # fmt: skip
    standing = await read_standing(session, org_id, percent=caps.one_official)
    year = today.year - 1
    edges = await find_edges(session, org_id)
    is_to_file = edges is not None and edges[0].year <= year and year not in await filed_years(session, org_id)
    facts = Facts(
        today=today, organization_kind=kind, founded_year=founded_year, entered_on=entered_on, laws=laws, caps=caps,
        minimum_dong=charter.contribution_minimum_dong, governance_model=charter.governance_model, records=records,
        refund_due_on=charter.refund_due(standing.first_left_on) if standing.first_left_on else None,
        holders=await list_current(session, org_id),
        year_to_file=year if is_to_file else None, filing_due_on=due_on(year) if is_to_file else None,
        capital=await _capital(session, org_id, laws, caps, debts, standing, registered),
    )  # fmt: skip
    members, papers = await _members(session, org_id, facts), await _papers(session, org_id)
    return msgspec.structs.replace(facts, members=members, papers=papers)


async def _papers(session: AsyncSession, org_id: UUID) -> PaperFacts:
    applications = (await count_applications(session, org_id))["waiting"]
    to_post = [one.due_on for one in await list_open(session, org_id) if one.posted_on is None]
    requests = [one.due_on for one in await list_open_requests(session, org_id)]
    return PaperFacts(applications, _waiting(to_post), _waiting(requests))


def _waiting(days: list[date]) -> Waiting:
    return Waiting(len(days), min(days, default=None))


async def _members(session: AsyncSession, org_id: UUID, facts: Facts) -> MemberFacts:
    members, officials, foreign = await count_members(session, org_id)
    ending, end_on = await count_ending_agreements(session, org_id, facts.today)
    least, _article = fewest(facts)
    percent = facts.laws.number("membership.foreign_official_members")
    few, many_foreign = is_few(officials, least), is_foreign_quota_passed(foreign, officials, percent)
    changes = await officials_by_day(session, org_id) if few or many_foreign else []
    return MemberFacts(
        members, officials, foreign,
        few_run=_run(few, changes, lambda _foreign, all_: is_few(all_, least)),
        foreign_run=_run(many_foreign, changes, lambda part, all_: is_foreign_quota_passed(part, all_, percent)),
        agreements_ending=ending, agreements_end_on=end_on,
    )  # fmt: skip


async def _capital(
    session: AsyncSession, org_id: UUID, laws: Laws, caps: Caps, debts: Debts, standing: Standing,
    registered: Record | None,
) -> CapitalFacts:  # fmt: skip
    """With the days of the past only where a cap is passed or the charter capital has changed."""
    charter_dong = standing.charter_dong
    capital = Capital(Group(charter_dong, 0), pledging_officials=standing.pledging_officials)
    judged = not is_founding(capital, caps)
    is_high = judged and standing.above_maximum > 0
    associates = judged and is_above(caps.associates, standing.associates_dong, charter_dong)
    foreigners = judged and is_above(caps.foreign, standing.foreigners_dong, charter_dong)
    percent = laws.number("capital.register_change_from_percent")
    amount_dong = laws.number("capital.register_change_from_amount")

    def is_changed(whole_dong: int) -> bool:
        if registered is None or registered.amount_dong is None or percent is None or amount_dong is None:
            return False
        return is_change_to_register(whole_dong, registered.amount_dong, percent=percent, amount_dong=amount_dong)

    changed = is_changed(charter_dong)
    whole = await whole_by_day(session, org_id) if is_high or associates or foreigners or changed else []
    above = [] if not is_high else list((await above_by_day(session, org_id, caps.one_official or 0)).values())
    runs = [_run(True, own + whole, lambda part, all_: is_above(caps.one_official, part, all_)) for own in above]
    return CapitalFacts(
        charter_dong, debts.overdue, debts.soon, debts.later, debts.defaulted, debts.to_reregister,
        above_maximum=standing.above_maximum if judged else 0,
        above_run=min((run for run in runs if run), key=lambda run: run.since or date.min, default=None),
        associates_run=_run(
            associates, whole + (await associates_by_day(session, org_id) if associates else []),
            lambda part, all_: is_above(caps.associates, part, all_),
        ),
        foreigners_run=_run(
            foreigners, whole + (await foreigners_by_day(session, org_id) if foreigners else []),
            lambda part, all_: is_above(caps.foreign, part, all_),
        ),
        left_holding=Owed(standing.left, standing.left_dong, standing.first_left_on),
        uncertified=standing.uncertified,
        changed_run=_run(changed, _since_registered(whole, registered), lambda _part, all_: is_changed(all_)),
    )  # fmt: skip


def _since_registered(whole: Sequence[Change], registered: Record | None) -> list[Change]:
    """What came before the last registration counts on its day: the certificate said what it said then."""
    if registered is None:
        return []
    return [Change(max(change.day or date.min, registered.done_on), change.part, change.whole) for change in whole]


def _run(is_so: bool, changes: Sequence[Change], judge: Callable[[int, int], bool]) -> Run | None:
    """Since when; where the days do not tell what the sums say, it is so and nobody knows since when."""
    return (running(changes, judge) or Run(None)) if is_so else None
