"""Who may join, as the law and the charter say it: every row names the article it rests on."""

from datetime import date

import msgspec
import pytest

from hoptac.kit.errors import Refusal
from hoptac.kit.identifiers import new_id
from hoptac.members.applications.refusals import (
    DecisionBeforeApplication,
    NotAdmissible,
    PledgeNotPositive,
    PledgeOfNoncontributing,
    ReasonMissing,
    ReceivedAhead,
    WithdrawalReasonMissing,
    WithdrawnBeforeReceived,
    WrongBody,
)
from hoptac.members.applications.rules import (
    Ages,
    Applying,
    Facts,
    Known,
    bodies_for,
    check_admissible,
    check_applying,
    check_body,
    check_decided_after,
    check_reason,
    check_withdrawal,
    examine,
)
from hoptac.members.rules import ForeignShare, Officials
from hoptac.organizations.charter.charter import Charter, Saying, charter_of

DAY = date(2026, 11, 27)
OFFICIAL, CONTRIBUTING, NONCONTRIBUTING = "official", "associate_contributing", "associate_noncontributing"
AN = Applying(
    name="Trần Văn An", party_kind="individual", kind=OFFICIAL, received_on=DAY, born_on=date(1990, 3, 5),
    identity_number="092090007036", pledge_dong=5_000_000, services="Mua phân bón",
)  # fmt: skip


def charter(**clauses: int | str) -> Charter:
    """A charter that says so; `governance_model` 1 is full and 2 reduced."""
    sayings = [
        Saying(
            f"charter.{name}", date(2026, 1, 1), value if isinstance(value, int) else None,
            value if isinstance(value, str) else None, "NQ 01",
        )
        for name, value in clauses.items()
    ]  # fmt: skip
    return charter_of("cooperative", sayings, (), DAY)


FACTS = Facts(
    day=DAY, charter=charter(governance_model=1), ages=Ages(18, 18, 15), officials=Officials(9, 2),
    share=ForeignShare(35, 5, "Điều 30.7 Luật 17/2023/QH15"),
)  # fmt: skip


def found(applying: Applying, facts: Facts = FACTS, article: str = "") -> list[str]:
    """The levels of the findings that rest on an article; of all without one."""
    return [one.level for one in examine(applying, facts) if not article or one.article.startswith(f"{article} ")]


def changed(**fields: object) -> Applying:
    return msgspec.structs.replace(AN, **fields)


def test_who_meets_everything_is_admissible() -> None:
    assert set(found(AN)) == {"met"}
    check_admissible(examine(AN, FACTS))


@pytest.mark.parametrize(
    ("fields", "article", "level"),
    [
        ({"born_on": date(2008, 11, 27)}, "Điều 30.1.a", "met"),  # eighteen today
        ({"born_on": date(2008, 11, 28)}, "Điều 30.1.a", "refused"),  # tomorrow
        ({"born_on": None, "born_year": None}, "Điều 30.1.a", "question"),
        ({"born_on": None, "born_year": 2008}, "Điều 30.1.a", "met"),  # at most eighteen
        ({"born_on": date(2008, 11, 28), "kind": CONTRIBUTING, "services": ""}, "Điều 30.1.a", "refused"),
        ({"born_on": date(2011, 11, 27), "kind": NONCONTRIBUTING, "pledge_dong": None}, "Điều 30.2", "met"),
        ({"born_on": date(2011, 11, 28), "kind": NONCONTRIBUTING, "pledge_dong": None}, "Điều 30.2", "refused"),
        (
            {"born_on": date(2010, 1, 1), "kind": NONCONTRIBUTING, "pledge_dong": None, "nationality": "KR"},
            "Điều 30.2", "refused",
        ),
    ],
)  # fmt: skip
def test_age(fields: dict[str, object], article: str, level: str) -> None:
    assert found(changed(**fields), article=article)[0] == level


def test_the_charter_may_ask_for_more_years_of_who_contributes() -> None:
    facts = msgspec.structs.replace(FACTS, ages=Ages(20, 18, 15))
    assert found(changed(born_on=date(2007, 1, 1)), facts, "Điều 30.1.a") == ["refused"]
    assert found(changed(born_on=date(2006, 1, 1)), facts, "Điều 30.1.a") == ["met"]


