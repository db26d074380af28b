"""Tables of the rules on meetings, reports and offices: one day before, on and after, each with its article."""

import pytest
from tests.tasks.tables import LAW, MEETING_2025, OWED, REPORTS, day, holder, one, told

from hoptac.tasks.rules.facts import CapitalFacts, MemberFacts


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
