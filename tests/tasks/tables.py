"""What the tables of rules share: the law's numbers, an organization in which all is done, and its tasks on a day."""

from datetime import date

from hoptac.capital.rules import Caps
from hoptac.kit.identifiers import new_id
from hoptac.offices.rules import Holder
from hoptac.organizations.parameters import Parameter
from hoptac.tasks.rules import tasks_of
from hoptac.tasks.rules.facts import Facts, Laws, Owed, Record

LAW = "Luật 17/2023/QH15"
# As they stand in migrations 0004, 0021 and 0033; tests/tasks/test_parameters.py holds the two together.
NUMBERS = {
    "membership.cooperative_official_members": (5, "Điều 4.7"),
    "membership.cooperative_union_cooperatives": (3, "Điều 4.8"),
    "membership.cooperative_group_members": (2, "Điều 4.21"),
    "membership.foreign_official_members": (35, "Điều 30.7"),
    "capital.contribution_deadline": (6, "Điều 74.4"),
    "capital.reregister_after_deadline": (30, "Điều 74.7"),
    "capital.register_change_from_percent": (5, "Điều 47.1"),
    "capital.register_change_from_amount": (1_000_000_000, "Điều 47.1"),
    "registration.register_change": (10, "Điều 47.1"),
    "general_meeting.annual_after_year_end": (4, "Điều 59.1"),
    "general_meeting.reduced_model_every": (3, "Điều 57.1"),
    "governance.board_size_least": (3, "Điều 65.1"),
    "governance.board_size_most": (15, "Điều 65.1"),
    "alerts.below_minimum_members": (12, "Điều 103.1.d"),
    "alerts.foreign_quota_exceeded": (6, "Điều 103.1.d"),
    "alerts.contribution_above_maximum": (12, "Điều 103.1.đ"),
    "alerts.annual_meeting_missing": (18, "Điều 103.1.e"),
    "alerts.compliance_report_missing": (12, "Điều 103.1.c"),
    "state_report.due": (1215, "Điều 6.1 Thông tư 09/2024/TT-BKHĐT"),
}
PARAMETERS = [
    Parameter(key, date(2024, 7, 1), value, "", basis if "Thông tư" in basis else f"{basis} {LAW}", "confirmed")
    for key, (value, basis) in NUMBERS.items()
]
CAPS = Caps(30, 30, 30, 5)
MEETING_2025 = Record("general_meeting", "2025", date(2026, 3, 20))
REPORTS = (Record("state_report", "2025", date(2025, 12, 10)), Record("state_report", "2026", date(2026, 12, 1)))


def day(text):
    """'30/4/2026' as the domain writes days."""
    dd, mm, yyyy = map(int, text.split("/"))
    return date(yyyy, mm, dd)


def facts(today, **about):
    on = day(today)
    about = {"records": (MEETING_2025, *REPORTS), "holders": (holder("treasurer", None),)} | about
    kind, founded = about.pop("kind", "cooperative"), about.pop("founded_year", 2020)
    return Facts(
        today=on, organization_kind=kind, founded_year=founded, entered_on=date(2026, 1, 1), laws=Laws(PARAMETERS, on),
        caps=CAPS, **about,
    )  # fmt: skip


def holder(office, until, name="Nguyễn Văn An", elected="1/3/2022"):
    return Holder(new_id(), office, None, name, day(elected), day(until) if until else None)


def told(today, **about):
    """key, state, day, article of each task."""
    on = day(today)
    return [(one.key, one.state(on), one.due_on, one.article) for one in tasks_of(facts(today, **about))]


def one(today, key, **about):
    return next((task[1:] for task in told(today, **about) if task[0] == key), None)


OWED = Owed(3, 6_000_000, day("1/3/2026"))