@pytest.mark.parametrize(
    ("party_kind", "representative", "levels"),
    [
        ("household", None, ["refused"]),
        ("group", None, ["refused"]),
        ("household", "Trần Văn An", ["met"]),
        ("individual", None, []),
        ("organization", None, []),
    ],
)
def test_who_has_no_legal_personality_names_a_representative(
    party_kind: str, representative: str | None, levels: list[str]
) -> None:
    applying = changed(party_kind=party_kind, representative_name=representative, born_on=None)
    findings = [one for one in examine(applying, FACTS) if "đại diện" in str(one.message)]
    assert [one.level for one in findings] == levels
    assert all(one.article == "Điều 30.1 Luật 17/2023/QH15" for one in findings)


@pytest.mark.parametrize(
    ("officials", "kind", "levels"),
    [
        (Officials(9, 2), OFFICIAL, ["met"]),  # three of ten
        (Officials(9, 3), OFFICIAL, ["refused"]),  # four of ten
        (Officials(3, 1), OFFICIAL, ["note"]),  # two of four: there are not yet as many as the law asks for
        (Officials(9, 3), CONTRIBUTING, []),
    ],
)
def test_the_share_of_foreign_official_members(officials: Officials, kind: str, levels: list[str]) -> None:
    facts = msgspec.structs.replace(FACTS, officials=officials)
    assert found(changed(nationality="KR", kind=kind), facts, "Điều 30.7") == levels


def test_a_foreigner_shows_papers() -> None:
    assert "đăng ký đầu tư" in " ".join(str(one.message) for one in examine(changed(nationality="KR"), FACTS))
    stays = changed(nationality="KR", kind=NONCONTRIBUTING, pledge_dong=None)
    assert "cư trú" in " ".join(str(one.message) for one in examine(stays, FACTS))


@pytest.mark.parametrize(
    ("kind", "services", "article", "levels"),
    [
        (OFFICIAL, "", "Điều 4.17", ["note"]),
        (OFFICIAL, "Bán lúa", "Điều 4.17", ["met"]),
        (CONTRIBUTING, "Bán lúa", "Điều 4.18", ["note"]),
        (CONTRIBUTING, "", "Điều 4.18", []),
        (NONCONTRIBUTING, "", "Điều 4.19", ["note"]),
        (NONCONTRIBUTING, "Gặt lúa", "Điều 4.19", ["met"]),
    ],
)
def test_who_uses_services(kind: str, services: str, article: str, levels: list[str]) -> None:
    assert found(changed(kind=kind, services=services), article=article) == levels


@pytest.mark.parametrize(
    ("pledge", "article", "level"),
    [
        (1_999_999, "Điều 4.25", "refused"),
        (2_000_000, "Điều 30.3", "met"),
        (50_000_000, "Điều 30.3", "met"),
        (50_000_001, "Điều 4.26", "refused"),
        (None, "Điều 30.3", "question"),
    ],
)
def test_the_charter_bounds_the_contribution(pledge: int | None, article: str, level: str) -> None:
    bounded = charter(contribution_minimum_dong=2_000_000, contribution_maximum_dong=50_000_000)
    facts = msgspec.structs.replace(FACTS, charter=bounded)
    assert found(changed(pledge_dong=pledge), facts, article) == [level]


def test_who_does_not_contribute_pays_the_fee_of_the_charter() -> None:
    applying = changed(kind=NONCONTRIBUTING, pledge_dong=None)
    assert found(applying, article="Điều 40.9") == ["note"]
    facts = msgspec.structs.replace(FACTS, charter=charter(membership_fee_dong=200_000))
    assert found(applying, facts, "Điều 30.3") == ["met"]


def test_what_else_the_charter_asks_is_shown() -> None:
    facts = msgspec.structs.replace(FACTS, charter=charter(admission_conditions="Có đất trong xã"))
    assert found(AN, facts, "Điều 40.3") == ["note"]


