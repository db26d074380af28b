"""Tables of the rules: one day before, on and after, each with its article."""

from datetime import date

import pytest

from hoptac.capital.rules import Caps
from hoptac.identity.permissions import ROLE_PERMISSIONS
from hoptac.identity.permissions import Permission as P
from hoptac.kit.identifiers import new_id
from hoptac.kit.language import Message
from hoptac.offices.rules import Holder
from hoptac.organizations.parameters import Parameter
from hoptac.tasks.rules import tasks_of
from hoptac.tasks.rules.capital import is_above, is_change_to_register
from hoptac.tasks.rules.facts import CapitalFacts, Facts, Laws, MemberFacts, Owed, Record
from hoptac.tasks.rules.history import Change, Run, running
from hoptac.tasks.rules.members import is_foreign_quota_passed
from hoptac.tasks.rules.task import Task, counts, told_to

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


def test_an_organization_in_which_all_is_done_has_no_task():
    assert told("27/11/2026") == []


OWED = Owed(3, 6_000_000, day("1/3/2026"))


@pytest.mark.parametrize(
    ("today", "key", "about", "expected"),
    [
        # Art. 74.4: the last day itself is not late.
        ("1/3/2026", "pledges_soon", {"soon": OWED}, ("soon", "1/3/2026", "Điều 74.4")),
        ("30/1/2026", "pledges_soon", {"soon": OWED}, ("soon", "1/3/2026", "Điều 74.4")),
        ("29/1/2026", "pledges_later", {"later": OWED}, ("later", "1/3/2026", "Điều 74.4")),
        ("2/3/2026", "pledges_overdue", {"overdue": OWED}, ("overdue", "1/3/2026", "Điều 74.4")),
        # Art. 74.6.a.
        ("2/3/2026", "memberships_to_end", {"defaulted": OWED}, ("overdue", "1/3/2026", "Điều 74.6.a")),
        # Art. 74.7: 30 days after 1/3 is 31/3.
        ("28/2/2026", "capital_reregistration", {"to_reregister": OWED}, ("later", "31/3/2026", "Điều 74.7")),
        ("1/3/2026", "capital_reregistration", {"to_reregister": OWED}, ("soon", "31/3/2026", "Điều 74.7")),
        ("31/3/2026", "capital_reregistration", {"to_reregister": OWED}, ("soon", "31/3/2026", "Điều 74.7")),
        ("1/4/2026", "capital_reregistration", {"to_reregister": OWED}, ("overdue", "31/3/2026", "Điều 74.7")),
        # Art. 103.1.đ: twelve months from 1/3/2026.
        ("1/3/2027", "above_maximum", {"above_maximum": 1, "above_run": Run(day("1/3/2026"))},
         ("soon", "1/3/2027", "Điều 74.1")),
        ("2/3/2027", "above_maximum", {"above_maximum": 1, "above_run": Run(day("1/3/2026"))},
         ("overdue", "1/3/2027", "Điều 74.1")),
        ("2/3/2026", "associates_above", {"associates_run": Run(day("1/3/2026"))}, ("later", "1/3/2027", "Điều 74.2")),
        ("2/3/2026", "foreigners_above", {"foreigners_run": Run(day("1/3/2026"))}, ("later", "1/3/2027", "Điều 74.3")),
        ("2/3/2026", "foreigners_above", {"foreigners_run": Run(None)}, ("soon", None, "Điều 74.3")),
        # Art. 75.1 and 90.1 set no day.
        ("2/3/2026", "certificates", {"uncertified": 7}, ("later", None, "Điều 75.1")),
        ("2/3/2026", "capital_of_left", {"left_holding": OWED}, ("soon", None, "Điều 90.1")),
    ],
)  # fmt: skip
def test_tasks_of_the_capital(today, key, about, expected):
    state, due, article = expected
    due = day(due) if due else None
    records = (
        MEETING_2025,
        *REPORTS,
        Record("general_meeting", "2026", date(2027, 1, 5)),
        Record("state_report", "2027", date(2027, 1, 5)),
    )
    assert one(today, key, capital=CapitalFacts(**about), records=records) == (state, due, f"{article} {LAW}")


