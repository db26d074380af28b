"""Figures of any span of days equal what the lines add up to, whatever month is cut through; books are read in order."""

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import found_cooperative
from tests.ledger.notation import entry, party

from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger import account_book, account_figures, journal_page, pair_figures, party_figures, post_entry

NOW = datetime(2026, 12, 31, 3, 0, tzinfo=UTC)
LINES = ("Nợ 1111 / Có 5111", "Nợ 1121 / Có 131@an", "Nợ 131@binh / Có 5111", "Nợ 642 / Có 1111", "Nợ 002", "Có 002")
day = st.dates(date(2026, 1, 1), date(2026, 6, 30))
postings = st.lists(st.tuples(day, st.sampled_from(LINES), st.integers(1, 10**9)), min_size=1, max_size=12)


async def post(session, org, on, text, amount):
    draft = entry(f"{text} {amount}", on=on, series="GV")
    return await post_entry(session, org_id=org.id, actor_id=new_id(), draft=draft, now=NOW)


def side(text, name):
    code, _at, of = text.removeprefix(name).partition("@")
    return code, party(of) if of else None


def expected(posted, from_on, to_on, key):
    found = defaultdict(lambda: [0, 0, 0])
    for on, text, amount in posted:
        for part in text.split(" / "):
            is_debit = part.startswith("Nợ ")
            of = key(*side(part, "Nợ " if is_debit else "Có "))
            if of is None or on > to_on:
                continue
            if on < from_on:
                found[of][0] += amount if is_debit else -amount
            else:
                found[of][1 if is_debit else 2] += amount
    return {of: tuple(amounts) for of, amounts in found.items()}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(posted=postings, from_month=st.integers(1, 6), to_on=day)
async def test_figures_are_what_the_lines_add_up_to(database, posted, from_month, to_on):
    from_on = date(2026, from_month, 1)
    to_on = max(to_on, from_on)
    org = await found_cooperative(database, "figures", "HTX Số liệu")
    async with enter_tenant(database, org.id) as session:
        for on, text, amount in posted:
            await post(session, org, on, text, amount)
        span = {"from_on": from_on, "to_on": to_on}
        accounts = await account_figures(session, org.id, **span)
        parties = await party_figures(session, org.id, **span)
        pairs = await pair_figures(session, org.id, **span)
    assert {row.account: (row.opening_dong, row.debit_dong, row.credit_dong) for row in accounts} == expected(
        posted, from_on, to_on, lambda code, _party: code
    )
    assert {
        (row.account, row.party_id): (row.opening_dong, row.debit_dong, row.credit_dong) for row in parties
    } == expected(posted, from_on, to_on, lambda code, of: (code, of) if of else None)
    moved = defaultdict(int)
    for on, text, amount in posted:
        if " / " in text and from_on <= on <= to_on:
            debit, credit = text.split(" / ")
            moved[side(debit, "Nợ ")[0], side(credit, "Có ")[0]] += amount
    assert {(row.debit_account, row.credit_account): row.amount_dong for row in pairs} == moved


async def test_a_span_begins_with_a_month(database, tan_hung):
    async with enter_tenant(database, tan_hung.id) as session:
        with pytest.raises(ValueError, match="begins with a month"):
            await account_figures(session, tan_hung.id, from_on=date(2026, 1, 2), to_on=date(2026, 1, 3))


async def test_the_journal_and_the_book_of_an_account_are_read_page_by_page(database, tan_hung, phu_loi):
    async with enter_tenant(database, tan_hung.id) as session:
        for place in range(1, 8):
            await post(session, tan_hung, date(2026, 3, 8) - timedelta(days=place), "Nợ 1111 / Có 5111", place)
        await post(session, tan_hung, date(2026, 3, 2), "Nợ 131@binh / Có 5111", 50)
        entries, total = await journal_page(session, tan_hung.id, first=3, limit=2)
        assert (total, [row.entry.position for row in entries]) == (8, [3, 4])
        assert [row.lines[0].amount_dong for row in entries] == [3, 4]
        span = {"from_on": date(2026, 3, 2), "to_on": date(2026, 3, 6)}
        book = await account_book(session, tan_hung.id, "511", **span, limit=4)
        assert [(row.entry_on.day, row.credit_dong, row.contra_account) for row in book] == [
            (2, 6, "1111"), (2, 50, "131"), (3, 5, "1111"), (4, 4, "1111"),
        ]  # fmt: skip
        last = book[-1]
        rest = await account_book(
            session, tan_hung.id, "511", **span, after=(last.entry_on, last.position, last.line), limit=4
        )
        assert [row.credit_dong for row in rest] == [3, 2]
        of_binh = await account_book(session, tan_hung.id, "131", **span, party_id=party("binh"))
        assert [(row.debit_dong, row.party_id) for row in of_binh] == [(50, party("binh"))]
    async with enter_tenant(database, phu_loi.id) as session:
        assert await journal_page(session, tan_hung.id, first=1, limit=5) == ([], 0)
        assert await account_book(session, tan_hung.id, "511", **span) == []
