"""Statements come in once: the same file is refused, an overlapping one brings its new lines, a foreign one is told apart."""

import asyncio
from collections import Counter

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError
from tests.bank.conftest import ACCOUNTANT, NOW, SAMPLE, bring_in, open_lines
from tests.bank.layouts import (
    MONTH,
    counter_accounts,
    english_newest_first,
    sign_in_a_column_of_its_own,
    two_lines_of_headings_newest_first,
    xlsx,
)
from tests.bank.layouts import agribank as agribank_file
from tests.bank.reading.test_damaged import rows_of

from hoptac.bank import refusals as why
from hoptac.bank.actions import add_account, bring_in_statement, choose_account, confirm_statement, correct_columns
from hoptac.bank.actions.accounts import AccountForm
from hoptac.bank.actions.statements import judge_file
from hoptac.bank.files import read_file
from hoptac.bank.models import BANK_LINES, BANK_STATEMENTS
from hoptac.bank.queries.accounts import get_account, states_of_accounts
from hoptac.bank.queries.lines import list_lines
from hoptac.bank.queries.statements import get_statement, list_done
from hoptac.kit.imports import ColumnCorrection
from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger import open_account


def deed(org):
    return {"org_id": org.id, "actor_id": ACCOUNTANT, "now": NOW}


async def keep(session, org, content, account_id=None, filename="sao-ke.xlsx"):
    """A statement that is understood and not confirmed."""
    read = read_file(content, filename)
    judged = await judge_file(session, org.id, read)
    return await bring_in_statement(session, **deed(org), read=read, judged=judged, bank_account_id=account_id)


async def test_the_sample_comes_in_once(database, tan_hung, agribank):
    async with enter_tenant(database, tan_hung.id) as session:
        done = await bring_in(session, tan_hung, SAMPLE.read_bytes())
        assert (done.bank_account_id, done.new, done.known) == (agribank, 80, 0)
        (statement,) = await list_done(session, tan_hung.id, agribank)
        assert (statement.opening_dong, statement.closing_dong) == (152_340_000, 181_640_000)
        assert statement.counts["credited_dong"] == 234_000_000
        state = (await states_of_accounts(session, tan_hung.id))[agribank]
        assert (state.balance_dong, state.open_lines) == (181_640_000, 80)
        with pytest.raises(why.StatementImportedAlready, match="10/02/2026"):
            await bring_in(session, tan_hung, SAMPLE.read_bytes(), "ten-khac.xlsx")
        assert (await session.execute(select(func.count()).select_from(BANK_LINES))).scalar_one() == 80
        assert (await session.execute(select(func.count()).select_from(BANK_STATEMENTS))).scalar_one() == 1


async def test_the_same_month_in_other_layouts_brings_nothing_new(database, tan_hung, agribank):
    async with enter_tenant(database, tan_hung.id) as session:
        filename, content = agribank_file()
        await bring_in(session, tan_hung, content, filename)
        for layout in (
            english_newest_first,
            sign_in_a_column_of_its_own,
            two_lines_of_headings_newest_first,
            counter_accounts,
        ):
            filename, content = layout()
            with pytest.raises(why.NothingNew, match=f"Cả {len(MONTH)} dòng"):
                await bring_in(session, tan_hung, content, filename, agribank)
        assert len(await open_lines(session, tan_hung, agribank)) == len(MONTH)


async def test_an_overlapping_statement_brings_what_is_new(database, tan_hung, agribank):
    async with enter_tenant(database, tan_hung.id) as session:
        rows = rows_of()
        await bring_in(session, tan_hung, xlsx([*rows[:8]]))
        second = await bring_in(session, tan_hung, xlsx([rows[1], *rows[5:]]))
        assert (second.new, second.known) == (len(MONTH) - 6, 3)
        lines = await open_lines(session, tan_hung, agribank)
        assert [line.amount_dong for line in lines] == [moved.amount for moved in MONTH]


async def test_sent_twice_at_once_it_is_kept_once(database, tan_hung, agribank):
    async def send():
        async with enter_tenant(database, tan_hung.id) as session:
            return await bring_in(session, tan_hung, SAMPLE.read_bytes())

    results = await asyncio.gather(*(send() for _sending in range(6)), return_exceptions=True)
    assert Counter(type(result).__name__ for result in results) == {"BroughtIn": 1, "StatementImportedAlready": 5}


async def test_two_overlapping_ones_at_once_bring_each_line_once(database, tan_hung, agribank):
    rows = rows_of()
    files = [xlsx([*rows[: 2 + count]]) for count in range(3, 12)]

    async def send(content):
        async with enter_tenant(database, tan_hung.id) as session:
            return await bring_in(session, tan_hung, content)

    results = await asyncio.gather(*(send(content) for content in files), return_exceptions=True)
    assert {type(result).__name__ for result in results} <= {"BroughtIn", "NothingNew"}
    async with enter_tenant(database, tan_hung.id) as session:
        lines = await open_lines(session, tan_hung, agribank)
        assert sorted(line.reference for line in lines) == sorted(moved.reference for moved in MONTH[:11])