@pytest.mark.parametrize(
    ("now_dong", "registered_dong", "is_change"),
    [
        # Art. 47.1: 5 % of the registered capital …
        (1_049_999_999, 1_000_000_000, False),
        (1_050_000_000, 1_000_000_000, True),
        (950_000_001, 1_000_000_000, False),
        (950_000_000, 1_000_000_000, True),
        # … or 1 tỷ, whichever comes first.
        (100_999_999_999, 100_000_000_000, False),
        (101_000_000_000, 100_000_000_000, True),
        (1_000_000_000, 1_000_000_000, False),
    ],
)
def test_when_a_change_of_charter_capital_is_registered(now_dong, registered_dong, is_change):
    assert is_change_to_register(now_dong, registered_dong, percent=5, amount_dong=1_000_000_000) is is_change


@pytest.mark.parametrize(("today", "state"), [("11/5/2026", "soon"), ("12/5/2026", "overdue"), ("1/5/2026", "soon")])
def test_a_change_is_registered_within_ten_days(today, state):
    registered = Record("capital_registration", "", day("1/1/2026"), 1_000_000_000)
    found = one(
        today, "capital_change", records=(MEETING_2025, *REPORTS, registered),
        capital=CapitalFacts(1_100_000_000, changed_run=Run(day("1/5/2026"))),
    )  # fmt: skip
    assert found == (state, day("11/5/2026"), f"Điều 47.1 {LAW}")


def test_the_registered_capital_is_asked_for_once_there_is_capital():
    assert one("1/5/2026", "capital_registration_unknown", capital=CapitalFacts(5)) == (
        "later",
        None,
        f"Điều 47.1 {LAW}",
    )
    assert one("1/5/2026", "capital_registration_unknown") is None


@pytest.mark.parametrize(
    ("kind", "officials", "today", "expected"),
    [
        # Art. 4.7, 103.1.d: twelve months below five, from 10/5/2025.
        ("cooperative", 4, "10/5/2026", ("soon", "10/5/2026", "Điều 4.7")),
        ("cooperative", 4, "11/5/2026", ("overdue", "10/5/2026", "Điều 4.7")),
        ("cooperative", 4, "9/4/2026", ("later", "10/5/2026", "Điều 4.7")),
        ("cooperative_union", 2, "10/5/2026", ("soon", "10/5/2026", "Điều 4.8")),
        ("cooperative_group", 1, "10/5/2026", ("soon", None, "Điều 4.21")),
    ],
)
def test_too_few_official_members(kind, officials, today, expected):
    state, due, article = expected
    found = one(
        today, "few_officials", kind=kind, members=MemberFacts(officials, officials, few_run=Run(day("10/5/2025")))
    )
    assert found == (state, day(due) if due else None, f"{article} {LAW}")


@pytest.mark.parametrize(
    ("foreign", "officials", "passed"),
    [(6, 20, False), (7, 20, True), (8, 20, True), (0, 0, False), (34, 100, False), (35, 100, True)],
)
def test_foreign_official_members_are_under_the_quota(foreign, officials, passed):
    """Art. 30.7: 35 % itself is too many."""
    assert is_foreign_quota_passed(foreign, officials, 35) is passed


@pytest.mark.parametrize(("today", "state"), [("10/11/2025", "soon"), ("11/11/2025", "overdue")])
def test_the_foreign_quota_lets_the_certificate_be_revoked_after_six_months(today, state):
    found = one(today, "foreign_officials", members=MemberFacts(20, 20, 7, foreign_run=Run(day("10/5/2025"))))
    assert found == (state, day("10/11/2025"), f"Điều 30.7 {LAW}")


@pytest.mark.parametrize(
    ("today", "records", "expected"),
    [
        # Art. 59.1: four months from 31/12/2025.
        ("30/3/2026", (), ("later", "30/4/2026")),
        ("31/3/2026", (), ("soon", "30/4/2026")),
        ("30/4/2026", (), ("soon", "30/4/2026")),
        ("1/5/2026", (), ("overdue", "30/4/2026")),
        ("1/5/2026", (MEETING_2025,), None),
    ],
)
def test_the_annual_general_meeting(today, records, expected):
    found = one(today, "annual_meeting:2025", records=records)
    assert found == ((expected[0], day(expected[1]), f"Điều 59.1 {LAW}") if expected else None)


