"""Offices: what the law refuses, with its article, and the pages over a real database."""

import html
import re
from datetime import date, timedelta

import pytest
from sqlalchemy import text
from tests.capital.people import enter_members
from tests.conftest import PASSWORD, seat_person

from hoptac.kit.calendar import add_months, format_date, today
from hoptac.kit.errors import Refusal
from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_tenant
from hoptac.offices.models import OFFICES
from hoptac.offices.rules import (
    Asked,
    Holder,
    Limits,
    check_days,
    check_incompatible,
    check_place,
)

TODAY = date(2026, 11, 27)
LIMITS = Limits(
    years=dict.fromkeys(("chair", "board_member", "director", "supervisory_head", "supervisor"), 5),
    board_most=15, supervision_most=7,
)  # fmt: skip


def asked(office="chair", *, name="Nguyễn Văn An", elected=date(2026, 3, 20), until=date(2031, 3, 20), party_id=None):
    return Asked(office, party_id, name, elected, until, "NQ 01")


def held(office, name="Nguyễn Văn An", *, elected=date(2024, 3, 20), ended=None, party_id=None):
    return Holder(new_id(), office, party_id, name, elected, date(2029, 3, 20), ended_on=ended)


def refused(check, *args, **more):
    """The article of the refusal, or its class where the rule is no law; None where it is accepted."""
    try:
        check(*args, **more)
    except Refusal as refusal:
        return refusal.article.removesuffix(" Luật 17/2023/QH15") if refusal.article else type(refusal).__name__
    return None


@pytest.mark.parametrize(
    ("office", "until", "article"),
    [
        # Five years from 20/3/2026 end on 20/3/2031.
        ("chair", date(2031, 3, 19), None),
        ("chair", date(2031, 3, 20), None),
        ("chair", date(2031, 3, 21), "Điều 65.2"),
        ("board_member", date(2031, 3, 21), "Điều 65.2"),
        ("director", date(2031, 3, 21), "Điều 68.2"),
        ("supervisory_head", date(2031, 3, 21), "Điều 69.1"),
        ("supervisor", date(2031, 3, 21), "Điều 69.1"),
        ("chief_accountant", date(2041, 3, 21), None),
        ("chief_accountant", None, None),
        ("chair", None, "Điều 65.2"),
        ("chair", date(2026, 3, 20), "TermBeforeElection"),
    ],
)
def test_how_long_a_term_lasts(office, until, article):
    assert refused(check_days, asked(office, until=until), LIMITS, today=TODAY) == article


def test_the_reduced_model_has_articles_of_its_own_and_the_charter_may_be_shorter():
    reduced = Limits(years=LIMITS.years, is_reduced=True)
    late = date(2031, 3, 21)
    assert refused(check_days, asked("director", until=late), reduced, today=TODAY) == "Điều 71.2"
    assert refused(check_days, asked("supervisor", until=late), reduced, today=TODAY) == "Điều 72.2"
    charter = Limits(years={"chair": 3})
    assert refused(check_days, asked(until=date(2029, 3, 20)), charter, today=TODAY) is None
    assert refused(check_days, asked(until=date(2029, 3, 21)), charter, today=TODAY) == "Điều 65.2"


def test_nobody_was_elected_tomorrow():
    later = asked(elected=TODAY + timedelta(days=1))
    assert refused(check_days, later, LIMITS, today=TODAY) == "ElectedAhead"
    assert refused(check_days, asked(elected=TODAY), LIMITS, today=TODAY) is None


BOARD, WATCH = ("chair", "board_member"), ("supervisory_head", "supervisor")
MONEY = ("chief_accountant", "treasurer")
FORBIDDEN = {
    **{(one, other): "Điều 62.1" for one in BOARD for other in (*WATCH, *MONEY)},
    **{("director", other): "Điều 62.2" for other in (*WATCH, *MONEY)},
    **{(one, other): "Điều 62.3" for one in WATCH for other in (*BOARD, "director", *MONEY)},
    **{(one, other): "Điều 62.1" for one in MONEY for other in BOARD},
    **{(one, "director"): "Điều 62.2" for one in MONEY},
    **{(one, other): "Điều 62.3" for one in MONEY for other in WATCH},
}


