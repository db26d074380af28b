"""A yearly list from the file to the registry: corrected, decided, confirmed once, and never over figures unseen."""

import asyncio
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from tests.alliance.imports.conftest import HEADING, Lists, a_list, line

from hoptac.alliance.imports.judgements import IS_KNOWN, SEPARATE, overwritten
from hoptac.alliance.imports.queries import list_imports
from hoptac.alliance.reading import OrganizationColumnMissing
from hoptac.alliance.refusals import OrganizationTaken, RegistryChanged, YearMissing
from hoptac.indicators.rules import YearOutOfRange
from hoptac.kit.db import Database
from hoptac.kit.errors import NotFound
from hoptac.kit.imports import (
    ColumnCorrection,
    FieldTwice,
    ImportDone,
    NothingToImport,
    UnknownDecision,
    brought_in,
    unpack_understanding,
)
from hoptac.kit.tenancy import enter_tenant

TWO = a_list(line("HTX An", 20, 500), line("HTX Bình", 30, 800))
CUT_OFF = text("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE relation = 'figures'::regclass AND NOT granted")
AN, BINH = (20, 500, "danh-sach.csv"), (30, 800, "danh-sach.csv")


async def test_nothing_is_declared_before_somebody_confirms(lists: Lists) -> None:
    import_id = await lists.send(TWO)
    assert await lists.statuses(import_id) == ["accepted", "accepted"]
    assert await lists.declared() == {}
    taken = await lists.confirm(import_id)
    assert [row.organization.name for row in taken.rows] == ["HTX An", "HTX Bình"]
    assert await lists.declared() == {"HTX An": AN, "HTX Bình": BINH}
    detail = await lists.detail(import_id)
    assert (detail.state, detail.counts["imported"]) == ("done", 2)


async def test_the_same_file_again_changes_nothing_and_says_so(lists: Lists) -> None:
    first = await lists.send(TWO)
    assert await lists.send(TWO, filename="bản sao.csv") == first  # not confirmed yet: it is the same import
    await lists.confirm(first)
    again = await lists.send(TWO)
    assert again != first
    assert await lists.statuses(again) == ["unchanged", "unchanged"]
    with pytest.raises(NothingToImport):
        await lists.confirm(again)
    with pytest.raises(ImportDone):
        await lists.confirm(first)
    assert await lists.declared() == {"HTX An": AN, "HTX Bình": BINH}


async def test_two_tabs_that_confirm_at_once_take_one_list_in(lists: Lists) -> None:
    import_id = await lists.send(TWO)
    answers = await asyncio.gather(lists.confirm(import_id), lists.confirm(import_id), return_exceptions=True)
    assert sorted(type(answer).__name__ for answer in answers) == ["ImportDone", "TakenIn"]
    assert await lists.declared() == {"HTX An": AN, "HTX Bình": BINH}


async def test_two_files_of_the_same_organizations_at_once_found_them_once(lists: Lists) -> None:
    one, other = await lists.send(TWO), await lists.send(a_list(line("HTX An", 21), line("HTX Bình", 31)))
    answers = await asyncio.gather(lists.confirm(one), lists.confirm(other), return_exceptions=True)
    # The second finds organizations and figures that were not there when its rows were shown.
    assert sorted(type(answer).__name__ for answer in answers) == ["RegistryChanged", "TakenIn"]
    assert set(await lists.declared()) == {"HTX An", "HTX Bình"}


async def test_an_import_cut_off_in_the_middle_leaves_nothing_and_can_be_confirmed_again(
    lists: Lists, superuser_database: Database
) -> None:
    import_id = await lists.send(TWO)
    async with superuser_database.begin() as session:
        await session.execute(text("LOCK TABLE figures IN ACCESS EXCLUSIVE MODE"))
        confirming = asyncio.create_task(lists.confirm(import_id))
        cut_off = None
        while cut_off is None:  # its organizations are founded and the first figures wait for the table
            await asyncio.sleep(0.02)
            cut_off = (await session.execute(CUT_OFF)).scalar()
    with pytest.raises(DBAPIError):
        await confirming
    assert await lists.declared() == {}
    assert await lists.statuses(import_id) == ["accepted", "accepted"]
    assert len((await lists.confirm(import_id)).rows) == 2
    assert await lists.declared() == {"HTX An": AN, "HTX Bình": BINH}


