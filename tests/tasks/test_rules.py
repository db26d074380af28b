"""Tables of the rules on capital and members: one day before, on and after, each with its article."""

from datetime import date

import pytest
from tests.tasks.tables import LAW, MEETING_2025, OWED, REPORTS, day, one, told

from hoptac.identity.permissions import ROLE_PERMISSIONS
from hoptac.identity.permissions import Permission as P
from hoptac.kit.language import Message
from hoptac.tasks.rules.capital import is_above, is_change_to_register
from hoptac.tasks.rules.facts import CapitalFacts, MemberFacts, Record
from hoptac.tasks.rules.history import Change, Run, running
from hoptac.tasks.rules.members import is_foreign_quota_passed
from hoptac.tasks.rules.task import Task, counts, told_to


def test_an_organization_in_which_all_is_done_has_no_task():
    assert told("27/11/2026") == []


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
