"""The rules of personal data: days to answer in, consents, what an erasure may take."""

from datetime import date
from uuid import UUID

import pytest

from hoptac.kit.errors import Refusal
from hoptac.kit.working_days import add_working_days
from hoptac.members.consents import rules as consents
from hoptac.members.consents.models import PURPOSES, WAYS
from hoptac.members.consents.rules import ConsentForm, ConsentRow, check_consent, stands
from hoptac.organizations.parameters import Parameter
from hoptac.personal_data import refusals
from hoptac.personal_data.models import KINDS, STEPS
from hoptac.personal_data.rules.erasure import Facts, plan_of
from hoptac.personal_data.rules.requests import (
    DAYS_OF,
    KIND_NAMES,
    STEP_NAMES,
    RequestRow,
    Step,
    check_step,
    due_days,
    standing_of,
)

SOME_ID, TODAY = UUID(int=7), date(2026, 11, 27)
BEGAN = date(2026, 1, 1)
LAW = [
    Parameter("personal_data.reply", BEGAN, 2, "working_days", "", ""),
    Parameter("personal_data.view_correct_provide", BEGAN, 10, "days", "", ""),
    Parameter("personal_data.withdraw_restrict_object", BEGAN, 15, "days", "", ""),
    Parameter("personal_data.delete", BEGAN, 20, "days", "", ""),
    Parameter("retention.used_in_books", date(2017, 1, 1), 10, "years", "", ""),
]


def test_words_and_tables_know_the_same_things() -> None:
    assert tuple(consents.PURPOSES) == PURPOSES
    assert tuple(consents.WAYS) == WAYS
    assert tuple(KIND_NAMES) == KINDS == tuple(DAYS_OF)
    assert tuple(STEP_NAMES) == STEPS


# Monday the 23rd to Sunday the 29th of November 2026.
@pytest.mark.parametrize(("received", "due"), [(23, 25), (24, 26), (25, 27), (26, 30), (27, 31), (28, 31), (29, 31)])
def test_weekends_are_no_working_days(received: int, due: int) -> None:
    wanted = date(2026, 11, due) if due < 31 else date(2026, 12, 1)
    assert add_working_days(date(2026, 11, received), 2) == wanted


@pytest.mark.parametrize(
    ("kind", "day"),
    [
        *((kind, date(2026, 12, 3)) for kind in ("view", "copy", "correct")),
        *((kind, date(2026, 12, 8)) for kind in ("restrict", "object", "withdraw_consent")),
        ("delete", date(2026, 12, 13)),
    ],
)
def test_each_kind_has_its_days(kind: str, day: date) -> None:
    assert due_days(kind, date(2026, 11, 23), today=TODAY, parameters=LAW).done_on == day


def test_days_are_those_of_the_law_when_the_request_came() -> None:
    later = [*LAW, Parameter("personal_data.delete", date(2026, 11, 24), 5, "days", "", "")]
    assert due_days("delete", date(2026, 11, 23), today=TODAY, parameters=later).days == 20
    assert due_days("delete", date(2026, 11, 24), today=TODAY, parameters=later).days == 5
    with pytest.raises(refusals.NoLawOnThatDay, match="Điều 5 Nghị định 356/2025/NĐ-CP"):
        due_days("view", date(2025, 12, 31), today=TODAY, parameters=LAW)
    with pytest.raises(refusals.ReceivedAhead):
        due_days("view", date(2026, 11, 28), today=TODAY, parameters=LAW)


def request(**steps: date) -> RequestRow:
    days = {f"{step}_on": steps.get(step) for step in STEPS}
    received = date(2026, 11, 2)
    due = due_days("view", received, today=TODAY, parameters=LAW)
    return RequestRow(
        id=SOME_ID, party_id=SOME_ID, name="A", kind="view", received_on=received, wish="",
        reply_due_on=due.reply_on, due_on=due.done_on, days=due.days, **days,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("steps", "day", "standing"),
    [
        ({}, 4, "open"),
        ({}, 5, "reply_late"),
        ({"replied": 4}, 12, "open"),
        ({"replied": 4}, 13, "late"),
        ({"replied": 4, "extended": 10}, 22, "open"),
        ({"replied": 4, "extended": 10}, 23, "late"),
        ({"done": 20}, 25, "done"),
        ({"refused": 20}, 25, "refused"),
    ],
)
def test_how_a_request_stands(steps: dict[str, int], day: int, standing: str) -> None:
    taken = {step: date(2026, 11, on) for step, on in steps.items()}
    assert standing_of(request(**taken), date(2026, 11, day)) == standing