async def test_figures_of_another_file_are_shown_before_they_are_replaced(lists: Lists) -> None:
    await lists.bring(TWO, filename="tháng một.csv")
    other = a_list(line("HTX An", 25, 700), line("HTX Bình", 30, 800), line("HTX Chín", 9, 100))
    import_id = await lists.send(other, filename="tháng hai.csv")
    rows = await lists.rows(import_id)
    assert [row.status for row in rows] == ["accepted", "unchanged", "accepted"]
    [note] = [note for note in rows[0].notes if note.code == "other_figures"]
    assert str(note) == (
        "Năm này đã có số liệu khác, từ tệp “tháng một.csv”: 20 thành viên, vốn điều lệ 500.000.000 đ."
    )
    [change] = overwritten(brought_in(rows, {}), {})
    assert (change.source, change.count, change.before_dong, change.after_dong) == (
        "tháng một.csv",
        1,
        500_000_000,
        700_000_000,
    )
    await lists.confirm(import_id)
    assert await lists.declared() == {
        "HTX An": (25, 700, "tháng hai.csv"),
        "HTX Bình": (30, 800, "tháng một.csv"),
        "HTX Chín": (9, 100, "tháng hai.csv"),
    }


async def test_a_list_of_the_wrong_year_is_seen_and_moved(lists: Lists) -> None:
    await lists.bring(TWO, year=2022, filename="năm 2022.csv")
    import_id = await lists.send(a_list(line("HTX An", 18, 400)), year=2022)
    assert [row.replaced is not None for row in await lists.rows(import_id)] == [True]
    await lists.judge(import_id, year=2021)
    detail, rows = await lists.detail(import_id), await lists.rows(import_id)
    assert (detail.year, [row.replaced for row in rows]) == (2021, [None])
    await lists.confirm(import_id)
    assert (await lists.declared(2022))["HTX An"] == (20, 500, "năm 2022.csv")
    assert (await lists.declared(2021)) == {"HTX An": (18, 400, "danh-sach.csv")}


@pytest.mark.parametrize("year", [1995, 2027, 20222])
async def test_a_year_out_of_range_is_refused_and_nothing_is_kept(lists: Lists, year: int) -> None:
    with pytest.raises(YearOutOfRange):
        await lists.send(TWO, year=year)
    import_id = await lists.send(TWO, year=2022)
    with pytest.raises(YearOutOfRange):
        await lists.judge(import_id, year=year)
    assert (await lists.detail(import_id)).year == 2022


async def test_the_year_is_the_one_asked_for_or_the_one_the_list_names(lists: Lists) -> None:
    with pytest.raises(YearMissing):
        await lists.send(TWO, year=None)
    titled = a_list(line("HTX An"), heading=f"DANH SÁCH NĂM 2019\n{HEADING}")
    assert (await lists.detail(await lists.send(titled, year=None))).year == 2019
    assert (await lists.detail(await lists.send(TWO, year=None, filename="ds 2018.csv"))).year == 2018


async def test_a_correction_judges_again_and_is_remembered_for_this_alliance(
    lists: Lists, lists_next_door: Lists
) -> None:
    import_id = await lists.send(TWO)
    assert not unpack_understanding((await lists.detail(import_id)).mapping).remembered
    await lists.judge(import_id, [ColumnCorrection(0, 6, "charter_capital_dong", 1_000)])
    assert [row.organization.charter_capital_dong for row in await lists.rows(import_id)] == [500_000, 800_000]
    await lists.judge(import_id, [ColumnCorrection(0, 5, "regular_workers"), ColumnCorrection(0, 6, None)])
    assert [(row.organization.members, row.organization.regular_workers) for row in await lists.rows(import_id)] == [
        (None, 20),
        (None, 30),
    ]
    await lists.confirm(import_id)
    for where, remembered, members in ((lists, True, None), (lists_next_door, False, 7)):
        next_id = await where.send(a_list(line("HTX Diễm", 7)), filename="nam-sau.csv")
        understanding = unpack_understanding((await where.detail(next_id)).mapping)
        [row] = await where.rows(next_id)
        assert (understanding.remembered, row.organization.members) == (remembered, members)