@pytest.mark.parametrize("new", OFFICES)
@pytest.mark.parametrize("old", OFFICES)
def test_which_offices_one_person_may_not_hold_together(new, old):
    """Art. 62.1–62.3; the chair may be director (Art. 56.1)."""
    assert refused(check_incompatible, asked(new), [held(old)]) == FORBIDDEN.get((new, old))


@pytest.mark.parametrize(
    ("holder", "article"),
    [
        (held("supervisor"), "Điều 62.1"),
        (held("supervisor", "NGUYỄN VĂN AN "), "Điều 62.1"),
        (held("supervisor", "Nguyễn Văn Ân"), None),
        (held("supervisor", "Nguyễn Văn An (1965)"), None),
        (held("supervisor", ended=date(2026, 3, 20)), None),
        (held("supervisor", ended=date(2026, 3, 21)), "Điều 62.1"),
    ],
)
def test_who_is_the_same_person_and_still_there(holder, article):
    assert refused(check_incompatible, asked(), [holder]) == article


def test_members_are_told_apart_by_the_register():
    one, other = new_id(), new_id()
    watching = held("supervisor", party_id=one)
    assert refused(check_incompatible, asked(party_id=one, name="Ông An"), [watching]) == "Điều 62.1"
    assert refused(check_incompatible, asked(party_id=other), [watching]) is None


@pytest.mark.parametrize(("office", "others", "article"), [
    ("board_member", 14, None), ("board_member", 15, "Điều 65.1"), ("chair", 15, "Điều 65.1"), ("supervisor", 15, None),
])  # fmt: skip
def test_the_board_has_fifteen_at_most(office, others, article):
    board = [held("board_member", f"Thành viên {n}") for n in range(others)]
    assert refused(check_place, asked(office), board, LIMITS) == article


def test_the_supervisory_board_has_seven_at_most_and_some_offices_are_for_one():
    watch = [held("supervisor", f"Thành viên {n}") for n in range(7)]
    assert refused(check_place, asked("supervisor"), watch, LIMITS) == "Điều 69.1"
    assert refused(check_place, asked("supervisor"), watch[:6], LIMITS) is None
    for office in ("chair", "director", "supervisory_head", "chief_accountant"):
        assert refused(check_place, asked(office), [held(office, "Trần Thị Bình")], LIMITS) == "OfficeTaken"
        assert refused(check_place, asked(office), [held(office)], LIMITS) is None
    assert refused(check_place, asked("treasurer"), [held("treasurer", "Trần Thị Bình")], LIMITS) is None


# ── pages ────────────────────────────────────────────────


def filled(office="director", **typed):
    about = {"office": office, "name": "Trần Thị Bình", "elected_on": "20/3/2026", "term_until": "20/3/2031"}
    return about | {"basis": "NQ 01/NQ-ĐHTV"} | typed


async def record(browser, org, **typed):
    page = await browser.get(f"/{org.slug}/offices/new")
    return await browser.submit(page, "/offices$", filled(**typed))


def names(page, table="offices"):
    part = page.text.split(f'id="{table}"')[1].split("</table>")[0] if f'id="{table}"' in page.text else ""
    return [html.unescape(re.sub("<[^>]+>", "", name)) for name in re.findall(r'class="name">(.*?)</th>', part)]


