"""Bank and book on one day: what only one of them has, pair by pair, and nothing left unexplained."""

from datetime import date

from sqlalchemy import insert
from tests.bank.conftest import CHAIR, NOW, accept_line, bring_in, open_lines, proposals_of
from tests.bank.layouts import CLOSING, MONTH, OPENING
from tests.bank.layouts import agribank as agribank_file
from tests.bank.test_matching import deed, statement
from tests.ledger.notation import entry as drafted

from hoptac.bank.models import BANK_MATCHES
from hoptac.bank.queries.accounts import get_account
from hoptac.bank.queries.comparison import compare_on
from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger import post_entry


async def test_bank_and_book_side_by_side(database, tan_hung, agribank):
    async with enter_tenant(database, tan_hung.id) as session:
        opening = drafted(f"Nợ 1121 / Có 4118 {OPENING - 40_000:,}".replace(",", "."), on=date(2026, 1, 1), series="DK")
        await post_entry(session, **deed(tan_hung), draft=opening)
        late = drafted("Nợ 642 / Có 1121 8.500.000", on=date(2026, 2, 3), series="BN")
        late_entry = await post_entry(session, **deed(tan_hung), draft=late)
        unknown = drafted("Nợ 642 / Có 1121 77.000", on=date(2026, 1, 20), series="BN")
        await post_entry(session, **deed(tan_hung), draft=unknown)
        filename, content = agribank_file()
        await bring_in(session, tan_hung, content, filename)
        lines = await open_lines(session, tan_hung, agribank)
        assert len(lines) == len(MONTH)
        for line in lines:
            proposals = (await proposals_of(session, tan_hung, agribank, [line]))[line.id]
            if line.description in ("PHI QL TK", "PHI SMS BANKING", "TRA LAI TIEN GUI"):
                await accept_line(session, tan_hung, line.id, proposals[0].key)
        account = await get_account(session, tan_hung.id, agribank)
        found = await compare_on(session, tan_hung.id, account, date(2026, 1, 31))
        assert (found.bank_dong, found.unexplained_dong) == (CLOSING, 0)
        assert found.book_dong == OPENING - 40_000 - 77_000 - 500_000 - 1_100 + 1_234
        parts = {str(part.name): (part.dong, part.count) for part in found.parts}
        open_sum = sum(moved.amount for moved in MONTH) - (-500_000 - 1_100 + 1_234)
        assert parts == {
            "Chênh lệch số dư đầu kỳ": (-40_000, 1),
            "Có trong sổ, chưa có ở ngân hàng": (-77_000, 1),
            "Có ở ngân hàng, chưa có trong sổ": (-open_sum, 9),
        }
        # The electricity bill was paid on 14 January and booked on 3 February: a pair on two sides of the day.
        bill = next(line for line in lines if line.description == "CHI TIEN DIEN")
        match = {"org_id": tan_hung.id, "line_id": bill.id, "bank_account_id": agribank, "kind": "entry"}
        match |= {"entry_id": late_entry.id, "entry_position": 0, "voucher_id": None, "contra_account": ""}
        await session.execute(insert(BANK_MATCHES), match | {"party_id": None, "made_by": CHAIR, "made_at": NOW})
        found = await compare_on(session, tan_hung.id, account, date(2026, 1, 31))
        parts = {str(part.name): (part.dong, part.count) for part in found.parts}
        assert parts["Khớp nhưng lệch ngày hoặc lệch số"] == (8_500_000, 1)
        assert found.unexplained_dong == 0
        after = await compare_on(session, tan_hung.id, account, date(2026, 2, 5))
        assert "Khớp nhưng lệch ngày hoặc lệch số" not in {str(part.name) for part in after.parts}
        assert after.unexplained_dong == 0
        assert await compare_on(session, tan_hung.id, account, date(2025, 12, 31)) is None


async def test_a_statement_that_is_missing_in_between_is_told(database, tan_hung, agribank):
    async with enter_tenant(database, tan_hung.id) as session:
        await bring_in(session, tan_hung, statement((5, 1_000_000, "a b"), opening=0))
        await bring_in(session, tan_hung, statement((20, 1_000_000, "c d"), opening=1_700_000))
        account = await get_account(session, tan_hung.id, agribank)
        found = await compare_on(session, tan_hung.id, account, date(2026, 1, 20))
        parts = {str(part.name): part.dong for part in found.parts}
        assert parts == {"Có ở ngân hàng, chưa có trong sổ": -2_000_000, "Thiếu sao kê ở giữa": -700_000}
        assert (found.bank_dong, found.book_dong, found.unexplained_dong) == (2_700_000, 0, 0)