@pytest.mark.parametrize(
    ("corrections", "refusal"),
    [
        ([ColumnCorrection(0, 0, None)], OrganizationColumnMissing),
        ([ColumnCorrection(0, 5, "charter_capital_dong", 1)], FieldTwice),
    ],
)
async def test_a_correction_that_cannot_be_leaves_the_list_as_it_was(
    lists: Lists, corrections: list[ColumnCorrection], refusal: type[Exception]
) -> None:
    import_id = await lists.send(TWO)
    before = await lists.detail(import_id)
    with pytest.raises(refusal):
        await lists.judge(import_id, corrections)
    assert await lists.detail(import_id) == before


async def test_decisions_are_kept_while_the_columns_are_corrected(lists: Lists) -> None:
    import_id = await lists.send(a_list(line("HTX An"), line("HTX An", 9), line("HTX An", 8)))
    assert await lists.statuses(import_id) == ["accepted", "needs_a_decision", "needs_a_decision"]
    await lists.decide(import_id, 3, SEPARATE)
    await lists.judge(import_id, [ColumnCorrection(0, 7, None)])
    assert list((await lists.detail(import_id)).decided.values()) == [SEPARATE]
    assert await lists.send(a_list(line("HTX An"), line("HTX An", 9), line("HTX An", 8))) == import_id
    await lists.confirm(import_id)
    assert [members for members, _capital, _source in (await lists.declared()).values()] == [20, 9]


async def test_answers_that_a_row_does_not_allow(lists: Lists) -> None:
    import_id = await lists.send(a_list(line("HTX An"), line("HTX An", 9), line("HTX Lỗi").replace("20", "hai mươi")))
    assert await lists.statuses(import_id) == ["accepted", "needs_a_decision", "refused"]
    for row, decision in ((2, "leave_out"), (3, "import_as_read"), (4, "leave_out"), (9, "leave_out"), (3, "")):
        with pytest.raises(UnknownDecision):
            await lists.decide(import_id, row, decision)
    await lists.confirm(import_id)
    with pytest.raises(ImportDone):
        await lists.decide(import_id, 3, SEPARATE)
    with pytest.raises(ImportDone):
        await lists.judge(import_id)


async def two_of_one_name(lists: Lists) -> dict[str, str]:
    """HTX Thành Công of two communes, and the answers that say a row is the one or the other."""
    content = a_list(line("HTX Thành Công", 20, commune="xã A"), line("HTX Thành Công", 30, commune="xã B"))
    await lists.bring(content, year=2021, filename="năm trước.csv")
    [row] = await lists.rows(await lists.send(a_list(line("HTX Thành Công", 21))))
    assert (row.status, [reason.code for reason in row.reasons]) == ("needs_a_decision", ["several_known"])
    assert row.decisions[2:] == (SEPARATE, "leave_out")
    return {choice.about: f"{IS_KNOWN}{choice.id}" for choice in row.choices}


async def test_a_row_that_could_be_two_organizations_waits_for_an_answer(lists: Lists) -> None:
    answers = await two_of_one_name(lists)
    assert set(answers) == {"xã A", "xã B"}
    content = a_list(line("HTX Thành Công", 21))
    import_id = await lists.send(content)
    with pytest.raises(NothingToImport):
        await lists.confirm(import_id)
    await lists.decide(import_id, 2, answers["xã B"])
    await lists.confirm(import_id)
    assert await lists.declared(2022) == {"HTX Thành Công": (21, 500, "danh-sach.csv")}
    assert len(await lists.declared(2021)) == 2
    # The same file again knows what was answered.
    again = await lists.send(content)
    assert await lists.statuses(again) == ["unchanged"]
    assert (await lists.rows(again))[0].known_id == answers["xã B"].removeprefix(IS_KNOWN)