async def test_an_office_is_recorded_renewed_and_ended(chair, tan_hung):
    assert names(await record(chair, tan_hung)) == ["Trần Thị Bình"]
    again = await record(chair, tan_hung, elected_on="1/4/2026", term_until="1/4/2031")
    assert (names(again), names(again, "past-offices")) == (["Trần Thị Bình"], ["Trần Thị Bình"])
    assert "01/04/2026 (bầu lại)" in again.text
    (href,) = re.findall(r'href="([^"]+/ending)"', again.text)
    early = await chair.submit(await chair.get(href), "/ending$", {"ended_on": "31/3/2026", "reason": "từ chức"})
    assert "trước ngày bầu" in early.text
    ended = await chair.submit(await chair.get(href), "/ending$", {"ended_on": "5/4/2026", "reason": "từ chức"})
    assert (names(ended), len(names(ended, "past-offices"))) == ([], 2)
    twice = await chair.submit(await chair.get(href), "/ending$", {"ended_on": "6/4/2026", "reason": "từ chức"})
    assert "đã thôi giữ chức vụ này từ ngày 05/04/2026" in twice.text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"term_until": "21/3/2031"}, "dài nhất 5 năm, tức đến ngày 20/03/2031"),
        ({"term_until": ""}, "Hãy ghi ngày hết nhiệm kỳ"),
        ({"elected_on": "20/3/2099", "term_until": "20/3/2100"}, "Ngày bầu không thể sau hôm nay"),
        ({"name": ""}, "Hãy ghi họ tên, hoặc mã thành viên"),
        ({"member_number": "KHÔNG-CÓ"}, "Không có thành viên nào mang mã “KHÔNG-CÓ”"),
        ({"basis": ""}, "Hãy điền số nghị quyết"),
        ({"office": "king"}, "Hãy chọn một mục trong danh sách"),
        ({"office": ""}, "Hãy chọn một mục trong danh sách"),
    ],
)
async def test_what_is_refused_stands_beside_its_field_and_nothing_typed_is_lost(chair, tan_hung, typed, sentence):
    answer = await record(chair, tan_hung, **typed)
    assert answer.status_code == 422
    assert sentence in html.unescape(answer.text)
    assert filled(**typed)["elected_on"] in answer.text


async def test_a_member_is_named_by_the_register_and_an_associate_is_not_on_the_board(chair, database, tan_hung):
    await enter_members(database, tan_hung.id, ("Lê Văn Chín",))
    await enter_members(database, tan_hung.id, ("Võ Văn Em",), kind="associate_contributing")
    async with enter_tenant(database, tan_hung.id) as session:
        numbers = dict(
            (await session.execute(text("SELECT name, number FROM members JOIN parties ON id = party_id"))).all()
        )
    official = {"office": "board_member", "name": "", "member_number": numbers["Lê Văn Chín"]}
    assert names(await record(chair, tan_hung, **official)) == ["Lê Văn Chín"]
    associate = {"office": "board_member", "name": "", "member_number": numbers["Võ Văn Em"]}
    answer = await record(chair, tan_hung, **associate)
    assert "Hội đồng quản trị được bầu trong số thành viên chính thức" in answer.text
    assert "Điều 65.1" in answer.text


async def test_a_double_click_is_one_term(chair, database, tan_hung):
    page = await chair.get(f"/{tan_hung.slug}/offices/new")
    for _click in range(2):
        assert names(await chair.submit(page, "/offices$", filled())) == ["Trần Thị Bình"]
    async with enter_tenant(database, tan_hung.id) as session:
        assert (await session.execute(text("SELECT count(*) FROM office_terms"))).scalar_one() == 1


async def test_who_reads_and_who_records(browser, database, tan_hung, phu_loi):
    await browser.sign_in(await seat_person(database, tan_hung.slug, "accountant"), PASSWORD)
    assert (await browser.get(f"/{tan_hung.slug}/offices")).status_code == 200
    assert (await browser.get(f"/{tan_hung.slug}/offices/new")).status_code == 403
    assert (await browser.get(f"/{phu_loi.slug}/offices")).status_code == 404


async def test_a_term_that_ends_is_a_task(chair, tan_hung):
    end = today() + timedelta(days=20)
    elected = add_months(end, -60)
    await record(chair, tan_hung, elected_on=format_date(elected), term_until=format_date(end))
    page = await chair.get(f"/{tan_hung.slug}/tasks")
    assert f"Nhiệm kỳ của Trần Thị Bình hết ngày {format_date(end)}" in page.text
    assert "Điều 68.2" in page.text