async def test_a_statement_of_another_account_is_told_apart(database, tan_hung, agribank):
    async with enter_tenant(database, tan_hung.id) as session:
        await open_account(session, **deed(tan_hung), code="11212", name="Vietcombank")
        vcb = await add_account(session, **deed(tan_hung), form=AccountForm("970436", "0071001", "", "11212"))
        with pytest.raises(why.StatementOfAnotherAccount, match="1890201009999"):
            await bring_in(session, tan_hung, SAMPLE.read_bytes(), account_id=vcb)
        strange = xlsx([["Số tài khoản: 5550001112223"], *rows_of()])
        statement_id = await keep(session, tan_hung, strange)
        assert (await get_statement(session, tan_hung.id, statement_id)).bank_account_id is None
        with pytest.raises(why.AccountToChoose):
            await confirm_statement(session, **deed(tan_hung), statement_id=statement_id)
        with pytest.raises(why.StatementOfAnotherAccount):
            await choose_account(session, org_id=tan_hung.id, statement_id=statement_id, bank_account_id=vcb)
        nameless = await keep(session, tan_hung, xlsx(rows_of()))
        with pytest.raises(why.AccountToChoose):
            await confirm_statement(session, **deed(tan_hung), statement_id=nameless)
        await choose_account(session, org_id=tan_hung.id, statement_id=nameless, bank_account_id=vcb)
        assert (await confirm_statement(session, **deed(tan_hung), statement_id=nameless)).bank_account_id == vcb


async def test_a_statement_fills_in_what_nobody_entered(database, tan_hung):
    async with enter_tenant(database, tan_hung.id) as session:
        account_id = await add_account(session, **deed(tan_hung), form=AccountForm("", "", "", "1121"))
        await bring_in(session, tan_hung, SAMPLE.read_bytes())
        account = await get_account(session, tan_hung.id, account_id)
        assert (account.bank_bin, account.number) == ("970405", "1890201009999")
        assert account.holder == "HTX NÔNG NGHIỆP TÂN HƯNG"


async def test_a_layout_is_mapped_once_and_remembered(database, tan_hung, phu_loi, agribank):
    def month(name, first, last):
        lines = [
            [m.day, -m.amount if m.amount < 0 else "", m.amount if m.amount > 0 else "", m.text, m.reference]
            for m in MONTH[first:last]
        ]
        return xlsx([[name], ["Ngày GD", "Xuất", "Nhập", "Ghi chú", "Ký hiệu"], *lines])

    async with enter_tenant(database, tan_hung.id) as session:
        statement_id = await keep(session, tan_hung, month("Kỳ 1", 0, 6), agribank)
        detail = await get_statement(session, tan_hung.id, statement_id)
        assert detail.found is None
        assert "cột tiền vào, tiền ra" in (detail.refusal or "")
        with pytest.raises(why.StatementRefusedStill):
            await confirm_statement(session, **deed(tan_hung), statement_id=statement_id)
        pointed_out = [
            ColumnCorrection(0, 1, "debit_dong"),
            ColumnCorrection(0, 2, "credit_dong"),
            ColumnCorrection(0, 4, "reference"),
        ]
        await correct_columns(session, org_id=tan_hung.id, statement_id=statement_id, corrections=pointed_out)
        assert (await confirm_statement(session, **deed(tan_hung), statement_id=statement_id)).new == 6
        # The next file of these headings needs nobody.
        assert (await bring_in(session, tan_hung, month("Kỳ 2", 5, 12), account_id=agribank)).new == 6
        lines = await open_lines(session, tan_hung, agribank)
        assert [line.reference for line in lines] == [moved.reference for moved in MONTH]
    async with enter_tenant(database, phu_loi.id) as session:  # the neighbour has mapped nothing
        detail = await get_statement(session, phu_loi.id, await keep(session, phu_loi, month("Kỳ 1", 0, 6)))
        assert detail.found is None


async def test_what_the_bank_said_cannot_be_changed(database, tan_hung, agribank):
    async with enter_tenant(database, tan_hung.id) as session:
        await bring_in(session, tan_hung, SAMPLE.read_bytes())
    for attack in (
        "UPDATE bank_lines SET amount_dong = 1",
        "DELETE FROM bank_lines",
        "DELETE FROM bank_statements",
        "UPDATE bank_matches SET kind = 'skipped'",
        "DELETE FROM payment_requests",
    ):
        with pytest.raises(DBAPIError) as refused:
            async with enter_tenant(database, tan_hung.id) as session:
                await session.execute(text(attack))
        assert refused.value.orig.sqlstate == "42501"


async def test_fifty_lines_a_page_in_the_order_of_time(database, tan_hung, agribank):
    async with enter_tenant(database, tan_hung.id) as session:
        await bring_in(session, tan_hung, SAMPLE.read_bytes())
        first = await list_lines(session, tan_hung.id, agribank, "open")
        last = first.rows[-1]
        second = await list_lines(
            session, tan_hung.id, agribank, "open", after=(last.line.transacted_on, last.position)
        )
        back = await list_lines(
            session, tan_hung.id, agribank, "open",
            before=(second.rows[0].line.transacted_on, second.rows[0].position),
        )  # fmt: skip
        assert (len(first.rows), len(second.rows)) == (50, 30)
        assert (first.has_next, second.has_next, second.has_previous, back.has_previous) == (True, False, True, False)
        assert back.rows == first.rows