@pytest.mark.parametrize(
    ("today", "state"), [("19/9/2027", "soon"), ("20/9/2027", "soon"), ("21/9/2027", "overdue"), ("30/4/2027", None)]
)
def test_eighteen_months_without_an_annual_meeting(today, state):
    """Art. 103.1.e: the last on 20/3/2026; told of once the next one is late."""
    found = one(today, "annual_meeting_missing", records=(MEETING_2025,))
    assert found == ((state, day("20/9/2027"), f"Điều 103.1.e {LAW}") if state else None)


def test_the_reduced_model_meets_every_three_months():
    assert one("20/6/2026", "quarterly_meeting", governance_model="reduced")[:2] == ("soon", day("20/6/2026"))
    assert one("21/6/2026", "quarterly_meeting", governance_model="reduced")[0] == "overdue"
    assert one("21/6/2026", "quarterly_meeting", governance_model="full") is None


@pytest.mark.parametrize(
    ("today", "state"),
    [("14/11/2026", "later"), ("15/11/2026", "soon"), ("15/12/2026", "soon"), ("16/12/2026", "overdue")],
)
def test_the_yearly_report_to_the_state(today, state):
    """TT 09/2024 Art. 6.1."""
    expected = (state, day("15/12/2026"), "Điều 6.1 Thông tư 09/2024/TT-BKHĐT")
    assert one(today, "state_report:2026", records=(MEETING_2025, REPORTS[0])) == expected
    assert one(today, "state_report:2026", records=(MEETING_2025, *REPORTS)) is None


@pytest.mark.parametrize(
    ("founded_year", "keys"),
    [
        (2024, {"annual_meeting:2025", "state_report:2025", "state_report:2026"}),
        (2025, {"annual_meeting:2025", "state_report:2025", "state_report:2026"}),
        (2026, {"state_report:2026"}),
        # Written into the registry here on 1/1/2026, and nobody said when it was founded.
        (None, {"annual_meeting:2025", "state_report:2026"}),
    ],
)
def test_nobody_is_asked_for_years_before_the_founding(founded_year, keys):
    assert {task[0] for task in told("1/6/2026", founded_year=founded_year, records=())} == keys


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        # Ninety days before 1/6/2027 is 3/3/2027.
        ("2/3/2027", None),
        ("3/3/2027", "later"),
        ("2/5/2027", "soon"),
        ("1/6/2027", "soon"),
        ("2/6/2027", "overdue"),
    ],
)
def test_terms_of_office_that_end(today, expected):
    holders = [
        holder(office, "1/6/2027", name)
        for office, name in (("chair", "An"), ("board_member", "Bình"), ("board_member", "Chín"))
    ]
    found = one(today, "terms:2027-06-01", holders=holders)
    assert found == ((expected, day("1/6/2027"), f"Điều 65.2 {LAW}") if expected else None)


@pytest.mark.parametrize(("office", "model", "article"), [
    ("director", "full", "68.2"), ("director", "reduced", "71.2"), ("supervisor", "full", "69.1"), ("supervisor", "reduced", "72.2"),
])  # fmt: skip
def test_each_term_has_its_article(office, model, article):
    found = one("1/6/2027", "terms:2027-06-01", holders=[holder(office, "1/6/2027")], governance_model=model)
    assert found[2] == f"Điều {article} {LAW}"


@pytest.mark.parametrize(("board", "is_told"), [(2, True), (3, False), (15, False), (16, True)])
def test_the_board_has_three_to_fifteen(board, is_told):
    """Art. 65.1."""
    holders = [holder("board_member", "1/1/2027", f"Thành viên {n}") for n in range(board)]
    found = one("1/6/2026", "board_size", holders=holders)
    assert found == (("soon", None, f"Điều 65.1 {LAW}") if is_told else None)


