"""Books read from the database page by page say what the entries say, whatever the selection, the days and the page."""

from datetime import UTC, date, datetime

import msgspec
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.conftest import found_cooperative
from tests.ledger.notation import entry, party
from tests.statements.replay import accounts, balances, pairs, parties

from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger import post_entry
from hoptac.statements.books.book import Book
from hoptac.statements.books.catalogue import BOOKS
from hoptac.statements.books.reading import OpenBook, read_page, read_whole
from hoptac.statements.queries.figures import read_balances, read_figures, read_pairs
from hoptac.statements.queries.lines import list_lines
from hoptac.statements.queries.subjects import list_parties
from hoptac.statements.rules.financial_position import financial_position
from hoptac.statements.rules.spans import Span
from hoptac.statements.selection import Selection

NOW = datetime(2026, 12, 31, 3, 0, tzinfo=UTC)
LINES = (
    "Nợ 1111 / Có 5111", "Nợ 1121 / Có 131@an", "Nợ 131@binh / Có 5111", "Nợ 642 / Có 1111", "Nợ 1121 / Có 1111",
    "Nợ 131@an / Có 3331", "Nợ 4111@an / Có 4111@binh", "Nợ 002", "Có 002",
)  # fmt: skip
SELECTIONS = (
    Selection(accounts=("111",)),
    Selection(accounts=("111", "112")),
    Selection(accounts=("4111",)),
    Selection(accounts=("002",)),
    Selection(accounts=("131",), party=party("an")),
    Selection(accounts=("131",), party=party("an"), contra=("112",)),
    Selection(accounts=("131",), contra=("5",)),
    Selection(accounts=("1111",), without=("511", "112")),
    Selection(accounts=("131",), side="debit"),
    Selection(accounts=("511",), party=party("binh"), is_any_side=True, without=("911",)),
    Selection(accounts=("511",), side="credit", source=""),
)
days = st.dates(date(2025, 12, 1), date(2026, 4, 30))
postings = st.lists(st.tuples(days, st.sampled_from(LINES), st.integers(1, 10**9)), min_size=1, max_size=12)


async def post(session, org, on, text, amount):
    draft = entry(f"{text} {amount}", on=on, series="GV")
    await post_entry(session, org_id=org.id, actor_id=new_id(), draft=draft, now=NOW)
    return on, draft.lines[0]


def sides(selection, dated):
    """The lines of a selection, one side after the other, as (day, debit, credit)."""
    found = []
    for on, line in sorted(dated, key=lambda one: one[0]):
        debit = (line.debit_account, line.credit_account, line.debit_party_id, line.credit_party_id)
        credit = (line.credit_account, line.debit_account, line.credit_party_id, line.debit_party_id)
        for is_debit, (own, contra, own_party, contra_party) in ((True, debit), (False, credit)):
            named = {own_party, contra_party} if selection.is_any_side else {own_party}
            if (
                own is not None
                and own.startswith(selection.accounts)
                and selection.side in (None, "debit" if is_debit else "credit")
                and (not selection.contra or (contra or "").startswith(selection.contra))
                and not (selection.without and (contra or "").startswith(selection.without))
                and (selection.party is None or selection.party in named)
            ):
                amount = line.amount_dong
                found.append((on, amount if is_debit else 0, 0 if is_debit else amount))
    return found


BOOK = Book(code="x", name=BOOKS["S19"].name, group="journals", subject="account", has_months=True)


# An example takes a second of the database: what fails is shown as it was drawn, not shrunk for minutes.
PATIENCE = {
    "deadline": None,
    "suppress_health_check": [HealthCheck.function_scoped_fixture],
    "phases": (Phase.explicit, Phase.reuse, Phase.generate),
}


