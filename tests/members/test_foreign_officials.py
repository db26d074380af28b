"""Foreign official members stay fewer than 35 % of the official ones (Law 17/2023/QH15 Art. 30.7, 34.6)."""

from datetime import date

import pytest
from tests.members.test_nationality import enter

from hoptac.kit.db import Database
from hoptac.kit.pages import LANGUAGE_COOKIE
from hoptac.kit.tenancy import enter_tenant
from hoptac.members.queries import count_officials
from hoptac.members.rules import ForeignersAboveShare, Officials, find_share_broken, foreign_share_of
from hoptac.organizations.parameters import Parameter, list_parameters

COOPERATIVE, UNION, GROUP, FUND = "cooperative", "cooperative_union", "cooperative_group", "people_credit_fund"
DAY = date(2026, 11, 22)
IN_FORCE = date(2024, 7, 1)
LAW = tuple(
    Parameter(key, IN_FORCE, value, "", "", "confirmed")
    for key, value in (
        ("membership.foreign_official_members", 35),
        ("membership.cooperative_official_members", 5),
        ("membership.cooperative_union_cooperatives", 3),
    )
)


@pytest.mark.parametrize(
    ("kind", "count", "foreign", "article"),
    [
        (COOPERATIVE, 20, 6, None),
        (COOPERATIVE, 20, 7, "Điều 30.7"),  # 35 % is not below 35 %
        (COOPERATIVE, 17, 6, "Điều 30.7"),
        (COOPERATIVE, 18, 6, None),
        (COOPERATIVE, 3, 1, None),
        (COOPERATIVE, 1, 1, "Điều 30.7"),
        (FUND, 5, 2, "Điều 30.7"),
        (UNION, 3, 2, "Điều 34.6"),
        (GROUP, 3, 3, None),
    ],
)
def test_below_the_share_or_not(kind: str, count: int, foreign: int, article: str | None) -> None:
    broken = find_share_broken(Officials(count, foreign), foreign_share_of(kind, LAW, DAY))
    if article is None:
        assert broken is None
        return
    assert isinstance(broken, ForeignersAboveShare)
    assert f"thì có {foreign} trong {count}." in str(broken)
    assert f"({article} Luật 17/2023/QH15)" in str(broken)


@pytest.mark.parametrize(("kind", "founders"), [(COOPERATIVE, 5), (UNION, 3), (FUND, 5)])
def test_before_so_many_are_there_it_is_a_warning(kind: str, founders: int) -> None:
    assert foreign_share_of(kind, LAW, DAY).founders == founders


def test_before_the_law_there_was_no_share() -> None:
    share = foreign_share_of(COOPERATIVE, LAW, date(2024, 6, 30))
    assert find_share_broken(Officials(1, 1), share) is None


async def test_the_database_has_the_number_of_the_law(database: Database) -> None:
    async with database.begin() as session:
        assert foreign_share_of(COOPERATIVE, await list_parameters(session), DAY).percent == 35


async def officials_of(database, org) -> Officials:
    async with enter_tenant(database, org.id) as session:
        return await count_officials(session, org.id)


async def enter_many(browser, org, vietnamese: int, foreign: int = 0):
    """Official members one after the other; the answer to the last."""
    answer = None
    for place in range(vietnamese + foreign):
        is_foreign = place >= vietnamese
        answer = await enter(
            browser, org, name=f"Nguyễn Văn {'ABCDEFGH'[place]}", number=f"TV{place}", identity_number="",
            nationality="KR" if is_foreign else "VN",
        )  # fmt: skip
    return answer


async def test_while_founding_the_board_is_told_and_then_it_is_refused(chair, database, tan_hung) -> None:
    first = await enter_many(chair, tan_hung, 0, 1)
    assert "Đã ghi Nguyễn Văn A. Lưu ý: Nhà đầu tư nước ngoài phải ít hơn 35% số thành viên chính thức" in first.text
    for place in range(3):
        added = await enter(chair, tan_hung, name=f"Lê Thị {'BCD'[place]}", number=f"M{place}", identity_number="")
        assert "Lưu ý" not in added.text
    refused = await enter(chair, tan_hung, name="Kim", number="M9", identity_number="", nationality="KR")
    assert refused.status_code == 422  # two of five
    assert "thêm người này thì có 2 trong 5." in refused.text
    assert "Điều 30.7 Luật 17/2023/QH15" in refused.text
    assert 'value="KR" selected' in refused.text
    assert await officials_of(database, tan_hung) == Officials(4, 1)
    chair.client.cookies.set(LANGUAGE_COOKIE, "en")
    english = await enter(chair, tan_hung, name="Kim", number="M9", identity_number="", nationality="KR")
    assert "with this one they are 2 of 5" in english.text
    assert "(Article 30.7, Law 17/2023/QH15)" in english.text


async def test_an_associate_is_not_counted_until_becoming_an_official_member(chair, database, tan_hung) -> None:
    await enter_many(chair, tan_hung, 3, 1)
    assert await officials_of(database, tan_hung) == Officials(4, 1)
    kim = await enter(
        chair, tan_hung, name="Kim", number="M9", identity_number="", nationality="KR", kind="associate_contributing"
    )
    assert kim.status_code == 200
    wrong = await chair.get(f"{kim.url.path}/kind")
    set_right = {"kind": "official", "reason": "Nhập nhầm loại"}
    refused = await chair.submit(wrong, "/kind/correction$", set_right)
    assert (refused.status_code, "thêm người này thì có 2 trong 5." in refused.text) == (422, True)
    await enter(chair, tan_hung, name="Lê Thị Hoa", number="M10", identity_number="")  # four of five are Vietnamese
    becomes = await chair.submit(wrong, "/kind/correction$", set_right)
    assert becomes.status_code == 200  # two of six
    assert await officials_of(database, tan_hung) == Officials(6, 2)


async def test_correcting_a_nationality_says_what_is(chair, database, tan_hung) -> None:
    last = await enter_many(chair, tan_hung, 4, 1)
    edit = await chair.get(f"{last.url.path}/edit")
    assert (await chair.submit(edit, f"{last.url.path}$", {"nationality": "JP"})).status_code == 200
    listed = await chair.get(f"/{tan_hung.slug}/members")
    other = next(part for part in listed.text.split('href="') if ">Nguyễn Văn A<" in part).split('"')[0]
    edit = await chair.get(f"{other}/edit")
    corrected = await chair.submit(edit, f"{other}$", {"nationality": "KR"})
    assert corrected.status_code == 200
    assert await officials_of(database, tan_hung) == Officials(5, 2)
