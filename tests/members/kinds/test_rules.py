"""When a kind of member may become another: every row names the article it rests on."""

from datetime import date

import msgspec
import pytest

from hoptac.kit.errors import Refusal
from hoptac.members.kinds.rights import KIND_REMARKS, RIGHTS
from hoptac.members.kinds.rules import (
    AskedKind,
    CapitalHeld,
    CapitalMissing,
    ChangedPerson,
    EffectiveAhead,
    EffectiveBeforeDecided,
    PledgeBelowMinimum,
    PledgeOfNoncontributing,
    ReasonMissing,
    SameKind,
    ServicesMissing,
    check_correction,
    check_effective,
    check_kind,
    find_few_officials,
)
from hoptac.members.models import KINDS
from hoptac.members.rules import TooYoung

DAY = date(2026, 11, 27)
OFFICIAL, CONTRIBUTING, NONCONTRIBUTING = KINDS
LEAST = 2_000_000
PERSON = ChangedPerson(NONCONTRIBUTING, "individual", date(1990, 3, 5), 1990, 0, 0)
ASKED = AskedKind(OFFICIAL, 5_000_000, "Bán lúa", "Theo đơn")

ROWS = [
    # before, asks, pledged more, services, holds, birth, refusal, article
    (NONCONTRIBUTING, OFFICIAL, 2_000_000, "Bán lúa", 0, 1990, None, ""),
    (NONCONTRIBUTING, OFFICIAL, 0, "Bán lúa", 0, 1990, CapitalMissing, "Điều 4.17"),
    (NONCONTRIBUTING, OFFICIAL, 1_999_999, "Bán lúa", 0, 1990, PledgeBelowMinimum, "Điều 4.25"),
    (NONCONTRIBUTING, OFFICIAL, 2_000_000, "", 0, 1990, ServicesMissing, "Điều 4.17"),
    (NONCONTRIBUTING, OFFICIAL, 2_000_000, "Bán lúa", 0, 2010, TooYoung, None),
    (CONTRIBUTING, OFFICIAL, 0, "Bán lúa", 2_000_000, 1990, None, ""),
    (CONTRIBUTING, OFFICIAL, 1_000_000, "Bán lúa", 1_000_000, 1990, None, ""),
    (OFFICIAL, CONTRIBUTING, 0, "", 2_000_000, 1990, None, ""),
    (OFFICIAL, CONTRIBUTING, 0, "", 0, 1990, CapitalMissing, "Điều 4.18"),
    (NONCONTRIBUTING, CONTRIBUTING, 2_000_000, "", 0, 2010, TooYoung, None),
    (OFFICIAL, NONCONTRIBUTING, 0, "Gặt lúa", 0, 1990, None, ""),
    (OFFICIAL, NONCONTRIBUTING, 0, "Gặt lúa", 1, 1990, CapitalHeld, "Điều 4.19"),
    (OFFICIAL, NONCONTRIBUTING, 1, "Gặt lúa", 0, 1990, PledgeOfNoncontributing, "Điều 4.19"),
    (OFFICIAL, NONCONTRIBUTING, 0, "", 0, 1990, ServicesMissing, "Điều 4.19"),
    (OFFICIAL, OFFICIAL, 0, "Bán lúa", 0, 1990, SameKind, None),
]  # fmt: skip


@pytest.mark.parametrize(("before", "kind", "pledge", "services", "holds", "born", "refusal", "article"), ROWS)
def test_changes(
    before: str, kind: str, pledge: int, services: str, holds: int, born: int, refusal: type[Refusal] | None,
    article: str | None,
) -> None:  # fmt: skip
    person = ChangedPerson(before, "individual", None, born, holds, holds)
    asked = AskedKind(kind, pledge, services, "Theo đơn")
    if refusal is None:
        check_kind(person, asked, least_dong=LEAST, day=DAY)
        return
    with pytest.raises(refusal) as refused:
        check_kind(person, asked, least_dong=LEAST, day=DAY)
    assert article is None or refused.value.article == f"{article} Luật 17/2023/QH15"


def test_without_a_minimum_of_the_charter_any_capital_does() -> None:
    check_kind(PERSON, msgspec.structs.replace(ASKED, pledge_dong=1), least_dong=None, day=DAY)


def test_a_change_has_a_reason() -> None:
    with pytest.raises(ReasonMissing):
        check_kind(PERSON, msgspec.structs.replace(ASKED, reason=""), least_dong=None, day=DAY)


def test_a_correction_asks_for_a_reason_and_that_capital_agrees() -> None:
    asked = AskedKind(OFFICIAL, 0, "", "Nhập nhầm")
    check_correction(PERSON, asked)
    with pytest.raises(SameKind):
        check_correction(PERSON, msgspec.structs.replace(asked, kind=NONCONTRIBUTING))
    with pytest.raises(ReasonMissing):
        check_correction(PERSON, msgspec.structs.replace(asked, reason=""))
    holds = msgspec.structs.replace(PERSON, kind=OFFICIAL, pledged_dong=1)
    with pytest.raises(CapitalHeld):
        check_correction(holds, msgspec.structs.replace(asked, kind=NONCONTRIBUTING))


def test_a_change_counts_from_the_decision_on_and_not_ahead() -> None:
    check_effective(DAY, decided_on=DAY, today=DAY)
    with pytest.raises(EffectiveAhead):
        check_effective(date(2026, 11, 28), decided_on=DAY, today=DAY)
    with pytest.raises(EffectiveBeforeDecided):
        check_effective(date(2026, 11, 26), decided_on=DAY, today=DAY)


@pytest.mark.parametrize(
    ("before", "after", "remain", "least", "organization", "article"),
    [
        (OFFICIAL, CONTRIBUTING, 5, 5, "cooperative", None),
        (OFFICIAL, CONTRIBUTING, 4, 5, "cooperative", "Điều 4.7"),
        (OFFICIAL, NONCONTRIBUTING, 2, 3, "cooperative_union", "Điều 4.8"),
        (OFFICIAL, CONTRIBUTING, 0, 5, "cooperative_group", None),
        (CONTRIBUTING, OFFICIAL, 1, 5, "cooperative", None),
        (CONTRIBUTING, NONCONTRIBUTING, 1, 5, "cooperative", None),
    ],
)
def test_few_official_members_are_a_warning(
    before: str, after: str, remain: int, least: int, organization: str, article: str | None
) -> None:
    found = find_few_officials(before, after, officials_after=remain, least=least, organization_kind=organization)
    assert (found and found.article) == (f"{article} Luật 17/2023/QH15" if article else None)


def test_every_kind_has_its_rights_and_duties() -> None:
    assert set(RIGHTS) == set(KIND_REMARKS) == set(KINDS)
    votes = {kind for kind in KINDS if any("biểu quyết, ứng cử" in str(one) for one in RIGHTS[kind].may)}
    assert votes == {OFFICIAL}
    shares = {kind for kind in KINDS if any("phân phối thu nhập" in str(one) for one in RIGHTS[kind].may)}
    assert shares == {OFFICIAL, CONTRIBUTING}
    assert [RIGHTS[kind].may_article.split()[1] for kind in KINDS] == ["31.1", "31.2", "31.3"]
    assert [RIGHTS[kind].must_article.split()[1] for kind in KINDS] == ["32.1", "32.2", "32.3"]