@settings(max_examples=12, **PATIENCE)
@given(posted=postings, edges=st.tuples(days, days).map(sorted), length=st.integers(1, 4))
async def test_every_page_says_what_the_entries_say(database, posted, edges, length):
    org = await found_cooperative(database, "reading", "HTX Đọc sổ")
    span = Span(*edges)
    async with enter_tenant(database, org.id) as session:
        dated = [await post(session, org, *one) for one in posted]
        for selection in SELECTIONS:
            await check_book(session, org, OpenBook(BOOK, selection, span), sides(selection, dated), length)
        asked = (session, org.id, span)
        assert list(await read_balances(*asked)) == telling(balances(dated, *edges))
        figures = await read_figures(*asked)
        assert figures.accounts == telling(accounts(dated, *edges))
        assert figures.parties == telling(one for one in parties(dated, *edges) if one.account < "35")
        assert await read_pairs(*asked) == telling(pairs(dated, *edges))


def telling(rows):
    """The rows in which not all is zero."""
    return [row for row in rows if any(one for one in msgspec.structs.astuple(row) if isinstance(one, int))]


async def check_book(session, org, opened, expected, length):
    within = [one for one in expected if opened.span.from_on <= one[0] <= opened.span.to_on]
    opening = sum(debit - credit for on, debit, credit in expected if on < opened.span.from_on)
    rows, after = [], None
    while True:
        page = await read_page(session, org.id, opened, after=after, length=length)
        rows += page.rows
        after = page.following
        if after is None:
            break
    whole = [row async for chunk in read_whole(session, org.id, opened) for row in chunk]
    assert rows == whole
    assert rows[0].standing.dong == opening
    shown = [(row.line.entry_on, row.line.debit_dong, row.line.credit_dong) for row in rows if row.line]
    assert shown == within
    standing = opening
    for row in rows:
        if row.line:
            standing += row.line.debit_dong - row.line.credit_dong
        assert row.standing.dong == standing
    assert rows[-1].standing.dong == opening + sum(debit - credit for _on, debit, credit in within)
    year = opened.span.from_on.year
    for row in rows:
        year = row.line.entry_on.year if row.line else year
        if row.kind in ("month", "quarter"):
            first = row.month if row.kind == "month" else (row.month - 1) // 3 * 3 + 1
            # The quarter runs from its own first day, whether or not the book was opened later.
            begins = max(date(year, first, 1), opened.span.from_on) if row.kind == "month" else date(year, first, 1)
            moved = [
                one for one in expected if begins <= one[0] <= opened.span.to_on and one[0] < following(year, row.month)
            ]
            assert (row.moved.debit_dong, row.moved.credit_dong) == tuple(
                sum(one[place] for one in moved) for place in (1, 2)
            )


def following(year, month):
    return date(year + month // 12, month % 12 + 1, 1)


async def test_another_organizations_lines_are_not_there(database, tan_hung, phu_loi):
    async with enter_tenant(database, tan_hung.id) as session:
        await post(session, tan_hung, date(2026, 3, 1), "Nợ 131@an / Có 5111", 5)
    span = Span(date(2026, 1, 1), date(2026, 12, 31))
    async with enter_tenant(database, phu_loi.id) as session:
        selection = Selection(accounts=("131",))
        assert await list_lines(session, tan_hung.id, selection, span, after=None, limit=9) == []
        assert await list_parties(session, tan_hung.id, ("131",), span) == []
        assert await read_balances(session, tan_hung.id, span) == ()


@settings(max_examples=6, **PATIENCE)
@given(posted=postings, day=days)
async def test_b01_of_a_day_is_that_of_the_entries_to_that_day(database, posted, day):
    org = await found_cooperative(database, "day", "HTX Theo ngày")
    span = Span(date(day.year, 1, 1), day)
    async with enter_tenant(database, org.id) as session:
        dated = [await post(session, org, *one) for one in posted]
        found = financial_position(await read_balances(session, org.id, span))
        listed = await list_parties(session, org.id, ("131",), span)
    until = [one for one in dated if one[0] <= day]
    assert found == financial_position(balances(until, *days_of(span)))
    assert found.difference_dong == (0, 0)
    owed = sum(one.closing_debit_dong for one in listed)
    assert owed == sum(one.amount_dong for one in found.parts if one.account == "131" and one.side == "debit")


def days_of(span):
    return span.from_on, span.to_on