MEMBER = Known(new_id(), "Trần Văn An", 1990, "TV001")
FORMER = Known(new_id(), "Trần Văn An", 1990, "TV002", date(2025, 6, 1))
SUPPLIER = Known(new_id(), "Trần Văn An", 1990)


@pytest.mark.parametrize(
    ("fields", "level", "word"),
    [
        ({"same_identity": MEMBER}, "refused", "TV001"),
        ({"same_party": MEMBER}, "refused", "TV001"),
        ({"same_identity": FORMER}, "met", "01/06/2025"),
        ({"same_party": SUPPLIER}, "met", "đối tượng"),
        ({"namesakes": (MEMBER,)}, "question", "TV001"),
        ({"namesakes": (MEMBER,), "is_somebody_else": True}, "met", "Chưa có"),
        ({"namesakes": (FORMER,), "same_party": FORMER}, "met", "TV002"),
    ],
)
def test_who_is_known_already(fields: dict[str, object], level: str, word: str) -> None:
    first = examine(AN, msgspec.structs.replace(FACTS, **fields))[0]
    assert first.level == level
    assert word in str(first.message)


def test_what_stands_in_the_way_is_said_with_its_article() -> None:
    for applying in (changed(born_on=date(2015, 1, 1)), changed(born_on=None), changed(pledge_dong=None)):
        with pytest.raises(NotAdmissible) as refused:
            check_admissible(examine(applying, FACTS))
        assert "Luật 17/2023/QH15" in str(refused.value)


@pytest.mark.parametrize(
    ("model", "kind", "body", "article"),
    [
        (1, OFFICIAL, "board", None),
        (1, CONTRIBUTING, "board", None),
        (1, OFFICIAL, "general_meeting", "Điều 66.6"),
        (1, OFFICIAL, "director", "Điều 66.6"),
        (1, NONCONTRIBUTING, "director", None),
        (1, NONCONTRIBUTING, "board", "Điều 68.4.đ"),
        (2, OFFICIAL, "general_meeting", None),
        (2, CONTRIBUTING, "board", "Điều 70.9"),
        (2, NONCONTRIBUTING, "director", None),
        (2, NONCONTRIBUTING, "general_meeting", "Điều 71.3.g"),
        (0, OFFICIAL, "board", None),  # nobody has said which model governs
        (0, OFFICIAL, "general_meeting", None),
        (0, OFFICIAL, "director", "Điều 66.6"),
    ],
)
def test_who_decides(model: int, kind: str, body: str, article: str | None) -> None:
    says = charter(governance_model=model) if model else charter()
    if article is None:
        assert body in bodies_for(kind, says)
        check_body(kind, body, says)
        return
    with pytest.raises(WrongBody) as refused:
        check_body(kind, body, says)
    assert refused.value.article == f"{article} Luật 17/2023/QH15"
    assert refused.value.field == "body"


@pytest.mark.parametrize(
    ("fields", "refusals"),
    [
        ({}, []),
        ({"received_on": date(2026, 11, 28)}, [ReceivedAhead]),
        ({"pledge_dong": -1}, [PledgeNotPositive]),
        ({"kind": NONCONTRIBUTING}, [PledgeOfNoncontributing]),
        ({"kind": NONCONTRIBUTING, "pledge_dong": None}, []),
    ],
)
def test_what_an_application_is_refused_for_by_itself(fields: dict[str, object], refusals: list[type[Refusal]]) -> None:
    assert [type(one) for one in check_applying(changed(**fields), today=DAY)] == refusals


def test_days_and_reasons() -> None:
    check_decided_after(DAY, DAY)
    with pytest.raises(DecisionBeforeApplication):
        check_decided_after(date(2026, 11, 26), DAY)
    with pytest.raises(ReasonMissing) as refused:
        check_reason("")
    assert refused.value.article == "Điều 10.1 Luật 17/2023/QH15"
    check_withdrawal(DAY, "Dọn đi nơi khác", received_on=DAY)
    with pytest.raises(WithdrawnBeforeReceived):
        check_withdrawal(date(2026, 11, 26), "Dọn đi nơi khác", received_on=DAY)
    with pytest.raises(WithdrawalReasonMissing):
        check_withdrawal(DAY, "", received_on=DAY)