async def test_a_row_like_two_organizations_may_be_a_third(lists: Lists) -> None:
    answers = await two_of_one_name(lists)
    import_id = await lists.send(a_list(line("HTX Thành Công", 21)))
    await lists.decide(import_id, 2, SEPARATE)
    await lists.confirm(import_id)
    # It is the one that was founded without a commune; the next list that names none means it.
    [row] = await lists.rows(await lists.send(a_list(line("HTX Thành Công", 22)), filename="sửa.csv"))
    assert (row.status, row.replaced and row.replaced.source) == ("accepted", "danh-sach.csv")
    assert row.known_id
    assert f"{IS_KNOWN}{row.known_id}" not in answers.values()


async def test_two_rows_are_not_one_organization(lists: Lists) -> None:
    answers = await two_of_one_name(lists)
    import_id = await lists.send(
        a_list(line("HTX Thành Công", 21, commune="xã C"), line("HTX Thành Công", 22, commune="xã D"))
    )
    await lists.decide(import_id, 2, answers["xã A"])
    with pytest.raises(OrganizationTaken) as refused:
        await lists.decide(import_id, 3, answers["xã A"])
    assert "dòng 2 của trang “danh-sach”" in str(refused.value)
    await lists.decide(import_id, 3, answers["xã B"])
    await lists.confirm(import_id)
    assert [members for members, _capital, _source in (await lists.declared()).values()] == [21, 22]


async def test_what_a_choice_would_replace_is_counted(lists: Lists) -> None:
    answers = await two_of_one_name(lists)
    import_id = await lists.send(a_list(line("HTX Thành Công", 21, 900)), year=2021)
    rows = await lists.rows(import_id)
    decided = {"danh-sach\t2": answers["xã A"]}
    [change] = overwritten(brought_in(rows, decided), decided)
    assert (change.source, change.count, change.before_dong, change.after_dong) == (
        "năm trước.csv",
        1,
        500_000_000,
        900_000_000,
    )


async def test_rows_are_shown_again_when_the_registry_changed_meanwhile(lists: Lists) -> None:
    import_id = await lists.send(TWO)
    await lists.bring(a_list(line("HTX An", 19)), filename="khác.csv")
    with pytest.raises(RegistryChanged):
        await lists.confirm(import_id)
    assert (await lists.declared())["HTX An"] == (19, 500, "khác.csv")
    await lists.judge(import_id)
    assert [row.replaced and row.replaced.source for row in await lists.rows(import_id)] == ["khác.csv", None]
    await lists.confirm(import_id)
    assert await lists.declared() == {"HTX An": AN, "HTX Bình": BINH}


async def test_new_facts_with_the_same_figures_are_taken_in_and_replace_nothing(lists: Lists) -> None:
    await lists.bring(TWO, filename="cũ.csv")
    import_id = await lists.send(a_list(line("HTX An", 20, 500, phone="0912345678"), line("HTX Bình", 30, 800)))
    rows = await lists.rows(import_id)
    assert [(row.status, row.replaced) for row in rows] == [("accepted", None), ("unchanged", None)]
    await lists.confirm(import_id)
    again = await lists.send(a_list(line("HTX An", 20, 500, phone="0912345678")), filename="ba.csv")
    assert await lists.statuses(again) == ["unchanged"]


async def test_another_alliance_reaches_neither_imports_nor_figures(lists: Lists, lists_next_door: Lists) -> None:
    import_id = await lists.bring(TWO)
    for deed in (lists_next_door.confirm, lists_next_door.judge, lists_next_door.detail):
        with pytest.raises(NotFound):
            await deed(import_id)
    with pytest.raises(NotFound):
        await lists_next_door.confirm(UUID(int=5))
    async with enter_tenant(lists.database, lists_next_door.alliance.id) as session:
        assert await list_imports(session, lists_next_door.alliance.id) == []
    assert await lists_next_door.statuses(await lists_next_door.send(TWO)) == ["accepted", "accepted"]