def test_offices_are_asked_for_and_a_supervisor_too():
    assert one("1/6/2026", "offices_unknown", holders=()) == ("later", None, f"Điều 56.1 {LAW}")
    assert one("1/6/2026", "supervision_missing", governance_model="reduced") == ("soon", None, f"Điều 56.1 {LAW}")
    watched = [holder("supervisor", "1/1/2027")]
    assert one("1/6/2026", "supervision_missing", governance_model="reduced", holders=watched) is None


def test_a_group_has_no_board_and_no_charter_capital():
    about = {"kind": "cooperative_group", "records": (), "holders": ()}
    assert {task[0] for task in told("1/6/2026", capital=CapitalFacts(5, overdue=OWED, to_reregister=OWED), **about)} == {
        "pledges_overdue", "state_report:2025", "state_report:2026",
    }  # fmt: skip


def test_agreements_and_filing_have_their_days():
    ending = MemberFacts(9, 9, agreements_ending=2, agreements_end_on=day("20/6/2026"))
    assert one("1/6/2026", "agreements_ending", members=ending) == ("soon", day("20/6/2026"), f"Điều 4.1 {LAW}")
    filing = {"year_to_file": 2025, "filing_due_on": day("31/3/2026")}
    assert one("31/3/2026", "filing:2025", **filing)[0] == "soon"
    assert one("1/4/2026", "filing:2025", **filing)[0] == "overdue"


# ── since when ───────────────────────────────────────────


def moved(*changes):
    return [Change(day(on) if on else None, part, whole) for on, part, whole in changes]


@pytest.mark.parametrize(
    ("changes", "since"),
    [
        # 30 % itself is allowed (Art. 74.1).
        (moved(("1/1/2026", 30, 100)), "never"),
        (moved(("1/1/2026", 31, 100)), "1/1/2026"),
        # Broken, mended, broken again: the last run counts.
        (moved(("1/1/2026", 31, 100), ("1/2/2026", 0, 10), ("1/3/2026", 5, 5)), "1/3/2026"),
        # Broken and mended on one day was never broken.
        (moved(("1/1/2026", 31, 31), ("1/1/2026", 0, 69 + 4), ("1/2/2026", 0, 1)), "never"),
        # The run goes on through what changes nothing.
        (moved(("1/1/2026", 40, 100), ("1/5/2026", 1, 1)), "1/1/2026"),
        # Nobody knows since when.
        (moved((None, 40, 100), ("1/5/2026", 1, 1)), None),
        # Days come in any order.
        (moved(("1/3/2026", 5, 5), ("1/1/2026", 29, 100)), "1/3/2026"),
    ],
)
def test_since_when_somebody_is_above_a_cap(changes, since):
    expected = None if since == "never" else Run(day(since) if since else None)
    assert running(changes, lambda part, whole: is_above(30, part, whole)) == expected


def test_no_cap_is_never_broken():
    assert not is_above(None, 100, 100)


# ── whom a task is told to ───────────────────────────────


def task(key, permission, due):
    return Task(key, Message("x"), Message("x"), "", day(due), "capital", Message("x"), permission)


TASKS = [
    task("a", P.RECORD_DUTY, "1/5/2026"),
    task("b", P.ISSUE_CERTIFICATE, "10/6/2026"),
    task("c", P.RECORD_CONTRIBUTION, "1/9/2026"),
]


@pytest.mark.parametrize(
    ("role", "keys", "found"),
    [
        ("chair", "abc", (1, 1)),
        # The accountant issues no certificates.
        ("accountant", "ac", (1, 0)),
        ("cashier", "c", (0, 0)),
        # Who inspects is told of everything and does nothing (Art. 69).
        ("supervisor", "abc", (1, 1)),
    ],
)
def test_whom_a_task_is_told_to(role, keys, found):
    may = ROLE_PERMISSIONS[role]
    assert "".join(one.key for one in told_to(TASKS, may)) == keys
    assert counts(TASKS, may, {}, day("1/6/2026")) == found


def test_what_was_seen_is_told_again_when_its_state_changes():
    may, seen = ROLE_PERMISSIONS["chair"], {"b": "soon"}
    assert counts(TASKS, may, seen, day("10/6/2026")) == (1, 0)
    assert counts(TASKS, may, seen, day("11/6/2026")) == (2, 0)