@pytest.mark.parametrize(
    ("taken", "step", "day", "note", "refusal"),
    [
        ((), "replied", 3, "", None),
        ((), "done", 27, "", None),
        ((), "done", 1, "", refusals.StepOutOfOrder),
        ((), "done", 28, "", refusals.StepOutOfOrder),
        ((), "extended", 12, "Ốm", None),
        ((), "extended", 12, "", refusals.StepReasonMissing),
        ((), "extended", 13, "Ốm", refusals.ExtendedTooLate),
        (("extended",), "extended", 12, "Ốm", refusals.StepTakenAlready),
        ((), "refused", 12, "", refusals.StepReasonMissing),
        (("done",), "refused", 12, "Ốm", refusals.RequestEnded),
        (("refused",), "replied", 12, "", refusals.RequestEnded),
    ],
)
def test_steps(taken: tuple[str, ...], step: str, day: int, note: str, refusal: type[Refusal] | None) -> None:
    before = [Step(one, date(2026, 11, 3), "x") for one in taken]
    asked = Step(step, date(2026, 11, day), note)
    if refusal is None:
        assert check_step(request(), before, asked, TODAY) is None
    else:
        with pytest.raises(refusal):
            check_step(request(), before, asked, TODAY)


def said(*words: bool) -> list[ConsentRow]:
    return [ConsentRow(SOME_ID, "photo", given, date(2026, 5, 1), "paper", "Tờ 1", "") for given in words]


@pytest.mark.parametrize(
    ("before", "form", "refusal"),
    [
        ((), ConsentForm("photo", True, TODAY, "paper", "Tờ 1"), None),
        ((), ConsentForm("photo", True, TODAY, "in_app", ""), None),
        ((), ConsentForm("photo", True, TODAY, "paper", ""), consents.ConsentProofMissing),
        ((), ConsentForm("photo", False, TODAY, "paper", ""), consents.ConsentStandsAlready),
        ((True,), ConsentForm("photo", True, TODAY, "paper", "Tờ 2"), consents.ConsentStandsAlready),
        ((True,), ConsentForm("photo", False, TODAY, "in_person", ""), None),
        ((True,), ConsentForm("photo", False, date(2026, 4, 30), "paper", ""), consents.ConsentBackdated),
        ((True, False), ConsentForm("photo", True, TODAY, "paper", "Tờ 2"), None),
        ((True,), ConsentForm("ethnicity", True, TODAY, "paper", "Tờ 2"), None),
        ((), ConsentForm("photo", True, date(2026, 11, 28), "paper", "Tờ 1"), consents.ConsentAhead),
    ],
)
def test_consents(before: tuple[bool, ...], form: ConsentForm, refusal: type[Refusal] | None) -> None:
    if refusal is None:
        assert check_consent(form, said(*before), TODAY) is None
    else:
        with pytest.raises(refusal):
            check_consent(form, said(*before), TODAY)


def test_silence_is_no_consent() -> None:
    assert not stands([], "photo")
    assert stands(said(True), "photo")
    assert not stands(said(True), "ethnicity")
    assert not stands(said(True, False), "photo")


def facts(**about: object) -> Facts:
    usual: dict[str, object] = {
        "is_person": True, "is_member": False, "was_member": False, "left_on": None, "balances": (),
        "last_booked_on": None, "has_certificates": False, "has_agreements": False, "restricted_on": None,
        "erased_on": None,
    }  # fmt: skip
    return Facts(**{**usual, **about})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("about", "phase", "against", "until"),
    [
        ({}, 1, [], None),
        ({"is_person": False}, 1, [refusals.NotAPerson], None),
        ({"is_member": True, "was_member": True}, 1, [refusals.StillMember], None),
        ({"balances": (("131", 5),)}, 1, [refusals.StillOwing], None),
        (
            {"is_member": True, "was_member": True, "balances": (("4111", -5),)},
            1, [refusals.StillMember, refusals.StillOwing], None,
        ),
        ({"last_booked_on": date(2026, 3, 1)}, 1, [], date(2036, 12, 31)),
        ({"was_member": True, "left_on": date(2027, 1, 5), "last_booked_on": date(2026, 3, 1)}, 1, [], date(2037, 12, 31)),
        ({"restricted_on": TODAY}, 2, [], None),
        ({"restricted_on": TODAY, "last_booked_on": date(2016, 3, 1)}, 2, [refusals.StillKept], date(2026, 12, 31)),
        ({"restricted_on": TODAY, "last_booked_on": date(2015, 3, 1)}, 2, [], date(2025, 12, 31)),
        ({"restricted_on": TODAY, "erased_on": TODAY}, 2, [refusals.NothingLeftToErase], None),
        ({"restricted_on": TODAY, "is_member": True, "was_member": True}, 2, [refusals.StillMember], None),
    ],
)  # fmt: skip
def test_what_an_erasure_may(
    about: dict[str, object], phase: int, against: list[type[Refusal]], until: date | None
) -> None:
    plan = plan_of(facts(**about), LAW, TODAY)
    assert (plan.phase, [type(one) for one in plan.refusals], plan.keep_until) == (phase, against, until)


def test_what_is_kept_says_why() -> None:
    plan = plan_of(facts(last_booked_on=TODAY, has_certificates=True, has_agreements=True, was_member=True), LAW, TODAY)
    assert [one.basis for one in plan.kept] == [
        "Điều 41 Luật Kế toán 2015", "Điều 75 Luật 17/2023/QH15", "Điều 41 Luật Kế toán 2015",
        "Điều 15 Luật 17/2023/QH15",
    ]  # fmt: skip
